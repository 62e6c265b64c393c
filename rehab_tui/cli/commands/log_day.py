"""`rehab log day`: a whole day, kept in one transaction or not at all."""

from dataclasses import dataclass
from datetime import date

import click

from rehab_tui.cli import options
from rehab_tui.cli.advising import AdviceFirst
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.kept import say_kept
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.reading import hip_of, note_text, refuse_too_early, side_known, typed_day
from rehab_tui.cli.signs_typed import answered_with, ask_if_checked, read_reports
from rehab_tui.cli.wording import fact_words
from rehab_tui.domain.body import Side
from rehab_tui.domain.days import short_day
from rehab_tui.domain.entry import Note
from rehab_tui.domain.pain import PainScore, score_of
from rehab_tui.domain.patient import Profile
from rehab_tui.errors import InvalidValue, Refused, WrongUsage
from rehab_tui.services.days import DayReview, Days
from rehab_tui.services.journal import Draft, Journal
from rehab_tui.services.profile import Profiles
from rehab_tui.services.sessions import as_planned


@click.command(cls=ValueCommand)
@click.option("--pain", metavar="N", help="The day's pain score of the hip in the profile, 0-10.")
@click.option("--pain-left", metavar="N", help="... of the left hip.")
@click.option("--pain-right", metavar="N", help="... of the right hip.")
@click.option("--symptoms", metavar="LIST", help='Warning signs: none, or a list like "fever,calf-swelling:left".')
@options.checked
@click.option("--as-planned", "planned", is_flag=True, help="All exercises of the day done as planned.")
@options.with_note
@options.on_date
@options.as_json
@click.pass_obj
def day(
    now: Circumstances,
    pain: str | None,
    pain_left: str | None,
    pain_right: str | None,
    symptoms: str | None,
    checked: bool,
    planned: bool,
    note: str | None,
    day: str | None,
    as_json: bool,
) -> None:
    """Keep a whole day at once: all of it, or nothing."""
    if not planned and all(one is None for one in (pain, pain_left, pain_right, symptoms, note)):
        raise WrongUsage("there is nothing to keep; give --pain, --symptoms, --as-planned or --note")
    with AdviceFirst(now.today, now) as first:
        signs = _signs(symptoms, first, checked=checked)
        scores = _Scores.of(pain, pain_left, pain_right)
        words = None if note is None else note_text(note)
        on = first.day = typed_day(day, now)
        if scores.hip is not None:
            side_known(None, now)
        if now.interactive and not as_json:
            first.reports = ask_if_checked(first.reports)
        with first.not_waiting(), now.changing() as file:
            first.profile = file.use(Profiles).read()
            refuse_too_early(on, first.profile.birth_date, now.today)
            drafts = [Draft(on, score) for score in scores.facts(first.profile)]
            if signs:
                first.answered = answered_with(first.reports)
                drafts.append(Draft(on, first.answered))
            if words is not None:
                drafts.append(Draft(on, Note(words)))
            if planned:
                drafts.extend(_planned(file.use(Days).review(on, now.today)))
            if not drafts:
                raise Refused("nothing was saved: all exercises of this day have been answered already")
            line = f"day {short_day(on, now.today)}: {'; '.join(_parts(drafts, now.today))}"
            logged = file.use(Journal).log(drafts, now.stamp(), line)
    first.tell(logged.followups)
    say_kept(logged, now, f"Kept: {line}", as_json=as_json, advised=True)


@dataclass(frozen=True, slots=True)
class _Scores:
    """Scores that were typed: for the hip of the profile, or for sides by name."""

    hip: int | None
    left: int | None
    right: int | None

    @classmethod
    def of(cls, hip: str | None, left: str | None, right: str | None) -> "_Scores":
        """Read all three. Raises InvalidValue."""
        if hip is not None and (left is not None or right is not None):
            raise InvalidValue("--pain beside --pain-left or --pain-right is not clear; name the sides only")
        return cls(*(None if text is None else score_of(text) for text in (hip, left, right)))

    def facts(self, profile: Profile) -> list[PainScore]:
        """Return the scores with their sides. Raises InvalidValue where the profile does not say which hip."""
        found = [(self.left, Side.LEFT), (self.right, Side.RIGHT)]
        if self.hip is not None:
            try:
                found.append((self.hip, hip_of(profile.side)[0]))
            except InvalidValue:
                raise InvalidValue("which side? give --pain-left and --pain-right instead of --pain") from None
        return [PainScore(score, side) for score, side in found if score is not None]


def _signs(text: str | None, first: AdviceFirst, *, checked: bool) -> bool:
    """Read the signs; return whether the questions were answered at all."""
    if text is None:
        return False
    words = [word for word in text.replace(",", " ").split() if word]
    if not words:
        raise InvalidValue('--symptoms is empty; give none, or a list like "fever,calf-swelling:left"')
    if [word.lower() for word in words] != ["none"]:
        read_reports(words, first, checked=checked)
    return True


def _planned(review: DayReview) -> tuple[Draft, ...]:
    """Return all exercises of the day as planned. Raises Refused with the way out while exercise is stopped."""
    if review.exercise_stopped:
        raise Refused(
            "nothing was saved: exercises are stopped until you have had advice; leave --as-planned away, "
            "and see what waits with: rehab followups"
        )
    return as_planned(review)


def _parts(drafts: list[Draft], today: date) -> list[str]:
    exercises = {getattr(draft.fact, "exercise", None) for draft in drafts} - {None}
    words = [fact_words(draft.fact, today) for draft in drafts if not hasattr(draft.fact, "exercise")]
    if exercises:
        words.append(f"{len(exercises)} exercise{'s' if len(exercises) > 1 else ''} as planned")
    return words
