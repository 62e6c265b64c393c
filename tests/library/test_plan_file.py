"""A plan file says what it says, and every mistake in it is told at once, with its place and what was expected."""

# ruff: noqa: E501 - one case a line can be compared by eye

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.domain.dose import ClearanceKind, Dose
from rehab_tui.domain.exercise import Exercise
from rehab_tui.domain.plan import Prescription, UnderCare
from rehab_tui.domain.plan_file import Allowance, Expected, Patient, PlanFile, same_person
from rehab_tui.domain.precautions import PRECAUTIONS, precaution_words
from rehab_tui.errors import InvalidValue, RehabError
from rehab_tui.library import (
    LibraryMistakes,
    check_plan_file,
    load_library,
    plan_file_text,
    read_plan_text,
    renumbered,
)

TODAY = date(2026, 11, 20)
ID = "0b0e7f4e-57a8-4b1e-9a55-6a2f1f0f3c11"
LIBRARY = load_library()

GOOD = """\
# Maria's plan, by hand
rehab-plan: 1
patient: Maria Kowalski
author: Jo Rivera, PT
date: 2026-11-18
version: 3
name: After week 12
message: |
  Well done. Two more of each.

  Call me if the left hip grumbles.
pain-ceiling: 4
exercises:
  - id: clamshell   # keep the pelvis still
    sets: 2
    reps: 12
    days: [Mon, Wed, Fri]
  - id: walking
    minutes: 10
    times-a-day: 3
    days: every day
    cue: Use the stick outdoors.
precautions: [PR02, "PR03: nothing over 2 kg", No car rides over an hour]
clearances:
  - what: loading
    by: Dr. Lee
    on: 2026-11-16
thresholds:
  PT-02: {by: 2.5, need: 5}
  AD-01: {percent: 40}
known:
  - rule: PT-02
    side: left
    until: 2026-12-20
"""


def threshold(rule: str, name: str, value: object) -> int | float:
    """Stands for the rules, which are another room."""
    if rule.startswith("RF-"):
        raise InvalidValue(f"{rule} is a reported warning sign; its level and thresholds cannot be changed")
    if not isinstance(value, int | float) or not 1 <= value <= 80:
        raise InvalidValue(f"{rule} {name} takes a number from 1 to 80, not {value}")
    return value


def expected(patient: Patient | None = None) -> Expected:
    return Expected(TODAY, threshold, ("PT-02", "PT-04", "RF-17"), patient)


def read(text: str, patient: Patient | None = None) -> PlanFile:
    return check_plan_file(text, "knee.plan.yaml", LIBRARY, expected(patient))


def mistakes_of(text: str, patient: Patient | None = None) -> tuple[str, ...]:
    with pytest.raises(LibraryMistakes) as caught:
        read(text, patient)
    return caught.value.mistakes


def test_a_plan_file_says_what_stands_in_it() -> None:
    plan = read(GOOD)
    assert plan._replace(prescriptions=(), text="") == PlanFile(
        author="Jo Rivera, PT",
        written_on=date(2026, 11, 18),
        version=3,
        prescriptions=(),
        text="",
        patient="Maria Kowalski",
        name="After week 12",
        ceiling=4,
        message="Well done. Two more of each.\n\nCall me if the left hip grumbles.",
        clearances=(Allowance(ClearanceKind.LOADING, "Dr. Lee", date(2026, 11, 16)),),
        thresholds={"PT-02": {"by": 2.5, "need": 5}, "AD-01": {"percent": 40}},
        known=(UnderCare("PT-02", date(2026, 12, 20), "left"),),
        precautions=("PR02", "PR03: nothing over 2 kg", "No car rides over an hour"),
    )
    assert plan.text == GOOD
    clamshell, walking = plan.prescriptions
    library = LIBRARY.exercise("clamshell")
    assert clamshell == Prescription(
        "clamshell", library.name, library.measured, True, Dose(sets=2, reps=12), 1, (1, 3, 5), library.clearances,
        library.deep_hip, library.face, library.cues[0],
    )  # fmt: skip
    assert (walking.dose, walking.times_a_day, walking.days) == (Dose(minutes=10), 3, (1, 2, 3, 4, 5, 6, 7))
    assert walking.cue == "Use the stick outdoors."


def test_the_shortest_file_needs_only_what_a_plan_is() -> None:
    plan = read("patient: M\nauthor: Jo\ndate: 2026-11-18\nversion: 1\nexercises:\n  - id: log-roll\n")
    assert (plan.name, plan.ceiling, plan.thresholds, plan.known) == ("Plan of Jo", None, {}, ())


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("reps: 12\n", "reps: twelve\n", '16:11: exercises[0].reps: expected a whole number, got "twelve"'),
        ("reps: 12\n", "reps: 1:30\n", '16:11: exercises[0].reps: expected a whole number, got "1:30"'),
        ("reps: 12\n", "reps: 60\n", "16:11: exercises[0].reps: expected 5 to 15 for clamshell, got 60; the range is that of exercises.yaml"),
        ("reps: 12\n", "reps: 9999\n", "16:11: exercises[0].reps: expected a whole number from 1 to 500, got 9999"),
        ("    reps: 12\n", "", "14:5: exercises[0]: missing key reps (clamshell is measured in reps)"),
        ("    reps: 12\n", "    rep: 12\n    reps: 12\n", "16:5: exercises[0].rep: unknown key; did you mean reps?"),
        ("    reps: 12\n", "    reps: 12\n    reps: 9\n", "17:5: exercises[0].reps: given twice; the first is on line 16"),
        ("    reps: 12\n", "    reps: 12\n    minutes: 3\n", "17:14: exercises[0].minutes: not used where measured is reps; leave it out"),
        ("    reps: 12\n", "\treps: 12\n", "16:1: a tab; use spaces"),
        ("id: clamshell ", "id: clamshel ", '14:9: exercises[0].id: unknown exercise "clamshel"; did you mean clamshell?'),
        ("id: walking", "id: clamshell", "18:9: exercises[1].id: clamshell is used already on line 14"),
        ("id: walking", "id: &w walking", '18:9: exercises[1].id: "&w": anchors are not used; take it out'),
        ("[Mon, Wed, Fri]", "[Mon, Wen]", '17:17: exercises[0].days[1]: unknown word "Wen"; did you mean wed?'),
        ("times-a-day: 3", "times-a-day: 13", "20:18: exercises[1].times-a-day: expected a whole number from 1 to 12, got 13"),
        ("rehab-plan: 1", "rehab-plan: 2\nrooms: 3", "2:13: rehab-plan: written for a newer rehab (format 2, this program reads up to 1); update rehab"),
        ("rehab-plan: 1", "rehab-plan: one", '2:13: rehab-plan: expected a whole number, got "one"'),
        ("patient: Maria Kowalski\n", "", "2:1: missing key patient"),
        ("author: Jo Rivera, PT\n", "", "2:1: missing key author"),
        ("2026-11-18", "18.11.2026", '5:7: date: expected a date like 2026-03-31, got "18.11.2026"'),
        ("2026-11-18", "2026-02-30", "5:7: date: there is no day 2026-02-30 in the calendar"),
        ("2026-11-18", "2026-11-21", "5:7: date: Sat 21 Nov 2026 lies after today (2026-11-20)"),
        ("version: 3", "version: 0", "6:10: version: expected a whole number from 1 to 9999, got 0"),
        ("version: 3", "version: 2.1", '6:10: version: expected a whole number, got "2.1"'),
        ("pain-ceiling: 4", "pain-ceiling: 9", "12:15: pain-ceiling: expected a whole number from 0 to 7, got 9"),
        ("pain-ceiling: 4", "pain-celing: 4", "12:1: pain-celing: unknown key; did you mean pain-ceiling?"),
        ("what: loading", "what: swiming", '25:11: clearances[0].what: unknown word "swiming"; did you mean swimming?'),
        ("    by: Dr. Lee\n", "", "25:5: clearances[0]: missing key by"),
        ("on: 2026-11-16", "on: 2026-12-16", "27:9: clearances[0].on: 2026-12-16 lies after today (2026-11-20)"),
        ("PT-02: {by: 2.5, need: 5}", "RF-01: {by: 2.5}", "29:15: thresholds.RF-01.by: RF-01 is a reported warning sign; its level and thresholds cannot be changed"),
        ("percent: 40", "percent: 0", "30:20: thresholds.AD-01.percent: AD-01 percent takes a number from 1 to 80, not 0"),
        ("percent: 40", "percent: 1:30", "30:20: thresholds.AD-01.percent: AD-01 percent takes a number from 1 to 80, not 1:30"),
        ("AD-01: {percent: 40}", "AD-01: 40", '30:10: thresholds.AD-01: expected numbers by name, like {by: 3}, got "40"'),
        ("  - rule: PT-02", "  - rule: RF-01", '32:11: known[0].rule: "RF-01" has no level 3; only what is to be told in 2 to 3 days can be under care; did you mean RF-17?'),
        ("until: 2026-12-20", "until: 2028-12-20", "34:12: known[0].until: 2028-12-20 lies more than a year after the date of the plan; give an earlier one"),
        ("until: 2026-12-20", "until: soon", '34:12: known[0].until: expected a date like 2026-03-31, got "soon"'),
        ("[PR02,", "[PR20,", '23:15: precautions[0]: unknown precaution "PR20"; PR01 to PR19 are known (rehab help plan)'),
    ],
)  # fmt: skip
def test_one_mistake_is_told_as_one_line(old: str, new: str, mistake: str) -> None:
    assert old in GOOD
    assert mistakes_of(GOOD.replace(old, new, 1)) == ("knee.plan.yaml:" + mistake,)


def test_all_mistakes_come_at_once_in_the_order_of_the_lines() -> None:
    text = GOOD.replace("reps: 12", "reps: many").replace("loading", "lifting").replace("version: 3", "version: x")
    assert [line.split(": ")[1] for line in mistakes_of(text)] == ["version", "exercises[0].reps", "clearances[0].what"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "~\n"])
def test_an_empty_file_is_told_what_is_missing(text: str) -> None:
    assert mistakes_of(text) == (
        "knee.plan.yaml:1:1: missing keys patient, author, date, version, exercises; see: rehab help plan",
    )


@pytest.mark.parametrize(("text", "what"), [("- a\n", "a list"), ("knee\n", '"knee"')])
def test_something_else_is_told_what_a_plan_looks_like(text: str, what: str) -> None:
    assert mistakes_of(text) == (f"knee.plan.yaml:1:1: expected keys like author and exercises, got {what}",)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n",
        "a: " + "[" * 5000,
        "a: " + "{a: " * 5000,
        "\n".join("  " * n + "a:" for n in range(400)),
        "x" * 20_000,
        "a: b\n" * 600_000,
        "- " * 4000 + "a",
        "message: 'a\x00b'\n",
        "author: \ud800\n",
        "? {a: b}\n: c\n",
        "exercises: [{id: clamshell, sets: 1, reps: " + "9" * 9000 + "}]",
    ],
    ids=range(11),
)
def test_hostile_text_is_answered_in_plain_lines(text: str) -> None:
    told = mistakes_of(text)
    assert 1 <= len(told) <= 101
    assert all(line.startswith("knee.plan.yaml:") and "\n" not in line and len(line) < 500 for line in told)


def test_a_file_of_ten_megabytes_is_not_read(tmp_path: Path) -> None:
    big = tmp_path / "big.plan.yaml"
    big.write_bytes(b"a: b\n" * 2_000_000)
    with pytest.raises(InvalidValue, match="larger than 1 MB"):
        read_plan_text(big)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_named_with_its_place(tmp_path: Path, encoding: str) -> None:
    odd = tmp_path / "odd.plan.yaml"
    odd.write_bytes("author: José\n".encode(encoding))
    with pytest.raises(InvalidValue, match=r"odd\.plan\.yaml:1:\d+: not UTF-8 text; save the file as UTF-8"):
        read_plan_text(odd)


MARIA = Patient(ID, "Maria Kowalski")


def test_a_plan_for_another_patient_is_a_mistake_of_the_file() -> None:
    assert read(GOOD, MARIA) == read(GOOD)
    assert read(GOOD, Patient(ID)) == read(GOOD), "a patient without a name cannot be compared"
    told = mistakes_of(GOOD.replace("Maria Kowalski", "Peter Wolf"), MARIA)
    assert told == (
        'knee.plan.yaml:3:10: patient: a plan for another patient; this file is of "Maria Kowalski"; ask whoever sent it; if it is you, mend the name here or with: rehab setup --name',
    )


def test_the_id_decides_where_the_file_has_one() -> None:
    same = GOOD.replace("author:", f"patient-id: {ID}\nauthor:").replace("Maria Kowalski", "M's hip")
    assert read(same, MARIA).patient_id == ID
    other = same.replace(ID, ID.replace("0", "1"))
    assert mistakes_of(other, MARIA) == (
        'knee.plan.yaml:4:13: patient-id: a plan for another patient; this file is of "Maria Kowalski"; ask whoever sent it',
    )


def test_an_older_version_is_a_mistake_of_the_file() -> None:
    newer = MARIA._replace(newest=4)
    assert mistakes_of(GOOD, newer) == (
        "knee.plan.yaml:6:10: version: 3 is older than version 4, which was accepted already",
    )
    assert read(GOOD, MARIA._replace(newest=3)).version == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Maria Kowalski", "maria  KOWALSKI", True), ("Maria", "Maria Kowalski", True), ("M. K.", "Maria Kowalski", True),
        ("Kowalski, Maria", "Maria Kowalski", True), ("Maria Kowalski", "Maria Koch", False), ("Peter", "Maria", False),
        ("", "Maria", False), ("M. M.", "Maria Kowalski", False),
    ],
)  # fmt: skip
def test_names_of_one_person_may_be_written_differently(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_a_precaution_is_shown_in_words() -> None:
    assert precaution_words("PR03") == PRECAUTIONS["PR03"]
    assert precaution_words("PR03: nothing over 2 kg") == PRECAUTIONS["PR03"] + " nothing over 2 kg"
    assert precaution_words("No long car rides") == "No long car rides"
    assert list(PRECAUTIONS) == [f"PR{number:02}" for number in range(1, 20)]


def test_only_the_number_of_a_text_is_changed() -> None:
    text = "\ufeff" + GOOD.replace("\n", "\r\n")
    assert renumbered(text, 12) == text.replace("version: 3", "version: 12")
    quoted = GOOD.replace("version: 3", 'version: "3"  # third')
    assert renumbered(quoted, 4) == quoted.replace('"3"', "4")


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cf", "Cn", "Co"]), min_size=1, max_size=60
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip
DAYS = st.dates(date(2020, 1, 1), TODAY)


def doses(exercise: Exercise) -> st.SearchStrategy[Dose]:
    ranges = {name: getattr(exercise.allowed, name) for name in ("sets", "reps", "hold", "minutes")}
    return st.builds(
        Dose, **{n: st.integers(max(1, r[0]), r[1]) for n, r in ranges.items() if r and getattr(exercise.start, n)}
    )


@st.composite
def plans(draw: st.DrawFn) -> PlanFile:
    chosen = draw(st.lists(st.sampled_from(LIBRARY.exercises), min_size=1, max_size=4, unique_by=lambda one: one.id))
    lines = tuple(
        Prescription(
            one.id, one.name, one.measured, draw(st.booleans()), draw(doses(one)), draw(st.integers(1, 12)),
            tuple(sorted(draw(st.sets(st.integers(1, 7), min_size=1)))), one.clearances, one.deep_hip, one.face,
            draw(TEXTS | st.just(one.cues[0])),
        )
        for one in chosen
    )  # fmt: skip
    return PlanFile(
        author=draw(TEXTS), written_on=draw(DAYS), version=draw(st.integers(1, 9999)), prescriptions=lines, text="",
        patient=draw(TEXTS), patient_id=draw(st.none() | st.just(ID)), name=draw(TEXTS),
        ceiling=draw(st.none() | st.integers(0, 7)),
        message=draw(st.none() | st.lists(TEXTS, min_size=1, max_size=4).map("\n".join)),
        clearances=tuple(draw(st.lists(st.builds(Allowance, st.sampled_from(ClearanceKind), TEXTS, DAYS), max_size=3, unique=True))),
        thresholds=draw(st.sampled_from([{}, {"PT-02": {"by": 2.5, "need": 4}}])),
        known=draw(st.sampled_from([(), (UnderCare("PT-02", date(2020, 1, 2), "left"), UnderCare("PT-04", date(2020, 1, 2)))])),
        precautions=tuple(draw(st.lists(st.sampled_from(["PR01", "PR03: 2 kg", "Mind the cat"]), unique=True))),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(plan=plans())
def test_what_the_program_writes_it_reads_back(plan: PlanFile) -> None:
    assert read(plan_file_text(plan, LIBRARY))._replace(text="") == plan


@settings(max_examples=80, deadline=None)
@given(at=st.integers(0, len(GOOD)), cut=st.integers(0, 30), put=st.text(max_size=6))
def test_a_file_that_was_torn_gives_a_plan_or_plain_lines(at: int, cut: int, put: str) -> None:
    told = ""
    try:
        read(GOOD[:at] + put + GOOD[at + cut :])
    except RehabError as problem:
        told = str(problem)
    assert all(line.startswith("knee.plan.yaml:") for line in told.split("\n") if told)


def test_a_bomb_of_aliases_is_one_line() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: [*a, *a, *a]\n" for n in range(40))
    assert mistakes_of(bomb) == ('knee.plan.yaml:1:4: a: "&a": anchors are not used; take it out',)
