"""Every mistake of a library file is told at once, with its place and the nearest right word."""

# ruff: noqa: E501 - one case a line can be compared by eye

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.domain.words import harmless
from rehab_tui.errors import InvalidValue, RehabError
from rehab_tui.library import Library, LibraryMistakes, check_library, load_library

GOOD = """\
exercises:
  - id: walking
    name: Walking
    group: gait
    sided: no
    measured: minutes
    minutes: 5
    allowed: {minutes: 1-40}
    phase: P1
    cues: [Walk.]
    easier: Shorter.
    harder: Longer.
    stop: [Limping]
    sources: [judgement]
  - id: clamshell
    name: Clamshell
    group: strength
    sided: yes
    measured: reps
    sets: 1
    reps: 10
    allowed: {sets: 1-3, reps: 5-15}
    phase: P2
    clearances: [physical-therapy]
    cues: [Open the knee.]
    easier: Less.
    harder: A band.
    stop: [Pain]
    sources: [judgement]
starting-plans:
  - id: mine
    name: Mine
    about: My plan.
    exercises: [walking, clamshell]
"""


def mistakes_of(text: str) -> tuple[str, ...]:
    with pytest.raises(LibraryMistakes) as caught:
        check_library(text, "exercises.yaml")
    assert str(caught.value) == "\n".join(caught.value.mistakes)
    assert isinstance(caught.value, InvalidValue)
    return caught.value.mistakes


def test_the_good_file_of_these_tests_is_good() -> None:
    assert [one.id for one in check_library(GOOD, "exercises.yaml").exercises] == ["walking", "clamshell"]


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("sets: 1\n", "sets: three\n", '20:11: exercises[1].sets: expected a whole number, got "three"'),
        ("sets: 1\n", "sets: 0\n", "20:11: exercises[1].sets: expected a whole number from 1 to 50, got 0"),
        ("sets: 1\n", "sets: 1000000000\n", "20:11: exercises[1].sets: expected a whole number from 1 to 50, got 1000000000"),
        ("sets: 1\n", "sets: -1\n", "20:11: exercises[1].sets: expected a whole number from 1 to 50, got -1"),
        ("sets: 1\n", "sets: 01\n", "20:11: exercises[1].sets: expected a whole number from 1 to 50, got 01"),
        ("sets: 1\n", "sets: 1.0\n", '20:11: exercises[1].sets: expected a whole number, got "1.0"'),
        ("sets: 1\n", "sets: 1:30\n", '20:11: exercises[1].sets: expected a whole number, got "1:30"'),
        ("sets: 1\n", "sets: ٣\n", '20:11: exercises[1].sets: expected a whole number, got "٣"'),
        ("sets: 1\n", "sets: yes\n", '20:11: exercises[1].sets: expected a whole number, got "yes"'),
        ("sets: 1\n", "sets:\n", "20:5: exercises[1].sets: expected a whole number, got nothing"),
        ("sets: 1\n", "sets: [1]\n", "20:11: exercises[1].sets: expected a whole number, got a list"),
        ("sets: 1\n", "sets: {a: b}\n", "20:11: exercises[1].sets: expected a whole number, got keys with values"),
        ("sets: 1\n", "sets: 4\n", "20:11: exercises[1].sets: 4 is outside what is allowed, 1-3"),
        ("    sets: 1\n", "", "15:5: exercises[1]: missing key sets (measured is reps)"),
        ("sets: 1\n", "sets: 1\n    minutes: 3\n", "21:14: exercises[1].minutes: not used where measured is reps; leave it out"),
        ("sets: 1\n", "sets: 1\n    hold: 3\n", "23:14: exercises[1].allowed.hold: missing; give the least and the most, like 1-3"),
        ("sets: 1\n", "sets: 1\n    sets: 2\n", "21:5: exercises[1].sets: given twice; the first is on line 20"),
        ("sets: 1\n", "setz: 1\n    sets: 1\n", "20:5: exercises[1].setz: unknown key; did you mean sets?"),
        ("sets: 1-3, ", "", "22:14: exercises[1].allowed.sets: missing; give the least and the most, like 1-3"),
        (
            "sets: 1-3",
            "sets: 3-1",
            '22:21: exercises[1].allowed.sets: expected the least and the most, like 1-3, from 1 to 50, got "3-1"',
        ),
        (
            "sets: 1-3",
            "set: 1-3",
            "22:15: exercises[1].allowed.set: unknown key; did you mean sets?",
        ),
        ("minutes: 1-40", "minutes: 1-40, reps: 1-2", "8:14: exercises[0].allowed.reps: not used where measured is minutes; leave it out"),
        ("{minutes: 1-40}", "lots", "8:14: exercises[0].allowed: expected ranges like {sets: 1-3, reps: 5-12}"),
        ("group: gait", "group: gate", '4:12: exercises[0].group: unknown word "gate"; did you mean gait?'),
        (
            "group: gait",
            "group: xyzzy",
            '4:12: exercises[0].group: unknown word "xyzzy"; one of: strength, stretch, core, gait, posture, aerobic, body mechanics',
        ),
        ("[physical-therapy]", "[swiming]", '24:18: exercises[1].clearances[0]: unknown word "swiming"; did you mean swimming?'),
        ("[physical-therapy]", "loading", '24:17: exercises[1].clearances: expected a list, each line with "- ", got "loading"'),
        ("sided: no", "sided: maybe", '5:12: exercises[0].sided: expected yes or no, got "maybe"'),
        ("sided: no", "sided: 0", '5:12: exercises[0].sided: expected yes or no, got "0"'),
        ("measured: minutes", "measured: minute", '6:15: exercises[0].measured: unknown word "minute"; did you mean minutes?'),
        ("phase: P1\n", "phase: P5\n", '9:12: exercises[0].phase: expected P1, P2, P3, P4 or a span like P2-P3, got "P5"'),
        ("phase: P1\n", "phase: P3-P2\n", '9:12: exercises[0].phase: expected P1, P2, P3, P4 or a span like P2-P3, got "P3-P2"'),
        ("phase: P1\n", "phase: P1\n    days: daily\n", '10:11: exercises[0].days: expected every day, or a list like [Mon, Wed, Fri], got "daily"'),
        ("phase: P1\n", "phase: P1\n    days: [Mom]\n", '10:12: exercises[0].days[0]: unknown word "Mom"; did you mean mon?'),
        ("phase: P1\n", "phase: P1\n    days: [Mon, Mon]\n", '10:17: exercises[0].days[1]: "Mon" stands there twice'),
        ("phase: P1\n", "phase: P1\n    items: [EX1]\n", '10:13: exercises[0].items[0]: unknown item "EX1"; did you mean EX19?'),
        ("phase: P1\n", "phase: P1\n    items: [EX21]\n", '10:13: exercises[0].items[0]: unknown item "EX21"; did you mean EX20?'),
        (
            "phase: P1\n",
            "phase: P1\n    items: [{a: b}]\n",
            "10:13: exercises[0].items[0]: expected a number of `rehab help items` like EX01 or PR01, got keys with values",
        ),
        ("[judgement]", "[S104, judgement]", '14:15: exercises[0].sources[0]: unknown source "S104"; did you mean S14?'),
        ("[judgement]", "[judgment]", '14:15: exercises[0].sources[0]: unknown source "judgment"; did you mean judgement?'),
        (
            "[judgement]",
            "[xyz]",
            '14:15: exercises[0].sources[0]: unknown source "xyz"; expected a source of `rehab help sources`, or judgement',
        ),
        ("[judgement]", "[judgement, '']", '14:26: exercises[0].sources[1]: unknown source ""; expected a source of `rehab help sources`, or judgement'),
        ("    about: My plan.\n", "    about: My plan.\n    items: [EX99]\n", '34:13: starting-plans[0].items[0]: unknown item "EX99"; did you mean EX19?'),
        ("phase: P1\n", "phase: P1\n    face: left\n", '10:11: exercises[0].face: unknown word "left"; one of: front, back, side, none'),
        ("[Walk.]", "[]", "10:11: exercises[0].cues: expected at least one, got an empty list"),
        ("[Walk.]", "[[Walk.]]", "10:12: exercises[0].cues[0]: expected text, got a list"),
        ("[Walk.]", "['']", "10:12: exercises[0].cues[0]: expected text, got only blanks"),
        ("[Walk.]", "Walk.", '10:11: exercises[0].cues: expected a list, each line with "- ", got "Walk."'),
        ("name: Walking", 'name: "   "', "3:11: exercises[0].name: expected text, got only blanks"),
        ("name: Walking", "name:", "3:5: exercises[0].name: expected text, got nothing"),
        ("name: Walking", "name: ~", "3:11: exercises[0].name: expected text, got nothing"),
        ("name: Walking", 'name: "a\\e[31mb"', "3:11: exercises[0].name: a character that cannot be shown (U+001B)"),
        ("name: Walking", 'name: "a\\0b"', "3:11: exercises[0].name: a character that cannot be shown (U+0000)"),
        ("name: Walking", 'name: "a\\ud800b"', "3:11: exercises[0].name: a character that cannot be shown (U+D800)"),
        ("name: Walking", 'name: "a\\u202eb"', "3:11: exercises[0].name: a character that cannot be shown (U+202E)"),
        ("name: Walking", f"name: {'x' * 501}", "3:11: exercises[0].name: 501 characters; 500 is the most, split the text"),
        ("    name: Walking\n", "", "2:5: exercises[0]: missing key name"),
        ("name: Walking", "name: &a Walking", '3:11: exercises[0].name: "&a": anchors are not used; take it out'),
        ("name: Walking", "name: *a", '3:11: exercises[0].name: "*a": write the value out, or put it in quotes'),
        ("name: Walking", "name: !!str Walking", '3:11: exercises[0].name: "tag:yaml.org,2002:str": tags are not used; take it out'),
        (
            "name: Walking",
            "name: !!python/object/apply:os.system date",
            '3:11: exercises[0].name: "tag:yaml.org,2002:python/object/apply:o…": tags are not used; take it out',
        ),
        ("name: Walking", "<<: 3\n    name: Walking", "3:5: exercises[0].<<: unknown key; known keys: id, name, also-known-as, "),
        ("name: Walking", "? [a]\n    : b\n    name: Walking", "3:7: exercises[0]: expected a key, a word before the colon"),
        ("id: mine", "id: Mine!", '31:9: starting-plans[0].id: expected small letters, digits and dashes, got "Mine!"'),
        ("exercises: [walking, clamshell]", "exercises: [walking]\n  - id: mine", "35:9: starting-plans[1].id: mine is used already on line 31"),
        ("[walking, clamshell]", "[walkin]", '34:17: starting-plans[0].exercises[0]: unknown exercise "walkin"; did you mean walking?'),
        ("[walking, clamshell]", "[]", "34:16: starting-plans[0].exercises: expected at least one, got an empty list"),
        ("    about: My plan.\n", "", "31:5: starting-plans[0]: missing key about"),
        ("starting-plans:", "starting-plan:", "30:1: starting-plan: unknown key; did you mean starting-plans?"),
        ("  - id: walking\n", "  - walk\n  - id: walking\n", '2:5: exercises[0]: expected keys like "id: name", got "walk"'),
        ("    name: Walking", "\tname: Walking", "3:1: a tab; use spaces"),
        ("name: Walking", "name: Walk\ting", "3:15: a tab; use spaces"),
        ("name: Walking", "name: Walk\x00", "3:15: a character that cannot be shown (U+0000)"),
        ("name: Walking", "name: Walk\ud800", "3:15: a character that cannot be shown (U+D800)"),
        ("name: Walking", "name: Walk\x1b[31m", "3:15: a character that cannot be shown (U+001B)"),
        ("name: Walking", "name: Walk\ring", "3:15: a character that cannot be shown (U+000D)"),
        ("exercises:\n  - id: walking", "%YAML 1.1\n---\nexercises:\n  - id: walking", '1:1: a line cannot begin with "%"; put the text in quotes'),
        ("starting-plans:", "---\nstarting-plans:", '30:1: a second document ("---"); keep one in a file'),
        ("name: Walking", "name: Walking: far", '3:18: cannot be read as YAML: a second ":" in one line; put the text in quotes'),
        ("name: Walking", "name: [Walking", "4:10: cannot be read as YAML: a bracket is opened and not closed, or a comma is missing"),
        ("name: Walking", " name: Walking", '3:10: cannot be read as YAML: a second ":" in one line; put the text in quotes'),
        ("sources: [judgement]\nst", 'sources: ["judgement]\nst', "35:1: cannot be read as YAML: a quote is opened and never closed"),
        ("name: Walking", "name: @home", "3:11: cannot be read as YAML: a text cannot begin with this character; put the text in quotes"),
        ("    name: Walking", "   name: Walking", "3:4: cannot be read as YAML: the indentation does not fit the lines above"),
    ],
)  # fmt: skip
def test_one_mistake_is_told_as_one_line(old: str, new: str, mistake: str) -> None:
    assert old in GOOD
    (told,) = mistakes_of(GOOD.replace(old, new, 1))
    assert told.startswith("exercises.yaml:" + mistake)
    assert "\n" not in told
    if not mistake.endswith(" "):
        assert told == "exercises.yaml:" + mistake


def test_all_mistakes_come_at_once_in_the_order_of_the_lines() -> None:
    text = GOOD.replace("sets: 1\n", "sets: three\n").replace("gait", "gate").replace("name: Mine", "nam: Mine")
    assert mistakes_of(text) == (
        'exercises.yaml:4:12: exercises[0].group: unknown word "gate"; did you mean gait?',
        'exercises.yaml:20:11: exercises[1].sets: expected a whole number, got "three"',
        "exercises.yaml:31:5: starting-plans[0]: missing key name",
        "exercises.yaml:32:5: starting-plans[0].nam: unknown key; did you mean name?",
    )


def test_an_id_used_twice_is_told_with_the_line_of_the_first() -> None:
    told = mistakes_of(GOOD.replace("id: clamshell", "id: walking"))
    assert told == (
        "exercises.yaml:15:9: exercises[1].id: walking is used already on line 2",
        'exercises.yaml:34:26: starting-plans[0].exercises[1]: unknown exercise "clamshell"',
    )


def test_an_exercise_with_a_mistake_is_still_known_to_the_plans() -> None:
    assert len(mistakes_of(GOOD.replace("group: gait", "group: gate"))) == 1


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "1:1: missing key exercises"),
        ("# only a comment\n", "1:1: missing key exercises"),
        ("null\n", "1:1: missing key exercises"),
        ("exercises: []\n", "1:12: exercises: expected at least one, got an empty list"),
        ("exercises:\n", '1:1: exercises: expected a list, each record beginning with "- id: ", got nothing'),
        ("exercises: 3\n", '1:12: exercises: expected a list, each record beginning with "- id: ", got "3"'),
        ("- a\n", "1:1: expected the keys stop-for-all, exercises, starting-plans, got a list"),
        ("hello\n", '1:1: expected the keys stop-for-all, exercises, starting-plans, got "hello"'),
        ("[" * 5000, "1:21: lists and keys are nested more than 20 deep"),
        ("- " * 3000, "1:41: lists and keys are nested more than 20 deep"),
        ("x" * 1_000_001, "1:1: the file is larger than 1 MB; split it or shorten it"),
        ("é" * 600_000, "1:1: the file is larger than 1 MB; split it or shorten it"),
        ("\n" * 60_000, "1:1: more than 50,000 lines; split the file or shorten it"),
        ("# " + "x" * 10_000, "1:1: a line of more than 10,000 characters; break it up"),
        ("- a\n" * 20_000, "12000:3: more than 12,000 keys and values; split the file"),
        ('"\\UFFFFFFFF"', "1:1: cannot be read as YAML"),
    ],
)
def test_a_file_that_is_no_library_is_refused_at_once(text: str, mistake: str) -> None:
    began = time.monotonic()
    assert mistakes_of(text) == (f"exercises.yaml:{mistake}",)
    assert time.monotonic() - began < 120  # a bomb would take hours


def test_a_flood_of_mistakes_is_cut() -> None:
    told = mistakes_of("exercises:\n" + "  - {}\n" * 300)
    assert len(told) == 101
    assert told[-1] == "exercises.yaml: and 200 more mistakes; mend these first"


def test_the_name_of_the_file_is_made_harmless() -> None:
    with pytest.raises(LibraryMistakes, match=r"^a�b c:1:1: "):
        check_library("", "a\x1bb\nc")


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
        "---\n" + GOOD,
        GOOD + "...\n",
        GOOD.replace("name: Walking", "name: 'Walking'"),
        GOOD.replace("name: Walking", "name: >\n      Walking"),
        GOOD.replace("minutes: 5", 'minutes: "5"'),
        GOOD.replace("1-40", "1 - 40"),
        GOOD.replace("sided: no", "sided: False"),
        GOOD.replace("cues: [Walk.]", "cues:\n    # a comment\n    - Walk."),
    ],
)
def test_ways_of_writing_that_mean_the_same(text: str) -> None:
    assert check_library(text, "x") == check_library(GOOD, "x")


PIECES = st.sampled_from(
    ["- ", "id: ", ": ", "\n", "  ", "[", "]", "{", "}", ",", "'", '"', "|", ">", "&a ", "*a", "!!x ", "%", "? ", "---", "...", "#",
     "\\U", "FFFFFFFF", "\\ud800", "exercises:", "<<", "@", "~", "1-3", "\ufeff", "\t", "\x85", "clamshell", "allowed: ", "days: "]
)  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Library:
    return load_library()


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(PIECES, max_size=40))
def test_scraps_of_yaml_are_read_or_refused_in_plain_lines(shipped: Library, pieces: list[str]) -> None:
    for base in (None, shipped):
        try:
            check_library("".join(pieces), "f.yaml", base)
        except LibraryMistakes as refused:
            told = refused.mistakes
        else:
            continue
        assert told
        assert [line for line in told if not line.startswith("f.yaml:") or harmless(line) != line] == []


@settings(max_examples=200, deadline=None)
@given(where=st.integers(0, len(GOOD)), cut=st.integers(0, 5), text=st.text(max_size=5))
def test_a_slip_in_a_good_file_is_read_or_refused(where: int, cut: int, text: str) -> None:
    try:
        library = check_library(GOOD[:where] + text + GOOD[where + cut :], "f.yaml")
    except LibraryMistakes:
        return
    for one in library.exercises:
        assert one.cues
        assert one.stop
        assert one.start.amount(one.measured) > 0
    assert {name for plan in library.plans for name in plan.exercises} <= {one.id for one in library.exercises}


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200))
def test_garbage_bytes_never_end_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    own: Path = tmp_path_factory.mktemp("own") / "own.yaml"
    own.write_bytes(content)
    with suppress(RehabError):
        load_library(own)
