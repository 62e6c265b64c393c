"""Short forms for measures, treatments, blocks, pauses, visits, new starts: empty, or filled to correct one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from rehab_tui.domain.block import MOST_TESTS, Block, after_of, criteria_lines
from rehab_tui.domain.body import SITE_NAMES, Side, side_of, site_of
from rehab_tui.domain.days import day_of, visit_on
from rehab_tui.domain.entry import Visit
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure import MOST_ACTIVITIES, Measurement, number_words
from rehab_tui.domain.measure_table import Measure
from rehab_tui.domain.measure_typed import NOT_ANSWERED, measurement_of
from rehab_tui.domain.pain import score_of
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.domain.treatment import FUSION_CAUTION, TREATMENT_WORDS, Treatment, TreatmentKind, treatment_named
from rehab_tui.domain.words import free_text, one_of, whole_number
from rehab_tui.errors import InvalidValue
from rehab_tui.tui.screens.form import Field, FormScreen

Texts = Mapping[str, str]
_PEG = {
    "pain": ("Pain on average", "0 none to 10 worst"),
    "enjoyment": ("Kept from enjoying life", "0 not at all to 10 wholly"),
    "activity": ("Kept from doing things", "0 not at all to 10 wholly"),
}
"""How each of the three is asked, and what its numbers mean; one may stay empty."""
_YES_NO = ("no", "yes")


class Form(NamedTuple):
    """What a form asks and how it is read."""

    title: str
    fields: tuple[Field, ...]
    read: Callable[[Texts], Fact]
    foot: str = ""


class FactForm(FormScreen[Fact]):
    """Asks for what a fact needs; gives the fact back."""

    def __init__(self, form: Form) -> None:
        self._read = form.read
        super().__init__(form.title, form.fields, form.foot)

    def answer(self, texts: dict[str, str]) -> Fact:
        """Return the fact."""
        return self._read(texts)


def measure_form(measure: Measure, fact: Measurement | None, side: Side | None, *, lent: Sequence[str] = ()) -> Form:
    """Return the form of a measure; `fact` is the one to correct, `lent` the last list of activities for a new one."""
    if measure.own_items:
        return _activity_form(measure, fact.items if fact else lent, fact.values if fact else (None,) * len(lent))
    span = f"{measure.lowest} to {measure.highest} {measure.unit}"
    if measure.items:
        old = dict(zip(fact.items, fact.values, strict=True)) if fact else {}
        fields = [Field(item, *_peg_words(item, old.get(item))) for item in measure.items]
    else:
        now = (fact.typed or _number(fact.values[0])) if fact else ""
        fields = [Field("value", measure.unit.capitalize(), now, span if measure.id != "weight" else "81.5kg, 180lb")]
    if measure.choices:
        fields.append(Field("with", "With", fact.items[0] if fact else "", ", ".join(measure.choices)))
    if measure.sided:
        fields.append(Field("side", "Side", (side or Side.LEFT).value, "left or right"))
    if measure.id == "chair-stand":
        fields.append(Field("arms", "Did the arms help?", _YES_NO[bool(fact and fact.arms)], "no or yes"))
    return Form(measure.name, tuple(fields), lambda texts: _measurement(measure, texts), measure.how)


def _peg_words(item: str, value: Decimal | None) -> tuple[str, str, str]:
    label, hint = _PEG[item]
    return label, _number(value), hint


def _number(value: Decimal | None) -> str:
    return "" if value is None else number_words(value, 2)


def _measurement(measure: Measure, texts: Texts) -> Fact:
    names = measure.items or ("value",)
    words = [texts[name].strip() or (NOT_ANSWERED if measure.items else "") for name in names]
    words += [texts["with"]] if measure.choices else []
    arms = one_of("answer", texts.get("arms", "no"), _YES_NO) == "yes"
    side = side_of(texts["side"]) if measure.sided else None
    return measurement_of(measure, words, side=side, arms=arms)


def _activity_form(measure: Measure, items: Sequence[str], values: Sequence[Decimal | None]) -> Form:
    """Return a score for each activity of the list, and lines for those that are not in it yet."""
    known = [
        Field(f"item{n}", item, _number(value), "0 to 10, or empty")
        for n, (item, value) in enumerate(zip(items, values, strict=True))
    ]
    more = range(len(items) + 1, MOST_ACTIVITIES + 1)
    hints = {1: "climbing the stairs = 4"}
    fields = (*known, *(Field(f"line{n}", f"Activity {n}", "", hints.get(n, "its words = 0 to 10")) for n in more))

    def read(texts: Texts) -> Fact:
        scored = [f"{item}={texts[f'item{n}'].strip() or NOT_ANSWERED}" for n, item in enumerate(items)]
        typed = [text.strip() for name, text in texts.items() if name.startswith("line") and text.strip()]
        return measurement_of(measure, [*scored, *(f"{one}{NOT_ANSWERED}" if one[-1] == "=" else one for one in typed)])

    return Form(measure.name, fields, read, measure.how)


def treatment_form(kind: TreatmentKind, fact: Treatment | None = None) -> Form:
    """Return the form of a treatment; beside an NSAID stands what the documents say. Corrected, it may be another."""
    which = (Field("treatment", "Which one", kind.value, ", ".join(TreatmentKind)),) if fact else ()
    fields = (
        *which,
        Field("dose", "How much", (fact and fact.dose) or "", "in your words, or empty"),
        Field("effect", "What it did", (fact and fact.effect) or "", "in your words, or empty"),
    )

    def read(texts: Texts) -> Fact:
        dose, effect = (free_text("the text", texts[name]).strip() or None for name in ("dose", "effect"))
        return Treatment(treatment_named(texts["treatment"]) if which else kind, dose, effect)

    words = TREATMENT_WORDS[kind]
    foot = FUSION_CAUTION if kind is TreatmentKind.NSAID else ""
    return Form(words[:1].upper() + words[1:], fields, read, foot)


def block_form(side: Side | None, fact: Block | None = None) -> Form:
    """Return the form of a diagnostic block."""
    after = ", ".join(f"{one.score}@{one.minutes}min" for one in fact.after) if fact else ""
    tests = "" if fact is None or fact.positive_tests is None else str(fact.positive_tests)
    fields = (
        Field("site", "Where", fact.site.value if fact else "", ", ".join(SITE_NAMES)),
        Field("side", "Side", fact.side.value if fact else (side.value if side else ""), "left, right or middle"),
        Field("anesthetic", "What was put in", fact.anesthetic if fact else "", "lidocaine, or empty"),
        Field("before", "Pain before", str(fact.before) if fact else "", "0 to 10"),
        Field("after", "Pain after", after, "2@30min, 3@2h"),
        Field("tests", "Tests that hurt", tests, f"0 to {MOST_TESTS}, or empty"),
    )
    foot = " ".join(criteria_lines(fact)) if fact else "Relief is shown against both criteria of the documents."
    return Form("Diagnostic block", fields, _block, foot)


def _block(texts: Texts) -> Fact:
    tests = texts["tests"].strip()
    return Block(
        site=site_of(texts["site"]),
        side=side_of(texts["side"]),
        anesthetic=free_text("the text", texts["anesthetic"]).strip() or "not noted",
        before=score_of(texts["before"], "score before"),
        after=tuple(sorted(after_of(one) for one in texts["after"].split(",") if one.strip())),
        positive_tests=whole_number("tests that hurt", tests, 0, MOST_TESTS) if tests else None,
    )


def pause_form(day: date, today: date, fact: Pause | None = None) -> Form:
    """Return the form of a pause that begins on a day unless something else is typed."""
    last = fact.last.isoformat() if fact and fact.last else ""
    fields = (
        Field("from", "First day", (fact.first if fact else day).isoformat(), "2026-12-01, today"),
        Field("to", "Last day", last, "empty: it goes on"),
        Field("reason", "Why", fact.reason if fact else "", "ill, travel, as the therapist said"),
    )

    def read(texts: Texts) -> Fact:
        end = day_of(texts["to"], today, future=True) if texts["to"].strip() else None
        return Pause(day_of(texts["from"], today, future=True), end, _named("why", texts["reason"]))

    return Form("Pause: nothing is due on these days", fields, read, "Warning signs are still asked about.")


def baseline_form(fact: Baseline | None = None) -> Form:
    """Return the form of a new starting average."""
    fields = (Field("by", "Who asked for it", fact.by if fact else "", "your therapist's name"),)
    foot = "From this day on the rules compare with the 14 days that follow, not with your first 14 days."
    return Form("Count the starting average anew", fields, lambda texts: Baseline(_named("who", texts["by"])), foot)


def visit_form(today: date, fact: Visit | None = None) -> Form:
    """Return the form of an appointment, ahead or past; corrected, it may be on another day."""
    fields = (
        Field("on", "When", fact.on.isoformat() if fact else "", "2026-12-03"),
        Field("who", "With whom", fact.who if fact else "", "Dr. Rivera"),
        Field("ask", "To ask there", (fact and fact.ask) or "", "in your words, or empty"),
    )

    def read(texts: Texts) -> Fact:
        ask = free_text("the text", texts["ask"]).strip() or None
        return Visit(visit_on(texts["on"], today), _named("who", texts["who"]), ask)

    return Form("Appointment", fields, read, "An image or an examination that was made is a note ({note} on Today).")


def _named(what: str, text: str) -> str:
    if not text.strip():
        raise InvalidValue(f'"{what}" is empty; write a few words')
    return free_text("the text", text).strip()


def form_to_correct(fact: Fact, today: date) -> Form | None:
    """Return the form that corrects one of these facts, filled with what stands there; None for another kind."""
    made: dict[type[Fact], Callable[[Any], Form]] = {
        Measurement: lambda one: measure_form(one.about, one, one.side),
        Treatment: lambda one: treatment_form(one.what, one),
        Block: lambda one: block_form(one.side, one),
        Pause: lambda one: pause_form(one.first, today, one),
        Baseline: baseline_form,
        Visit: lambda one: visit_form(today, one),
    }
    make = made.get(type(fact))
    return make(fact) if make else None
