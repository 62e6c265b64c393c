"""The full list of warning signs, group by group; a yes is kept, and its advice shown, before anything else."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType

from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import Level
from rehab_tui.domain.symptom import NOT_SURE, PRIVATE_SYMPTOM, Form, FullGroup, SymptomReport, SymptomsAnswered
from rehab_tui.errors import RehabError
from rehab_tui.rules import Advice, advice, question
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.answers import NO, PRIVATE, UNSURE, YES, AskingScreen, question_row
from rehab_tui.tui.screens.followups.alert import AlertScreen
from rehab_tui.tui.screens.signs.details import ask_details, ask_report
from rehab_tui.tui.screens.signs.round import Round, stopped_rows
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.body import Body
from rehab_tui.tui.widgets.sheet import LineMaker, Row, Sheet


class SignsScreen(AskingScreen[SymptomsAnswered | None]):
    """Asks about every warning sign of a day.

    Each yes is kept by itself (form `picked`) the moment its side is known, and its alert comes at once. At the
    end the screen gives back the round of what was denied: form `full` when every group was answered, else
    `picked`. A sign that has its own entry is not in it: it would read as denied there, or fire twice.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", f"answer('{YES}')", "Yes", show=False),
        Binding("d", f"answer('{UNSURE}')", "Not sure", show=False),
        Binding("n", "none", "No to the others of this group", show=False),
        Binding("p", "private", "Rather not say", show=False),
        Binding("left,pageup", "group(-1)", "Group before", show=False),
        Binding("right,pagedown", "group(1)", "Next group", show=False),
        Binding("g", "resume", "Go on with the list", show=False),
        Binding("escape", "leave", "Leave", show=False),
    ]

    def __init__(self, day: date) -> None:
        super().__init__()
        self._day = day
        self._at = 0
        self._seen: set[str] = set()
        self._busy = False
        self._asking: SymptomReport | None = None
        """A yes whose details are being asked: kept as new should the program end meanwhile."""
        self._stopped: Advice | None = None
        """What is to be done instead of answering more, once an emergency came up."""
        self._warned = False

    def on_mount(self) -> None:
        """Begin with the first group that is open; what was reported on this day before is a yes already."""
        self._round = Round(self.context, self._day)
        self._at = self._round.following(-1) or 0
        self.watch(self.query_one("#body", Body), "scroll_y", self._look, init=False)
        self.call_after_refresh(self._look)

    # showing

    @property
    def _group(self) -> FullGroup:
        return self._round.groups[self._at]

    def title_words(self) -> str:
        """Return the day where it is not today, and how far we are."""
        day = "" if self._day == self.context.clock.today() else f" for {day_words(self._day)}"
        return f"Warning signs{day}   {self._at + 1} of {len(self._round.groups)}"

    def rows(self, width: int) -> Sequence[Row]:
        """Return the lines of the group that is asked now."""
        if self._stopped is not None:
            return stopped_rows(self._stopped, width, kept=self._round.whole)
        found = [self._row(name, width) for name in self._group.symptoms]
        dots = "".join("●" if self._round.complete(n) else "○" for n in range(len(self._round.groups)))
        head = LineMaker().add(f"  {self._group.title}", "bold $primary").add(f"   {dots}", "$quiet")
        end = LineMaker().add("  ").add(f" n {self._round.none_words(self._at)} ", "bold reverse $primary", "none")
        group = (Row("head", (head.line(),), selectable=False), *found)
        return self.spaced((*group, Row("end", (end.line(),), selectable=False)))

    def _row(self, name: str, width: int) -> Row:
        others = ((" p rather not say ", "private"),) if name == PRIVATE_SYMPTOM else ()
        here = name == self.focused_of(self._group.symptoms)
        return question_row(name, question(name), self._round.answers.get(name), width, here=here, others=others)

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        if self._stopped is not None:
            card = KeyHint("!", "help card", "app.help_card")
            return (KeyHint("esc", "leave", "leave"), card, KeyHint("g", "go on with the list?", "resume"))
        return (
            KeyHint("n", self._round.none_words(self._at), "none"),
            KeyHint("y", "yes", f"answer('{YES}')"),
            KeyHint("d", "not sure (counts as yes)", f"answer('{UNSURE}')"),
            KeyHint("← →", "groups"),
            KeyHint("esc", "leave", "leave"),
        )

    def _look(self, *_: object) -> None:
        """Remember which questions have been on the screen as a whole."""
        if self.app.screen is not self:
            return
        body = self.query_one("#body", Body)
        top, line = body.scroll_offset.y, 0
        for row in self.sheet.rows:
            if top <= line and line + len(row.lines) <= top + body.size.height:
                self._seen.add(row.key)
            line += len(row.lines)

    def on_sheet_moved(self, _: Sheet.Moved) -> None:
        """The cursor brings lines onto the screen."""
        self.call_after_refresh(self._look)

    # answering

    def action_none(self) -> None:
        """No to what has no answer yet in this group, once all of its lines were on the screen."""
        self._look()
        unseen = [name for name in self._group.symptoms if name not in self._seen]
        if self._busy or self._stopped is not None:
            return
        if unseen:
            self.say("Read all the lines first (arrow down), then press n.")
            return
        for name in self._group.symptoms:
            self._round.answers.setdefault(name, NO)
        self._go_on()

    def _go_on(self) -> None:
        """Go to the next group that is not answered; after the last one, finish."""
        left = self._round.following(self._at)
        if left is not None:
            self._show_group(left)
        else:
            host_of(self.app).keep_trying()
            self.dismiss(self._round.ended(Form.FULL))

    def action_group(self, step: int) -> None:
        """Look at the group before or after."""
        if self._stopped is None:
            self._show_group(max(0, min(len(self._round.groups) - 1, self._at + step)))

    def _show_group(self, number: int) -> None:
        self._at = number
        self.show()
        self.sheet.go(self._group.symptoms[0])
        self.query_one("#body").scroll_home(animate=False)
        self.call_after_refresh(self._look)

    def action_private(self) -> None:
        """The private question is not answered."""
        if (
            self._stopped is None
            and PRIVATE_SYMPTOM in self._group.symptoms
            and self._round.answers.get(PRIVATE_SYMPTOM) != YES
        ):
            self._round.answers[PRIVATE_SYMPTOM] = PRIVATE
            self.show()

    def action_answer(self, answer: str, name: str = "") -> None:
        """A yes, or not sure, to a line: ask what is needed, keep it, show its advice."""
        name = name or self.sheet.cursor
        if name and not self._busy and self._stopped is None:
            self._busy = True
            self.sheet.go(name)
            self._answer(name, unsure=answer == UNSURE)

    @work
    async def _answer(self, name: str, *, unsure: bool) -> None:
        self._round.answers[name] = YES  # whatever comes of the next questions, it is never denied
        self._asking = SymptomReport(name, text=NOT_SURE if unsure else None)
        try:
            report = await ask_report(self.app, name, unsure=unsure)
            self._asking = None
            kept = self._round.keep_yes(report)
            if kept.problem:
                self.say(kept.problem, bad=True)
            await self._alert(kept.alerts)
            if kept.problem:
                host_of(self.app).keep_trying()  # what stood in the way may be gone by now
                kept = kept.by_now()
            if self._stopped is None:
                await self._alert(await ask_details(self.app, self.context, kept, report))
        finally:
            self._busy = False
        self.show()

    async def _alert(self, alerts: Sequence[AlertScreen]) -> None:
        """Show alerts, and stop asking where one of them, or what was asked after it, is an emergency."""
        before = self._round.emergencies()
        for alert in alerts:
            await self.app.push_screen_wait(alert)
        urgent = [alert.told for alert in alerts if alert.told.level is Level.EMERGENCY]
        urgent += [f for key, f in self._round.emergencies().items() if key not in before]
        if urgent:
            self._stopped = advice(urgent[0], self.context.profile())
            self._round.keep()

    def action_resume(self) -> None:
        """Go on with the list after an emergency: only when the person asks for it."""
        if self._stopped is not None:
            self._stopped = None
            self._show_group(self._at)

    def on_unmount(self) -> None:
        """Keep a yes that was being asked about when the program was ended from outside."""
        if self._asking is not None:
            self._round.keep_yes(self._asking)

    def action_leave(self) -> None:
        """Leave; what was answered so far is kept."""
        if self._busy:
            return
        host_of(self.app).keep_trying()
        if not self._round.whole and not self._warned:
            self._warned = True
            self.say("It is still NOT kept: the advice holds, and it is tried again. esc once more leaves.", bad=True)
            return
        self.dismiss(self._round.ended(Form.PICKED))


def ask_signs(app: App[int], day: date) -> None:
    """Ask the full list from a place that is not the day itself, and keep what is answered."""
    screen = SignsScreen(day)

    def answered(fact: SymptomsAnswered | None) -> None:
        context = screen.context
        if fact is None:
            return
        try:
            context.rehab.journal.add(day, fact, context.stamp(), "warning signs")
        except RehabError as problem:
            app.notify(str(problem), severity="error", markup=False)

    app.push_screen(screen, answered)
