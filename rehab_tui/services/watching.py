"""When the computed rules run: with each entry that can change what they say, once a day, and by the hour."""

from collections.abc import Sequence
from datetime import date

from rehab_tui.domain.fact import Fact, Kind
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.store import Change, Store, quiet

NOTABLE = 4
"""From this score on a rule may fire by the score alone (PT-07, PX-01)."""
MISSED_DAYS = 14
"""Judgement: how far back the days are looked at on which the program was not opened; as long as a quiet time."""
_QUIET_KINDS = frozenset({Kind.NOTE, Kind.VISIT, Kind.TREATMENT, Kind.BLOCK})
_LOUD_ANSWERS = frozenset({"woken", "relief", "activities"})


def watch_entries(
    store: Store, change: Change, facts: Sequence[tuple[date, Fact]], *, corrects: bool = False
) -> tuple[FollowUp, ...]:
    """Run the rules inside the change that keeps some facts, unless they are ordinary ones of today.

    What `corrects` an entry is not ordinary while a trend waits for its outcome: it may have told of what stood there.
    """
    today = change.stamp.moment.today
    if (
        not (corrects and quiet.trend_waits(store))
        and quiet.watched_on(store) == today.isoformat()
        and all(day == today and _ordinary(store, day, fact) for day, fact in facts)
    ):
        return ()
    return _run(store, change, [day for day, _ in facts])


def watch_days(store: Store, change: Change, days: Sequence[date]) -> tuple[FollowUp, ...]:
    """Run the rules inside a change that corrected entries of some days."""
    return _run(store, change, days)


def watch_if_due(store: Store, stamp: Stamp) -> tuple[FollowUp, ...]:
    """Run the rules when the program opens or is asked how things stand: once a day, and while hours matter.

    A look on a day that is pretended opens and ends nothing among entries of real days.
    """
    if not quiet.rules_are_due(store, stamp.moment.today) or pretended(store, stamp.moment):
        return ()
    with store.change("care", "looked at the trends", stamp) as change:
        return _run(store, change, [])


def pretended(store: Store, now: Moment) -> bool:
    """Return whether a day is pretended (--today) in a file that holds real ones: it may not count there for good.

    A file in which every day was pretended, as demos, tests and walks through days make them, is one of its own.
    """
    return now.simulated and not store.aside and quiet.holds_real_days(store)


def _run(store: Store, change: Change, days: Sequence[date]) -> tuple[FollowUp, ...]:
    from rehab_tui.services.watch import Watch

    today = change.stamp.moment.today
    if pretended(store, change.stamp.moment):
        return Watch(store).watch(change, days, ends=False)
    opened = Watch(store).watch(change, days, missed=quiet.days_not_watched(store, today, MISSED_DAYS))
    quiet.mark_watched(change, today)
    return opened


def _ordinary(store: Store, day: date, fact: Fact) -> bool:
    """Return whether a fact of today cannot change what the rules said earlier today."""
    kind = fact.kind_of_entry
    if kind in _QUIET_KINDS:
        return True
    if isinstance(fact, PainScore):
        if fact.score >= NOTABLE or fact.kind is ScoreKind.MORNING:
            return False
        return fact.kind is not ScoreKind.DAY or (
            fact.site.value == "hip"
            and quiet.score_is_ordinary(store, fact.side.value, day, fact.score)
            and not quiet.thresholds_changed(store)
        )
    if kind is Kind.EXERCISE:
        return _within_limits(store, getattr(fact, "pain_during", None) or 0)
    if kind is Kind.ANSWER:
        question, value = getattr(fact, "question", ""), getattr(fact, "value", "")
        return question not in _LOUD_ANSWERS and not (value.isdigit() and not _within_limits(store, int(value)))
    return kind is Kind.SYMPTOMS and not getattr(fact, "reports", ())


def _within_limits(store: Store, pain: int) -> bool:
    """Return whether pain while exercising is within every limit that a plan has set, and within our own (PX-01)."""
    if pain == 0:
        return True
    lowest = quiet.lowest_limit(store)
    return pain < NOTABLE and (lowest is None or pain <= lowest)
