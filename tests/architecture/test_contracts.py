"""The import contracts name what there is: a new format, or a new part of one, cannot be forgotten in them."""

import re
import tomllib
from pathlib import Path

import rehab_tui
from rehab_tui.exchange.formats import FORMATS

ROOM = Path(rehab_tui.__file__).parent
CONTRACTS = {
    one["name"]: one
    for one in tomllib.loads((ROOM.parent / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}


def modules(pattern: str) -> set[str]:
    """Return the modules whose files a pattern finds, as contracts name them."""
    return {".".join(("rehab_tui", *path.relative_to(ROOM).with_suffix("").parts)) for path in ROOM.glob(pattern)}


def test_every_format_is_independent_of_the_others() -> None:
    written = {f"rehab_tui.exchange.{re.split('[.:]', one.where)[0]}" for one in FORMATS}
    assert written <= set(CONTRACTS["Formats do not know each other"]["modules"])


def test_what_no_service_asks_of_the_store_is_its_own() -> None:
    asked: set[str] = set()
    for path in (ROOM / "services").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for module, names in re.findall(r"from (rehab_tui\.store[\w.]*) import ([^\n(]+|\([^)]*\))", text):
            asked.update((module, *(f"{module}.{name}" for name in re.findall(r"\w+", names))))
    there = {name for name in modules("store/*.py") | modules("store/bulk/*.py") if not name.endswith("__init__")}
    own = set(CONTRACTS["How the store keeps things is its own"]["protected_modules"])
    assert (there - asked) | {"rehab_tui.store.kinds", "rehab_tui.store.schema"} == own
