"""What a follow-up told of a date, and what counts for that date since its entries were corrected."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from rehab_tui.domain.followup import FollowUp
from rehab_tui.rules.computed.dates import value_at
from rehab_tui.rules.computed.view import Prepared
from rehab_tui.rules.computed.why import CHANGED, GONE, counted_text, noted_on
from rehab_tui.rules.finding import ComputedFinding
from rehab_tui.rules.merging import same_cause

_OF_OTHER_DAYS = frozenset({"AD-01"})
"""Rules whose numbers are of weeks that ended before the date they are looked at from."""


class Correction(NamedTuple):
    """A step to be written on a follow-up: its verb, and its text with what was told and what counts now."""

    verb: str
    text: str


def corrections(
    one: FollowUp, found: Collection[ComputedFinding], prepared: Prepared, day: date
) -> Iterator[Correction]:
    """Yield what has to be written on an open follow-up, now that the rules were run for a date again.

    It stays as open as it was. Said once: what stands there already is not said again.
    """
    for rule, (said, last) in _told(one, day).items():
        now = next((finding for finding in found if finding.rule == rule and same_cause(finding, one)), None)
        value = counted_text(now.why) if now is not None else value_at(prepared, one, rule, day)
        verb = GONE if now is None else CHANGED
        if (verb, value) != last:
            told = f", told as {said}" if said else ""
            yield Correction(verb, f"{rule} on {day}{told}" + ("" if value is None else f": {value}"))


def _told(one: FollowUp, day: date) -> Mapping[str, tuple[str | None, tuple[str, str | None]]]:
    """Return, by rule, what was told of a date, and what was said last to count for it."""
    found: dict[str, tuple[str | None, tuple[str, str | None]]] = {}
    if one.why.get("on") == day.isoformat() and one.rule not in _OF_OTHER_DAYS:
        said = counted_text(one.why)
        found[one.rule] = (said, (CHANGED, said))
    for event in one.events:
        note = noted_on(event)
        if note is None or note.day != day or note.rule in _OF_OTHER_DAYS or note.words is not None:
            continue
        if event.verb in (CHANGED, GONE):
            if note.rule in found:
                found[note.rule] = (found[note.rule][0], (event.verb, note.value))
        else:
            found.setdefault(note.rule, (note.value, (CHANGED, note.value)))
    return found
