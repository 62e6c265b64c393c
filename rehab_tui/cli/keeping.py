"""Keeps facts of one day, and says what was kept; what belongs beside it follows."""

from collections.abc import Sequence
from datetime import date

from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.kept import say_kept
from rehab_tui.cli.output import show, tell
from rehab_tui.cli.reading import note_text, refuse_too_early
from rehab_tui.cli.wording import fact_words
from rehab_tui.domain.days import short_day
from rehab_tui.domain.entry import Visit
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.kept import Logged
from rehab_tui.domain.pause import Pause
from rehab_tui.services.journal import Draft, Journal
from rehab_tui.services.known import hip_and_birth
from rehab_tui.services.opened import PatientFile

LONGEST_LINE = 160


class Keeping:
    """One command's facts, its note, and how it answers."""

    def __init__(self, now: Circumstances, on: date, note: str | None, *, as_json: bool) -> None:
        self.now = now
        self.on = on
        self.note = None if note is None else note_text(note)
        self.as_json = as_json
        self._words = ""

    def keep(self, file: PatientFile, facts: Sequence[Fact]) -> Logged:
        """Keep facts together."""
        refuse_too_early(self.on, file.use(hip_and_birth)[1], self.now.today)
        words = "; ".join(fact_words(fact, self.now.today) for fact in facts)
        short = words if len(words) <= LONGEST_LINE else words[: LONGEST_LINE - 1] + "…"
        self._words = short if _dated(facts, self.on) else f"{short}, {short_day(self.on, self.now.today)}"
        drafts = [Draft(self.on, fact, self.note) for fact in facts]
        return file.use(Journal).log(drafts, self.now.stamp(), self._words)

    def say(self, logged: Logged, beside: Sequence[str] = ()) -> None:
        """Print what was kept; what belongs beside it goes to stdout too, or to stderr beside JSON."""
        say_kept(logged, self.now, f"Kept: {self._words}", as_json=self.as_json)
        for line in beside:
            if self.as_json:
                tell(f"rehab: note: {line}")
            else:
                show(f"  {line}")


def _dated(facts: Sequence[Fact], on: date) -> bool:
    """Return whether the words of a fact name the day it is kept for themselves."""
    return any(isinstance(fact, Visit) or (isinstance(fact, Pause) and fact.first == on) for fact in facts)
