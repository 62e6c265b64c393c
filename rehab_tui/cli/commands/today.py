"""`rehab today`: the day as text."""

from collections.abc import Iterable
from datetime import date, datetime

import click

from rehab_tui.cli import options
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.measure_time import time_for
from rehab_tui.cli.output import show, show_json
from rehab_tui.cli.standing import Standing, glance_at, watch_or_say
from rehab_tui.cli.wording import exercise_words, fact_words
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.followup import LEVEL_NAMES, Level
from rehab_tui.domain.letters import lettered
from rehab_tui.domain.patient import weeks_after
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.words import harmless
from rehab_tui.services.days import DayReview, Days, ExerciseRow, HipToday
from rehab_tui.services.glance import told_today
from rehab_tui.services.progress import Progress


@click.command(cls=ValueCommand)
@options.as_json
@click.pass_obj
def today(now: Circumstances, as_json: bool) -> None:
    """Show the day: what is logged, what is still due."""
    show_day(now, as_json=as_json)


def show_day(now: Circumstances, *, as_json: bool = False) -> None:
    """Print this day."""
    with now.open_file() as file:
        watch_or_say(file, now)
        if as_json:
            show_json(Standing(glance_at(file, now), now.clock.now().instant).values(detail=True))
            return
        review = file.use(Days).review(now.today, now.today)
        asks = ask_lines(file.use(Progress), now.today)
        told = tuple(f"  i {harmless(words)}" for words in file.use(lambda store: told_today(store, now.clock.now())))
    for line in (*day_lines(review, now.clock.now().instant, told), *asks):
        show(line)


def ask_lines(progress: Progress, day: date) -> tuple[str, ...]:
    """Return what to ask the therapist on a day, line by line."""
    return tuple(_line("To ask", harmless(words)) for words in progress.questions(day))


def day_lines(review: DayReview, now: datetime, told: Iterable[str] = ()) -> Iterable[str]:
    """Return a day in plain lines, as it stands at an instant: open follow-ups first, then what is told beside them."""
    yield " · ".join(part for part in (day_words(review.day), weeks_after(review.profile, review.day)) if part)
    for one in review.follow_ups:
        overdue = "OVERDUE: " if one.overdue(now) else ""
        yield f"  ! {overdue}{LEVEL_NAMES[one.level or Level.VISIT]}: {one.title} (rehab followups why {one.id[:8]})"
    yield from told
    yield from _pain(review)
    for entry in review.rounds:
        yield _line("Warning signs", fact_words(entry.fact, review.day).removeprefix("warning signs: "))
    if not review.rounds:
        yield _line("Warning signs", "not asked yet")
    yield from _exercises(review)
    for entry in review.notes:
        yield _line("Note", fact_words(entry.fact, review.day).removeprefix("note: "))
    if review.next_visit is not None:
        yield _line("Next visit", f"{review.next_visit.who}, {short_day(review.next_visit.on, review.day)}")
    if review.measure is not None:
        yield _line("It is time for", time_for(review.measure))
    yield _line("Exercises so far", review.work.words)
    if review.due:
        yield _line("Still to do", ", ".join(review.due))


def _line(label: str, words: str) -> str:
    return f"{label:<17} {words}"


def _pain(review: DayReview) -> Iterable[str]:
    yield _line("Hip pain", " · ".join(_hip(hip) for hip in review.hips))
    if review.other_scores:
        yield _line("Also", " · ".join(fact_words(entry.fact, review.day) for entry in review.other_scores))


def _hip(hip: HipToday) -> str:
    score = "not logged yet" if hip.score is None else str(hip.score)
    return f"{hip.side.value} {score} ({hip.usual.words})"


def _exercises(review: DayReview) -> Iterable[str]:
    if review.plan is None:
        yield _line("Exercises", review.before_the_plan or "no plan yet; choose one with: rehab setup --plan NAME")
        return
    if review.exercise_stopped:
        yield _line("Exercises", "Stop exercises until you have had advice")
    elif review.pause is not None:
        yield _line("Exercises", f"{harmless(review.pause.said(review.today))}; none is due")
    else:
        yield _line("Exercises", f"{review.exercises_done} of {review.exercises_due} done")
    for row in review.exercises:
        if row.due or row.entries:
            sign = lettered(row.mark(stopped=review.exercise_stopped))
            yield f"  {sign} {row.prescription.name:<28} {row.prescription.words:<24} {_done(row)}".rstrip()


def _done(row: ExerciseRow) -> str:
    if row.locked and not row.entries:
        return "not allowed yet: " + ", ".join(kind.value for kind in row.locked)
    done = [entry.fact for entry in row.entries if isinstance(entry.fact, ExerciseDone)]
    return "; ".join(exercise_words(one).removeprefix(f"{one.exercise} ") for one in done)
