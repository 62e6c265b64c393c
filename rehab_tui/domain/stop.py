"""The stop card: pain while exercising was above the limit (rules, PX-01)."""

from typing import NamedTuple


class StopCard(NamedTuple):
    """What a person is told at once; it asks for nothing and is kept as the follow-up of PX-01."""

    title: str
    what: str
    """The exercise by its name; empty for the whole session."""
    pain: int
    """0-10, the worst side."""
    limit: int
    """0-10, in force when it was logged."""
    lines: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it in reading order, a line each."""
        return "\n".join((self.title, *self.lines, f"Sources of the limit: {', '.join(self.sources)}"))
