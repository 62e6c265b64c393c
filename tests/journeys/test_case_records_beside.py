"""The case files that need a plan, open follow-ups or a clock, as records that are imported: the rules say the same."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from rehab_tui.domain.dose import Dose, Measured
from rehab_tui.domain.entry import Note
from rehab_tui.domain.followup import OVERDUE_AFTER, Finding, Level
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.pause import Pause
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.exchange.record.file import record_chunks
from rehab_tui.rules.computed import evaluate_computed, thresholds_from
from rehab_tui.services.exporting import Exporting
from rehab_tui.services.follow_ups import FollowUps
from rehab_tui.services.notices import Notices
from rehab_tui.services.profile import Profiles
from rehab_tui.services.rule_states import RuleStates
from rehab_tui.store import Change, entries, followups, plans
from rehab_tui.store.bulk import proof as bulk_proof
from tests.journeys.test_case_files import commands
from tests.journeys.test_case_records import BERLIN, RECORD, at, facts, imported, profile_of
from tests.rules.histories import dated, history, today_of
from tests.rules.test_computed_cases import cases

RULES = ("AD-01", "AD-02", "MS-02", "MS-03", "HW-04")
DOSE = Dose(reps=8)
NAMES = ("glute-bridge", "pelvic-tilt", "ta-brace", "sit-to-stand")


def those() -> Iterator[Any]:
    for kind in ("fires", "quiet"):
        for param in cases(kind):
            rule, case = param.values
            if rule in RULES:
                yield pytest.param(rule, case, kind, id=f"{rule}: {case['name']}")


def plan_and_work(change: Change, slots: str, today: date) -> None:
    """Write the plan of a case and what was done of it; a day on which nothing is due is one of a pause."""
    days = {day: [int(part) for part in word.split("/")] for day, word in dated(slots, today)}
    most = max(due for _, due, *_ in days.values())
    lines = tuple(Prescription(name, name, Measured.REPS, False, DOSE) for name in NAMES[:most])
    plan = plans.add(change, "made up", "K. Berg", min(days), lines, None)
    for day, (done, due, *more) in days.items():
        if not due:
            entries.add(change, day, Pause(day, day, "away"))
        again = more[0] - done if more else 0
        for name in (*NAMES[:done], *NAMES[:1] * again):
            entries.add(change, day, ExerciseDone(name, DOSE, None), plan_id=plan.id)


def opened(change: Change, one: Mapping[str, Any], today: date) -> None:
    why = {"symptom": one["symptom"]} if "symptom" in one else {}
    title = one.get("title", "A title")
    finding = Finding(one["rule"], Level(one["level"]), title, "", why, (), one.get("side"))
    followups.add(change, finding, today - timedelta(days=one.get("ago", 0)), None)


def opened_at(one: Mapping[str, Any], today: date) -> Stamp:
    day = today - timedelta(days=one.get("ago", 0))
    if "due" not in one:
        return at(day, 8)
    moment = datetime.fromisoformat(one["due"]) - OVERDUE_AFTER[Level(one["level"])]
    return Stamp(Moment(moment.astimezone(BERLIN), day, "Europe/Berlin"))


def record(case: Mapping[str, Any], today: date) -> bytes:
    typed = commands(case, today)
    first = min((*typed, today - timedelta(days=case.get("started_days_ago", 60))))
    with closing(bulk_proof.in_memory(RECORD)) as store:
        Profiles(store).keep(profile_of(case, today), at(first, 8))
        if "started_days_ago" in case:
            with store.change("log", "typed", at(first)) as change:
                entries.add(change, first, Note("begun"))
        for day in sorted(typed):
            with store.change("log", "typed", at(day)) as change:
                for words in typed[day]:
                    for fact in facts(words):
                        entries.add(change, day, fact)
        if "slots" in case:
            with store.change("log", "worked", at(today)) as change:
                plan_and_work(change, case["slots"], today)
        for one in case.get("open", ()):
            with store.change("log", "opened", opened_at(one, today)) as change:
                opened(change, one, today)
        return b"".join(record_chunks(Exporting(store).material(Selection(EVERYTHING), at(today).moment)))


@pytest.mark.parametrize(("rule", "case", "kind"), list(those()))
def test_an_imported_record_says_what_the_rules_say_of_the_case(rule: str, case: Mapping[str, Any], kind: str) -> None:
    today = today_of(case)
    told_at = datetime.fromisoformat(case["now"]) if "now" in case else at(today, 17).moment.instant
    now = Moment(told_at, today, "Europe/Berlin")
    changed = {rule: case["change"]} if "change" in case else {}
    with closing(imported(record(case, today), today)) as store:
        ((_, found),) = RuleStates(store).replay(today, today, now, changed)
        said = [(one.side, one.level) for one in found if one.rule == rule]
        expected = [
            (one.side, one.level)
            for one in evaluate_computed(
                history(case), today, thresholds=thresholds_from(changed), now=told_at if "now" in case else None
            )
            if one.rule == rule
        ]
        unseen = rule == "MS-03" and "now" not in case
        assert said == expected or unseen, case["name"]
        assert bool(said) == (kind == "fires") or unseen
        listed = {one.rule for one in Notices(store).for_therapist(now)}
        if rule in {"AD-02", "MS-02"}:
            assert (rule in listed) == bool(said)
        if rule == "AD-01" and not changed:
            assert (rule in {one.rule for one in FollowUps(store).waiting()}) == bool(said)
        if rule == "HW-04":
            lines = [event.text or "" for one in FollowUps(store).all() for event in one.events]
            assert any(line.startswith("HW-04 on ") for line in lines) == bool(said)
        if rule == "MS-03":
            late = [one for one in FollowUps(store).overdue(told_at) if one.serious]
            assert bool(late) == bool(said) or unseen
