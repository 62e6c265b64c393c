"""The import contracts name what there is: a new format, or a new part of one, cannot be forgotten in them."""

import re
import tomllib
from pathlib import Path

import pytest

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
    written = {f"rehab_tui.exchange.{one.where.partition(':')[0]}" for one in FORMATS}
    assert written <= set(CONTRACTS["Formats do not know each other"]["modules"])


@pytest.mark.parametrize(
    ("contract", "pattern", "open_to_others"),
    [
        ("The parts of FHIR are its own", "exchange/fhir_*.py", set()),
        ("The parts of the record are its own", "exchange/record_*.py", set()),
        ("The ways to write a report are its own", "exchange/report_*.py", {"report_page", "report_text"}),
        ("How the store keeps things is its own", "store/schema*.py", set()),
    ],
)
def test_every_part_is_protected(contract: str, pattern: str, open_to_others: set[str]) -> None:
    there = {name for name in modules(pattern) if name.rpartition(".")[2] not in open_to_others}
    assert there
    assert there <= set(CONTRACTS[contract]["protected_modules"])


def test_what_no_service_asks_of_the_store_is_its_own() -> None:
    asked: set[str] = set()
    for path in (ROOM / "services").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for names in re.findall(r"from rehab_tui\.store import ([^\n(]+|\([^)]*\))", text):
            asked.update(re.findall(r"\w+", names))
        asked.update(re.findall(r"from rehab_tui\.store\.(\w+) import", text))
    there = {name for name in modules("store/*.py") if name.rpartition(".")[2] not in {*asked, "__init__"}}
    own = set(CONTRACTS["How the store keeps things is its own"]["protected_modules"])
    assert there | {"rehab_tui.store.kinds"} == own
