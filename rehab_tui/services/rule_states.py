"""How the computed rules stand for one patient: what each lacks, the thresholds in force, what they said before."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property

from rehab_tui.domain.entry import Kind
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.moment import Moment
from rehab_tui.rules import AnyFinding
from rehab_tui.rules.computed import UNCHANGED, Beside, Said, Thresholds, replay, statuses, thresholds_from
from rehab_tui.services.signs import findings_of
from rehab_tui.services.thresholds import Changed, changed_on
from rehab_tui.services.watch import Watch
from rehab_tui.store import Store, entries, followups

NIGHT_ENDS = time(4)
"""Until then a new entry may still belong to the day before (product: "Last night or today?")."""


class RuleStates:
    """Looks at the rules of one patient; writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._watch = Watch(store)

    def lacking(self, today: date) -> dict[str, str]:
        """Return, by rule id, `enough` or what a computed rule still lacks."""
        history = self._watch.history(today)
        return {rule.id: words for rule, words in statuses(history, today, self._watch.thresholds(today))}

    def thresholds(self, today: date) -> Thresholds:
        """Return the numbers that the plan in force on a day changes."""
        return self._watch.thresholds(today)

    def changed(self, today: date) -> tuple[Changed, ...]:
        """Return the numbers in force that are not the default: by whom, since when."""
        return changed_on(self._store, today)

    def replay(
        self, first: date, last: date, now: Moment, trying: Mapping[str, Mapping[str, object]] = UNCHANGED
    ) -> tuple[Said, ...]:
        """Return what the rules say of each date from `first` to `last`, by the entries that count now.

        Reported signs come first, then the computed rules.
        Each date has the thresholds that were in force on it; `trying` changes some, to see what that would do.
        Follow-ups are taken as they stood on that date: up to four in the morning after, or up to now. Raises
        InvalidValue for a number that may not be changed like that.
        """
        tried = thresholds_from(trying)
        reported = self._reported(first, last)
        said = replay(
            self._watch.history(last, reach=first),
            first,
            last,
            thresholds=lambda day: _with(self._watch.thresholds(day), tried),
            beside=lambda day: self._beside(day, now),
        )
        return tuple(Said(day, (*reported.get(day, ()), *found)) for day, found in said)

    @cached_property
    def _follow_ups(self) -> tuple[FollowUp, ...]:
        return followups.everything(self._store)

    def _beside(self, day: date, now: Moment) -> Beside:
        ends = datetime.combine(day + timedelta(days=1), NIGHT_ENDS, now.instant.tzinfo)
        until = min(ends, now.instant)
        there = (_as_of(one, until) for one in self._follow_ups if one.opened_on <= day)
        return Beside(until, tuple(one for one in there if not one.closed))

    def _reported(self, first: date, last: date) -> dict[date, tuple[AnyFinding, ...]]:
        """Return the reported signs by date, each once a date."""
        found: dict[date, dict[tuple[object, ...], AnyFinding]] = {}
        for entry in entries.between(self._store, first, last, (Kind.SYMPTOMS,)):
            for finding in findings_of(self._store, entry):
                found.setdefault(entry.day, {})[finding.rule, finding.side, finding.level] = finding
        return {day: tuple(those.values()) for day, those in found.items()}


def _as_of(one: FollowUp, until: datetime) -> FollowUp:
    return one._replace(events=tuple(event for event in one.events if event.at <= until))


def _with(in_force: Thresholds, tried: Thresholds) -> Thresholds:
    return {rule: {**in_force.get(rule, {}), **tried.get(rule, {})} for rule in (*in_force, *tried)}
