"""A made-up patient, fourteen weeks after surgery: the same on every run for the same day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Protocol

from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.entry import Fact, Note, SmallAnswer, Visit
from rehab_tui.domain.exercise import ClearanceKind, Dose
from rehab_tui.domain.followup import FollowUp, Outcome
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.domain.measure_typed import measurement_of
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.domain.pain import HIGHEST, LOWEST, PainScore, ScoreKind
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.domain.plan import Clearance, Plan, Prescription, locked_by
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered, asked_in
from rehab_tui.domain.treatment import Treatment
from rehab_tui.services.demo import story
from rehab_tui.services.follow_ups import FollowUps
from rehab_tui.services.journal import Draft, Journal
from rehab_tui.services.plans import Plans
from rehab_tui.services.profile import Profiles
from rehab_tui.services.sessions import row_drafts

EVENING = time(20, 10)
MORNING = time(7, 40)


class Verbs(Protocol):
    """The services that the demo writes through."""

    @property
    def journal(self) -> Journal: ...
    @property
    def follow_ups(self) -> FollowUps: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def profiles(self) -> Profiles: ...


def build_demo(rehab: Verbs, now: Moment) -> None:
    """Write the made-up patient into an empty file, one change a day, as if it had been kept all along.

    Today is left mostly open, so that there is something to try.
    """
    _Story(rehab, now).tell()


class _Story:
    """The days of the story, written one after the other."""

    def __init__(self, rehab: Verbs, now: Moment) -> None:
        self._rehab = rehab
        self._now = now
        self._surgery = now.today - timedelta(days=story.LAST)
        self._plan: Plan | None = None
        self._allowed = {ClearanceKind.PHYSICAL_THERAPY}  # by whoever allowed exercise at set-up
        self._full_list_on = story.FIRST - 7
        self._activities: Measurement | None = None

    def tell(self) -> None:
        """Write everything, from the first evening at home to this morning."""
        facts = story.PROFILE | {
            "surgery_date": self._surgery,
            "allowed_on": self._day(story.FIRST),
            "notice_read_on": self._day(story.FIRST),
            "setup_done_on": self._day(story.FIRST),
        }
        self._rehab.profiles.keep(facts, self._stamp(story.FIRST, time(19, 30)))
        for number in range(story.FIRST, story.LAST):
            self._milestones(number)
            self._besides(number)
            if number not in story.MISSED:
                self._evening(number)
        self._this_morning()

    # days and times

    def _day(self, number: int) -> date:
        return self._surgery + timedelta(days=number)

    def _stamp(self, number: int, at: time = EVENING) -> Stamp:
        instant = datetime.combine(self._day(number), at, self._now.instant.tzinfo)
        moment = replace(self._now, instant=min(instant, self._now.instant), today=self._day(number))
        return Stamp(moment, Origin.DEMO)

    # what happened

    def _milestones(self, number: int) -> None:
        if number in story.ALLOWED:
            kind = ClearanceKind(story.ALLOWED[number])
            self._allowed.add(kind)
            self._log(number, [Clearance(kind, "Dr. Rivera (made up)")], f"{kind.value} allowed", time(11, 30))
        if number in story.PLANS:
            self._plan = self._rehab.plans.start(story.PLANS[number], self._stamp(number, time(12, 0)))
        if number in story.VISITS:
            ahead, who, ask = story.VISITS[number]
            self._log(number, [Visit(self._day(ahead), who, ask)], "appointment", time(14, 0))

    def _besides(self, number: int) -> None:
        """Write what is neither pain nor exercise: measures, treatments, a block, a pause, a new start."""
        for name, words in story.MEASURED.get(number, {}).items():
            measure = MEASURES[name]
            before = self._activities if measure.own_items else None
            taken = measurement_of(measure, words, before=before)
            self._activities = taken if measure.own_items else self._activities
            self._log(number, [taken], measure.name, time(18, 30))
        if number in story.TREATED:
            self._log(number, [Treatment(*story.TREATED[number])], "treatment", time(18, 40))
        if number == story.NEW_START:
            self._log(number, [Baseline(story.NEW_START_BY)], "starting average", time(11, 0))
        if number == story.BLOCK_DAY:
            self._log(number, [story.BLOCK], "block", time(16, 0))
        if number == story.PAUSE_FROM - 1:
            pause = Pause(self._day(story.PAUSE_FROM), self._day(story.PAUSE_TO), story.PAUSE_REASON)
            self._log(number, [pause], "pause", time(19, 0))

    def _evening(self, number: int) -> None:
        if number == story.SIGN_DAY:
            self._warning_sign(number)
        left, right = left_score(number), right_score(number)
        wrong = number == story.TYPED_WRONG
        facts: list[Fact] = [PainScore(2 if wrong else left, Side.LEFT), PainScore(right, Side.RIGHT)]
        facts.extend(_other_scores(number, left))
        if number != story.SIGN_DAY:
            facts.append(self._signs(number))
        facts.extend(_small_answers(number, left))
        drafts = [Draft(self._day(number), fact) for fact in facts]
        drafts.extend(self._work(number, left))
        if number in story.NOTES:
            drafts.append(Draft(self._day(number), Note(story.NOTES[number])))
        late = story.LATE.get(number, 0)
        stamp = self._stamp(number + late, MORNING if late else EVENING)
        logged = self._rehab.journal.log(drafts, stamp, "the day")
        if wrong:
            self._rehab.journal.amend(logged.entries[0], PainScore(left, Side.LEFT), self._stamp(number, time(20, 12)))
        if number == story.LOGGED_TWICE:
            walk = next(e for e in reversed(logged.entries) if isinstance(e.fact, ExerciseDone))
            self._rehab.journal.mistake(walk, self._stamp(number, time(20, 12)))

    def _signs(self, number: int) -> SymptomsAnswered:
        """Return the day's questions, all denied: the full list every seven days, else the five short ones."""
        form = Form.FULL if number - self._full_list_on >= 7 else Form.DAILY
        if form is Form.FULL:
            self._full_list_on = number
        return SymptomsAnswered(form, asked_in(form))

    def _warning_sign(self, number: int) -> None:
        """Report a sore calf, and follow it to its outcome."""
        report = SymptomReport("calf-swelling", side=Side.LEFT, since=self._day(number))
        logged = self._log(
            number, [SymptomsAnswered(Form.FULL, asked_in(Form.FULL), (report,))], "warning signs", time(17, 50)
        )
        self._full_list_on = number
        for follow_up in logged:
            steps, at = self._rehab.follow_ups, time(17, 52)
            steps.acknowledge(follow_up, self._stamp(number, at))
            called = self._rehab.follow_ups.one(follow_up.id)
            steps.act(called, "night line", story.SIGN_SAID, self._stamp(number, time(18, 15)))
            acted = self._rehab.follow_ups.one(follow_up.id)
            steps.close(acted, story.SIGN_OUTCOME, self._stamp(number + 1, time(9, 20)), Outcome.SEEN)

    def _work(self, number: int, left: int) -> Iterable[Draft]:
        """Return the exercises of a day: mostly as planned with one key, some counted, some left out."""
        if self._plan is None or number == story.SIGN_DAY:
            return ()
        day = self._day(number)
        due = [p for p in self._plan.prescriptions if p.due_on(day) and not self._locked(p)]
        drafts: list[Draft] = []
        for place, prescription in enumerate(due):
            if number in story.SKIPS and prescription.exercise != "walking":
                fact = ExerciseDone(prescription.exercise, skipped=story.SKIPS[number])
                drafts.append(Draft(day, fact, plan_id=self._plan.id))
                continue
            planned = row_drafts(day, prescription, self._plan.id, one_key=True)
            drafts.extend(_as_it_went(draft, number, place, left) for draft in planned)
        if number == story.GUIDED_TOO or (number >= story.GUIDED_FROM and number % 2 == 0):
            return [_guided(draft, number, place, left) for place, draft in enumerate(drafts)]
        return drafts

    def _locked(self, prescription: Prescription) -> bool:
        return bool(locked_by(prescription, frozenset(self._allowed), hip_replacement=False))

    def _this_morning(self) -> None:
        """Leave today open but for a first look."""
        facts: list[Fact] = [
            SmallAnswer("woken", "no"),
            PainScore(3, Side.LEFT, kind=ScoreKind.MORNING),
            SmallAnswer("since-session", "same"),
        ]
        self._log(story.LAST, facts, "this morning", MORNING)

    def _log(self, number: int, facts: Sequence[Fact], words: str, at: time) -> tuple[FollowUp, ...]:
        drafts = [Draft(self._day(number), fact) for fact in facts]
        return self._rehab.journal.log(drafts, self._stamp(number, at), words).followups


def left_score(number: int) -> int:
    """Return the daily score of the left hip on a day after surgery."""
    wobble = story.LEFT_WOBBLE[number % len(story.LEFT_WOBBLE)]
    return _score(_level(story.LEFT_LEVEL, number) + wobble + story.FLARE.get(number, 0.0))


def right_score(number: int) -> int:
    """Return the daily score of the right hip on a day after surgery."""
    return _score(_level(story.RIGHT_LEVEL, number) + story.RIGHT_WOBBLE[number % len(story.RIGHT_WOBBLE)])


def _level(points: Sequence[tuple[int, float]], number: int) -> float:
    """Return the height of a line through points at a day; beyond its ends it stays level."""
    first, last = points[0], points[-1]
    if number <= first[0]:
        return first[1]
    for (begin, low), (end, high) in pairwise(points):
        if begin <= number <= end:
            return low + (high - low) * (number - begin) / (end - begin)
    return last[1]


def _score(value: float) -> int:
    return max(LOWEST, min(HIGHEST, int(value + 0.5)))


def _other_scores(number: int, left: int) -> Iterable[PainScore]:
    for every, start, site, side, away in story.OTHER_SITES:
        if number % every == start and not (site is Site.LOW_BACK and number > 45):
            yield PainScore(_score(left + away), side, site)
    if number in story.FLARE:
        yield PainScore(_score(left + 1), Side.LEFT, kind=ScoreKind.WORST)


def _small_answers(number: int, left: int) -> Iterable[SmallAnswer]:
    yield SmallAnswer("woken", "yes" if number % 4 == 1 and left >= 4 else "no")
    if number > 4 and number % 2 == 0:
        yield SmallAnswer("worst-exercising", str(max(0, min(3, left - 2))))
        words = "worse" if number in story.FLARE else ("same", "same", "better")[number % 3]
        yield SmallAnswer("since-session", words)


def _guided(draft: Draft, number: int, place: int, left: int) -> Draft:
    """Return an exercise as a guided session keeps it: with the pain before all of them, and during each."""
    fact = draft.fact
    if not isinstance(fact, ExerciseDone) or fact.skipped is not None:
        return draft
    during = fact.pain_during if fact.pain_during is not None else max(0, min(3, left - 2 + (number + place) % 3))
    return draft._replace(fact=replace(fact, one_key=False, pain_before=left, pain_during=during))


def _as_it_went(draft: Draft, number: int, place: int, left: int) -> Draft:
    """Return a planned exercise as it was done: now and then fewer on the left, with the pain while doing it."""
    fact = draft.fact
    if not isinstance(fact, ExerciseDone) or fact.exercise == "walking":
        return draft
    if fact.exercise == story.EASY and number >= story.EASY_FROM:
        return draft._replace(fact=replace(fact, one_key=False, pain_during=1, effort=3))
    during = max(0, min(3, left - 2)) if (number + place) % 4 == 0 else None
    dose, counted = fact.dose, (number * 3 + place * 5) % 13 == 0
    if counted and dose.reps:
        weaker = 2 if fact.side is Side.RIGHT else 4
        dose = Dose(dose.sets, max(1, dose.reps - weaker), dose.hold, dose.minutes)
    done = replace(fact, dose=dose, one_key=not counted, pain_during=during, effort=5 if counted else None)
    return draft._replace(fact=done)
