"""What becomes of a finding: a new alert, one more count or line on an open one, or quiet for a while."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import LAPSED, Event, FollowUp, Level, Outcome, State
from rehab_tui.rules.finding import AnyFinding, ComputedFinding
from rehab_tui.rules.table import takes_over

QUIET_DAYS = 14
"""Judgement: how long a closed level 3 or 4 alert is not opened again for the same rule and side."""

CLEARLY_ABOVE = 1
"""Judgement: a value that lies so far above the closing value breaks the quiet time of level 3 (rules 7.2)."""

SAME_AS: Mapping[str, tuple[str, ...]] = {"PT-08": ("RF-17",), "RF-17": ("PT-08",)}
"""Rules of one cause: the one reported, the other computed."""

_COUNTED = ("value", "pain_during", "pain_after", "nights", "mean_now")
_EXACT = 6
"""Means are fractions of at most 28 scores: so many places tell exactly 1 from just below."""
_NOTICE = 9


class MergeKind(StrEnum):
    """What to do with a finding."""

    OPEN = "open"
    """Open a follow-up."""
    COUNT = "count"
    """Add one to the open follow-up `into`."""
    LINE = "line"
    """Add the message as one more line to the open follow-up `into`, which another rule opened."""
    QUIET = "quiet"
    """Leave it: the same was closed less than 14 days ago, or it has nothing to add to."""
    KNOWN = "known"
    """Leave it: this very entry, or this very date, is on `into` already, at the same or a more urgent level."""


class Merge(NamedTuple):
    """What to do with a finding, and the ids of the follow-ups it touches."""

    kind: MergeKind
    into: str | None = None
    supersedes: tuple[str, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether a follow-up is to be opened."""
        return self.kind is MergeKind.OPEN


def should_open(
    finding: AnyFinding,
    open_followups: Iterable[FollowUp],
    closed_followups: Iterable[FollowUp],
    today: date,
    entry_id: str | None = None,
    *,
    at_closing: Mapping[str, float] | None = None,
) -> Merge:
    """Return what becomes of a finding (rules 7.2).

    Level 1 and 2 are never merged away. With `entry_id`, rules that run again over the same entry do not open
    a second alert for it; computed rules know their dates themselves, and the newest answer they rest on. A day in
    the past is seen with what was there on it; what came later takes a finding in only where it would open.
    `at_closing` has the value of a closed follow-up on the day it was closed, by its id; without it, the value it was
    last counted with stands for that.
    """
    waiting, done = tuple(open_followups), tuple(closed_followups)
    known = _known(finding, (*waiting, *done), entry_id)
    if known is not None:
        return Merge(MergeKind.KNOWN, known.id)
    over = tuple(one.id for one in taken_over(finding, waiting))
    if finding.level is not None and finding.level <= Level.TODAY:
        told = _of_the_same_answers(finding, (*waiting, *done))
        if told is None:
            return Merge(MergeKind.OPEN, supersedes=over)
        noted = told.closed or _noted(finding, told)
        return Merge(MergeKind.KNOWN if noted else MergeKind.COUNT, told.id, over)
    there = _joined(finding, tuple(one for one in waiting if one.opened_on <= today))
    if there is not None:
        return there._replace(supersedes=over)
    for one in done:
        if (_same(finding, one) or _of_one_cause(finding, one)) and _keeps_quiet(finding, one, today, at_closing or {}):
            return Merge(MergeKind.QUIET, one.id, over)
    alone = Merge(
        MergeKind.QUIET if isinstance(finding, ComputedFinding) and not finding.opens_alone else MergeKind.OPEN
    )
    return (_joined(finding, waiting) or alone)._replace(supersedes=over)


def _joined(finding: AnyFinding, waiting: tuple[FollowUp, ...]) -> Merge | None:
    """Return the count or the line that a finding is on one of some open follow-ups; None where it is on none."""
    into = next((one for one in waiting if _same(finding, one) and _rank(one.level) <= _rank(finding.level)), None)
    if into is not None:
        noted = finding.level is None or _noted(finding, into)
        return Merge(MergeKind.KNOWN if noted else MergeKind.COUNT, into.id)
    return _line(finding, waiting) if isinstance(finding, ComputedFinding) else None


def _of_the_same_answers(finding: AnyFinding, follow_ups: Iterable[FollowUp]) -> FollowUp | None:
    """Return an alert, as urgent, that already told of the newest answer which a computed finding rests on."""
    newest = finding.why.get("newest") if isinstance(finding, ComputedFinding) else None
    if not isinstance(newest, str):
        return None
    return next(
        (
            one
            for one in follow_ups
            if _same(finding, one)
            and _rank(one.level) <= _rank(finding.level)
            and one.opened_on >= date.fromisoformat(newest)
        ),
        None,
    )


def taken_over(finding: AnyFinding, open_followups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Return the open follow-ups of the same cause and a lower level that a finding supersedes."""
    return tuple(
        one
        for one in open_followups
        if not one.closed
        and takes_over(finding, one.rule, one.level, one.side)
        and (one.rule != finding.rule or _covers(finding.why, one.why))
    )


def event_text(finding: ComputedFinding, kind: MergeKind) -> str:
    """Return the text of the event that counts a finding, or adds its line; by it the same date is known again.

    "PT-02 on 2026-11-20: 5.5" for a count; for a line the message stands after the date.
    """
    said = finding.message if kind is MergeKind.LINE else counted(finding.why)
    return f"{finding.rule} on {finding.why['on']}" + ("" if said is None else f": {said}")


def counted(why: Mapping[str, object]) -> object:
    """Return the number that a count names: that of the closing value, else what was measured; None without one."""
    return next((why[name] for name in _COUNTED if why.get(name) is not None), None)


def same_cause(finding: ComputedFinding, one: FollowUp) -> bool:
    """Return whether a follow-up is, or has a count or a line, of what a finding is about."""
    return _same(finding, one) or (one.side == finding.side and one.why.get("site") == finding.why.get("site"))


def _rank(level: Level | None) -> int:
    return _NOTICE if level is None else int(level)


def _covers(told: Mapping[str, object], why: Mapping[str, object]) -> bool:
    """Return whether an alert tells of all that another is about; another place or exercise is another cause."""
    mine, known = _exercises(why), _exercises(told)
    return why.get("site") == told.get("site") and (mine <= known if mine else not known)


def _exercises(why: Mapping[str, object]) -> frozenset[str]:
    several, one = why.get("exercises"), why.get("exercise")
    if isinstance(several, list):
        return frozenset(str(name) for name in several)
    return frozenset({str(one)}) if one else frozenset()


def _known(finding: AnyFinding, follow_ups: Iterable[FollowUp], entry_id: str | None) -> FollowUp | None:
    for one in follow_ups:
        if one.side != finding.side or _rank(one.level) > _rank(finding.level):
            continue
        if isinstance(finding, ComputedFinding):
            told = one.rule == finding.rule and one.why.get("on") == finding.why.get("on")
            alike = _covers(one.why, finding.why) or one.rule in SAME_AS.get(finding.rule, ())
            if alike and (told or (one.closed and _noted(finding, one))):
                return one
        elif one.rule == finding.rule and entry_id is not None and one.entry_id == entry_id and one.level is not None:
            return one
    return None


def _same(finding: AnyFinding, one: FollowUp) -> bool:
    if one.rule in SAME_AS.get(finding.rule, ()):
        return True
    sides = one.side in (finding.side, Side.BOTH.value) or finding.side is None
    return one.rule == finding.rule and sides and _covers(one.why, finding.why)


def _of_one_cause(finding: AnyFinding, one: FollowUp) -> bool:
    """Return whether a closed alert of another rule was about the same rise in the same place."""
    if not isinstance(finding, ComputedFinding) or one.rule not in finding.adds_to:
        return False
    return one.side == finding.side and one.why.get("site") == finding.why.get("site")


def _noted(finding: AnyFinding, one: FollowUp) -> bool:
    """Return whether a computed finding of this date is on a follow-up already."""
    if not isinstance(finding, ComputedFinding):
        return False
    return any((event.text or "").startswith(f"{finding.rule} on {finding.why.get('on')}") for event in one.events)


def _line(finding: ComputedFinding, waiting: tuple[FollowUp, ...]) -> Merge | None:
    """Return the line a finding adds to an open follow-up of another rule, once; None where there is none."""
    if "follow_up" in finding.why and not finding.adds_to:
        return Merge(MergeKind.KNOWN, str(finding.why["follow_up"]))
    for one in waiting:
        places = "site" not in finding.why or one.why.get("site") == finding.why["site"]
        if one.rule not in finding.adds_to or one.side != finding.side or not places:
            continue
        if one.level is not None and one.level <= _rank(finding.level):
            said = any((event.text or "").startswith(f"{finding.rule} on ") for event in one.events)
            return Merge(MergeKind.KNOWN if said else MergeKind.LINE, one.id)
    return None


def tells_the_same(one: FollowUp, other: FollowUp) -> bool:
    """Return whether an alert, at least as urgent, is about all that another one is about: rule or cause, and place."""
    same = one.rule == other.rule or one.rule in SAME_AS.get(other.rule, ())
    sides = one.side in (other.side, Side.BOTH.value) or other.side is None
    return same and sides and _rank(one.level) <= _rank(other.level) and _covers(one.why, other.why)


def waited_on(one: FollowUp, day: date, today: date) -> bool:
    """Return whether a follow-up that has its outcome by now still waited for it on an earlier day.

    What that day called for belonged to it. Not where it was closed as a mistake, ended because its time was over
    (level 4), or was closed under a clock that ran ahead.
    """
    closing = closing_of(one)
    if closing is None or closing.outcome in (Outcome.MISTAKE, LAPSED):
        return False
    return one.opened_on <= day < closing.at.date() <= today


def closing_of(one: FollowUp) -> Event | None:
    """Return the step that closed a follow-up, not one that was noted on it later; None while it is not closed."""
    closing = None
    for event in reversed(one.events):
        if event.state is not State.CLOSED:
            break
        closing = event
    return closing


def _keeps_quiet(finding: AnyFinding, one: FollowUp, today: date, at_closing: Mapping[str, float]) -> bool:
    """Return whether a closed alert silences a finding; the stricter reading opens a new one.

    Not when it was an alert of level 1 or 2, was closed as a mistake, ended because its time was over (level 4), or
    the sign is now worse. A clock that was
    wrong when it was closed silences nothing for longer than the 14 days. What was reported is not silenced by
    what was computed.
    """
    closing = closing_of(one)
    if closing is None or closing.outcome in (Outcome.MISTAKE, LAPSED) or finding.why.get("answer") == "worse":
        return False
    if (one.rule != finding.rule and finding.rule.startswith("RF-")) or not _as_low(finding, one):
        return False
    quiet = abs((today - closing.at.date()).days) < QUIET_DAYS
    if not isinstance(finding, ComputedFinding):
        return quiet
    if finding.level is Level.DAYS and _clearly_above(finding, one, at_closing):
        return False
    return quiet or 0 <= (today - one.opened_on).days < finding.once_days


def _as_low(finding: AnyFinding, one: FollowUp) -> bool:
    """Return whether a closed alert is one that may silence: level 3 or 4, or a notice another notice."""
    if one.level is None:
        return finding.level is None
    return Level.DAYS <= one.level <= _rank(finding.level)


def _clearly_above(finding: ComputedFinding, one: FollowUp, at_closing: Mapping[str, float]) -> bool:
    value = _number(finding.why.get("value"))
    closing = _number(at_closing[one.id]) if one.id in at_closing else _last_value(finding.rule, one)
    return value is not None and closing is not None and round(value - closing, _EXACT) >= CLEARLY_ABOVE


def _last_value(rule: str, one: FollowUp) -> float | None:
    """Return the value a follow-up was last counted with, else the one it was opened with."""
    counted = (event.text for event in reversed(one.events) if (event.text or "").startswith(f"{rule} on "))
    values = (_number((text or "").rpartition(": ")[2]) for text in counted)
    return next((value for value in values if value is not None), _number(one.why.get("value")))


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None
