"""How the day stands: what is due, what is overdue, and the exit code that says it."""

from datetime import date, datetime

from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.output import tell
from rehab_tui.domain.days import short_day
from rehab_tui.domain.followup import LEVEL_NAMES, FollowUp, Level, State
from rehab_tui.errors import UnusableFile
from rehab_tui.services.glance import Glance, look, watch_if_due
from rehab_tui.services.opened import PatientFile

DONE, DUE, OVERDUE, URGENT = 0, 10, 11, 12


def watch_or_say(file: PatientFile, now: Circumstances) -> None:
    """Let the computed rules look at the day where that is due; a file that cannot be written is only read."""
    try:
        file.use(lambda store: watch_if_due(store, now.stamp()))
    except UnusableFile as problem:
        tell(f"rehab: note: {problem}")
    if file.use(lambda store: store.aside):
        tell("rehab: note: --today in a file with real days: a look that opens and closes nothing there")


def glance_at(file: PatientFile, now: Circumstances) -> Glance:
    """Return how this day stands."""
    return file.use(lambda store: look(store, now.today))


class Standing:
    """A day at one instant, as `rehab status` and `rehab today` tell it."""

    def __init__(self, glance: Glance, now: datetime) -> None:
        self.glance = glance
        self.now = now
        waiting = [one for one in glance.follow_ups if one.level is not None and one.level < Level.VISIT]
        self.urgent = [one for one in waiting if one.serious]
        self.overdue = [one for one in waiting if one.overdue(now)]
        self.waiting = [one for one in waiting if one.state is not State.SNOOZED and one not in self.overdue]

    @property
    def exit_code(self) -> int:
        """12 an urgent follow-up is open, 11 one is overdue, 10 something is due today, else 0."""
        if self.urgent:
            return URGENT
        if self.overdue:
            return OVERDUE
        return DUE if self.waiting or self.glance.due else DONE

    def due_words(self, *, detail: bool) -> list[str]:
        """Return what is due on this day; follow-ups by their level, by their title only with `detail`."""
        return [*self.glance.due, *self.open_words(detail=detail)]

    def open_words(self, *, detail: bool) -> list[str]:
        """Return the follow-ups that wait and are not overdue."""
        return [_words(one, self.glance.day, detail=detail) for one in self.waiting]

    def overdue_words(self, *, detail: bool) -> list[str]:
        """Return the follow-ups that nobody acted on in time."""
        return [_words(one, self.glance.day, detail=detail) for one in self.overdue]

    def values(self, *, detail: bool) -> dict[str, object]:
        """Return the day as plain values; without `detail` no symptom can be read from them."""
        glance = self.glance
        return {
            "date": glance.day.isoformat(),
            "pain_logged": glance.pain_logged,
            "signs_asked": glance.signs_asked,
            "exercises_due": glance.exercises_due,
            "exercises_done": glance.exercises_done,
            "due": self.due_words(detail=detail),
            "overdue": self.overdue_words(detail=detail),
            "open_followups": [self._follow_up(one, detail=detail) for one in glance.follow_ups],
        }

    def _follow_up(self, one: FollowUp, *, detail: bool) -> dict[str, object]:
        from rehab_tui.exchange.values import follow_up_values, without_names

        values = follow_up_values(one, self.now)
        return values if detail else without_names(values)


def _words(one: FollowUp, today: date, *, detail: bool) -> str:
    level = one.level or Level.VISIT
    name = LEVEL_NAMES[level].lower()
    if not detail:
        return f"follow-up of level {int(level)}"
    return f"follow-up: {one.title}, {short_day(one.opened_on, today)} ({name})"
