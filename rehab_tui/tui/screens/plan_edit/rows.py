"""A plan that a therapist changes, line by line: what it says, what goes along with it, and what it changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from textual.content import Content

from rehab_tui.domain.caseload import CaseloadNote
from rehab_tui.domain.days import day_words
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.plan_changes import days_in_words
from rehab_tui.domain.plan_file import PlanFile
from rehab_tui.domain.plan_notes import goes_along, line_of
from rehab_tui.domain.words import harmless
from rehab_tui.services.movable import MovableSign, threshold_words
from rehab_tui.services.plan_words import rule_words
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row, text_row

Level3 = tuple[str, str | None, str]
"""An open follow-up of level 3: its rule, its side, its title."""


def plan_rows(
    file: PlanFile,
    notes: Sequence[CaseloadNote],
    level_3: Iterable[Level3],
    signs: Iterable[MovableSign],
    effects: Mapping[str, str],
    width: int,
) -> Iterator[Row]:
    """Yield the plan and what goes along with it; `effects` says of each changed threshold what it would have done."""
    limit = "the usual limit" if file.ceiling is None else f"limit {file.ceiling} of 10"
    head = f"{file.name or 'Plan'}, version {file.version} of {day_words(file.written_on)}, from {file.author}"
    yield text_row("gap-0", "")
    yield Row("head", wrapped(harmless(f"{head}; {limit}"), width - 1))
    yield heading("Exercises", "enter changes the dose, a adds one, x takes one out", width)
    for one in file.prescriptions:
        yield Row(f"ex:{one.exercise}", tuple(_dose(one, width)))
    yield heading("Message to the patient", "enter writes it", width)
    yield Row("message", wrapped(harmless(file.message or "none"), width - 1))
    yield from _notes(file, notes, width)
    yield heading("Known, under care until", "enter on an open level 3 follow-up", width)
    yield from _known(file, level_3, width)
    yield heading("Changed thresholds", "enter changes one, x takes it back", width)
    yield from _thresholds(file, signs, effects, width)
    yield heading("What somebody has allowed", "enter adds it", width)
    for number, given in enumerate(file.clearances):
        words = f"{given.what} by {given.by}, {day_words(given.on)}"
        yield Row(f"given-{number}", wrapped(harmless(words), width - 1), selectable=False)
    yield Row("allow", wrapped("+ something that was allowed", width - 1))


def change_rows(changes: Iterable[str], width: int) -> Iterator[Row]:
    """Yield in words what differs from the plan in force."""
    yield heading("What it changes", "w writes the file", width)
    for number, words in enumerate(changes or ("nothing yet",)):
        yield Row(f"change-{number}", wrapped(harmless(words), width - 1, indent=4, first="· "), selectable=False)


def heading(title: str, hint: str, width: int) -> Row:
    """Return a heading with what the keys do below it, beside it where there is room."""
    lines: tuple[Line, ...] = (Line(Content.assemble((f"  {title}", "bold $primary"), (f"   {hint}", "$quiet"))),)
    if len(title) + len(hint) + 5 >= width:
        lines = (Line(Content.styled(f"  {title}", "bold $primary")), *wrapped(hint, width - 1, style="$quiet"))
    return Row(f"head-{title}", (Line(Content("")), *lines), selectable=False)


def _dose(one: Prescription, width: int) -> Iterator[Line]:
    """Yield an exercise with its dose and its days; below it what has no room beside the name."""
    days = days_in_words(one.days)
    column = 34 if width >= 72 else 26
    name = harmless(one.name)
    if len(name) + 6 <= column and column + len(one.words) + 3 + len(days) < width:
        maker = LineMaker().add("    ").add(name, "bold").to(column)
        yield maker.add(one.words).add(f"   {days}", "$quiet").line()
    else:
        yield from wrapped(name, width - 1, indent=4, style="bold")
        yield from wrapped(f"{one.words}, {days}", width - 1, indent=6)


def _notes(file: PlanFile, notes: Sequence[CaseloadNote], width: int) -> Iterator[Row]:
    """Yield the therapist's own notes, newest first, each with whether it goes along."""
    if not notes:
        return
    yield heading("Your notes", "none leaves unless you tick it: enter", width)
    for number, note in reversed(tuple(enumerate(notes))):
        along = goes_along(file.message, note)
        words = f"{'✓ goes along' if along else '· stays here'}   {line_of(note).removeprefix('Note of ')}"
        yield Row(f"note:{number}", wrapped(words, width - 1, style="" if along else "$quiet"))


def _known(file: PlanFile, level_3: Iterable[Level3], width: int) -> Iterator[Row]:
    marked = {(one.rule, one.side): one.until for one in file.known}
    open_now = {(rule, side): title for rule, side, title in level_3}
    for rule, side in dict.fromkeys((*open_now, *marked)):
        until = marked.get((rule, side))
        title = open_now.get((rule, side)) or f"{rule_words(rule)}{f', {side}' if side else ''}, none open"
        words = f"{title}: {f'until {day_words(until)}' if until else 'not marked'}"
        yield Row(f"known:{rule}:{side or ''}", wrapped(harmless(words), width - 1))
    if not open_now and not marked:
        yield text_row("none-known", "  no level 3 follow-up is open in what this patient sent")


def _thresholds(file: PlanFile, signs: Iterable[MovableSign], effects: Mapping[str, str], width: int) -> Iterator[Row]:
    known = {one.rule: one for one in signs}
    for rule, numbers in file.thresholds.items():
        words = f"{known[rule].title} ({rule}): {threshold_words(rule, numbers)} (usual: {known[rule].usual})"
        done = wrapped(effects[rule], width - 1, indent=4, style="$quiet") if rule in effects else ()
        yield Row(f"threshold:{rule}", (*wrapped(words, width - 1), *done))
    yield Row("threshold:", wrapped("+ another threshold", width - 1))
