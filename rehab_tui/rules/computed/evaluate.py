"""The table of computed rules, and what it says of a history on one date."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.history import History
from rehab_tui.domain.patient import Profile
from rehab_tui.rules.computed.hit import Hit, Number
from rehab_tui.rules.computed.rule import ComputedRule, plain
from rehab_tui.rules.computed.table_other import EXERCISE_RULES, FUNCTION_RULES, SILENCE_RULES, SURGERY_RULES
from rehab_tui.rules.computed.table_pain import PAIN_RULES
from rehab_tui.rules.computed.view import FORTNIGHT, WEEK, Prepared, View, day_said, span_said
from rehab_tui.rules.finding import ComputedFinding
from rehab_tui.rules.table import NO_EMERGENCY_NUMBER, NO_NIGHT_LINE

COMPUTED: tuple[ComputedRule, ...] = (
    *PAIN_RULES, *EXERCISE_RULES, *SILENCE_RULES, *FUNCTION_RULES, *SURGERY_RULES,
)  # fmt: skip
"""In the order of the clinical rules, section 8; HW-04 comes after what it adds to."""

COMPUTED_RULES = MappingProxyType({rule.id: rule for rule in COMPUTED})

Thresholds: TypeAlias = Mapping[str, Mapping[str, Number]]
"""What a therapist changed: numbers by name, by rule id. `limits.thresholds_from` reads and checks them."""

UNCHANGED: Thresholds = MappingProxyType({})


def evaluate_computed(
    history: History | Prepared,
    today: date,
    rules: Iterable[ComputedRule] = COMPUTED,
    thresholds: Thresholds = UNCHANGED,
    now: datetime | None = None,
) -> tuple[ComputedFinding, ...]:
    """Return what the computed rules say on one date, in table order; nothing dated later is read.

    `now` (aware) is for what counts hours: PT-01 without an answer, MS-03. Without it neither waits nor fires.
    A history that is looked at from many dates is prepared once: `Prepared(history)`.
    """
    prepared = history if isinstance(history, Prepared) else Prepared(history)
    silent_from = prepared.history.last_stored
    return on_date(prepared, today, tuple(rules), numbers_of(thresholds), now=now, silent_from=silent_from)


def on_date(
    prepared: Prepared,
    day: date,
    rules: tuple[ComputedRule, ...],
    numbers: Thresholds,
    *,
    now: datetime | None = None,
    silent_from: date | None = None,
    open_followups: tuple[FollowUp, ...] | None = None,
) -> tuple[ComputedFinding, ...]:
    """Return the findings of one date of a prepared history; `numbers` are those of `numbers_of`.

    `open_followups` are those of that date; without them, those of the history.
    """
    view = View(prepared, day, numbers, now=now, silent_from=silent_from, open_followups=open_followups)
    found: list[ComputedFinding] = []
    for rule in rules:
        view.numbers = numbers[rule.id]
        for hit in rule.check(view):
            view.fired.append((rule.id, hit))
            found.append(_finding(rule, hit, view))
    return tuple(found)


def numbers_of(thresholds: Thresholds = UNCHANGED) -> Thresholds:
    """Return every number of every rule that is in force with a therapist's changes."""
    return {rule.id: {**rule.defaults, **thresholds.get(rule.id, {})} for rule in COMPUTED}


def status_of(rule: ComputedRule, history: History | Prepared, today: date, thresholds: Thresholds = UNCHANGED) -> str:
    """Return `enough`, or what a rule still lacks: "building your usual level: 5 of 7 days"."""
    prepared = history if isinstance(history, Prepared) else Prepared(history)
    numbers = numbers_of(thresholds)
    view = View(prepared, today, numbers)
    view.numbers = numbers[rule.id]
    return rule.data(view)


def statuses(history: History, today: date, thresholds: Thresholds = UNCHANGED) -> Iterator[tuple[ComputedRule, str]]:
    """Yield every computed rule with what it still lacks, in table order."""
    prepared = Prepared(history)
    for rule in COMPUTED:
        yield rule, status_of(rule, prepared, today, thresholds)


def _finding(rule: ComputedRule, hit: Hit, view: View) -> ComputedFinding:
    in_force = {name: plain(number) for name, number in view.numbers.items()}
    why: dict[str, object] = {"on": view.day.isoformat(), **hit.why, "threshold": in_force}
    contact = [level for level in rule.levels if level is not None]
    lower = (rule.id,) if hit.level is not None and hit.level < max(contact) else ()
    return ComputedFinding(
        rule=rule.id,
        level=hit.level,
        title=rule.title,
        message=message_of(rule, hit.level, {**_dates(view), **hit.words}, view.history.profile),
        why=why,
        sources=rule.sources,
        side=hit.side,
        supersedes=(*rule.supersedes, *lower),
        adds_to=rule.adds_to if hit.adds_to is None else hit.adds_to,
        opens_alone=rule.opens_alone,
        once_days=rule.once_days,
        for_therapist=rule.for_therapist,
    )


def _dates(view: View) -> dict[str, str]:
    """Return the date looked at, and the spans that end with it, for messages: they are read again on later days."""
    return {"on": day_said(view.d), "week": span_said(view.d, WEEK), "fortnight": span_said(view.d, FORTNIGHT)}


def message_of(rule: ComputedRule, level: Level | None, words: Mapping[str, str], profile: Profile) -> str:
    """Return what the person reads, with the numbers and their own contacts in it."""
    contacts = {
        "emergency": profile.emergency or NO_EMERGENCY_NUMBER,
        "night_line": profile.night_line or NO_NIGHT_LINE,
    }
    return rule.messages[level].format_map({**words, **contacts})
