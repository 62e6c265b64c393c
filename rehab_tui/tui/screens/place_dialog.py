"""A score for another place, another time of the day, or both: four short steps, a key each."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rehab_tui.domain.body import IN_PAIRS, SITE_NAMES, Side, Site, where_words
from rehab_tui.domain.pain import HIGHEST, PainScore, ScoreKind
from rehab_tui.tui.screens.dialogs import CHOICE_KEYS, Dialog, choice_row
from rehab_tui.tui.widgets.bars import KeyBar, KeyHint
from rehab_tui.tui.widgets.body import Body
from rehab_tui.tui.widgets.sheet import Row, Sheet

KIND_WORDS = {
    ScoreKind.DAY: "the day as a whole",
    ScoreKind.NOW: "right now",
    ScoreKind.WORST: "the worst of the day",
    ScoreKind.MORNING: "in the morning",
}
STEPS = ("Where does it hurt?", "Which side?", "When?", "How bad?  0 none, 10 worst imaginable")


class PlaceScreen(Dialog[PainScore | None]):
    """Asks where, which side, when and how bad. Escape goes a step back, at the first it leaves."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"pick('{key}')", "Choose", show=False) for key in "0123456789abclrmdnwo"),
        Binding("escape", "back", "Back", show=False),
        Binding("enter,space", "chosen", "Choose", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._picked: list[str] = []

    def compose(self) -> ComposeResult:
        """Show the present step."""
        with Vertical():
            with Body():
                yield Static("", classes="question", markup=False)
                yield Sheet(self._rows)
            yield Static("", classes="problem", markup=False)
            yield KeyBar(KeyHint("its key", "or enter", "chosen"), KeyHint("esc", "goes back", "back"))

    def on_mount(self) -> None:
        """Begin with the first step."""
        self.query_one(Sheet).focus(scroll_visible=False)
        self._show_step()

    def _options(self) -> tuple[tuple[str, str, str], ...]:
        """Return (key, value, words) of the present step."""
        step = len(self._picked)
        if step == 0:
            return tuple((CHOICE_KEYS[n], site.value, name) for n, (site, name) in enumerate(SITE_NAMES.items()))
        if step == 1:
            middle = () if Site(self._picked[0]) in IN_PAIRS else (("m", "middle", "middle, or both alike"),)
            return (("l", "left", "left"), ("r", "right", "right"), *middle)
        if step == 2:
            return tuple((key, kind.value, KIND_WORDS[kind]) for key, kind in zip("dnwo", ScoreKind, strict=True))
        return tuple((str(n) if n < HIGHEST else "", str(n), str(n)) for n in range(HIGHEST + 1))

    def _rows(self, width: int) -> tuple[Row, ...]:
        return tuple(choice_row(value, key, words, width) for key, value, words in self._options())

    def _show_step(self) -> None:
        so_far = ""
        if self._picked:
            side = Side(self._picked[1]) if len(self._picked) > 1 else Side.MIDDLE
            so_far = where_words(Site(self._picked[0]), side) + ": "
        self.query_one(".question", Static).update(Content(so_far + STEPS[len(self._picked)]))
        sheet = self.query_one(Sheet)
        sheet.renew()
        self.call_after_refresh(sheet.go, self._options()[0][1])

    def action_pick(self, key: str) -> None:
        """Choose by the key that stands before it."""
        value = next((value for shown, value, _ in self._options() if shown == key), None)
        if value is None:
            return
        if len(self._picked) == len(STEPS) - 1 and value == "1":
            self.query_one(Sheet).go("1")  # it may become 10: Enter keeps it
            return
        ten = len(self._picked) == len(STEPS) - 1 and value == "0" and self.query_one(Sheet).cursor == "1"
        self._choose("10" if ten else value)

    def action_chosen(self) -> None:
        """Choose what is under the cursor."""
        self._choose(self.query_one(Sheet).cursor)

    def _choose(self, value: str) -> None:
        values = [known for _, known, _ in self._options()]
        picked = [*self._picked, value if value in values else values[0]]
        if len(picked) < len(STEPS):
            self._picked = picked
            self._show_step()
            return
        self.query_one(Sheet).go(picked[-1])  # what cannot be kept stays chosen
        site, side, kind, score = picked
        self.dismiss(PainScore(int(score), Side(side), Site(site), ScoreKind(kind)))

    def action_back(self) -> None:
        """Go a step back; leave at the first."""
        if not self._picked:
            self.dismiss(None)
            return
        self._picked.pop()
        self._show_step()

    def action_move(self, steps: int) -> None:
        """Move between the choices."""
        self.query_one(Sheet).move(steps)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Choose what was clicked."""
        self._choose(message.key)
