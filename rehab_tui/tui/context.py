"""What screens work with: the open file, the clock, the settings."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from rehab_tui.bootstrap import Rehab
from rehab_tui.charts import ChartStyle
from rehab_tui.clock import Clock
from rehab_tui.config import ChartChoice, Settings
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.moment import Origin, Stamp
from rehab_tui.domain.patient import Profile
from rehab_tui.errors import RehabError
from rehab_tui.tui.unkept import Unkept


@dataclass(slots=True)
class Context:
    """Handed to every screen by the app."""

    rehab: Rehab
    clock: Clock
    settings: Settings
    demo: bool = False
    notices: tuple[str, ...] = ()
    """What the computed rules say today without asking for anything, in words."""
    patient: str = ""
    """Whose file it is, with the day up to which it speaks, where it is that of a patient of the caseload: nothing is
    written into it."""
    letters_only: bool = False
    """Whether the terminal can show plain letters only, and nobody has chosen another style since the start."""
    unkept: list[Unkept] = field(default_factory=list)
    """Answers about warning signs that the file would not take yet, oldest first."""
    _poor: bool = field(init=False)
    _profile: Profile = field(default_factory=Profile, init=False)

    def __post_init__(self) -> None:
        """Remember what the terminal said of itself."""
        self._poor = self.letters_only

    @property
    def chart_style(self) -> ChartStyle:
        """What charts are drawn with here."""
        return ChartStyle.ASCII if self.letters_only else ChartStyle(self.settings.chart_style.value)

    def draw_with(self, style: ChartStyle) -> None:
        """Draw with a style that the person has chosen, whatever the terminal says of itself."""
        self.letters_only = self._poor and style is ChartStyle.ASCII
        self.settings = replace(self.settings, chart_style=ChartChoice(style.value))

    def profile(self) -> Profile:
        """Return what is known of the person; as it was read last where another program keeps the file."""
        with suppress(RehabError), self.rehab.hurried():
            self._profile = self.rehab.profiles.read()
        return self._profile

    def try_unkept(self) -> tuple[Unkept, ...]:
        """Try to keep what the file would not take; return what it took now."""
        with self.rehab.hurried():
            kept = tuple(one for one in self.unkept if one.keep())
        self.unkept = [one for one in self.unkept if one.logged is None]
        return kept

    def all_kept(self) -> bool:
        """Try a last time to keep what the file would not take; return whether all is kept."""
        self.try_unkept()
        return not self.unkept

    def stamp(self) -> Stamp:
        """Return the stamp of a change made on a screen now."""
        return Stamp(self.clock.now(), Origin.SCREEN)


@runtime_checkable
class Host(Protocol):
    """What screens ask of the app that shows them."""

    @property
    def context(self) -> Context:
        """The file that is worked with now: the person's own, or that of the patient who is looked at."""
        ...

    @property
    def own(self) -> Context:
        """The file of the person who sits here."""
        ...

    def raise_alerts(self, follow_ups: Iterable[FollowUp]) -> None:
        """Let each new level 1 or 2 follow-up take the screen."""
        ...

    def show_alert(self, follow_up: FollowUp) -> None:
        """Show the advice of a follow-up again."""
        ...

    def refresh_screen(self) -> None:
        """Show on every screen what the file says now."""
        ...

    def keep_trying(self) -> None:
        """Try to keep what the file would not take, and say what it took now."""
        ...

    def read_notices(self) -> bool:
        """Read what the person is told today without being asked; return whether it changed and is shown anew."""
        ...

    def draw_with(self, style: ChartStyle) -> None:
        """Use a style of charts from now on."""
        ...


@runtime_checkable
class ShowsFile(Protocol):
    """A screen that shows what the file says."""

    def refresh_all(self) -> None:
        """Show what the file says now."""
        ...


def host_of(app: object) -> Host:
    """Return the app as what a screen may ask of it. Raises TypeError when it is another program's."""
    if not isinstance(app, Host):
        raise TypeError("this screen needs the rehab app")
    return app
