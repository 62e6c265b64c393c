"""The steps of a follow-up, asked for and kept: read, told someone, outcome, quiet, open again."""

from datetime import datetime
from typing import ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType

from rehab_tui.domain.entry import EntryState, Logged
from rehab_tui.domain.followup import OUTCOME_NAMES, FollowUp, Level, Outcome, State
from rehab_tui.domain.times import when_of
from rehab_tui.domain.words import free_text
from rehab_tui.errors import InvalidValue, Refused, RehabError
from rehab_tui.services.outcomes import (
    HELPED,
    as_told,
    asks_who,
    contact,
    is_no_contact,
    is_nobody,
    names_somebody,
    refusal,
)
from rehab_tui.tui.context import Context, host_of
from rehab_tui.tui.screens.base import RehabScreen
from rehab_tui.tui.screens.dialogs import ChooseScreen, ConfirmScreen, asked
from rehab_tui.tui.screens.followups.words import entry_behind, listed_words, report_words, reports_of, when_words
from rehab_tui.tui.screens.form import Field, FormScreen
from rehab_tui.tui.widgets.bars import KeyHint

TOLD_NOBODY = "nobody"
WHO_MISSING = "Not closed, it stays open: who was told, or who saw you? Give a name or a place, like: night line"
TRIED = "Kept as tried: nobody has answered yet, so nobody knows. Try again, or somebody else."
STAYS_OPEN = (
    "It stays open: an outcome says who was told and what came of it. "
    "d keeps whom you told; {help-card} shows whom to call."
)


STEP_KEYS: tuple[Binding, ...] = (
    Binding("k", "step('acknowledge')", "I have read it", show=False),
    Binding("d", "step('act')", "What I did", show=False),
    Binding("x", "step('close')", "Close with its outcome", show=False),
    Binding("z", "step('snooze')", "Be quiet for 3 days", show=False),
    Binding("r", "step('reopen')", "Open again", show=False),
)


def step_hints(follow_up: FollowUp | None) -> tuple[KeyHint, ...]:
    """Return the steps that a follow-up can take now."""
    if follow_up is None or follow_up.state is State.SUPERSEDED:
        return ()
    if follow_up.closed:
        return (KeyHint("r", "open again", "step('reopen')"),)
    hints = [KeyHint("d", "what I did", "step('act')"), KeyHint("x", "close it", "step('close')")]
    if follow_up.state is State.OPEN:
        hints.append(KeyHint("k", "read it", "step('acknowledge')"))
    if follow_up.level is Level.DAYS:
        hints.append(KeyHint("z", "quiet", "step('snooze')"))
    return tuple(hints)


def done_words(step: str, logged: Logged, context: Context) -> str:
    """Return what a step has done, in words."""
    follow_up = logged.followups[0]
    again = ""
    if step == "act" and follow_up.events[-1].verb == "tried":
        return TRIED
    if follow_up.level in {Level.EMERGENCY, Level.TODAY}:
        stopped = any(f.serious for f in context.rehab.follow_ups.waiting())
        again = "" if stopped else " Exercises are shown again. Start them again only as you were told."
    return {
        "acknowledge": "Kept that you have read it. It goes on waiting for its outcome.",
        "act": "Kept. It stays open until its outcome is written down (x).",
        "close": f"Closed.{again} r opens it again.",
        "snooze": f"{when_words(follow_up, follow_up.events[-1].at).capitalize()}.",
        "reopen": "Open again.",
    }[step]


class TakesSteps(RehabScreen):
    """A screen on which the steps of a follow-up can be taken: of the one that is chosen there."""

    BINDINGS: ClassVar[list[BindingType]] = [*STEP_KEYS]

    def chosen(self) -> FollowUp | None:
        """Return the follow-up that a step is for, or None."""
        return None

    def action_step(self, step: str) -> None:
        """Take a step with the follow-up that is chosen."""
        follow_up = self.chosen()
        if follow_up is None:
            return
        if follow_up.state is State.CLOSED and step != "reopen":
            self.say("It is closed already; r opens it again.")
        else:
            self._take(step, follow_up)

    @work
    async def _take(self, step: str, follow_up: FollowUp) -> None:
        try:
            logged = await take_step(self.app, self.context, step, follow_up)
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        if logged is not None:
            self.refresh_all()
            self.say(done_words(step, logged, self.context))


async def take_step(app: App[int], context: Context, step: str, follow_up: FollowUp) -> Logged | None:
    """Ask what a step needs and keep it; None when it was left. Raises RehabError with the reason."""
    if step == "act":
        return await _act(app, context, follow_up)
    if step == "close":
        return await _close(app, context, follow_up)
    service = context.rehab.follow_ups
    verb = {"acknowledge": service.acknowledge, "snooze": service.snooze, "reopen": service.reopen}[step]
    return verb(follow_up, context.stamp())


async def _act(app: App[int], context: Context, follow_up: FollowUp) -> Logged | None:
    def save(told: tuple[str, str, str]) -> Logged:
        who, when, said = told
        return context.rehab.follow_ups.act(follow_up, who, said, context.stamp(), when=when)

    return await asked(app, ToldScreen(follow_up, context.stamp().moment.instant), save)


async def _close(app: App[int], context: Context, follow_up: FollowUp) -> Logged | None:
    choices = {outcome.value: OUTCOME_NAMES[outcome] for outcome in Outcome}
    choices[TOLD_NOBODY] = "I have told nobody yet"
    chosen = await app.push_screen_wait(ChooseScreen(f"{listed_words(follow_up)}: what came of it?", choices))
    if chosen == TOLD_NOBODY:
        raise Refused(host_of(app).own.settings.keyed(STAYS_OPEN))
    if chosen is None:
        return None
    outcome = Outcome(chosen)

    def save(ended: tuple[str, str]) -> Logged:
        words, who = ended
        return context.rehab.follow_ups.close(follow_up, words, context.stamp(), outcome, told=who or None)

    logged = await asked(app, OutcomeScreen(follow_up, outcome, context.stamp().moment.instant), save)
    if logged is not None and outcome is Outcome.MISTAKE:
        await _mark_entry(app, context, follow_up)
    return logged


async def _mark_entry(app: App[int], context: Context, follow_up: FollowUp) -> None:
    """Offer to mark what opened it as a mistake too; an entry with other signs in it is left as it is."""
    entry = entry_behind(context, follow_up)
    if entry is None or entry.state is not EntryState.CURRENT or len(reports_of(entry)) != 1:
        return
    asked = f"Mark what you logged as a mistake too? ({report_words(reports_of(entry)[0])})"
    if not await app.push_screen_wait(ConfirmScreen(asked)):
        return
    try:
        context.rehab.journal.mistake(entry, context.stamp())
    except RehabError as problem:
        app.notify(str(problem), severity="error", markup=False)


class ToldScreen(FormScreen[tuple[str, str, str]]):
    """Whom a person told, when, and what they said."""

    def __init__(self, follow_up: FollowUp, now: datetime) -> None:
        self._opened_at = follow_up.opened_at
        self._now = now
        fields = (
            Field("who", "Whom did you tell?", hint="night line, Dr. Rivera, ..."),
            Field("when", "When?", hint="if not just now: yesterday 9:30 pm"),
            Field("said", "What did they say?"),
        )
        super().__init__(listed_words(follow_up), fields, "It stays open until its outcome is written down (x).")

    def answer(self, texts: dict[str, str]) -> tuple[str, str, str]:
        """Return who was told, when where it was not now, and what they said."""
        who, said = contact(texts["who"]), free_text("the text", texts["said"])
        when = texts["when"].strip()
        return who, when_of(when, self._now, self._opened_at) if when else "", said


class OutcomeScreen(FormScreen[tuple[str, str]]):
    """The outcome in the person's own words; after a red flag also who was told, and who allowed exercise again."""

    DEFAULT_CSS = "OutcomeScreen .label { width: 34; }"

    def __init__(self, follow_up: FollowUp, outcome: Outcome, now: datetime) -> None:
        self._follow_up = follow_up
        self._outcome = outcome
        self._now = now
        hint = "may be left empty" if outcome in HELPED else "who was told, what they said"
        fields = [Field("words", "In your own words", hint=hint)]
        if asks_who(follow_up, outcome):
            fields.append(Field("who", "Who was told, or who saw you?", hint="night line, Dr. Rivera, ..."))
        if follow_up.serious and outcome is not Outcome.MISTAKE:
            fields.append(Field("allowed", "Who said you may exercise again?", hint="may be left empty"))
        super().__init__(OUTCOME_NAMES[outcome], fields)

    def answer(self, texts: dict[str, str]) -> tuple[str, str]:
        """Return the words, and who was told where that was asked; having told nobody is no outcome."""
        words = free_text("the outcome", texts["words"]).strip()
        who = free_text("the name", texts.get("who", "")).strip()
        if "who" in texts and is_no_contact(who) and (who or not names_somebody(words)):
            raise InvalidValue(WHO_MISSING)
        told = as_told(self._follow_up, who, self._now, words) if who else self._follow_up
        problem = refusal(told, words, self._outcome)
        if problem is not None:
            raise InvalidValue(problem[0].upper() + problem[1:])
        allowed = texts.get("allowed", "").strip()
        if is_nobody(allowed):
            return words, who
        said = f"Exercise again: said by {allowed}"
        return free_text("the outcome", f"{words.rstrip('.')}. {said}" if words else said), who
