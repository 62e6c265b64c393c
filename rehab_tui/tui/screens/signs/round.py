"""One round of the full list: the answers so far, what is left, and what was denied."""

from contextlib import suppress
from datetime import date, timedelta

from textual.content import Content

from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.symptom import FULL_GROUPS, SYMPTOMS, Form, FullGroup, SymptomReport, SymptomsAnswered
from rehab_tui.errors import RehabError
from rehab_tui.rules import Advice
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.answers import NO, YES
from rehab_tui.tui.screens.followups.alert import Kept, keep_signs
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.screens.signs.details import keep_report
from rehab_tui.tui.widgets.sheet import Line, Row

RESUMED_FOR = timedelta(hours=1)
"""How long a list that was left goes on where it was left (judgement)."""


class Round:
    """The answers of a round; each yes is on file by itself, so the round keeps only what was denied."""

    def __init__(self, context: Context, day: date) -> None:
        self._context = context
        self._day = day
        self.groups, self.answers = groups_and_answers(context, day)
        self._kept = self._denied(Form.PICKED)

    def complete(self, number: int) -> bool:
        """Return whether every line of a group has an answer."""
        return all(name in self.answers for name in self.groups[number].symptoms)

    def following(self, number: int) -> int | None:
        """Return the next group that is not answered, looking on from one; None when all are."""
        order = [*range(number + 1, len(self.groups)), *range(number + 1)]
        return next((n for n in order if not self.complete(n)), None)

    def none_words(self, number: int) -> str:
        """Return what the key for no says in a group."""
        some = any(self.answers.get(name) == YES for name in self.groups[number].symptoms)
        return "no to the others" if some else "none of these"

    def ended(self, form: Form) -> SymptomsAnswered | None:
        """Return what is to be kept at the end; None when nothing was denied since it was kept last."""
        denied = self._denied(form)
        return None if form is Form.PICKED and denied == self._kept else denied

    def keep(self) -> None:
        """Keep what was denied so far: a person who goes for help now may not come back to this list."""
        denied = self.ended(Form.PICKED)
        if denied is not None and keep_signs(self._context, self._day, denied, "warning signs").entry is not None:
            self._kept = denied

    def keep_yes(self, report: SymptomReport) -> Kept:
        """Keep a yes at once, or have it tried again and again."""
        return keep_report(self._context, self._day, report)

    @property
    def whole(self) -> bool:
        """Whether every yes is kept."""
        return not self._context.unkept

    def emergencies(self) -> dict[str, FollowUp]:
        """Return the emergencies that wait for an outcome, by id; none where another program keeps the file."""
        with suppress(RehabError), self._context.rehab.hurried():
            waiting = self._context.rehab.follow_ups.waiting()
            return {f.id: f for f in waiting if f.level is Level.EMERGENCY}
        return {}

    def _denied(self, form: Form) -> SymptomsAnswered | None:
        asked = tuple(name for name in SYMPTOMS if self.answers.get(name) == NO)
        return SymptomsAnswered(form, asked) if asked or form is Form.FULL else None


def groups_and_answers(context: Context, day: date) -> tuple[tuple[FullGroup, ...], dict[str, str]]:
    """Return what is asked, and what was answered, also where that is not kept yet: a yes is never denied.

    Where another program keeps the file, all is asked.
    """
    answered = {report.id: YES for one in context.unkept if one.day == day for report in one.fact.reports}
    with suppress(RehabError), context.rehab.hurried():
        return context.rehab.plans.groups_asked(day), answers_before(context, day) | answered
    return FULL_GROUPS, answered


def answers_before(context: Context, day: date) -> dict[str, str]:
    """Return what was answered for a day: every yes, and each no of a list that was left a short while ago.

    A no of this morning is asked again: signs can start later.
    """
    found: dict[str, str] = {}
    now = context.clock.now().instant
    rounds = [(e.recorded_at, e.fact) for e in context.rehab.journal.between(day, day)]
    for at, fact in sorted(((at, f) for at, f in rounds if isinstance(f, SymptomsAnswered)), key=lambda pair: pair[0]):
        if fact.form is not Form.PICKED:
            found = {name: answer for name, answer in found.items() if answer == YES}
        elif now - at < RESUMED_FOR:
            found |= {name: NO for name in fact.asked if name in SYMPTOMS and found.get(name) != YES}
        found |= {report.id: YES for report in fact.reports}
    return found


def stopped_rows(told: Advice, width: int, *, kept: bool) -> tuple[Row, ...]:
    """Return what stands in the place of the questions after an emergency: what to do, and whether all is kept."""
    todo = [Row(f"todo-{n}", wrapped(line, width - 1), False) for n, line in enumerate(told.what_to_do)]
    done = "What you answered is kept." if kept else "What you answered is NOT kept: write it on paper."
    words = f"{done} This list can wait. Go on with it? Only if help is on its way: g"
    return (
        Row("stopped", wrapped(f"{told.headline}", width - 1, style="bold"), False),
        *todo,
        Row("gap-stopped", (Line(Content("")),), False),
        Row("later", wrapped(words, width - 1), False),
    )
