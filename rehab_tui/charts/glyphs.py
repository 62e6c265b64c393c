"""The characters that charts are drawn with: braille, blocks, or plain ASCII."""

from dataclasses import dataclass, replace

from rehab_tui.charts.style import ChartStyle


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of one style; every one is a single cell wide."""

    marks: tuple[str, ...]
    """Readings of the first, second ... series, told apart without color."""
    worst: tuple[str, ...]
    """The same where a mark stands for the worst of many days: lighter, so that the line leads."""
    both: str
    """Readings of two series in one cell."""
    pens: tuple[str, str]
    """What draws a solid and a dotted line: a plotext marker name or one character."""
    fine: tuple[int, int]
    """Dots across and up one cell."""
    samples: tuple[str, str]
    """The two lines as the legend shows them."""
    wall: str
    notch: str
    corner: str
    floor: str
    tick: str
    event: str
    pointer: str
    missing: str
    dash: str
    bar: str
    half_bar: str
    """The lower half of a bar's cell; empty where the style has none."""
    track: str
    ellipsis: str


_BRAILLE = Glyphs(
    marks=("●", "○", "◆", "◇"),
    worst=("•", "◦", "◆", "◇"),
    both="◐",
    pens=("braille", "braille"),
    fine=(2, 4),
    samples=("⠤⠤⠤", "⠄⠄⠄"),
    wall="│",
    notch="┤",
    corner="┼",
    floor="─",
    tick="┬",
    event="┊",
    pointer="▾",
    missing="·",
    dash="–",
    bar="█",
    half_bar="▄",
    track="░",
    ellipsis="…",
)
_BLOCK = replace(_BRAILLE, pens=("hd", "hd"), fine=(2, 2), samples=("▄▄▄", "▖▖▖"))
_ASCII = Glyphs(
    marks=("o", "x", "+", "%"),
    worst=("o", "x", "+", "%"),
    both="&",
    pens=("-", "."),
    fine=(1, 1),
    samples=("---", "..."),
    wall="|",
    notch="+",
    corner="+",
    floor="_",
    tick="|",
    event=":",
    pointer="v",
    missing=".",
    dash="-",
    bar="#",
    half_bar="",
    track=".",
    ellipsis="~",
)

GLYPHS = {ChartStyle.BRAILLE: _BRAILLE, ChartStyle.BLOCK: _BLOCK, ChartStyle.ASCII: _ASCII}
