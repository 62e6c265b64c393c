"""The last door before the terminal: no control sequence from anybody's text passes it."""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from rehab_tui.domain.letters import lettered

_LIVE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Harmless(LineFilter):
    """Shows control, escape and direction characters as a visible sign instead of sending them."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (the base's signature)
        """Return the segments with every live character replaced."""
        return [
            Segment(_LIVE.sub("�", segment.text), segment.style, segment.control)
            if segment.control is None and _LIVE.search(segment.text)
            else segment
            for segment in segments
        ]


class Lettered(LineFilter):
    """Shows plain letters instead of drawn signs, where the terminal can show nothing else."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (the base's signature)
        """Return the segments in plain letters."""
        return [segment if segment.control else Segment(lettered(segment.text), segment.style) for segment in segments]
