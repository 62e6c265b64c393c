"""What was logged by command reads the same by every command and on every screen; a 0 is no missing day."""

import json
from datetime import date, timedelta
from pathlib import Path

from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.config import Settings
from rehab_tui.domain.body import Side
from rehab_tui.domain.moment import Stamp
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from tests.journeys.test_two_weeks import Evening, command
from tests.tui.seen import seen, until_shown, words

TODAY = date(2026, 11, 20)
SCORES = {TODAY - timedelta(days=3): 4, TODAY - timedelta(days=2): 0, TODAY: 3}
"""Yesterday is missing."""


def logged(db: Path) -> None:
    with Rehab.open(db, create=True) as rehab:
        first = Stamp(Evening(TODAY - timedelta(days=9)).now(), "screen")
        on = first.moment.today
        facts = {"side": Side.LEFT, "allowed_by": "Dr. Rivera", "allowed_on": on, "setup_done_on": on}
        rehab.profiles.keep(facts, first)
        rehab.plans.start("activate", first)
    for day, score in SCORES.items():
        kept = ("--pain", str(score), "--symptoms", "none", "--as-planned", "--json")
        assert command(db, TODAY, "log", "day", *kept, "--date", day.isoformat())[0] == 0


async def test_commands_and_screens_agree(tmp_path: Path) -> None:
    db = tmp_path / "r.db"
    logged(db)
    first = (TODAY - timedelta(days=13)).isoformat()
    (trend,) = json.loads(command(db, TODAY, "trends", "pain", "--days", "14", "--json")[1])
    history = json.loads(command(db, TODAY, "history", "--from", first, "--json")[1])["entries"]
    status = json.loads(command(db, TODAY, "status", "--json")[1])
    by_day = {one["date"]: one["value"] for one in trend["days"] if one["value"] is not None}
    assert by_day == {day.isoformat(): score for day, score in SCORES.items()}
    assert by_day == {one["date"]: one["score"] for one in history if one["kind"] == "pain"}
    assert (status["pain_logged"], status["signs_asked"]) == (True, True)
    done = sum(1 for one in {e["exercise"] for e in history if e["kind"] == "exercise" and e["date"] == str(TODAY)})
    assert done == status["exercises_done"] == status["exercises_due"]
    with Rehab.open(db) as rehab:
        app = RehabApp(Context(rehab, Evening(TODAY), Settings()))
        async with app.run_test(size=(120, 40)) as pilot:
            await _today_agrees(pilot, status)
            await pilot.press("c")
            await until_shown(pilot, trend["sentence"])
            await pilot.press("h")
            await until_shown(pilot, "0 none")
            (week,) = [line for line in seen(pilot).split("\n") if line.strip().startswith("16 Nov")]
            assert week.split("│")[0].split()[:8] == ["16", "Nov", "·", "4", "0", "·", "[", "3]"]


async def _today_agrees(pilot: Pilot[int], status: dict[str, object]) -> None:
    """Read the day on the screen, then the one without pain, then the one that is missing."""
    await until_shown(pilot, "[3]")
    assert f"{status['exercises_done']} of {status['exercises_due']} done" in words(pilot)
    assert "no to the five" in words(pilot)
    assert "┃" not in seen(pilot)
    assert not status["open_followups"]
    for shown, there in (("Thu 19 Nov", "["), ("Wed 18 Nov", "[0]")):
        await pilot.press("left_square_bracket")
        await until_shown(pilot, shown)
        (pain,) = [line for line in seen(pilot).split("\n") if "Hip pain that day" in line]
        assert (there in pain) is (there == "[0]"), pain
    await pilot.press("t")
