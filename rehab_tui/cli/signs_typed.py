"""Reads warning signs as they are typed: `none`, or `ID[:SIDE][:new|worse|usual]`."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from rehab_tui.cli.advising import AdviceFirst
from rehab_tui.domain.symptom import (
    SYMPTOMS,
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
    asked_in,
    celsius_meant,
    celsius_of,
    companions_in,
    report_of,
)
from rehab_tui.domain.words import free_text, one_of
from rehab_tui.errors import InvalidValue


def read_reports(typed: Sequence[str], first: AdviceFirst, *, checked: bool = False) -> None:
    """Read signs one by one into `first`, so that those read so far are answered even when a later one is wrong.

    A serious sign called usual is read as not checked yet, unless `checked`. Raises InvalidValue for the first one
    that is not known or is named twice; where at least its name is known, its advice is given all the same.
    """
    wrong: InvalidValue | None = None
    for word in typed:
        try:
            if word == "none":
                raise InvalidValue('"none" stands alone; leave it out where a sign is named')
            report = report_of(word)
            if report.answer is SignAnswer.USUAL and not checked:
                report = not_checked(report)
            if any((one.id, one.side) == (report.id, report.side) for one in first.reports):
                raise InvalidValue(f"{report.id} is named twice; name each sign and side once")
            first.reports.append(report)
        except InvalidValue as problem:
            wrong = wrong or problem
            with suppress(InvalidValue):
                first.reports.append(report_of(word.partition(":")[0]))
    if wrong is not None:
        raise wrong


def not_checked(report: SymptomReport) -> SymptomReport:
    """Return a sign called usual as one that nobody has checked, where that matters."""
    from rehab_tui.rules import asks_if_checked

    return replace(report, answer=SignAnswer.UNCHECKED) if asks_if_checked(report.id) else report


def was_checked(report: SymptomReport) -> SymptomReport:
    """Return a sign with what is known once a doctor or nurse has checked it."""
    return replace(report, answer=SignAnswer.USUAL) if report.answer is SignAnswer.UNCHECKED else report


def ask_if_checked(reports: Iterable[SymptomReport]) -> list[SymptomReport]:
    """Ask of each serious sign called usual whether it was checked; no, not sure or no answer leave it unchecked."""
    from rehab_tui.cli.asking import Ended, yes_no_unsure
    from rehab_tui.rules import CHECKED_QUESTION, sign_name

    settled = []
    for report in reports:
        said = None
        if report.answer is SignAnswer.UNCHECKED:
            with suppress(Ended):
                said = yes_no_unsure(f"{sign_name(report.id, report.side)}: {CHECKED_QUESTION}")
        settled.append(was_checked(report) if said == "yes" else report)
    return settled


def temperature_of(text: str, first: AdviceFirst) -> float:
    """Read a temperature; one that cannot be kept as typed is answered as it was most likely meant.

    Raises InvalidValue.
    """
    try:
        return celsius_of(text)
    except InvalidValue:
        first.temperature_c = celsius_meant(text)
        raise


def with_details(reports: Sequence[SymptomReport], since: date | None, text: str | None) -> list[SymptomReport]:
    """Return the signs with since when they are there, and the person's own words."""
    return [replace(report, since=since, text=text) for report in reports]


def answered_with(
    reports: Sequence[SymptomReport],
    form: Form | None = None,
    temperature_c: float | None = None,
    companions: Sequence[str] = (),
) -> SymptomsAnswered:
    """Return the round of questions: `none` without a form is the daily one, signs without a form are picked."""
    meant = form or (Form.PICKED if reports else Form.DAILY)
    named = {report.id for report in reports}
    asked = tuple(sign for sign in SYMPTOMS if sign in asked_in(meant) or sign in named)
    return SymptomsAnswered(meant, asked, tuple(reports), temperature_c, tuple(companions))


def form_of(text: str | None) -> Form | None:
    """Return the form that was typed, daily or full. Raises InvalidValue."""
    return None if text is None else Form(one_of("form", text, (Form.DAILY, Form.FULL)))


def companions_of(text: str | None) -> tuple[str, ...]:
    """Return the signs of a list after --with: `confused,chills-not-sure`. Raises InvalidValue."""
    words = [word for word in (text or "").replace(",", " ").split() if word]
    return companions_in(words)


def sign_text(text: str | None) -> str | None:
    """Return the person's own words about a sign, once they can be kept. Raises InvalidValue."""
    return None if text is None else free_text("the text", text)
