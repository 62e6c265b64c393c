"""What the columns of a spreadsheet were agreed to stand for, kept beside the person's file for the next time."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from rehab_tui.domain.sheet import Field, Mapped, field_of
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.sheet.columns import Looked
from rehab_tui.exchange.sheet.dates import order_of

MOST = 20
"""Spreadsheets that are remembered; the one that was taken in last stands first."""
LARGEST = 1024 * 1024


class Agreed(NamedTuple):
    """The columns of one spreadsheet, as they were agreed to."""

    fields: dict[str, Field]
    new: dict[str, Field]
    """What is proposed for columns that were not in it then: nobody has agreed to that."""
    order: str | None
    """How its dates are written, where somebody had to say so."""


def place_beside(file: Path) -> Path:
    """Return where the columns of spreadsheets are kept that came into a patient's file."""
    return file.with_name(f"{file.name}.columns.json")


def agreed_before(place: Path, looked: Looked) -> Agreed | None:
    """Return what was agreed to for a spreadsheet like this one: with every column that was taken; None without one.

    What cannot be read is as if it were not there.
    """
    here = {name.casefold(): name for name in looked.grid.header}
    for one in _read(place):
        try:
            taken = {here.get(name.casefold(), ""): field_of(typed) for name, typed in one["fields"].items()}
            old = {name.casefold() for name in one["columns"]}
            order = one["order"] and order_of(one["order"])
        except (InvalidValue, AttributeError, KeyError, TypeError):
            continue
        if taken and "" not in taken:
            new = {name: field for name, field in looked.fields.items() if name.casefold() not in old}
            return Agreed(taken, new, order)
    return None


def with_agreed(place: Path, looked: Looked, fields: Mapped, order: str | None) -> bytes:
    """Return what the place holds, with what was agreed to now at its beginning."""
    now = {
        "columns": list(looked.grid.header),
        "fields": {name: field.typed for name, field in fields.items()},
        "order": order,
    }
    others = [one for one in _read(place) if one.get("columns") != now["columns"]]
    return json.dumps([now, *others][:MOST], ensure_ascii=False, indent=1).encode()


def _read(place: Path) -> list[dict[str, Any]]:
    try:
        if not place.is_file() or place.stat().st_size > LARGEST:
            return []
        found = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
