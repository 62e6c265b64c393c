"""Measures as values: exact, never a score with something missing, compared only with their like."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.domain.body import Side
from rehab_tui.domain.measure import Measurement, comparable, number_words
from rehab_tui.domain.measure_table import MEASURES, PEG_ITEMS, measure_named
from rehab_tui.domain.measure_typed import measurement_of
from rehab_tui.errors import InvalidValue

SCORES = st.lists(st.integers(0, 10), min_size=3, max_size=3)


def peg(*values: int | None) -> Measurement:
    return Measurement("peg", tuple(None if one is None else Decimal(one) for one in values), PEG_ITEMS)


@given(SCORES)
def test_the_mean_is_exact(values: list[int]) -> None:
    assert peg(*values).score == Fraction(sum(values), 3)
    assert measurement_of(MEASURES["peg"], [str(one) for one in values]) == peg(*values)


@given(SCORES, st.integers(0, 2))
def test_with_one_missing_there_is_no_score(values: list[int], missing: int) -> None:
    given_ = [None if n == missing else one for n, one in enumerate(values)]
    assert peg(*given_).score is None
    assert not comparable(peg(*given_), peg(*values))
    assert "not scored" in peg(*given_).words


@given(st.sampled_from(sorted(MEASURES)), st.text(max_size=12))
def test_anything_typed_is_kept_in_range_or_refused_with_words(name: str, text: str) -> None:
    measure = MEASURES[name]
    words = [text] * max(1, len(measure.items))
    try:
        taken = measurement_of(measure, words, side=Side.LEFT if measure.sided else None)
    except InvalidValue as wrong:
        refusal = str(wrong)
    else:
        refusal = ""
        assert all(value is None or measure.lowest <= value <= measure.highest for value in taken.values)
    assert "\n" not in refusal


@pytest.mark.parametrize(
    ("typed", "kg"), [("81.5kg", "81.5"), ("81,5 KG", "81.5"), ("180lb", "81.65"), ("100.5 lbs", "45.59")]
)
def test_a_weight_is_turned_into_kg(typed: str, kg: str) -> None:
    taken = measurement_of(MEASURES["weight"], [typed])
    assert (taken.values, taken.typed) == ((Decimal(kg),), typed)


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (Fraction(11, 3), 1, "3.7"), (Fraction(11, 3), 2, "3.67"), (Fraction(5), 1, "5"), (Fraction(-1, 3), 1, "-0.3"),
        (Fraction(1, 20), 1, "0.1"), (Fraction(-1, 100), 1, "0"), (Decimal("0.85"), 2, "0.85"), (None, 1, "none"),
        (Fraction(100), 0, "100"),
    ],
)  # fmt: skip
def test_numbers_in_words(value: Fraction | Decimal | None, places: int, words: str) -> None:
    assert number_words(value, places) == words


def test_a_list_is_the_same_in_another_order_and_other_letters() -> None:
    def mine(**scores: int) -> Measurement:
        return Measurement("my-activities", tuple(Decimal(one) for one in scores.values()), tuple(scores))

    assert comparable(mine(up=3, down=4), mine(Down=1, UP=2))
    assert not comparable(mine(up=3, down=4), mine(up=3, walk=4))
    assert not comparable(mine(up=3), mine(up=3, down=4))


@pytest.mark.parametrize(
    "wrong",
    [
        ("luck", (Decimal(1),), {}), ("peg", (Decimal(1),), {}), ("tug", (None,), {}), ("sleep", (Decimal(25),), {}),
        ("sleep", (Decimal(5),), {"side": Side.LEFT}), ("single-leg", (Decimal(5),), {}),
        ("single-leg", (Decimal(5),), {"side": Side.BOTH}), ("tug", (Decimal(5),), {"arms": True}),
        ("chair-stand", (Decimal(5),), {"arms": True}), ("my-activities", (Decimal(5),), {}),
        ("my-activities", (Decimal(5), Decimal(4)), {"items": ("a", " A ")}),
    ],
    ids=str,
)  # fmt: skip
def test_a_measurement_checks_itself(wrong: tuple[str, tuple[Decimal | None, ...], dict[str, object]]) -> None:
    name, values, more = wrong
    with pytest.raises(InvalidValue):
        Measurement(name, values, **more)  # type: ignore[arg-type]


def test_each_line_of_the_table_has_a_source_for_its_change() -> None:
    for measure in MEASURES.values():
        assert measure.lowest < measure.highest
        assert measure.matters is None or measure.sources
        assert measure.matters is None or measure.better is not None
    assert measure_named("chair").id == "chair-stand"
