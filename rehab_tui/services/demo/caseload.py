"""The demo's caseload: a few made-up patients with four weeks each, taken in like real ones when somebody looks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from rehab_tui.domain.body import Side
from rehab_tui.domain.exercise import Dose, Measured
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.plan import Plan, Prescription
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomsAnswered, asked_in, report_of
from rehab_tui.services.caseload.patients import Caseload
from rehab_tui.services.demo.patients import PATIENTS, Made
from rehab_tui.services.follow_ups import FollowUps
from rehab_tui.services.journal import Draft, Journal
from rehab_tui.services.profile import Profiles
from rehab_tui.services.sessions import row_drafts
from rehab_tui.store import Store, entries, plans
from rehab_tui.store.bulk import proof as bulk_proof

AUTHOR = "Kim Larsen (made up)"
PLAN = (
    Prescription(
        "walking", "Walking", Measured.MINUTES, sided=False, dose=Dose(minutes=15),
        cue="Walk as your team told you, on flat ground.",
    ),
    Prescription(
        "glute-bridge", "Glute bridge", Measured.REPS, sided=False, dose=Dose(sets=2, reps=10, hold=3),
        cue="Lie on your back with knees bent and feet flat, as wide as your hips.",
    ),
    Prescription(
        "clamshell", "Clamshell", Measured.REPS, sided=True, dose=Dose(sets=2, reps=10),
        cue="Lie on your side with knees bent, one hip right above the other.",
    ),
)  # fmt: skip
"""As a plan file of the shipped library says it, so that one begun from it changes nothing."""
HURTS = 5
"""Pain while exercising on a day that hurt: above the limit of 3."""
LOOKED_AT = 5
"""The last days, on which the rules run as they do when a day is logged."""
EVENING = time(19, 30)


def fill_demo_caseload(caseload: Caseload, now: Moment) -> None:
    """Take the made-up patients into an empty caseload, in about a second; do nothing where there are some."""
    if caseload.rows(now):
        return
    for made in PATIENTS:
        with bulk_proof.in_memory(Path("demo")) as store:
            patient = str(uuid5(NAMESPACE_OID, made.name))
            _Life(store, made, patient, now).tell()
            stamp = _stamp(now, now.today - timedelta(days=made.sent))
            caseload.take_from(store, f"{made.name.partition(' ')[0].lower()}.rehab.json", stamp)
        if made.note:
            caseload.note(patient, made.note, Stamp(now, Origin.DEMO))
        if made.reviewed:
            caseload.review(patient, Stamp(now, Origin.DEMO))


class _Life:
    """Four weeks of one patient, written into an empty file."""

    def __init__(self, store: Store, made: Made, patient: str, now: Moment) -> None:
        self._store = store
        self._made = made
        self._patient = patient
        self._now = now
        self._last = now.today - timedelta(days=made.sent)
        self._first = self._last - timedelta(days=len(made.scores) - 1)
        self._side = Side(made.side)

    def tell(self) -> None:
        """Write everything."""
        self._store.connection.execute("UPDATE patient SET id = ?", (self._patient,))
        facts = {
            "name": self._made.name,
            "side": self._side,
            "surgery_date": self._last - timedelta(weeks=self._made.weeks),
            "allowed_by": "Dr. Rivera (made up)",
        }
        Profiles(self._store).keep(facts, _stamp(self._now, self._first, time(8)))
        with self._store.change("plan", "plan", _stamp(self._now, self._first, time(9))) as change:
            plan = plans.add(change, "Strengthen", AUTHOR, self._first, PLAN, None)
        for number in range(len(self._made.scores)):
            day = self._first + timedelta(days=number)
            drafts = [*self._drafts(number, day, plan)]
            if drafts and (self._last - day).days < LOOKED_AT:
                Journal(self._store).log(drafts, _stamp(self._now, day), "the day")
            elif drafts:
                with self._store.change("log", "the day", _stamp(self._now, day)) as change:
                    for one in drafts:
                        entries.add(change, day, one.fact, plan_id=one.plan_id)
        self._sign()

    def _drafts(self, number: int, day: date, plan: Plan) -> Iterator[Draft]:
        score, work = self._made.scores[number], self._made.work[number]
        if score == ".":
            return
        form = Form.FULL if number % 7 == 0 else Form.DAILY
        yield Draft(day, PainScore(int(score), self._side))
        yield Draft(day, SymptomsAnswered(form, asked_in(form)))
        for prescription in PLAN if work != "-" else ():
            if work == "s" and prescription.exercise != "walking":
                left_out = ExerciseDone(prescription.exercise, skipped=self._made.skipped)
                yield Draft(day, left_out, plan_id=plan.id)
                continue
            for draft in row_drafts(day, prescription, plan.id, one_key=True):
                yield _hurt(draft) if work == "h" and prescription.exercise == "glute-bridge" else draft

    def _sign(self) -> None:
        """Report a warning sign, and tell somebody where the story says so."""
        if self._made.sign is None:
            return
        ago, typed, told = self._made.sign
        day, report = self._last - timedelta(days=ago), report_of(typed)
        answered = SymptomsAnswered(Form.PICKED, (report.id,), (report,))
        stamp = _stamp(self._now, day, time(20))
        for one in Journal(self._store).log([Draft(day, answered)], stamp, "warning signs").followups:
            if told and one.serious:
                steps = FollowUps(self._store)
                steps.act(one, "night line", "Come in tomorrow morning.", _stamp(self._now, day, time(20, 20)))


def _hurt(draft: Draft) -> Draft:
    return (
        draft._replace(fact=replace(draft.fact, pain_during=HURTS)) if isinstance(draft.fact, ExerciseDone) else draft
    )


def _stamp(now: Moment, day: date, at: time = EVENING) -> Stamp:
    """Return a time of a day, never later than now."""
    instant = min(datetime.combine(day, at, now.instant.tzinfo), now.instant)
    return Stamp(replace(now, instant=instant, today=day), Origin.DEMO)
