"""How much Today and the computed rules read and do, counted in steps of the database and in rows, not in time."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.kept import EntryState
from rehab_tui.domain.pain import PainScore
from rehab_tui.services.rule_states import RuleStates
from rehab_tui.services.watch import Watch
from tests.bench.ten_years import build, stamp_of

TODAY = date(2026, 11, 20)
STEPS = 100
"""The database says each time so many of its own steps are done."""


@pytest.fixture(scope="module", params=[365, 3650], ids=["a year", "ten years"])
def years(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("years") / "r.db"
    build(path, TODAY - timedelta(days=1), request.param)
    return path


@contextmanager
def counted(connection: sqlite3.Connection) -> Iterator[Callable[[], int]]:
    """Count the steps the database takes, in thousands."""
    done = 0

    def step() -> int:
        nonlocal done
        done += 1
        return 0

    connection.set_progress_handler(step, STEPS)
    try:
        yield lambda: done * STEPS // 1000
    finally:
        connection.set_progress_handler(None, 0)


def test_today_reads_the_days_it_shows(years: Path) -> None:
    with Rehab.open(years) as rehab:
        with counted(rehab._store.connection) as thousands:
            review = rehab.days.review(TODAY, TODAY)
        assert review.work.due
        assert thousands() < 20


def test_a_new_entry_does_not_read_ten_years_again(years: Path) -> None:
    with Rehab.open(years) as rehab:
        rehab.journal.watch(stamp_of(TODAY))
        with counted(rehab._store.connection) as thousands:
            rehab.journal.add(TODAY, PainScore(9, Side.LEFT), stamp_of(TODAY), "pain 9")
        assert thousands() < 250
        assert [one.rule for one in rehab.follow_ups.waiting() if one.opened_on == TODAY]
        rehab.journal.undo(stamp_of(TODAY))


def test_a_late_entry_reads_the_weeks_it_touches(years: Path) -> None:
    late = TODAY - timedelta(days=200)
    with Rehab.open(years) as rehab:
        rehab.journal.watch(stamp_of(TODAY))
        with counted(rehab._store.connection) as thousands:
            rehab.journal.add(late, PainScore(9, Side.LEFT), stamp_of(TODAY), "pain 9")
        assert thousands() < 1000


def test_a_replay_of_all_years_reads_each_of_them_once(years: Path) -> None:
    with Rehab.open(years) as rehab:
        first = rehab.looking_back.first_day()
        assert first is not None
        with counted(rehab._store.connection) as thousands:
            said = rehab.use(RuleStates).replay(first, TODAY, stamp_of(TODAY).moment)
        assert len(said) == (TODAY - first).days + 1
        assert thousands() < 4 * len(said)


def test_a_look_reads_bounded_windows(years: Path) -> None:
    with Rehab.open(years) as rehab:
        history = Watch(rehab._store).history(TODAY)
        assert sum(len(scores) for scores in history.scores.values()) <= 2 * (365 + 120)
        assert len(history.work) + len(history.slots) + len(history.mornings) <= 3 * 30


def test_follow_ups_are_read_once_for_many_days(years: Path) -> None:
    """Thirty late scores in one go evaluate a hundred dates; follow-ups are not read for each finding."""
    from rehab_tui.services.journal import Draft

    with Rehab.open(years) as rehab:
        said: list[str] = []
        rehab._store.connection.set_trace_callback(said.append)
        days = [TODAY - timedelta(days=back) for back in range(1, 31)]
        logged = rehab.journal.log(
            [Draft(day, PainScore(10, Side.LEFT)) for day in days], stamp_of(TODAY), "a late month"
        )
        rehab._store.connection.set_trace_callback(None)
        assert logged.followups
        assert sum(words.lstrip().startswith("SELECT f.*") for words in said) <= 10 + len(logged.followups)


def test_undoing_thousands_at_once_costs_as_much_each_as_undoing_hundreds(tmp_path: Path) -> None:
    """Each entry was looked for among all of them: ten years of scores took four seconds to take back."""
    from rehab_tui.services.journal import Draft

    each = {}
    for days in (300, 1500):
        with Rehab.open(tmp_path / f"{days}.db", create=True) as rehab:
            drafts = [Draft(TODAY - timedelta(days=back), PainScore(back % 5, Side.LEFT)) for back in range(days)]
            rehab.journal.log(drafts, stamp_of(TODAY), "late years")
            with counted(rehab._store.connection) as thousands:
                undone = rehab.journal.undo(stamp_of(TODAY))
            assert len(undone.entries) == days
            assert not any(entry.state is EntryState.CURRENT for entry in undone.entries)
            each[days] = 1000 * thousands() / days
    assert each[1500] < 1.5 * each[300] < 1500, each
