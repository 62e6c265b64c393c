"""The advice of a serious sign does not wait for a file that another program holds."""

import sqlite3
from threading import Timer

import pytest
from shell import Shell


@pytest.mark.parametrize(
    "words",
    [
        ("log", "symptoms", "saddle-numbness"),
        ("log", "day", "--symptoms", "saddle-numbness"),
        ("setup", "--usual", "saddle-numbness"),
        ("checkin", "--full"),
    ],
)
def test_it_comes_while_it_is_tried_and_once(
    left_hip: Shell, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    assert left_hip("setup", "--emergency", "144", "--accept-notice").code == 0
    monkeypatch.setattr("rehab_tui.cli.advising.A_MOMENT", 0.3)
    other = sqlite3.connect(left_hip.db, isolation_level=None, check_same_thread=False)
    typed = {"stdin": b"\n\n\nyes\n"} if words[0] == "checkin" else {}
    other.execute("BEGIN IMMEDIATE")
    free = Timer(1.0, other.execute, ("ROLLBACK",))
    free.start()
    result = left_hip(*words, **typed)
    free.join()
    other.close()
    said = result.err + result.out
    assert said.count("GET EMERGENCY HELP NOW") == 1, said
    assert "call 144" in said
    assert "NOT kept yet" in said
    assert "NOT kept; the last" not in said
    assert [one["level"] for one in left_hip("followups", "--json").data] == [1]
