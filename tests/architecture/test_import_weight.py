"""What a command loads: counted, for a clock on a shared machine tells little."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "textual", "plotext", "sqlite_utils", "pendulum", "ruamel", "statistics", "difflib", "tomllib", "jinja2", "asyncio",
}  # fmt: skip
_LOADED = """
import sys
from rehab_tui.cli import run
code = run(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""

_TODAY = """
import sys, rehab_tui.cli.session
from rehab_tui.tui import offline
with offline():
    import rehab_tui.tui.app, rehab_tui.tui.screens.today.screen
print(*sys.modules)
import ssl
"""


def loaded(*words: str, db: Path, home: Path) -> tuple[int, set[str]]:
    """Return the exit code of a command, and every module it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *words],
        env={**os.environ, "REHAB_DB": str(db), "HOME": str(home), "XDG_CONFIG_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    return int(code), set(modules)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a plan and a follow-up-free day."""
    folder = tmp_path_factory.mktemp("weight")
    place = folder / "r.db"
    assert loaded("setup", "--side", "left", "--plan", "walk-only", "--accept-notice", db=place, home=folder)[0] == 0
    first, modules = loaded("log", "pain", "3", db=place, home=folder)  # the day's first look at the trends is over
    assert first == 0
    assert "rehab_tui.rules.computed" in modules
    return place


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--version",), 0), (("--help",), 0), (("log", "--help",), 0), (("log", "pain", "3"), 0), (("today",), 0),
        (("status",), 10), (("status", "--json"), 10), (("log", "day", "--pain", "3", "--symptoms", "none"), 0),
    ],
)  # fmt: skip
def test_quick_commands_load_nothing_heavy(db: Path, words: tuple[str, ...], code: int) -> None:
    got, modules = loaded(*words, db=db, home=db.parent)
    assert got == code
    assert not {name for name in modules if name.partition(".")[0] in HEAVY}


@pytest.mark.parametrize("words", [("--version",), ("log", "pain", "3"), ("status",), ("today",)])
def test_the_hot_path_loads_neither_the_library_nor_folders(db: Path, words: tuple[str, ...]) -> None:
    _, modules = loaded(*words, db=db, home=db.parent)
    assert not modules & {
        "platformdirs", "rehab_tui.bootstrap", "rehab_tui.config", "rehab_tui.library", "rehab_tui.rules",
        "rehab_tui.store.create", "rehab_tui.store.backup", "rehab_tui.charts", "rehab_tui.tui", "tempfile", "shutil",
    }  # fmt: skip


@pytest.mark.parametrize("score", ["3", "2"], ids=["the same again", "another in its place"])
def test_a_score_loads_only_what_a_score_needs(db: Path, score: str) -> None:
    _, modules = loaded("log", "pain", score, db=db, home=db.parent)
    assert "json" not in modules
    for room, names in {
        "domain": ("session", "symptom", "plan", "patient", "series", "exercise"),
        "services": ("days", "signs", "profile"),
        "exchange": ("values",),
    }.items():
        assert not modules & {f"rehab_tui.{room}.{name}" for name in names}


def test_the_prompt_loads_only_what_a_glance_needs(db: Path) -> None:
    _, modules = loaded("status", db=db, home=db.parent)
    assert "json" not in modules
    for room, names in {
        "domain": ("entry", "pain", "session", "symptom", "plan", "patient", "series", "adherence", "exercise"),
        "services": ("days", "journal", "signs", "profile", "watching", "allowed"),
        "store": ("entries", "plans", "profiles", "work"),
        "exchange": ("values",),
    }.items():
        assert not modules & {f"rehab_tui.{room}.{name}" for name in names}


def test_what_is_told_beside_the_alerts_loads_little_more(tmp_path: Path) -> None:
    db = tmp_path / "r.db"
    assert loaded("setup", "--side", "left", "--accept-notice", db=db, home=tmp_path)[0] == 0
    assert loaded("log", "pain", "3", "--date", "-10", db=db, home=tmp_path)[0] == 0
    _, modules = loaded("today", db=db, home=tmp_path)
    assert "rehab_tui.services.notices" in modules
    assert "rehab_tui.services.measures" not in modules
    assert not modules & {"hashlib", "_hashlib", "ssl"}


def test_the_version_opens_nothing(db: Path) -> None:
    _, modules = loaded("--version", db=db, home=db.parent)
    assert not modules & {"sqlite3", "rehab_tui.store", "rehab_tui.domain.pain", "dataclasses", "pathlib"}


def test_help_imports_no_command(db: Path) -> None:
    _, modules = loaded("--help", db=db, home=db.parent)
    assert not {name for name in modules if name.startswith("rehab_tui.cli.commands.")}


def test_the_screens_open_with_what_today_needs_only() -> None:
    done = subprocess.run([sys.executable, "-c", _TODAY], capture_output=True, text=True, check=True, timeout=30)
    modules = set(done.stdout.split())
    assert not modules & {"plotext", "pendulum", "sqlite_utils", "ruamel", "jinja2", "json", "hashlib", "_strptime"}
    assert not modules & {"ssl", "_ssl"}
    assert not modules & {"rehab_tui.rules", "rehab_tui.library", "rehab_tui.exchange", "rehab_tui.store.create"}
    for room, names in {
        "domain": ("balance", "block", "caseload", "exercise", "guided", "history", "measure", "response", "sharing"),
        "services": ("care", "caseload.patients", "exporting", "guided", "measures", "plans", "plan_files", "watch"),
    }.items():
        assert not modules & {f"rehab_tui.{room}.{name}" for name in names}
