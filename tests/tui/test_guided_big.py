"""Names in letters that are read from the mat."""

import pytest

from rehab_tui.tui.screens.guided_big import big, can_draw
from rehab_tui.tui.screens.guided_view import name_lines


@pytest.mark.parametrize(
    ("name", "plain"), [("Brücke", "BRUCKE"), ("Élévation", "ELEVATION"), ("Fußheber", "FUSSHEBER")]
)
def test_a_name_with_marks_on_its_letters_is_as_large_as_any_other(name: str, plain: str) -> None:
    assert name_lines(name, 1, 78) == (name,)
    assert big(name, 1) == big(plain, 1)


def test_a_name_in_other_letters_is_not_drawn_at_all_rather_than_with_gaps() -> None:
    assert not can_draw("мост")
    assert name_lines("Bridge 桥", 1, 78) == ()
