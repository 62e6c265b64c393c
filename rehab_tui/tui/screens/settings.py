"""Settings: colors, how charts are drawn, where the files are, how keys are moved."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rehab_tui.charts import ChartStyle, sparkline
from rehab_tui.config import Bell, ChartChoice, Theme, remember, settings_path
from rehab_tui.domain.words import harmless
from rehab_tui.errors import RehabError
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.page import Page
from rehab_tui.tui.theme import theme_for
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.questions import Answer, Choices, Given, Question, answer

SAMPLE = (3, 4, 4, None, 3, 2, 3, 5, 4, 3, 3, 2, 2, 1)

THEME = Question(
    "theme",
    "Colors",
    "auto follows the terminal",
    choices=tuple((theme.value, theme.value) for theme in Theme),
)
CHARTS = Question(
    "chart_style",
    "Charts",
    "ascii where the sample below shows boxes",
    choices=tuple((style.value, style.value) for style in ChartChoice),
)
BELL = Question(
    "bell",
    "Bell",
    "rings in a guided session: begin, end of a hold, of a rest",
    choices=tuple((bell.value, bell.value) for bell in Bell),
)


class SettingsScreen(Page):
    """What a person can choose; kept at once, for the next start too."""

    TITLE_WORDS = "Settings"
    HELP_PAGE = "keys"
    AS_PATIENT = False
    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = "Choices"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "app.details", "Change my details", show=False),
    ]

    def compose_body(self) -> Iterable[Widget]:
        """Yield the choices and the places."""
        settings = self.context.settings
        yield answer(THEME, settings.theme.value)
        yield answer(CHARTS, self.context.chart_style.value)
        yield Static(self._sample(), id="sample")
        yield answer(BELL, settings.bell.value)
        for label, text in self._places():
            yield Static(Content.assemble((f"{label}\n", "bold"), (f"  {harmless(text)}", "$quiet")), classes="place")

    def _sample(self) -> Content:
        style = self.context.chart_style
        return Content.assemble(("14 days look like this:  ", "$quiet"), (sparkline(SAMPLE, style), "$left"))

    def _places(self) -> tuple[tuple[str, str], ...]:
        own = self.context.settings.own_library
        ids = (b.id for b in self.app.BINDINGS if isinstance(b, Binding) and b.id)
        names = " ".join(sorted(name.removeprefix("go-") for name in ids))
        return (
            ("Your entries (one file; copy it to keep a copy)", str(self.context.rehab.path)),
            ("Settings file (a text file; these choices are written there)", str(settings_path())),
            ('Your own exercises (settings: own_library = "FILE")', str(own) if own else "none, the shipped ones only"),
            ('Keys can be moved in the settings file: a line [keys], then lines like  undo = "z"', names),
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        return (
            KeyHint("← →", "choose"),
            KeyHint("enter", "keep"),
            KeyHint("↑↓", "other line"),
            KeyHint("d", "my details", "app.details"),
            KeyHint("esc", "back", "leave"),
        )

    def reload(self) -> None:
        """Show the sample in the style that is chosen."""
        self.query_one("#sample", Static).update(self._sample())

    def on_given(self, message: Given) -> None:
        """Use a choice at once, and remember it; the demo forgets."""
        name, value = message.question.name, message.text
        if not value:
            return
        context = self.context
        if name == "theme":
            context.settings = replace(context.settings, theme=Theme(value))
            self.app.theme = theme_for(value).name
        elif name == "bell":
            context.settings = replace(context.settings, bell=Bell(value))
        else:
            host_of(self.app).draw_with(ChartStyle(value))
        problem = ""
        try:
            if not context.demo:
                remember(name, value)
        except RehabError as failed:
            problem = str(failed)
        self.query_one(f"#answer-{name}", Answer).complain(problem)
        self.refresh_all()

    def action_move(self, steps: int) -> None:
        """Go to the other choice, or scroll where there is none."""
        fields = [*self.query(Choices)]
        place = fields.index(self.focused) + steps if self.focused in fields else 0
        if 0 <= place < len(fields):
            fields[place].focus()
        else:
            self.query_one("#body").scroll_relative(y=steps, animate=False)
