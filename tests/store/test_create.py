"""A new file is there whole or not at all, also where something is to stand in it from the beginning."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from rehab_tui.errors import InvalidValue, NotKept
from rehab_tui.store import Store, backup
from rehab_tui.store.create import create_file
from tests.services.caseloads import stamp


def write(store: Store) -> bool:
    with store.change("log", "something", stamp()):
        return True


def test_a_file_is_begun_with_what_was_written_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new.db"

    def refuse(store: Store) -> bool:
        write(store)
        assert not path.exists()
        raise InvalidValue("no")

    with pytest.raises(InvalidValue):
        Store.begin(path, refuse)
    assert Store.begin(path, lambda store: not write(store)) is None
    assert list(tmp_path.iterdir()) == []
    made = Store.begin(path, write)
    assert made is not None
    with made as store:
        assert (store.path, len(store.rows("SELECT * FROM change"))) == (path, 1)
        write(store)
    assert [one.name for one in tmp_path.iterdir()] == ["new.db"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_another_program_made_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.db"

    def late(store: Store) -> bool:
        create_file(path)
        return write(store)

    with pytest.raises(NotKept, match=r"another program has made .*new\.db meanwhile; do it again"):
        Store.begin(path, late)
    with Store.open(path) as store:
        assert store.rows("SELECT * FROM change") == []
    assert [one.name for one in tmp_path.iterdir()] == ["new.db"]


def test_what_a_program_that_was_ended_left_goes_with_a_backup_a_day_later(tmp_path: Path) -> None:
    path, now = tmp_path / "new.db", stamp().moment.utc
    create_file(path)
    old, young, link = (tmp_path / f"{backup.NEW}{name}" for name in ("old", "young", "link"))
    for one, hours in ((old, 25), (young, 23)):
        one.write_bytes(b"half")
        at = (now - timedelta(hours=hours)).timestamp()
        os.utime(one, (at, at))
    link.symlink_to(young)
    backup.thin(path, now)
    assert {one.name for one in tmp_path.iterdir()} == {"new.db", young.name, link.name}


def test_a_copy_to_look_at_keeps_the_guards_of_the_file(tmp_path: Path) -> None:
    create_file(tmp_path / "new.db")
    with Store.open(tmp_path / "new.db") as store:
        store.look_aside()
        assert store.rows("PRAGMA foreign_keys")[0][0] == 1
