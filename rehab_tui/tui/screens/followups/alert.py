"""The alert that takes the whole screen: what to do and how soon first, then what was logged, then questions."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key, Resize
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Entry, Logged
from rehab_tui.domain.followup import Finding, FollowUp, Level, State
from rehab_tui.domain.symptom import (
    NOT_SURE,
    SIDED_SYMPTOMS,
    SYMPTOMS,
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
    kept_beside,
)
from rehab_tui.errors import RehabError
from rehab_tui.rules import advice, level_one_questions
from rehab_tui.tui.context import Context, host_of
from rehab_tui.tui.screens.answers import NO, UNSURE, QuestionsScreen
from rehab_tui.tui.screens.followups.alert_rows import alert_rows, band_words
from rehab_tui.tui.screens.left_once import LeftOnce
from rehab_tui.tui.unkept import Unkept
from rehab_tui.tui.widgets.bars import KeyBar
from rehab_tui.tui.widgets.body import Body
from rehab_tui.tui.widgets.moved import follow_moved_keys
from rehab_tui.tui.widgets.sheet import Row, Sheet

DAYTIME = range(7, 22)
"""Hours outside of these are night."""
HIGH = 24
"""Lines from which on the card fits without scrolling."""
READ_KEY = "r"
SHOWN_FOR = 1.5
"""Seconds an alert is on the screen before its key works: what was typed ahead must not take it away."""
LOOK_EVERY = 0.5
"""Seconds between looks at whether an answer that could not be kept at once is kept by now."""
STILL_FOR = 0.5
"""Seconds without any other key before its key works: nor must a word typed into it."""


class ReadLine(Static):
    """The one way out of an alert, for the mouse too."""

    class Pressed(Message):
        """It was clicked."""

    def on_click(self, _: Click) -> None:
        """Say that it was clicked."""
        self.post_message(self.Pressed())


class AlertScreen(ModalScreen[None], LeftOnce[None]):
    """A level 1 or 2 warning sign. Only its own key leaves it; Enter, Space and Escape do not."""

    CSS_PATH = "alert.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(READ_KEY, "read", "I have read this", show=False),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("pageup", "scroll(-6)", "Up a page", show=False),
        Binding("pagedown", "scroll(6)", "Down a page", show=False),
        Binding("exclamation_mark", "app.help_card", "Help card", show=False),
    ]

    def __init__(self, told: FollowUp | Finding, again: bool = False, unkept: Unkept | None = None) -> None:
        super().__init__()
        self._told = told
        self._unkept = unkept
        """The answer it tells about, where that could not be saved at once; else it is on file."""
        self._again = again
        self._leaving = False
        self._ready = False
        self._wait: Timer | None = None
        self._quiet_from = 0.0
        """When, by the clock of the timers, the key works at the earliest."""

    @property
    def told(self) -> FollowUp | Finding:
        """What it tells about."""
        return self._told

    @property
    def context(self) -> Context:
        """The open file, the clock and the settings."""
        return host_of(self.app).context

    def compose(self) -> ComposeResult:
        """Lay out the headline, the advice, the way out."""
        yield Static("", classes="band", markup=False)
        with Body(id="body"):
            yield Sheet(self._rows)
        yield KeyBar()
        yield ReadLine("", classes="foot", markup=False)

    def on_mount(self) -> None:
        """Show the alert; nothing on it takes keys but the screen itself."""
        follow_moved_keys(self)
        self.set_class(self._told.level is Level.EMERGENCY, "-level-1")
        self.set_class(self._again, "-again")
        self.query_one(Sheet).can_focus = False
        night = self.context.clock.now().instant.hour not in DAYTIME
        self.query_one(".band", Static).update(Content(band_words(self._told, night=night)))
        self._show_way_out()

        if self._unkept is not None:
            self.set_interval(LOOK_EVERY, self._look)

    def _look(self) -> None:
        """Say when the answer is kept at last: from then on the card is that of its follow-up."""
        if self._unkept is not None and isinstance(self._told, Finding):
            self._told = self._unkept.opened_for(self._told) or self._told
            self.query_one(Sheet).renew()

    def on_resize(self, event: Resize) -> None:
        """Spend no line on looks where the window is low."""
        self.set_class(event.size.height < HIGH, "-low")

    def on_screen_resume(self) -> None:
        """Leave by itself when a more urgent alert has taken this one over meanwhile; else wait to be read."""
        self._hold(SHOWN_FOR)
        if isinstance(self._told, FollowUp) and not self._leaving and _as_it_is(self.context, self._told).closed:
            self.dismiss(None)

    def _rows(self, width: int) -> tuple[Row, ...]:
        now = self.context.clock.now().instant
        profile = self._unkept.profile if self._unkept else self.context.profile()
        told = advice(self._told, profile, unsure=_unsure(self.context, self._told, self._unkept))
        again = host_of(self.app).own.settings.key("go-followups") if self._again else ""
        kept = self._unkept.words if self._unkept else ""
        return alert_rows(told, self._told, width, now=now, again=again, kept=kept)

    def action_scroll(self, steps: int) -> None:
        """Read on where the window is small."""
        self.query_one("#body").scroll_relative(y=steps, animate=False)

    def on_read_line_pressed(self, _: ReadLine.Pressed) -> None:
        """The line was clicked."""
        self.action_read()

    def on_key(self, event: Key) -> None:
        """Typing that was not meant for the alert puts its key off for a moment."""
        if event.key != READ_KEY or not self._ready:
            self._hold(STILL_FOR)

    def _hold(self, seconds: float) -> None:
        """Let the key work after some seconds from now, and never sooner than it would have."""
        clock = time.monotonic()
        self._quiet_from = max(self._quiet_from, clock + seconds)
        if self._wait is not None:
            self._wait.stop()
            self._wait = None
        self._ready = seconds <= 0
        if not self._ready:
            self._wait = self.set_timer(self._quiet_from - clock, self._be_ready)
        self._show_way_out()

    def _be_ready(self) -> None:
        self._ready = True
        self._show_way_out()

    def _show_way_out(self) -> None:
        key = (f"  {READ_KEY}  ", "bold reverse" if self._ready else "")
        words = ("  I have read this", "bold") if self._ready else "  works in a moment"
        self.query_one(ReadLine).update(Content.assemble(key, words, "      !  help card"))

    def action_read(self) -> None:
        """Keep that it was read; ask the level 1 questions of a fresh leg or pain sign; leave."""
        if self._leaving or not self._ready:
            return
        self._leaving = True
        if self._unkept is not None and isinstance(self._told, Finding):
            host_of(self.app).keep_trying()
            self._look()
        ids: tuple[str, ...] = ()
        if isinstance(self._told, FollowUp):
            follow_up = _as_it_is(self.context, self._told)
            if follow_up.state is State.OPEN:
                ids = self._still_to_ask(follow_up)
                self._acknowledge(follow_up)
        else:
            ids = level_one_questions(self._told)
        if ids:
            title = "Now these questions. A yes, or not sure, makes it more urgent."
            self.app.push_screen(QuestionsScreen(title, ids, urgent=ids), self._answered)
        else:
            self.dismiss(None)

    def _acknowledge(self, follow_up: FollowUp) -> None:
        try:
            with self.context.rehab.hurried():
                self.context.rehab.follow_ups.acknowledge(follow_up, self.context.stamp())
        except RehabError as problem:
            self.notify(str(problem), severity="error", markup=False)

    def _still_to_ask(self, follow_up: FollowUp) -> tuple[str, ...]:
        """Return what could make it an emergency and has not been asked since it came."""
        known = asked_since(self.context, follow_up.opened_on, follow_up.opened_at, follow_up.entry_id)
        return tuple(name for name in level_one_questions(follow_up) if name not in known)

    def _answered(self, answers: dict[str, str] | None) -> None:
        """Keep the answers, and show the alerts they call for before this one is left."""
        if not answers:
            self.dismiss(None)
            return
        on = self._told.opened_on if isinstance(self._told, FollowUp) else self._unkept.day if self._unkept else None
        day = self.context.clock.today() if self._again or on is None else on
        fact = raising(self._told, answers, same_day=day == on)
        kept = keep_signs(self.context, day, fact, "answers after an alert", beside=self._told)
        if kept.problem:
            self.notify(kept.problem, severity="error", markup=False)
        self._show(kept.alerts)

    def _show(self, alerts: "tuple[AlertScreen, ...]") -> None:
        """Show alerts one after the other, then leave."""
        if alerts:
            self.app.push_screen(alerts[0], lambda _: self._show(alerts[1:]))
        else:
            self.dismiss(None)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of answers (None when they were not saved), and the alerts they call for."""

    logged: Logged | None
    alerts: tuple[AlertScreen, ...]
    unkept: Unkept | None = None

    @property
    def entry(self) -> Entry | None:
        """The entry; None when it was not saved."""
        return self.logged.entries[0] if self.logged else None

    @property
    def opened(self) -> tuple[FollowUp, ...]:
        """The follow-ups it opened or changed."""
        return self.logged.followups if self.logged else ()

    @property
    def problem(self) -> str:
        """What is said of an answer that could not be saved at once; empty where it was."""
        return self.unkept.words if self.unkept else ""

    def by_now(self) -> "Kept":
        """Return what became of them meanwhile: what could not be saved at once is tried again and again."""
        return Kept(self.unkept.logged, ()) if self.unkept and self.unkept.logged else self


def keep_signs(
    context: Context, day: date, fact: SymptomsAnswered, words: str, *, beside: FollowUp | Finding | None = None
) -> Kept:
    """Keep answers about signs at once. The advice is given even when they could not be saved.

    `beside` is the alert after which they were asked.
    """
    seen = with_sign(fact, beside) if beside is not None else None
    return keep_now(context, day, fact, lambda: context.rehab.journal.add(day, fact, context.stamp(), words), seen)


def keep_now(
    context: Context,
    day: date,
    fact: SymptomsAnswered,
    write: Callable[[], Logged],
    seen: SymptomsAnswered | None = None,
) -> Kept:
    """Have an answer kept by `write`. Where another program keeps the file, its advice does not wait for it.

    What could not be kept is tried again for as long as the program is open (`Context.try_unkept`); `seen` is what its
    advice rests on meanwhile, where that is more than the answer.
    """
    profile = context.profile()
    try:
        with context.rehab.hurried():
            logged = write()
    except RehabError as problem:
        unkept = Unkept(day, fact, write, profile, problem, seen)
        context.unkept.append(unkept)
        serious = (found for found in unkept.found if found.level <= Level.TODAY)
        return Kept(None, tuple(AlertScreen(found, unkept=unkept) for found in serious), unkept)
    return Kept(logged, alerts_of(logged.followups))


def alerts_of(follow_ups: Iterable[FollowUp]) -> tuple[AlertScreen, ...]:
    """Return an alert for each new level 1 or 2 follow-up, the most urgent first."""
    new = [f for f in follow_ups if f.serious and f.events[-1].verb == "opened"]
    return tuple(AlertScreen(f) for f in sorted(new, key=lambda f: f.level or Level.VISIT))


def _as_it_is(context: Context, follow_up: FollowUp) -> FollowUp:
    """Return a follow-up as it stands now; as it was where another program keeps the file."""
    with suppress(RehabError), context.rehab.hurried():
        return context.rehab.follow_ups.one(follow_up.id)
    return follow_up


def _unsure(context: Context, told: FollowUp | Finding, unkept: Unkept | None) -> bool:
    """Return whether the person was not sure about the sign."""
    if isinstance(told, FollowUp):
        with context.rehab.hurried():
            return context.rehab.follow_ups.unsure(told)
    reports = unkept.fact.reports if unkept else ()
    return any(report.unsure for report in reports if report.id == told.why.get("symptom"))


def asked_since(context: Context, day: date, moment: datetime, but: str | None) -> frozenset[str]:
    """Return what has been asked on a day since a moment, an entry left out: it need not be asked twice."""
    try:
        with context.rehab.hurried():
            rounds = [e for e in context.rehab.journal.between(day, day) if isinstance(e.fact, SymptomsAnswered)]
    except RehabError:
        return frozenset()
    later = [e.fact for e in rounds if e.recorded_at >= moment and e.id != but]
    return frozenset(name for fact in later if isinstance(fact, SymptomsAnswered) for name in fact.asked)


def with_sign(fact: SymptomsAnswered, told: FollowUp | Finding) -> SymptomsAnswered:
    """Return answers together with the sign of the alert they were asked after; as they are where all were no."""
    sign = told.why.get("symptom")
    if not isinstance(sign, str) or sign not in SYMPTOMS or not (fact.reports or fact.companions):
        return fact
    side = Side(told.side) if told.side and sign in SIDED_SYMPTOMS else None
    return replace(fact, reports=(*fact.reports, SymptomReport(sign, side=side)))


def raising(follow_up: FollowUp | Finding, answers: dict[str, str], *, same_day: bool) -> SymptomsAnswered:
    """Return the answers to level 1 questions as they are kept; not sure counts as yes.

    What is asked beside a sign counts with the sign of its own date; on a later date the sign itself is worse.
    """
    yes = tuple(name for name, answer in answers.items() if answer != NO)
    reports = tuple(
        SymptomReport(name, text=NOT_SURE if answers[name] == UNSURE else None) for name in yes if name in SYMPTOMS
    )
    asked_beside = [name for name in yes if name not in SYMPTOMS]
    beside = tuple(part for name in asked_beside for part in kept_beside(name, unsure=answers[name] == UNSURE))
    sign = follow_up.why.get("symptom")
    if beside and not same_day and isinstance(sign, str) and sign in SYMPTOMS:
        reports += (SymptomReport(sign, SignAnswer.WORSE),)
    return SymptomsAnswered(Form.PICKED, tuple(answers), reports, companions=beside)
