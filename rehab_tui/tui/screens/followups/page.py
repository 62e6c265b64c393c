"""One follow-up in full: what to do, whom to call, why it came, what has happened since."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.said import beside_parts
from rehab_tui.domain.sources import source_line
from rehab_tui.domain.symptom import SymptomsAnswered
from rehab_tui.domain.words import harmless
from rehab_tui.errors import RehabError
from rehab_tui.rules import Advice, advice
from rehab_tui.tui.screens import PLACES
from rehab_tui.tui.screens.followups.alert_rows import contact_rows
from rehab_tui.tui.screens.followups.steps import TakesSteps, step_hints
from rehab_tui.tui.screens.followups.words import (
    decided_words,
    entry_behind,
    event_words,
    level_words,
    report_words,
    reports_of,
    state_words,
    title_words,
    when_words,
    why_lines,
)
from rehab_tui.tui.screens.page import Page, wrapped
from rehab_tui.tui.widgets.bars import Banner, KeyHint
from rehab_tui.tui.widgets.sheet import Line, Row


class FollowUpPage(TakesSteps, Page):
    """Why an alert came and what to do about it; its steps can be taken here too."""

    TITLE_WORDS = "Follow-up"
    HELP_PAGE = "followups"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("enter", "leave", "Back", show=False),
        *(Binding(place.key, f"to('{place.name}')", place.title, show=False) for place in PLACES),
        Binding("u", "undo", "Undo", show=False),
    ]

    def __init__(self, follow_up: FollowUp) -> None:
        super().__init__()
        self._follow_up = follow_up

    def chosen(self) -> FollowUp:
        """Return the follow-up that is shown."""
        return self._follow_up

    def reload(self) -> None:
        """Read it again."""
        self._follow_up = self.context.rehab.follow_ups.one(self._follow_up.id)
        super().reload()

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the steps it can take now, and the way back."""
        return (
            KeyHint("esc", "back", "leave"),
            *step_hints(self._follow_up),
            KeyHint("!", "help card", "app.help_card"),
        )

    def on_banner_pressed(self, _: Banner.Pressed) -> None:
        """Go back to the list."""
        self.dismiss(None)

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return all of it, what to do first."""
        told = advice(self._follow_up, self.context.rehab.profiles.read())
        return (
            *self._head(width),
            *(self._decided(width) if self._follow_up.closed else self._todo(told, width)),
            *_part("logged", "What you logged", (told.logged, *self._behind()), width),
            *_part("why", "Why this alert came", (told.message, told.matters, *self._rule()), width),
            *_part("sources", "Sources", tuple(source_line(s) for s in self._follow_up.sources), width),
            *_part("events", "What has happened", self._events(), width),
            *_part("always", "", told.always, width),
        )

    def _todo(self, told: Advice, width: int) -> tuple[Row, ...]:
        first, *rest = told.what_to_do or ("",)
        todo = _part("todo", "What to do", (first, told.how_soon, *rest), width)
        return (*todo, *contact_rows(told.contacts, width))

    def _decided(self, width: int) -> tuple[Row, ...]:
        """Return what came of it: a closed one no longer says what to do now."""
        words = decided_words(self._follow_up) or state_words(self._follow_up)
        return _part("decided", "What was decided", (f"{words[:1].upper()}{words[1:]}",), width)

    def _head(self, width: int) -> tuple[Row, ...]:
        follow_up = self._follow_up
        level = int(follow_up.level or 4)
        style = f"bold $level-{level}-text on $level-{level}" if level < 4 and not follow_up.closed else "bold"
        now = self.context.clock.now().instant
        when = when_words(follow_up, now)
        band = Content.assemble("  ", (f" {level_words(follow_up)} ", style), "  ", when)
        title = wrapped(title_words(follow_up), width - 1, style="bold")
        state = wrapped(state_words(follow_up), width - 1, style="$quiet")
        return (
            Row("band", (Line(Content("")), Line(band)), False),
            Row("title", title, False),
            Row("state", state, False),
        )

    def _behind(self) -> tuple[str, ...]:
        entry = entry_behind(self.context, self._follow_up)
        if entry is None:
            return ()
        at = entry.recorded_at
        beside = beside_parts(entry.fact) if isinstance(entry.fact, SymptomsAnswered) else []
        return tuple(
            f"For {day_words(entry.day)}, written down {day_words(at.date())} {at:%H:%M}: "
            + "; ".join((report_words(report), *beside))
            for report in reports_of(entry)
        )

    def _rule(self) -> tuple[str, ...]:
        return why_lines(self._follow_up)

    def _events(self) -> tuple[str, ...]:
        now = self.context.clock.now().instant
        return tuple(event_words(event, now) for event in self._follow_up.events)

    def action_to(self, name: str) -> None:
        """Leave to another screen."""
        self.dismiss(None)
        self.app.call_later(self.app.run_action, f"go('{name}')")

    def action_undo(self) -> None:
        """Take back the newest change, and say what it was and of which sign."""
        try:
            logged = self.context.rehab.journal.undo(self.context.stamp())
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        self.refresh_all()
        about = ", ".join(title_words(f) for f in logged.followups)
        self.say(f"{logged.words[0].upper()}{logged.words[1:]}{f' ({about})' if about else ''}")


def _part(key: str, title: str, lines: tuple[str, ...], width: int) -> tuple[Row, ...]:
    found: list[Line] = [Line(Content(""))]
    if title:
        found.append(Line(Content.assemble((f"  {title}", "bold $primary"))))
    for line in lines:
        if line:
            found.extend(wrapped(harmless(line), width - 1))
    return (Row(key, tuple(found), selectable=False),) if any(lines) else ()
