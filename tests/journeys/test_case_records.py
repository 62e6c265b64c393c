"""The histories of the case files, each as a patient record: imported, they say what the rules and the cases say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli.signs_typed import answered_with, companions_of, form_of, not_checked, with_details
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.dose import Dose
from rehab_tui.domain.entry import SmallAnswer
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.measure_table import measure_named
from rehab_tui.domain.measure_typed import measurement_of
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.domain.symptom import SignAnswer, SymptomReport, celsius_of, report_of
from rehab_tui.exchange.record.file import record_chunks, record_of
from rehab_tui.rules import AnyFinding, evaluate
from rehab_tui.rules.computed import COMPUTED_RULES, evaluate_computed
from rehab_tui.services.exporting import Exporting
from rehab_tui.services.follow_ups import FollowUps
from rehab_tui.services.importing import import_records
from rehab_tui.services.journal import Journal
from rehab_tui.services.profile import Profiles
from rehab_tui.services.rule_states import RuleStates
from rehab_tui.services.watching import MISSED_DAYS
from rehab_tui.store import Store, entries
from rehab_tui.store.bulk import proof as bulk_proof
from tests.cli.runs import runner
from tests.journeys.test_case_files import RULES, TYPED, answer, commands, odd_values, reported, stands_for
from tests.rules.histories import history, today_of
from tests.rules.test_computed_cases import cases
from tests.rules.test_rule_cases import TODAY as SIGN_DAY
from tests.rules.test_rule_cases import evidence

BERLIN = ZoneInfo("Europe/Berlin")
SIDED = "clamshell"
RECORD = Path("case.rehab.json")
Days = Mapping[date, Iterable[tuple[str, ...]]]


def at(day: date, hour: int = 12) -> Stamp:
    return Stamp(Moment(datetime.combine(day, time(hour), BERLIN), day, "Europe/Berlin"))


def facts(words: tuple[str, ...]) -> Iterator[Fact]:
    """Yield what a typed command keeps; only the forms that the case files use."""
    kind, *rest = words[1:]
    given = {name: value for name, value in pairwise(rest) if name.startswith("--")}
    if kind == "pain":
        what = ScoreKind(given.get("--kind", "day"))
        yield PainScore(int(rest[0]), Side(given["--side"]), Site(given.get("--site", "hip")), what)
    elif kind == "answer":
        yield SmallAnswer(rest[0], rest[1])
    elif kind == "exercise":
        dose = Dose(minutes=10) if "--minutes" in given else Dose(reps=8)
        pains = {name: int(given[f"--pain-{name}"]) for name in ("before", "during") if f"--pain-{name}" in given}
        named = (Side(given["--side"]),) if "--side" in given else (Side.LEFT, Side.RIGHT)
        for side in named if rest[0] == SIDED else (None,):
            yield ExerciseDone(rest[0], dose, side, **{f"pain_{name}": pain for name, pain in pains.items()})
    elif kind == "symptoms":
        yield signs(rest, given)
    elif kind == "measure":
        values = [word for word in rest[1:] if not word.startswith("--")]
        yield measurement_of(measure_named(rest[0]), values, arms="--arms" in rest)
    elif kind == "baseline":
        yield Baseline(given["--by"])
    else:
        until = given.get("--to")
        yield Pause(
            date.fromisoformat(given["--from"]), date.fromisoformat(until) if until else None, given["--reason"]
        )


def signs(rest: list[str], given: Mapping[str, str]) -> Fact:
    named = [word for before, word in pairwise(("", *rest)) if not word.startswith("--") and before not in given]
    since = date.fromisoformat(given["--since"]) if "--since" in given else None
    read = [report_of(word) for word in named if word != "none"]
    reports = with_details(read if "--checked" in rest else list(map(_unchecked, read)), since, given.get("--text"))
    degrees = celsius_of(given["--temp"]) if "--temp" in given else None
    return answered_with(reports, form_of(given.get("--form")), degrees, companions_of(given.get("--with")))


def _unchecked(report: SymptomReport) -> SymptomReport:
    return not_checked(report) if report.answer is SignAnswer.USUAL else report


def record(profile: Mapping[str, object], typed: Days, first: date) -> bytes:
    """Return a patient record with the entries of some days, written down on them; no rule has ever seen it."""
    with closing(bulk_proof.in_memory(RECORD)) as store:
        Profiles(store).keep(profile, at(first, 8))
        for day in sorted(typed):
            with store.change("log", "typed", at(day)) as change:
                for words in typed[day]:
                    for fact in facts(words):
                        entries.add(change, day, fact)
        return b"".join(record_chunks(Exporting(store).material(Selection(EVERYTHING), at(day).moment)))


def imported(content: bytes, today: date) -> Store:
    """Return a new file in memory that took a record in."""
    store = bulk_proof.in_memory(RECORD)
    import_records(store, ((RECORD, record_of(RECORD, content)),), at(today, 13), dry_run=False)
    Journal(store).watch(at(today, 16))
    return store


def profile_of(case: Mapping[str, Any], today: date) -> dict[str, object]:
    operated = today - timedelta(days=case["surgery_days_ago"]) if "surgery_days_ago" in case else None
    known = {"side": "both" if "right" in case else "left", "surgery_date": operated, "graft": case.get("graft")}
    return {name: value for name, value in known.items() if value is not None}


def one_of_json(one: FollowUp) -> dict[str, Any]:
    return {"rule": one.rule, "side": one.side, "level": int(one.level or 9), "opened_on": one.opened_on.isoformat()}


def level_of(one: AnyFinding, day: date, today: date) -> int:
    """Return the level of a finding; of severe scores without an answer only the newest is raised to level 2."""
    return 3 if one.rule == "PT-01" and day < today else int(one.level or 9)


def can_be_written(case: Mapping[str, Any], today: date) -> bool:
    odd = set(case) - TYPED or case.get("surgery_days_ago", 1) < 0
    odd = odd or any(set(one) & {"plan", "at"} for one in case.get("work", ()))
    odd = odd or any("asked" in one for one in case.get("symptoms", ())) or any(d < 0 for d in case.get("resets", ()))
    odd = odd or any(odd_values(one["values"]) for rows in case.get("measures", {}).values() for one in rows)
    typed = commands(case, today) if not odd else {}
    return bool(typed) and max(typed) <= today


def by_rule() -> list[Any]:
    """Return the cases of each computed rule that can be written down, however long their histories are."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for kind in ("fires", "quiet"):
        for param in cases(kind):
            rule, case = param.values
            if str(rule).startswith(RULES) and can_be_written(case, today_of(case)):
                found[str(rule)].append(case)
    return [pytest.param(rule, those, id=rule) for rule, those in sorted(found.items())]


@pytest.mark.parametrize(("rule", "those"), by_rule())
def test_a_record_says_what_the_rules_say_of_its_history(rule: str, those: list[Mapping[str, Any]]) -> None:
    for case in those:
        today = today_of(case)
        typed = commands(case, today)
        first = min(typed)
        with closing(imported(record(profile_of(case, today), typed, first), today)) as store:
            said = [
                {"rule": one.rule, "side": one.side, "level": level_of(one, day, today), "date": day.isoformat()}
                for day, found in RuleStates(store).replay(first, today, at(today, 13).moment)
                for one in found
                if one.level is not None and one.rule in COMPUTED_RULES
            ]
            expected = [
                (one.rule, one.side, int(one.level))
                for one in evaluate_computed(history(case), today)
                if one.rule == rule and one.level is not None
            ]
            of_today = [one for one in said if one["date"] == today.isoformat() and one["rule"] == rule]
            assert [(one["rule"], one["side"], one["level"]) for one in of_today] == expected, case["name"]
            kept = [one for one in FollowUps(store).all() if one.rule in COMPUTED_RULES]
            lately = (today - timedelta(days=MISSED_DAYS)).isoformat()
            told = {(one["date"], one["rule"], one["side"]) for one in said}
            assert {(one.opened_on.isoformat(), one.rule, one.side) for one in kept} <= told, case["name"]
            every = [one_of_json(one) for one in FollowUps(store).all()]
            silent = [one for one in said if one["date"] >= lately and not any(stands_for(f, one) for f in every)]
            assert silent == [], case["name"]


def test_a_record_opens_what_its_reported_signs_call_for() -> None:
    for param in reported():
        rule, case = param.values
        earlier = {SIGN_DAY - timedelta(days=one["days_ago"]): one for one in case.get("recent", ())}
        typed: dict[date, list[tuple[str, ...]]] = {day: [answer(one, day)] for day, one in earlier.items()}
        typed.setdefault(SIGN_DAY, []).append(answer(case, SIGN_DAY))
        if case.get("low_back_pain"):
            typed[SIGN_DAY].insert(0, ("log", "pain", "3", "--site", "low-back", "--side", "left"))
        profile = profile_of(case, SIGN_DAY) | ({"past_cancer": True} if case.get("past_cancer") else {})
        expected = {(one.rule, one.side, one.level) for one in evaluate(evidence(case))}
        assert (rule in {one[0] for one in expected}) == ("level" in case)
        with closing(imported(record(profile, typed, min(typed)), SIGN_DAY)) as store:
            kept = FollowUps(store).all()
            for name, _, level in expected:
                assert any(one.rule == name and (one.level or Level.VISIT) <= level for one in kept), case
            replayed = {
                (one.rule, one.side, one.level)
                for _, found in RuleStates(store).replay(SIGN_DAY, SIGN_DAY, at(SIGN_DAY, 13).moment)
                for one in found
            }
            assert expected <= replayed, case


@pytest.mark.parametrize("rule", ["PT-02", "PT-08", "PX-03", "HW-01"])
def test_the_command_the_screens_and_replay_tell_the_same_of_an_imported_record(tmp_path: Path, rule: str) -> None:
    case = next(param.values[1] for param in cases("fires") if param.values[0] == rule)
    today = today_of(case)
    typed = commands(case, today)
    place = tmp_path / RECORD
    place.write_bytes(record(profile_of(case, today), typed, min(typed)))
    rehab = runner(tmp_path / "r.db")
    done = rehab("--today", today.isoformat(), "import", str(place))
    assert done.code == 0, done.err
    listed = rehab("--today", today.isoformat(), "followups", "--all", "--json").data
    kept = [one for one in listed if one["level"] is not None]
    assert rule in {one["rule"] for one in kept} | {
        (event["text"] or "")[:5] for one in kept for event in one["events"]
    }
    with Rehab.open(tmp_path / "r.db") as screens:
        shown = screens.follow_ups.all()
    assert [(one.id, one.state.value, one.message) for one in shown] == [
        (one["id"], one["state"], one["message"]) for one in kept
    ]
    replayed = rehab("--today", today.isoformat(), "signs", "--replay", "--from", min(typed).isoformat(), "--json").data
    assert {(one["opened_on"], one["rule"]) for one in kept} <= {(one["date"], one["rule"]) for one in replayed}
