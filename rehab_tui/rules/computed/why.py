"""Why an alert came, in words: the rule, its numbers by name, the entries behind them, what would have changed it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.followup import Event, FollowUp, Level
from rehab_tui.domain.symptom import SYMPTOMS
from rehab_tui.domain.words import harmless
from rehab_tui.errors import NotFound
from rehab_tui.rules.computed.evaluate import COMPUTED_RULES
from rehab_tui.rules.computed.rule import ComputedRule
from rehab_tui.rules.merging import counted
from rehab_tui.rules.questions import sign_words
from rehab_tui.rules.rule import CONTACT_SIGNS, Rule
from rehab_tui.rules.table import RULES

NUMBERS = {
    "on": "numbers up to",
    "value": "compared after closing",
    "mean_7": "mean of the 7 days up to then",
    "sum_7": "sum of the 7 days up to then",
    "n_7": "scores in the 7 days up to then",
    "mean_14": "mean of the 14 days up to then",
    "sum_14": "sum of the 14 days up to then",
    "n_14": "scores in the 14 days up to then",
    "mean_prior_14": "mean of the 14 days before that week",
    "sum_prior_14": "sum of the 14 days before that week",
    "n_prior_14": "scores in the 14 days before that week",
    "mean_28": "mean of the 28 days up to then",
    "sum_28": "sum of the 28 days up to then",
    "n_28": "scores in the 28 days up to then",
    "mean_prior_28": "mean of the 28 days before",
    "sum_prior_28": "sum of the 28 days before",
    "n_prior_28": "scores in the 28 days before",
    "mean_start": "starting average",
    "sum_start": "sum of the starting scores",
    "n_start": "starting scores",
    "baseline_from": "starting average from",
    "baseline_to": "starting average up to",
    "mean_settled": "mean of the settled two weeks",
    "sum_settled": "sum of the settled two weeks",
    "n_settled": "scores in the settled two weeks",
    "usual": "your usual level",
    "n_usual": "scores behind your usual level",
    "ceiling": "limit of the plan",
    "temperature_c": "temperature (C)",
    "limit_c": "fires from (C)",
    "fired_by": "what fired",
    "highest_c": "highest temperature (C)",
    "highest_on": "highest temperature, logged for",
    "earlier_on": "logged earlier, for",
    "days_since_surgery": "days since surgery",
    "limit_days": "early means up to day",
    "window_days": "days looked back",
    "with": "logged with it",
    "unsure": "of these not sure",
    "also": "logged as well",
    "chills": "shaking chills",
    "left": "left leg",
    "left_on": "left leg, logged for",
    "right": "right leg",
    "right_on": "right leg, logged for",
    "n_answered": "nights answered",
    "newest": "newest answer behind it",
    "percent_first": "done of 100 planned, first week",
    "percent_second": "done of 100 planned, second week",
}
CHANGED, GONE = "numbers changed", "no longer so"
"""Verbs of the steps that say what counts since entries were corrected."""
_NOTE = re.compile(r"([A-Z]{2}-\d\d) on (\d{4}-\d\d-\d\d)(?:, told as ([\d.]+))?(?:: (.*))?", re.ASCII | re.DOTALL)
_UNITS = {"PT-01": "score", "PT-07": "pain", "PX-01": "pain", "PX-02": "pain", "PT-08": "nights"}
"""What a count is of; without one, an average."""
_ELSEWHERE = frozenset({"symptom", "answer", "since", "rows", "threshold", "would_change", "logged", "ask"})
"""What stands in other words: in what was logged, in the rule, in the entries."""


class Why(NamedTuple):
    """An alert explained, part by part; every text is ready to be shown."""

    rule: str
    """Its id and title."""
    trigger: str
    threshold: str | None
    """In force when it fired, with the default where that is another."""
    judgement: bool
    """Whether part of the threshold or level is our own."""
    numbers: tuple[tuple[str, str], ...]
    """Name and value."""
    entries: tuple[str, ...]
    """The entries behind them: what, and each date with its value."""
    would_change: str | None
    sources: tuple[str, ...]


def explained(one: FollowUp) -> Why:
    """Return why a follow-up, or a notice, is there; of a rule that this program does not know, what was kept."""
    return _rule(one)._replace(numbers=tuple(_numbers(one.why)), entries=tuple(_entries(one.why.get("rows"))))


class Noted(NamedTuple):
    """What a step notes of a rule and a date."""

    rule: str
    day: date
    told: str | None
    """The number that was told at first, where this is a correction of it."""
    value: str | None
    words: str | None
    """The line of another rule."""


def noted_on(event: Event) -> Noted | None:
    """Return what a count, a line or a correction notes; None for any other step.

    The text of the step, "PT-02 on 2026-11-20: 5.5", is what the same date is known by.
    """
    found = _NOTE.fullmatch(event.text or "")
    if found is None:
        return None
    rule, day, told, said = found.groups()
    number = said is not None and re.fullmatch(r"\d+(\.\d+)?", said, re.ASCII) is not None
    return Noted(rule, date.fromisoformat(day), told, said if number else None, None if number else said)


def counted_text(why: Mapping[str, object]) -> str | None:
    """Return the number that a count of these numbers names, as its text; None without one."""
    value = counted(why)
    return None if value is None else str(value)


def again_words(event: Event) -> str | None:
    """Return a count, a correction, or a line of another rule, as people read it; None for any other step."""
    note = noted_on(event)
    if note is None:
        return None
    on = f"({note.rule}, {day_words(note.day)})"
    if event.verb in (CHANGED, GONE):
        return f"Corrected {on}: {_now_words(note, gone=event.verb == GONE)}"
    if note.words is not None:
        return f"Also {on}: {harmless(note.words)}"
    return f"It goes on {on}" + (f": {_number_words(note.rule, note.value)}" if note.value else "")


def message_now(one: FollowUp) -> str:
    """Return the message of a follow-up; where what it tells was corrected since, also what counts now."""
    for event in reversed(one.events):
        note = noted_on(event)
        if note is not None and event.verb in (CHANGED, GONE) and note.day.isoformat() == one.why.get("on"):
            slip = " If it was a slip, close it as logged by mistake." if event.verb == GONE else ""
            return f"{one.message} Corrected since: {_now_words(note, gone=event.verb == GONE)}.{slip}"
    return one.message


def _now_words(note: Noted, *, gone: bool) -> str:
    """Return what counts now and what was told then: pain 2 counts for 20 Nov now, pain 6 was told."""
    now = _number_words(note.rule, note.value) if note.value else "no such number"
    if not gone and note.told is not None and note.value == note.told:
        return f"{now} counts for {short_day(note.day)} again, as it was told"
    told = f", {_number_words(note.rule, note.told)} was told" if note.told else ""
    alone = ". With that it would not have come" if gone else ""
    return f"{now} counts for {short_day(note.day)} now{told}{alone}"


def _number_words(rule: str, value: str) -> str:
    number = f"{float(value):g}" if value.isdigit() else f"{float(value):.1f}"
    return f"{_UNITS.get(rule, 'average')} {number}"


def _rule(one: FollowUp) -> Why:
    reported = RULES.get(one.rule)
    if reported is not None:
        threshold, changed = reported.threshold, _without(reported, one.level)
        return _why(
            one, reported.title, reported.trigger, threshold, judgement=reported.judgement, would_change=changed
        )
    rule = COMPUTED_RULES.get(one.rule)
    if rule is None:
        return _why(one, harmless(one.title), "", None, judgement=False, would_change=None)
    said = one.why.get("would_change")
    told = harmless(said) if isinstance(said, str) else None
    return _why(one, rule.title, rule.trigger, _in_force(one, rule), judgement=rule.judgement, would_change=told)


def _why(
    one: FollowUp, title: str, trigger: str, threshold: str | None, *, judgement: bool, would_change: str | None
) -> Why:
    return Why(f"{one.rule}: {title}", trigger, threshold, judgement, (), (), would_change, one.sources)


def _in_force(one: FollowUp, rule: ComputedRule) -> str:
    """Return the threshold it fired with, in words; with the default where a therapist had changed it."""
    kept = one.why.get("threshold")
    numbers = {
        name: Fraction(str(value))
        for name, value in (kept.items() if isinstance(kept, Mapping) else ())
        if name in rule.numbers and isinstance(value, (int, float))
    }
    words = rule.threshold(numbers)
    return words if words == rule.default else f"{words} (default: {rule.default})"


def _without(rule: Rule, level: Level | None) -> str:
    """Return what would have kept a reported sign quiet, or made it less urgent."""
    contact = rule.symptom in CONTACT_SIGNS
    quiet = (
        "This sign not logged as new or worse."
        if contact
        else "This sign not logged, or called usual after a doctor or nurse has checked it."
    )
    lowest = max(rule.levels)
    if level is None or level == lowest:
        return quiet
    return f"{quiet} Without what the rule asks for level {int(level)}: level {int(lowest)}."


def _numbers(why: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in why.items():
        if name in _ELSEWHERE and not (name == "since" and "symptom" not in why):
            continue
        yield NUMBERS.get(name) or harmless(name.replace("_", " ")), _value(value)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{harmless(str(name))} {_value(one)}" for name, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_value(one) for one in value) or "none"
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return _text(str(value))


def _text(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return day_words(date.fromisoformat(text))
    try:
        return sign_words(text) if text in SYMPTOMS or not text[:1].isdigit() else harmless(text)
    except NotFound:
        return harmless(text)


def _entries(rows: object) -> Iterator[str]:
    """Yield a line for each thing that was looked at: its dates, oldest first, each with its value."""
    found: dict[str, dict[str, str]] = {}
    for row in rows if isinstance(rows, list) else ():
        found.setdefault(str(row["what"]), {})[str(row["date"])] = _value(row["value"])
    for what, dated in found.items():
        days = [date.fromisoformat(day) for day in sorted(dated)]
        newest = day_words(days[-1])
        if len(days) == 1:
            yield f"{harmless(what)}, {newest}: {dated[days[0].isoformat()]}"
            continue
        each = (f"{short_day(day, days[-1])}: {dated[day.isoformat()]}" for day in days)
        yield f"{harmless(what)}, up to {newest}. {', '.join(each)}"
