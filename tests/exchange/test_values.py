"""Values as plain dictionaries: every key is there, absent is None."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from rehab_tui.domain.adherence import Adherence
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.dose import ClearanceKind, Dose, SkipReason
from rehab_tui.domain.entry import Entry, Fact, Logged, Note, SmallAnswer, Visit
from rehab_tui.domain.followup import Event, FollowUp, Level, State
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.series import pain_series
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered
from rehab_tui.exchange.trends import adherence_values, series_values
from rehab_tui.exchange.values import entry_values, follow_up_values, logged_values

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=1)))
COMMON = {"id", "kind", "date", "recorded_at", "late_days", "state", "side", "site", "note", "simulated"}


@pytest.mark.parametrize(
    ("fact", "own"),
    [
        (PainScore(0, Side.LEFT), {"score": 0, "score_kind": "day", "side": "left", "site": "hip"}),
        (
            ExerciseDone("clamshell", Dose(2, 12), Side.RIGHT, pain_during=0),
            {"exercise": "clamshell", "sets": 2, "reps": 12, "hold": None, "minutes": None, "skip_reason": None,
             "one_key": False, "pain_before": None, "pain_during": 0, "effort": None, "side": "right", "site": None},
        ),
        (ExerciseDone("clamshell", skipped=SkipReason.NO_TIME), {"skip_reason": "no-time", "sets": None, "side": None}),
        (
            SymptomsAnswered(Form.PICKED, ("fever",), (SymptomReport("fever", since=DAY),), 38.2),
            {"form": "picked", "asked": ["fever"], "temperature_c": 38.2,
             "symptoms": [{"id": "fever", "answer": "new", "side": None, "since": "2026-11-20", "text": None}]},
        ),
        (SymptomsAnswered(Form.DAILY, ("fever",)), {"symptoms": [], "temperature_c": None}),
        (SmallAnswer("woken", "yes"), {"question": "woken", "value": "yes"}),
        (Note("a\nb"), {"text": "a\nb"}),
        (Clearance(ClearanceKind.CYCLING, "Dr. Lee"), {"what": "cycling", "by": "Dr. Lee"}),
        (Visit(DAY, "surgeon"), {"visit_on": "2026-11-20", "who": "surgeon", "ask": None}),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_an_entry_has_all_its_keys(fact: Fact, own: dict[str, object]) -> None:
    values = entry_values(Entry("e1", DAY, fact, AT))
    assert values.keys() >= COMMON
    assert {key: values[key] for key in own} == own
    assert (values["date"], values["recorded_at"]) == ("2026-11-20", "2026-11-21T09:30:00.000+01:00")
    assert (values["late_days"], values["state"]) == (1, "current")
    json.dumps(values, allow_nan=False)


def follow_up() -> FollowUp:
    return FollowUp(
        id="f1", rule="RF-02", level=Level.EMERGENCY, title="t", message="m", why={"symptom": "x"}, sources=("S01",),
        side=None, opened_on=DAY, opened_at=AT, due=AT + timedelta(hours=1), entry_id="e1",
        events=(Event("opened", AT, State.OPEN),),
    )  # fmt: skip


def test_a_follow_up_is_overdue_by_the_instant() -> None:
    assert follow_up_values(follow_up(), AT)["overdue"] is False
    values = follow_up_values(follow_up(), datetime(2026, 11, 21, 9, 31, tzinfo=UTC))
    assert values.keys() == {
        "id", "rule", "level", "state", "overdue", "title", "message", "why", "sources", "side", "opened_on", "due",
        "outcome", "events", "entry",
    }  # fmt: skip
    assert (values["overdue"], values["level"], values["due"]) == (True, 1, "2026-11-21T10:30:00.000+01:00")
    assert (values["outcome"], values["why"]) == (None, {"symptom": "x"})


def test_logged_is_entries_and_follow_ups() -> None:
    values = logged_values(Logged((Entry("e1", DAY, Note("x"), AT),), (follow_up(),)), AT)
    assert {key: len(found) for key, found in values.items() if isinstance(found, list)} == {
        "entries": 1,
        "followups": 1,
    }


def test_a_series_keeps_gaps_and_unrounded_means() -> None:
    scores = {DAY: 0, DAY - timedelta(days=1): 1, DAY - timedelta(days=3): 1}
    values = series_values(pain_series(scores, Side.LEFT, Site.HIP, DAY - timedelta(days=3), DAY))
    assert values["days"] == [
        {"date": "2026-11-17", "value": 1},
        {"date": "2026-11-18", "value": None},
        {"date": "2026-11-19", "value": 1},
        {"date": "2026-11-20", "value": 0},
    ]
    assert (values["mean_7"], values["n_7"], values["mean_prior_14"], values["n_prior_14"]) == (2 / 3, 3, None, 0)


def test_done_of_planned_is_null_when_nothing_was_due() -> None:
    nothing = adherence_values(Adherence(28, 0.0, 0, {}, {}))
    assert (nothing["percent"], nothing["by_exercise"]) == (None, [])
    some = adherence_values(Adherence(7, 1.5, 2, {"tired": 1}, {"clamshell": (1.5, 2)}))
    assert some["percent"] == 75
    assert some["by_exercise"] == [{"exercise": "clamshell", "done": 1.5, "due": 2, "percent": 75, "skipped": {}}]
