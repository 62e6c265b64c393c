"""Laws of the order of a caseload: the place is that of the first reason, and nothing is told twice or forgotten."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.domain.caseload import Standing, Summary
from rehab_tui.domain.moment import instant_text
from rehab_tui.rules.triage import reasons, standing_of, triage

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NUMBERS = st.integers(0, 100)


@st.composite
def waiting(draw: st.DrawFn) -> dict[str, Any]:
    level, acted = draw(st.sampled_from([1, 2, 3, 4])), draw(st.booleans())
    late = instant_text(NOW + timedelta(hours=draw(st.integers(-200, 200))))
    care = level == 3 and draw(st.booleans())
    rule = draw(st.sampled_from(["PX-03", "PT-02", "FN-01"])) if level == 3 else "RF-01"
    return {
        "id": "x", "rule": rule, "rise": rule == "PT-02", "level": level, "title": "A sign", "side": None,
        "opened_on": "2026-11-18", "state": "acted" if acted else "open", "logged": None,
        "overdue_from": None if acted or level == 4 else late, "care_until": late[:10] if care and not acted else None,
    }  # fmt: skip


@st.composite
def details(draw: st.DrawFn) -> dict[str, Any]:
    rise = {
        "rule": "PT-02", "side": "left", "mean_7": 5.0, "n_7": 7, "before": "the two weeks before", "mean_before": 3.0,
        "n_before": 14,
    }  # fmt: skip
    alert = draw(st.sampled_from([[], ["RF-01"]]))
    silent = {"days": 9, "after_alert": alert, "first": "2026-11-11"}
    after = {"days": 2, "level": 2, "title": "A sign", "ended_on": "2026-11-17"}
    work = {"percent": draw(NUMBERS), "done": 1.0, "due": draw(st.sampled_from([0, 28]))}
    waits = draw(st.lists(waiting(), max_size=3))
    cares = [one["overdue_from"] for one in waits if one["rise"] and one["care_until"]]
    rise["care_ends"] = max(cares, default=None)
    return {
        "waiting": waits,
        "silent": draw(st.sampled_from([None, silent])),
        "after": draw(st.sampled_from([None, after])),
        "rising": draw(st.sampled_from([[], [rise]])),
        "more_done": draw(st.sampled_from([None, {"now": 90, "before": 50}])),
        "load": None,
        "work": work,
        "low_weeks": draw(st.sampled_from([None, [30, 40]])),
        "asked": {"answered": 3, "full": 0, "reported": 0},
    }


def summary(found: dict[str, Any], ago: int, *, seen: bool, patient: str = "a") -> Summary:
    late = sorted(f"{one['level']}:{one['overdue_from']}" for one in found["waiting"] if one["overdue_from"])
    exported = TODAY - timedelta(days=ago)
    return Summary(
        patient=patient, name=patient, sort_name=patient, version=1,
        exported_at=f"{exported}T00:00:00.000Z", exported_on=exported.isoformat(), data_to=exported.isoformat(),
        last_entry=None, standing=int(standing_of(found)), level=None, due=None,
        overdue_from=" ".join(sorted(late, key=lambda one: (one[0] != "3", one[2:]))),
        open_followups=len(found["waiting"]), sum_7=0, n_7=0, sum_prior_14=0, n_prior_14=0, adherence_7=None,
        adherence_28=None, details=json.dumps(found), seen_version=1 if seen else None,
        seen_at=f"{exported}T00:00:00.000Z",
    )  # fmt: skip


@given(details(), st.integers(0, 30), st.booleans())
def test_the_place_in_the_list_is_that_of_the_first_reason(found: dict[str, Any], ago: int, seen: bool) -> None:
    (row,) = triage([summary(found, ago, seen=seen)], NOW, TODAY)
    told = reasons(row)
    assert row.standing == told[0].standing
    assert [one.standing for one in told] == sorted(one.standing for one in told)
    assert row.stale == (ago >= 14) == any(one.standing is Standing.STALE for one in told)
    assert seen != any(one.standing is Standing.NEW for one in told)


@given(details(), st.integers(0, 30))
def test_a_level_1_or_2_that_waits_never_stands_below_anything_else(found: dict[str, Any], ago: int) -> None:
    levels = {one["level"] for one in found["waiting"]}
    (row,) = triage([summary(found, ago, seen=True)], NOW, TODAY)
    assert (row.standing is Standing.EMERGENCY) == (1 in levels)
    assert (row.standing is Standing.TODAY) == (2 in levels and 1 not in levels)


@given(st.lists(details(), max_size=6))
def test_the_list_is_in_the_order_of_the_places_and_has_everyone_once(found: list[dict[str, Any]]) -> None:
    known = [summary(one, 0, seen=True, patient=f"p{number}") for number, one in enumerate(found)]
    rows = triage(known, NOW, TODAY)
    assert [row.standing for row in rows] == sorted(row.standing for row in rows)
    assert {row.patient for row in rows} == {one.patient for one in known}


def test_the_places_are_in_the_order_of_the_issue() -> None:
    """Literally: level 1; level 2; silent after either; overdue level 3; pain rising (done of planned up first); an
    exercise that keeps flaring; (a level 3 that waits); silent for a week; no newer file; little done; new; quiet."""
    level_3 = {
        "id": "x", "rule": "FN-01", "rise": False, "level": 3, "title": "A sign", "side": None, "state": "open",
        "opened_on": "2026-11-18", "logged": None, "overdue_from": "2026-12-01T00:00:00.000Z", "care_until": None,
    }  # fmt: skip
    rise = {
        "rule": "PT-02", "side": "left", "mean_7": 5.0, "n_7": 7, "before": "the two weeks before", "mean_before": 3.0,
        "n_before": 14, "care_ends": None,
    }  # fmt: skip
    quiet: dict[str, Any] = {
        "waiting": [], "silent": None, "after": None, "rising": [], "more_done": None, "load": None,
        "work": {"percent": 90, "done": 9.0, "due": 0}, "low_weeks": None,
        "asked": {"answered": 3, "full": 0, "reported": 0},
    }  # fmt: skip
    cases: dict[str, tuple[dict[str, Any], int, bool]] = {
        "level 1": ({"waiting": [level_3 | {"level": 1, "rule": "RF-01"}]}, 0, True),
        "level 2": ({"waiting": [level_3 | {"level": 2, "rule": "RF-07"}]}, 0, True),
        "silent after": ({"after": {"days": 2, "level": 2, "title": "A sign", "ended_on": "2026-11-17"}}, 0, True),
        "overdue": ({"waiting": [level_3 | {"overdue_from": "2026-11-19T00:00:00.000Z"}]}, 0, True),
        "rising with work": ({"rising": [rise], "more_done": {"now": 90, "before": 50}}, 0, True),
        "rising": ({"rising": [rise]}, 0, True),
        "flaring": ({"waiting": [level_3 | {"rule": "PX-03"}]}, 0, True),
        "waiting": ({"waiting": [level_3]}, 0, True),
        "silent": ({"silent": {"days": 9, "after_alert": [], "first": "2026-11-11"}}, 0, True),
        "no newer file": ({}, 14, True),
        "little done": ({"work": {"percent": 30, "done": 9.0, "due": 28}, "low_weeks": [30, 40]}, 0, True),
        "new": ({}, 0, False),
        "quiet": ({}, 0, True),
    }
    known = [
        summary(quiet | found, ago, seen=seen, patient=name) for name, (found, ago, seen) in reversed(cases.items())
    ]
    assert [row.patient for row in triage(known, NOW, TODAY)] == list(cases)


def test_what_is_under_care_comes_back_when_the_care_has_ended() -> None:
    until = "2026-11-20T23:00:00.000Z"
    known = {
        "id": "x", "rule": "PT-02", "rise": True, "level": 3, "title": "Worse", "side": "left", "state": "snoozed",
        "opened_on": "2026-11-01", "logged": None, "overdue_from": until, "care_until": "2026-11-20",
    }  # fmt: skip
    rise = {
        "rule": "PT-02", "side": "left", "mean_7": 5.0, "n_7": 7, "before": "the two weeks before", "mean_before": 3.0,
        "n_before": 14, "care_ends": until,
    }  # fmt: skip
    found = {
        "waiting": [known], "silent": None, "after": None, "rising": [rise], "more_done": None, "load": None,
        "work": {"due": 0}, "low_weeks": None, "asked": {"answered": 3, "full": 0, "reported": 0},
    }  # fmt: skip
    one = summary(found, 0, seen=True)
    (quiet,), (back,) = triage([one], NOW, TODAY), triage([one], NOW + timedelta(hours=12), TODAY + timedelta(days=1))
    assert [reason.standing for reason in reasons(quiet)] == [Standing.QUIET, Standing.QUIET]
    assert reasons(quiet)[0].words == "Known, under care until 20 Nov: Worse, left, since 1 Nov"
    assert [reason.standing for reason in reasons(back)] == [Standing.OVERDUE, Standing.RISING]
    assert not any("under care" in reason.words for reason in reasons(back))
    assert (quiet.standing, back.standing) == (Standing.QUIET, Standing.OVERDUE)


@given(details(), st.integers(0, 40))
def test_no_follow_up_of_level_3_is_told_twice(found: dict[str, Any], ago: int) -> None:
    for number, one in enumerate(found["waiting"]):
        one["title"], one["logged"] = f"sign {number}", f"sign {number}"
    words = [one.words for row in triage((summary(found, ago, seen=True),), NOW, TODAY) for one in reasons(row)]
    for one in found["waiting"]:
        assert sum(one["title"] in said for said in words) == (one["level"] != 4) - _in_the_rise(found, one)


def _in_the_rise(found: dict[str, Any], one: dict[str, Any]) -> bool:
    """Return whether the line of a rise stands for a follow-up: it is of that rise, waits, and is not overdue."""
    late = one["overdue_from"] is not None and one["overdue_from"] < instant_text(NOW)
    known = one["care_until"] and (one["overdue_from"] or "") >= instant_text(NOW)
    return bool(one["level"] == 3 and one["rise"] and found["rising"] and not late and not known)
