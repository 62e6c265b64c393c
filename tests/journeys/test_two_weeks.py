"""A patient logs two weeks by keys and commands; everything agrees with everything afterwards."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.config import Settings
from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import State
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context

FIRST = date(2026, 9, 7)
SCORES = (5, 5, 4, 6, None, 5, 4, 4, 0, 4, 3, 4, 3, 3)
"""A missed day is None, and 0 is a day without pain."""


class Evening(Clock):
    """Six in the evening of a day."""

    def now(self) -> Moment:
        moment = super().now()
        return replace(moment, instant=moment.instant.replace(hour=18))


async def live(rehab: Rehab, day: date, *keys: str) -> None:
    app = RehabApp(Context(rehab, Evening(day), Settings()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()


def command(db: Path, today: date, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "rehab_tui", "--db", str(db), "--today", today.isoformat(), *words],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


async def test_two_weeks(tmp_path: Path) -> None:
    db = tmp_path / "ann.db"
    last = FIRST + timedelta(days=len(SCORES) - 1)
    with Rehab.open(db, create=True) as rehab:
        start = Stamp(Evening(FIRST).now(), "screen")
        facts = {"side": Side.LEFT, "allowed_by": "Dr. Rivera", "allowed_on": FIRST, "setup_done_on": FIRST}
        rehab.profiles.keep(facts, start)
        rehab.plans.start("activate", start)
        for number, score in enumerate(SCORES):
            if score is not None:
                await live(rehab, FIRST + timedelta(days=number), str(score), "n", "a", "2")
        rehab.follow_ups.waiting()

    code, text = command(db, last, "trends", "pain", "--days", "14", "--side", "left", "--json")
    assert code == 0
    trend = json.loads(text)
    assert [day["value"] for day in trend["days"]] == list(SCORES)
    week = [score for score in SCORES[7:] if score is not None]
    assert (trend["mean_7"], trend["n_7"]) == (sum(week) / len(week), len(week))

    code, text = command(db, last, "history", "--from", FIRST.isoformat(), "--to", last.isoformat(), "--json")
    pains = {e["date"]: e["score"] for e in json.loads(text)["entries"] if e["kind"] == "pain"}
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(len(SCORES))]
    assert [pains.get(day) for day in days] == list(SCORES)

    code, text = command(db, last, "status", "--json")
    status = json.loads(text)
    assert status["pain_logged"]
    assert status["signs_asked"]
    assert status["exercises_done"] == status["exercises_due"] > 0

    code, text = command(db, last, "trends", "adherence", "--days", "14", "--json")
    adherence = json.loads(text)
    assert 0 < adherence["done"] < adherence["due"], "the missed day stays due"


async def test_a_sore_calf_from_the_key_to_the_outcome(tmp_path: Path) -> None:
    db = tmp_path / "ann.db"
    with Rehab.open(db, create=True) as rehab:
        rehab.profiles.keep({"side": Side.LEFT, "setup_done_on": FIRST}, Stamp(Evening(FIRST).now(), "screen"))
    assert command(db, FIRST, "log", "symptoms", "calf-swelling:left")[0] == 0
    assert command(db, FIRST, "status", "--quiet")[0] == 12
    text = command(db, FIRST, "followups", "--json")[1]
    (waiting,) = json.loads(text)
    assert (waiting["rule"], waiting["level"], waiting["side"]) == ("RF-07", 2, "left")
    words = ("--contacted", "night line", "--said", "come in today")
    assert command(db, FIRST, "followups", "act", waiting["id"][:8], *words)[0] == 0
    assert command(db, FIRST, "status", "--quiet")[0] == 12
    outcome = "Seen the same evening; scanned, nothing to do"
    assert command(db, FIRST, "followups", "close", waiting["id"][:8], "--outcome", outcome)[0] == 0
    assert command(db, FIRST, "status", "--quiet")[0] != 12
    assert json.loads(command(db, FIRST, "followups", "--json")[1]) == []
    (closed,) = json.loads(command(db, FIRST, "followups", "--all", "--json")[1])
    assert (closed["state"], closed["outcome"]) == (State.CLOSED.value, outcome)
