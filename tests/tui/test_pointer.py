"""Where the cursor is, and what became of an exercise: seen without color, in plain letters, in every theme."""

from datetime import date

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.letters import lettered
from rehab_tui.domain.marks import Mark
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.symptom import SymptomReport
from rehab_tui.tui.context import Context, host_of
from rehab_tui.tui.theme import THEMES
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import AppFor
from tests.tui.seen import cells, seen, until_shown
from tests.tui.test_alert import report


@pytest.fixture
def planned(rehab: Rehab) -> Rehab:
    stamp = Stamp(Clock(date(2026, 9, 1)).now(), "screen")
    rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": date(2026, 9, 1)}, stamp)
    rehab.plans.start("strengthen", stamp)
    return rehab


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_one_pointer_stands_before_the_row_under_the_cursor(
    planned: Rehab, app_for: AppFor, size: tuple[int, int]
) -> None:
    async with app_for(size) as pilot:
        for keys in (("3",), ("down", "down", "down"), ("p", "slash", *"hip", "down"), ("escape",), ("h", "enter")):
            await pilot.press(*keys)
            await pilot.pause()
            lines = seen(pilot).split("\n")
            assert "".join(lines).count("►") == 1, seen(pilot)
        for name in THEMES:
            pilot.app.theme = THEMES[name].name
            await pilot.pause()
            (style,) = [style for text, style in cells(pilot) if text.strip() == "►"]
            assert style.color is not None
            assert style.bold
        await pilot.press("comma", "down")
        await pilot.pause()
        (line,) = [line for line in seen(pilot).split("\n") if "►" in line]
        assert "braille" in line


def test_each_mark_reads_otherwise_in_plain_letters_too() -> None:
    letters = [lettered(mark) for mark in Mark]
    assert len(set(letters)) == len(letters)
    assert all(letter.isascii() for letter in letters)
    assert "x" not in letters, "it is a key, and meant done by command and locked on the screen"


async def test_what_was_done_today_stays_when_exercise_is_stopped(
    planned: Rehab, context: Context, app_for: AppFor
) -> None:
    async with app_for((80, 40)) as pilot:
        screen = pilot.app.screen
        done = next(row.key for row in screen.query_one(Sheet).rows if row.key == "ex:glute-bridge")
        screen.query_one(Sheet).go(done)
        await pilot.press("space")
        host_of(pilot.app).raise_alerts(report(context, SymptomReport("saddle-numbness")))
        await until_shown(pilot, "I have read this")
        await pilot.press("r")
        await until_shown(pilot, "Stop exercises until you have had advice")

        (line,) = [line for line in seen(pilot).split("\n") if "✓" in line]
        assert "Glute bridge" in line
        assert "1 done before" in seen(pilot)
        assert "○" not in seen(pilot)
