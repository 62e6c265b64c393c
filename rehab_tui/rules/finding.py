"""Findings of the computed rules, and what all findings have in common."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from rehab_tui.domain.followup import Level


class AnyFinding(Protocol):
    """A warning sign fired: a reported one (always with a level) or a computed one (perhaps a notice)."""

    @property
    def rule(self) -> str:
        """The rule that fired."""

    @property
    def level(self) -> Level | None:
        """How soon someone should be told; None for a notice."""

    @property
    def title(self) -> str:
        """The rule in a few words."""

    @property
    def message(self) -> str:
        """What the person reads."""

    @property
    def why(self) -> Mapping[str, object]:
        """The numbers by name."""

    @property
    def side(self) -> str | None:
        """The side it is about, or None."""

    @property
    def supersedes(self) -> tuple[str, ...]:
        """Rules whose lower alerts it takes over."""


class ComputedFinding(NamedTuple):
    """A computed rule fired. The fields are those of a reported finding; `level` is None for a notice."""

    rule: str
    level: Level | None
    title: str
    message: str
    why: Mapping[str, object]
    """Numbers by name, ready for JSON: `on`, `threshold`, `rows`, `would_change`, `logged`, and the rule's own."""
    sources: tuple[str, ...]
    side: str | None = None
    symptoms: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    adds_to: tuple[str, ...] = ()
    """Rules whose open follow-up of the same side gets this message as one more line."""
    opens_alone: bool = True
    """Whether it opens a follow-up of its own where there is none to add to."""
    once_days: int = 0
    """Not opened again for so many days after it was opened; 0 means no such limit."""
    for_therapist: bool = False
    """A notice for the therapist's list; the patient is not prompted."""
