"""The README says what the program does now: its console, its commands, its picture."""

import asyncio
import re
import shlex
from pathlib import Path

import pytest
from shell import program

import rehab_tui
from rehab_tui.cli.main import COMMANDS
from tests import picture

README = (Path(rehab_tui.__file__).parent.parent / "README.md").read_text(encoding="utf-8")
DAY = "2026-11-21"
HOME = "/home/ann"
_ID = re.compile(r"\bid [0-9a-f]{8}\b")


def shown(block: str) -> list[tuple[str, str]]:
    """Return each command of a console block with what stands below it."""
    steps = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(command, said.strip("\n")) for command, _, said in (step.partition("\n") for step in steps)]


def printed(command: str, home: Path) -> str:
    """Return what a command of the README prints, both streams, with its exit code where that is asked for."""
    line, _, then = command.partition("; ")
    words = shlex.split(line)
    assert (words[0], then) in {("rehab", ""), ("rehab", "echo $?")}
    done = program("--today", DAY, *words[1:])
    said = done.stdout.decode() + done.stderr.decode() + (f"{done.returncode}\n" if then else "")
    return said.replace(str(home), HOME).strip("\n")


def test_the_console_of_the_readme_is_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    (block,) = re.findall(r"^```console\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    steps = shown(block)
    assert len(steps) > 5
    for command, said in steps:
        assert _ID.sub("id 0", printed(command, home)) == _ID.sub("id 0", said), command


def test_every_command_that_the_readme_names_is_one() -> None:
    named = set(re.findall(r"(?:`|^\$ )rehab ([a-z]+)", README, flags=re.MULTILINE))
    assert named - set(COMMANDS) == set()
    assert {"log", "checkin", "status", "caseload", "plan", "report", "export", "import"} <= named


def test_the_picture_shows_what_the_screen_says_now() -> None:
    now, kept = picture.written(asyncio.run(picture.drawn())), picture.PLACE.read_text(encoding="utf-8")
    lost = set(re.findall(r"[A-Za-z]{4,}", now)) - set(re.findall(r"[A-Za-z]+", picture.written(kept)))
    assert lost == set(), "draw it anew: python -m tests.picture"


def test_the_picture_loads_nothing() -> None:
    addresses = set(re.findall(r"https?://[^\s\"'<>]+", picture.PLACE.read_text(encoding="utf-8")))
    assert addresses <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
