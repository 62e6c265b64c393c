"""The guided session: draws the machine of `domain.guided_run`, gives it keys and seconds, keeps what it says."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import ClassVar
from uuid import uuid4

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from rehab_tui.bootstrap import Rehab
from rehab_tui.charts import ChartStyle
from rehab_tui.config import Bell
from rehab_tui.domain.dose import SkipReason
from rehab_tui.domain.entry import Logged
from rehab_tui.domain.guided import Session, Verb
from rehab_tui.domain.guided_keys import Press, press
from rehab_tui.domain.guided_run import COUNTDOWNS, Phase, Run, Step, begin, follow, tick
from rehab_tui.errors import NotFound, Refused, RehabError
from rehab_tui.services.guided import STOP_WORDS, Offer
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.base import RehabScreen, too_small
from rehab_tui.tui.screens.guided.view import Look, draw, look_of, summary
from rehab_tui.tui.screens.page import Page
from rehab_tui.tui.widgets.bars import KeyBar, KeyHint

EVERY = 0.2
"""Seconds between looks at the clock while something is counted."""
OFF = "What was done is kept. esc leads back, {go-followups} shows what to do."
ELSEWHERE = "This session goes on in another window. Here is shown what it keeps; space brings the session back here."


class Stage(Widget):
    """What the session shows now, as large as there is room."""

    DEFAULT_CSS = "Stage { width: 1fr; height: 1fr; }"

    look: reactive[Look | None] = reactive(None)
    letters_only: reactive[bool] = reactive(False)

    def render(self) -> Content:
        """Return the picture for the present size."""
        if self.look is None:
            return Content("")
        return draw(self.look, self.size.width, self.size.height, letters_only=self.letters_only)


class GuidedScreen(Page):
    """One exercise at a time, set by set. `space` is the usual path; what was done is kept at once."""

    TITLE_WORDS = "Guided session"
    HELP_PAGE = "guided"
    LEAST = (24, 6)
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"digit({n})", "Pain", show=False) for n in range(10)),
        Binding("space", "press('go')", "Go on", show=False),
        Binding("enter", "press('done')", "Set done", show=False),
        Binding("p", "press('pause')", "Pause", show=False),
        Binding("d", "press('full')", "Done in full", show=False),
        Binding("n", "press('next')", "Next set", show=False),
        Binding("left,backspace", "press('back')", "Back", show=False),
        Binding("r", "press('rate')", "Effort", show=False),
        Binding("s", "skip", "Leave this exercise out", show=False),
        Binding("x", "finish", "End the session", show=False),
        Binding("f", "follow_ups", "Follow-ups", show=False),
        Binding("u", "app.undo", "Undo", show=False),
        Binding("escape", "leave", "Go on later", show=False),
    ]

    def __init__(self, session: Session, window: str, words: str = "") -> None:
        super().__init__()
        self._window = window
        self._note = words
        self._run: Run = begin(session, 0)
        self._off = False
        self._elsewhere = False
        self._ticks = 0.0
        self._cues: dict[str, tuple[str, ...]] = {}

    def compose_body(self) -> Iterable[Widget]:
        """Yield the stage."""
        yield Stage()

    def on_mount(self) -> None:
        """Begin to look at the clock, and say what has to be said first."""
        self._ticks = self.context.clock.ticks()
        self.set_interval(EVERY, self.look_at_clock)

    def say(self, words: str, *, bad: bool = False) -> None:  # noqa: ARG002 (here it stays until the next key)
        """Say something above the picture, where it covers nothing."""
        self._note = words
        self._show()

    def reload(self) -> None:
        """Read the session again: another window may have gone on with it, an undo may have taken a set back."""
        rehab, today = self.context.rehab, self.context.clock.today()
        session = rehab.guided.read(self._run.session.id)
        review = rehab.days.review(session.day, today)
        self._off = review.exercise_stopped
        self._elsewhere = session.window not in {"", self._window}
        self._run = follow(self._run, session, review.ceiling)
        self._show()

    def _show(self) -> None:
        run = self._run
        stage = self.query_one(Stage)
        stage.letters_only = self.context.chart_style is ChartStyle.ASCII
        stop = Look("", "STOP", "", (f"{STOP_WORDS}.", self.keyed(OFF)), "$error")
        look = stop if self._off else look_of(run, self._cues_now())
        note = "How hard was it? 0 (no effort) to 10; 1 then 0 is 10." if run.rating else self._note
        if self._elsewhere and not self._off:
            look = look._replace(word="", number="", below=(ELSEWHERE, "", *summary(run.session)))
        stage.look = look._replace(note=note)
        self.query_one(KeyBar).hints = self.hints()

    def top_words(self) -> str:
        """Return how far the session is, and the limit that holds."""
        session = self._run.session
        return f"{session.place} of {len(session.tasks)} · pain limit {self._run.ceiling}"

    def _cues_now(self) -> tuple[str, ...]:
        """Return how the present exercise is done: all of it before it begins, then its first line."""
        task = self._run.task
        if task is None:
            return ()
        if task.exercise not in self._cues:
            self._cues[task.exercise] = _cues_of(self.context.rehab, task.exercise) or (task.prescription.cue,)
        cues = self._cues[task.exercise]
        return cues if self._run.phase is Phase.START else cues[:1]

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys that matter at this moment."""
        leave = KeyHint("esc", "later", "leave")
        if self._off:
            return (KeyHint("esc", "back", "leave"), KeyHint("f", "what to do", "follow_ups"), *super().hints()[2:])
        if self._elsewhere:
            return (KeyHint("space", "bring it back here", "press('go')"), leave)
        return (*_HINTS.get(self._run.phase, _COUNTING), leave, KeyHint("?", "help", "app.help"))

    # time

    def look_at_clock(self) -> None:
        """Count the seconds since the last look; a clock that is set back or forward does not matter."""
        now = self.context.clock.ticks()
        seconds, self._ticks = now - self._ticks, now
        if self._run.counting and not (self._off or self._elsewhere) and self.app.screen is self:
            self._take(tick(self._run, seconds))

    def on_screen_suspend(self) -> None:
        """Something lies over the session: time stands still."""
        if self._run.counting:
            self._run = replace(self._run, paused=True)

    # keys

    def action_press(self, name: str) -> None:
        """Give the machine a key."""
        if self._ready():
            if self._run.phase is Phase.END and name in {"go", "done"}:
                self.action_leave()
                return
            self._take(press(self._run, Press(name)))

    def action_digit(self, number: int) -> None:
        """A digit is pain, or effort after `r`; a 0 straight after a 1 makes it 10. It is said where it is not seen."""
        if not self._ready():
            return
        phase, step = self._run.phase, press(self._run, Press.DIGIT, number)
        self._take(step)
        if step.marks and self._run.phase is phase and not self._note:
            self.say(f"Kept: {_DIGITS[step.marks[0].verb]} {step.marks[0].value}.")

    def action_skip(self) -> None:
        """Leave the present exercise out: ask why."""
        task = self._run.task
        if not self._ready() or task is None or self._run.phase in {Phase.BEFORE, Phase.STOP}:
            return
        from rehab_tui.tui.screens.dialogs import ChooseScreen

        def answered(reason: str | None) -> None:
            if reason is not None:
                self._take(press(self._run, Press.SKIP, reason=SkipReason(reason)))

        reasons = {reason.value: reason.value.replace("-", " ") for reason in SkipReason}
        self.app.push_screen(ChooseScreen(f"Why is {task.prescription.name} left out?", reasons), answered)

    def action_finish(self) -> None:
        """End the session here, after a question."""
        if not self._ready() or self._run.phase is Phase.END:
            return
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                self._take(press(self._run, Press.FINISH))

        self.app.push_screen(ConfirmScreen("End the session here? What was done is kept."), answered)

    def action_follow_ups(self) -> None:
        """Leave, and show what waits."""
        self.action_leave()
        self.app.call_later(self.app.run_action, "app.go('followups')")

    def action_leave(self) -> None:
        """Leave; the session waits in the file for `g`."""
        with suppress(RehabError):  # a file that takes nothing now: the place is in it all the same
            self.context.rehab.guided.leave(self._run.session, self._window, self.context.stamp())
        self.dismiss(None)

    def _ready(self) -> bool:
        """Return whether keys mean something here; the first one brings a session back from another window."""
        self._note = ""
        if self._elsewhere and not self._off:
            try:
                self.context.rehab.guided.take(self._run.session, self._window, self.context.stamp())
                self.refresh_all()
                self.say("The session goes on here.")
            except RehabError as problem:
                self.say(str(problem), bad=True)
            return False
        return not self._off

    def _take(self, step: Step) -> None:
        """Keep what a step says, then show it; what cannot be kept is said, and the clock stands."""
        run = step.run
        if step.marks:
            try:
                kept = self.context.rehab.guided.keep(self._run.session, step.marks, self.context.stamp())
            except RehabError as problem:
                self._run = replace(self._run, paused=self._run.phase in COUNTDOWNS)
                self.refresh_all()
                self.say(str(problem), bad=not isinstance(problem, Refused))
                return
            run = replace(run, session=kept.session)
            self._run = run
            self.show_bars()
            self._tell(kept.logged)
        self._run = run
        if step.bell and self.context.settings.bell is Bell.ON:
            self.app.bell()
        self._show()

    def _tell(self, logged: Logged) -> None:
        """Show the stop card, then go on with the next exercise; let a warning sign take the screen."""
        if logged.stops:
            from rehab_tui.tui.screens.guided.stop_card import StopCardScreen

            def read(_: None) -> None:
                if self._run.phase is Phase.STOP:
                    self._take(press(self._run, Press.GO))

            self.app.push_screen(StopCardScreen(logged.stops), read)
        host_of(self.app).raise_alerts(logged.followups)


_DIGITS = {Verb.BEFORE: "pain before the session", Verb.PAIN: "pain", Verb.EFFORT: "effort"}
"""What a digit was, in words."""
_PAIN = KeyHint("0-9", "pain")
_BACK = KeyHint("←", "back", "press('back')")
_SKIP = KeyHint("s", "skip", "skip")
_FULL = KeyHint("d", "done in full", "press('full')")
_NEXT = KeyHint("n", "next set", "press('next')")
_END = KeyHint("x", "end", "finish")
_COUNTING = (KeyHint("space", "pause, go on", "press('go')"), _PAIN, _FULL, _NEXT, _BACK, _SKIP)
_RESTING = (KeyHint("space", "go on now", "press('go')"), KeyHint("p", "pause", "press('pause')"), _PAIN, _BACK, _SKIP)
_HINTS = {
    Phase.BEFORE: (KeyHint("0-9", "pain now"), KeyHint("enter", "leave it out", "press('done')")),
    Phase.START: (KeyHint("space", "begin", "press('go')"), _FULL, _SKIP, _BACK, _END),
    Phase.READY: _RESTING,
    Phase.REST: _RESTING,
    Phase.SWITCH: _RESTING,
    Phase.COUNT: (
        KeyHint("space", "one more", "press('go')"),
        KeyHint("enter", "set done", "press('done')"),
        _PAIN,
        _NEXT,
        _BACK,
        _SKIP,
    ),
    Phase.PAIN: (
        KeyHint("0-9", "worst pain"),
        KeyHint("enter", "leave it out", "press('done')"),
        KeyHint("r", "effort", "press('rate')"),
        _BACK,
    ),
    Phase.STOP: (KeyHint("space", "next exercise", "press('go')"),),
    Phase.END: (KeyHint("space", "back to the day", "press('go')"), _BACK),
}


def _cues_of(rehab: Rehab, exercise: str) -> tuple[str, ...]:
    """Return how an exercise is done, from the library; nothing where it is not in it."""
    library, _ = rehab.plans.readable_library
    try:
        return tuple(library.exercise(exercise).cues)
    except NotFound:
        return ()


def start_guided(screen: RehabScreen, day: date) -> None:
    """Open the guided session of a day over a screen, or say why there is none."""
    context = screen.context
    try:
        offer = context.rehab.guided.offer(day, context.clock.today())
    except RehabError as problem:
        screen.say(str(problem))
        return
    if offer.session is not None or offer.tasks:
        _open(screen, offer)
    elif offer.again:
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                _open(screen, offer, again=True)

        screen.app.push_screen(ConfirmScreen("Nothing is left to do today. Go through it once more?"), answered)
    else:
        screen.say("Nothing is left to do today.")


def _open(screen: RehabScreen, offer: Offer, *, again: bool = False) -> None:
    context = screen.context
    window = uuid4().hex
    try:
        session = context.rehab.guided.open(offer, window, context.stamp(), again=again)
    except RehabError as problem:
        screen.say(str(problem), bad=True)
        return

    def left(_: None) -> None:
        screen.refresh_all()
        if not context.rehab.guided.read(session.id).ended:
            screen.say(f"Kept. {screen.key('guided')} goes on where you were.")
        if too_small(screen.app.size, screen.LEAST):
            from rehab_tui.tui.screens.small import SmallScreen

            screen.app.push_screen(SmallScreen())

    screen.app.push_screen(GuidedScreen(session, window, offer.words), left)
