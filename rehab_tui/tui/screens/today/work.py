"""Exercises on the Today screen: all at once, one by one, left out, in detail."""

from dataclasses import replace

from rehab_tui.domain.dose import SkipReason
from rehab_tui.domain.marks import Mark
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.words import harmless
from rehab_tui.errors import RehabError
from rehab_tui.services.days import DayReview, ExerciseRow
from rehab_tui.services.sessions import as_planned, planned_words, row_drafts, skip
from rehab_tui.tui.screens.today.day import WORST_ASKED, saved
from rehab_tui.tui.screens.today.pain import PainOfDay
from rehab_tui.tui.widgets.sheet import Sheet


class WorkOfDay(PainOfDay):
    """Logging exercises."""

    def action_digit(self, number: int) -> None:
        """A digit is the pain score of the row under the cursor."""
        key = self.query_one(Sheet).cursor
        if key.startswith("ex:"):
            self._pain_during(key.removeprefix("ex:"), number)
        elif key == "exercises" and self.review.exercises_begun:
            self._worst_exercising(number)
        else:
            hip = self._hip(key) or self.review.hips[0]
            self.action_set_score(f"pain:{hip.side.value}", number)

    def _row(self, exercise: str = "") -> ExerciseRow | None:
        name = exercise or self.query_one(Sheet).cursor.removeprefix("ex:")
        return next((row for row in self.review.exercises if row.prescription.exercise == name), None)

    def _stopped(self) -> bool:
        if self.review.exercise_stopped:
            self.say(f"Stop exercises until you have had advice. {self.key('go-followups')} shows what to do.")
        return self.review.exercise_stopped

    def action_all(self) -> None:
        """Everything that is due was done as planned; the next digit is the worst pain while exercising.

        With nothing left to do, that pain is still asked while nobody has said it.
        """
        if self._stopped() or self.at_night("all"):
            return
        try:
            drafts = as_planned(self.review)
        except RehabError:
            before = self.review.before_the_plan
            self.say(
                f"This day had {before}." if before else f"There is no plan yet: {self.key('go-plan')} chooses one."
            )
            return
        sheet, kept = self.query_one(Sheet), "The rest" if self.review.exercises_begun else "All"
        if not drafts:
            asked = self.review.exercises_begun and "worst-exercising" not in self.review.answers
            in_part = _in_part(self.review)
            nothing = f"Done in part: {in_part}." if in_part else "Nothing is left to do today."
            self.say(WORST_ASKED if asked else nothing)
        elif self._keep_drafts(drafts, planned_words(self.review, drafts)):
            in_part = _in_part(self.review)
            self.say(f"{kept} kept as planned{'; ' if in_part else ''}{in_part}. {WORST_ASKED}")
        sheet.go("exercises")

    def action_tick(self, exercise: str = "") -> None:
        """The exercise under the cursor was done as planned."""
        row = self._row(exercise)
        if row is None or self._stopped() or self.at_night(f"tick('{exercise}')"):
            return
        if row.done:
            self._say_done()
            return
        if row.locked:
            self._ask_locked(row)
            return
        self._tick(row)

    def _say_done(self) -> None:
        self.say(f"Done already. {self.key('open')} changes it, {self.key('undo')} takes the last step back.")

    def _tick(self, row: ExerciseRow, *, not_allowed: bool = False) -> None:
        plan_id = self.review.plan.id if self.review.plan else None
        drafts = row_drafts(self.review.day, row.prescription, plan_id)
        if not_allowed:
            drafts = tuple(
                d._replace(fact=replace(d.fact, not_allowed=True)) for d in drafts if isinstance(d.fact, ExerciseDone)
            )
        self._keep_drafts(drafts, f"{row.prescription.name} as planned")

    def _ask_locked(self, row: ExerciseRow) -> None:
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                self._tick(row, not_allowed=True)
                self.say("Kept, and marked: nobody has allowed it yet. Ask before you do it again.")

        question = f"{row.prescription.name} has not been allowed by anyone yet. Did you do it all the same?"
        self.app.push_screen(ConfirmScreen(question), answered)

    def action_skip(self) -> None:
        """The exercise under the cursor was left out: ask why."""
        row = self._row()
        if row is None:
            self.say(f"Move to an exercise first, then press {self.key('skip')}.")
            return
        if row.done:
            self._say_done()
            return
        if self.at_night("skip"):
            return
        from rehab_tui.tui.screens.dialogs import ChooseScreen

        def answered(reason: str | None) -> None:
            if reason is not None:
                stamp = self.context.stamp()
                try:
                    self.kept(skip(self.context.rehab.journal, self.review, row, SkipReason(reason), stamp))
                except RehabError as problem:
                    self.say(str(problem), bad=True)

        reasons = {reason.value: reason.value.replace("-", " ") for reason in SkipReason}
        self.app.push_screen(ChooseScreen(f"Why was {row.prescription.name} left out?", reasons), answered)

    def _pain_during(self, exercise: str, number: int) -> None:
        """A digit on an exercise is the pain while doing it."""
        row = self._row(exercise)
        if row is None:
            return
        entries = [e for e in row.entries if isinstance(e.fact, ExerciseDone) and e.fact.skipped is None]
        if not entries:
            self.say(f"Log it first ({self.key('tick')}), then give the pain during it.")
            return
        key = f"ex:{exercise}"
        number = 10 if number == 0 and self._one_typed == key else number
        from rehab_tui.tui.screens.exercise_dialog import with_pain

        drafts, name = with_pain(entries, number), row.prescription.name
        said = [e.fact.pain_during for e in entries if isinstance(e.fact, ExerciseDone)]
        before = next((pain for pain in reversed(said) if pain is not None), None)

        def keep() -> None:
            if self._keep_drafts(drafts, f"pain {number} during {name}"):
                self._typed(key, number)
                self._tell_ceiling(number)

        self._agreed(key, before, number, keep)

    def _open_exercise(self) -> None:
        row = self._row()
        if row is None or self._stopped():
            return
        from rehab_tui.tui.screens.dialogs import ask
        from rehab_tui.tui.screens.exercise_dialog import ExerciseScreen

        words = f"{row.prescription.name} in detail"
        form = ExerciseScreen(self.review, row)
        ask(
            self.app, form, lambda drafts: saved(self.context, drafts, words), lambda logged: self._shown(logged, words)
        )


def _in_part(review: DayReview) -> str:
    """Return the exercises that are begun and not done, and how far: Walking 1 of 2."""
    rows = [row for row in review.exercises if row.due and not row.locked and row.mark(stopped=False) is Mark.PART]
    return ", ".join(f"{harmless(row.prescription.name)} {_how_far(row)}" for row in rows)


def _how_far(row: ExerciseRow) -> str:
    whole = row.filled == int(row.filled)
    return f"{row.filled:.0f} of {row.prescription.times_a_day}" if whole else "in part"
