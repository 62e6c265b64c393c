"""What the columns of a CSV stand for: proposed, shown with the first rows, and taken only once somebody agrees."""

import shlex
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli.asking import Ended, ask
from rehab_tui.cli.output import show, tell
from rehab_tui.cli.session import Session
from rehab_tui.cli.wording import fact_words
from rehab_tui.domain.body import Side
from rehab_tui.domain.days import EARLIEST, short_day
from rehab_tui.domain.sheet import Field, Refused, Sheet
from rehab_tui.domain.words import counted, harmless, shown
from rehab_tui.errors import InvalidValue, WrongUsage
from rehab_tui.exchange.sheet.agreed import agreed_before, place_beside
from rehab_tui.exchange.sheet.book import is_book, sheets_in
from rehab_tui.exchange.sheet.columns import Looked, check_fields, look_at, mapped, names_of, orders
from rehab_tui.exchange.sheet.dates import ORDERS, order_of
from rehab_tui.exchange.sheet.rows import Circumstances, read_sheet
from rehab_tui.services.sheets import Sheets, SheetTaken

MOST_LINES = 20
"""Refused rows that are listed; all of them with --json."""
FIRST_ROWS = 5
_YES = frozenset({"y", "yes"})


class Asked(NamedTuple):
    """What was said on the command line about a CSV or a workbook."""

    maps: tuple[str, ...]
    order: str | None
    encoding: str | None
    skip_bad: bool
    yes: bool
    dry_run: bool
    as_json: bool
    sheet: str | None = None
    """Of a workbook: which one."""


class Read(NamedTuple):
    """A CSV as it was read, and what it would add."""

    looked: Looked
    fields: Mapping[str, Field]
    sheet: Sheet
    trial: SheetTaken
    sheets: Sheets
    """What weighed it, and can keep it without weighing it again."""
    skip_bad: bool
    """Whether it was agreed that rows which cannot be taken are left out."""
    order: str | None = None
    """How the dates are written, where somebody said so."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns from which nothing is taken."""
        looked = self.looked
        return () if looked.table else tuple(name for name in looked.grid.header if name not in self.fields)


class Agreeing:
    """From a file to rows that somebody has agreed to."""

    def __init__(self, session: Session, rehab: Rehab, path: Path, asked: Asked) -> None:
        self._session, self._rehab, self._asked = session, rehab, asked
        profile = rehab.profiles.read()
        hip = profile.side if profile.side in (Side.LEFT, Side.RIGHT) else None
        names = names_of(rehab.plans.readable_library[0].exercises)
        self._name = profile.name
        self._now = Circumstances(session.today, profile.birth_date or EARLIEST, hip, names)
        self._may_ask = session.interactive and not (asked.yes or asked.as_json)
        self._looked = look_at(path, names, asked.encoding, self._sheet(path))
        sure = self._looked.sure or asked.maps
        before = None if sure else agreed_before(place_beside(session.db), self._looked)
        self._as_before = before is not None
        if before is not None:
            new = before.new if self._may_ask else {}
            self._looked = self._looked._replace(fields=before.fields | new)
        self._order = order_of(asked.order) if asked.order is not None else before and before.order

    def agreed(self) -> Read | None:
        """Return what was agreed to, or None where the person said no. Raises InvalidValue or WrongUsage."""
        looked, asked = self._looked, self._asked
        fields = mapped(looked, asked.maps) if asked.maps else looked.fields
        sure = looked.sure and not asked.maps
        said = asked.maps or self._as_before
        if not sure and not asked.dry_run and not self._may_ask and not (asked.yes and said):
            raise WrongUsage(self._what_to_say(fields))
        if not self._may_ask:
            return self._refusing(self._read(fields))
        return self._asking(dict(fields), sure=sure)

    def _sheet(self, path: Path) -> str | None:
        """Return which sheet of a workbook is meant; of several, on a terminal, the one that the person says."""
        if self._asked.sheet is not None or not (self._may_ask and is_book(path)):
            return self._asked.sheet
        names = sheets_in(path)
        if len(names) < 2:
            return None
        show(f"{path} has several sheets: {', '.join(shown(name, 30) for name in names)}.")
        return ask("Which one holds the diary?")

    def _read(self, fields: Mapping[str, Field]) -> Read:
        check_fields(self._looked, fields, self._now.hip)
        found, doubt = orders(self._looked, fields)
        order = self._order or self._clear(found, doubt)
        sheet = read_sheet(self._looked, fields, order, self._now, said=self._order is not None)
        sheets = self._rehab.use_with_plans(Sheets)
        trial = sheets.trial(sheet, self._session.stamp())
        return Read(self._looked, fields, sheet, trial, sheets, self._asked.skip_bad, self._order)

    def _clear(self, found: tuple[str, ...], doubt: str | None) -> str:
        """Return the one order that the dates can have. Raises InvalidValue, or asks on a terminal."""
        if len(found) == 1:
            return found[0]
        path = self._looked.grid.path
        if not found:
            return "ymd"
        said = f'"{shown(doubt)}" can be two days' if doubt else "the dates are written in several ways"
        if not self._may_ask:
            ways = " or ".join(found)
            raise InvalidValue(f"{path}: {said}; nothing was imported, say which with --date-format {ways}")
        show(f"{said[0].upper()}{said[1:]}. How are they written?")
        self._order = order_of(ask(" / ".join(f"{order} ({ORDERS[order]})" for order in found)))
        return self._order

    def _refusing(self, read: Read) -> Read:
        """Return what was read; raise InvalidValue, once the rows were named, where some cannot be taken."""
        refused = read.trial.weighed.refused
        if not refused or self._asked.skip_bad or self._asked.dry_run:
            return read
        path = read.looked.grid.path
        if len(refused) == 1:
            raise InvalidValue(
                f"{path}: {refused[0].words}; nothing was imported: mend it, or take the other rows with --skip-bad"
            )
        tell(listed(refused))
        raise InvalidValue(
            f"{path}: {len(refused):,} of {counted(read.sheet.rows, 'row')} cannot be taken (above, from line "
            f"{refused[0].line}); nothing was imported: mend them, or take the others with --skip-bad"
        )

    def _what_to_say(self, fields: Mapping[str, Field]) -> str:
        """Return what has to be said without a terminal: the mapping that is proposed, ready to be typed."""
        if self._asked.maps or self._as_before:
            return f"{_typed(self._looked, fields)}: add --yes to take it in so, or look first with --dry-run"
        if not fields:
            check_fields(self._looked, fields, self._now.hip)
        return (
            "what do the columns stand for? Nobody can be asked without a terminal; if this is right, look at it with "
            f"--dry-run and add --yes: {_typed(self._looked, fields)}"
        )

    def _asking(self, fields: Mapping[str, Field], *, sure: bool) -> Read | None:
        """Show how it would be kept until the person agrees, or gives up.

        What this program wrote is asked about only where rows are refused.
        """
        while True:
            read = self._tried(fields, sure=sure)
            if read is not None:
                if sure and not read.trial.weighed.refused:
                    return read
                self._show(read)
                if self._asked.dry_run:
                    return read
            answer = self._answer(read)
            if read is not None and answer.lower() in _YES:
                return read._replace(skip_bad=True)
            if "=" not in answer:
                return None
            fields = self._changed(fields, answer)

    def _tried(self, fields: Mapping[str, Field], *, sure: bool) -> Read | None:
        """Return what can be read so; None, once it was said, where something has to be named first."""
        try:
            return self._read(fields)
        except InvalidValue as problem:
            if sure or not self._looked.grid.header:
                raise
            show(f"  {problem}")
            return None

    def _answer(self, read: Read | None) -> str:
        example = "Name a column, like Date=date or Pain=pain:left; empty leaves:"
        try:
            return ask(example if read is None else _question(read))
        except Ended:
            return ""

    def _changed(self, fields: Mapping[str, Field], answer: str) -> Mapping[str, Field]:
        try:
            return mapped(self._looked, [answer], beside=fields)
        except InvalidValue as problem:
            show(f"  {problem}")
            return fields

    def _show(self, read: Read) -> None:
        grid = read.looked.grid
        owner = f", into the file of {self._name}" if self._name else ""
        sheet = f", sheet {shown(read.looked.sheet)}" if read.looked.sheet else ""
        show(f"{grid.path}{sheet}: {counted(read.sheet.rows, 'row')}{owner}.")
        if self._as_before:
            show("The columns, as you said them before:")
        for name in () if read.looked.table else grid.header:
            meant = read.fields[name].words if name in read.fields else "not taken"
            show(f"  {shown(name, 30)}: {meant}")
        show("The first rows, as they would be kept:")
        for line in _first_rows(read.sheet, self._session.today):
            show(f"  {line}")
        if read.trial.weighed.refused:
            show("Rows that cannot be taken:")
            show(listed(read.trial.weighed.refused))


def _question(read: Read) -> str:
    weighed = read.trial.weighed
    number, facts = len(weighed.new), len(weighed.facts)
    entries = "1 new entry" if number == 1 else f"{number:,} new entries"
    entries += f" and {counted(facts, 'fact')} about the patient" if facts else ""
    there = f" ({weighed.known:,} are there already)" if weighed.known else ""
    rest = " of the other rows" if weighed.refused else ""
    change = "" if read.looked.table else ", or COLUMN=FIELD to change a column"
    return f"Take in {entries}{rest}{there}? yes / no{change}"


def _first_rows(sheet: Sheet, today: date) -> list[str]:
    lines: dict[str, list[str]] = {}
    for item in sheet.items:
        if item.place not in lines and len(lines) == FIRST_ROWS:
            break
        words = harmless(fact_words(item.fact, today)).replace("\n", " ")
        lines.setdefault(item.place, [f"{item.place}: {short_day(item.day)} {item.day.year}"]).append(words)
    return [" · ".join(parts) for parts in lines.values()] or ["nothing"]


def listed(refused: tuple[Refused, ...]) -> str:
    """Return refused rows, a line each, no more than some."""
    lines = [f"  {shown(one.words, 200)}" for one in refused[:MOST_LINES]]
    more = len(refused) - MOST_LINES
    return "\n".join((*lines, *([f"  and {more:,} more"] if more > 0 else [])))


def _typed(looked: Looked, fields: Mapping[str, Field]) -> str:
    pairs = (f"{name}={field.typed}" for name, field in fields.items())
    maps = " ".join(f"--map {shlex.quote(shown(pair, 120))}" for pair in pairs)
    sheet = f" --sheet {shlex.quote(shown(looked.sheet, 120))}" if looked.sheet else ""
    return f"rehab import {shlex.quote(str(looked.grid.path))}{sheet} {maps}"
