"""Reading a plan file and saying all that is wrong with it; no patient's file is needed."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from rehab_tui.domain.followup import Level
from rehab_tui.domain.plan_file import Expected, Patient, PlanFile
from rehab_tui.library import Library, check_plan_file, read_plan_text
from rehab_tui.rules import WARNING_SIGNS
from rehab_tui.rules.computed import COMPUTED, threshold

CONTACT_RULES = (
    *(rule.id for rule in WARNING_SIGNS if Level.DAYS in rule.levels),
    *(rule.id for rule in COMPUTED if Level.DAYS in rule.levels),
)
"""Rules that can reach level 3."""


def read_plan(path: Path, library: Library, today: date, patient: Patient | None = None) -> PlanFile:
    """Return what a plan file says; beside a patient also whether it is theirs, and not an older one.

    Raises NotFound, or InvalidValue with every mistake as `name:line:column: where: what`, one a line.
    """
    return check_plan(read_text(path), str(path), library, today, patient)


def read_text(path: Path) -> str:
    """Return the text of a plan file; raises NotFound, or InvalidValue where it cannot be read or is too large."""
    return read_plan_text(path)


def check_plan(text: str, name: str, library: Library, today: date, patient: Patient | None = None) -> PlanFile:
    """Return what the text of a plan file says; raises InvalidValue with every mistake."""
    return check_plan_file(text, name, library, Expected(today, checked_threshold, CONTACT_RULES, patient))


def checked_threshold(rule: str, name: str, value: object) -> int | float:
    """Return a changed threshold as a number of JSON; raises InvalidValue with the rule, its names and its limits."""
    number = Fraction(threshold(rule, name, value))
    return int(number) if number.denominator == 1 else float(number)
