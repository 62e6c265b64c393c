"""One exercise to read: how it is done, when to stop, what a plan may ask for, where it comes from."""

import re
from itertools import chain
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.entry import Logged
from rehab_tui.domain.exercise import Exercise
from rehab_tui.domain.habits import HABITS
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.plan_changes import days_in_words
from rehab_tui.domain.sources import source_line
from rehab_tui.domain.words import harmless
from rehab_tui.errors import RehabError
from rehab_tui.services.days import DayReview, ExerciseRow
from rehab_tui.services.guided import STOP_WORDS
from rehab_tui.services.sessions import not_allowed, tick_habit
from rehab_tui.tui.screens.charts.work_rows import response_rows
from rehab_tui.tui.screens.page import Page, wrapped
from rehab_tui.tui.screens.plan.rows import PlanView, missing_words, view_of, who_can_allow
from rehab_tui.tui.screens.plan.starting_plans import mistakes_of
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Line, Row, text_row


class ExerciseCard(Page):
    """An exercise of the plan or of the library."""

    TITLE_WORDS = "Exercise"
    HELP_PAGE = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,left_square_bracket", "turn(-1)", "Exercise before", show=False),
        Binding("right,right_square_bracket", "turn(1)", "Next exercise", show=False),
        Binding("d", "tick", "Done today", show=False),
    ]

    def __init__(self, exercise: str, among: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._exercise = exercise
        self._among = among or (exercise,)

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        turn = (KeyHint("←", "before", "turn(-1)"), KeyHint("→", "next", "turn(1)")) if len(self._among) > 1 else ()
        tick = (KeyHint("d", "done today", "tick"),)
        return (KeyHint("esc", "back", "leave"), KeyHint("↑↓", "read on"), *turn, *tick)

    def top_words(self) -> str:
        """Return which of the list this is."""
        return f"{self._among.index(self._exercise) + 1} of {len(self._among)}" if len(self._among) > 1 else ""

    def action_turn(self, step: int) -> None:
        """Show the exercise before or after."""
        place = self._among.index(self._exercise) + step
        if 0 <= place < len(self._among):
            self._exercise = self._among[place]
            self.refresh_all()
            self.query_one("#body").scroll_home(animate=False)

    def action_tick(self) -> None:
        """Tick a way of moving for today (sitting, standing, lifting ...), or ask how much of an exercise was done."""
        if self.at_night("tick"):
            return
        if self._exercise not in HABITS:
            self._ask_how_much()
            return
        context = self.context
        try:
            logged = tick_habit(
                context.rehab.journal, context.rehab.days, self._exercise, self.day_shown, context.stamp()
            )
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        self._said(logged, " Today offers it for two weeks.")

    def _ask_how_much(self) -> None:
        """Ask for the dose of an exercise on its day, also of one that is in no plan; what is locked is marked."""
        from rehab_tui.tui.screens.dialogs import ask
        from rehab_tui.tui.screens.exercise_dialog import ExerciseScreen
        from rehab_tui.tui.screens.today.day import saved

        review = self.context.rehab.days.review(self.day_shown, self.context.clock.today())
        row = self._row_of(review)
        if review.exercise_stopped:
            self.say(f"{STOP_WORDS}. {self.key('go-followups')} shows what to do.")
        elif row is None:
            self.say("This exercise is in no list any more.")
        else:
            words = f"{row.prescription.name} in detail"
            form = ExerciseScreen(review, row._replace(entries=()))  # another go: what is there is corrected on Today
            ask(self.app, form, lambda drafts: saved(self.context, drafts, words), self._said)

    def _row_of(self, review: DayReview) -> ExerciseRow | None:
        """Return the exercise on its day: as the plan asks for it, else with the dose that it starts with."""
        rehab = self.context.rehab
        planned = (row for row in review.exercises if row.prescription.exercise == self._exercise)
        found = (one for one in rehab.plans.readable_library[0].exercises if one.id == self._exercise)
        begun = (rehab.days.outside(rehab.plans.starting_dose(one), review.day) for one in found)
        return next(chain(planned, begun), None)

    def _said(self, logged: Logged, more: str = "") -> None:
        """Show what was kept, with the day, and that nobody has allowed it."""
        self.kept(logged)
        marked = " It is marked: nobody has allowed it yet. Ask before the next time." if not_allowed(logged) else ""
        day = "today" if self.day_shown == self.context.clock.today() else short_day(self.day_shown)
        self.say(f"Kept for {day}.{more}{marked}")

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return the card."""
        view = view_of(self.context.rehab, self.context.clock.today())
        prescribed = view.plan.prescriptions if view.plan else ()
        mine = next((one for one in prescribed if one.exercise == self._exercise), None)
        library, problem = self.context.rehab.plans.readable_library
        found = next((one for one in library.exercises if one.id == self._exercise), None)
        below = () if problem is None else (text_row("gap", ""), *mistakes_of(problem, width))
        if found is None:
            return (*_from_plan(mine, view, width), *below)
        card = _card(
            found, mine or self.context.rehab.plans.starting_dose(found), view, width, planned=mine is not None
        )
        return (*card, *self._followed(width), *below)

    def _followed(self, width: int) -> tuple[Row, ...]:
        """Return what the days after this exercise held, once it was done."""
        rehab, today = self.context.rehab, self.context.clock.today()
        done = next((one for one in rehab.responses.exercises(today) if one.exercise == self._exercise), None)
        return response_rows(done, width, self.context.chart_style) if done else ()


def _from_plan(mine: Prescription | None, view: PlanView, width: int) -> tuple[Row, ...]:
    if mine is None:
        return (text_row("gone", "  This exercise is in no list any more."),)
    rows = [_title(mine.name), *_dose(mine, view, width, planned=True)]
    if mine.cue:
        rows.append(_part("How", (harmless(mine.cue),), width))
    return tuple(rows)


def _card(one: Exercise, mine: Prescription, view: PlanView, width: int, *, planned: bool) -> tuple[Row, ...]:
    rows = [_title(one.name), *_dose(mine, view, width, planned=planned)]
    rows.append(_part("How", tuple(f"{n}. {cue}" for n, cue in enumerate(one.cues, start=1)), width))
    rows.append(_part("Stop when", tuple(f"· {sign}" for sign in one.stop), width, style="$warning"))
    rows.append(_part("Easier", (one.easier,), width))
    rows.append(_part("Harder", (one.harder,), width))
    about = [
        f"{one.group}: {one.works}" if one.works else one.group,
        f"phase {one.phase_words} (a label, not a permission)",
    ]
    if one.sided:
        about.append("left and right are counted one by one")
    if one.deep_hip:
        about.append("bends the hip deeply or crosses the legs: locked after a hip replacement")
    rows.append(_part("About", tuple(about), width, style="$quiet"))
    if one.also:
        rows.append(_part("Also called", (", ".join(one.also),), width, style="$quiet"))
    if one.allowed.words:
        rows.append(_part("A plan may ask", (one.allowed.words,), width, style="$quiet"))
    rows.append(_part("Sources", tuple(map(source_line, one.sources)), width, style="$quiet"))
    return tuple(rows)


def _title(name: str) -> Row:
    return Row("title", (Line(Content("")), Line(Content.assemble((f"  {harmless(name)}", "bold $primary")))), False)


def _dose(mine: Prescription, view: PlanView, width: int, *, planned: bool) -> tuple[Row, ...]:
    label = "Your dose" if planned else "Would start at"
    words = f"{harmless(mine.words)}, {days_in_words(mine.days)}" + ("" if planned else " (not in your plan)")
    rows = [_part(label, (words,), width, style="bold")]
    missing = view.locked(mine)
    if missing:
        words = f"{missing_words(missing)} not allowed yet; ask {who_can_allow(missing)}."
        rows.append(_part("Locked", (words, "In the plan, key a writes down who allowed it."), width, style="$warning"))
    elif mine.clearances:
        rows.append(_part("Allowed", (_allowed_words(mine, view),), width))
    return tuple(rows)


def _allowed_words(mine: Prescription, view: PlanView) -> str:
    found = dict.fromkeys(view.allowed[kind] for kind in mine.clearances if kind in view.allowed)
    return "; ".join(f"by {harmless(by)[:60]}" + (f", {day_words(on)}" if on.year > 1 else "") for by, on in found)


def _part(label: str, texts: tuple[str, ...], width: int, *, style: str = "") -> Row:
    """Return a labelled part; beside its label where there is room, else below it."""
    indent = 19 if width >= 60 else 4
    lines: list[Line] = []
    for text in texts:
        lead = re.match(r"(?:\d+\.|·) ", text)
        first = lead[0] if lead else ""
        rest = harmless(text[len(first) :])
        lines.extend(wrapped(rest, width - 1, indent=indent + len(first), first=first, style=style))
    head = Content.assemble((f"  {label}", "bold $secondary"))
    if width >= 60:
        gap = Content(" " * (indent - head.cell_length))
        lines[0] = Line(head + gap + lines[0].content[indent:])
    else:
        lines.insert(0, Line(head))
    return Row(f"part-{label}", (Line(Content("")), *lines), selectable=False)
