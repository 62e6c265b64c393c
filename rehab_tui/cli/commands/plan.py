"""`rehab exercises` and `rehab plan`: the library, the plan in force, its versions, starting plans, plan files."""

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import options
from rehab_tui.cli.commands.plan_files import add_to
from rehab_tui.cli.commands.plan_values import allowed_values, dose_values, extra_lines, plan_values
from rehab_tui.cli.output import show, show_json
from rehab_tui.cli.session import Session
from rehab_tui.cli.wording import sources_words
from rehab_tui.domain.days import day_words
from rehab_tui.domain.exercise import Exercise
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.plan_changes import days_in_words
from rehab_tui.domain.words import counted, harmless
from rehab_tui.errors import NotFound

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@click.command()
@click.argument("id", required=False)
@click.option("--find", metavar="TEXT", help="Only those with this in name, other names, muscles or group.")
@options.as_json
@click.pass_obj
def exercises(session: Session, id: str | None, find: str | None, as_json: bool) -> None:  # noqa: A002
    """Browse the exercise library, or show one exercise. What you may do is in your plan: rehab plan show."""
    from rehab_tui.services.exercises import exercise_library

    library = exercise_library(session.settings.own_library)
    found = (library.exercise(id),) if id is not None else library.search(find or "")
    if as_json:
        show_json([_exercise_values(one) for one in found])
    elif id is not None:
        _show_exercise(found[0])
    else:
        for one in found:
            show(f"{one.id:<22} {one.name} · {one.group} · {_dose(one)}")
        if not found:
            show("No exercise has that.")


def _dose(one: Exercise) -> str:
    often = f", {one.times_a_day} times a day" if one.times_a_day > 1 else ""
    return one.start.words(sided=one.sided) + often


def _show_exercise(one: Exercise) -> None:
    show(f"{one.name}  ({one.id})")
    if one.also:
        show(f"  Also called: {', '.join(one.also)}")
    show(f"  {one.group} · phase {one.phase} {one.phase_words} (a label, not a permission)")
    show(f"  Starting dose: {_dose(one)}, {days_in_words(one.days)} (a careful guess, not reviewed by a clinician)")
    for label, words in _about(one):
        if words:
            show(f"  {label}: {words}")
    for label, lines in (("How", one.cues), ("Stop when", one.stop)):
        show(f"  {label}:")
        for line in lines:
            show(f"    - {line}")
    show(f"  Easier: {one.easier}\n  Harder: {one.harder}\n")
    show(sources_words("  Sources: ", one.sources))


def _about(one: Exercise) -> tuple[tuple[str, str], ...]:
    return (
        ("A plan may ask", one.allowed.words),
        ("Works", one.works),
        ("Sides", "left and right are counted one by one" if one.sided else ""),
        ("Someone must allow first", ", ".join(kind.value for kind in one.clearances)),
        ("After a hip replacement", "locked until a named clinician allows it (deep-hip)" if one.deep_hip else ""),
    )


def _exercise_values(one: Exercise) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "also": list(one.also),
        "group": one.group,
        "targets": list(one.targets),
        "face": one.face,
        "sided": one.sided,
        "measured": one.measured.value,
        "start": dose_values(one.start),
        "allowed": {name: list(span) if span else None for name, span in one.allowed._asdict().items()},
        "times_a_day": one.times_a_day,
        "days": list(one.days),
        "phase": one.phase,
        "clearances": [kind.value for kind in one.clearances],
        "deep_hip": one.deep_hip,
        "cues": list(one.cues),
        "easier": one.easier,
        "harder": one.harder,
        "stop": list(one.stop),
        "sources": list(one.sources),
        "items": list(one.items),
    }


@click.group()
def plan() -> None:
    """Show the plan and its versions, read and write plan files, or start another starting plan."""


add_to(plan)


@plan.command("show")
@options.as_json
@click.pass_obj
def show_plan(session: Session, as_json: bool) -> None:
    """Show the plan in force today."""
    with session.open() as rehab:
        found = rehab.plans.in_force(session.today)
        if found is None:
            raise NotFound("there is no plan yet; choose one with: rehab plan start NAME, or rehab setup")
        locked = {p.exercise: rehab.plans.locked(p, session.today) for p in found.prescriptions}
        name = rehab.profiles.read().name
        ceiling = rehab.plans.ceiling(session.today)
        allowed = rehab.plans.allowed(session.today)
        asks = rehab.progress.questions(session.today)
    if as_json:
        values = {"ceiling": ceiling, "clearances": allowed_values(allowed), "to_ask": list(asks)}
        show_json({"patient": name, **plan_values(found), **values})
        return
    show(f"{found.name}, version {found.version}, since {day_words(found.starts_on)} · {found.author}")
    for one in found.prescriptions:
        missing = locked[one.exercise]
        state = f"  not allowed yet (needs: {', '.join(kind.value for kind in missing)})" if missing else ""
        show(f"  {one.name}: {one.words}{_days(one)}{state}")
        if one.cue and not missing:
            show(f"    {one.cue}")
    show(f"  Highest pain while exercising: {ceiling}. Above that, stop the exercise for the day.")
    for line in (*extra_lines(found), *(f"  To ask: {harmless(words)}" for words in asks)):
        show(line)


def _days(one: Prescription) -> str:
    return "" if len(one.days) == 7 else " on " + ", ".join(WEEKDAYS[day - 1] for day in one.days)


@plan.command()
@options.as_json
@click.pass_obj
def history(session: Session, as_json: bool) -> None:
    """List every version of the plan, oldest first."""
    with session.open() as rehab:
        versions, undone = rehab.plans.versions(), rehab.plans.undone()
    if as_json:
        show_json([plan_values(one) for one in versions])
        return
    for one in versions:
        asked, back = counted(len(one.prescriptions), "exercise"), undone.get(one.id)
        show(f"{one.version}  {one.starts_on}  {one.name} · {asked} · {one.author}" + (f" · {back}" if back else ""))
    if not versions:
        show("There is no plan yet.")


@plan.command()
@click.argument("name", required=False)
@click.pass_obj
def start(session: Session, name: str | None) -> None:
    """Put a starting plan in force from today; without NAME list them.

    Exercises are allowed by a person, never by a date: all but walk-only need the name of someone who allowed it.
    """
    with session.open() as rehab:
        if name is None:
            _list_starting_plans(rehab)
            return
        before = rehab.plans.in_force(session.today)
        begun = rehab.plans.start(name, session.stamp())
        if before is not None and begun.id == before.id:
            show(f"{begun.name} is already the plan in force, since {day_words(begun.starts_on)}; nothing was changed.")
            return
        session.back_up(rehab)
    asked = counted(len(begun.prescriptions), "exercise")
    show(f"{begun.name} is in force from today, with {asked}. rehab undo takes it back.")


def _list_starting_plans(rehab: Rehab) -> None:
    for one in rehab.plans.library.plans:
        show(f"{one.id:<15} {one.about}")
