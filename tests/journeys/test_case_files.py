"""The histories of the case files, typed day by day as real commands: follow-ups, their JSON and replay agree."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.symptom import SYMPTOMS
from rehab_tui.rules import asks_if_checked, evaluate
from rehab_tui.rules.computed import COMPUTED_RULES, evaluate_computed
from rehab_tui.rules.computed.hit import RISE
from tests.cli.runs import Ran, runner
from tests.rules.histories import dated, history, today_of
from tests.rules.test_computed_cases import cases
from tests.rules.test_rule_cases import TODAY as SIGN_DAY
from tests.rules.test_rule_cases import cases as sign_cases
from tests.rules.test_rule_cases import evidence

TYPED = {
    "name", "left", "right", "scores", "mornings", "woken", "relief", "activities", "work", "symptoms", "measures",
    "resets", "pauses", "surgery_days_ago", "graft", "today", "level", "side", "why", "data", "message", "times",
}  # fmt: skip
"""What of a case can be typed; the others need follow-ups, plans or clocks that stand in tests of their own."""
RULES = ("PT", "PX", "HW-01", "FU", "FF", "FN", "MS-01", "OK")
LONGEST = 35
"""Days. Longer cases are left to the pure tests: these here are about agreement, and CI has minutes."""


def commands(case: Mapping[str, Any], today: date) -> dict[date, list[tuple[str, ...]]]:
    """Return what is typed on each date."""
    found: dict[date, list[tuple[str, ...]]] = {}

    def on(day: date, *words: str) -> None:
        found.setdefault(day, []).append(words)

    for side, text in case.get("mornings", {}).items():
        for day, score in dated(text, today):
            on(day, "log", "pain", score, "--side", side, "--kind", "morning")
    hips = {f"hip {side}": case[side] for side in ("left", "right") if side in case}
    for place, text in {**hips, **case.get("scores", {})}.items():
        site, side = place.split()
        for day, score in dated(text, today):
            on(day, "log", "pain", score, "--side", side, "--site", site)
    for day, word in dated(case.get("woken", ""), today):
        on(day, "log", "answer", "woken", {"y": "yes", "n": "no"}[word])
    if "relief" in case:
        on(today, "log", "answer", "relief", case["relief"])
    for days, value in case.get("activities", {}).items():
        on(today - timedelta(days=days), "log", "answer", "activities", value)
    for one in case.get("work", ()):
        pains = [(f"--pain-{name}", str(one[name])) for name in ("before", "during") if name in one]
        side = ("--side", one["side"]) if "side" in one else ()
        words = (
            "log",
            "exercise",
            one.get("id", "clamshell"),
            *_dose(one),
            *side,
            *(w for pair in pains for w in pair),
        )
        on(today - timedelta(days=one["ago"]), *words)
    for one in case.get("symptoms", ()):
        temperature = ("--temp", one["temp"]) if "temp" in one else ()
        words = (one.get("log") or "none").split()
        checked = ("--checked",) if any(word.endswith(":usual") for word in words) else ()
        on(today - timedelta(days=one["ago"]), "log", "symptoms", *words, *checked, *temperature)
    for name, rows in case.get("measures", {}).items():
        for one in rows:
            arms = ("--arms",) if one.get("arms") else ()
            values = map(str, one["values"])
            if name == "my-activities":
                values = (f"activity {one.get('of', '')}{number}={value}" for number, value in enumerate(values))
            on(today - timedelta(days=one["ago"]), "log", "measure", name, *values, *arms)
    for days in case.get("resets", ()):
        on(today - timedelta(days=days), "log", "baseline", "--by", "K. Berg")
    for first, last in case.get("pauses", ()):
        day = today - timedelta(days=first)
        until = () if last is None else ("--to", (today - timedelta(days=last)).isoformat())
        on(day, "log", "pause", "--from", day.isoformat(), *until, "--reason", "away")
    return found


def _dose(one: Mapping[str, Any]) -> tuple[str, ...]:
    return ("--minutes", "10") if one.get("id") == "walking" else ("--reps", "8")


def odd_values(values: list[Any]) -> bool:
    """Return whether nobody can type these values: one is missing, or they are of more than five activities."""
    return None in values or len(values) > 5


def can_be_typed(_: str, case: Mapping[str, Any]) -> bool:
    today = today_of(case)
    if set(case) - TYPED or case.get("surgery_days_ago", 1) < 0:
        return False
    if any(set(one) & {"plan", "at"} for one in case.get("work", ())):
        return False
    if any(set(one) & {"asked"} for one in case.get("symptoms", ())) or any(d < 0 for d in case.get("resets", ())):
        return False
    if any(odd_values(one["values"]) for rows in case.get("measures", {}).values() for one in rows):
        return False
    typed = commands(case, today)
    return bool(typed) and max(typed) <= today and (today - min(typed)).days < LONGEST


def walked() -> Iterator[Any]:
    for kind, rules in (("fires", RULES), ("quiet", ("PT",))):
        for param in cases(kind):
            if str(param.values[0]).startswith(rules) and can_be_typed(*param.values):
                yield param


@pytest.mark.parametrize(("rule", "case"), list(walked()))
def test_a_history_says_the_same_everywhere(tmp_path: Path, rule: str, case: Mapping[str, Any]) -> None:
    today = today_of(case)
    rehab = runner(tmp_path / "r.db")
    typed = commands(case, today)
    first = min(typed)
    setup(rehab, case, first, today)
    for day in (first + timedelta(days=number) for number in range((today - first).days + 1)):
        for words in typed.get(day, ()):
            done = rehab("--today", day.isoformat(), *words)
            assert done.code == 0, done.err
        if day not in typed:
            rehab("--today", day.isoformat(), "status")
    at_end = ("--today", today.isoformat())

    replayed = rehab(*at_end, "signs", "--replay", "--from", first.isoformat(), "--json").data
    of_today = [(one["rule"], one["side"], one["level"]) for one in replayed if one["date"] == today.isoformat()]
    expected = [
        (one.rule, one.side, None if one.level is None else int(one.level))
        for one in evaluate_computed(history(case), today)
        if one.rule == rule
    ]
    assert [one for one in of_today if one[0] == rule] == expected

    listed = rehab(*at_end, "followups", "--all", "--json").data
    kept = [one for one in listed if one["level"] is not None]
    computed = [one for one in kept if one["rule"] in COMPUTED_RULES]
    said = {(one["date"], one["rule"], one["side"]): one["level"] for one in replayed}
    for one in computed:
        # A severe score that nobody answered was level 3 at first, and is level 2 once its two hours are over.
        assert said[one["opened_on"], one["rule"], one["side"]] <= one["level"]
    for one in replayed:
        if one["level"] is not None and one["rule"] in COMPUTED_RULES:
            assert any(stands_for(follow_up, one) for follow_up in kept), one
    with Rehab.open(tmp_path / "r.db") as screens:
        assert [one.id for one in screens.follow_ups.all()] == [one["id"] for one in kept]


def setup(rehab: Any, case: Mapping[str, Any], first: date, today: date) -> None:
    words = ["setup", "--side", "both" if "right" in case else "left", "--birth-date", "1960-05-01", "--accept-notice"]
    if "surgery_days_ago" in case:
        words += ["--surgery-date", (today - timedelta(days=case["surgery_days_ago"])).isoformat()]
    if "graft" in case:
        words += ["--graft", case["graft"]]
    done: Ran = rehab("--today", first.isoformat(), *words)
    assert done.code == 0, done.err


def stands_for(follow_up: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Return whether a follow-up, or one of the same cause, was there on a date for what the rules said of it."""
    causes = RISE if said["rule"] in RISE else (said["rule"], *{"PT-08": ("RF-17",)}.get(said["rule"], ()))
    return (
        follow_up["rule"] in causes
        and follow_up["side"] in (said["side"], None)
        and follow_up["opened_on"] <= said["date"]
        and follow_up["level"] <= said["level"]
    )


def reported() -> Iterator[Any]:
    """Yield the cases of reported signs that one command can type."""
    for kind in ("fires", "quiet"):
        for param in sign_cases(kind):
            _, case = param.values
            rounds = (case, *case.get("recent", ()))
            marked = " ".join(one["log"] for one in rounds)
            typed = not ("text" in case and not case["text"]) and not case.get("surgery_not_yet")
            asked = not any(f"{name}:unchecked" in marked for name in SYMPTOMS if not asks_if_checked(name))
            if typed and asked and not (":usual" in marked and ":unchecked" in marked):
                yield param


def answer(case: Mapping[str, Any], day: date) -> tuple[str, ...]:
    words = [word.replace(":unchecked", ":usual") for word in case["log"].split()]
    words += ["--checked"] if ":usual" in case["log"] else []
    words += ["--form", "full"] if case["log"] == "none" else []
    words += ["--temp", case["temp"]] if "temp" in case else []
    words += ["--with", case["with"].replace(" ", ",")] if case.get("with") else []
    words += ["--text", case["text"]] if "text" in case else []
    if "since_days_ago" in case:
        words += ["--since", (day - timedelta(days=case["since_days_ago"])).isoformat()]
    return ("log", "symptoms", *words)


@pytest.mark.parametrize(("rule", "case"), list(reported()))
def test_reported_signs_say_the_same_everywhere(tmp_path: Path, rule: str, case: Mapping[str, Any]) -> None:
    today = SIGN_DAY
    rehab = runner(tmp_path / "r.db")
    earlier = sorted(case.get("recent", ()), key=lambda one: -one["days_ago"])
    days = [today - timedelta(days=one["days_ago"]) for one in earlier]
    setup(rehab, case, min([today - timedelta(days=10), *days]), today)
    if case.get("past_cancer"):
        assert rehab("--today", today.isoformat(), "setup", "--past-cancer", "yes").code == 0
    if case.get("low_back_pain"):
        assert rehab("--today", today.isoformat(), "log", "pain", "3", "--site", "low-back", "--side", "left").code == 0
    for day, one in zip(days, earlier, strict=True):
        assert rehab("--today", day.isoformat(), *answer(one, day)).code == 0
    done = rehab("--today", today.isoformat(), *answer(case, today))
    assert done.code == 0, done.err

    expected = {(one.rule, one.side, int(one.level)) for one in evaluate(evidence(case))}
    assert (rule in {one[0] for one in expected}) == ("level" in case)
    span = ("signs", "--replay", "--from", today.isoformat(), "--json")
    replayed = {
        (one["rule"], one["side"], one["level"])
        for one in rehab("--today", today.isoformat(), *span).data
        if one["rule"].startswith("RF-")
    }
    assert expected <= replayed
    kept = rehab("--today", today.isoformat(), "followups", "--all", "--json").data
    for name, _, level in expected:
        assert any(one["rule"] == name and one["level"] <= level for one in kept)
