"""Histories written as short lines, for the case files of the computed rules.

`left: "4*14 . 6*7"` are daily scores that end today: a score, a score so many times, a dot for a missing date.
`woken: "y n . y"` and `slots: "2/4*7"` (done/due, or done/due/uncapped) read the same way.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.history import CeilingChange, History, Slots, Taken, Worked
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import Form, SignAnswer, SymptomReport, SymptomsAnswered, celsius_of

TODAY = date(2026, 11, 20)
KEYS = {
    "name", "today", "left", "right", "scores", "mornings", "woken", "relief", "activities", "worst", "work",
    "ceilings", "slots", "symptoms", "measures", "pauses", "resets", "started_days_ago", "surgery_days_ago", "graft",
    "open", "last_stored_days_ahead", "scored_at", "relief_at", "now", "level", "side", "why", "data", "change",
    "message", "times",
}  # fmt: skip


def dated(text: str, today: date) -> Iterator[tuple[date, str]]:
    """Yield each date with its word; missing dates are left out."""
    words = [word for token in text.split() for word in _repeated(token)]
    first = today - timedelta(days=len(words) - 1)
    yield from ((first + timedelta(days=n), word) for n, word in enumerate(words) if word != ".")


def _repeated(token: str) -> list[str]:
    word, _, times = token.partition("*")
    return [word] * int(times or 1)


def scores(text: str, today: date) -> dict[date, int]:
    return {day: int(word) for day, word in dated(text, today)}


def today_of(case: Mapping[str, Any]) -> date:
    found = case.get("today", TODAY)
    return found if isinstance(found, date) else date.fromisoformat(found)


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def history(case: Mapping[str, Any]) -> History:
    """Return the history that a case describes."""
    assert not set(case) - KEYS, set(case) - KEYS
    today = today_of(case)

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    hips = {f"hip {side}": case[side] for side in ("left", "right") if side in case}
    places = {tuple(place.split()): scores(text, today) for place, text in {**hips, **case.get("scores", {})}.items()}
    yes_no = {"y": "yes", "n": "no"}
    answers: dict[str, dict[date, str]] = {
        "woken": {day: yes_no[word] for day, word in dated(case.get("woken", ""), today)},
        "relief": {today: case["relief"]} if "relief" in case else {},
        "activities": {ago(days): value for days, value in case.get("activities", {}).items()},
    }
    work: dict[date, tuple[Worked, ...]] = {}
    for one in case.get("work", ()):
        day = ago(one["ago"])
        done = Worked(
            one.get("id", "clamshell"), "", one.get("side"), one.get("before"), one.get("during"),
            one.get("plan", "v1"), instant(one.get("at")),
        )  # fmt: skip
        work[day] = (*work.get(day, ()), done)
    operated = ago(case["surgery_days_ago"]) if "surgery_days_ago" in case else None
    return History(
        scores=places,
        mornings={("hip", side): scores(text, today) for side, text in case.get("mornings", {}).items()},
        work=work,
        worst_exercising={ago(days): value for days, value in case.get("worst", {}).items()},
        answers=answers,
        symptoms=tuple((ago(one["ago"]), _round(one)) for one in case.get("symptoms", ())),
        measures={name: tuple(_taken(one, today) for one in rows) for name, rows in case.get("measures", {}).items()},
        ceilings=tuple(
            CeilingChange(ago(one["ago"]), one["to"], instant(one.get("at"))) for one in case.get("ceilings", ())
        ),
        pauses=tuple((ago(first), None if last is None else ago(last)) for first, last in case.get("pauses", ())),
        slots={day: _slots(word) for day, word in dated(case.get("slots", ""), today)},
        profile=Profile(surgery_date=operated, graft=case.get("graft")),
        resets=tuple(ago(days) for days in case.get("resets", ())),
        started=ago(case["started_days_ago"]) if "started_days_ago" in case else None,
        last_stored=ago(-case["last_stored_days_ahead"]) if "last_stored_days_ahead" in case else None,
        scored_at={(("hip", "left"), today): found} if (found := instant(case.get("scored_at"))) else {},
        relief_said_at={today: found} if (found := instant(case.get("relief_at"))) else {},
        open_followups=tuple(_follow_up(one, today, n) for n, one in enumerate(case.get("open", ()))),
    )


def _round(one: Mapping[str, Any]) -> SymptomsAnswered:
    reports = []
    for text in one.get("log", "").split():
        name, _, answer = text.partition(":")
        reports.append(SymptomReport(name, SignAnswer(answer or "new")))
    asked = tuple(one.get("asked", "").split())
    return SymptomsAnswered(Form.PICKED, asked, tuple(reports), celsius_of(one["temp"]) if "temp" in one else None)


def _taken(one: Mapping[str, Any], today: date) -> Taken:
    day = today - timedelta(days=one["ago"])
    return Taken(day, tuple(one["values"]), one.get("arms", False), one.get("of", ""))


def _slots(word: str) -> Slots:
    done, due, *uncapped = word.split("/")
    return Slots(float(done), int(due), float(uncapped[0]) if uncapped else None)


def _follow_up(one: Mapping[str, Any], today: date, number: int) -> FollowUp:
    day = today - timedelta(days=one.get("ago", 0))
    level = Level(one["level"]) if one.get("level") else None
    at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    why = {"symptom": one["symptom"]} if "symptom" in one else {}
    return FollowUp(
        f"f{number}", one["rule"], level, one.get("title", "A title"), "", why, (), one.get("side"), day, at,
        instant(one.get("due")), None, (),
    )  # fmt: skip
