"""The rows of a CSV from elsewhere, once it is agreed what its columns stand for: facts, and rows that are refused."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rehab_tui.domain.body import Side, Site, each_side
from rehab_tui.domain.dose import Dose
from rehab_tui.domain.entry import Note
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.pain import ScoreKind
from rehab_tui.domain.sheet import CONTENT, Field, Item, Mapped, Refused, Sheet, What
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.sheet import cells
from rehab_tui.exchange.sheet.cells import Names
from rehab_tui.exchange.sheet.columns import Looked, place_of
from rehab_tui.exchange.sheet.dates import ReadDate, read_in
from rehab_tui.exchange.sheet.file import Grid, wrong
from rehab_tui.exchange.sheet.own import read_own
from rehab_tui.exchange.sheet.set import OwnTables

MOST_REFUSED = 5000
"""Rows; judgement: no diary has so many mistakes, a column is another one than was said."""
Facts = Callable[[Sequence[str]], Iterator[Fact]]
"""What makes the facts of a row, of one column."""


class Circumstances(NamedTuple):
    """What a row is read in the light of."""

    today: date
    earliest: date
    """The birth date, where it is known."""
    hip: Side | None
    """The hip that is meant where none is named; None where that is not clear."""
    exercises: Names


def read_sheet(looked: Looked, fields: Mapped, order: str, now: Circumstances, *, said: bool = False) -> Sheet:
    """Return what every row says, and which rows cannot be taken. Raises InvalidValue where the CSV itself ends.

    `said`: the order of the dates was named, not found.
    """
    if looked.together is not None:
        return _together(looked.together, now)
    reading = _Reading(looked.grid, now)
    if looked.table:
        return reading.own(looked.table)
    return reading.strange(fields, read_in(order, said=said))


def _together(own: OwnTables, now: Circumstances) -> Sheet:
    """Return what the tables of one export say, in the order in which it was recorded."""
    told = tuple(own.told())
    items: list[Item] = []
    refused: list[Refused] = []
    rows, ids = 0, set[str]()
    for table, grid in own.tables.items():
        one = _Reading(grid, now, table).own(table, ids)
        ids.update(item.id for item in one.items if item.id)
        items.extend(one.items)
        refused.extend(one.refused)
        rows += one.rows
    items.sort(key=lambda item: item.recorded_at or "")
    return Sheet(items, tuple(refused), rows, own=True, patient=own.patient, told=told)


class _Reading:
    """One pass through the rows."""

    def __init__(self, grid: Grid, now: Circumstances, beside: str = "") -> None:
        self._grid = grid
        self._now = now
        self._beside = beside
        self._items: list[Item] = []
        self._refused: list[Refused] = []
        self._rows = 0

    def own(self, table: str, elsewhere: Container[str] = ()) -> Sheet:
        """Read one of our tables; `elsewhere` are the ids of tables beside it."""
        for line, day, fact, note, recorded_at, entry in read_own(
            table, self._grid.header, self._counted(), self._refuse, elsewhere
        ):
            try:
                self._check_day(day, ahead=table == "visit")
            except InvalidValue as problem:
                self._refuse(line, str(problem))
            else:
                self._items.append(Item(line, day, fact, note, entry, recorded_at, self._beside))
        return self._sheet(own=True)

    def strange(self, fields: Mapped, read: ReadDate) -> Sheet:
        """Read rows by what their columns stand for."""
        at = place_of(self._grid.header, fields, What.DATE)
        width, facts = len(self._grid.header), _facts(self._grid.header, fields, self._now)
        for line, row in self._counted():
            try:
                if len(row) != width:
                    raise InvalidValue(f"has {len(row)} cells, the heading has {width}")
                found = [fact for of_column in facts for fact in of_column(row)]
                if not found and not row[at or 0].strip():
                    continue
                day = read(row[at or 0])
                self._check_day(day, ahead=False)
            except InvalidValue as problem:
                self._refuse(line, str(problem))
            else:
                self._items.extend(Item(line, day, fact) for fact in found)
        return self._sheet(own=False)

    def _counted(self) -> Iterator[tuple[int, list[str]]]:
        for pair in self._grid.rows():
            self._rows += 1
            yield pair

    def _refuse(self, line: int, why: str) -> None:
        """Keep why a row cannot be taken. Raises InvalidValue when they become too many: then no row was meant so."""
        self._refused.append(Refused(line, why, self._beside))
        if len(self._refused) > MOST_REFUSED:
            first = min(self._refused)
            raise wrong(
                self._grid.path,
                f"has more than {MOST_REFUSED:,} rows that cannot be taken (the first is {first.words})",
                "look whether each column is what it was taken for",
            )

    def _check_day(self, day: date, *, ahead: bool) -> None:
        if day > self._now.today and not ahead:
            raise InvalidValue(f"the date {day} lies after today ({self._now.today})")
        if day < self._now.earliest:
            raise InvalidValue(f"the date {day} lies before {self._now.earliest}; check the year")

    def _sheet(self, *, own: bool) -> Sheet:
        refused = tuple(sorted(self._refused))
        return Sheet(self._items, refused, self._rows, own)


def _facts(header: Sequence[str], fields: Mapped, now: Circumstances) -> list[Facts]:
    """Return what makes facts of a row, in the order in which a day is kept."""
    at = {what: place for what in What if (place := place_of(header, fields, what)) is not None}
    found: list[tuple[int, Facts]] = []
    for name, field in fields.items():
        if field.what in CONTENT and not (field.what is What.TEMPERATURE and What.SIGNS in at):
            found.append((CONTENT.index(field.what), _of(field, header.index(name), at, now)))
    return [facts for _, facts in sorted(found, key=lambda pair: pair[0])]


def _of(field: Field, place: int, at: Mapping[What, int], now: Circumstances) -> Facts:
    match field.what:
        case What.PAIN:
            return _pain(field, place, at, now)
        case What.EXERCISE if field.name is not None:
            return _one_exercise(field, place, now)
        case What.EXERCISE:
            return _exercises(place, at, now)
        case What.SIGNS | What.TEMPERATURE:
            return _signs(at)
        case What.ANSWER:
            return lambda row: (cells.answered(field.name or "", text) for text in _filled(row[place]))
        case What.MEASURE:
            return lambda row: (cells.measured(field, text) for text in _filled(row[place]))
        case What.TREATMENTS:
            return lambda row: (one for text in _filled(row[place]) for one in cells.treatments_in(text))
    return lambda row: (Note(cells.words_in(text)) for text in _filled(row[place]))


def _filled(text: str) -> tuple[str, ...]:
    return (text,) if text.strip() else ()


def _pain(field: Field, place: int, at: Mapping[What, int], now: Circumstances) -> Facts:
    kind = field.kind or ScoreKind.DAY
    side_at, site_at = at.get(What.SIDE), at.get(What.SITE)

    def facts(row: Sequence[str]) -> Iterator[Fact]:
        text = row[place].strip()
        if not text:
            return
        side, site = field.side, field.site
        if side is None:
            named = row[side_at].strip() if side_at is not None else ""
            side = cells.side_in(named) if named else now.hip
        if site is None:
            site = cells.site_in(row[site_at]) if site_at is not None and row[site_at].strip() else Site.HIP
        if side is None:
            raise InvalidValue("has a score and no side")
        for one in each_side(side):
            yield cells.pain(text, one, site, kind)

    return facts


def _one_exercise(field: Field, place: int, now: Circumstances) -> Facts:
    exercise = cells.exercise_in(field.name or "", now.exercises)

    def facts(row: Sequence[str]) -> Iterator[Fact]:
        text = row[place].strip()
        if text and not cells.not_done(text):
            yield from cells.done(exercise, cells.dose_in(text, exercise, field.unit), field.side)

    return facts


def _exercises(place: int, at: Mapping[What, int], now: Circumstances) -> Facts:
    def number(row: Sequence[str], what: What) -> int | None:
        text = row[at[what]].strip() if what in at else ""
        return cells.number_in(what, text) if text else None

    def rated(row: Sequence[str], what: What) -> int | None:
        text = row[at[what]].strip() if what in at else ""
        return cells.score(text, what.value.replace("-", " ")) if text else None

    def facts(row: Sequence[str]) -> Iterator[Fact]:
        named = list(cells.exercises_named(row[place], now.exercises))
        if not named:
            return
        counts = [number(row, what) for what in (What.SETS, What.REPS, What.HOLD, What.MINUTES)]
        beside = Dose(*counts) if any(count is not None for count in counts) else None
        if beside is not None and len(named) > 1:
            raise InvalidValue("has one dose for several exercises; write a row for each")
        side = cells.side_in(row[at[What.SIDE]]) if What.SIDE in at and row[at[What.SIDE]].strip() else None
        reason = row[at[What.SKIP]].strip() if What.SKIP in at else ""
        rates = {
            name: rated(row, what)
            for name, what in (
                ("pain_before", What.PAIN_BEFORE), ("pain_during", What.PAIN_DURING), ("effort", What.EFFORT),
            )
        }  # fmt: skip
        for exercise, dose in named:
            if reason:
                yield cells.left_out(exercise, reason)
            else:
                yield from cells.done(exercise, dose or beside, side, **rates)

    return facts


def _signs(at: Mapping[What, int]) -> Facts:
    def facts(row: Sequence[str]) -> Iterator[Fact]:
        signs, form, temperature = (
            row[at[what]] if what in at else "" for what in (What.SIGNS, What.FORM, What.TEMPERATURE)
        )
        found = cells.signs_in(signs, form, temperature)
        if found is not None:
            yield found

    return facts
