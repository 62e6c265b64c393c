"""The formats that leave the program, each found by the ending of a file's name; one line here adds one."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from rehab_tui.domain.sharing import Material
from rehab_tui.domain.words import one_of
from rehab_tui.errors import InvalidValue

Writer = Callable[[Material], Iterator[bytes]]


class Format(NamedTuple):
    """A format: its name, its ending, what it is good for, and where it is written (module:function)."""

    name: str
    ending: str
    words: str
    where: str
    locked: bool = False
    """Whether it is locked with a passphrase."""

    def chunks(self, material: Material) -> Iterator[bytes]:
        """Yield the file, piece by piece; what writes it is loaded now, not before."""
        module, _, name = self.where.partition(":")
        writer: Writer = getattr(import_module(f"rehab_tui.exchange.{module}"), name)
        return writer(material)

    def written(self, passphrase: str | None) -> Writer:
        """Return what writes the file; one of a locked format with the passphrase."""
        if not self.locked or passphrase is None:
            return self.chunks
        from rehab_tui.exchange.locked import locked

        return lambda material: locked(self.chunks(material), passphrase)


_RECORD = "record.file:record_chunks"

FORMATS = (
    Format("record", ".rehab.json", "the patient record: everything, can be imported again", _RECORD),
    Format("locked", ".rehab.json.age", "the patient record, locked with a passphrase", _RECORD, locked=True),
    Format("fhir", ".fhir.json", "a FHIR R4 bundle, for record systems of clinics", "fhir.bundle:fhir_chunks"),
    Format("csv", ".csv", "a spreadsheet: one row for each day", "tables:csv_chunks"),
    Format(
        "tables",
        ".zip",
        "spreadsheets: the daily sheet, and one table for each kind; entries can be imported again",
        "tables:zip_chunks",
    ),
    Format("calendar", ".ics", "a calendar: exercise days, appointments, follow-ups due", "calendar:calendar_chunks"),
    Format("markdown", ".md", "text with tables, to read or to print", "tables:markdown_chunks"),
)


def format_of(path: Path, named: str | None = None) -> Format:
    """Return the format that was named, or that the ending says. Raises InvalidValue with those there are."""
    if named is not None:
        name = one_of("format", named, [one.name for one in FORMATS])
        return next(one for one in FORMATS if one.name == name)
    for one in FORMATS:
        if path.name.lower().endswith(one.ending):
            return one
    endings = ", ".join(one.ending for one in FORMATS)
    raise InvalidValue(f"the name {path.name} does not say which format is meant; end it with one of: {endings}")
