"""Reads the global options into circumstances."""

from datetime import date
from pathlib import Path

from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.output import tell
from rehab_tui.clock import Clock, zone_problem
from rehab_tui.errors import InvalidValue, UnusableFile


def circumstances(db: str | None, day: str | None, *, plain: bool) -> Circumstances:
    """Return the file, the clock and the way of printing that were asked for. Raises InvalidValue."""
    problem = zone_problem()
    if problem:
        tell(f"rehab: note: {problem}")
    return Circumstances(_file(db), Clock(_simulated(day)), plain=plain)


def _file(text: str | None) -> Path | None:
    if text is None:
        return None
    if not text.strip() or "\0" in text:
        raise InvalidValue("--db needs the path of a file, like --db ~/rehab.db")
    if text.endswith("/"):
        raise UnusableFile(f"{text} names a folder, not a file; take the / at the end away")
    path = Path(text)
    return path.expanduser() if text.startswith("~/") else path


def _simulated(text: str | None) -> date | None:
    if text is None:
        return None
    from rehab_tui.clock import real_today
    from rehab_tui.domain.days import day_of

    return day_of(text, real_today(), future=True)
