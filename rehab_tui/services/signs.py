"""From an answer about warning signs to the follow-ups it opens."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from rehab_tui.domain.body import Site
from rehab_tui.domain.entry import Entry, Kind
from rehab_tui.domain.followup import Event, Finding, FollowUp, Level, State
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import SymptomsAnswered
from rehab_tui.rules import Evidence, MergeKind, covers, days_behind, evaluate, reported_sides, should_open
from rehab_tui.services.standing import Standing
from rehab_tui.services.under_care import mark_new
from rehab_tui.store import Change, Store, entries, followups, past, profiles

WINDOW = timedelta(days=14)
"""How far back another sign still counts beside a new one (RF-16, RF-17; judgement)."""

What: TypeAlias = tuple[str, str | None, Level | None]
"""What a finding or follow-up tells of: rule, side and level."""


def what(one: Finding | FollowUp) -> What:
    """Return what a finding or follow-up tells of."""
    return one.rule, one.side, one.level


def findings_of(store: Store, entry: Entry) -> tuple[Finding, ...]:
    """Return the warning signs that an answer fires, in the light of the two weeks before it."""
    answered, day = entry.fact, entry.day
    if not isinstance(answered, SymptomsAnswered):
        return ()
    if not answered.reports and not answered.companions and answered.temperature_c is None:
        return ()  # most answers: a law says that nothing new fires nothing
    others = entries.between(store, day - WINDOW, day, (Kind.SYMPTOMS,))
    low_back = any(
        site == Site.LOW_BACK and max(scores.values()) >= 1
        for (site, _), scores in past.scores(store, "day", day - WINDOW, day).items()
    )
    evidence = Evidence(
        answered=answered,
        day=day,
        recent=tuple((e.day, e.fact) for e in others if isinstance(e.fact, SymptomsAnswered) and e.id != entry.id),
        profile=profiles.read(store),
        low_back_pain=low_back,
    )
    return evaluate(evidence)


def findings_alone(answered: SymptomsAnswered, day: date, profile: Profile | None = None) -> tuple[Finding, ...]:
    """Return the warning signs of an answer when nothing else can be read: advice must not wait for a disk.

    `profile`: what is known of the person by then, so that the advice names their numbers.
    """
    return evaluate(Evidence(answered=answered, day=day, recent=(), profile=profile or Profile(), low_back_pain=False))


def findings_between(store: Store, first: date, last: date) -> dict[str, frozenset[What]]:
    """Return what each answer of some days fires, by the id of its entry."""
    return {
        entry.id: frozenset(what(finding) for finding in findings_of(store, entry))
        for entry in entries.between(store, first, last, (Kind.SYMPTOMS,))
    }


def open_what_changed(
    store: Store, change: Change, first: date, last: date, before: Mapping[str, frozenset[What]]
) -> tuple[FollowUp, ...]:
    """Open what answers of some days call for now and did not before; an answer not in `before` is left out."""
    opened: list[FollowUp] = []
    there = Standing(store)
    for entry in entries.between(store, first, last, (Kind.SYMPTOMS,)):
        new = (f for f in findings_of(store, entry) if what(f) not in before.get(entry.id, {what(f)}))
        for finding in new:
            if covering(store, entry, finding, there.waiting) is None:
                opened.extend(open_follow_ups(store, change, entry, (finding,), there))
    return tuple(opened)


def open_follow_ups(
    store: Store, change: Change, entry: Entry, found: tuple[Finding, ...], there: Standing | None = None
) -> tuple[FollowUp, ...]:
    """Open what the findings of an entry call for, inside the change that keeps the entry.

    What the entry itself reports is always told. An older report that it makes more urgent is told once: not
    again while that alert is open, and not after its outcome where the entry opens one as urgent by itself. `there`
    has the follow-ups as they stand, read before; it is kept as they are afterwards.
    """
    if not found:
        return ()
    there = there or Standing(store)
    own = tuple(f for f in found if _is_own(f, entry))
    urgent = min((f.level for f in own), default=None)
    kept = (
        _opened(store, change, entry, finding, there)
        if finding in own
        else _raised(store, change, entry, finding, there, told=urgent is not None and urgent <= finding.level)
        for finding in found
    )
    return tuple(one for one in kept if one is not None)


def covering(store: Store, entry: Entry, finding: Finding, those: Iterable[FollowUp]) -> FollowUp | None:
    """Return a follow-up that covers what a finding is about; None unless each report behind it has one.

    Only follow-ups opened with the report or after it count, so a new report is never hidden by an old alert.
    """
    found = None
    those = tuple(those)
    for report, side in _reports_behind(store, entry, finding):
        since = followups.opened_since(store, _first_with(store, report, finding).id)
        found = next((one for one in those if one.id in since and covers(one, finding, side)), None)
        if found is None:
            return None
    return found


def _is_own(finding: Finding, entry: Entry) -> bool:
    return isinstance(entry.fact, SymptomsAnswered) and bool(reported_sides(finding, entry.fact))


def _reports_behind(store: Store, entry: Entry, finding: Finding) -> Iterable[tuple[Entry, str | None]]:
    first = entry.day - timedelta(days=days_behind(finding))
    for one in entries.between(store, first, entry.day, (Kind.SYMPTOMS,)):
        if isinstance(one.fact, SymptomsAnswered):
            yield from ((one, side) for side in reported_sides(finding, one.fact))


def _first_with(store: Store, entry: Entry, finding: Finding) -> Entry:
    """Return the version of an entry that brought the sign in; corrections since then have left it there."""
    first = entry
    for version in reversed(entries.versions(store, entry)):
        if not _is_own(finding, version):
            break
        first = version
    return first


def _raised(
    store: Store, change: Change, entry: Entry, finding: Finding, there: Standing, *, told: bool
) -> FollowUp | None:
    """Open an alert for an older report that became more urgent, unless it has been told already."""
    known = covering(store, entry, finding, there.waiting)
    if known is not None:
        return None if told else _counted(change, known, finding, there)
    if told and covering(store, entry, finding, there) is not None:
        return None
    return _opened(store, change, entry, finding, there)


def _opened(store: Store, change: Change, entry: Entry, finding: Finding, there: Standing) -> FollowUp | None:
    moment = change.stamp.moment
    merge = should_open(finding, there.waiting, there.closed, moment.today, entry.id)
    opened = None
    if merge.opens:
        opened = there.put(mark_new(store, change, followups.add(change, finding, entry.day, entry.id)))
    by = opened.id if opened else merge.into
    for old_id in merge.supersedes:
        event = Event("superseded", moment.instant, State.SUPERSEDED, text=f"by {by}" if by else None)
        followups.add_event(change, old_id, event)
        there.superseded(old_id)
    if opened is None and merge.kind is MergeKind.COUNT and merge.into is not None:
        return _counted(change, there.one(merge.into), finding, there)
    return opened


def _counted(change: Change, old: FollowUp, finding: Finding, there: Standing) -> FollowUp:
    event = Event("reported again", change.stamp.moment.instant, old.state, text=finding.title)
    followups.add_event(change, old.id, event)
    return there.put(followups.by_id(change.connection, old.id))
