"""The look of the caseload: a count of what there is, a field to search in, and the patients of whom some are seen."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import Resize

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.caseload import Row
from rehab_tui.domain.days import day_words
from rehab_tui.domain.words import counted, harmless, shown
from rehab_tui.errors import RehabError
from rehab_tui.services.caseload.patients import Listed
from rehab_tui.services.caseload.view import KINDS, Fold, Item, Order, View
from rehab_tui.tui.screens.base import RehabScreen
from rehab_tui.tui.screens.caseload.rows import BADGES, fold_lines, patient_lines
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.widgets.bars import Banner, KeyBar, TopBar
from rehab_tui.tui.widgets.questions import OneLine
from rehab_tui.tui.widgets.roll import Roll
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Sheet
from rehab_tui.tui.widgets.sheet import Row as SheetRow

SPACED = 30
"""Lines of a window from which on patients stand apart."""
KIND_OF_BADGE = {
    "EMERGENCY": "level-1", "CALL TODAY": "level-2", "OVERDUE": "overdue", "RISING": "rising", "FLARING": "flaring",
    "LEVEL 3": "level-3", "SILENT": "silent", "OLD DATA": "stale", "LITTLE": "little",
}  # fmt: skip
"""What a click on a word of the first line lists."""
NOBODY = (
    "Here your patients will be listed, who needs attention first, from the record files (*.rehab.json) they hand you.",
    "To begin: press a and name a file or a folder of them, or run: rehab caseload add FOLDER",
)

LEGEND = (
    "28 days of pain, 0 to 10",
    "mean of the last 7 days, was: of the 14 before",
    "plan: done of planned in 28 days",
)
"""What the figures of a row are; as much of it as has room, in windows where patients stand apart."""
MAKING_UP = "Making up some patients ..."
SHOWN_EVERY = 20
"""Patients that are worked out anew between two looks at the list."""


class CaseloadList(RehabScreen):
    """Shows the patients. Subclasses bring the keys."""

    DEFAULT_CSS = """
    CaseloadList {
        & #head { height: auto; }
        & Input { height: 1; border: none; padding: 0 2; background: $panel; display: none; }
        & Input:focus { border: none; background: $cursor-row; background-tint: $foreground 0%; }
        &.-searching Input { display: block; }
        &.-nobody Roll { display: none; }
        &.-spaced #head { margin-bottom: 1; }
    }
    """
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.listed = Listed(())
        self.view = View()
        self.items: tuple[Item, ...] = ()
        self._making_up = False
        self._anew: tuple[int, int] | None = None
        """How many of those whom other rules have put in their places were worked out anew, and of how many."""
        self._anew_wrong = ""

    def compose(self) -> ComposeResult:
        """Lay out the count, the field and the list."""
        yield TopBar()
        yield Banner()
        with Container(id="body"):
            head = Sheet(self._head, id="head")
            head.can_focus = False
            yield head
            yield OneLine(placeholder="a name, or the beginning of an id; enter opens, esc leaves", max_length=200)
            yield Roll(self._lines)
        yield KeyBar()

    def on_mount(self) -> None:
        """Take the keys; the base shows the list."""
        self.query_one(Roll).focus()

    def on_resize(self, _: Resize) -> None:
        """Set patients apart where there is room."""
        self.set_class(self.app.size.height >= SPACED, "-spaced")
        self.query_one("#head", Sheet).renew()
        self.query_one(Roll).renew(len(self.items))

    # showing

    def reload(self) -> None:
        """Read the list again; the cursor stays on its patient."""
        self.listed = self.context.rehab.caseload.listed(self.context.clock.now())
        if self.context.demo and not self.listed.every and not self._making_up:
            self._making_up = True
            self.run_worker(self._make_up, thread=True, exit_on_error=False)
        self.show()
        self.call_after_refresh(self._bring_up_to_date)

    def _bring_up_to_date(self) -> None:
        """Begin to work out anew, beside the screens, what other rules than the present ones have said."""
        if self._anew is not None:
            return
        self._anew = (0, 0)
        patients = self.context.rehab.caseload.of_other_rules
        if patients and self.context.rehab.read_only:
            self._anew_wrong = f"{counted(len(patients), 'patient')} stand where other rules put them: read-only file"
        elif patients:
            self._anew = (0, len(patients))
            self.run_worker(partial(self._work_out, patients), thread=True, exit_on_error=False)

    def _work_out(self, patients: Sequence[str]) -> None:
        """Work them out on a connection of its own; what is done is shown as it goes."""
        own, wrong = self.context, 0
        try:
            with (
                Rehab.open(own.rehab.path, today=own.clock.today().isoformat()) as rehab,
                closing(rehab.caseload.work_out(patients, own.stamp)) as found,
            ):
                for number, problem in enumerate(found, 1):
                    if not self.is_running:  # the program ends; what is left is worked out the next time
                        return
                    wrong += problem is not None
                    self._anew = (number, len(patients))
                    if number % SHOWN_EVERY == 0:
                        self.app.call_from_thread(self.refresh_all)
            if wrong:
                self._anew_wrong = f"{counted(wrong, 'patient')} not worked out anew; run: rehab check"
        except RehabError as problem:
            self._anew_wrong = f"not worked out by the present rules: {problem}"
        self._anew = (len(patients), len(patients))
        self.app.call_from_thread(self.refresh_all)

    def _make_up(self) -> None:
        """Fill the demo's caseload when somebody looks at it, on a connection of its own."""
        from rehab_tui.services.demo.caseload import fill_demo_caseload

        with Rehab.open(self.context.rehab.path) as rehab:
            fill_demo_caseload(rehab.caseload, self.context.clock.now())
        self.app.call_from_thread(self.refresh_all)

    def show(self, *, first: bool = False) -> None:
        """Show what the view asks for; with `first`, from the beginning."""
        under, roll = self.meant(), self.query_one(Roll)
        self.items = self.view.items(self.listed)
        places = {item.patient: n for n, item in enumerate(self.items) if isinstance(item, Row)}
        place = 0 if first else places.get(under.patient) if under else None
        self.set_class(not self.listed.every, "-nobody")
        roll.renew(len(self.items), place)
        self.query_one("#head", Sheet).renew()
        self.show_hints()

    def show_hints(self) -> None:
        """Bring the last line up to date."""
        self.query_one(KeyBar).hints = self.hints()

    def see(self, view: View) -> None:
        """Look at the list in another way, from its beginning."""
        self.view = view
        self.show(first=True)

    def item(self) -> Item | None:
        """Return what the cursor is on."""
        cursor = self.query_one(Roll).cursor
        return self.items[cursor] if cursor < len(self.items) else None

    def meant(self) -> Row | None:
        """Return the patient under the cursor."""
        item = self.item()
        return item if isinstance(item, Row) else None

    def top_words(self) -> str:
        """Return how many patients there are, and the day."""
        number = len(self.listed.every)
        return (
            f"{counted(number, 'patient') if number else 'no patients yet'} · {day_words(self.context.clock.today())}"
        )

    def _lines(self, number: int, width: int, chosen: bool) -> tuple[Line, ...]:
        item = self.items[number]
        if isinstance(item, Fold):
            return fold_lines(item, width)
        return patient_lines(item, width, self.context.chart_style, chosen=chosen, spaced=self.has_class("-spaced"))

    def _head(self, width: int) -> Sequence[SheetRow]:
        if not self.listed.every:
            said = (MAKING_UP,) if self._making_up else NOBODY
            lines = (Line(Content("")), *(line for words in said for line in wrapped(words, width - 1)))
            return (SheetRow("nobody", lines, selectable=False),)
        line = self._counted(width) if replace(self.view, unfolded=False) == View() else self._described(width)
        folded = _folded(self.listed, width) if self.view == View() else ()
        legend = _legend(width) if self.has_class("-spaced") else ()
        lines = (line, *self._of_rules(width), *folded, *legend)
        return (SheetRow("head", lines, selectable=False),)

    def _of_rules(self, width: int) -> tuple[Line, ...]:
        """Return how far the list is with the present rules; nothing once all of it says what they say."""
        if self._anew_wrong:
            return wrapped(harmless(self._anew_wrong), width - 1, style="bold $warning")
        done, of = self._anew or (0, 0)
        if done == of:
            return ()
        return wrapped(f"The rules have changed: worked out anew {done} of {of}.", width - 1, style="bold $warning")

    def _counted(self, width: int) -> Line:
        """Return how many there are of each word, the most urgent first; what has no room is left out."""
        maker = LineMaker().add("  ")
        words = Counter(BADGES[item.standing] for item in self.items if isinstance(item, Row) and item.changed)
        if not words:
            return maker.add("Everyone was looked at, and nothing has changed since.", "$quiet").line()
        for word, look in dict.fromkeys(badge for badge in BADGES.values() if words[badge]):
            text = f" {words[word, look]} {word or 'QUIET'} "
            if maker.width + len(text) + 1 > width:
                return maker.add("…").line()
            kind = KIND_OF_BADGE.get(word)
            maker.add(text, look or "$quiet", f"kind('{kind}')" if kind else "").add(" ")
        return maker.line()

    def _described(self, width: int) -> Line:
        """Return in words what is listed, and in which order, where it is not the usual."""
        maker = LineMaker().add("  ")
        seen = sum(isinstance(item, Row) for item in self.items)
        typed = shown(self.view.search.strip())
        what = f'"{typed}"' if typed else KINDS[self.view.kind].words
        maker.add(f"{what[:1].upper()}{what[1:]}", "bold").add(
            f": {seen} of {counted(len(self.listed.every), 'patient')}"
        )
        if self.view.order is not Order.RANK:
            maker.add(f" · by {self.view.order}", "", "order")
        back = "esc  the usual list"
        if maker.width + len(back) + 3 <= width:
            maker.to(width - len(back) - 1).add("esc", "bold $primary", "usual").add(
                "  the usual list", "$quiet", "usual"
            )
        return maker.line()


def _folded(listed: Listed, width: int) -> tuple[Line, ...]:
    """Return the urgent follow-ups of those who are folded away: they are open still, whoever has looked."""
    waiting = Fold(listed.folded, opened=False).waiting((1, 2))
    if not waiting:
        return ()
    return wrapped(f"Reviewed and folded away: {waiting}.", width - 1, style="bold $warning")


def _legend(width: int) -> tuple[Line, ...]:
    room = width - 3
    parts = [part for number, part in enumerate(LEGEND) if len(" · ".join(LEGEND[: number + 1])) <= room]
    return (Line(Content.styled(f"  {' · '.join(parts)}", "$quiet")),)
