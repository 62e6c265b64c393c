"""The pages of the help that are made from data: what the documents say, and every item with its place."""

from collections.abc import Callable, Iterator, Mapping
from textwrap import fill

from rehab_tui.domain.body import SITE_NAMES, Site
from rehab_tui.domain.documents import GROUPS, Documents, Item
from rehab_tui.domain.sources import source_line
from rehab_tui.domain.words import one_of
from rehab_tui.errors import InvalidValue, NotFound
from rehab_tui.library import load_documents

WIDTH = 100
_ABOUT = (
    "Five documents gave this program its subjects. This page repeats what they say, in other words, to show to a "
    "doctor or a therapist. **It says nothing about you.** A place that hurts does not tell which structure it is; "
    "only an examination can. Nothing here is averaged: where numbers disagree, each stands with its source."
)
_ITEMS = (
    "Each item has a number, what is said, where to find it in this program, and its documents. One alone: `rehab "
    "help items FL06`. Nothing here is a finding about you."
)
_HELD_BACK = "A figure for therapists, because the documents contradict themselves; `--therapist` shows it."


def facts_page(*, therapist: bool = False) -> str:
    """Return "what the documents say" in Markdown; figures that mislead patients only for the therapist."""
    return "\n".join(_facts(load_documents(), therapist))


def _facts(documents: Documents, therapist: bool) -> Iterator[str]:
    yield from ("# What the documents say", "", fill(_ABOUT, WIDTH), "")
    yield f"## {GROUPS['PS']}"
    for site in Site:
        found = documents.at_site(site.value)
        if found:
            yield from ("", f"### {SITE_NAMES[site]}", "")
            yield from (_listed(f"{item.says} ({item.id}, {', '.join(item.sources)})") for item in found)
    yield from ("", f"## {GROUPS['FG']}, each with its source", "")
    for item in documents.group("FG"):
        if therapist or not item.for_therapist:
            yield _listed(f"{item.says} {item.more or ''} ({item.id}, {', '.join(item.sources)})")
    yield from ("", "## Where they disagree or go wrong", "")
    for one in documents.corrections:
        yield _listed(f"**{one.title}.** {one.text} ({', '.join(one.sources)})")


def items_page() -> str:
    """Return the list of all items in Markdown, each with its place in the program and its documents."""
    return "\n".join(_items(load_documents()))


def _items(documents: Documents) -> Iterator[str]:
    yield from ("# Every item of the documents", "", fill(_ITEMS, WIDTH))
    for letters, title in GROUPS.items():
        yield from ("", f"## {title}", "")
        for item in documents.group(letters):
            yield _listed(f"**{item.id}** {_said(item)} ({', '.join(item.sources)})")
            ways = ", ".join(f"`{way}`" if way.startswith("rehab ") else way for way in item.ways)
            yield fill(f"In the program: {ways}", WIDTH, initial_indent="  ", subsequent_indent="  ")


def _said(item: Item) -> str:
    return _HELD_BACK if item.for_therapist else item.says


def item_page(name: str, *, therapist: bool = False) -> str:
    """Return one item in Markdown. Raises NotFound with the nearest number."""
    item = item_named(name)
    hidden = item.for_therapist and not therapist
    lines = [f"# {item.id}", "", fill(_HELD_BACK if hidden else item.says, WIDTH)]
    if item.more and not hidden:
        lines += ["", fill(item.more, WIDTH)]
    lines += ["", "Where to find it:", "", *(f"- {way}" for way in item.ways)]
    return "\n".join([*lines, "", "Said in:", "", *(f"- {source_line(source)}" for source in item.sources)])


def item_named(name: str) -> Item:
    """Return an item by its number; NotFound names the nearest one."""
    items = load_documents().items
    try:
        return items[one_of("item", name, tuple(known.lower() for known in items)).upper()]
    except InvalidValue as unknown:
        raise NotFound(str(unknown)) from None


def all_items() -> tuple[Item, ...]:
    """Return every item, in order."""
    return tuple(load_documents().items.values())


def _listed(text: str) -> str:
    return fill(f"- {' '.join(text.split())}", WIDTH, subsequent_indent="  ", break_on_hyphens=False)


MADE: Mapping[str, Callable[[], str]] = {"facts": facts_page, "items": items_page}
"""Topics of the help that no file holds."""
