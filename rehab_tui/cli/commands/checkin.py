"""`rehab checkin`: the day's questions as plain lines, for screen readers, slow links and pipes."""

from collections.abc import Callable
from datetime import date

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli.asking import Ended
from rehab_tui.cli.checkin_lines import Back, Stopped, ask_for, pick, say
from rehab_tui.cli.checkin_open import ask_open, say_opened
from rehab_tui.cli.checkin_signs import ask_signs
from rehab_tui.cli.measure_time import time_for
from rehab_tui.cli.reading import refuse_too_early, typed_day
from rehab_tui.cli.session import Session
from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import ANSWER_NAMES, ANSWERS, Fact, Logged, Note, SmallAnswer
from rehab_tui.domain.exercise import SkipReason
from rehab_tui.domain.pain import PainScore, score_of
from rehab_tui.domain.patient import weeks_after
from rehab_tui.domain.words import free_text
from rehab_tui.errors import Refused
from rehab_tui.services.days import DayReview, ExerciseRow
from rehab_tui.services.journal import Draft
from rehab_tui.services.sessions import as_planned, row_drafts, skip

INTRO = "One question a line. Each answer is kept at once. An empty line skips, back asks the one before, Ctrl-D ends."


@click.command()
@click.option("--date", "day", metavar="DATE", help="Another day than today: 2026-11-20, yesterday, -2, monday.")
@click.option("--full", is_flag=True, help="Ask the full list of warning signs, also when it is not due.")
@click.pass_obj
def checkin(session: Session, day: str | None, full: bool) -> None:
    """Answer the day's questions one by one. Reads lines from the terminal, or from a pipe.

    Serious signs are answered with advice at once. What was answered before Ctrl-D is kept.
    """
    on = typed_day(day, session)
    with session.open() as rehab:
        refuse_too_early(on, rehab.profiles.read().birth_date, session.today)
        review = rehab.days.review(on, session.today)
        say(f"{day_words(on)} {weeks_after(review.profile, on)}".rstrip() + f"\n{INTRO}\n")
        try:
            ask_open(session, rehab, review.follow_ups, ask=on == session.today)
            _Checkin(session, rehab, on).all(full=full)
            measure = rehab.days.review(on, session.today).measure
            if measure is not None:
                say(f"It is also time for {time_for(measure)}")
            say("That is all for this day.")
        except Ended:
            say("Ended. What was answered is kept.")
        except Stopped:
            say("The questions stop here. What was answered is kept; the rest can wait: rehab checkin")
        if rehab.journal.between(on, on):
            session.back_up(rehab)


class _Checkin:
    """The questions of one day."""

    def __init__(self, session: Session, rehab: Rehab, day: date) -> None:
        self._session = session
        self._rehab = rehab
        self._day = day
        self._again = False
        """Whether the question was asked before, and the person came back to it."""

    def all(self, *, full: bool) -> None:
        """Ask everything that is still open. Raises Ended."""
        steps: tuple[tuple[Callable[[], None], bool], ...] = (
            (self._pain, True),
            (lambda: self._small("since-session", "Since the last session, is the hip better, same or worse?"), True),
            (lambda: ask_signs(self._session, self._rehab, self._day, full=full), False),
            (self._exercises, False),
            (lambda: self._small("woken", "Did pain wake you last night?"), True),
            (self._note, False),
        )
        at = 0
        while at < len(steps):
            try:
                steps[at][0]()
            except Back:
                at = next((n for n in range(at - 1, -1, -1) if steps[n][1]), at)
                self._again = True
                continue
            self._again = False
            at += 1

    def _review(self) -> DayReview:
        return self._rehab.days.review(self._day, self._session.today)

    def _keep(self, fact: Fact, words: str) -> None:
        logged = self._rehab.journal.add(self._day, fact, self._session.stamp(), words)
        there = logged.already and not logged.entries
        self._said(logged, f"  Already kept: {words}; nothing was added." if there else f"  Kept: {words}.")

    def _said(self, logged: Logged, words: str) -> None:
        """Say what was kept, and what it calls for."""
        for card in logged.stops:
            say(card.text)
        say(words)
        say_opened(self._rehab, logged.followups)

    def _pain(self) -> None:
        for hip in self._review().hips:
            stands = f"it stands at {hip.score}, empty keeps it" if hip.score is not None else hip.usual.words
            score = ask_for(f"Pain of the {hip.side.value} hip, 0 none to 10 worst ({stands})", score_of)
            if score is not None:
                self._keep(PainScore(score, hip.side), f"pain {score}, {hip.side.value} hip")

    def _small(self, question: str, words: str) -> None:
        stands = self._review().answers.get(question)
        if stands is not None and not self._again:
            return
        kept = f" (it stands at {stands}, empty keeps it)" if stands is not None else ""
        value = pick(f"{words}{kept}", ANSWERS[question], say_names=question != "worst-exercising")
        if value is not None:
            self._keep(SmallAnswer(question, value), f"{ANSWER_NAMES[question].lower()}: {value}")

    def _exercises(self) -> None:
        """Ask about the exercises that are due: all at once, or one by one."""
        review = self._review()
        open_rows = [row for row in review.exercises if row.due and not row.locked and not row.entries]
        if not open_rows:
            return
        try:
            drafts = as_planned(review)
        except Refused as stopped:
            say(str(stopped).removeprefix("nothing was saved: ").capitalize())
            return
        say("Exercises: " + "; ".join(f"{row.prescription.name}, {row.prescription.words}" for row in open_rows))
        answer = pick("Did you do all of it as planned? (no: then one by one)", ("yes", "no"))
        if answer == "yes":
            self._done(drafts, f"{len(open_rows)} exercises as planned")
        elif answer == "no":
            for row in open_rows:
                self._exercise(row)
        if answer is not None and self._review().exercises_begun:
            self._small("worst-exercising", "Worst pain while exercising, 0 to 10")

    def _exercise(self, row: ExerciseRow) -> None:
        name = row.prescription.name
        reasons = tuple(SkipReason)
        asked = f"{name}, {row.prescription.words}: done, or why not ({', '.join(reasons)})"
        said = pick(asked, ("done", *reasons), say_names=False)
        if said == "done":
            review = self._review()
            self._done(row_drafts(self._day, row.prescription, review.plan.id if review.plan else None), f"{name} done")
        elif said is not None:
            logged = skip(self._rehab.journal, self._review(), row, SkipReason(said), self._session.stamp())
            self._said(logged, f"  Kept: {logged.words}.")

    def _done(self, drafts: tuple[Draft, ...], words: str) -> None:
        self._said(self._rehab.journal.log(drafts, self._session.stamp(), words), f"  Kept: {words}.")

    def _note(self) -> None:
        asked = "A note in your own words (it is not read for warning signs)"
        words = ask_for(asked, lambda typed: free_text("the note", typed))
        if words:
            self._keep(Note(words), "note")
