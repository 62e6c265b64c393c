"""The first start: short questions, one calm page each, every answer kept at once. Later: one page to change."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from rehab_tui.domain.days import day_words
from rehab_tui.domain.symptom import Form, SymptomsAnswered
from rehab_tui.errors import RehabError
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.asking import AskingPage
from rehab_tui.tui.screens.plan import starting_plans
from rehab_tui.tui.screens.welcome.pages import NUMBER, PAGES, WelcomePage, first_unanswered, known_text
from rehab_tui.tui.widgets.bars import Banner, KeyBar, KeyHint, TopBar
from rehab_tui.tui.widgets.body import Body
from rehab_tui.tui.widgets.questions import Question, answer
from rehab_tui.tui.widgets.sheet import Sheet

DETAILS = {page.name: page.title for page in PAGES if page.questions}
"""The pages that can be opened alone later, with their titles."""


class WelcomeScreen(AskingPage):
    """The questions; begun without a page, it goes on where answers are missing and ends by marking them done."""

    TITLE_WORDS = "Welcome"
    HELP_PAGE = "start"
    CSS_PATH = "welcome.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", "Skip this page", show=False, priority=True),
        Binding("enter", "go_on", "Go on", show=False),
        Binding("ctrl+s", "go_on", "Keep and go on", show=False),
        Binding("pageup", "turn(-1)", "Page before", show=False),
        Binding("pagedown", "go_on", "Go on", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("q", "quit", "Quit", show=False),
    ]

    def __init__(self, page: str = "") -> None:
        super().__init__()
        self._alone = bool(page)
        self._at = NUMBER.get(page, 0)

    @property
    def page(self) -> WelcomePage:
        """The page that is shown."""
        return PAGES[self._at]

    def asked(self) -> tuple[Question, ...]:
        """Return the questions of this page."""
        return self.page.questions

    # showing

    def compose(self) -> ComposeResult:
        """Lay the page out: what it asks in the middle, the ways on at the bottom."""
        yield TopBar()
        yield Banner()
        yield Body(id="body")
        with Horizontal(id="ways"):
            if not self._alone:
                yield Button("‹ Back", id="back", compact=True)
            yield Button("Leave" if self._alone else "Skip", id="skip", compact=True)
            yield Button("Go on", id="go-on", variant="primary", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first page that has no answer yet."""
        if not self._alone:
            rehab = self.context.rehab
            planned = rehab.plans.in_force(self.context.clock.today()) is not None
            signs = signs_answered(self.context) is not None
            self._at = NUMBER[first_unanswered(rehab.profiles.read(), signs_answered=signs, planned=planned)]
        self.call_next(self._show)

    async def _show(self) -> None:
        """Show the page anew."""
        body = self.query_one("#body", VerticalScroll)
        await body.remove_children()
        await body.mount_all(self._widgets())
        body.scroll_home(animate=False)
        button = self.query_one("#go-on", Button)
        button.label = Content("Done" if self._alone and self.page.questions else go_on_words(self.page, self.context))
        button.refresh(layout=True)
        for back in self.query("#back").results(Button):
            back.disabled = self._at == 0
        self.refresh_all()
        self.take_keys()
        self.call_after_refresh(body.scroll_home, animate=False)

    def _widgets(self) -> Iterable[Widget]:
        yield Static(Content(self.page.title), classes="title")
        yield Static(Content(self.keyed(self.page.about)), classes="about")
        profile = self.context.rehab.profiles.read()
        for question in self.page.questions:
            yield answer(question, self.typed.get(question.name, known_text(profile, question.name)))
        if self.page.name == "signs":
            yield Static(Content(signs_words(self.context)), classes="said")
        if self.page.name == "plan":
            yield starting_plans.first_sheet(self.context)

    def reload(self) -> None:
        """Keep what is typed; only the plans are read again."""
        for sheet in self.query(Sheet):
            sheet.renew()

    def top_words(self) -> str:
        """Return how far the questions are."""
        if self._alone:
            return ""
        dots = "".join("●" if number <= self._at else "○" for number in range(len(PAGES)))
        return f"{dots}  {self._at + 1} of {len(PAGES)}"

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        choose = (KeyHint("← →", "choose"),) if any(one.choices for one in self.page.questions) else ()
        lines = (KeyHint("↑↓", "other line"),) if len(self.page.questions) > 1 or self.page.name == "plan" else ()
        fields = (*choose, *lines)
        if self._alone:
            return (KeyHint("enter", "keep", "go_on"), *fields, KeyHint("esc", "leave", "skip"))
        before = (KeyHint("pgup", "back", "turn(-1)"),) if self._at else ()
        return (
            KeyHint("enter", "go on", "go_on"),
            KeyHint("esc", "skip", "skip"),
            *before,
            *fields,
            KeyHint("ctrl+q", "quit", "quit"),
        )

    # going on

    async def action_go_on(self) -> None:
        """Keep the page and show the next; after the last one, end."""
        if not self.keep_all():
            self.to_problem()
        elif self.page.name == "notice":
            self.mark("notice_read_on")
            await self.action_turn(1)
        elif self.page.name == "signs" and signs_answered(self.context) is None:
            self._ask_signs()
        elif self.page.name == "plan":
            await self._start_plan()
        else:
            await self.action_turn(1)

    async def action_skip(self) -> None:
        """Leave the page; what is half typed where the cursor stands is dropped, what was given stays."""
        if self.deaf:
            return
        self.drop_half_typed()
        await self.action_turn(1)

    async def action_turn(self, step: int) -> None:
        """Show another page; after the last one the questions are done."""
        self.keep_all()
        if self._alone:
            self.dismiss(None)
        elif self._at + step >= len(PAGES):
            self.mark("setup_done_on")
            self.dismiss(None)
        elif self._at + step >= 0:
            self._at += step
            await self._show()

    def action_quit(self) -> None:
        """End the program; what was answered is kept, and the next start goes on from here."""
        self.keep_all()
        self.call_later(self.run_action, "app.leave")

    def action_move(self, steps: int) -> None:
        """Go to the next answer; inside the list of plans move its cursor; without either, scroll."""
        if isinstance(self.focused, Sheet):
            self.focused.move(steps)
        elif self.query("OneLine, Choices"):
            self.screen.focus_next() if steps > 0 else self.screen.focus_previous()
        else:
            self.query_one("#body").scroll_relative(y=steps, animate=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        actions = {"back": "turn(-1)", "skip": "skip", "go-on": "go_on"}
        self.call_later(self.run_action, actions[event.button.id or "skip"])

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """A click chooses a plan; the button starts it."""
        self.query_one(Sheet).go(message.key)

    # warning signs and plan

    def _ask_signs(self) -> None:
        from rehab_tui.tui.screens.signs.screen import SignsScreen

        today = self.context.clock.today()

        async def answered(said: SymptomsAnswered | None) -> None:
            if said is None:
                return
            try:
                logged = self.context.rehab.journal.add(today, said, self.context.stamp(), "the full list of signs")
            except RehabError as problem:
                self.say(str(problem), bad=True)
                return
            if said.form is Form.FULL:
                self.deaf = True
                await self.action_turn(1)
            self.kept(logged)

        self.app.push_screen(SignsScreen(today), answered)

    async def _start_plan(self) -> None:
        rows = [row.key for row in self.query_one(Sheet).rows if row.selectable and not row.key.startswith("mistake-")]
        name = self.query_one(Sheet).cursor
        if name == starting_plans.FILE:
            self._look_at_files()
            return
        if name in rows and name != starting_plans.KEEP:
            try:
                starting_plans.start(self.context, name)
            except RehabError as problem:
                self.say(str(problem), bad=True)
                return
        await self.action_turn(1)

    def _look_at_files(self) -> None:
        from rehab_tui.tui.screens.plan.files import PlanFilesPage

        files = PlanFilesPage(once=True)

        async def looked(_: None) -> None:
            if files.taken:
                await self.action_turn(1)

        self.app.push_screen(files, looked)


class DetailsScreen(WelcomeScreen):
    """One of the pages, opened later to change what it asks."""

    TITLE_WORDS = "My details"


def signs_answered(context: Context) -> date | None:
    """Return the day on which the full list was answered last, when that is less than a week ago."""
    today = context.clock.today()
    found = context.rehab.journal.between(today - timedelta(days=6), today)
    days = [e.day for e in found if isinstance(e.fact, SymptomsAnswered) and e.fact.form is Form.FULL]
    return max(days, default=None)


def signs_words(context: Context) -> str:
    """Return that the full list was answered; empty when it was not."""
    on = signs_answered(context)
    if on is None:
        return ""
    when = "today" if on == context.clock.today() else f"on {day_words(on)}"
    return f"✓ Answered {when}. New signs can start later: Today, key {context.settings.key('signs')}."


def go_on_words(page: WelcomePage, context: Context) -> str:
    """Return what the button that goes on says."""
    return "Go on" if page.name == "signs" and signs_answered(context) else page.go_on
