"""`rehab export FILE.rehab.json.age` and taking it in again: the passphrase opens it, and nothing else does."""

import json
import os
import re
import sys
from base64 import b64encode
from collections.abc import Iterator
from functools import partial
from itertools import repeat
from pathlib import Path

import pyrage
import pytest
from runs import runner
from shell import Shell

WORDS = "four or five words ü"
NAME = "a.rehab.json.age"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    place = tmp_path / "key.txt"
    place.write_text(f"{WORDS}\n", "utf-8")
    return place


@pytest.fixture
def locked(left_hip: Shell, key: Path) -> Path:
    assert left_hip("log", "pain", "3", "--note", "pink").code == 0
    place = left_hip.db.with_name(NAME)
    done = left_hip("export", str(place), "--only", "all", "--passphrase-file", str(key))
    assert (done.code, done.err) == (0, ""), done.err
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.read_bytes().startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert b"pink" not in place.read_bytes()
    return place


def other(shell: Shell) -> Shell:
    return Shell(shell.db.with_name("other.db"), shell._capsys, shell._monkeypatch)


def test_the_passphrase_opens_it_from_a_file_from_stdin_and_from_a_descriptor(
    left_hip: Shell, locked: Path, key: Path
) -> None:
    new = other(left_hip)
    assert new("import", str(locked), "--passphrase-file", str(key)).code == 0
    assert new.entries() == left_hip.entries()
    again = new("import", str(locked), "--passphrase-file", "-", "--json", stdin=f"{WORDS}\r\n".encode())
    assert (again.code, set(again.data["files"][0]["added"].values())) == (0, {0})
    handle = os.open(key, os.O_RDONLY)
    try:
        assert new("import", str(locked), "--dry-run", "--passphrase-file", f"/dev/fd/{handle}").code == 0
    finally:
        os.close(handle)


def test_a_file_that_does_not_open_is_one_line_and_nothing_is_stored(
    left_hip: Shell, locked: Path, key: Path, tmp_path: Path
) -> None:
    whole = locked.read_bytes()
    keys = re.sub(rb"-> scrypt [^\n]*\n", b"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n", whole)
    armor = b"-----BEGIN AGE ENCRYPTED FILE-----\n%b\n-----END AGE ENCRYPTED FILE-----\n"
    cases = {
        "another passphrase": (whole, b"another", "does not open with this passphrase"),
        "cut": (whole[:-20], WORDS.encode(), "is damaged or incomplete"),
        "for a key": (keys, WORDS.encode(), "not locked with a passphrase"),
        "work": (re.sub(rb"(scrypt \S+) \d+", rb"\1 21", whole), WORDS.encode(), "asks for far more work"),
        "armor": (armor % b"?!", WORDS.encode(), "is damaged or incomplete"),
        "empty passphrase": (whole, b"\n", "the passphrase is empty"),
        "Latin-1": (whole, WORDS.encode("latin-1"), "not text in UTF-8"),
    }
    new = other(left_hip)
    bad = tmp_path / f"bad{NAME}"
    for name, (data, typed, said) in cases.items():
        bad.write_bytes(data)
        told = new("import", str(bad), "--passphrase-file", "-", stdin=typed)
        assert (told.code, told.err.count("\n"), said in told.err) == (1, 1, True), (name, told.err)
    for named, said in ((str(tmp_path / "no"), "no file at"), (str(tmp_path), "cannot be read"), ("", "empty")):
        told = new("import", str(locked), "--passphrase-file", named)
        assert (told.code, told.err.count("\n"), said in told.err) == (1, 1, True), told.err
    told = new("import", str(locked))
    assert (told.code, "--passphrase-file" in told.err) == (2, True), told.err
    assert not new.db.exists()
    bad.write_bytes(armor % b64encode(whole))
    assert new("import", str(bad), "--passphrase-file", str(key)).code == 0


def test_on_a_terminal_it_is_typed_twice_unseen_and_a_short_one_is_told(
    left_hip: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["short", "shorter", "short", "short", "short"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    ask, place = runner(left_hip.db), tmp_path / NAME
    told = ask("export", str(place), typed="yes\n", terminal=True)
    assert (told.code, place.exists(), "differ" in told.err) == (1, False, True)
    told = ask("export", str(place), typed="yes\n", terminal=True)
    assert (told.code, place.exists(), "soon guessed" in told.err) == (0, True, True)
    assert "not even you" in told.out
    told = runner(left_hip.db.with_name("other.db"))("import", str(place), terminal=True)
    assert told.code == 0
    assert "short" not in told.out + told.err


def test_what_is_missing_is_said_and_only_a_locked_name_takes_a_passphrase(
    left_hip: Shell, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = left_hip("export", str(tmp_path / "a.rehab.json"), "--passphrase-file", str(key))
    assert (told.code, ".rehab.json.age" in told.err) == (2, True)
    assert left_hip("export", str(tmp_path / NAME)).code == 2
    monkeypatch.setitem(sys.modules, "pyrage", None)
    told = left_hip("export", str(tmp_path / NAME), "--passphrase-file", str(key))
    assert (told.code, told.err.count("\n"), "pip install 'rehab-tui[age]'" in told.err) == (1, 1, True)
    (tmp_path / "b.age").write_bytes(b"age-encryption.org/v1\n-> scrypt AAAA 18\n")
    told = left_hip("import", str(tmp_path / "b.age"), "--passphrase-file", str(key))
    assert (told.code, "pip install 'rehab-tui[age]'" in told.err) == (1, True)
    assert json.loads(left_hip("history", "--trail", "--json").out)["trail"] == []


def test_a_busy_machine_is_tried_again_and_never_told_as_damage(
    left_hip: Shell, locked: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long it would take is guessed by a trial of milliseconds."""
    opens, left = pyrage.passphrase.decrypt, iter([True, True])

    def decrypt(data: bytes, words: str, busy: Iterator[bool]) -> bytes:
        if next(busy, False):
            raise pyrage.DecryptError("Excessive work parameter for passphrase.\nIt would take around 99 seconds.")
        return bytes(opens(data, words))

    new = other(left_hip)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", partial(decrypt, busy=repeat(True)))
    told = new("import", str(locked), "--passphrase-file", str(key))
    assert (told.code, "less busy" in told.err, new.db.exists()) == (1, True, False)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", partial(decrypt, busy=left))
    assert new("import", str(locked), "--passphrase-file", str(key)).code == 0
