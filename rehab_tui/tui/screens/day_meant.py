"""Which day is meant by what is logged: between midnight and 04:00 it is asked."""

from datetime import date, timedelta

from rehab_tui.domain.days import short_day
from rehab_tui.tui.screens.of_file import OfFile

NIGHT_ENDS = 4
"""Before this hour a new entry asks which day is meant."""


class DayMeant(OfFile):
    """A screen that keeps something for a day."""

    def __init__(self) -> None:
        super().__init__()
        self._night_asked: date | None = None
        """The day on which it was asked, after midnight, which day is meant."""
        self._last_night: date | None = None

    @property
    def day_shown(self) -> date:
        """The day that something is kept for: today, unless the screen shows another or last night was meant."""
        today = self.context.clock.today()
        return self._last_night if self._last_night and self._night_asked == today else today

    def at_night(self, then: str) -> bool:
        """Before 04:00, ask once a night which day is meant, then run an action; return whether it was asked."""
        moment = self.context.clock.now()
        if moment.instant.hour >= NIGHT_ENDS or self._night_asked == moment.today:
            return False
        from rehab_tui.tui.screens.dialogs import ChooseScreen

        yesterday = moment.today - timedelta(days=1)
        choices = {"last": f"Last night ({short_day(yesterday)})", "today": f"Today ({short_day(moment.today)})"}

        def answered(choice: str | None) -> None:
            if choice is not None:
                self._night_asked = moment.today
                self.mean(yesterday if choice == "last" else moment.today)
                self.call_later(self.run_action, then)

        self.app.push_screen(ChooseScreen("It is after midnight. Which day is this for?", choices), answered)
        return True

    def mean(self, day: date) -> None:
        """Keep what follows for last night's day, or for today."""
        self._last_night = day if day < self.context.clock.today() else None
