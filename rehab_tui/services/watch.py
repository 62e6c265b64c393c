"""The computed warning signs of one patient: what they say, and the follow-ups they open."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from rehab_tui.domain.followup import Event, Finding, FollowUp, Level, State
from rehab_tui.domain.history import History
from rehab_tui.rules import ComputedFinding, Merge, MergeKind, event_text, should_open, waited_on
from rehab_tui.rules.computed import (
    Prepared,
    Thresholds,
    affected_dates,
    closing_values,
    corrections,
    evaluate_computed,
    noted_on,
)
from rehab_tui.services.clock_ahead import count_from_now
from rehab_tui.services.level_four import end_level_four, open_ended_ahead
from rehab_tui.services.rule_history import read_history
from rehab_tui.services.thresholds import thresholds_on
from rehab_tui.services.under_care import mark_new
from rehab_tui.store import Change, Store, followups, plans

LOOK_BACK = timedelta(days=61)
"""How long an ended follow-up is looked at: longer than any quiet time, and than a silence is counted (MS-01)."""
STILL_ASKED = timedelta(days=3)
"""Judgement: how long a severe score without an answer is raised late; by then its own follow-up is overdue."""


class _Telling(NamedTuple):
    """What findings of some days are told into: one change, what was read for them, and what stands there by now."""

    store: Store
    change: Change
    known: dict[str, FollowUp]
    at_closing: Mapping[str, float]


class Watch:
    """Evaluates the computed rules over bounded windows, with the thresholds in force on each date."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._versions = plans.all_versions(store)

    def history(self, today: date, *, reach: date | None = None) -> History:
        """Return what the rules look at on a date; with `reach`, also on every date from then on."""
        return read_history(self._store, self._versions, today, reach=reach)

    def thresholds(self, day: date) -> Thresholds:
        """Return the numbers that the plan in force on a day changes."""
        return thresholds_on(self._versions, day)

    def findings(self, today: date, now: datetime | None = None) -> tuple[ComputedFinding, ...]:
        """Return what the rules say today, notices too; nothing is written."""
        return evaluate_computed(self.history(today), today, thresholds=self.thresholds(today), now=now)

    def watch(
        self, change: Change, changed: Iterable[date], missed: Iterable[date] = (), *, ends: bool = True
    ) -> tuple[FollowUp, ...]:
        """Open what entries of some dates call for, inside the change that keeps them; end what is level 4 and over.

        `missed` are dates on which the rules did not run: what they said then is opened with its own date. Without
        `ends` no level 4 ends, or waits again: the day is pretended.
        """
        today = change.stamp.moment.today
        waiting = self._without_answer(today)
        late = {day for one in changed if one < today for day in affected_dates(one, today)} | waiting | {*missed}
        days = (*_runs(late - {today}), (today,))
        known = {one.id: one for one in followups.recent(self._store, _earlier(days[0][0], LOOK_BACK))}
        if ends:
            known |= {one.id: one for one in open_ended_ahead(change, known.values())}
            known |= {one.id: one for one in count_from_now(change, known.values())}
        told: dict[str, FollowUp] = {}
        for run in days:
            history = Prepared(self.history(run[-1], reach=run[0]))
            telling = _Telling(self._store, change, known, closing_values(history, known.values()))
            for day in run:
                now = change.stamp.moment.utc if day == today or day in waiting else None
                found = evaluate_computed(history, day, thresholds=self.thresholds(day), now=now)
                # The most urgent first: what is less urgent becomes a line on it, whenever the day is looked at.
                for finding in sorted(found, key=lambda one: one.level or Level.VISIT + 1):
                    follow_up = _follow(telling, finding, day)
                    if follow_up is not None:
                        told[follow_up.id] = follow_up
                told |= _corrected(telling, found, history, day)
        if ends:
            end_level_four(self._store, change, (one for one in known.values() if one.id not in told))
        return tuple(known[one] for one in told)

    def _without_answer(self, today: date) -> set[date]:
        """Return the past dates whose severe score waits for its answer: the two hours go on over midnight (PT-01).

        Of each prompt the newest one: a week of them entered at once is one call, and an answer on a later one stands
        for those before it (judgement).
        """
        severe = (one for one in followups.unclosed(self._store) if (one.rule, one.level) == ("PT-01", Level.DAYS))
        newest = {max(_days_told(one)) for one in severe}
        return {day for day in newest if timedelta(0) < today - day <= STILL_ASKED}


def _corrected(
    telling: _Telling, found: Collection[ComputedFinding], history: Prepared, day: date
) -> dict[str, FollowUp]:
    """Write on what waits that a date told something else before its entries were corrected; it goes on waiting."""
    changed = {}
    for one in tuple(telling.known.values()):
        if not one.closed:
            for verb, text in corrections(one, found, history, day):
                changed[one.id] = one = _step(telling, one, verb, one.state, text)  # noqa: PLW2901 (its next step)
    return changed


def _follow(telling: _Telling, finding: ComputedFinding, day: date) -> FollowUp | None:
    """Open, count or add a line, as the merging rules say. Of the notices only lines are kept (HW-04).

    An earlier day is seen with what waited on it: what has had its outcome since is told nothing more.
    """
    if finding.level is None and (finding.for_therapist or not finding.adds_to):
        return None
    known = tuple(telling.known.values())
    today = telling.change.stamp.moment.today
    waiting = [one for one in known if not one.closed or waited_on(one, day, today)]
    ended = [one for one in known if one.closed]
    merge = should_open(finding, waiting, ended, day, at_closing=telling.at_closing)
    opened = _opened(telling, finding, day) if merge.opens else None
    by = opened.id if opened else merge.into
    for old in merge.supersedes:
        _step(telling, telling.known[old], "superseded", State.SUPERSEDED, f"by {by}")
    return opened or _counted(telling, finding, merge)


def _opened(telling: _Telling, finding: ComputedFinding, day: date) -> FollowUp | None:
    if finding.level is None:
        return None
    plain = Finding(
        finding.rule, finding.level, finding.title, finding.message, finding.why, finding.sources, finding.side
    )
    opened = mark_new(telling.store, telling.change, followups.add(telling.change, plain, day, None))
    telling.known[opened.id] = opened
    return opened


def _counted(telling: _Telling, finding: ComputedFinding, merge: Merge) -> FollowUp | None:
    """Add a count or a line to the follow-up that a finding belongs to; None where nothing is added."""
    if merge.into is None or merge.kind not in (MergeKind.COUNT, MergeKind.LINE):
        return None
    old = telling.known[merge.into]
    if old.closed:
        return None
    return _step(telling, old, "reported again", old.state, event_text(finding, merge.kind))


def _step(telling: _Telling, one: FollowUp, verb: str, state: State, text: str) -> FollowUp:
    """Keep one step, and return the follow-up with it: nothing is read again."""
    event = Event(verb, telling.change.stamp.moment.instant, state, text=text)
    followups.add_event(telling.change, one.id, event)
    telling.known[one.id] = one._replace(events=(*one.events, event))
    return telling.known[one.id]


def _days_told(one: FollowUp) -> set[date]:
    """Return the date a follow-up was opened for, and those that were counted on it."""
    notes = (noted_on(event) for event in one.events)
    return {one.opened_on, *(note.day for note in notes if note is not None)}


def _earlier(day: date, by: timedelta) -> date:
    return day - min(by, day - date.min)


def _runs(days: Iterable[date]) -> tuple[tuple[date, ...], ...]:
    """Return dates in order, in stretches without a gap, so that what lies between two of them is not read."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] <= timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return tuple(tuple(run) for run in runs)
