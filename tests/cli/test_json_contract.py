"""The JSON that other programs read: every key of `rehab help json` is there, null where there is nothing to say."""

import json
from datetime import datetime
from typing import Any

import pytest
from shell import Result, Shell

from rehab_tui.services.help_pages import help_page

ENTRY = {
    "id", "kind", "date", "recorded_at", "late_days", "state", "side", "site", "note", "supersedes", "origin",
    "time_zone", "simulated",
}  # fmt: skip
DOSE = {"sets", "reps", "hold", "minutes"}
OWN = {
    "pain": {"score", "score_kind"},
    "exercise": {
        "exercise", *DOSE, "skip_reason", "one_key", "pain_before", "pain_during", "effort", "not_allowed",
        "plan",
    },
    "symptoms": {"form", "asked", "symptoms", "temperature_c", "with"},
    "answer": {"question", "value"},
    "note": {"text"},
    "clearance": {"what", "by"},
    "visit": {"visit_on", "who", "ask"},
    "measure": {"measure", "unit", "value", "values", "typed", "arms"},
    "treatment": {"treatment", "dose", "effect"},
    "pause": {"from", "to", "reason"},
    "baseline": {"by"},
    "block": {"anesthetic", "before", "after", "positive_tests", "relief_percent", "criteria"},
}  # fmt: skip
REPORT = {"id", "answer", "side", "since", "text"}
FOLLOW_UP = {
    "id", "rule", "level", "state", "overdue", "title", "message", "why", "sources", "side", "opened_on", "due",
    "outcome", "events",
}  # fmt: skip
EVENT = {"verb", "at", "state", "contacted", "text", "outcome", "until"}
LOGGED = {"entries", "followups"}
DAY = {
    "date", "pain_logged", "signs_asked", "exercises_due", "exercises_done", "due", "overdue", "open_followups",
}  # fmt: skip
SIGN = {
    "id", "title", "symptom", "levels", "trigger", "threshold", "default", "judgement", "sources", "data",
}  # fmt: skip
PAIN_TREND = {
    "side", "site", "days", "mean_7", "n_7", "mean_prior_14", "n_prior_14", "sentence",
}  # fmt: skip
WORK_TREND = {"window_days", "done", "due", "percent", "skipped", "by_exercise"}
PLAN = {
    "patient", "id", "name", "version", "author", "date", "exercises", "ceiling", "thresholds", "known", "precautions",
    "message", "clearances",
}  # fmt: skip
INFO = {
    "path", "size", "mode", "read_only", "version", "file_version", "entries", "corrected", "changes", "followups",
    "first_day", "last_day", "backups", "newest_backup", "newest_backup_at",
}  # fmt: skip

LOGS = (
    ("log", "pain", "0"),
    ("log", "pain", "3", "--side", "both", "--site", "si-joint", "--kind", "worst", "--note", "long car ride"),
    ("log", "exercise", "walking"),
    ("log", "exercise", "walking", "--skip", "tired"),
    ("log", "exercise", "ta-brace", "--sets", "1", "--reps", "8", "--pain-during", "2", "--date", "-2"),
    ("log", "symptoms", "none"),
    ("log", "symptoms", "none", "--form", "full"),
    ("log", "symptoms", "leg-pain:left:worse", "--since", "-3", "--text", "on stairs"),
    ("log", "day", "--pain", "4", "--symptoms", "none", "--note", "slept badly", "--date", "yesterday"),
    ("log", "answer", "woken", "no"),
    ("log", "note", "a note"),
    ("log", "clearance", "swimming", "--by", "Dr. Lee"),
    ("log", "visit", "2026-12-03", "Dr. Lee"),
    ("log", "measure", "peg", "3", "4", "5"),
    ("log", "measure", "chair-stand", "11"),
    ("log", "treatment", "pelvic-belt"),
    ("log", "pause", "--from", "-9", "--to", "-8", "--reason", "flu"),
    ("log", "baseline", "--by", "Kim"),
    (
        *("log", "block", "--site", "si-joint", "--side", "left", "--anesthetic", "lidocaine"),
        *("--before", "8", "--after", "2@30min"),
    ),
)


def read(told: Result) -> Any:
    """Return what was printed, read as strictly as any other program would."""

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({name for name, _ in pairs}) == len(pairs)
        return dict(pairs)

    return json.loads(told.out, parse_constant=refuse, object_pairs_hook=once)


def check_entry(entry: dict[str, Any]) -> None:
    assert set(entry) == ENTRY | OWN[entry["kind"]]
    assert datetime.fromisoformat(entry["recorded_at"]).utcoffset() is not None
    assert entry["simulated"] is True
    for report in entry.get("symptoms", ()):
        assert set(report) == REPORT


def check_follow_up(one: dict[str, Any]) -> None:
    assert set(one) >= FOLLOW_UP
    for event in one["events"]:
        assert set(event) == EVENT
        assert datetime.fromisoformat(event["at"]).utcoffset() is not None


@pytest.mark.parametrize("words", LOGS, ids=" ".join)
def test_every_log_command_prints_entries_and_follow_ups(left_hip: Shell, words: tuple[str, ...]) -> None:
    told = left_hip(*words, "--json")
    assert told.code == 0, told.err
    data = read(told)
    assert set(data) == LOGGED
    assert data["entries"]
    for entry in data["entries"]:
        check_entry(entry)
    for one in data["followups"]:
        check_follow_up(one)


def test_correcting_prints_the_same(left_hip: Shell) -> None:
    first = left_hip.kept("log", "pain", "3")["entries"][0]["id"]
    amended = read(left_hip("amend", first[:8], "--score", "4", "--json"))
    second = amended["entries"][0]["id"]
    for data in (
        amended,
        read(left_hip("mistake", second[:8], "--json")),
        read(left_hip("undo", "--json")),
    ):
        assert set(data) == LOGGED
        for entry in data["entries"]:
            check_entry(entry)
    assert amended["entries"][0]["supersedes"] == first


def test_every_kind_is_in_the_history_with_its_own_keys(left_hip: Shell) -> None:
    for words in LOGS:
        assert left_hip(*words).code == 0
    data = read(left_hip("history", "--json"))
    assert set(data) == {"from", "to", "entries"}
    assert {entry["kind"] for entry in data["entries"]} == set(OWN)
    for entry in data["entries"]:
        check_entry(entry)


def test_the_reading_commands_print_all_their_keys(left_hip: Shell) -> None:
    for words in LOGS:
        left_hip(*words)
    for words in (("today", "--json"), ("status", "--detail", "--json")):
        day = read(left_hip(*words))
        assert set(day) == DAY
        for one in day["open_followups"]:
            check_follow_up(one)
    assert all(set(one) >= FOLLOW_UP for one in read(left_hip("status", "--json"))["open_followups"])
    for words in (("followups", "--json"), ("followups", "--all", "--json")):
        found = read(left_hip(*words))
        assert found
        for one in found:
            check_follow_up(one)
    assert all(set(one) >= SIGN for one in read(left_hip("signs", "--json")))
    work = read(left_hip("trends", "adherence", "--json"))
    assert set(work) >= WORK_TREND
    assert set(read(left_hip("plan", "show", "--json"))) >= PLAN
    assert set(read(left_hip("info", "--json"))) >= INFO
    assert set(read(left_hip("check", "--json"))) == {"problems", "warnings"}


@pytest.mark.parametrize("logged", [True, False])
def test_the_pain_trend_has_its_keys_also_without_a_score(left_hip: Shell, *, logged: bool) -> None:
    if logged:
        left_hip("log", "pain", "0")
    trend = read(left_hip("trends", "pain", "--side", "left", "--days", "14", "--json"))
    assert set(trend) >= PAIN_TREND
    assert len(trend["days"]) == 14
    assert {tuple(day) for day in trend["days"]} == {("date", "value")}
    assert trend["days"][-1] == {"date": "2026-11-20", "value": 0 if logged else None}
    assert (trend["mean_7"], trend["n_7"]) == ((0, 1) if logged else (None, 0))
    assert isinstance(read(left_hip("trends", "pain", "--json")), (dict, list))


def test_a_serious_sign_prints_json_on_stdout_and_its_advice_on_stderr(left_hip: Shell) -> None:
    told = left_hip("log", "symptoms", "saddle-numbness", "--json")
    assert told.code == 0
    (one,) = read(told)["followups"]
    check_follow_up(one)
    assert (one["level"], one["state"], one["outcome"]) == (1, "open", None)
    assert told.err.startswith("GET EMERGENCY HELP NOW\n")
    assert left_hip("status").code == 12


def test_what_is_wrong_leaves_stdout_empty(left_hip: Shell) -> None:
    for words in (("log", "pain", "11"), ("history", "zz"), ("followups", "why", "zz"), ("trends", "nothing")):
        told = left_hip(*words, "--json")
        assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)


def test_the_help_names_every_key(left_hip: Shell) -> None:
    page = help_page("json")
    named = ENTRY | FOLLOW_UP | DAY | SIGN | PAIN_TREND | WORK_TREND | PLAN | INFO | LOGGED | REPORT
    missing = {key for key in named.union(*OWN.values()) if key not in page}
    assert missing == set()
