"""What every screen can do: move on, ask for help, undo, change the colors; by key and from the palette."""

from collections.abc import Iterable

from textual.app import SystemCommand
from textual.screen import Screen

from rehab_tui.errors import RehabError
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens import PLACES, make
from rehab_tui.tui.screens.base import STILL_OPEN, RehabScreen
from rehab_tui.tui.theme import THEMES
from rehab_tui.tui.whose import WhoseFile

LOG_MORE = {
    "measure": "a measure: PEG, chair stand, weight ...",
    "treatment": "a treatment: medicine, injection, belt ...",
    "block": "a diagnostic block",
    "pause": "a pause: days on which nothing is due",
    "baseline": "a new starting average",
    "visit": "an appointment, and what to ask there",
}
"""What can be written down beside pain, signs and exercises, and its words."""


class Actions(WhoseFile):
    """The actions of the app, over the screens that were made so far."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.left_properly = False
        self._made: dict[str, Screen[None]] = {}

    def leave_with(self, code: int) -> None:
        """End the program; everything is saved already."""
        self.left_properly = True
        self.exit(return_code=code)

    async def action_leave(self) -> None:
        """Leave the program."""
        self.leave_with(0)

    async def action_go(self, name: str) -> None:
        """Show another screen of the table; Today always stays below it. An alert or a dialog is left first."""
        if self.screen.is_modal:
            return
        if self.reading:
            if name == "caseload":
                self.pop_screen()
        elif self.context.patient:
            self.go_with_patient(name)
        elif name == "today":
            while len(self.screen_stack) > 1:
                await self.pop_screen()
        elif len(self.screen_stack) == 1:
            await self.push_screen(self.screen_of(name))
        else:
            await self.switch_screen(self.screen_of(name))

    def screen_of(self, name: str) -> Screen[None]:
        """Return a screen of the table, made once and kept when it is left."""
        if name not in self._made:
            self._made[name] = make(name)
            self.install_screen(self._made[name], name)
        return self._made[name]

    def action_command_palette(self) -> None:
        """Open the palette; never over an alert or a dialog, which is answered or left first."""
        if not self.screen.is_modal:
            from rehab_tui.tui.screens.palette import Palette

            self.push_screen(Palette())

    def action_help(self) -> None:
        """Show the help of the present screen."""
        from rehab_tui.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.help_page()))

    def action_facts(self) -> None:
        """Show what the source documents say: the site map and the figures."""
        from rehab_tui.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.help_page(), "facts"))

    def action_help_card(self) -> None:
        """Show whom to call, and the questions that matter: no logging needed."""
        from rehab_tui.tui.screens.help_card import HelpCard

        self.push_screen(HelpCard())

    def action_blank(self) -> None:
        """Hide everything from people who walk by, until a key is pressed."""
        from rehab_tui.tui.screens.blank import BlankScreen

        self.push_screen(BlankScreen())

    def action_export(self, what: str = "") -> None:
        """Write a file to hand over, or a `report` for a visit; asked step by step."""
        from rehab_tui.tui.screens.handing_over.export import Exports

        if not self.screen.is_modal:
            exports = Exports(self, self.context)
            exports.report() if what else exports.begin()

    def action_take_in(self) -> None:
        """Take a record or a spreadsheet in; asked step by step."""
        from rehab_tui.tui.screens.handing_over.import_file import TakingIn

        if not self.screen.is_modal:
            TakingIn(self, self.context).begin()

    def action_settings(self) -> None:
        """Choose colors and charts; see where the files are."""
        from rehab_tui.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(), lambda _: self.refresh_screen())

    def action_details(self) -> None:
        """Change what was answered at the first start, one page of it."""
        from rehab_tui.tui.screens.dialogs import ChooseScreen
        from rehab_tui.tui.screens.welcome.screen import DETAILS, DetailsScreen

        def answered(page: str | None) -> None:
            if page is not None:
                self.push_screen(DetailsScreen(page), lambda _: self.refresh_screen())

        self.push_screen(ChooseScreen("What do you want to change?", DETAILS), answered)

    def action_log_more(self, kind: str = "") -> None:
        """Write down a measure, a treatment, a block, a pause or a new start for the day that is shown."""
        from rehab_tui.tui.screens.log_more import LogMore

        screen = self.screen
        if isinstance(screen, RehabScreen) and not screen.at_night(f"app.log_more('{kind}')"):
            LogMore(screen).begin(kind or None)

    def action_undo(self) -> None:
        """Take back the newest change, and say what it was."""
        try:
            logged = self.context.rehab.journal.undo(self.context.stamp())
        except RehabError as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return
        words = f"{logged.words[0].upper()}{logged.words[1:]}"
        open_words = f".{self.own.settings.keyed(STILL_OPEN)}" if logged.still_open else ""
        self.notify(f"{words}{open_words}", markup=False)
        self.refresh_screen()

    def action_theme_named(self, name: str) -> None:
        """Use another of the three themes, and remember it."""
        from rehab_tui.config import remember

        self.theme = THEMES[name].name
        if not self.context.demo:
            try:
                remember("theme", name)
            except RehabError as problem:
                self.notify(str(problem), severity="warning", markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield every action for the palette."""
        for place in PLACES:
            title = "the patient's page" if place.name == "today" and self.context.patient else place.title
            yield SystemCommand(
                f"Go to {title}", f"key {{go-{place.name}}}", lambda n=place.name: self.run_worker(self.action_go(n))
            )
        yield SystemCommand("Help card", "whom to call, the red-flag questions", self.action_help_card)
        yield SystemCommand("Help", "keys and words of this screen", self.action_help)
        yield SystemCommand("Facts: what the documents say", "site map, figures, contradictions", self.action_facts)
        if not self.context.patient:
            yield from self._writing_commands()
        yield SystemCommand("Settings", "key {settings} colors, charts, where the files are", self.action_settings)
        yield SystemCommand("Blank the screen", "hide everything until a key is pressed", self.action_blank)
        for name in THEMES:
            yield SystemCommand(f"Theme: {name}", "colors", lambda n=name: self.action_theme_named(n))
        if isinstance(screen, RehabScreen) and (screen.opened is not None or not self.context.patient):
            yield from screen.palette()
        yield SystemCommand("Quit", "everything is saved already", lambda: self.leave_with(0))

    def _writing_commands(self) -> Iterable[SystemCommand]:
        """Yield what changes the person's own file, or writes another."""
        yield SystemCommand("Undo", "take back the newest change", self.action_undo)
        for kind, words in LOG_MORE.items():
            yield SystemCommand(f"Log {words}", "key {log-more} on Today", lambda k=kind: self.action_log_more(k))
        yield SystemCommand("Change my details", "operation, hips, contacts, who allowed exercise", self.action_details)
        yield SystemCommand(
            "Hand over: export", "key {export}: record, spreadsheet, calendar, text", self.action_export
        )
        words = "a page to read in a minute, then the detail"
        yield SystemCommand("Report for a visit", words, lambda: self.action_export("report"))
        yield SystemCommand(
            "Take in a file", "a record, or a diary from a spreadsheet (CSV, .xlsx)", self.action_take_in
        )

    def help_page(self) -> str:
        """Return the page of the help that names the keys of the present screen."""
        page: str = getattr(self.screen, "HELP_PAGE", "keys")
        return page
