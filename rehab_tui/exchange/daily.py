"""The daily sheet: one row for each calendar day, also those without an entry; what is missing stays empty."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, TypeAlias

from rehab_tui.domain.sharing import Material, Part, Table

Days: TypeAlias = dict[str, dict[str, Any]]
SHEET = "daily"


def daily_sheet(material: Material) -> Table:
    """Return the sheet; a column is there when some day has a value for it."""
    days: Days = {}
    for part, fill in _FILLED.items():
        if part in material.selection.parts:
            fill(days, _rows(material.by_day(part.value)))
    _follow_ups(days, _rows(material.table(Part.FOLLOWUPS.value)))
    found = {name for cells in days.values() for name in cells}
    columns = tuple(sorted(found, key=_place))
    return Table(SHEET, ("date", *columns), _lines(days, columns))


def _lines(days: Days, columns: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    if not days:
        return
    day, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    while day <= last:
        cells = days.get(day.isoformat(), {})
        yield (day.isoformat(), *(cells.get(name) for name in columns))
        day += timedelta(days=1)


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def _pain(days: Days, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        kind = "" if row["score_kind"] == "day" else f"_{row['score_kind']}"
        cells = days.setdefault(row["date"], {})
        name = f"pain_{row['site']}_{row['side']}{kind}".replace("-", "_")
        cells[name] = max(row["score"], cells.get(name, row["score"])) if kind == "_worst" else row["score"]
        _add_words(cells, row["note"])


def _signs(days: Days, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        cells = days.setdefault(row["date"], {})
        said = row["signs_reported"]
        if said is not None:
            cells["signs_form"] = (
                "full" if "full" in (row["signs_form"], cells.get("signs_form")) else row["signs_form"]
            )
            known = [one for one in (cells.get("signs_reported", "none"), said) if one != "none"]
            cells["signs_reported"] = " ".join(known) or "none"
        if row["temperature_c"] is not None:
            cells["temperature_c"] = row["temperature_c"]


def _work(days: Days, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        cells = days.setdefault(row.pop("date"), {})
        _add_words(cells, row.pop("notes"))
        cells.update((name, value) for name, value in row.items() if value is not None)


def _answers(days: Days, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        days.setdefault(row["date"], {})[f"answer_{row['question'].replace('-', '_')}"] = row["value"]


def _measures(days: Days, rows: Iterable[dict[str, Any]]) -> None:
    """A measure of several numbers is their mean, where none is missing."""
    taken: dict[tuple[str, str, str], list[float | None]] = {}
    for row in rows:
        side = f"_{row['side']}" if row["side"] else ""
        name = f"measure_{row['measure']}{side}".replace("-", "_")
        taken.setdefault((row["date"], name, row["id"]), []).append(row["value"])
    for (day, name, _), values in taken.items():
        known = [value for value in values if value is not None]
        if len(known) == len(values):
            days.setdefault(day, {})[name] = round(sum(known) / len(known), 2)


def _treatments(days: Days, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        cells = days.setdefault(row["date"], {})
        said = " ".join(word for word in (row["treatment"], row["dose"]) if word)
        cells["treatments"] = f"{cells['treatments']}; {said}" if "treatments" in cells else said


def _notes(days: Days, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        _add_words(days.setdefault(row["date"], {}), row["text"])


def _follow_ups(days: Days, rows: Iterable[dict[str, Any]]) -> None:
    """On the day on which each was opened, with where it stands now; what waits is in every export."""
    for row in rows:
        cells = days.setdefault(row["opened_on"], {})
        level = f"level {row['level']}, " if row["level"] else ""
        said = f"{row['title']} ({level}{row['state']})"
        cells["followups"] = f"{cells['followups']}; {said}" if "followups" in cells else said


def _add_words(cells: dict[str, Any], words: str | None) -> None:
    if words:
        cells["notes"] = f"{cells['notes']}\n{words}" if "notes" in cells else words


_FILLED = {
    Part.PAIN: _pain, Part.SYMPTOMS: _signs, Part.EXERCISE: _work, Part.ANSWER: _answers, Part.MEASURE: _measures,
    Part.TREATMENT: _treatments, Part.NOTES: _notes,
}  # fmt: skip
_ORDER = (
    "pain_",
    "signs_",
    "temperature",
    "exercises_",
    "pain_while",
    "effort",
    "answer_",
    "measure_",
    "treatments",
    "followups",
    "notes",
)


def _place(column: str) -> tuple[int, str]:
    """Return where a column stands."""
    longest = max((start for start in _ORDER if column.startswith(start)), key=len)
    return _ORDER.index(longest), column
