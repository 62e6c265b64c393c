"""A block's relief is exact, both criteria are shown, and "more than" is meant."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.domain.block import After, Block, after_of, compared, criteria_lines
from rehab_tui.domain.body import Side, Site
from rehab_tui.errors import InvalidValue


def block(before: int, *after: int, tests: int | None = None, anesthetic: str = "lidocaine") -> Block:
    scores = tuple(After(30 * (n + 1), score) for n, score in enumerate(after))
    return Block(Site.SI_JOINT, Side.LEFT, anesthetic, before, scores, tests)


@pytest.mark.parametrize(
    ("one", "above_75", "above_70_and_tests"),
    [
        (block(8, 2), False, None), (block(8, 2, tests=2), False, True), (block(8, 2, tests=1), False, False),
        (block(8, 1), True, None), (block(8, 1, tests=3), True, True), (block(7, 2, tests=2), False, True),
        (block(10, 3, tests=2), False, False), (block(10, 3), False, False), (block(9, 2, tests=0), True, False),
        (block(8, 8), False, False), (block(4, 6, tests=2), False, False), (block(8, 5, 1), True, None),
        (block(8), None, None), (block(0, 0), None, None), (block(8, tests=1), None, False),
    ],
    ids=repr,
)  # fmt: skip
def test_each_criterion_is_met_not_met_or_not_known(
    one: Block, above_75: bool | None, above_70_and_tests: bool | None
) -> None:
    assert [criterion.met for criterion in one.criteria] == [above_75, above_70_and_tests]


@given(st.integers(0, 10), st.lists(st.integers(0, 10), max_size=5), st.none() | st.integers(0, 10))
def test_the_largest_relief_counts_and_is_exact(before: int, after: list[int], tests: int | None) -> None:
    one = block(before, *after, tests=tests)
    if before and after:
        assert one.relief == Fraction(100 * (before - min(after)), before)
    else:
        assert one.relief is None
    said = " ".join((one.words, *criteria_lines(one), *compared(one, [one])))
    for never in ("confirm", "proves", "diagnos", "cause"):
        assert never not in said


def test_eight_to_two_is_75_which_is_not_more_than_75() -> None:
    one = block(8, 2)
    assert "75 % relief" in one.words
    assert criteria_lines(one)[0] == "more than 75 % relief: not met (doc 000)"


def test_a_second_block_is_set_beside_the_first_of_the_same_place() -> None:
    elsewhere = Block(Site.HIP, Side.LEFT, "lidocaine", 8, (After(30, 0),))
    (line,) = compared(block(8, 1, anesthetic="bupivacaine"), [elsewhere, block(8, 2)])
    assert line == "earlier block there with another anesthetic (lidocaine): 75 % relief"
    (line,) = compared(block(8, 1), [block(8, 9 - 1, anesthetic="Lidocaine")])
    assert line == "earlier block there with the same anesthetic (Lidocaine): 0 % relief"


@pytest.mark.parametrize(
    ("typed", "after"),
    [("2@30min", (30, 2)), ("2@2h", (120, 2)), ("10 @ 45", (45, 10)), ("0@1 H", (60, 0)), ("3@90m", (90, 3))],
)
def test_scores_after_it_are_typed_with_their_time(typed: str, after: tuple[int, int]) -> None:
    assert after_of(typed) == after


@pytest.mark.parametrize("typed", ["", "2", "@30min", "11@30min", "2@", "2@-3", "2@30s", "2@٣min", "2.5@30min"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue):
        after_of(typed)
