"""The help card: whom to call, the questions that matter, what to read to the nurse. Nothing is logged here."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from rehab_tui.domain.body import Side
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.patient import Profile, weeks_after
from rehab_tui.domain.symptom import (
    COMPANION_NAMES,
    PRIVATE_SYMPTOM,
    SYMPTOMS,
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
)
from rehab_tui.domain.words import shown
from rehab_tui.errors import RehabError
from rehab_tui.rules import (
    ALWAYS,
    Evidence,
    beside_words,
    contact_lines,
    evaluate,
    logged_words,
    sign_name,
    sign_words,
)
from rehab_tui.tui.screens.followups.alert_rows import contact_rows
from rehab_tui.tui.screens.followups.words import level_words, since_of, title_words
from rehab_tui.tui.screens.page import Page, wrapped
from rehab_tui.tui.widgets.bars import Banner, KeyHint
from rehab_tui.tui.widgets.sheet import Line, Row

SEVERAL = "Any of the first group beside it, or growing over hours: emergency."

_OVER_TIME = {COMPANION_NAMES["rapid"]: "getting worse over hours or days"}
"""A nurse asks how fast; what was ticked says it as the question did."""


class HelpCard(Page):
    """Contacts, red flags, and the sentence for the telephone."""

    TITLE_WORDS = "Help card"
    HELP_PAGE = "signs"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "signs", "Log a sign", show=False),
        Binding("p", "name_private", "Name the private sign, or hide it", show=False),
        Binding("exclamation_mark,enter", "leave", "Back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._named = False
        """Whether the person wants the private sign read out by its name."""

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        return (KeyHint("esc", "back", "leave"), KeyHint("w", "log a sign", "signs"), KeyHint("↑↓", "read on"))

    def top_words(self) -> str:
        """Return the day."""
        return day_words(self.context.clock.today())

    def on_banner_pressed(self, _: Banner.Pressed) -> None:
        """Stay: what is open stands on the card."""

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return the card: contacts, questions, the words for the nurse."""
        profile = self.context.profile()
        today = self.context.clock.today()
        first, second = urgent_signs(profile, today)
        found = (
            _title("call", "Call"),
            *contact_rows(contact_lines(profile), width),
            _title("one", "New or worse: get emergency help now", "bold $error"),
            _block("one-list", _listed(first), width),
            _title("two", "New or worse: call today, day or night", "bold $warning"),
            _block("two-list", _listed(second), width),
            _block("several", SEVERAL, width),
            _title("nurse", "Read this to the nurse"),
            *(_block(f"nurse-{n}", line, width, "bold") for n, line in enumerate(self._nurse(profile, today))),
            _title("always", ""),
            _block("always-list", " ".join(reversed(ALWAYS)), width),
        )
        if sum(len(row.lines) for row in found) <= self.query_one("#body").size.height:
            return found
        return tuple(Row(row.key, tuple(line for line in row.lines if line.content.plain), False) for row in found)

    def _nurse(self, profile: Profile, today: date) -> Iterable[str]:
        yield nurse_words(profile, today)
        unkept = [found for one in self.context.unkept for found in one.found]
        for found in unkept:
            private = found.why.get("symptom") == PRIVATE_SYMPTOM and not self._named
            yield f"Not kept yet: {sign_words(PRIVATE_SYMPTOM) if private else logged_words(found)}"
        waiting = [f for f in self._waiting() if f.level is not None and f.level <= Level.DAYS]
        if not waiting and not unkept:
            yield "No sign is open from what I have logged. I am calling because: ..."
        for follow_up in waiting:
            yield self._sign_words(follow_up)

    def _waiting(self) -> tuple[FollowUp, ...]:
        """Return what waits for an outcome; nothing where another program keeps the file."""
        with suppress(RehabError), self.context.rehab.hurried():
            return self.context.rehab.follow_ups.waiting()
        return ()

    def _sign_words(self, follow_up: FollowUp) -> str:
        since = since_of(self.context, follow_up)
        began = f"since {short_day(since)}" if since else f"logged {short_day(follow_up.opened_on)}"
        symptom = follow_up.why.get("symptom")
        known = isinstance(symptom, str) and symptom in SYMPTOMS
        if symptom == PRIVATE_SYMPTOM and not self._named:
            words = f"{sign_words(PRIVATE_SYMPTOM)} (p names it)"
        else:
            words = sign_name(str(symptom), follow_up.side) if known else title_words(follow_up)
        facts = ", ".join((words, *_answered(follow_up), began)) if known else f"{words}, {began}"
        beside = ", ".join(_OVER_TIME.get(one, one) for one in beside_words(follow_up)) if known else ""
        also = f"; also: {beside}" if beside else ""
        return f"I have: {facts}{also}. The app says: {level_words(follow_up).lower()}."

    def action_name_private(self) -> None:
        """Name the private sign in the words for the nurse, or hide it again."""
        self._named = not self._named
        self.refresh_all()

    def action_signs(self) -> None:
        """Log a sign: the full list opens."""
        from rehab_tui.tui.screens.signs.screen import SignsScreen, ask_signs

        app, day = self.app, self.context.clock.today()
        self.dismiss(None)
        if not any(isinstance(screen, SignsScreen) for screen in app.screen_stack):
            app.call_later(ask_signs, app, day)


def _answered(follow_up: FollowUp) -> Iterable[str]:
    """Yield what else was said of a sign: that it is worse, the temperature."""
    if follow_up.why.get("answer") == SignAnswer.WORSE.value:
        yield "worse"
    if "temperature_c" in follow_up.why:
        yield f"{follow_up.why['temperature_c']} C"


def urgent_signs(profile: Profile, day: date) -> tuple[list[str], list[str]]:
    """Return the signs that are an emergency for this person today when new, and those that call for a call today."""
    found: dict[Level, list[str]] = {Level.EMERGENCY: [], Level.TODAY: []}
    for name in SYMPTOMS:
        new = SymptomsAnswered(Form.PICKED, (name,), (SymptomReport(name, side=Side.LEFT),))
        for finding in evaluate(Evidence(new, day, profile=profile)):
            if finding.level in found:
                found[finding.level].append(name)
    return found[Level.EMERGENCY], found[Level.TODAY]


def nurse_words(profile: Profile, today: date) -> str:
    """Return who is calling and what was operated, as far as it is known."""
    name = f"My name is {shown(profile.name, 80)}. " if profile.name else ""
    if profile.surgery_date is None:
        return f"{name}I have not told this app about my operation."
    levels = f" {shown(profile.levels, 20)}" if profile.levels else ""
    if profile.surgery_date > today:
        return f"{name}My spinal fusion{levels} is planned for {day_words(profile.surgery_date)}."
    after = weeks_after(profile, today)
    return f"{name}I had spinal fusion{levels} on {day_words(profile.surgery_date)}, {after}."


def _listed(names: list[str]) -> str:
    return "; ".join(sign_name(name) for name in names)


def _title(key: str, words: str, style: str = "bold $primary") -> Row:
    line = Line(Content.assemble((f"  {words}", style)))
    return Row(key, (Line(Content("")), line) if words else (Line(Content("")),), selectable=False)


def _block(key: str, words: str, width: int, style: str = "") -> Row:
    return Row(key, wrapped(words, width - 1, indent=4, style=style), selectable=False)
