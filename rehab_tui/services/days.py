"""A day as the patient sees it: what was asked, what was answered, what is still due."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.adherence import Adherence, DayOfWork, adherence, credit
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.days import day_words, span
from rehab_tui.domain.dose import ClearanceKind
from rehab_tui.domain.entry import Entry, Kind, Note, SmallAnswer, Visit
from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.habits import habits_shown
from rehab_tui.domain.marks import Mark
from rehab_tui.domain.measure_table import Measure
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.pause import Pause
from rehab_tui.domain.plan import Plan, Prescription, ceiling_of, locked_by
from rehab_tui.domain.series import DayValue
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.services.allowed import Allowed, allowed_until
from rehab_tui.services.glance import Glance, look
from rehab_tui.services.measure_times import measure_asked
from rehab_tui.store import Store, entries, followups, plans, profiles, work
from rehab_tui.store.glance import facts
from rehab_tui.store.pauses import pauses

USUAL_NEEDS = 7
"""Scores, dated 20 to 7 days ago, from which on "usual" is shown (rules section 8)."""
ACTIVITIES_FROM = 120
"""Days after surgery from which on usual activities are asked about (FF-02, judgement)."""
OPEN_SIGN = "a warning sign was open"
"""Why nothing is due while a follow-up of level 1 or 2 waits."""
ACTIVITIES_EVERY = timedelta(weeks=4)


class Usual(NamedTuple):
    """The usual level of a hip: the middle half of the scores dated 20 to 7 days ago."""

    low: int | None
    high: int | None
    n: int

    @property
    def words(self) -> str:
        """`usual 3-4`, or how far the level is from being known."""
        if self.low is None:
            return f"building your usual level: {self.n} of {USUAL_NEEDS}"
        return f"usual {self.low}" if self.low == self.high else f"usual {self.low}-{self.high}"


class HipToday(NamedTuple):
    """One hip: today's score, what is usual, and the last fourteen days."""

    side: Side
    entry: Entry | None
    usual: Usual
    fortnight: tuple[DayValue, ...]

    @property
    def score(self) -> int | None:
        """Today's score, or None where there is none; 0 is a score."""
        return self.entry.fact.score if self.entry and isinstance(self.entry.fact, PainScore) else None


class ExerciseRow(NamedTuple):
    """One exercise of the plan on one day."""

    prescription: Prescription
    entries: tuple[Entry, ...]
    filled: float
    """Slots filled of `times_a_day`, partial ones counted in part."""
    locked: tuple[ClearanceKind, ...]
    due: bool
    habit: bool = False
    """A way of moving that is in no plan: offered because it was ticked lately, never asked for."""

    @property
    def done(self) -> bool:
        """Whether all of it is done."""
        return self.filled >= self.prescription.times_a_day

    @property
    def skipped(self) -> ExerciseDone | None:
        """How it was left out, or None."""
        for entry in reversed(self.entries):
            if isinstance(entry.fact, ExerciseDone) and entry.fact.skipped is not None:
                return entry.fact
        return None

    @property
    def answered(self) -> bool:
        """Whether nothing more has to be said about it today."""
        return self.done or bool(self.locked) or bool(self.entries) or not self.due

    def mark(self, *, stopped: bool) -> Mark:
        """Return the sign before it: what was done or left out stays so, also while exercise is `stopped`."""
        if self.done:
            return Mark.DONE
        if self.filled > 0:
            return Mark.PART
        if self.skipped is not None:
            return Mark.LEFT_OUT
        if self.locked or stopped:
            return Mark.LOCKED
        return Mark.OPEN if self.due else Mark.NOT_TODAY


class DayReview(NamedTuple):
    """Everything the Today screen, `rehab today` and `rehab status` show of a day."""

    day: date
    today: date
    profile: Profile
    plan: Plan | None
    plan_from: date | None
    """When the first plan began, on a day before it; None where one is in force, or there is none at all."""
    hips: tuple[HipToday, ...]
    rounds: tuple[Entry, ...]
    """Rounds of warning-sign questions answered on this day."""
    ceiling: int
    """Highest pain while exercising, 0-10."""
    answers: dict[str, str]
    """Small questions answered on this day."""
    questions: tuple[str, ...]
    """Small questions that a rule needs answered on this day, by their ids."""
    exercises: tuple[ExerciseRow, ...]
    work: Adherence
    """28 days that end with this day; with yesterday while exercises of today have no answer yet."""
    notes: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    """Everything logged on this day, in order of recording."""
    next_visit: Visit | None
    glance: Glance
    """What is done and due, and what waits."""
    pause: Pause | None = None
    """The pause that this day lies in: no exercise is due."""
    measure: Measure | None = None
    """A measure whose time has come; only today, and never beside an open follow-up of level 1 or 2."""

    @property
    def other_scores(self) -> tuple[Entry, ...]:
        """The day's pain scores that stand beside no hip: other places, sides and times, in order of recording."""
        shown = {hip.entry.id for hip in self.hips if hip.entry is not None}
        return tuple(e for e in self.entries if e.kind is Kind.PAIN and e.id not in shown)

    @property
    def full_list_due(self) -> bool:
        """Whether the full list of warning signs is due."""
        return self.glance.full_list_due

    @property
    def pain_logged(self) -> bool:
        """Whether every hip that is tracked has its daily score."""
        return self.glance.pain_logged

    @property
    def signs_asked(self) -> bool:
        """Whether the daily or the full questions were answered."""
        return self.glance.signs_asked

    @property
    def before_the_plan(self) -> str:
        """That this day lies before the first plan, in words; empty where it does not."""
        return f"no plan yet; the first began on {day_words(self.plan_from)}" if self.plan_from else ""

    @property
    def exercises_due(self) -> int:
        """How many exercises the plan asks for on this day, locked ones left out; none while exercise is stopped."""
        return self.glance.exercises_due

    @property
    def exercises_done(self) -> int:
        """How many exercises of the plan were done in full, also before exercise was stopped."""
        return self.glance.exercises_done

    @property
    def exercises_begun(self) -> bool:
        """Whether an exercise of the plan was done or left out; a way of moving that was ticked is none."""
        return any(row.entries and not row.habit for row in self.exercises)

    @property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """Those that wait, most urgent first."""
        return self.glance.follow_ups

    @property
    def exercise_stopped(self) -> bool:
        """Whether exercise waits for advice: a level 1 or 2 follow-up is open."""
        return any(f.serious for f in self.follow_ups)

    @property
    def worst(self) -> Level | None:
        """The most urgent level that waits, or None."""
        levels = [f.level for f in self.follow_ups if f.level is not None]
        return min(levels) if levels else None

    @property
    def due(self) -> tuple[str, ...]:
        """What is still to be logged on this day, in words."""
        return self.glance.due


class Days:
    """Looks at days; writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def review(self, day: date, today: date) -> DayReview:
        """Return a day as the patient sees it."""
        with self._store.one_view():
            known = facts(self._store)
            profile = profiles.of(known)
            logged = entries.between(self._store, day, day)
            versions, allowed = plans.all_versions(self._store), allowed_until(self._store, day, profile)
            plan = _in_force(versions, day)
            paused = pauses(self._store)
            work = self._work(day - timedelta(days=28), day, profile, versions, allowed, paused)
            glance = look(self._store, day, known)
            not_over = day == today and glance.exercises_open
            quiet = day != today or any(one.serious for one in glance.follow_ups)
            return DayReview(
                day=day,
                today=today,
                profile=profile,
                plan=plan,
                plan_from=min((one.starts_on for one in versions), default=None) if plan is None else None,
                hips=tuple(self._hip(side, day, logged) for side in profile.sides),
                rounds=tuple(e for e in logged if e.kind is Kind.SYMPTOMS),
                ceiling=ceiling_of(plan, allowed),
                answers=self._answers(day, logged),
                questions=self._questions(day, profile, glance.follow_ups),
                exercises=self._rows(plan, day, logged, profile, frozenset(allowed), habits_shown(work[1:], plan, day)),
                work=adherence(work[:-1] if not_over else work[1:])._replace(to_yesterday=not_over),
                notes=tuple(e for e in logged if isinstance(e.fact, Note)),
                entries=logged,
                next_visit=next((visit for _, visit in self.visits_ahead(today)), None),
                glance=glance,
                pause=next((pause for pause in paused if pause.covers(day)), None),
                measure=None if quiet else measure_asked(self._store, day),
            )

    def _answers(self, day: date, logged: Sequence[Entry]) -> dict[str, str]:
        """Return the answers to the small questions; relief from lower pain than there is now is asked about again."""
        answers = {one.fact.question: one.fact.value for one in logged if isinstance(one.fact, SmallAnswer)}
        if answers.get("relief") == "yes":
            from rehab_tui.domain.history import SEVERE, older_than_the_pain
            from rehab_tui.store.past import high_scores_at, relief_said_at

            said_at = relief_said_at(self._store, day, day).get(day)
            since = high_scores_at(self._store, day, day, SEVERE).values()
            if any(older_than_the_pain(said_at, one, day) for one in since):
                del answers["relief"]
        return answers

    def visits_ahead(self, today: date) -> tuple[tuple[Entry, Visit], ...]:
        """Return the appointments of today and later, the next one first."""
        found = [(one, one.fact) for one in entries.latest(self._store, Kind.VISIT, 20) if isinstance(one.fact, Visit)]
        return tuple(sorted((one for one in found if one[1].on >= today), key=lambda one: one[1].on))

    def locked(self, prescription: Prescription, day: date) -> tuple[ClearanceKind, ...]:
        """Return what someone must still allow before an exercise may be done on a day."""
        profile = profiles.read(self._store)
        allowed = frozenset(allowed_until(self._store, day, profile))
        return locked_by(prescription, allowed, hip_replacement=bool(profile.hip_replacement))

    def outside(self, prescription: Prescription, day: date) -> ExerciseRow:
        """Return an exercise that a day's plan does not ask for, as a row: never due, locked as any other."""
        return ExerciseRow(prescription, (), 0.0, self.locked(prescription, day), due=False)

    def work(self, first: date, last: date, profile: Profile) -> tuple[DayOfWork, ...]:
        """Return what each day from `first` to `last` asked for and what was done of it."""
        versions, allowed = plans.all_versions(self._store), allowed_until(self._store, last, profile)
        return self._work(first, last, profile, versions, allowed, pauses(self._store))

    def _work(
        self,
        first: date,
        last: date,
        profile: Profile,
        versions: Sequence[Plan],
        allowed: Allowed,
        paused: Sequence[Pause],
    ) -> tuple[DayOfWork, ...]:
        done = work.done(self._store, first, last)
        stopped = self._stopped(paused)
        replaced = bool(profile.hip_replacement)
        days = []
        for day in span(last, (last - first).days + 1):
            plan = _in_force(versions, day)
            open_to = frozenset(kind for kind, (_, since) in allowed.items() if since <= day)
            asked = [
                p
                for p in (plan.prescriptions if plan else ())
                if p.due_on(day) and not locked_by(p, open_to, hip_replacement=replaced)
            ]
            why = next((reason for begin, end, reason in stopped if begin <= day <= end), "") if asked else ""
            days.append(DayOfWork(day, () if why else tuple(asked), done.get(day, ()), why))
        return tuple(days)

    def _stopped(self, paused: Sequence[Pause]) -> list[tuple[date, date, str]]:
        """Return the spans of days on which nothing was due, with why: a pause, or an open level 1 or 2 follow-up."""
        spans = [(pause.first, pause.last or date.max, pause.reason) for pause in paused]
        for follow_up in followups.everything(self._store):
            if follow_up.level in (Level.EMERGENCY, Level.TODAY):
                end = follow_up.events[-1].at.date() if follow_up.closed else date.max
                spans.append((follow_up.opened_on, end, OPEN_SIGN))
        return spans

    def _questions(self, day: date, profile: Profile, waiting: Sequence[FollowUp]) -> tuple[str, ...]:
        """Return what is asked beside the score: nights (PT-08), relief (PT-01), usual activities (FF-02)."""
        asked = ["woken"]
        if any(one.rule == "PT-01" and one.opened_on == day for one in waiting):
            asked.append("relief")
        since = profile.days_since_surgery(day)
        if since is not None and since >= ACTIVITIES_FROM:
            recent = day - ACTIVITIES_EVERY + timedelta(days=1)
            if entries.last_answer(self._store, "activities", recent, day) in (None, day):
                asked.append("activities")
        return tuple(asked)

    def _hip(self, side: Side, day: date, logged: Sequence[Entry]) -> HipToday:
        scores = entries.daily_scores(self._store, Site.HIP.value, side.value, day - timedelta(days=20), day)
        before = [scores[d] for d in span(day - timedelta(days=7), 14) if d in scores]
        entry = next((e for e in logged if _is_daily(e, side)), None)
        return HipToday(
            side=side,
            entry=entry,
            usual=_usual(before),
            fortnight=tuple(DayValue(d, scores.get(d)) for d in span(day, 14)),
        )

    def _rows(
        self,
        plan: Plan | None,
        day: date,
        logged: Sequence[Entry],
        profile: Profile,
        allowed: frozenset[ClearanceKind],
        habits: Sequence[Prescription],
    ) -> tuple[ExerciseRow, ...]:
        if plan is None and not habits:
            return ()
        rows = []
        for prescription in (*(plan.prescriptions if plan else ()), *habits):
            mine = tuple(
                e for e in logged if isinstance(e.fact, ExerciseDone) and e.fact.exercise == prescription.exercise
            )
            rows.append(
                ExerciseRow(
                    prescription=prescription,
                    entries=mine,
                    filled=credit(prescription, (e.fact for e in mine if isinstance(e.fact, ExerciseDone))),
                    locked=locked_by(prescription, allowed, hip_replacement=bool(profile.hip_replacement)),
                    due=prescription.due_on(day) and prescription not in habits,
                    habit=prescription in habits,
                )
            )
        return tuple(rows)


def _is_daily(entry: Entry, side: Side) -> bool:
    fact = entry.fact
    return isinstance(fact, PainScore) and fact.kind is ScoreKind.DAY and fact.site is Site.HIP and fact.side is side


def _usual(scores: Sequence[int]) -> Usual:
    if len(scores) < USUAL_NEEDS:
        return Usual(None, None, len(scores))
    ordered = sorted(scores)
    quarter = len(ordered) // 4
    return Usual(ordered[quarter], ordered[-1 - quarter], len(ordered))


def _in_force(versions: Sequence[Plan], day: date) -> Plan | None:
    """Return the newest version that starts on a day or before."""
    return next((plan for plan in reversed(versions) if plan.starts_on <= day), None)
