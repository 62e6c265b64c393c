"""What came in with records is looked at like what is logged here: no red flag stays silent for the way it took."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.entry import Entry
from rehab_tui.domain.followup import Finding, FollowUp, Level, State
from rehab_tui.rules import should_open
from rehab_tui.rules.computed import REACH, affected_dates
from rehab_tui.services.signs import WINDOW, covering, findings_of, open_follow_ups
from rehab_tui.services.standing import Standing
from rehab_tui.services.twins import join_twins
from rehab_tui.services.watch import Watch
from rehab_tui.services.watching import MISSED_DAYS
from rehab_tui.store import Change, Store, came_in, entries, followups, quiet


class Before(NamedTuple):
    """How a file stood before something came in."""

    mark: came_in.Mark
    missed: tuple[date, ...]
    """Days on which the computed rules had not run."""

    def with_filled(self, entries: frozenset[int]) -> "Before":
        """Return the same with entries (row numbers) that were there, and got what had been left out of them."""
        return self._replace(mark=self.mark._replace(filled=entries))


def before(store: Store, today: date) -> Before:
    """Return how a file stands, to be asked before anything comes in."""
    return Before(came_in.mark(store), quiet.days_not_watched(store, today, MISSED_DAYS))


def look(store: Store, change: Change, since: Before, *, ended_are_in: bool) -> tuple[FollowUp, ...]:
    """Open what came in calls for and has not been told, inside the change that brought it; join what stands twice.

    Reported signs of level 1 and 2 always count, however long ago. Trends, and reported signs of level 3, count on the
    last 14 days: on the days that what came in touches (judgement, as for missed days). Without `ended_are_in`
    (follow-ups that were closed have been left out on purpose) signs of level 1 and 2 count on those 14 days too.
    """
    today = change.stamp.moment.today
    join_twins(store, change)
    opened = list(look_at_signs(store, change, since.mark, ended_are_in=ended_are_in))
    opened.extend(Watch(store).watch(change, (), missed={*since.missed, *_days(store, since, today)}))
    quiet.mark_watched(change, today)
    now = {one.id: followups.by_id(store.connection, one.id) for one in opened}
    return tuple(one for one in now.values() if one.state is not State.SUPERSEDED)


def look_at_signs(store: Store, change: Change, mark: came_in.Mark, *, ended_are_in: bool) -> Iterator[FollowUp]:
    """Open, and yield, what the reported signs that came in since a mark call for and has not been told."""
    today = change.stamp.moment.today
    there = Standing(store)
    for one in came_in.answers_since(store, mark, WINDOW.days):
        entry = entries.one(store, one)
        for finding in findings_of(store, entry):
            lately = (today - entry.day).days <= MISSED_DAYS
            if (lately or (ended_are_in and finding.level <= Level.TODAY)) and not _told(store, entry, finding, there):
                yield from open_follow_ups(store, change, entry, (finding,), there)


def _told(store: Store, entry: Entry, finding: Finding, there: Standing) -> bool:
    """Return whether a follow-up tells of a finding as urgently, open or ended; of level 3 also one it belongs to."""
    versions = entries.versions(store, entry)
    its_own = (one for version in versions for one in followups.of_entry(store, version.id))
    if any(one.rule == finding.rule and (one.level or 9) <= finding.level for one in its_own):
        return True
    if covering(store, entry, finding, there) is not None:
        return True
    kept = {version.recorded_at for version in versions}
    counted = (event for one in there for event in one.events if event.text == finding.title)
    return (
        any(event.at in kept for event in counted)
        or not should_open(finding, there.waiting, there.closed, entry.day, entry.id).opens
    )


def _days(store: Store, since: Before, today: date) -> Iterator[date]:
    """Yield the days before today, of the last 14, on which what came in can change a finding."""
    first = today - timedelta(days=MISSED_DAYS)
    for day in came_in.days_since(store, since.mark):
        if first - timedelta(days=REACH) < day < today:
            yield from (one for one in affected_dates(day, today) if first <= one < today)
