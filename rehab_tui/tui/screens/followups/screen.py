"""Follow-ups: what waits for an outcome, most urgent first, then what is closed."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.followup import FollowUp
from rehab_tui.tui.screens.base import way_back
from rehab_tui.tui.screens.followups.steps import STEP_KEYS, TakesSteps, step_hints
from rehab_tui.tui.screens.followups.words import level_words, listed_words, since_of, state_words, when_words
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Line, Row, Sheet, text_row

NOTHING = "No alerts from what you have logged."
NOBODY_SEES = (
    "Nobody sees what you log until you show or send it. "
    "A new or worse sign: {signs} on Today. Whom to call: {help-card}"
)


class FollowUpsScreen(TakesSteps):
    """All follow-ups; Enter shows why one came and what to do."""

    TITLE_WORDS = "Follow-ups"
    HELP_PAGE = "followups"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Why, and what to do", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("escape", "app.go('today')", "Today", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[FollowUp, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield Sheet(self._rows)

    def on_mount(self) -> None:
        """Show the list and take the keys."""
        self.query_one(Sheet).focus()

    def reload(self) -> None:
        """Read all of them again; a serious one that has come since takes the cursor."""
        known = {follow_up.id for follow_up in self._found}
        self._found = self.context.rehab.follow_ups.all()
        self.query_one(Sheet).renew()
        new = next((one for one in self._found if one.serious and one.id not in known), None)
        if known and new is not None:
            self.query_one(Sheet).go(new.id)

    def top_words(self) -> str:
        """Return the day."""
        return day_words(self.context.clock.today())

    def chosen(self) -> FollowUp | None:
        """Return the follow-up under the cursor."""
        key = self.query_one(Sheet).cursor
        known = {follow_up.id: follow_up for follow_up in self._found}
        return known.get(key, self._found[0] if self._found else None)

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the steps that the follow-up under the cursor can take."""
        last = KeyHint("?", "help", "app.help")
        if not self._found:
            return (way_back(self.context), KeyHint("!", "help card", "app.help_card"), last)
        return (KeyHint("enter", "what to do", "open"), *step_hints(self.chosen()), way_back(self.context), last)

    def _rows(self, width: int) -> list[Row]:
        now = self.context.clock.now().instant
        if not self._found:
            return [text_row("gap", ""), text_row("none", f"  {NOTHING}"), _nobody_sees(self.keyed(NOBODY_SEES), width)]
        rows = [text_row("gap", "")]
        waiting = [f for f in self._found if not f.closed]
        for follow_up in waiting:
            rows.extend((self._row(follow_up, width, now), text_row(f"gap-{follow_up.id}", "")))
        if len(waiting) < len(self._found):
            rows.append(text_row("closed", ("  Closed", "$quiet")))
        rows.extend(self._row(f, width, now) for f in self._found if f.closed)
        return rows

    def _row(self, follow_up: FollowUp, width: int, now: datetime) -> Row:
        name = level_words(follow_up)
        if follow_up.closed:
            text = f"{short_day(follow_up.opened_on)}  {listed_words(follow_up)}: {state_words(follow_up)}"
            return Row(follow_up.id, wrapped(text, width - 1, indent=4, style="$quiet"))
        style = (
            f"bold $level-{int(follow_up.level)}-text on $level-{int(follow_up.level)}" if follow_up.level else "bold"
        )
        level = Content.assemble("  ", (f" {name} ", style))
        when = when_words(follow_up, now)
        if when:
            level += Content.assemble("  ", (when, "bold $warning" if follow_up.overdue(now) else "$quiet"))
        since = since_of(self.context, follow_up)
        facts = [f"logged {day_words(follow_up.opened_on)}", f"since {short_day(since)}" if since else ""]
        below = " · ".join(part for part in (*facts, state_words(follow_up)) if part)
        title = wrapped(listed_words(follow_up), width - 1, indent=3, style="bold")
        return Row(follow_up.id, (Line(level), *title, *wrapped(below, width - 1, indent=3, style="$quiet")))

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.query_one(Sheet).move(steps)

    def on_sheet_moved(self, _: Sheet.Moved) -> None:
        """Show the keys of the follow-up under the cursor."""
        self.show_bars()

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Open what was clicked."""
        if any(f.id == message.key for f in self._found):
            self.call_later(self.action_open)

    def action_open(self) -> None:
        """Show why it came, and what to do."""
        from rehab_tui.tui.screens.followups.page import FollowUpPage

        follow_up = self.chosen()
        if follow_up is not None:
            self.app.push_screen(FollowUpPage(follow_up), lambda _: self.refresh_all())

    def palette(self) -> Iterable[SystemCommand]:
        """Yield the steps, for the palette."""
        yield SystemCommand("Why, and what to do", "key enter", self.action_open)
        for binding in STEP_KEYS:
            step = binding.action.split("'")[1]
            yield SystemCommand(binding.description, f"key {binding.key}", lambda s=step: self.action_step(s))


def _nobody_sees(text: str, width: int) -> Row:
    return Row("nobody", wrapped(text, width - 1, style="$quiet"), selectable=False)
