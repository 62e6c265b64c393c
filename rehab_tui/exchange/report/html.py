"""The report as one HTML file: no script, nothing loaded from elsewhere, every text escaped."""

from functools import cache
from importlib.resources import files
from typing import Any

from rehab_tui.domain.words import harmless
from rehab_tui.exchange.report.blocks import Page

_TEMPLATES = files("rehab_tui.exchange.report") / "templates"


def html(page: Page) -> bytes:
    """Return a report as UTF-8."""
    text = _template().render(page=page, style=(_TEMPLATES / "report.css").read_text(encoding="utf-8"))
    return str(text).encode()


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown
    )
    return made.from_string((_TEMPLATES / "report.html.j2").read_text(encoding="utf-8"))


def _shown(value: object) -> object:
    """Return what a template prints, with control and direction characters made visible."""
    return harmless(value) if type(value) is str else value
