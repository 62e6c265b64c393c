"""What a person sees on the screen, as text and as cells."""

from collections.abc import Callable, Iterator

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


async def until_shown(pilot: Pilot[int], text: str) -> None:
    """Wait until words are on the screen, wherever their lines are broken; fail after twenty seconds."""
    await until(pilot, lambda: text in words(pilot))


async def until(pilot: Pilot[int], done: Callable[[], bool]) -> None:
    """Wait until something is so; fail after twenty seconds with what is on the screen."""
    for _ in range(400):
        if done():
            return
        await pilot.pause(0.05)
    raise AssertionError(seen(pilot))
