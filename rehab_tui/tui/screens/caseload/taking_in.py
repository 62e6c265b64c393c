"""Taking record files into the caseload from the screen: a path, a bar, each file that was refused with the reason."""

from contextlib import closing
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.words import counted, harmless
from rehab_tui.errors import InvalidValue, RehabError
from rehab_tui.services.caseload.form import Outcome, Unlock, records_of
from rehab_tui.tui.screens.form import Field, FormScreen, typed_path
from rehab_tui.tui.screens.page import Page, wrapped
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row

SHOWN_EVERY = 0.1
"""Seconds between two looks at how far it is."""
MOST = 200
"""Refused files that are listed."""
FOOT = "A folder is looked through with all below it. A newer record of a known patient adds to the older one."


class Order(NamedTuple):
    """What is to be taken in."""

    place: Path
    passphrase: str = ""


class TakeInForm(FormScreen[Order]):
    """Asks where the files are."""

    HELP_PAGE = "caseload"

    def __init__(self, folder: Path) -> None:
        fields = (
            Field("place", "File or folder", str(folder), "a record (*.rehab.json), or a folder of them"),
            Field("passphrase", "Passphrase", "", "only where records are locked with one", hidden=True),
        )
        super().__init__("Take in what patients have sent", fields, FOOT)

    def answer(self, texts: dict[str, str]) -> Order:
        """Return what was typed. Raises InvalidValue where nothing is there."""
        place = typed_path(texts["place"], "a file or a folder")
        if not place.exists():
            raise InvalidValue(f"there is nothing at {harmless(texts['place'].strip())}; check the name")
        return Order(place, texts["passphrase"])


class TakingIn(Page):
    """How far it is, and what was refused. Escape stops after the present file; what was taken in stays."""

    TITLE_WORDS = "Taking in"
    HELP_PAGE = "caseload"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, order: Order) -> None:
        super().__init__()
        self._order = order
        self._of: int | None = None
        self._came: list[Outcome] = []
        self._wrong = ""
        self._stop = False
        self._done = False
        self._shown_last = False

    def on_mount(self) -> None:
        """Begin, beside the screens."""
        self.set_interval(SHOWN_EVERY, self._look)
        self.run_worker(self._take, thread=True, exit_on_error=False)

    def on_unmount(self) -> None:
        """Stop after the present file when the program ends."""
        self._stop = True

    def _take(self) -> None:
        """Take one file after the other in, on a connection of its own."""
        own = self.context
        try:
            paths = records_of((self._order.place,))
            self._of = len(paths)
            with Rehab.open(own.rehab.path, today=own.clock.today().isoformat()) as rehab:
                with closing(rehab.caseload.take_all(paths, own.stamp, self._unlock)) as came:
                    for one in came:
                        self._came.append(one)
                        if self._stop:
                            break
                self._wrong = rehab.care.daily_backup_if_due(own.clock.now()) or ""
        except RehabError as problem:
            self._wrong = str(problem)
        finally:
            self._done = True

    @property
    def _unlock(self) -> Unlock | None:
        words = self._order.passphrase
        return (lambda _: words) if words else None

    def _look(self) -> None:
        """Show how far it is; nothing changes any more once it is done."""
        if self._shown_last:
            return
        self._shown_last = self._done
        self.refresh_all()

    # showing

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return the bar, the sums, and what was refused."""
        refused = [one for one in self._came if one.refused is not None]
        bar = (Line(Content("")), self._bar(width), Line(Content("")))
        rows = [Row("bar", bar, selectable=False), _said("sums", self._sums(len(refused)), width)]
        if self._wrong:
            rows.append(_said("wrong", self._wrong, width, style="bold $error"))
        if refused:
            rows.append(_said("head", "Refused; nothing was kept of these:", width, style="bold $warning"))
        rows.extend(_said(f"refused-{n}", one.refused or "", width) for n, one in enumerate(refused[:MOST]))
        if len(refused) > MOST:
            rows.append(_said("more", f"and {len(refused) - MOST} more", width, style="$quiet"))
        return tuple(rows)

    def _bar(self, width: int) -> Line:
        room = max(10, min(60, width - 24))
        full = room * len(self._came) // self._of if self._of else 0
        maker = LineMaker().add("  ").add("█" * full, "$primary").add("░" * (room - full), "$faint")
        return maker.add("  looking for records" if self._of is None else f"  {len(self._came)} of {self._of}").line()

    def _sums(self, refused: int) -> str:
        taken = [one.taken for one in self._came if one.taken is not None]
        known = sum(one.known for one in taken)
        new = counted(sum(one.first for one in taken), "new patient")
        words = f"{counted(len(taken) - known, 'record')} taken in ({new})"
        empty = sum(one.nothing_new for one in taken)
        words += f", {empty} of them with nothing new" if empty else ""
        words += f", {known} known already" if known else ""
        words += f", {refused} refused" if refused else ""
        filled = sum(bool(one.filled) for one in taken)
        words += f"; {filled} filled in what an older file had left out" if filled else ""
        if self._done and self._of is not None and len(self._came) < self._of:
            words += ". Stopped: what was taken in stays, and a in the list goes on"
        return f"{words}."

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        return (KeyHint("esc", "to the caseload" if self._done else "stop", "leave"), KeyHint("↑↓", "read on"))

    def action_leave(self) -> None:
        """Stop; once it has stopped, go back to the list."""
        if self._done:
            self.dismiss(None)
        else:
            self._stop = True
            self.say("Stopping after this file.")


def _said(key: str, words: str, width: int, *, style: str = "") -> Row:
    return Row(key, wrapped(harmless(words), width - 1, style=style), selectable=False)
