"""Names in letters that are read from the mat."""

import pytest

from rehab_tui.tui.screens.guided.big import big, can_draw
from rehab_tui.tui.screens.guided.view import Look, draw, name_lines


@pytest.mark.parametrize(
    ("name", "plain"), [("Brücke", "BRUCKE"), ("Élévation", "ELEVATION"), ("Fußheber", "FUSSHEBER")]
)
def test_a_name_with_marks_on_its_letters_is_as_large_as_any_other(name: str, plain: str) -> None:
    assert name_lines(name, 1, 78) == (name,)
    assert big(name, 1) == big(plain, 1)


def test_a_name_in_other_letters_is_not_drawn_at_all_rather_than_with_gaps() -> None:
    assert not can_draw("мост")
    assert name_lines("Bridge 桥", 1, 78) == ()


@pytest.mark.parametrize("size", [(80, 22), (60, 18)])
def test_how_much_is_asked_is_drawn_large_before_every_exercise(size: tuple[int, int]) -> None:
    doses = {"2x12": "Standing hip abduction", "2x20 s": "Hip flexor stretch", "120 min": "Walking"}
    for dose, name in doses.items():
        look = Look(name, "LEFT", dose, ("2 x 12 each side, hold 3 s", "Stand tall.", "Breathe."), large=True)
        rows = [line.plain.strip() for line in draw(look, *size).split("\n")]
        drawn = {text: [line.strip() for line in big(text, 1)] for text in (dose, *name_lines(name, 1, 58))}
        assert len(rows) <= size[1]
        assert "2 x 12 each side, hold 3 s" in rows
        whole = "\n".join(rows)
        large = [line.strip() for line in big(dose, 2)]
        assert "\n".join(drawn[dose]) in whole or "\n".join(large) in whole, whole
