"""How well the trend rules tell worse from noise: `python -m tests.bench.alerts [PATIENTS]`.

Made-up patients as in the clinical rules, section 2.4: daily scores 0 to 10, AR(1) with coefficient 0.5, within-person
sd 1.0, 1.5 and 2.0, one day in five missing, 120 days, 250 patients of each kind, seeds fixed. It takes
about a minute on one core.

Two tables:

- False prompts: level 3 prompts of a stable patient in 30 days; each rule alone (one prompt in 14 days), then the trend
  rules (PT-02 to PT-05) together after merging and quiet time, for one side and for two. A follow-up is closed seven
  days after it opened (our assumption: told within three days, outcome written down within a week); the lines below
  the table show other habits. PT-01, a single very high score, is no trend and stands by itself.
- Found: how many patients have a prompt of level 3 (opened, or counted on an open one) within 14 days of the change,
  and the median delay; for the slow rise within 60 days. Prompts that quiet time kept back are not counted.
  "any" is every level 3 prompt a patient sees, PT-01 with it.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from statistics import median
from typing import NamedTuple

from rehab_tui.domain.followup import Event, FollowUp, Level, Outcome, State
from rehab_tui.domain.history import History, Scores
from rehab_tui.rules import ComputedFinding, MergeKind, event_text, should_open
from rehab_tui.rules.computed import COMPUTED_RULES, replay

FIRST = date(2026, 1, 1)
DAYS = 120
CHANGE = 60
PATIENTS = 250
SPREADS = (1.0, 1.5, 2.0)
COEFFICIENT, MISSING = 0.5, 0.2
CLOSED_AFTER = 7
OTHER_HABITS = (3, 14)
EPISODE = timedelta(days=14)
TREND = ("PT-02", "PT-03", "PT-04", "PT-05")
PROMPTS = ("PT-01", *TREND)
GOALS = {1: 0.5, 2: 0.8}
RELAPSE_GOAL = 95.0

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
    random = Random(f"{course.name} {spread} {sides} {seed}")  # noqa: S311 - the same patients every time
    named = ("left", "right")[:sides]
    return History(scores={("hip", side): scores_of(course, spread, random) for side in named}, started=FIRST)


def findings(history: History) -> Iterator[tuple[date, ComputedFinding]]:
    """Yield what the rules on daily pain say, day by day."""
    rules = [COMPUTED_RULES[rule] for rule in PROMPTS]
    for day, found in replay(history, FIRST, FIRST + timedelta(days=DAYS - 1), rules):
        for finding in found:
            yield day, finding


def prompts(said: list[tuple[date, ComputedFinding]], closed_after: int = CLOSED_AFTER) -> Iterator[Prompt]:
    """Yield what merging and quiet time make of it, with every follow-up closed some days after it opened."""
    follow_ups: list[FollowUp] = []
    for day, finding in said:
        follow_ups = [_closed_by(one, day, timedelta(days=closed_after)) for one in follow_ups]
        waiting = [one for one in follow_ups if not one.closed]
        done = [one for one in follow_ups if one.state is State.CLOSED]
        merge = should_open(finding, waiting, done, day)
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


def _closed_by(one: FollowUp, day: date, after: timedelta) -> FollowUp:
    if one.closed or day - one.opened_on < after:
        return one
    at = datetime.combine(one.opened_on + after, time(9), UTC)
    return _and(one, Event("closed", at, State.CLOSED, outcome=Outcome.ADVICE))


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


def false_prompts(spread: float, sides: int, patients: int) -> dict[str, float]:
    """Return the prompts of a stable patient in 30 days: of each rule alone, and together by habit of closing."""
    habits = {"together": CLOSED_AFTER} | {str(days): days for days in OTHER_HABITS}
    totals = dict.fromkeys((*PROMPTS, *habits), 0)
    for seed in range(patients):
        said = list(findings(patient(STABLE, spread, sides, seed)))
        trend = [(day, finding) for day, finding in said if finding.rule in TREND]
        for rule in PROMPTS:
            totals[rule] += sum(1 for _ in alone(said, rule))
        for name, closed_after in habits.items():
            totals[name] += sum(prompt.kind is MergeKind.OPEN for prompt in prompts(trend, closed_after))
    months = patients * DAYS / 30
    return {name: total / months for name, total in totals.items()}


def found(course: Course, spread: float, patients: int) -> dict[str, tuple[float, float | None]]:
    """Return how many in a hundred were found in time, and the median delay in days: each rule, and together."""
    change = FIRST + timedelta(days=course.change)
    delays: dict[str, list[int]] = {name: [] for name in (*PROMPTS, "together", "any")}
    for seed in range(patients):
        said = list(findings(patient(course, spread, 1, seed)))
        days = {rule: [d for d, f in said if f.rule == rule and f.level is Level.DAYS] for rule in PROMPTS}
        days["together"] = [prompt.day for prompt in prompts([(d, f) for d, f in said if f.rule in TREND])]
        days["any"] = [prompt.day for prompt in prompts(said)]
        for name, dates in days.items():
            later = [(day - change).days for day in dates if 0 <= (day - change).days <= course.within]
            if later:
                delays[name].append(min(later))
    return {name: (100 * len(d) / patients, median(d) if d else None) for name, d in delays.items()}


def _share(value: tuple[float, float | None]) -> str:
    share, delay = value
    return f"{share:3.0f} in 100, " + ("-" if delay is None else f"{delay:.0f} d")


def tables(patients: int) -> Iterator[str]:
    """Yield the two tables, line by line, and whether the goals are met."""
    names = (*PROMPTS, "together")
    yield f"{patients} patients of each kind, {DAYS} days, seeds fixed"
    yield ""
    yield "False prompts of level 3 in 30 stable days"
    yield f"{'sides':>5} {'sd':>4}  " + "".join(f"{name:>10}" for name in names)
    together: dict[tuple[int, float], float] = {}
    habits: list[str] = []
    for sides in (1, 2):
        for spread in SPREADS:
            false = false_prompts(spread, sides, patients)
            together[sides, spread] = false["together"]
            yield f"{sides:>5} {spread:>4}  " + "".join(f"{false[name]:>10.2f}" for name in names)
            if spread == 1.5:
                others = ", ".join(f"{false[str(days)]:.2f} when closed after {days} days" for days in OTHER_HABITS)
                habits.append(f"{sides} side(s), sd 1.5, together: {others}")
    yield from habits
    yield ""
    yield "Found in time (14 days; slow rise 60 days), median delay"
    names = (*PROMPTS, "together", "any")
    yield f"{'course':<16} {'sd':>4}  " + "".join(f"{name:>17}" for name in names)
    relapses = {}
    for course in COURSES:
        for spread in SPREADS:
            result = found(course, spread, patients)
            relapses[course.name, spread] = result["any"][0]
            yield f"{course.name:<16} {spread:>4}  " + "".join(f"{_share(result[name]):>17}" for name in names)
    yield ""
    for sides, goal in GOALS.items():
        yield _goal(f"false prompts, sd 1.5, {sides} side(s): {together[sides, 1.5]:.2f}, goal {goal}",
                    met=together[sides, 1.5] <= goal)  # fmt: skip
    share = relapses["relapse 7-3-6", 1.5]
    yield _goal(
        f"relapse within 14 days, sd 1.5: {share:.0f} in 100, goal {RELAPSE_GOAL:.0f}", met=share >= RELAPSE_GOAL
    )


def _goal(words: str, *, met: bool) -> str:
    return f"{'met    ' if met else 'NOT MET'}  {words}"


if __name__ == "__main__":
    for line in tables(int(sys.argv[1]) if len(sys.argv) > 1 else PATIENTS):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
