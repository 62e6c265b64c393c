"""Advice of serious signs, on stderr: first, whatever else happens to the entry."""

import os
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from types import TracebackType
from typing import Self

from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.output import change_made, tell
from rehab_tui.domain.followup import Finding, FollowUp, Level
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered
from rehab_tui.errors import InvalidValue, RehabError, UnusableFile

A_MOMENT = 1.0
"""Seconds after which advice no longer waits for the file: another program may hold it for longer."""
_NAMING = ("--symptoms", "--usual")
_WITH_VALUE = ("--form", "--temp", "--with", "--since", "--text", "--date")


class AdviceFirst:
    """Keeps at hand what was reported, so that advice is given also when nothing can be saved.

    Used as a context around everything that may fail after the first sign was read.
    """

    def __init__(self, day: date, where: Circumstances | None = None) -> None:
        self.day = day
        self._where = where
        """Where the contacts are on file, for what fails before they were read."""
        self.reports: list[SymptomReport] = []
        self.answered: SymptomsAnswered | None = None
        self.temperature_c: float | None = None
        """A temperature that cannot be kept as it was typed, as it was most likely meant."""
        self.profile = Profile()
        """The contacts, once they are known."""
        self._told: tuple[Finding, ...] = ()
        """What was told already, while it was not kept."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if kind is not None and issubclass(kind, (Exception, KeyboardInterrupt)):
            self.give(look_up=not issubclass(kind, UnusableFile))

    @contextmanager
    def not_waiting(self) -> Generator[None]:
        """Inside, the file is opened and written: where that takes more than a moment, the advice comes meanwhile."""
        if not self.found:
            yield
            return
        from threading import Timer

        timer = Timer(A_MOMENT, self._meanwhile)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _meanwhile(self) -> None:
        if not change_made() and tell_advice(self.found, self.profile):
            self._told = self.found
            tell("This is NOT kept yet: another program is writing to the file. It is being tried for 10 seconds.\n")

    @property
    def found(self) -> tuple[Finding, ...]:
        """The warning signs in what was read so far, seen by itself."""
        reports = tuple(self.reports)
        asked = tuple(one.id for one in reports)
        answered = self.answered or SymptomsAnswered(Form.PICKED, asked, reports, self.temperature_c)
        if not (answered.reports or answered.companions or answered.temperature_c is not None):
            return ()
        from rehab_tui.services.signs import findings_alone

        return findings_alone(answered, self.day, self.profile)

    def tell(self, follow_ups: Iterable[FollowUp]) -> None:
        """Print the advice of what was opened by what is kept now, without what was told while it was not."""
        new = [one for one in follow_ups if not self.has_told(one)]
        if self.profile == Profile() and any(one.serious for one in new):
            self._look_up_contacts()
        tell_advice(new, self.profile)

    def has_told(self, follow_up: FollowUp) -> bool:
        """Return whether its advice was printed while the answer was not kept."""
        about = (follow_up.rule, follow_up.side, follow_up.level)
        return any((one.rule, one.side, one.level) == about for one in self._told)

    def give(self, *, look_up: bool = True) -> None:
        """Print the advice of what was read so far, and that it was not kept.

        `look_up`: read the contacts from the file when they are not known yet.
        """
        if look_up and self.profile == Profile() and self.found:
            self._look_up_contacts()
        if (self._told or tell_advice(self.found, self.profile)) and not change_made():
            tell("This was NOT kept; the last line says why. The advice holds all the same.\n")

    def _look_up_contacts(self) -> None:
        if self._where is None:
            return
        from rehab_tui.services.profile import Profiles

        with suppress(RehabError), self._where.open_file() as file:
            self.profile = file.use(Profiles).read()


def advise_on(argv: Sequence[str], day: date) -> None:
    """Print the advice of the signs in a command line that could not be read to its end."""
    words = _signs_in(argv)
    if not words:
        return
    from rehab_tui.cli.signs_typed import read_reports

    first = AdviceFirst(day, _place_in(argv))
    with suppress(InvalidValue):
        read_reports(words, first, checked="--checked" in argv)
    first.give()


def _place_in(argv: Sequence[str]) -> Circumstances | None:
    """Return where the file lies that a command line names; None where that cannot be read."""
    from rehab_tui.cli.start import circumstances

    named = os.environ.get("REHAB_DB")
    for arg, after in zip(argv, (*argv[1:], ""), strict=True):
        name, equals, value = arg.partition("=")
        if name == "--db":
            named = value if equals else after
    with suppress(RehabError):
        return circumstances(named, None, plain=True)
    return None


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


def tell_advice(found: Iterable[Finding | FollowUp], profile: Profile) -> bool:
    """Print what to do about findings of level 1 and 2, the most urgent first; return whether there were any."""
    serious = [one for one in found if one.level in (Level.EMERGENCY, Level.TODAY)]
    if not serious:
        return False
    from rehab_tui.rules import advice

    for one in sorted(serious, key=lambda f: f.level or 9):
        tell("\n".join(advice(one, profile).lines) + "\n")
    return True
