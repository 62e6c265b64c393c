"""Today: a normal day in three to five keys, each saved at once."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType

from rehab_tui.domain.body import place_words
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.entry import Logged, Note
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.services.journal import Draft
from rehab_tui.tui.screens.day_meant import NIGHT_ENDS
from rehab_tui.tui.screens.today.day import saved
from rehab_tui.tui.screens.today.rows import QUESTIONS
from rehab_tui.tui.screens.today.signs import SignsOfDay
from rehab_tui.tui.screens.today.work import WorkOfDay
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Sheet

ROOMY = 84
"""Columns from which on the last line has room for what is used less often."""
ELSEWHERE = tuple(
    KeyHint(key, name, f"app.go('{name}')") for key, name in (("c", "charts"), ("h", "history"), ("p", "plan"))
)
"""The ways to other screens, where the last line has room for them."""
STOPPED = frozenset({"all", "guided", "tick"})
"""Actions that are off while exercises are stopped."""


class TodayScreen(WorkOfDay, SignsOfDay):
    """One day: pain, warning signs, exercises, a note."""

    TITLE_WORDS = "Today"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"digit({n})", "pain", show=False) for n in range(10)),
        Binding("n", "none", "No to all shown questions", id="none", show=False),
        Binding("w", "signs", "A sign: yes or not sure", id="signs", show=False),
        Binding("a", "all", "Did all exercises", id="all", show=False),
        Binding("g", "guided", "Guided session", id="guided", show=False),
        Binding("space", "tick", "Exercise done", id="tick", show=False),
        Binding("s", "skip", "Leave an exercise out", id="skip", show=False),
        Binding("enter", "open", "Details", id="open", show=False),
        Binding("m", "note", "Write a note", id="note", show=False),
        Binding("o", "other", "Another place or time", id="other", show=False),
        Binding("i", "app.log_more", "A measure, a treatment, a pause", id="log-more", show=False),
        Binding("d", "due", "The measure whose time has come", id="due", show=False),
        Binding("minus", "choose('since', 'better')", "Better", id="better", show=False),
        Binding("equals_sign", "choose('since', 'same')", "Same", id="same", show=False),
        Binding("plus", "choose('since', 'worse')", "Worse", id="worse", show=False),
        Binding("left_square_bracket", "day(-1)", "Day before", id="day-before", show=False),
        Binding("right_square_bracket", "day(1)", "Day after", id="day-after", show=False),
        Binding("t", "this_day", "Back to today", id="this-day", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("left", "shift(-1)", "Less", show=False),
        Binding("right", "shift(1)", "More", show=False),
        Binding("escape", "drop", "Drop what is not kept", show=False),
    ]

    @property
    def day_shown(self) -> date:
        """The day that is shown."""
        return self.review.day

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys that work on the row under the cursor."""
        key = self.query_one(Sheet).cursor
        always = (KeyHint("u", "undo", "app.undo"), KeyHint("!", "help card", "app.help_card"))
        return (*self._row_hints(key), *always, *ELSEWHERE, KeyHint("?", "help", "app.help"))

    def _row_hints(self, key: str) -> tuple[KeyHint, ...]:
        hints = self._all_row_hints(key)
        if not self.review.exercise_stopped:
            return hints
        off = STOPPED | {"open"} if key.startswith("ex:") else STOPPED
        return tuple(hint for hint in hints if hint.action not in off)

    def _all_row_hints(self, key: str) -> tuple[KeyHint, ...]:
        guided = KeyHint("g", "guided", "guided")
        signs = KeyHint("w", "new sign", "signs") if self.review.signs_asked else KeyHint("n", "no", "none")
        everything = self._all_hint()
        normal = (signs, *everything, guided)
        if key.startswith("ex:"):
            row = self._row(key.removeprefix("ex:"))
            open_to = (KeyHint("space", "done", "tick"), KeyHint("s", "skip", "skip")) if row and not row.done else ()
            details, pain = KeyHint("enter", "details", "open"), KeyHint("0-9", "pain during")
            return (*open_to, details, guided, pain, signs, *everything)
        if key == "exercises":
            worst = KeyHint("0-9", "worst pain while exercising" if self.review.exercises_begun else "pain")
            return (*everything, guided, worst)
        if key == "since" or key in QUESTIONS or key.startswith("now:"):
            return (KeyHint("← →", "choose"), KeyHint("enter", "keep", "open"), *normal)
        if key == "measure":
            return (KeyHint("d", "answer", "due"), *normal)
        if key == "note":
            return (KeyHint("m", "write", "note"), *normal)
        other = (KeyHint("o", "other place", "other"),) if self.size.width >= ROOMY else ()
        return (KeyHint("0-9", "pain"), *normal, *other)

    def _all_hint(self) -> tuple[KeyHint, ...]:
        """Return what the key for all exercises does now: nothing where all is done and said."""
        if any(not row.answered for row in self.review.exercises):
            return (KeyHint("a", "did all", "all"),)
        asked = self.review.exercises_begun and "worst-exercising" not in self.review.answers
        return (KeyHint("a", "worst pain", "all"),) if asked else ()

    def action_open(self) -> None:
        """Keep what arrows chose, or open the details of the row under the cursor."""
        key = self.query_one(Sheet).cursor
        hip = self._hip(key)
        if hip is not None and key in self._pending.scores:
            score = self._pending.scores[key]
            self._typed_here.add(key)
            self._set_score(hip.side, score)
        elif key in self._pending.choices:
            self.action_choose(key, self._pending.choices[key])
        elif key == "signs":
            self.action_signs()
        elif key == "note":
            self.action_note()
        elif key == "measure":
            self.action_due()
        elif hip is not None:
            self.action_other()
        elif key.startswith("ex:"):
            self._open_exercise()

    def action_guided(self) -> None:
        """Go through the exercises one by one; of last night's day only before 04:00, else of today."""
        if self._stopped() or self.at_night("guided"):
            return
        moment = self.context.clock.now()
        last_night = moment.instant.hour < NIGHT_ENDS and self.review.day == moment.today - timedelta(days=1)
        if self.review.day != moment.today and not last_night:
            self.say(f"A guided session is for today: {self.key('this-day')} comes back to it.")
            return
        from rehab_tui.tui.screens.guided.screen import start_guided

        start_guided(self, self.review.day)

    def action_note(self) -> None:
        """Write a note for the day."""
        if self.at_night("note"):
            return
        from rehab_tui.tui.screens.dialogs import NoteScreen, ask

        def save(text: str) -> Logged | None:
            return saved(self.context, (Draft(self.review.day, Note(text)),), "note") if text.strip() else None

        note = NoteScreen(f"Note for {day_words(self.review.day)}")
        ask(self.app, note, save, lambda logged: self._shown(logged, "note"))

    def action_due(self) -> None:
        """Ask what the measure asks whose time has come."""
        measure = self.review.measure
        if measure is None:
            self.say(f"No measure is waiting; {self.key('log-more')} offers all of them.")
        elif not self.at_night("due"):
            from rehab_tui.tui.screens.log_more import LogMore

            LogMore(self).measure(measure.id)

    def action_other(self) -> None:
        """A score for another place, another time of the day, or both."""
        if self.at_night("other"):
            return
        from rehab_tui.tui.screens.dialogs import ask
        from rehab_tui.tui.screens.place_dialog import PlaceScreen

        def save(score: PainScore) -> tuple[PainScore, Logged]:
            words = f"{score.site.value} pain {score.score}"
            return score, saved(self.context, (Draft(self.review.day, score),), words)

        ask(self.app, PlaceScreen(), save, lambda kept: self._show_score(*kept))

    def _show_score(self, score: PainScore, logged: Logged) -> None:
        """Show a score that was kept, and say it in words: it may stand nowhere else on the screen."""
        self._shown(logged, f"{score.site.value} pain {score.score}")
        if not logged.entries:
            return
        day = f" for {short_day(self.review.day)}" if self.review.day != self.review.today else ""
        kind = "" if score.kind is ScoreKind.DAY else f", {score.kind.value}"
        self.say(f"Kept{day}: {place_words(score.site, (score.side,))} {score.score}{kind}.")

    def palette(self) -> Iterable[SystemCommand]:
        """Yield what only this screen can do."""
        yield SystemCommand("No to the five questions", "key {none}", self.action_none)
        yield SystemCommand("A warning sign, or not sure", "key {signs}", self.action_signs)
        yield SystemCommand("Did all exercises", "key {all}", self.action_all)
        yield SystemCommand("Guided session", "key {guided}: one exercise at a time", self.action_guided)
        yield SystemCommand("Write a note", "key {note}", self.action_note)
        yield SystemCommand("Score another place or time", "key {other}", self.action_other)
        yield SystemCommand("Day before", "key {day-before}", lambda: self.action_day(-1))
        yield SystemCommand("Day after", "key {day-after}", lambda: self.action_day(1))
