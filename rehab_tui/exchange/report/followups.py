"""Follow-ups in the visit report: those on the first page, which stays one, and each with its whys in the detail."""

from collections.abc import Iterator, Sequence
from datetime import date

from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.followup import Level, State
from rehab_tui.domain.report import Told, VisitReport
from rehab_tui.domain.words import shown
from rehab_tui.exchange.report.blocks import Alert, Alerts, Block, Items, Words

WHOLE = 3
"""Open follow-ups that have a frame of their own on the first page; with more, each is one line."""
MOST_LINES = 8
"""Open follow-ups that have a line there; of level 1 and 2 all have one."""
MOST_ENDED = 2
"""Closed ones of level 1 or 2 that are told there with their outcome; with more, they are counted."""
MOST_NAMED = 4
"""Closed ones of one level that are named with their days."""
LONGEST = 160
"""Signs of an outcome there; all of it is in the detail."""
ACROSS, FRAME, ROW, HEADING = 92, 2.6, 1.55, 2.3
"""Signs in a printed line, and lines that a frame, a row and a heading take, on the smaller of A4 and Letter."""
LEVELS = {
    1: "Level 1: emergency help now",
    2: "Level 2: call the same day",
    3: "Level 3: contact in 2-3 days",
    4: "Level 4: tell at the next visit",
    0: "Notice",
}
STATES = {
    State.OPEN: "open, nobody has reacted yet",
    State.ACKNOWLEDGED: "read by the patient, nobody told yet",
    State.ACTED: "somebody was told, outcome not written down yet",
    State.SNOOZED: "waits",
    State.CLOSED: "closed",
    State.SUPERSEDED: "taken over by another one",
}

_SHORT = {
    State.OPEN: "nobody has reacted",
    State.ACKNOWLEDGED: "read, nobody told",
    State.ACTED: "told, no outcome yet",
    State.SNOOZED: "waits",
    State.CLOSED: "closed",
    State.SUPERSEDED: "taken over by another one",
}


def open_ones(report: VisitReport) -> Iterator[Block]:
    """Yield what is open: each in a frame, or where there are many each in a line."""
    waiting = report.waiting
    if len(waiting) <= WHOLE:
        yield from (whole(one)._replace(facts=()) for one in waiting)
        return
    ranked = sorted(waiting, key=lambda one: one.follow_up.level or 9)
    urgent = sum(map(_urgent, ranked))
    most = max(urgent, MOST_LINES)
    yield Alerts(tuple(_line(one, report.last) for one in ranked[:most]))
    rest = ranked[most:]
    if rest:
        days = _days([one.follow_up.opened_on for one in rest], report.last)
        yield Words(f"{len(rest)} more of level 3, level 4 or a notice, opened {days}, are in the detail.")


def ended_ones(report: VisitReport) -> Iterator[Block]:
    """Yield what was closed of level 1 and 2: a line with the outcome, or of many their number and days."""
    ended = _closed(report)
    if len(ended) <= MOST_ENDED:
        lines = tuple(_ended(one, report.last) for one in ended)
    else:
        levels = sorted({int(one.follow_up.level or 0) for one in ended})
        lines = tuple(_counted(level, ended, report.last) for level in levels)
    if lines:
        yield Items(lines)


def _closed(report: VisitReport) -> list[Told]:
    return [one for one in report.ended if one.follow_up.state is State.CLOSED and _urgent(one)]


def whole(one: Told) -> Alert:
    """Return a follow-up with its whys and its steps."""
    follow_up = one.follow_up
    since = f"; there since {short_day(one.since, follow_up.opened_on)}" if one.since else ""
    lead = f"{_state(one)}. Opened {day_words(follow_up.opened_on)}{since}."
    if one.private:
        lead += " The patient has not put it into this report; please ask."
    elif follow_up.corrected:
        lead += f" {follow_up.corrected[:1].upper()}{follow_up.corrected[1:]}."
    if not one.private and one.logged and one.logged != one.title:
        lead += f" Logged: {one.logged}."
    steps = tuple((f"{day_words(at.date())}, {at:%H:%M}", words) for at, words in one.steps)
    level = int(follow_up.level or 0)
    return Alert(level, LEVELS[level], one.title + _side(one), lead, (*one.why, *steps))


def _line(one: Told, last: date) -> Alert:
    follow_up = one.follow_up
    corrected = f"; {follow_up.corrected}" if follow_up.corrected and not one.private else ""
    overdue = "OVERDUE, " if one.overdue else ""
    lead = f"{overdue}{_SHORT[follow_up.state]}; opened {short_day(follow_up.opened_on, last)}{corrected}"
    level = int(follow_up.level or 0)
    return Alert(level, LEVELS[level].partition(":")[0], one.title + _side(one), lead)


def _state(one: Told) -> str:
    state = STATES[one.follow_up.state]
    return f"OVERDUE, {state}" if one.overdue else state.capitalize()


def _urgent(one: Told) -> bool:
    return one.follow_up.level is not None and one.follow_up.level <= Level.TODAY


def _ended(one: Told, last: date) -> str:
    """Return a closed follow-up in one line: what it was, since when, and its outcome."""
    follow_up = one.follow_up
    lead = f"Level {int(follow_up.level or 0)}: {one.title}{_side(one)}, opened {short_day(follow_up.opened_on, last)}"
    if one.private or not one.steps:
        return f"{lead}, closed; please ask"
    at, words = one.steps[-1]
    return f"{lead}; {short_day(at.date(), last)}: {cut(words, LONGEST)}"


def _counted(level: int, ended: Sequence[Told], last: date) -> str:
    """Return the closed ones of a level in one line: named with their days where these are few."""
    own = [one for one in ended if one.follow_up.level == level]
    lead = f"Level {level}: {len(own)} closed"
    if len(own) > MOST_NAMED:
        return f"{lead}, opened {_days([one.follow_up.opened_on for one in own], last)}; each is in the detail"
    return f"{lead}: " + "; ".join(
        f"{one.title}{_side(one)}, opened {short_day(one.follow_up.opened_on, last)}" for one in own
    )


def _days(days: Sequence[date], last: date) -> str:
    first, newest = short_day(min(days), last), short_day(max(days), last)
    return first if first == newest else f"{first} to {newest}"


def _side(one: Told) -> str:
    return "" if one.private else one.follow_up.side_words


def lines_of(report: VisitReport) -> float:
    """Return about how many lines the follow-ups take on the first page."""
    frames = [one for one in open_ones(report) if isinstance(one, Alert)]
    rows = [one for block in open_ones(report) if isinstance(block, Alerts) for one in block.alerts]
    more = [block.text for block in open_ones(report) if isinstance(block, Words)]
    ended = [line for block in ended_ones(report) if isinstance(block, Items) for line in block.lines]
    in_frames = sum(FRAME + lines(one.lead) for one in frames)
    in_rows = ROW * sum(lines(f"{one.label}{one.title}{one.lead}") for one in rows)
    return in_frames + in_rows + sum(map(lines, (*more, *ended))) + (HEADING if ended else 0)


def lines(text: str) -> int:
    """Return about how many printed lines a text takes."""
    return sum(1 + len(line) // ACROSS for line in text.split("\n"))


def cut(text: str, most: int) -> str:
    """Return a text that is short enough for the first page: as it is, or on one line with its end left out."""
    return text if len(text) <= most and text.count("\n") <= 2 else shown(" ".join(text.split()), most)
