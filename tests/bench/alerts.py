"""How well the trend rules tell worse from noise: `python -m tests.bench.alerts [PATIENTS] [--table]`.

Made-up patients as in the clinical rules, section 2.4: daily scores 0 to 10, AR(1) with coefficient 0.5, within-person
sd 1.0, 1.5 and 2.0, one day in five missing, 120 days, 250 patients of each kind, seeds fixed. It takes about a
minute on one core. The rules were chosen with other seeds than these; with `--table` the rules run as they stand in
section 8 of the clinical rules, to compare.

Two tables:

- False prompts: level 3 prompts of a stable patient in 30 days; each rule alone (one prompt in 14 days), then the trend
  rules (PT-02 to PT-05, PT-09) together after merging and quiet time, for one side and for two. A follow-up is closed
  seven days after it opened (our assumption: told within three days, outcome written down within a week); the lines
  below the table show other habits. A level 4 ends by itself 28 days after it last counted, as in the program; nobody
  of these patients has an appointment. PT-01, a single very high score, is no trend and stands by itself.
- Found: how many patients have a prompt of level 3 (opened, or counted on an open one) within 14 days of the change,
  and the median delay; for the slow rise within 60 days. Prompts that quiet time kept back are not counted.
  "any" is every level 3 prompt a patient sees, PT-01 with it.

Figures that have a goal stand with their 95 in 100 limits (means: normal; shares: Wilson).
"""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from statistics import fmean, median, stdev
from typing import NamedTuple

from rehab_tui.domain.followup import LAPSED, Event, FollowUp, Level, Outcome, State
from rehab_tui.domain.history import History, Scores
from rehab_tui.rules import ComputedFinding, MergeKind, event_text, should_open
from rehab_tui.rules.computed import COMPUTED_RULES, UNCHANGED, Thresholds, replay, value_on
from rehab_tui.services.level_four import KEPT_OPEN

FIRST = date(2026, 1, 1)
DAYS = 120
CHANGE = 60
PATIENTS = 250
SPREADS = (1.0, 1.5, 2.0)
COEFFICIENT, MISSING = 0.5, 0.2
CLOSED_AFTER = 7
OTHER_HABITS = (3, 14)
EPISODE = timedelta(days=14)
TREND = ("PT-02", "PT-03", "PT-04", "PT-05", "PT-09")
PROMPTS = ("PT-01", *TREND)
GOALS = {1: 0.5, 2: 0.8}
RELAPSE_GOAL = 95.0
Z = 1.96

OURS: Thresholds = UNCHANGED
TABLE: Thresholds = {"PT-03": {"fortnight_by": 0}, "PT-04": {"week_up": 0}}
"""The rules of section 8 as they stand; PT-09 is not among them."""

Level3 = Callable[[int, float], float]
"""The true level of a day, of a patient who began at some level."""


class Course(NamedTuple):
    """One kind of patient: the true level by day, when it changes, and how long finding it may take."""

    name: str
    level: Level3
    begins: tuple[float, float]
    change: int = CHANGE
    within: int = 14


def relapse(day: int, begin: float) -> float:
    """7 at first, 3 after a recovery of six weeks, then 6 from one day to the next."""
    if day >= 90:
        return begin - 1
    return begin - 4 * min(1.0, max(0.0, (day - 14) / 42))


COURSES = (
    Course("step +2", lambda day, begin: begin + 2 * (day >= CHANGE), (2, 5)),
    Course("step +3", lambda day, begin: begin + 3 * (day >= CHANGE), (2, 5)),
    Course("slow +3 in 56 d", lambda day, begin: begin + 3 * min(1.0, max(0, day - 50) / 56), (2, 5), 50, 60),
    Course("relapse 7-3-6", relapse, (7, 7), 90),
)
STABLE = Course("stable", lambda day, begin: begin, (2, 5))


class Prompt(NamedTuple):
    """One thing that a patient would have seen, or that was counted on what they saw."""

    day: date
    rule: str
    kind: MergeKind


def scores_of(course: Course, spread: float, random: Random) -> Scores:
    """Return the scores of one side of one made-up patient."""
    begin = random.uniform(*course.begins)
    noise = random.gauss(0, spread)
    scores = {}
    for day in range(DAYS):
        noise = COEFFICIENT * noise + random.gauss(0, spread * (1 - COEFFICIENT**2) ** 0.5)
        value = round(course.level(day, begin) + noise)
        if random.random() >= MISSING:
            scores[FIRST + timedelta(days=day)] = max(0, min(10, value))
    return scores


def patient(course: Course, spread: float, sides: int, seed: int) -> History:
    """Return one made-up patient; the sides have nothing to do with each other."""
    random = Random(f"reported {course.name} {spread} {sides} {seed}")  # noqa: S311 - the same patients every time
    named = ("left", "right")[:sides]
    return History(scores={("hip", side): scores_of(course, spread, random) for side in named}, started=FIRST)


def findings(history: History, thresholds: Thresholds) -> Iterator[tuple[date, ComputedFinding]]:
    """Yield what the rules on daily pain say, day by day."""
    rules = [COMPUTED_RULES[rule] for rule in PROMPTS if thresholds is OURS or rule != "PT-09"]
    for day, found in replay(history, FIRST, FIRST + timedelta(days=DAYS - 1), rules, thresholds):
        for finding in found:
            yield day, finding


def prompts(
    history: History, said: list[tuple[date, ComputedFinding]], closed_after: int = CLOSED_AFTER
) -> Iterator[Prompt]:
    """Yield what merging and quiet time make of it, with every follow-up closed some days after it opened."""
    follow_ups: list[FollowUp] = []
    at_closing: dict[str, float] = {}
    for day, finding in said:
        for number, one in enumerate(follow_ups):
            if one.closed:
                continue
            if one.level is Level.VISIT:
                follow_ups[number] = _lapsed(one, day)
            elif day - one.opened_on >= timedelta(days=closed_after):
                follow_ups[number] = _closed(history, one, closed_after, at_closing)
        waiting = [one for one in follow_ups if not one.closed]
        done = [one for one in follow_ups if one.state is State.CLOSED]
        merge = should_open(finding, waiting, done, day, at_closing=at_closing)
        at = datetime.combine(day, time(20), UTC)
        for number, one in enumerate(follow_ups):
            if one.id in merge.supersedes:
                follow_ups[number] = _and(one, Event("superseded", at, State.SUPERSEDED))
            elif one.id == merge.into and merge.kind in (MergeKind.COUNT, MergeKind.LINE):
                follow_ups[number] = _and(one, Event("again", at, one.state, text=event_text(finding, merge.kind)))
        if merge.opens:
            follow_ups.append(_opened(finding, day, at, str(len(follow_ups))))
        if finding.level is Level.DAYS and merge.kind in (MergeKind.OPEN, MergeKind.COUNT, MergeKind.LINE):
            yield Prompt(day, finding.rule, merge.kind)


def _opened(finding: ComputedFinding, day: date, at: datetime, name: str) -> FollowUp:
    events = (Event("opened", at, State.OPEN),)
    why, sources = finding.why, finding.sources
    return FollowUp(
        name, finding.rule, finding.level, finding.title, "", why, sources, finding.side, day, at, None, None, events
    )


def _closed(history: History, one: FollowUp, after: int, at_closing: dict[str, float]) -> FollowUp:
    """Close a follow-up, and note the value it stood at then, as the program does."""
    day = one.opened_on + timedelta(days=after)
    value = value_on(history, one.rule, one.side, day)
    if value is not None:
        at_closing[one.id] = value
    return _and(one, Event("closed", datetime.combine(day, time(9), UTC), State.CLOSED, outcome=Outcome.ADVICE))


def _lapsed(one: FollowUp, day: date) -> FollowUp:
    """End a level 4 that has not counted for 28 days, as the program does."""
    ended = max(event.at.date() for event in one.events) + KEPT_OPEN
    if day < ended:
        return one
    return _and(one, Event("closed", datetime.combine(ended, time(9), UTC), State.CLOSED, outcome=LAPSED))


def _and(one: FollowUp, event: Event) -> FollowUp:
    return FollowUp(
        one.id, one.rule, one.level, one.title, one.message, one.why, one.sources, one.side,
        one.opened_on, one.opened_at, one.due, one.entry_id, (*one.events, event),
    )  # fmt: skip


def alone(said: list[tuple[date, ComputedFinding]], rule: str) -> Iterator[date]:
    """Yield the prompts of one rule by itself: one in 14 days for each side."""
    last: dict[str | None, date] = {}
    for day, finding in said:
        if finding.rule != rule or finding.level is not Level.DAYS:
            continue
        before = last.get(finding.side)
        if before is None or day - before >= EPISODE:
            last[finding.side] = day
            yield day


class Rate(NamedTuple):
    """A figure with its 95 in 100 limits."""

    value: float
    low: float
    high: float

    @property
    def words(self) -> str:
        """The figure and its limits."""
        return f"{self.value:.2f} ({self.low:.2f}-{self.high:.2f})"


def mean_rate(counts: list[int]) -> Rate:
    """Return the prompts of one patient in 30 days, from the prompts of each patient."""
    each = [count * 30 / DAYS for count in counts]
    half = Z * stdev(each) / len(each) ** 0.5
    return Rate(fmean(each), fmean(each) - half, fmean(each) + half)


def share_limits(found: int, of: int) -> tuple[float, float]:
    """Return the Wilson limits of a share, in a hundred."""
    share, z2 = found / of, Z * Z / of
    middle = (share + z2 / 2) / (1 + z2)
    half = Z * (share * (1 - share) / of + z2 / (4 * of)) ** 0.5 / (1 + z2)
    return 100 * (middle - half), 100 * (middle + half)


def false_prompts(spread: float, sides: int, patients: int, thresholds: Thresholds) -> dict[str, Rate]:
    """Return the prompts of a stable patient in 30 days: of each rule alone, and together by habit of closing."""
    habits = {"together": CLOSED_AFTER} | {str(days): days for days in OTHER_HABITS}
    counts: dict[str, list[int]] = {name: [] for name in (*PROMPTS, *habits)}
    for seed in range(patients):
        history = patient(STABLE, spread, sides, seed)
        said = list(findings(history, thresholds))
        trend = [(day, finding) for day, finding in said if finding.rule in TREND]
        for rule in PROMPTS:
            counts[rule].append(sum(1 for _ in alone(said, rule)))
        for name, closed_after in habits.items():
            opened = (prompt.kind is MergeKind.OPEN for prompt in prompts(history, trend, closed_after))
            counts[name].append(sum(opened))
    return {name: mean_rate(each) for name, each in counts.items()}


class Found(NamedTuple):
    """How many were found in time, of how many, and the median delay in days."""

    found: int
    of: int
    delay: float | None

    @property
    def share(self) -> float:
        """In a hundred."""
        return 100 * self.found / self.of

    @property
    def words(self) -> str:
        """The share and the delay."""
        return f"{self.share:3.0f} in 100, " + ("-" if self.delay is None else f"{self.delay:.0f} d")


def found(course: Course, spread: float, patients: int, thresholds: Thresholds) -> dict[str, Found]:
    """Return how many were found in time: by each rule, and together."""
    change = FIRST + timedelta(days=course.change)
    delays: dict[str, list[int]] = {name: [] for name in (*PROMPTS, "together", "any")}
    for seed in range(patients):
        history = patient(course, spread, 1, seed)
        said = list(findings(history, thresholds))
        days = {rule: [d for d, f in said if f.rule == rule and f.level is Level.DAYS] for rule in PROMPTS}
        days["together"] = [p.day for p in prompts(history, [(d, f) for d, f in said if f.rule in TREND])]
        days["any"] = [prompt.day for prompt in prompts(history, said)]
        for name, dates in days.items():
            later = [(day - change).days for day in dates if 0 <= (day - change).days <= course.within]
            if later:
                delays[name].append(min(later))
    return {name: Found(len(d), patients, median(d) if d else None) for name, d in delays.items()}


def tables(patients: int, thresholds: Thresholds) -> Iterator[str]:
    """Yield the two tables, line by line, and whether the goals are met."""
    which = "our rules" if thresholds is OURS else "the rules as in section 8"
    yield f"{which}; {patients} patients of each kind, {DAYS} days, seeds fixed"
    yield ""
    together: dict[int, Rate] = {}
    relapses: dict[str, Found] = {}
    yield from _false_table(patients, thresholds, together)
    yield ""
    yield from _found_table(patients, thresholds, relapses)
    yield ""
    for sides, goal in GOALS.items():
        rate = together[sides]
        words = f"false prompts, sd 1.5, {sides} side(s): {rate.words}, goal {goal}"
        yield _goal(words, met=rate.value <= goal)
    for name, one in relapses.items():
        low, high = share_limits(one.found, one.of)
        words = f"relapse within 14 days, sd 1.5, {name}: {one.share:.1f} ({low:.1f}-{high:.1f}) in 100"
        yield _goal(f"{words}, goal {RELAPSE_GOAL:.0f}", met=one.share >= RELAPSE_GOAL)


def _false_table(patients: int, thresholds: Thresholds, together: dict[int, Rate]) -> Iterator[str]:
    names = (*PROMPTS, "together")
    yield "False prompts of level 3 in 30 stable days"
    yield f"{'sides':>5} {'sd':>4}  " + "".join(f"{name:>10}" for name in names)
    habits: list[str] = []
    for sides in (1, 2):
        for spread in SPREADS:
            false = false_prompts(spread, sides, patients, thresholds)
            yield f"{sides:>5} {spread:>4}  " + "".join(f"{false[name].value:>10.2f}" for name in names)
            if spread == 1.5:
                together[sides] = false["together"]
                others = ", ".join(f"{false[str(days)].words} when closed after {days} days" for days in OTHER_HABITS)
                habits.append(f"{sides} side(s), sd 1.5, together: {others}")
    yield from habits


def _found_table(patients: int, thresholds: Thresholds, relapses: dict[str, Found]) -> Iterator[str]:
    names = (*PROMPTS, "together", "any")
    yield "Found in time (14 days; slow rise 60 days), median delay"
    yield f"{'course':<16} {'sd':>4}  " + "".join(f"{name:>17}" for name in names)
    for course in COURSES:
        for spread in SPREADS:
            result = found(course, spread, patients, thresholds)
            if (course.name, spread) == ("relapse 7-3-6", 1.5):
                relapses |= {"trend rules": result["together"], "with PT-01": result["any"]}
            yield f"{course.name:<16} {spread:>4}  " + "".join(f"{result[name].words:>17}" for name in names)


def _goal(words: str, *, met: bool) -> str:
    return f"{'met    ' if met else 'NOT MET'}  {words}"


if __name__ == "__main__":
    asked = [word for word in sys.argv[1:] if word != "--table"]
    for line in tables(int(asked[0]) if asked else PATIENTS, TABLE if "--table" in sys.argv else OURS):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
