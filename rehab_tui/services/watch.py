"""The computed warning signs of one patient: what they look at, what they say, and the follow-ups they open."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from rehab_tui.domain.adherence import DayOfWork, adherence
from rehab_tui.domain.dose import ClearanceKind
from rehab_tui.domain.entry import Kind
from rehab_tui.domain.followup import Event, Finding, FollowUp, State
from rehab_tui.domain.history import CeilingChange, History, Place, Slots
from rehab_tui.domain.plan import LOADING_CEILING
from rehab_tui.domain.symptom import SymptomsAnswered
from rehab_tui.rules import ComputedFinding, MergeKind, event_text, should_open
from rehab_tui.rules.computed import COMPUTED, affected_dates, evaluate_computed, value_on
from rehab_tui.services.allowed import allowed_until
from rehab_tui.services.days import Days
from rehab_tui.services.measures import tests_taken
from rehab_tui.store import Change, Store, entries, followups, past, plans, profiles
from rehab_tui.store.pauses import new_starts, pauses

WINDOW = timedelta(days=max(rule.needs_days for rule in COMPUTED if rule.id != "HW-01"))
BASELINE = timedelta(days=14)
"""The first dates of each place, whose average PT-03 and OK-01 compare with."""
YEAR = timedelta(days=365)
ANSWERS = timedelta(days=130)
"""How far the four-weekly questions reach back (FF-02)."""
SEVERE = 8
"""From this score on PT-01 asks (rules 2.1)."""


class Watch:
    """Evaluates the computed rules over bounded windows; ten years are never read at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def history(self, today: date, *, reach: date | None = None) -> History:
        """Return what the rules look at on a date; with `reach`, also on every date from then on."""
        store = self._store
        profile = profiles.read(store)
        first = (reach or today) - WINDOW
        since = profile.days_since_surgery(today)
        early = first - YEAR if since is not None and since <= YEAR.days + 1 else first
        starts, resets = past.starts(store), new_starts(store, today)
        started, last = past.bounds(store)
        days = Days(store).work(first, today, profile)
        return History(
            scores=self._scores(starts, resets, early, today),
            mornings=past.scores(store, "morning", first, today),
            work=past.work(store, first, today),
            worst_exercising=self._worst(first, today),
            answers=past.answers(store, first - ANSWERS, today),
            symptoms=tuple(
                (e.day, e.fact)
                for e in entries.between(store, first, today, (Kind.SYMPTOMS,))
                if isinstance(e.fact, SymptomsAnswered)
            ),
            measures=tests_taken(store, today),
            ceilings=self._ceilings(today),
            pauses=tuple((pause.first, pause.last) for pause in pauses(store)),
            slots={day.day: _slots(day) for day in days},
            profile=profile,
            resets=resets,
            started=started,
            starts=starts,
            last_stored=last,
            scored_at=past.high_scores_at(store, first, today, SEVERE),
            open_followups=followups.unclosed(store),
        )

    def findings(self, today: date, now: datetime | None = None) -> tuple[ComputedFinding, ...]:
        """Return what the rules say today, notices too; nothing is written."""
        return evaluate_computed(self.history(today), today, now=now)

    def watch(self, change: Change, changed: Iterable[date]) -> tuple[FollowUp, ...]:
        """Open what entries of some dates call for, inside the change that keeps them."""
        today = change.stamp.moment.today
        late = {day for one in changed if one < today for day in affected_dates(one, today)} - {today}
        opened: dict[str, FollowUp] = {}
        for days in (*_runs(late), (today,)):
            history = self.history(days[-1], reach=days[0])
            for day in days:
                now = change.stamp.moment.utc if day == today else None
                for finding in evaluate_computed(history, day, now=now):
                    follow_up = self._follow(change, history, finding, day)
                    if follow_up is not None:
                        opened[follow_up.id] = follow_up
        return tuple(opened.values())

    def _follow(self, change: Change, history: History, finding: ComputedFinding, day: date) -> FollowUp | None:
        """Open, count or add a line, as the merging rules say; a notice opens nothing."""
        if finding.level is None:
            return None
        everything = followups.everything(self._store)
        waiting = tuple(one for one in everything if not one.closed)
        closed = tuple(one for one in everything if one.state is State.CLOSED)
        merge = should_open(finding, waiting, closed, day, at_closing=_closing_values(history, closed))
        plain = Finding(
            finding.rule, finding.level, finding.title, finding.message, finding.why, finding.sources, finding.side
        )
        opened = followups.add(change, plain, day, None) if merge.opens else None
        moment = change.stamp.moment.instant
        by = opened.id if opened else merge.into
        for old in merge.supersedes:
            followups.add_event(change, old, Event("superseded", moment, State.SUPERSEDED, text=f"by {by}"))
        if opened is None and merge.into is not None and merge.kind in (MergeKind.COUNT, MergeKind.LINE):
            old_one = next(one for one in everything if one.id == merge.into)
            text = event_text(finding, merge.kind)
            followups.add_event(change, old_one.id, Event("reported again", moment, old_one.state, text=text))
            return followups.by_id(change.connection, old_one.id)
        return opened

    def _scores(
        self, starts: dict[Place, date], resets: Iterable[date], first: date, today: date
    ) -> dict[Place, dict[date, int]]:
        found = past.scores(self._store, "day", first, today)
        for place, start in starts.items():
            for anew in (start, *resets):
                if anew < first:
                    early = past.scores(self._store, "day", anew, anew + BASELINE).get(place, {})
                    found[place] = {**early, **found.get(place, {})}
        return found

    def _worst(self, first: date, today: date) -> dict[date, int]:
        said = past.answers(self._store, first, today).get("worst-exercising", {})
        return {day: int(score) for day, score in said.items()}

    def _ceilings(self, today: date) -> tuple[CeilingChange, ...]:
        changes = [
            CeilingChange(p.starts_on, p.ceiling) for p in plans.all_versions(self._store) if p.ceiling is not None
        ]
        loading = allowed_until(self._store, today, profiles.read(self._store)).get(ClearanceKind.LOADING)
        if loading is not None and not changes:
            changes.append(CeilingChange(loading[1], LOADING_CEILING))
        return tuple(changes)


def _runs(days: Iterable[date]) -> tuple[tuple[date, ...], ...]:
    """Return dates in order, in stretches without a gap, so that what lies between two of them is not read."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] <= timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return tuple(tuple(run) for run in runs)


def _slots(day: DayOfWork) -> Slots:
    whole = adherence((day,))
    return Slots(whole.done, whole.due)


def _closing_values(history: History, closed: Iterable[FollowUp]) -> dict[str, float]:
    """Return the value each closed follow-up stood at on the day it was closed."""
    found = {}
    for one in closed:
        on = next((e.at.date() for e in one.events if e.state is State.CLOSED), None)
        value = value_on(history, one.rule, one.side, on) if on is not None else None
        if value is not None:
            found[one.id] = value
    return found
