"""What is asked about one warning sign: the little that decides first, the rest after its advice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import zip_longest

from textual.app import App

from rehab_tui.domain.body import Side
from rehab_tui.domain.days import day_of, day_words
from rehab_tui.domain.entry import Entry, Fact, Logged
from rehab_tui.domain.followup import Finding, FollowUp, Level
from rehab_tui.domain.symptom import (
    NOT_SURE,
    SIDED_SYMPTOMS,
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
    celsius_of,
    kept_beside,
)
from rehab_tui.domain.words import free_text
from rehab_tui.errors import RehabError
from rehab_tui.rules import (
    CHECKED_QUESTION,
    asks_if_checked,
    companions_asked,
    level_one_questions,
    sign_name,
    sign_words,
)
from rehab_tui.services.signs import findings_alone
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.answers import NO, UNSURE, QuestionsScreen
from rehab_tui.tui.screens.dialogs import ChooseScreen, ConfirmScreen
from rehab_tui.tui.screens.followups.alert import AlertScreen, Kept, alerts_of, keep_now, keep_signs
from rehab_tui.tui.screens.form import Field, FormScreen
from rehab_tui.tui.unkept import Unkept

HOW = {"new": "New", "worse": "Known, but worse than before", "usual": "As usual for me"}
CHECKED = {"yes": "Yes", "no": "No", "unsure": "Not sure"}
SIDES = {"left": "Left", "right": "Right", "both": "Both sides", "unsure": "Not sure"}
DAYS_OFFERED = 7
"""How many days back can be chosen by number; an earlier one is typed."""
TRY_AGAIN = "The sign itself is kept; what you added to it is not yet. Try again?"
NOT_URGENT = frozenset({"chills"})
"""Asked beside a sign, but no reason by itself to be more urgent."""


async def ask_report(app: App[int], name: str, *, unsure: bool) -> SymptomReport:
    """Return what decides about a sign: new, worse or usual, whether it was checked, the side.

    Not sure whether one has it counts as new. A question that is left stays open, and what is open counts as new:
    the yes itself is never taken back here.
    """
    answer = SignAnswer.NEW
    if not unsure:
        how = await app.push_screen_wait(ChooseScreen(f"{_named(name)}: is it new? (escape: kept as new)", HOW))
        answer = SignAnswer(how or SignAnswer.NEW)
    unsettled = answer is SignAnswer.USUAL and asks_if_checked(name)
    if unsettled and await app.push_screen_wait(ChooseScreen(CHECKED_QUESTION, CHECKED)) != "yes":
        answer = SignAnswer.UNCHECKED
    side = await app.push_screen_wait(ChooseScreen("Which side?", SIDES)) if name in SIDED_SYMPTOMS else None
    text = NOT_SURE if unsure else None
    return SymptomReport(name, answer, Side(side) if side in tuple(Side) else None, text=text)


def keep_report(context: Context, day: date, report: SymptomReport) -> Kept:
    """Keep one sign at once, by itself."""
    words = sign_words(report.id, report.side.value if report.side else None)
    return keep_signs(context, day, SymptomsAnswered(Form.PICKED, (report.id,), (report,)), words)


async def ask_details(app: App[int], context: Context, kept: Kept, report: SymptomReport) -> tuple[AlertScreen, ...]:
    """Ask the rest about a sign that was kept, add it to its entry; return the alerts that come of it.

    The rest: what goes beside it (unless it is an emergency already), temperature, since when, own words. What
    makes it more urgent ends the questions.
    """
    if report.answer is SignAnswer.USUAL:
        return ()
    if kept.entry is None:
        return await _ask_unkept(app, context, kept.unkept, report) if kept.unkept else ()
    fact = kept.entry.fact
    if not isinstance(fact, SymptomsAnswered):
        return ()
    fact, urgent = await _beside(app, fact, report, kept.opened)
    if not urgent:
        fact = await _optional(app, context, kept.entry.day, fact, report)
    return await _add(app, context, kept.entry, fact)


async def _ask_unkept(
    app: App[int], context: Context, unkept: Unkept, report: SymptomReport
) -> tuple[AlertScreen, ...]:
    """Ask what can make a sign more urgent though it is not kept yet; a yes is kept by itself, and told at once."""
    told = unkept.found
    fact, _ = await _beside(app, unkept.fact, report, told)
    if not fact.companions:
        return ()
    asked = tuple(name for name in fact.asked if name not in unkept.fact.asked)
    more = SymptomsAnswered(Form.PICKED, asked, companions=fact.companions)
    beside = next((one for one in told if one.why.get("symptom") == report.id), None)
    return keep_signs(context, unkept.day, more, "what came beside a sign", beside=beside).alerts


async def _beside(
    app: App[int], fact: SymptomsAnswered, report: SymptomReport, told: Sequence[FollowUp | Finding]
) -> tuple[SymptomsAnswered, bool]:
    known = {name for one in told for name in level_one_questions(one)}
    ids = tuple(name for name in companions_asked(report.id) if name not in known)
    if not ids or any(one.level is Level.EMERGENCY for one in told):
        return fact, False
    urgent = frozenset(ids) - NOT_URGENT
    answers = await app.push_screen_wait(QuestionsScreen(f"{_named(report.id)}: one more thing", ids, urgent))
    yes = {name: answer for name, answer in (answers or {}).items() if answer != NO}
    beside = tuple(part for name, answer in yes.items() for part in kept_beside(name, unsure=answer == UNSURE))
    return replace(fact, asked=(*fact.asked, *(answers or {})), companions=beside), bool(urgent.intersection(yes))


async def _optional(
    app: App[int], context: Context, day: date, fact: SymptomsAnswered, report: SymptomReport
) -> SymptomsAnswered:
    if report.id == "fever":
        fact = replace(fact, temperature_c=await app.push_screen_wait(TemperatureScreen()))
    words = await app.push_screen_wait(WordsScreen()) if report.id == "other" else None
    text = ": ".join(part for part in (report.text, words) if part)
    since = await _since(app, day, context.clock.today())
    return replace(fact, reports=(replace(report, since=since, text=text or None),))


async def _since(app: App[int], day: date, today: date) -> date | None:
    """Ask since when; every answer but a day leaves it open."""
    names = ["Today" if day == today else day_words(day), "Yesterday" if day == today else ""]
    days = [day - timedelta(days=back) for back in range(DAYS_OFFERED)]
    choices = {d.isoformat(): name or day_words(d) for d, name in zip_longest(days, names)}
    choices |= {"date": "Longer ago", "unknown": "I do not know"}
    chosen = await app.push_screen_wait(ChooseScreen("Since when? (escape leaves it open)", choices))
    if chosen == "date":
        return await app.push_screen_wait(SinceScreen(day))
    return date.fromisoformat(chosen) if chosen and chosen != "unknown" else None


async def _add(app: App[int], context: Context, entry: Entry, fact: SymptomsAnswered) -> tuple[AlertScreen, ...]:
    """Put the details into the entry; the sign itself is kept already. What cannot be kept can be tried again.

    What makes it an emergency is told at once, and tried again unasked.
    """
    if _is_emergency(fact, entry.day) and not _is_emergency(entry.fact, entry.day):
        return keep_now(context, entry.day, fact, partial(_amended, context, entry, fact)).alerts
    while fact != entry.fact:
        try:
            return alerts_of(_amended(context, entry, fact).followups)
        except RehabError as problem:
            if not await app.push_screen_wait(ConfirmScreen(f"{problem}. {TRY_AGAIN}")):
                return ()
    return ()


def _is_emergency(fact: Fact, day: date) -> bool:
    found = findings_alone(fact, day) if isinstance(fact, SymptomsAnswered) else ()
    return any(one.level is Level.EMERGENCY for one in found)


def _amended(context: Context, entry: Entry, fact: SymptomsAnswered) -> Logged:
    return context.rehab.journal.amend(entry, fact, context.stamp())


class SinceScreen(FormScreen[date | None]):
    """The day a sign began."""

    def __init__(self, day: date) -> None:
        super().__init__("Since which day?", (Field("since", "Day", hint="2026-03-31, monday, -5"),))
        self._day = day

    def answer(self, texts: dict[str, str]) -> date | None:
        """Return the day, or None where nothing was typed."""
        return day_of(texts["since"], self._day) if texts["since"].strip() else None


class TemperatureScreen(FormScreen[float | None]):
    """A temperature with its unit; may be left empty."""

    def __init__(self) -> None:
        super().__init__("Temperature, if you measured it", (Field("temp", "Temperature", hint="38.2C or 100.8F"),))

    def answer(self, texts: dict[str, str]) -> float | None:
        """Return degrees Celsius, or None where nothing was typed."""
        celsius = celsius_of(texts["temp"]) if texts["temp"].strip() else None
        if celsius is not None:
            SymptomsAnswered(Form.PICKED, (), (), celsius)
        return celsius


class WordsScreen(FormScreen[str]):
    """What worries a person, in their own words; may be left empty."""

    def __init__(self) -> None:
        super().__init__("What is it, in a few words? (may be left empty)", (Field("words", "I am worried about"),))

    def answer(self, texts: dict[str, str]) -> str:
        """Return the words as typed."""
        return free_text("the text", texts["words"])


def _named(name: str) -> str:
    words = sign_name(name)
    return f"{words[0].upper()}{words[1:]}"
