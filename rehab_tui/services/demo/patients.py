"""The made-up patients of the demo's caseload, as a table. Nobody real."""

from typing import NamedTuple

from rehab_tui.domain.exercise import SkipReason


class Made(NamedTuple):
    """Four weeks of a patient: one character a day, the last one is the day on which the file was made."""

    name: str
    side: str
    scores: str
    """The daily score; `.` nothing was logged."""
    work: str
    """`x` all of the plan, `-` nothing, `s` left out with the reason, `h` done, and it hurt."""
    weeks: int
    """Weeks since surgery."""
    sign: tuple[int, str, bool] | None = None
    """Days ago, the sign as it is typed, and whether somebody was told."""
    skipped: SkipReason = SkipReason.TIRED
    sent: int = 0
    """Days ago."""
    reviewed: bool = False
    note: str | None = None
    """What the therapist wrote down."""


PATIENTS = (
    Made("Alma Stone (made up)", "left", "4435443454434344344343434343", "xxxxx-xxxx-xxxxxx-xxxxxxx-xx", 9,
         sign=(0, "saddle-numbness", False)),
    Made("Bruno Hart (made up)", "right", "2323223232232322323223232232", "xx-xxxxx-xxxx-xxxxxx-xxxxx-x", 5,
         sign=(1, "calf-swelling:right", True)),
    Made("Clara Moss (made up)", "left", "3343233432334323343233237677", "x--x-x--x-x---x-x--x-xxxxxxx", 14,
         note="Did the whole plan from Monday on; slow down?"),
    Made("Dario Lund (made up)", "right", "2232322323223232232322326776", "xxxxxxxsxxxxxxsxxxxxxxxxxsxx", 11,
         skipped=SkipReason.PAIN),
    Made("Edith Voss (made up)", "left", "3233323332333233323332333233", "xxxxxxxxxxxxxxxxxxxxxxxxxhxh", 16),
    Made("Felix Rowe (made up)", "left", "5454545445454545............", "xxsxsxs-sxss-s--------------", 20,
         skipped=SkipReason.NO_TIME),
    Made("Greta Holm (made up)", "right", "3232323232323232323232323232", "xxxxxxxxxxxxxxxxxxxxxxxxxxxx", 30, sent=16),
    Made("Hanna Pike (made up)", "left", "2121212112121212121121212121", "xxxxxxx-xxxxxx-xxxxxxxx-xxxx", 24,
         reviewed=True, note="Stairs without the rail since last week."),
)  # fmt: skip
