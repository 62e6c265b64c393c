"""The formats of a report, by the ending of the file's name; each is loaded when it is written."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple

from rehab_tui.domain.report import VisitReport
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue


class ReportFormat(NamedTuple):
    """A way to write a report."""

    ending: str
    name: str
    at: str
    """Where its function is: `module:name`, blocks in, bytes out."""


FORMATS: Mapping[str, ReportFormat] = {
    one.ending: one
    for one in (
        ReportFormat(".html", "HTML", "rehab_tui.exchange.report.html:html"),
        ReportFormat(".md", "Markdown", "rehab_tui.exchange.report.markdown:markdown"),
        ReportFormat(".pdf", "PDF", "rehab_tui.exchange.report.pdf:pdf"),
    )
}


def report_format(name: str) -> ReportFormat:
    """Return the format that a file's name ends with. Raises InvalidValue that names all of them."""
    found = next((one for ending, one in FORMATS.items() if name.lower().endswith(ending)), None)
    if found is None:
        raise InvalidValue(f"{shown(name)}: a report ends with {' or '.join(FORMATS)}; give it such a name")
    return found


def written(report: VisitReport, form: ReportFormat, program: str) -> bytes:
    """Return a report as the bytes of its file; `program` is the name and version of what writes it."""
    from rehab_tui.exchange.report.page import page

    module, _, name = form.at.partition(":")
    write: Callable[..., bytes] = getattr(import_module(module), name)
    return write(page(report, program))
