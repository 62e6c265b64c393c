"""A spreadsheet that is to be taken in: what its columns are, the first rows as they would be kept, what is wrong."""

from collections.abc import Mapping
from contextlib import suppress
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.days import EARLIEST, day_words, short_day
from rehab_tui.domain.kept import Entry
from rehab_tui.domain.moment import Origin, Stamp
from rehab_tui.domain.sheet import Field, Sheet, field_of
from rehab_tui.domain.spreadsheet import OwnSet
from rehab_tui.domain.words import counted, harmless
from rehab_tui.errors import RehabError
from rehab_tui.exchange.sheet.agreed import agreed_before, place_beside, with_agreed
from rehab_tui.exchange.sheet.cells import Names
from rehab_tui.exchange.sheet.columns import Looked, check_fields, mapped, orders
from rehab_tui.exchange.sheet.dates import ORDERS
from rehab_tui.exchange.sheet.rows import Circumstances, read_sheet
from rehab_tui.services.importing import backup_before
from rehab_tui.services.sheets import Sheets, SheetTaken
from rehab_tui.services.writing import write_private
from rehab_tui.tui.entry_words import entry_words
from rehab_tui.tui.screens.dialogs import ChooseScreen, ConfirmScreen
from rehab_tui.tui.screens.handing_over.import_file import kept
from rehab_tui.tui.screens.page import Page, wrapped
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import LineMaker, Row, text_row
from rehab_tui.tui.widgets.sheet import Sheet as SheetWidget

FIRST_ROWS = 5
MOST_REFUSED = 20
OFFERED = (
    "date", "pain:left", "pain:right", "pain", "pain:left:worst", "pain:right:worst", "pain:low-back:middle", "side",
    "exercise", "sets", "reps", "minutes", "pain-during", "note",
)  # fmt: skip
"""What a column can be said to be here; everything else by the command (--map)."""


class Weighed(NamedTuple):
    """What was read with the columns as they stand."""

    sheet: Sheet | None = None
    trial: SheetTaken | None = None
    problem: str = ""
    orders: tuple[str, ...] = ()
    """The orders that the dates could have, where that is not clear."""


class SheetPage(Page):
    """One CSV on its way in."""

    TITLE_WORDS = "Take in a spreadsheet"
    HELP_PAGE = "import"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "column", "Say what a column is", show=False),
        Binding("d", "dates", "How the dates are written", show=False),
        Binding("a", "take", "Take it in", show=False),
    ]

    def __init__(self, looked: Looked, names: Names) -> None:
        super().__init__()
        self._looked, self._names = looked, names
        self._fields: Mapping[str, Field] = looked.fields
        self._order: str | None = None
        self._found: Weighed | None = None
        self._as_before = False

    def on_mount(self) -> None:
        """Read the rows, with the columns as they were agreed to before."""
        self._place = place_beside(self.context.rehab.path)
        before = None if self._looked.sure else agreed_before(self._place, self._looked)
        if before is not None:
            self._as_before, self._fields, self._order = True, before.fields | before.new, before.order
        self._weigh()

    def _weigh(self) -> None:
        """Read the rows anew beside the screen, with the columns as they stand."""
        self._found = None
        self.refresh_all()
        profile = self.context.rehab.profiles.read()
        hip = profile.side if profile.side in (Side.LEFT, Side.RIGHT) else None
        now = Circumstances(self.context.clock.today(), profile.birth_date or EARLIEST, hip, self._names)
        fields, order, stamp = dict(self._fields), self._order, self._stamp()
        self.run_worker(lambda: self._weighed(fields, order, now, stamp), thread=True, exit_on_error=False)

    def _stamp(self) -> Stamp:
        return Stamp(self.context.clock.now(), Origin.IMPORT)

    def _weighed(self, fields: Mapping[str, Field], order: str | None, now: Circumstances, stamp: Stamp) -> None:
        found = Weighed()
        try:
            check_fields(self._looked, fields, now.hip)
            possible, doubt = orders(self._looked, fields)
            if order is None and len(possible) > 1:
                said = f'"{harmless(doubt)}" can be two days' if doubt else "the dates are written in several ways"
                found = Weighed(problem=f"{said}: press d and say how they are written", orders=possible)
            else:
                said_so = order is not None
                sheet = read_sheet(self._looked, fields, order or (*possible, "ymd")[0], now, said=said_so)
                with Rehab.open(self.context.rehab.path, own_library=self.context.settings.own_library) as rehab:
                    found = Weighed(sheet, rehab.use_with_plans(Sheets).trial(sheet, stamp))
        except RehabError as problem:
            found = Weighed(problem=self._said(problem))
        self.app.call_from_thread(self._show, found)

    def _said(self, problem: RehabError) -> str:
        """Return what is wrong without the options of the command, and what to do here."""
        what, cut, _ = str(problem).removeprefix(f"{self._looked.grid.path} ").partition("; nothing was imported")
        return f"This file {what}. Say what its columns are: enter." if cut else str(problem)

    def _show(self, found: Weighed) -> None:
        self._found = found
        if self.is_mounted:
            self.refresh_all()

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return the columns, the first rows, and what cannot be taken."""
        sheet = f", sheet {self._looked.sheet}" if self._looked.sheet else ""
        rows = [Row("file", wrapped(harmless(f"{self._looked.grid.path}{sheet}"), width), selectable=False)]
        if self._found is None:
            return (*rows, text_row("wait", "  reading ..."))
        if self._found.problem:
            rows.append(Row("problem", wrapped(self._found.problem, width, style="$warning"), selectable=False))
        if not self._looked.table:
            said = ", as you said it before" if self._as_before else ""
            rows.append(text_row("columns", (f"  What the columns stand for{said}", "bold")))
            rows.extend(self._column(name) for name in self._looked.grid.header)
        if self._found.sheet is not None and self._found.trial is not None:
            rows.extend(self._read(self._found.sheet, self._found.trial, width))
        return tuple(rows)

    def _column(self, name: str) -> Row:
        field = self._fields.get(name)
        words, style = (field.words, "") if field else ("not taken", "$quiet")
        maker = LineMaker().add("    ").add(f"{harmless(name)[:30]:<31}").add(words, style)
        return Row(f"column-{name}", (maker.line(),))

    def _read(self, sheet: Sheet, trial: SheetTaken, width: int) -> list[Row]:
        rows = [text_row("first", ("  The first rows, as they would be kept", "bold"))]
        now = self.context.clock.now().instant
        shown: dict[str, list[str]] = {}
        for item in sheet.items:
            if item.place not in shown and len(shown) == FIRST_ROWS:
                break
            day = [f"{item.place}: {short_day(item.day)} {item.day.year}"]
            words = entry_words(Entry("", item.day, item.fact, now, note=item.note), {})
            shown.setdefault(item.place, day).append(words.replace("\n", " "))
        rows.extend(self._words(f"row-{n}", " · ".join(parts), width) for n, parts in enumerate(shown.values()))
        refused = trial.weighed.refused
        if refused:
            rows.append(text_row("bad", (f"  {counted(len(refused), 'row')} cannot be taken", "bold $warning")))
            rows.extend(self._words(f"bad-{n}", one.words, width) for n, one in enumerate(refused[:MOST_REFUSED]))
            if len(refused) > MOST_REFUSED:
                rows.append(text_row("more", f"    and {len(refused) - MOST_REFUSED:,} more"))
        rows.append(self._words("sum", self._sum(trial), width))
        return rows

    def _words(self, key: str, words: str, width: int) -> Row:
        return Row(key, wrapped(harmless(words), width, indent=4), selectable=False)

    def _sum(self, trial: SheetTaken) -> str:
        if not trial.weighed.anything:
            return f"Nothing in it is new; {trial.weighed.known_words}."
        there = f"; {trial.weighed.known:,} are there already" if trial.weighed.known else ""
        rest = f" Note: {OwnSet.NOT_BACK}." if self._looked.together is not None else ""
        return f"Would add {trial.words}{there}.{rest}"

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        column = () if self._looked.table else (KeyHint("enter", "change a column", "column"),)
        dates = (KeyHint("d", "dates", "dates"),) if self._found is not None and self._found.orders else ()
        take = (KeyHint("a", "take in", "take"),) if self._new else ()
        return (*take, *column, *dates, KeyHint("esc", "leave", "leave"))

    @property
    def _new(self) -> bool:
        return self._found is not None and self._found.trial is not None and self._found.trial.weighed.anything

    def action_column(self) -> None:
        """Ask what the column under the cursor is."""
        name = self.query_one(SheetWidget).cursor.removeprefix("column-")
        if name not in self._looked.grid.header or self._looked.table:
            return
        choices = {text: field_of(text).words for text in OFFERED} | {"leave": "nothing is taken from it"}

        def answered(text: str | None) -> None:
            if text is not None:
                self._fields = mapped(self._looked, [f"{name}={text}"], beside=self._fields)
                self._weigh()

        self.app.push_screen(ChooseScreen(f"What does {harmless(name)} stand for?", choices), answered)

    def action_dates(self) -> None:
        """Ask how the dates are written."""
        possible = (self._found.orders if self._found else ()) or tuple(ORDERS)

        def answered(order: str | None) -> None:
            if order is not None:
                self._order = order
                self._weigh()

        choices = {order: ORDERS[order] for order in possible}
        self.app.push_screen(ChooseScreen("How are the dates written?", choices), answered)

    def action_take(self) -> None:
        """Take in what is new, after one question."""
        found = self._found
        if found is None or found.sheet is None or found.trial is None or not self._new:
            return
        sheet, refused = found.sheet, found.trial.weighed.refused
        rest = f"\nLeft out: {counted(len(refused), 'row')} that cannot be taken." if refused else ""
        question = f"{self._sum(found.trial)}{rest}\nTake it in? A copy of your file is made before."

        def answered(yes: bool | None) -> None:
            if yes:
                stamp = self._stamp()
                self.run_worker(lambda: self._keep(sheet, stamp), thread=True, exit_on_error=False)

        self.app.push_screen(ConfirmScreen(question), answered)

    def _keep(self, sheet: Sheet, stamp: Stamp) -> None:
        """Keep it on a connection of its own, and say how it went."""
        try:
            with Rehab.open(self.context.rehab.path, own_library=self.context.settings.own_library) as rehab:
                rehab.use(lambda store: backup_before(store, stamp.moment))
                sheets = rehab.use_with_plans(Sheets)
                taken = sheets.take(sheet, self._looked.grid.path.name, stamp, skip_bad=True)
            if not self._looked.sure:
                with suppress(RehabError):  # the next time the columns are proposed anew
                    agreed = with_agreed(self._place, self._looked, self._fields, self._order)
                    write_private(self._place, agreed, force=True)
        except RehabError as problem:
            self.app.call_from_thread(self.say, str(problem), bad=True)
            return
        self.app.call_from_thread(self._done, taken)

    def _done(self, taken: SheetTaken) -> None:
        app = self.app
        number = len(taken.weighed.new)
        words = f"Taken in: {number:,} {'entry' if number == 1 else 'entries'}; {self.key('undo')} takes it back."
        if taken.old_signs:
            signs = "; ".join(f"{title} ({day_words(day)})" for day, title in taken.old_signs)
            words += f" No follow-up was opened for what is older than two weeks: {signs}."
            words += f" Still there? Report it: {self.key('signs')}."
        self.dismiss(None)
        kept(app, words, taken.opened)
