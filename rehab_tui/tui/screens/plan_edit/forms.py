"""The small forms in which a therapist changes a patient's plan: a dose, a limit, what was allowed, what is known."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import ClassVar, TypeAlias

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from rehab_tui.domain.days import day_of
from rehab_tui.domain.dose import MOST_COUNTED, ClearanceKind, Dose, Measured
from rehab_tui.domain.plan import Prescription, UnderCare
from rehab_tui.domain.plan_file import HIGHEST_CEILING, Allowance, PlanFile
from rehab_tui.domain.words import free_text, harmless, one_of, whole_number
from rehab_tui.errors import InvalidValue
from rehab_tui.services.movable import Movable, MovableSign, threshold_words
from rehab_tui.services.threshold_effect import Effect
from rehab_tui.tui.screens.form import Field, FormScreen
from rehab_tui.tui.widgets.body import Body

Numbers: TypeAlias = Mapping[str, int | float]
"""The numbers of a warning sign that are moved, by name."""
PAUSE = 0.3
"""Seconds without a key, after which what is typed is looked at: that takes a tenth of one."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = "every"
_HELD = {"sets": "Sets", "reps": "Repetitions", "hold": "Hold, seconds"}
COUNTED: Mapping[Measured, Mapping[str, str]] = {
    Measured.REPS: _HELD,
    Measured.HOLD: _HELD,
    Measured.MINUTES: {"minutes": "Minutes"},
    Measured.TICK: {},
}
"""What the dose of an exercise is made of: names and their labels."""


class DoseForm(FormScreen[Prescription]):
    """One exercise: how much, how often, on which days."""

    HELP_PAGE: ClassVar[str] = "caseload"

    def __init__(self, one: Prescription) -> None:
        self._one = one
        counted = COUNTED[one.measured]
        days = EVERY_DAY if len(one.days) == len(WEEKDAYS) else " ".join(WEEKDAYS[day - 1] for day in one.days)
        fields = (
            *(
                Field(name, label, str(getattr(one.dose, name) or ""), "a whole number")
                for name, label in counted.items()
            ),
            Field("times", "Times a day", str(one.times_a_day), "1 to 10"),
            Field("days", "Days", days, "every, or like: mon wed fri"),
            Field("cue", "How, in a line", one.cue, "may be left empty"),
        )
        each = ", each side" if one.sided else ""
        super().__init__(f"{harmless(one.name)}{each}", fields)

    def answer(self, texts: dict[str, str]) -> Prescription:
        """Return the exercise with what was typed. Raises InvalidValue."""
        amounts = {
            name: whole_number(label.lower(), texts[name], 1, MOST_COUNTED[name]) if texts[name].strip() else None
            for name, label in COUNTED[self._one.measured].items()
        }
        return self._one._replace(
            dose=replace(Dose(), **amounts),
            times_a_day=whole_number("times a day", texts["times"], 1, 10),
            days=_days(texts["days"]),
            cue=" ".join(free_text("the line", texts["cue"]).split()),
        )


def _days(text: str) -> tuple[int, ...]:
    typed = text.replace(",", " ").lower().split()
    if not typed or typed[0].startswith(EVERY_DAY):
        return tuple(range(1, len(WEEKDAYS) + 1))
    return tuple(sorted({WEEKDAYS.index(one_of("day", one[:3], WEEKDAYS)) + 1 for one in typed}))


class HeadForm(FormScreen[PlanFile]):
    """Who writes the plan, its name, the limit for pain."""

    HELP_PAGE: ClassVar[str] = "caseload"

    def __init__(self, file: PlanFile) -> None:
        self._file = file
        ceiling = "" if file.ceiling is None else str(file.ceiling)
        fields = (
            Field("author", "From (your name)", file.author, "as the patient knows you"),
            Field("name", "Name of the plan", file.name),
            Field("ceiling", "Pain limit", ceiling, f"0 to {HIGHEST_CEILING}; empty: the usual one"),
        )
        super().__init__("Who writes it, and the limit for pain while exercising", fields)

    def answer(self, texts: dict[str, str]) -> PlanFile:
        """Return the plan with what was typed. Raises InvalidValue."""
        author = " ".join(free_text("the name", texts["author"]).split())
        if not author:
            raise InvalidValue("the author is missing; give your name as the patient knows it")
        typed = texts["ceiling"].strip()
        return self._file._replace(
            author=author,
            name=" ".join(free_text("the name", texts["name"]).split()),
            ceiling=whole_number("the limit", typed, 0, HIGHEST_CEILING) if typed else None,
        )


class AllowForm(FormScreen[Allowance]):
    """Somebody allowed something: what, who, when."""

    HELP_PAGE: ClassVar[str] = "caseload"

    def __init__(self, today: date) -> None:
        self._today = today
        kinds = ", ".join(ClearanceKind)
        fields = (
            Field("what", "What was allowed", "", "like loading"),
            Field("by", "By whom"),
            Field("on", "On which day", today.isoformat(), "like 2026-11-20"),
        )
        super().__init__("What somebody has allowed", fields, f"One of: {kinds}.")

    def answer(self, texts: dict[str, str]) -> Allowance:
        """Return what was allowed. Raises InvalidValue."""
        by = " ".join(free_text("the name", texts["by"]).split())
        if not by:
            raise InvalidValue("who allowed it is missing; give a name")
        what = ClearanceKind(one_of("clearance", texts["what"], ClearanceKind))
        return Allowance(what, by, day_of(texts["on"], self._today))


class UntilForm(FormScreen[UnderCare]):
    """Until when a warning sign is known and under care."""

    HELP_PAGE: ClassVar[str] = "caseload"

    def __init__(self, rule: str, side: str | None, title: str, today: date, until: date | None = None) -> None:
        self._known = (rule, side)
        self._today = today
        now = until.isoformat() if until else ""
        fields = (Field("until", "Known, under care until", now, "like 2026-12-04"),)
        super().__init__(harmless(title), fields, "It stays open, and is quiet until then; only level 3 can be.")

    def answer(self, texts: dict[str, str]) -> UnderCare:
        """Return the mark. Raises InvalidValue."""
        rule, side = self._known
        until = day_of(texts["until"], self._today, future=True)
        if until < self._today:
            raise InvalidValue(f"the date {until} is over; give today or a later day")
        return UnderCare(rule, until, side)


class ThresholdForm(FormScreen[PlanFile]):
    """The numbers of one warning sign that may be moved: each with the usual one and its limits.

    Below them stands what they would have said of the last weeks, beside those in force.
    """

    HELP_PAGE: ClassVar[str] = "caseload"
    DEFAULT_CSS = "ThresholdForm .effect { width: 1fr; height: auto; margin-top: 1; }"

    def __init__(self, file: PlanFile, sign: MovableSign, effect: Callable[[Numbers], Effect]) -> None:
        self._file = file
        self._sign = sign
        self._effect = effect
        self._soon: Timer | None = None
        mine = file.thresholds.get(sign.rule, {})
        fields = (
            Field(one.name, one.label, f"{mine[one.name]:g}" if one.name in mine else "", one.span)
            for one in sign.numbers
        )
        foot = f"{sign.trigger}\n\nUsual: {sign.usual}. An empty line is the usual number.\n\n{sign.basis}"
        super().__init__(f"{sign.title} ({sign.rule}): for this patient", tuple(fields), foot)

    def on_mount(self) -> None:
        """Show what the numbers do, between them and where they come from."""
        self.query_one(Body).mount(Static("", classes="effect"), before=self.query_one(".about"))
        self.call_after_refresh(self._show_effect)

    def on_input_changed(self, _: Input.Changed) -> None:
        """Look at what is typed once the person pauses."""
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(PAUSE, self._show_effect)

    def _show_effect(self) -> None:
        try:
            words = "\n".join(self._effect(self._typed(self.texts())).lines)
        except InvalidValue as wrong:
            words = f"{wrong}."
        for place in self.query(".effect").results(Static):
            place.update(Content(words))

    def _typed(self, texts: dict[str, str]) -> Numbers:
        """Return the numbers that were typed. Raises InvalidValue for what is none."""
        typed = ((one, texts[one.name].strip()) for one in self._sign.numbers)
        return {one.name: _number(one, text) for one, text in typed if text}

    def answer(self, texts: dict[str, str]) -> PlanFile:
        """Return the plan with other numbers; an empty one takes it back. Raises InvalidValue for what is none."""
        mine = self._typed(texts)
        threshold_words(self._sign.rule, mine)
        others = {rule: numbers for rule, numbers in self._file.thresholds.items() if rule != self._sign.rule}
        return self._file._replace(thresholds=others | ({self._sign.rule: mine} if mine else {}))


def _number(one: Movable, typed: str) -> int | float:
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", typed, re.ASCII):
        raise InvalidValue(f"{one.label} takes a number from {one.lowest} to {one.highest}, like {one.usual}")
    number = float(typed)
    return int(number) if number.is_integer() else number
