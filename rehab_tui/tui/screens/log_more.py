"""What else can be written down: a measure, a treatment, a block, a pause, a new start; a few small screens each."""

from rehab_tui.charts import ChartStyle
from rehab_tui.config import Bell
from rehab_tui.domain.body import Side
from rehab_tui.domain.days import day_words
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.domain.treatment import TREATMENT_WORDS, TreatmentKind
from rehab_tui.tui.actions import LOG_MORE
from rehab_tui.tui.screens.base import RehabScreen
from rehab_tui.tui.screens.dialogs import ChooseScreen, ask
from rehab_tui.tui.screens.history.entry import EntryScreen
from rehab_tui.tui.screens.measure_forms import (
    FactForm,
    Form,
    baseline_form,
    block_form,
    measure_form,
    pause_form,
    treatment_form,
    visit_form,
)

_DUE = {7: "   weekly: it is time", 28: "   every four weeks: it is time"}
"""What stands beside a measure that was not taken for so many days."""


class LogMore:
    """Asks step by step, over a screen and for its day; the last form stays where its fact cannot be kept."""

    def __init__(self, screen: RehabScreen) -> None:
        self._screen = screen
        self._app = screen.app
        self._context = screen.context
        self._day = screen.day_shown

    def begin(self, kind: str | None = None) -> None:
        """Ask what it is, unless that is known."""
        if kind is None:
            self._app.push_screen(ChooseScreen("What do you want to write down?", LOG_MORE), self._kind_chosen)
        else:
            self._kind_chosen(kind)

    def _kind_chosen(self, kind: str | None) -> None:
        if kind == "measure":
            due = self._context.rehab.measures.due(self._day)
            names = {
                one.id: one.name + (_DUE.get(one.every_days or 0, "") if one in due else "")
                for one in MEASURES.values()
            }
            self._app.push_screen(ChooseScreen("Which measure?", names), self.measure)
        elif kind == "treatment":
            names = {one.value: words for one, words in TREATMENT_WORDS.items()}
            self._app.push_screen(ChooseScreen("Which treatment?", names), self._treatment_chosen)
        elif kind == "block":
            self._ask(block_form(self._side))
        elif kind == "pause":
            self._ask(pause_form(self._day, self._context.clock.today()))
        elif kind == "baseline":
            self._ask(baseline_form())
        elif kind == "visit":
            self._visit()

    def measure(self, name: str | None) -> None:
        """Ask for one measure, the chair stand after its 30 seconds."""
        if name == "chair-stand":
            from rehab_tui.tui.screens.guided.stand_timer import StandTimer

            def timed(go_on: bool | None) -> None:
                if go_on:
                    self._ask_measure("chair-stand")

            bell = self._app.bell if self._context.settings.bell is Bell.ON else lambda: None
            letters_only = self._context.chart_style is ChartStyle.ASCII
            self._app.push_screen(StandTimer(self._context.clock.ticks, bell, letters_only=letters_only), timed)
        elif name is not None:
            self._ask_measure(name)

    def _ask_measure(self, name: str) -> None:
        measure = MEASURES[name]
        before = self._context.rehab.measures.newest(measure, self._day) if measure.own_items else None
        self._ask(measure_form(measure, None, self._side, lent=before.items if before else ()))

    def _treatment_chosen(self, name: str | None) -> None:
        if name is not None:
            self._ask(treatment_form(TreatmentKind(name)))

    def _visit(self) -> None:
        """Offer the appointments ahead, to move or change one, and a new one; with none ahead ask for a new one."""
        today = self._context.clock.today()
        ahead = {entry.id: (entry, visit) for entry, visit in self._context.rehab.days.visits_ahead(today)}

        def chosen(name: str | None) -> None:
            if name in ahead:
                self._app.push_screen(EntryScreen(ahead[name][0], {}))
            elif name is not None:
                self._ask(visit_form(today))

        if ahead:
            named = {name: f"{day_words(one.on)}, {one.who}: move or change it" for name, (_, one) in ahead.items()}
            self._app.push_screen(ChooseScreen("Which appointment?", {"new": "a new one", **named}), chosen)
        else:
            self._ask(visit_form(today))

    def _ask(self, form: Form) -> None:
        ask(self._app, FactForm(form), self._screen.save_fact, self._screen.show_fact)

    @property
    def _side(self) -> Side | None:
        side = self._context.rehab.profiles.read().side
        return side if side in (Side.LEFT, Side.RIGHT) else None
