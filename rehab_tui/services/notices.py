"""What the computed rules say that asks for nothing: notices hold while they are true, and nothing is kept of them."""

from uuid import NAMESPACE_OID, uuid5

from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.moment import Moment
from rehab_tui.rules import ComputedFinding
from rehab_tui.services.watch import Watch
from rehab_tui.store import Store


class Notices:
    """The notices of one patient, as follow-ups without a level: they wait for nobody and end by themselves."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def for_patient(self, now: Moment) -> tuple[FollowUp, ...]:
        """Return what the patient is told today beside the alerts: MS-01, OK-01."""
        return tuple(self._as_follow_up(one, now) for one in self._found(now) if not one.for_therapist)

    def words_for_patient(self, now: Moment) -> tuple[str, ...]:
        """Return the same in words alone; without the ids no hash is made, which would load OpenSSL (4 MB)."""
        return tuple(one.message for one in self._found(now) if not one.for_therapist)

    def for_therapist(self, now: Moment) -> tuple[FollowUp, ...]:
        """Return what only the therapist's list shows: MS-02, AD-02."""
        return tuple(self._as_follow_up(one, now) for one in self._found(now) if one.for_therapist)

    def one(self, beginning: str, now: Moment) -> FollowUp | None:
        """Return the notice whose id begins like this, or None unless exactly one does."""
        typed = beginning.strip().lower()
        every = (*self.for_patient(now), *self.for_therapist(now))
        found = [one for one in every if typed and one.id.startswith(typed)]
        return found[0] if len(found) == 1 else None

    def _found(self, now: Moment) -> tuple[ComputedFinding, ...]:
        """Return the findings without a level; lines that belong to an alert stand there (HW-04, MS-03)."""
        findings = Watch(self._store).findings(now.today, now.utc)
        return tuple(one for one in findings if one.level is None and (one.opens_alone or one.for_therapist))

    def _as_follow_up(self, finding: ComputedFinding, now: Moment) -> FollowUp:
        """Return a finding in the shape of a follow-up; the same silence, or the same rise, has the same id."""
        about = finding.why.get("first_missing") or finding.why.get("follow_up") or ""
        name = f"{self._store.patient} {finding.rule} {finding.side} {about}"
        return FollowUp(
            id=str(uuid5(NAMESPACE_OID, name)),
            rule=finding.rule,
            level=None,
            title=finding.title,
            message=finding.message,
            why=finding.why,
            sources=finding.sources,
            side=finding.side,
            opened_on=now.today,
            opened_at=now.instant,
            due=None,
            entry_id=None,
        )
