"""A plan file beside the plan in force: what it changes, what is kept of it, and the plan written back as a file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from reporting import TODAY, answers, operated, stamp

import rehab_tui
from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.dose import ClearanceKind
from rehab_tui.domain.entry import Kind
from rehab_tui.domain.followup import FollowUp, Level, State
from rehab_tui.domain.moment import Origin
from rehab_tui.domain.plan_file import PlanFile
from rehab_tui.domain.precautions import PRECAUTIONS
from rehab_tui.domain.report import PARTS
from rehab_tui.errors import InvalidValue, Refused
from rehab_tui.services import plan_files
from rehab_tui.services.plan_checks import CONTACT_RULES, check_plan
from rehab_tui.services.plan_files import Accepted, found_in
from rehab_tui.services.report.gather import Reports

PLAN = """\
# by hand
patient: Maria
author: Jo Rivera, PT
date: 2026-11-18
version: 1
exercises:
  - id: walking
    minutes: 10
  - id: stationary-bike
    minutes: 5
"""
LATER = TODAY + timedelta(days=1)


def read(rehab: Rehab, text: str) -> PlanFile:
    return check_plan(text, "x.plan.yaml", rehab.plans.library, TODAY, rehab.plan_files.patient)


def accept(rehab: Rehab, text: str) -> Accepted:
    return rehab.plan_files.accept(read(rehab, text), stamp())


def words(rehab: Rehab, text: str) -> list[str]:
    return [change.words for change in rehab.plan_files.beside(read(rehab, text), TODAY).changes]


@pytest.fixture
def maria(rehab: Rehab) -> Rehab:
    rehab.profiles.keep({"name": "Maria", "allowed_by": "Dr. Lee", "allowed_on": date(2026, 10, 1)}, stamp())
    return rehab


def test_beside_no_plan_everything_in_a_file_is_new(maria: Rehab) -> None:
    assert words(maria, PLAN) == [
        "new: Walking, 10 min, 2 times a day, every day",
        "new: Stationary cycling, 5 min, Mon Wed Fri",
    ]


def test_each_change_is_told_in_words(maria: Rehab) -> None:
    accept(maria, PLAN)
    new = (
        PLAN.replace("version: 1", "version: 2\nname: Ride\npain-ceiling: 4\nmessage: |\n  Well done.\n  Go on.")
        .replace("Jo Rivera, PT", "Kim Wu, PT")
        .replace("minutes: 10", "minutes: 15\n    days: [Mon, Fri]\n    cue: With the stick.")
        .replace("stationary-bike\n    minutes: 5", "log-roll")
        + "precautions: [PR04, No car rides]\nthresholds:\n  PT-02: {by: 3}\n"
        + "known:\n  - {rule: PT-02, side: left, until: 2026-12-20}\n"
        + "clearances:\n  - {what: loading, by: Dr. Lee, on: 2026-11-16}\n"
    )
    assert words(maria, new) == [
        "called Ride (was Plan of Jo Rivera, PT)",
        "new: Log roll in and out of bed, once, every day",
        "left out: Stationary cycling",
        "Walking: 15 min, 2 times a day, Mon Fri (was 10 min, 2 times a day, every day)",
        "Walking, how: With the stick. (was Walk as your team told you, on flat ground.)",
        "limit for pain while exercising: 4 (was the usual 3, or 5 once loading is allowed)",
        "A week worse than the two before (PT-02), by: 3 (was 2, the usual one)",
        "under care: A week worse than the two before (PT-02), left, until Sun 20 Dec 2026",
        "take care: Sit upright and supported.",
        "take care: No car rides",
        "message: Well done. Go on.",
        "from: Kim Wu, PT (was Jo Rivera, PT)",
        "allowed: loading, by Dr. Lee, Mon 16 Nov 2026",
    ]
    accept(maria, new)
    assert words(maria, new.replace("version: 2", "version: 3")) == []
    assert words(maria, PLAN.replace("version: 1", "version: 3"))[-5:] == [
        "no longer under care: A week worse than the two before (PT-02), left",
        "no longer said: Sit upright and supported.",
        "no longer said: No car rides",
        "message: none",
        "from: Jo Rivera, PT (was Kim Wu, PT)",
    ]


def test_what_a_file_allows_is_logged_once_with_who_and_when(maria: Rehab) -> None:
    text = PLAN + (
        "clearances:\n  - {what: cycling, by: Dr. Lee, on: 2026-11-16}\n"
        "  - {what: physical-therapy, by: Dr. Lee, on: 2026-10-01}\n"
    )
    made = accept(maria, text)
    bike = made.plan.prescriptions[1]
    assert [(one.day, one.fact, one.origin) for one in made.clearances] == [
        (date(2026, 11, 16), one.fact, Origin.IMPORT) for one in made.clearances
    ]
    assert maria.plans.allowed(TODAY)[ClearanceKind.CYCLING] == ("Dr. Lee", date(2026, 11, 16))
    assert maria.plans.locked(bike, date(2026, 11, 15)) == (ClearanceKind.CYCLING,)
    assert maria.plans.locked(bike, TODAY) == ()
    assert accept(maria, text.replace("minutes: 10", "minutes: 12")).clearances == ()
    assert len(maria.journal.between(TODAY - timedelta(days=60), TODAY)) == 1


def test_undo_takes_back_the_plan_and_what_it_allowed(maria: Rehab) -> None:
    accept(maria, PLAN)
    less = (
        PLAN.replace("version: 1", "version: 2").replace("minutes: 10", "minutes: 12").partition("  - id: station")[0]
    )
    accept(maria, less + "clearances:\n  - {what: cycling, by: D, on: 2026-11-16}\n")
    maria.journal.undo(stamp(13))
    plan = maria.plans.in_force(TODAY)
    assert plan is not None
    assert (plan.version, plan.file_version) == (3, 1)
    assert ClearanceKind.CYCLING not in maria.plans.allowed(TODAY)
    assert [e.kind for e in maria.journal.between(date(2026, 11, 16), TODAY, every_state=True)] == [Kind.CLEARANCE]
    _, second, again = maria.plans.versions()
    back = "as before version 2, which was taken back"
    assert maria.plans.undone() == {second.id: "taken back", again.id: back}
    report = maria.use_with_plans(Reports).report("-5", frozenset(PARTS), stamp(14).moment)
    assert [one.words for one in report.changes] == [
        "Plan of Jo Rivera, PT, version 1, from Jo Rivera, PT: 2 exercises",
        "Plan of Jo Rivera, PT, version 2, from Jo Rivera, PT (taken back): 1 left out, 1 other change",
        f"Plan of Jo Rivera, PT, version 3, from Jo Rivera, PT ({back}): 1 new, 1 other change",
    ]


def test_the_report_counts_the_one_exercise_of_a_first_plan(rehab: Rehab) -> None:
    rehab.plans.start("walk-only", stamp())
    report = rehab.use_with_plans(Reports).report("-5", frozenset(PARTS), stamp(14).moment)
    assert [one.words.rpartition(": ")[2] for one in report.changes] == ["1 exercise"]


def test_thresholds_are_those_of_the_plan_in_force_on_a_day(maria: Rehab) -> None:
    assert maria.plans.thresholds_on(TODAY) == {}
    accept(maria, PLAN + "thresholds:\n  PT-02: {by: 2.5}\n")
    assert maria.plans.thresholds_on(TODAY) == {"PT-02": {"by": 2.5}}
    assert maria.plans.thresholds_on(TODAY - timedelta(days=1)) == {}


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("RF-01: {days: 3}", "RF-01 is a reported warning sign; its level and thresholds cannot be changed"),
        ("PT-2: {by: 3}", 'unknown rule "PT-2"; did you mean PT-02?'),
        ("PT-02: {by: 9}", "PT-02 by takes a number from 1 to 4, not 9"),
        ("PT-02: {need: 4.5}", "PT-02 need takes a whole number from 3 to 7, not 4.5"),
        ("PT-02: {size: 1}", 'PT-02 has no threshold "size" that can be changed; it has: by, need, need_before'),
        ("PT-02: {by: two}", "PT-02 by takes a number from 1 to 4, not two"),
        ("PT-02: {by: }", "PT-02 by takes a number from 1 to 4, not nothing"),
    ],
)
def test_a_threshold_is_changed_within_limits_and_never_of_a_red_flag(maria: Rehab, line: str, mistake: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        accept(maria, f"{PLAN}thresholds:\n  {line}\n")
    assert str(caught.value).endswith(mistake)
    assert maria.plans.versions() == ()


def leg_pain(rehab: Rehab) -> FollowUp:
    (opened,) = rehab.journal.add(TODAY, answers("leg-pain:left"), stamp(8), "leg pain").followups
    assert opened.level is Level.DAYS
    return opened


def known(rule: str, until: str = "2026-12-20", side: str = "left") -> str:
    return f"{PLAN}known:\n  - {{rule: {rule}, side: {side}, until: {until}}}\n"


def test_a_follow_up_under_care_is_quiet_until_its_date_and_stays_on_the_list(rehab: Rehab) -> None:
    opened = leg_pain(operated(rehab))
    (marked,) = accept(rehab, known(opened.rule)).followups
    assert (marked.id, marked.state) == (opened.id, State.SNOOZED)
    assert marked.events[-1].text == "known, under care until Sun 20 Dec 2026 (Jo Rivera, PT)"
    assert not marked.overdue(stamp(day=date(2026, 12, 20)).moment.instant)
    assert marked.overdue(stamp(day=date(2026, 12, 21)).moment.instant)
    assert [one.id for one in rehab.follow_ups.waiting()] == [opened.id]
    assert marked.snoozes == 0


def test_a_report_that_is_counted_does_not_end_the_care(rehab: Rehab) -> None:
    opened = leg_pain(operated(rehab))
    accept(rehab, known(opened.rule))
    rehab.journal.add(TODAY, answers("leg-pain:left:worse"), stamp(20), "leg pain")
    (waiting,) = rehab.follow_ups.waiting()
    assert waiting.events[-1].verb == "reported again"
    assert not waiting.overdue(stamp(day=date(2026, 12, 1)).moment.instant)
    assert waiting.snoozes == 0


def test_what_comes_while_a_sign_is_under_care_waits_quietly_too(rehab: Rehab) -> None:
    accept(operated(rehab), known("RF-19"))
    opened = leg_pain(rehab)
    assert (opened.rule, opened.state) == ("RF-19", State.SNOOZED)
    assert [one.id for one in rehab.follow_ups.waiting()] == [opened.id]
    (other,) = rehab.journal.add(TODAY, answers("leg-pain:right"), stamp(9), "leg pain").followups
    assert other.state is State.OPEN


@pytest.mark.parametrize(("until", "side"), [("2026-11-19", "left"), ("2026-12-20", "right")])
def test_only_what_a_mark_is_about_is_under_care(rehab: Rehab, until: str, side: str) -> None:
    opened = leg_pain(operated(rehab))
    assert accept(rehab, known(opened.rule, until, side)).followups == ()
    assert rehab.follow_ups.waiting()[0].state is State.OPEN


def test_a_more_urgent_alert_is_never_under_care(rehab: Rehab) -> None:
    (opened,) = operated(rehab).journal.add(TODAY, answers("leg-weakness:left"), stamp(8), "weak").followups
    assert opened.level in {Level.EMERGENCY, Level.TODAY}
    assert opened.rule not in CONTACT_RULES
    with pytest.raises(InvalidValue, match="has no level 3"):
        accept(rehab, known(opened.rule))


def test_a_starting_plan_is_written_as_a_file_that_says_the_same(maria: Rehab) -> None:
    plan = maria.plans.start("strengthen", stamp())
    text = maria.plan_files.text(plan)
    assert text.startswith("# A plan for one patient.")
    assert words(maria, text) == []
    other = read(maria, text.replace("patient: Maria\n", ""))
    assert other.patient_id == maria.plan_files.patient.id


def test_a_file_comes_back_to_the_byte(maria: Rehab) -> None:
    text = "\ufeff" + PLAN.replace("\n", "\r\n") + "# the end"
    assert maria.plan_files.text(accept(maria, text).plan) == text


def test_a_number_that_was_taken_is_the_only_thing_that_changes(maria: Rehab) -> None:
    accept(maria, PLAN)
    text = PLAN.replace("minutes: 10", "minutes: 15  # more")
    plan = accept(maria, text).plan
    assert plan.version == 2
    assert maria.plan_files.text(plan) == text.replace("version: 1", "version: 2")


def test_an_older_file_is_refused_and_a_plan_for_somebody_else(maria: Rehab) -> None:
    accept(maria, PLAN.replace("version: 1", "version: 5"))
    with pytest.raises(InvalidValue, match=r"x\.plan\.yaml:5:10: version: 4 is older than version 5"):
        accept(maria, PLAN.replace("version: 1", "version: 4"))
    with pytest.raises(InvalidValue, match=r"x\.plan\.yaml:2:10: patient: a plan for another patient"):
        accept(maria, PLAN.replace("Maria", "Peter").replace("version: 1", "version: 6"))
    assert len(maria.plans.versions()) == 1


def test_a_second_program_that_was_quicker_is_not_overruled(maria: Rehab) -> None:
    first, second = read(maria, PLAN), read(maria, PLAN.replace("version: 1", "version: 2"))
    maria.plan_files.accept(second, stamp())
    with pytest.raises(Refused, match="version 1 is older than version 2"):
        maria.plan_files.accept(first._replace(ceiling=2), stamp())
    with pytest.raises(Refused, match="the plan in force says the same"):
        maria.plan_files.accept(second, stamp())
    assert len(maria.plans.versions()) == 1


def test_plan_files_of_a_folder_come_newest_first(tmp_path: Path) -> None:
    import os

    for age, name in enumerate(("a.plan.yaml", "b.PLAN.yaml", "c.yaml", "d.plan.yaml")):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    (tmp_path / "folder.plan.yaml").mkdir()
    (tmp_path / "gone.plan.yaml").symlink_to(tmp_path / "nowhere")
    assert [path.name for path in found_in(tmp_path)] == ["a.plan.yaml", "b.PLAN.yaml", "d.plan.yaml"]
    assert found_in(tmp_path / "missing") == ()


def test_the_plan_of_the_help_page_has_no_mistakes(rehab: Rehab) -> None:
    page = (Path(rehab_tui.__file__).parent / "help" / "plan.md").read_text(encoding="utf-8")
    (example,) = (part for part in page.split("```") if part.startswith("\nrehab-plan: "))
    file = read(rehab, example)
    assert [one.exercise for one in file.prescriptions] == ["clamshell", "hip-flexor-stretch"]
    assert file.known
    assert all(number in page for number in PRECAUTIONS)


def test_a_file_is_offered_a_folder_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_files, "downloads", lambda: tmp_path / "Downloads")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert plan_files.offered_folder() == tmp_path
    (tmp_path / "Downloads").mkdir()
    assert plan_files.offered_folder() == tmp_path / "Downloads"
