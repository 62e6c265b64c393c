"""Advice of serious signs, on stderr: first, whatever else happens to the entry."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from types import TracebackType
from typing import Self

from rehab_tui.cli.output import tell
from rehab_tui.domain.followup import Finding, FollowUp, Level
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered
from rehab_tui.errors import InvalidValue

_NAMING = ("--symptoms", "--usual")
_WITH_VALUE = ("--form", "--temp", "--with", "--since", "--text", "--date")


class AdviceFirst:
    """Keeps at hand what was reported, so that advice is given also when nothing can be saved.

    Used as a context around everything that may fail after the first sign was read.
    """

    def __init__(self, day: date) -> None:
        self.day = day
        self.reports: list[SymptomReport] = []
        self.answered: SymptomsAnswered | None = None
        self.temperature_c: float | None = None
        """A temperature that cannot be kept as it was typed, as it was most likely meant."""
        self.profile = Profile()
        """The contacts, once they are known."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if kind is not None and issubclass(kind, (Exception, KeyboardInterrupt)):
            self.give()

    def give(self) -> None:
        """Print the advice of what was read so far."""
        reports = tuple(self.reports)
        asked = tuple(one.id for one in reports)
        answered = self.answered or SymptomsAnswered(Form.PICKED, asked, reports, self.temperature_c)
        if answered.reports or answered.temperature_c is not None:
            from rehab_tui.services.signs import findings_alone

            tell_advice(findings_alone(answered, self.day), self.profile)


def advise_on(argv: Sequence[str], day: date) -> None:
    """Print the advice of the signs in a command line that could not be read to its end."""
    words = _signs_in(argv)
    if not words:
        return
    from rehab_tui.cli.signs_typed import read_reports

    first = AdviceFirst(day)
    with suppress(InvalidValue):
        read_reports(words, first, checked="--checked" in argv)
    first.give()


def _signs_in(argv: Sequence[str]) -> list[str]:
    """Return the words of a command line that stand where signs are named."""
    words: list[str] = []
    before, listed = "", False
    for arg in argv:
        name, equals, value = arg.partition("=")
        if before in _NAMING:
            words.extend(arg.replace(",", " ").split())
        elif name in _NAMING and equals:
            words.extend(value.replace(",", " ").split())
        elif listed and not arg.startswith("-") and before not in _WITH_VALUE:
            words.append(arg)
        listed = listed or (before == "log" and arg.startswith("sym"))
        before = arg
    return words


def tell_advice(found: Iterable[Finding | FollowUp], profile: Profile) -> None:
    """Print what to do about findings of level 1 and 2, the most urgent first."""
    serious = [one for one in found if one.level in (Level.EMERGENCY, Level.TODAY)]
    if not serious:
        return
    from rehab_tui.rules import advice

    for one in sorted(serious, key=lambda f: f.level or 9):
        tell("\n".join(advice(one, profile).lines) + "\n")
