"""Tables that this program wrote, read back exactly: ids, times and all; and the names of its daily sheet."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from rehab_tui.domain.block import After, Block
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.dose import ClearanceKind, Dose, SkipReason
from rehab_tui.domain.entry import Note, SmallAnswer, Visit
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.domain.pain import ScoreKind
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.sheet import Field, What
from rehab_tui.domain.symptom import Form, SignAnswer, SymptomReport, SymptomsAnswered, companions_in
from rehab_tui.domain.treatment import Treatment, TreatmentKind
from rehab_tui.domain.words import one_of, shown, whole_number
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.sheet.cells import degrees_in, pain, score, words_in

Rows: TypeAlias = Sequence[Sequence[str]]
"""The own cells of one entry: one row, or several where the kind has parts."""
Entered: TypeAlias = tuple[int, date, Fact, str | None, str, str]
"""Line, day, fact, note, time of recording, id."""

OWN_COLUMNS = {
    "pain": ("site", "side", "score", "score_kind"),
    "exercise": (
        "exercise", "side", "sets", "reps", "minutes", "skip_reason", "one_key", "pain_before", "pain_during",
        "effort", "not_allowed", "hold_seconds",
    ),
    "symptoms": ("form", "sign", "answer", "side", "since", "text", "temperature_c", "beside"),
    "answer": ("question", "value"),
    "measure": ("measure", "side", "item", "value", "typed", "arms"),
    "treatment": ("treatment", "dose", "effect"),
    "block": ("site", "side", "anesthetic", "before", "positive_tests", "minutes", "score"),
    "visit": ("visit_on", "who", "ask"),
    "clearance": ("what", "by_whom"),
    "pause": ("first_day", "last_day", "reason"),
    "baseline": ("by_whom",),
    "notes": ("text",),
}  # fmt: skip
"""The columns of each table beside those that every table has."""
EVERY = ("date", "note", "recorded_at", "id")
LEFT_OUT = frozenset(
    {"exercises_done", "exercises_skipped", "pain_while_exercising", "effort", "followups"}
    | {f"measure_{one.id}".replace("-", "_") for one in MEASURES.values() if one.items or one.own_items}
)
"""Columns of the daily sheet that only count or sum up: nothing can be taken in from them."""
_ALIKE = frozenset({"pain", "exercise", "answer"})
"""Tables in which the same is said again and again: it is made once."""
_PARTS = frozenset({"symptoms", "measure", "block"})
_DAILY = {
    "date": Field(What.DATE), "signs_form": Field(What.FORM), "signs_reported": Field(What.SIGNS),
    "temperature_c": Field(What.TEMPERATURE), "treatments": Field(What.TREATMENTS), "notes": Field(What.NOTE),
}  # fmt: skip
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,7}(?:\.[0-9]{1,4})?", re.ASCII)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}", re.ASCII)


def own_table(header: Sequence[str]) -> str | None:
    """Return which table of ours a heading is, in whatever order; None for another.

    Raises InvalidValue, with the column, for one that has our marks and is not whole.
    """
    names = frozenset(header)
    for table, columns in OWN_COLUMNS.items():
        if names == {*EVERY, *columns}:
            return table
    if not {"recorded_at", "id"} <= names:
        return None
    near = max(OWN_COLUMNS, key=lambda one: len(names & set(OWN_COLUMNS[one])) - len(set(OWN_COLUMNS[one]) - names))
    wanted = {*EVERY, *OWN_COLUMNS[near]}
    missing, unknown = sorted(wanted - names), sorted(names - wanted)
    what = f'the column "{missing[0]}" is missing' if missing else f'the column "{shown(unknown[0])}" is not known'
    raise InvalidValue(f"looks like our table {near}, but {what}")


def daily_fields(header: Sequence[str]) -> dict[str, Field] | None:
    """Return what the columns of our daily sheet stand for; None for another sheet."""
    found = {name: field for name in header if (field := _daily(name)) is not None}
    return found if "date" in found and len(found) > 1 and set(header) <= {*found, *LEFT_OUT} else None


def _daily(name: str) -> Field | None:
    if name in _DAILY or name in LEFT_OUT:
        return _DAILY.get(name)
    what, _, rest = name.partition("_")
    words = rest.replace("_", "-")
    if what == "pain":
        return _daily_pain(words)
    if what == "measure":
        side = next((side for side in (Side.LEFT, Side.RIGHT) if words.endswith(f"-{side}")), None)
        known = words.removesuffix(f"-{side}") if side else words
        unit = "kg" if known == "weight" else None
        return Field(What.MEASURE, name=known, side=side, unit=unit) if known in MEASURES else None
    return Field(What.ANSWER, name=words) if what == "answer" else None


def _daily_pain(words: str) -> Field | None:
    for site in Site:
        for side in (Side.LEFT, Side.RIGHT, Side.MIDDLE):
            for kind in ScoreKind:
                if words == f"{site}-{side}" + ("" if kind is ScoreKind.DAY else f"-{kind}"):
                    return Field(What.PAIN, site, side, kind)
    return None


def read_own(
    table: str,
    header: Sequence[str],
    rows: Iterator[tuple[int, list[str]]],
    refuse: Callable[[int, str], None],
    elsewhere: Container[str] = (),
) -> Iterator[Entered]:
    """Yield the entries of one of our tables; `refuse` is told the lines of those that cannot be taken, and why.

    `elsewhere` are ids that stand in tables beside it.
    """
    columns = OWN_COLUMNS[table]
    every = itemgetter(*(header.index(name) for name in EVERY))
    own = itemgetter(*(header.index(name) for name in columns)) if len(columns) > 1 else None
    only = header.index(columns[0])
    make, width, seen = _maker(table), len(header), dict[str, int]()

    def whole() -> Iterator[tuple[int, list[str]]]:
        for line, cells in rows:
            if len(cells) == width:
                yield line, cells
            else:
                refuse(line, f"has {len(cells)} cells, the heading has {width}")

    at = header.index("id")
    together = (
        (list(group) for _, group in groupby(whole(), key=lambda row: row[1][at]))
        if table in _PARTS
        else ([row] for row in whole())
    )
    for group in together:
        line, cells = group[0]
        day, note, recorded_at, entry = every(cells)
        try:
            _check_marks(entry, recorded_at, seen, elsewhere)
            parts = tuple([own(row) if own else (row[only],) for _, row in group])
            yield line, day_in(day), make(parts), words_in(note) if note else None, recorded_at, entry
        except InvalidValue as problem:
            refuse(line, str(problem))
        except (ValueError, KeyError) as problem:
            refuse(line, f"has something that is not known ({shown(str(problem), 80)})")
        else:
            seen[entry] = line


def _maker(table: str) -> Callable[[Rows], Fact]:
    return cache(_MAKE[table]) if table in _ALIKE else _MAKE[table]


def is_id(text: str) -> bool:
    """Return whether a text is an id, as this program writes them."""
    return bool(_ID.fullmatch(text))


def _check_marks(entry: str, recorded_at: str, seen: dict[str, int], elsewhere: Container[str]) -> None:
    if not is_id(entry):
        raise InvalidValue(f'the id "{shown(entry)}" is none of ours')
    if entry in seen:
        raise InvalidValue(f"has the same id as line {seen[entry]}")
    if entry in elsewhere:
        raise InvalidValue("has the same id as an entry of another table")
    if not _is_instant(recorded_at):
        raise InvalidValue(f'recorded_at "{shown(recorded_at)}" is not a time like 2026-11-20T18:05:00.000Z')


@cache
def _is_instant(text: str) -> bool:
    try:
        return bool(_INSTANT.fullmatch(text)) and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


@cache
def day_in(text: str) -> date:
    """Return the day of a cell, as this program writes it. Raises InvalidValue."""
    if not _DAY.fullmatch(text):
        raise InvalidValue(f'date "{shown(text, 30)}" is not a day like 2026-11-20')
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidValue(f"there is no day {text} in the calendar") from None


def _pain(rows: Rows) -> Fact:
    ((site, side, text, kind),) = rows
    return pain(text, Side(side), Site(site), ScoreKind(kind))


def _exercise(rows: Rows) -> Fact:
    ((name, side, sets, reps, minutes, skip, one_key, before, during, effort, not_allowed, hold),) = rows
    if not _NAME.fullmatch(name):
        raise InvalidValue(f'exercise "{shown(name)}" is no id of an exercise')
    return ExerciseDone(
        name,
        Dose(_count(sets, "sets"), _count(reps, "reps"), _count(hold, "hold"), _count(minutes, "minutes")),
        _side(side),
        SkipReason(skip) if skip else None,
        _flag(one_key),
        _maybe_score(before),
        _maybe_score(during),
        _maybe_score(effort),
        _flag(not_allowed),
    )


def _symptoms(rows: Rows) -> Fact:
    form, _, _, _, _, _, temperature, beside = rows[0]
    if any((row[0], row[6], row[7]) != (form, temperature, beside) for row in rows):
        raise InvalidValue("form, temperature_c or beside differ within one answer")
    asked = tuple(dict.fromkeys(one_of("symptom", row[1], (row[1],)) for row in rows))
    reports = tuple(
        SymptomReport(sign, SignAnswer(answer), _side(side), day_in(since) if since else None, words_in(text) or None)
        for _, sign, answer, side, since, text, _, _ in rows
        if answer != "no"
    )
    companions = companions_in(beside.split())
    return SymptomsAnswered(Form(form), asked, reports, degrees_in(temperature), companions)


def _answer(rows: Rows) -> Fact:
    ((question, value),) = rows
    return SmallAnswer(question, value)


def _measure(rows: Rows) -> Fact:
    name, side, _, _, typed, arms = rows[0]
    items = tuple(words_in(row[2]) for row in rows)
    values = tuple(_decimal(row[3]) if row[3] else None for row in rows)
    return Measurement(name, values, items if any(items) else (), _side(side), words_in(typed) or None, _flag(arms))


def _treatment(rows: Rows) -> Fact:
    ((what, dose, effect),) = rows
    return Treatment(TreatmentKind(what), words_in(dose) or None, words_in(effect) or None)


def _block(rows: Rows) -> Fact:
    site, side, anesthetic, before, tests, _, _ = rows[0]
    after = tuple(
        After(whole_number("minutes", row[5], 1, 4320), score(row[6], "score after")) for row in rows if row[5]
    )
    positive = whole_number("positive tests", tests, 0, 10) if tests else None
    return Block(
        Site(site), Side(side), _needed("anesthetic", anesthetic), score(before, "score before"), after, positive
    )


def _visit(rows: Rows) -> Fact:
    ((on, who, ask),) = rows
    return Visit(day_in(on), _needed("who", who), words_in(ask) or None)


def _clearance(rows: Rows) -> Fact:
    ((what, by),) = rows
    return Clearance(ClearanceKind(what), _needed("by_whom", by))


def _pause(rows: Rows) -> Fact:
    ((first, last, reason),) = rows
    return Pause(day_in(first), day_in(last) if last else None, _needed("reason", reason))


def _baseline(rows: Rows) -> Fact:
    return Baseline(_needed("by_whom", rows[0][0]))


def _note(rows: Rows) -> Fact:
    return Note(_needed("text", rows[0][0]))


_MAKE: dict[str, Callable[[Rows], Fact]] = {
    "pain": _pain, "exercise": _exercise, "symptoms": _symptoms, "answer": _answer, "measure": _measure,
    "treatment": _treatment, "block": _block, "visit": _visit, "clearance": _clearance, "pause": _pause,
    "baseline": _baseline, "notes": _note,
}  # fmt: skip


def _needed(column: str, text: str) -> str:
    if not text.strip():
        raise InvalidValue(f"has nothing in the column {column}")
    return words_in(text)


def _side(text: str) -> Side | None:
    return Side(text) if text else None


def _flag(text: str) -> bool:
    return {"0": False, "1": True}[text]


def _count(text: str, what: str) -> int | None:
    return whole_number(what, text, 0, 3600) if text else None


def _maybe_score(text: str) -> int | None:
    return score(text, "score") if text else None


def _decimal(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise InvalidValue(f'the value "{shown(text)}" is not a number')
    return Decimal(text).normalize() if "." in text else Decimal(text)
