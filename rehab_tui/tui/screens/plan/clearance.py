"""Writing down that somebody allowed something: what, who, when."""

from datetime import date

from rehab_tui.domain.days import day_of, day_words
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.words import free_text
from rehab_tui.errors import InvalidValue
from rehab_tui.services.journal import Draft
from rehab_tui.tui.screens.form import Field, FormScreen
from rehab_tui.tui.screens.plan.rows import CAN_ALLOW
from rehab_tui.tui.screens.today.rows import ALLOWED_WORDS


class ClearanceScreen(FormScreen[Draft]):
    """Asks who allowed one thing, and when."""

    def __init__(self, kind: ClearanceKind, today: date) -> None:
        what = ALLOWED_WORDS[kind]
        fields = (
            Field("by", "Who allowed it?", hint="name, and what they are"),
            Field("on", "When?", today.isoformat(), "like 2026-03-31, today, yesterday"),
        )
        super().__init__(
            f"Who allowed {what}, and when?", fields, f"Ask {CAN_ALLOW[kind]}; without a name it stays locked."
        )
        self._kind = kind
        self._today = today

    def answer(self, texts: dict[str, str]) -> Draft:
        """Return what is to be kept. Raises InvalidValue without a name, or for a date that is not clear."""
        by = free_text("the name", texts["by"]).strip()
        if not by:
            raise InvalidValue("write the name of the person who allowed it; without one it stays locked")
        return Draft(day_of(texts["on"] or "today", self._today), Clearance(self._kind, by))


def words_of(draft: Draft) -> str:
    """Return in words what is kept."""
    fact = draft.fact
    return f"{ALLOWED_WORDS[fact.what]} allowed, {day_words(draft.day)}" if isinstance(fact, Clearance) else "allowed"
