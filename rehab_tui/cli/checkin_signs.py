"""The warning-sign questions as plain lines: advice first, then the questions that can make it more urgent."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli.advising import AdviceFirst
from rehab_tui.cli.asking import Ended
from rehab_tui.cli.checkin_lines import UNSURE, Back, Stopped, ask_for, pick, say
from rehab_tui.cli.checkin_open import say_opened
from rehab_tui.cli.session import Session
from rehab_tui.domain.body import Side
from rehab_tui.domain.days import day_of
from rehab_tui.domain.entry import Entry, Logged
from rehab_tui.domain.followup import Level
from rehab_tui.domain.symptom import (
    COMPANIONS,
    DAILY_QUESTIONS,
    NOT_SURE,
    PRIVATE_SYMPTOM,
    SIDED_SYMPTOMS,
    SYMPTOMS,
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
    celsius_of,
    kept_beside,
)
from rehab_tui.domain.words import free_text
from rehab_tui.rules import (
    CHECKED_QUESTION,
    asks_if_checked,
    companions_asked,
    level_one_questions,
    question,
    sign_name,
)
from rehab_tui.services.journal import Draft

SIDES = {"left": Side.LEFT, "right": Side.RIGHT, "both": Side.BOTH}
LATER = "New signs can start later: rehab log symptoms, or rehab checkin once more."


def ask_signs(session: Session, rehab: Rehab, day: date, *, full: bool) -> None:
    """Ask the five questions of the day, or the full list where it is due. Raises Ended."""
    review = rehab.days.review(day, session.today)
    whole = full or review.full_list_due
    if review.signs_asked and not whole:
        return
    _Signs(session, rehab, day).ask(whole=whole)


class _Signs:
    """One round of questions: a yes is kept and answered at once, each no as soon as it is given."""

    def __init__(self, session: Session, rehab: Rehab, day: date) -> None:
        self._session = session
        self._rehab = rehab
        self._day = day
        self._reported: set[str] = set()
        self._denied: list[str] = []
        self._round: str | None = None
        """Id of the entry that holds what was denied so far."""

    def ask(self, *, whole: bool) -> None:
        """Ask the whole list in its groups, or the five short questions."""
        say("\nNew or worse since your last answers?  Not sure counts as yes.")
        steps = self._whole() if whole else [partial(self._short, one.text, one.symptoms) for one in DAILY_QUESTIONS]
        answered = [False] * len(steps)
        at = 0
        while at < len(steps):
            try:
                answered[at] = steps[at]()
            except Back:
                if at == 0:
                    raise
                at -= 1
                continue
            at += 1
        if all(answered):
            self._keep_denied(Form.FULL if whole else Form.DAILY)
        say(LATER)

    def _short(self, text: str, symptoms: Sequence[str]) -> bool:
        """Ask one of the five questions; a yes opens its signs one by one. Return whether it was answered."""
        said = _yes_no_unsure(text + "?")
        if said is None:
            return False
        if said == "no":
            self._deny(symptoms)
            return True
        try:
            answered = [self._sign(symptom) for symptom in symptoms]
        except Back:
            return self._short(text, symptoms)
        if not any(symptom in self._reported for symptom in symptoms):
            say("  If it was something else, answer the last question of this list with yes.")
        return all(answered)

    def _whole(self) -> list[Callable[[], bool]]:
        """Return the questions of the full list; the first of a group says its title."""
        return [
            partial(self._sign, symptom, title=group.title if symptom == group.symptoms[0] else "")
            for group in self._rehab.plans.groups_asked(self._day)
            for symptom in group.symptoms
        ]

    def _sign(self, symptom: str, *, title: str = "") -> bool:
        """Ask about one sign. Return whether it was answered."""
        if title:
            say(f"\n{title}")
        if symptom in self._reported:
            return True
        said = _yes_no_unsure(question(symptom))
        if said == "no":
            self._deny((symptom,))
        elif said is not None:
            self._report(symptom, unsure=said == UNSURE)
        return said is not None or symptom == PRIVATE_SYMPTOM

    def _deny(self, symptoms: Iterable[str]) -> None:
        self._denied.extend(s for s in symptoms if s not in self._reported)
        self._keep_denied(Form.PICKED)

    def _keep_denied(self, form: Form) -> None:
        """Keep all that was denied so far in one entry, which takes the place of the one before."""
        asked = tuple(s for s in SYMPTOMS if s in self._denied and s not in self._reported)
        draft = Draft(self._day, SymptomsAnswered(form, asked), supersedes=self._round)
        logged = self._rehab.journal.log([draft], self._session.stamp(), "warning signs: no")
        self._round = logged.entries[0].id

    def _report(self, symptom: str, *, unsure: bool) -> None:
        """Keep a sign with its side, give the advice; then ask since when, and what could make it more urgent.

        After an emergency nothing more is asked. Raises Stopped unless the person wants to go on.
        """
        self._reported.add(symptom)
        report = self._decides(symptom, unsure=unsure)
        answered = SymptomsAnswered(Form.PICKED, (symptom,), (report,))
        logged = self._keep(answered, f"warning sign: {sign_name(symptom, report.side)}", unsure=unsure)
        if symptom in self._denied:
            self._keep_denied(Form.PICKED)  # it was a no before the person came back to it
        if self._stop_at(logged):
            return
        self._later(logged.entries[0], report)
        asked = [*companions_asked(symptom)]
        for follow_up in logged.followups:
            asked.extend(name for name in level_one_questions(follow_up) if name not in asked)
        self._more(asked)

    def _stop_at(self, logged: Logged) -> bool:
        """Return whether an emergency came up and the person goes on with the list all the same. Raises Stopped."""
        if not any(f.level is Level.EMERGENCY and f.serious for f in logged.followups):
            return False
        try:
            going_on = pick("Go on with the list? Only if help is on its way. (empty: no)", ("yes", "no"))
        except Back:
            going_on = None
        if going_on != "yes":
            raise Stopped
        return True

    def _decides(self, symptom: str, *, unsure: bool) -> SymptomReport:
        """Ask side and how it stands; what is left open, or a line that ends early, keeps the sign as new."""
        side, answer = None, SignAnswer.NEW
        try:
            if symptom in SIDED_SYMPTOMS:
                which = pick("  Which side?", tuple(SIDES), unsure=True)
                side = SIDES.get(which or "")
            answer = SignAnswer.NEW if unsure else self._how_it_stands(symptom)
        except (Ended, Back):
            say("  Kept as new.")
        return SymptomReport(symptom, answer, side, text=NOT_SURE if unsure else None)

    def _later(self, entry: Entry, report: SymptomReport) -> None:
        """Ask what may be asked after the advice: since when, own words, the temperature."""
        since, words = self._day, None
        try:
            typed = ask_for("  Since when?  (empty: today)", lambda text: day_of(text, self._session.today))
            since = typed or since
            if report.id == "other":
                words = ask_for("  What worries you?", lambda text: free_text("the text", text))
        except Back:
            say("  The sign is kept. rehab undo takes the last answer back.")
        text = ": ".join(part for part in (report.text, words) if part) or None
        fact = SymptomsAnswered(Form.PICKED, (report.id,), (replace(report, since=since, text=text),))
        say_opened(self._rehab, self._rehab.journal.amend(entry, fact, self._session.stamp()).followups)
        if report.id == "fever":
            self._temperature()

    def _how_it_stands(self, symptom: str) -> SignAnswer:
        said = pick("  Is it new, worse, or usual for you? (empty: new)", ("new", "worse", "usual"), unsure=True)
        if said != "usual":
            return SignAnswer.WORSE if said == "worse" else SignAnswer.NEW
        if asks_if_checked(symptom):
            checked = _yes_no_unsure(f"  {CHECKED_QUESTION}")
            return SignAnswer.USUAL if checked == "yes" else SignAnswer.UNCHECKED
        return SignAnswer.USUAL

    def _keep(self, answered: SymptomsAnswered, words: str, *, unsure: bool = False) -> Logged:
        """Keep an answer and print the advice of every serious follow-up that it opened."""
        with AdviceFirst(self._day, self._session) as first:
            first.answered, first.profile = answered, self._rehab.profiles.read()
            with first.not_waiting():
                logged = self._rehab.journal.log([Draft(self._day, answered)], self._session.stamp(), words)
        say(f"  Kept: {words}{' (not sure)' if unsure else ''}.")
        say_opened(self._rehab, [one for one in logged.followups if not first.has_told(one)], unsure=unsure)
        return logged

    def _temperature(self) -> None:
        degrees = ask_for("  Temperature with its unit, like 38.2C or 100.8F (empty: not taken)", celsius_of)
        if degrees is not None:
            answered = SymptomsAnswered(Form.PICKED, (), temperature_c=degrees)
            self._keep(answered, f"temperature {degrees} C")

    def _more(self, names: Iterable[str]) -> None:
        """Ask the questions that can raise an alert; yes and not sure are kept at once."""
        left = [name for name in names if name not in self._reported]
        at = 0
        while at < len(left):
            try:
                said = _yes_no_unsure(f"  {question(left[at])}")
            except Back:
                at = max(0, at - 1)
                continue
            if said in {"yes", UNSURE}:
                self._raise(left[at], unsure=said == UNSURE)
            elif said == "no" and left[at] in SYMPTOMS:
                self._deny((left[at],))
            at += 1

    def _raise(self, name: str, *, unsure: bool) -> None:
        self._reported.add(name)
        logged = self._keep(_raising(name, unsure=unsure), f"warning sign: {sign_name(name)}", unsure=unsure)
        if name in self._denied:
            self._keep_denied(Form.PICKED)
        self._stop_at(logged)


def _yes_no_unsure(asked: str) -> str | None:
    return pick(asked, ("yes", "no"), unsure=True)


def _raising(name: str, *, unsure: bool) -> SymptomsAnswered:
    if name in COMPANIONS:
        return SymptomsAnswered(Form.PICKED, (), companions=kept_beside(name, unsure=unsure))
    return SymptomsAnswered(Form.PICKED, (name,), (SymptomReport(name, text=NOT_SURE if unsure else None),))
