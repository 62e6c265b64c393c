"""The app on a real file, with a set-up patient, at a size of one's choice."""

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.config import Settings
from rehab_tui.domain.body import Side
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context

TODAY = date(2026, 11, 20)
PROFILE = {
    "name": "Ann Lee",
    "surgery_date": date(2026, 8, 28),
    "levels": "L4-S1",
    "side": Side.LEFT,
    "emergency": "112",
    "night_line": "555-0100",
    "surgeon": "Dr. Rivera, 555-0111",
    "notice_read_on": date(2026, 8, 20),
    "setup_done_on": date(2026, 8, 20),
}
"""Operated 12 weeks ago; the therapist's number is not filled in."""

AppFor = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


class EveningClock(Clock):
    """Five past six in the evening: tests do not depend on the hour they run at."""

    def now(self) -> Moment:
        """Return this evening."""
        moment = super().now()
        return replace(moment, instant=moment.instant.replace(hour=18, minute=5))


@pytest.fixture(autouse=True)
def _quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """An alert takes its key at once; the tests of the alert itself put the waiting back."""
    monkeypatch.setattr("rehab_tui.tui.screens.followups.alert.SHOWN_FOR", 0.0)
    monkeypatch.setattr("rehab_tui.tui.screens.followups.alert.STILL_FOR", 0.0)
    monkeypatch.setattr("rehab_tui.tui.screens.asking.DEAF_FOR", 0.0)


@pytest.fixture
def today() -> date:
    """The day the screens show."""
    return TODAY


@pytest.fixture
def rehab(tmp_path: Path) -> Iterator[Rehab]:
    """A patient's file whose first questions are answered, so that no welcome comes."""
    with Rehab.open(tmp_path / "r.db", create=True) as opened:
        opened.profiles.keep(PROFILE, Stamp(Clock(date(2026, 8, 20)).now(), Origin.SCREEN))
        yield opened


@pytest.fixture
def context(rehab: Rehab) -> Context:
    """What the screens work with."""
    return Context(rehab, EveningClock(TODAY), Settings())


@pytest.fixture
def app_for(context: Context) -> AppFor:
    """`async with app_for((80, 24)) as pilot`: the app in a terminal of that size; `pilot.app` is the app."""

    def start(size: tuple[int, int] = (80, 24)) -> AbstractAsyncContextManager[Pilot[int]]:
        return RehabApp(context).run_test(size=size)

    return start
