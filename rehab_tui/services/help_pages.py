"""The pages of the user's help, for both faces."""

from importlib.resources import files

from rehab_tui.domain.words import one_of
from rehab_tui.errors import InvalidValue, NotFound
from rehab_tui.services.facts import MADE

ORDER = (
    "start", "today", "signs", "followups", "guided", "charts", "measures", "treatments", "tests", "history", "plan",
    "report", "files", "export", "import", "caseload", "keys", "json", "privacy", "limits", "quality", "facts", "items",
    "sources",
)  # fmt: skip
"""The pages as a newcomer would read them; others follow by name."""

_PAGES = files("rehab_tui") / "help"


def topics() -> tuple[str, ...]:
    """Return the names of all pages."""
    found = set(MADE) | {page.name.removesuffix(".md") for page in _PAGES.iterdir() if page.name.endswith(".md")}
    return tuple(name for name in ORDER if name in found) + tuple(sorted(found - set(ORDER)))


def help_page(topic: str) -> str:
    """Return one page as it is written, in Markdown; raise NotFound with the nearest name."""
    try:
        name = one_of("help topic", topic, topics())
    except InvalidValue as unknown:
        raise NotFound(str(unknown)) from None
    if name in MADE:
        return MADE[name]()
    return (_PAGES / f"{name}.md").read_text(encoding="utf-8")
