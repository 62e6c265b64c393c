"""A backup stands beside the file after the first change of a day, whichever command made it."""

import subprocess
import sys
from pathlib import Path

import pytest


def rehab(db: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rehab_tui", "--db", str(db), *words], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "words",
    [("log", "pain", "3", "--side", "left"), ("log", "note", "hello"), ("log", "day", "--symptoms", "none")],
    ids=lambda words: words[1],
)
def test_the_first_change_of_a_day_makes_one_backup(tmp_path: Path, words: tuple[str, ...]) -> None:
    db = tmp_path / "r.db"
    assert rehab(db, *words).returncode == 0
    assert rehab(db, *words).returncode == 0
    copies = list((tmp_path / "r.db.backups").iterdir())
    assert len(copies) == 1
    assert copies[0].stat().st_mode & 0o777 == 0o600
    assert rehab(copies[0], "history").returncode == 0


def test_a_backup_that_cannot_be_made_is_a_warning_only(tmp_path: Path) -> None:
    db = tmp_path / "r.db"
    (tmp_path / "r.db.backups").write_text("in the way")
    done = rehab(db, "log", "pain", "3", "--side", "left")
    assert done.returncode == 0
    assert "warning: today's backup was not made" in done.stderr
    assert "pain 3" in rehab(db, "history").stdout
