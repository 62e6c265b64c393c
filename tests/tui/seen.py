"""What a person sees on the screen, as text and as cells."""

from collections.abc import Iterator

from rich.style import Style
from textual.pilot import Pilot


def seen(pilot: Pilot[int]) -> str:
    """Everything that stands on the screen now, line by line."""
    return "\n".join("".join(s.text for s in strip) for strip in pilot.app.screen._compositor.render_strips())


def words(pilot: Pilot[int]) -> str:
    """The same with all blanks and line ends as one blank, for sentences that are wrapped."""
    return " ".join(seen(pilot).split())


def cells(pilot: Pilot[int]) -> Iterator[tuple[str, Style]]:
    """Each stretch of text that is not blank, with its style."""
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.text.strip() and segment.style is not None:
                yield segment.text, segment.style
