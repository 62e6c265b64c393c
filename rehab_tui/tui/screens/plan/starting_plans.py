"""Choosing a starting plan: what is offered to whom, and what stays locked in it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.exercise import ClearanceKind, StartingPlan
from rehab_tui.domain.plan import Plan, locked_by
from rehab_tui.domain.words import harmless
from rehab_tui.errors import RehabError
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.page import Page, wrapped
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row, Sheet, text_row


@dataclass(frozen=True, slots=True)
class Offers:
    """The starting plans a person can choose now."""

    plans: tuple[StartingPlan, ...]
    others: int
    """How many more open once somebody is named who allowed exercise."""
    waiting: tuple[str, ...]
    """Exercises of these plans that wait because of a hip replacement."""
    in_force: str | None
    from_therapist: Plan | None
    """The plan in force, where it came as a plan file."""


KEEP = "keep:"
FILE = "file:"
"""Rows beside the starting plans; no id of a plan has a colon."""


def offers(rehab: Rehab, today: date) -> Offers:
    """Return what can be chosen. Raises InvalidValue with every mistake of an own exercise file."""
    library = rehab.plans.library
    profile = rehab.profiles.read()
    plans = tuple(plan for plan in library.plans if profile.allowed_by or not plan.needs_name)
    waiting: dict[str, None] = {}
    if profile.hip_replacement:
        allowed = frozenset(rehab.plans.allowed(today))
        for plan in plans:
            for one in library.prescribe(plan):
                if ClearanceKind.DEEP_HIP in locked_by(one, allowed, hip_replacement=True):
                    waiting[one.name] = None
    now = rehab.plans.in_force(today)
    theirs = now if now is not None and now.file_version is not None else None
    own = now.name if now and not theirs else None
    return Offers(plans, len(library.plans) - len(plans), tuple(waiting), own, theirs)


def start(context: Context, name: str) -> Plan:
    """Put a starting plan in force; one that is in force already, just so, stays as it is."""
    return context.rehab.plans.start(name, context.stamp())


def rows_of(offered: Offers, width: int) -> tuple[Row, ...]:
    """Return a row for each plan, and what stays locked."""
    rows = [_plan_row(plan, width, now=plan.name == offered.in_force) for plan in offered.plans]
    if offered.others:
        words = f"{offered.others} more plans open once you name who allowed you to exercise, and when."
        rows.append(Row("others", (Line(Content("")), *wrapped(words, width, style="$quiet")), selectable=False))
    if offered.waiting:
        words = (
            "You have a hip replacement: these stay locked until a named clinician allows them: "
            f"{', '.join(map(harmless, offered.waiting))}."
        )
        rows.append(Row("waiting", (Line(Content("")), *wrapped(words, width, style="$warning")), selectable=False))
    return tuple(rows)


def first_sheet(context: Context) -> Sheet:
    """Return the plans of the first start: a therapist's that is in force, the starting plans, a file."""

    def rows(width: int) -> tuple[Row, ...]:
        try:
            return _first_rows(offers(context.rehab, context.clock.today()), width)
        except RehabError as problem:
            return mistakes_of(problem, width)

    return sheet_of(rows, context, keep=True)


def _first_rows(offered: Offers, width: int) -> tuple[Row, ...]:
    theirs = offered.from_therapist
    keep = (_row(KEEP, theirs.name, f"Your plan now, from {theirs.author}.", width, now=True),) if theirs else ()
    words = "Your therapist sent you one, name.plan.yaml: look at what it says, then accept it or not."
    rows, count = rows_of(offered, width), len(offered.plans)
    return (*keep, *rows[:count], _row(FILE, "A plan file", words, width, now=False), *rows[count:])


def _plan_row(plan: StartingPlan, width: int, *, now: bool) -> Row:
    return _row(plan.id, plan.name, plan.about, width, now=now)


def _row(key: str, name: str, about: str, width: int, *, now: bool) -> Row:
    mark = ("✓ ", "bold $primary") if now else ("  ", "")
    name, about = (harmless(text).replace("\n", " ") for text in (name, about))
    maker = LineMaker().add("  ").add(*mark).add(name, "bold")
    if width < 72 or len(name) > 18:
        return Row(key, (maker.line(), *wrapped(about, width, indent=4)))
    beside = wrapped(about, width - 1, indent=23)
    maker.to(23)
    return Row(key, (Line(maker.line().content + Content(beside[0].content.plain[23:])), *beside[1:]))


def sheet_of(builder: Callable[[int], Sequence[Row]], context: Context, *, keep: bool = False) -> Sheet:
    """Return a sheet of the plans, with the cursor on the plan in force, else on one that needs nobody's permission.

    So Enter alone starts as little as possible, and with `keep` replaces no plan of a therapist.
    """
    sheet = Sheet(builder)
    try:
        offered = offers(context.rehab, context.clock.today())
    except RehabError:
        return sheet
    first = [plan.id for plan in offered.plans if plan.name == offered.in_force]
    if keep and offered.from_therapist:
        first = [KEEP]
    careful = [plan.id for plan in offered.plans if not plan.needs_name]
    sheet.set_reactive(Sheet.cursor, next(iter((*first, *careful)), ""))
    return sheet


def mistakes_of(problem: RehabError, width: int) -> tuple[Row, ...]:
    """Return what is wrong with an own exercise file, a row for each mistake."""
    rows = [
        text_row("broken", ("  Your own exercise file has mistakes; everything else works.", "bold $warning")),
        text_row("broken-how", ("  Mend these lines and open this page again:", "$quiet")),
        text_row("broken-gap", ""),
    ]
    for number, line in enumerate(str(problem).split("\n")):
        rows.append(Row(f"mistake-{number}", wrapped(harmless(line), width, indent=4, first="· "), selectable=False))
    return tuple(rows)


class StartingPlans(Page):
    """The starting plans to choose from."""

    TITLE_WORDS = "Starting plans"
    HELP_PAGE = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start this plan", show=False),
    ]

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return what is offered, or why nothing can be."""
        context = self.context
        head = "For the time until a therapist writes your plan. The doses are our own judgement, on the careful side."
        rows: Iterable[Row]
        try:
            rows = rows_of(offers(context.rehab, context.clock.today()), width)
        except RehabError as problem:
            return (text_row("top", ""), *mistakes_of(problem, width))
        top = Row(
            "top", (Line(Content("")), *wrapped(head, width, style="$quiet"), Line(Content(""))), selectable=False
        )
        return (top, *rows)

    def compose_body(self) -> Iterable[Widget]:
        """Yield the plans."""
        yield sheet_of(self.rows, self.context)

    def on_mount(self) -> None:
        """Bring the plan under the cursor into view."""
        sheet = self.query_one(Sheet)
        self.call_after_refresh(sheet.show, sheet.cursor)

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        return (KeyHint("↑↓", "choose"), KeyHint("enter", "start this plan", "start"), KeyHint("esc", "back", "leave"))

    def action_start(self) -> None:
        """Ask, then start the plan under the cursor, and go back."""
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        key = self.query_one(Sheet).cursor
        if not key or key.startswith("mistake"):
            return
        name = self.context.rehab.plans.library.plan(key).name

        def answered(yes: bool | None) -> None:
            if yes:
                self._start(key)

        self.app.push_screen(ConfirmScreen(f"Start the plan {harmless(name)}?"), answered)

    def _start(self, key: str) -> None:
        try:
            plan = start(self.context, key)
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        self.dismiss(None)
        self.app.notify(f"{harmless(plan.name)} is your plan now.", markup=False)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Choose a plan with a click."""
        if message.key in {row.key for row in self.query_one(Sheet).rows if row.selectable}:
            self.action_start()
