"""The small forms in which a therapist changes a patient's plan: a dose, a limit, what was allowed, what is known."""

import re
from dataclasses import replace
from datetime import date
from typing import ClassVar

from rehab_tui.domain.days import day_of
from rehab_tui.domain.dose import ClearanceKind, Dose, Measured
from rehab_tui.domain.plan import Prescription, UnderCare
from rehab_tui.domain.plan_file import HIGHEST_CEILING, Allowance, PlanFile
from rehab_tui.domain.words import free_text, harmless, one_of, whole_number
from rehab_tui.errors import InvalidValue
from rehab_tui.tui.screens.form import Field, FormScreen

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = "every"
COUNTED: dict[Measured, tuple[tuple[str, str, int], ...]] = {
    Measured.REPS: (("sets", "Sets", 50), ("reps", "Repetitions", 500), ("hold", "Hold, seconds", 3600)),
    Measured.HOLD: (("sets", "Sets", 50), ("reps", "Repetitions", 500), ("hold", "Hold, seconds", 3600)),
    Measured.MINUTES: (("minutes", "Minutes", 1440),),
    Measured.TICK: (),
}
"""What the dose of an exercise is made of: name, label, highest."""


class DoseForm(FormScreen[Prescription]):
    """One exercise: how much, how often, on which days."""

    HELP_PAGE: ClassVar[str] = "caseload"

    def __init__(self, one: Prescription) -> None:
        self._one = one
        counted = COUNTED[one.measured]
        days = EVERY_DAY if len(one.days) == len(WEEKDAYS) else " ".join(WEEKDAYS[day - 1] for day in one.days)
        fields = (
            *(Field(name, label, str(getattr(one.dose, name) or ""), "a whole number") for name, label, _ in counted),
            Field("times", "Times a day", str(one.times_a_day), "1 to 10"),
            Field("days", "Days", days, "every, or like: mon wed fri"),
            Field("cue", "How, in a line", one.cue, "may be left empty"),
        )
        each = ", each side" if one.sided else ""
        super().__init__(f"{harmless(one.name)}{each}", fields)

    def answer(self, texts: dict[str, str]) -> Prescription:
        """Return the exercise with what was typed. Raises InvalidValue."""
        amounts = {
            name: whole_number(label.lower(), texts[name], 1, highest) if texts[name].strip() else None
            for name, label, highest in COUNTED[self._one.measured]
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

    def __init__(self, rule: str, side: str | None, title: str, today: date) -> None:
        self._known = (rule, side)
        self._today = today
        fields = (Field("until", "Known, under care until", "", "like 2026-12-04"),)
        super().__init__(harmless(title), fields, "It stays open, and is quiet until then; only level 3 can be.")

    def answer(self, texts: dict[str, str]) -> UnderCare:
        """Return the mark. Raises InvalidValue."""
        rule, side = self._known
        return UnderCare(rule, day_of(texts["until"], self._today, future=True), side)


class ThresholdForm(FormScreen[PlanFile]):
    """Another number for a warning sign that compares numbers."""

    HELP_PAGE: ClassVar[str] = "caseload"

    def __init__(self, file: PlanFile) -> None:
        self._file = file
        fields = (
            Field("rule", "Warning sign", "", "its id, like PT-02"),
            Field("name", "Which number", "", "its name, like by"),
            Field("number", "From now on", "", "a number; empty: the usual one"),
        )
        super().__init__("Another threshold for this patient", fields, "rehab signs lists what can be changed.")

    def answer(self, texts: dict[str, str]) -> PlanFile:
        """Return the plan with another number; an empty one takes it back. Raises InvalidValue for what is none."""
        rule, name = texts["rule"].strip().upper(), texts["name"].strip().lower().replace(" ", "_")
        if not rule or not name:
            raise InvalidValue("the warning sign or the name of its number is missing")
        numbers = {one: dict(found) for one, found in self._file.thresholds.items()}
        mine = numbers.setdefault(rule, {})
        mine.pop(name, None)
        if texts["number"].strip():
            mine[name] = _number(texts["number"].strip())
        return self._file._replace(thresholds={one: found for one, found in numbers.items() if found})


def _number(typed: str) -> int | float:
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", typed, re.ASCII):
        raise InvalidValue("the threshold is no number; write it like 2 or 1.5")
    number = float(typed)
    return int(number) if number.is_integer() else number
