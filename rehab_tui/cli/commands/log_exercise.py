"""`rehab log exercise`: one exercise, done or left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import options
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.kept import say_kept
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.output import tell
from rehab_tui.cli.reading import refuse_too_early, typed_day
from rehab_tui.cli.session import Session
from rehab_tui.cli.wording import exercise_words
from rehab_tui.domain.body import Side, side_of
from rehab_tui.domain.days import short_day
from rehab_tui.domain.dose import MOST_COUNTED
from rehab_tui.domain.exercise import ClearanceKind, Dose, Exercise, Measured, SkipReason
from rehab_tui.domain.habits import HABITS
from rehab_tui.domain.pain import score_of
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.words import one_of, whole_number
from rehab_tui.errors import InvalidValue
from rehab_tui.services.days import DayReview
from rehab_tui.services.journal import Draft
from rehab_tui.services.sessions import drafts_for


@click.command(cls=ValueCommand)
@click.argument("name", metavar="ID")
@click.option("--sets", metavar="N", help="Sets done.")
@click.option("--reps", metavar="N", help="Repetitions in each set (each side).")
@click.option("--hold", metavar="SECONDS", help="Seconds held.")
@click.option("--minutes", metavar="N", help="Minutes.")
@click.option("--side", metavar="SIDE", help="left, right or both; default: both sides, where it has sides.")
@click.option("--pain-before", metavar="N", help="Pain just before, 0-10.")
@click.option("--pain-during", metavar="N", help="Worst pain during it, 0-10.")
@click.option("--effort", metavar="N", help="How hard it was, 0-10.")
@click.option("--skip", metavar="REASON", help="Left out: pain, tired, ill, no-time, forgot, not-allowed, other.")
@options.on_date
@options.with_note
@options.as_json
@click.pass_obj
def exercise(
    now: Circumstances,
    /,
    name: str,
    side: str | None,
    day: str | None,
    note: str | None,
    as_json: bool,
    **typed: str | None,
) -> None:
    """Keep one exercise; without a dose: as planned."""
    fact, given = done_of(name, typed), dose_of(typed)
    if fact.skipped is not None and given:
        raise InvalidValue("an exercise that was left out has no dose; take --skip or the dose away")
    meant = side_of(side) if side is not None else None
    on = typed_day(day, now)
    with Session.like(now).open(create=True) as rehab:
        refuse_too_early(on, rehab.profiles.read().birth_date, now.today)
        review = rehab.days.review(on, now.today)
        drafts = _drafts(rehab, review, fact, given, meant)
        names = rehab.plans.names({drafts[0][0].exercise})
        words = f"{_words([done for done, _ in drafts], names)}, {short_day(on, now.today)}"
        logged = rehab.journal.log([draft._replace(note=note) for _, draft in drafts], now.stamp(), words)
        now.back_up(rehab)
        if drafts[0][0].not_allowed:
            missing = ", ".join(_missing(rehab, review, drafts[0][0].exercise))
            tell(f"rehab: note: kept, and marked as not allowed yet (missing: {missing}); ask before the next time")
        if review.exercise_stopped and fact.skipped is None:
            tell(
                "rehab: note: kept; but exercises are stopped until you have had advice; "
                "see what waits with: rehab followups"
            )
    say_kept(logged, now, f"Kept: {words}", as_json=as_json)


def _words(done: Sequence[ExerciseDone], names: Mapping[str, str]) -> str:
    if len(done) == 1:
        return exercise_words(done[0], names)
    return f"{exercise_words(replace(done[0], side=None), names)}, each side"


def _drafts(
    rehab: Rehab, review: DayReview, fact: ExerciseDone, given: Mapping[str, int], side: Side | None
) -> list[tuple[ExerciseDone, Draft]]:
    """Return what is to be kept, with its fact: from the plan where the exercise is in it, else from the library."""
    row = next((row for row in review.exercises if row.prescription.exercise == fact.exercise.strip().lower()), None)
    found = None if row else rehab.plans.library.exercise(fact.exercise)
    planned = row.prescription if row else _planned(review, found)
    sided = planned.sided if planned else bool(found and found.sided)
    name = planned.exercise if planned else found.id if found else fact.exercise
    done = replace(fact, exercise=name, not_allowed=bool(found and not planned and _missing(rehab, review, name)))
    dose = None
    if fact.skipped is None:
        measured = planned.measured if planned else found.measured if found else Measured.TICK
        if planned is None and name in HABITS and not given:
            measured = Measured.TICK
        dose = dose_done(given, planned.dose if planned else None, measured, name)
    drafts = drafts_for(review, done, side_done(side, name, sided=sided, skipped=fact.skipped is not None), dose)
    return [(draft.fact, draft) for draft in drafts if isinstance(draft.fact, ExerciseDone)]


def _planned(review: DayReview, found: Exercise | None) -> Prescription | None:
    """Return the prescription of an exercise of the library, or None when the plan has none."""
    lines = (row.prescription for row in review.exercises)
    return next((line for line in lines if found is not None and line.exercise == found.id), None)


def _missing(rehab: Rehab, review: DayReview, name: str) -> tuple[str, ...]:
    """Return what someone must still allow before this exercise."""
    row = next((row for row in review.exercises if row.prescription.exercise == name), None)
    if row is not None:
        return tuple(kind.value for kind in row.locked)
    exercise = rehab.plans.library.exercise(name)
    needed = list(exercise.clearances)
    if review.profile.hip_replacement and exercise.deep_hip:
        needed.append(ClearanceKind.DEEP_HIP)
    allowed = rehab.plans.allowed(review.day)
    return tuple(kind.value for kind in needed if kind not in allowed)


def done_of(name: str, typed: Mapping[str, str | None]) -> ExerciseDone:
    """Return what was typed of an exercise beside its dose and side. Raises InvalidValue."""
    skip = typed.get("skip")
    scores = {
        key: score_of(text, key.replace("_", " "))
        for key in ("pain_before", "pain_during", "effort")
        if (text := typed.get(key)) is not None
    }
    reason = SkipReason(one_of("reason", skip, tuple(SkipReason))) if skip is not None else None
    return ExerciseDone(name, skipped=reason, **scores)  # type: ignore[arg-type]


def dose_of(typed: Mapping[str, str | None]) -> dict[str, int]:
    """Return the parts of a dose that were typed, by name. Raises InvalidValue."""
    return {
        key: whole_number(key, text, 0, most)
        for key, most in MOST_COUNTED.items()
        if (text := typed.get(key)) is not None
    }


_PARTS = {
    Measured.REPS: ("sets", "reps", "hold"),
    Measured.HOLD: ("sets", "reps", "hold"),
    Measured.MINUTES: ("minutes",),
    Measured.TICK: (),
}
"""The parts of a dose that an exercise can have, by what it counts."""
_LIKE = {
    Measured.REPS: "--sets 1 --reps 8",
    Measured.HOLD: "--sets 1 --hold 10",
    Measured.MINUTES: "--minutes 10",
}
"""How a dose is typed, by what an exercise counts."""


def dose_done(given: Mapping[str, int], planned: Dose | None, measured: Measured, name: str) -> Dose | None:
    """Return the dose that was done: what was typed over what was planned; None means as planned.

    Raises InvalidValue when what the exercise counts is in neither, or comes to nothing, and for a part it has not.
    """
    if not given and planned is None and measured in _LIKE:
        raise InvalidValue(f"{name} is not in the plan; give a dose, like {_LIKE[measured]}")
    if not given:
        return Dose() if planned is None else None
    for part in given:
        if part not in _PARTS[measured]:
            takes = f"is counted in {measured}" if _PARTS[measured] else "has no dose, it is done or not done"
            raise InvalidValue(f"{name} {takes}; leave --{part} out")
    dose = replace(planned or Dose(), **given)
    if measured is not Measured.TICK and getattr(dose, measured) is None:
        raise InvalidValue(f"{name} is counted in {measured}; give --{measured}")
    if dose.amount(measured) == 0:
        raise InvalidValue(f"{name} with a dose of 0 was not kept; where it was left out, say why with --skip")
    return dose


def side_done(side: Side | None, name: str, *, sided: bool, skipped: bool) -> Side | None:
    """Return the side to keep: both where the exercise has sides and none was typed. Raises InvalidValue."""
    if side is None:
        return Side.BOTH if sided and not skipped else None
    if not sided or side is Side.MIDDLE:
        raise InvalidValue(f"{name} has no {side.value if sided else 'single'} side; leave --side out")
    return side
