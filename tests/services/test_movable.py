"""The numbers a therapist may move: every one has words, and stands within its limits as it usually is."""

import pytest

from rehab_tui.errors import InvalidValue
from rehab_tui.services.movable import NAMES, movable_signs, threshold_words


def test_every_number_that_may_be_moved_has_words_limits_and_a_source_or_the_word_judgement() -> None:
    for rule, sign in movable_signs().items():
        assert sign.trigger
        assert "judgement" in sign.basis or "none" not in sign.basis
        for one in sign.numbers:
            assert one.name in NAMES, one
            assert float(one.lowest) <= float(one.usual) <= float(one.highest)
            threshold_words(rule, {one.name: float(one.highest) if "." in one.highest else int(one.highest)})
    assert set(NAMES) == {one.name for sign in movable_signs().values() for one in sign.numbers}


def test_a_number_outside_its_limits_is_refused_with_them() -> None:
    assert threshold_words("PT-02", {"by": 3}).startswith("3 points")
    with pytest.raises(InvalidValue, match="from 1 to 4, not 9"):
        threshold_words("PT-02", {"by": 9})
