"""`rehab plan check | import | export | diff`: plan files."""

from datetime import date
from pathlib import Path

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import options
from rehab_tui.cli.commands.plan_values import change_values, extra_lines, plan_values
from rehab_tui.cli.leaving import agreed_to_words
from rehab_tui.cli.output import show, show_json, tell
from rehab_tui.cli.paths import typed_path
from rehab_tui.cli.session import Session
from rehab_tui.domain.days import day_words
from rehab_tui.domain.plan import Plan
from rehab_tui.domain.plan_file import Patient
from rehab_tui.domain.sharing import Part, Selection
from rehab_tui.domain.words import counted
from rehab_tui.errors import InvalidValue, MissingDatabase, NotFound
from rehab_tui.exchange.values import entry_values, follow_up_values
from rehab_tui.services.plan_files import Accepted, Offered
from rehab_tui.services.writing import check_place

EXAMPLE = "knee.plan.yaml"
LEAVES = "Leaves: the plan, with your name or number, its author, and who allowed what:"


@click.command()
@click.argument("file")
@options.as_json
@click.pass_obj
def check(session: Session, file: str, as_json: bool) -> int:
    """Read a plan file and list every mistake in it as file:line:column. Exit code 1 when there is one.

    Where there is a patient's file, the plan is compared with it: another patient's or an older plan is a mistake.
    Nothing is changed.
    """
    from rehab_tui.services.exercises import exercise_library
    from rehab_tui.services.plan_checks import check_plan, read_text

    path = typed_path(file, EXAMPLE)
    text, patient = read_text(path), _patient(session)
    mistakes: tuple[str, ...] = ()
    library = exercise_library(session.settings.own_library)
    try:
        found = check_plan(text, str(path), library, session.today, patient)
    except InvalidValue as problem:
        mistakes = tuple(str(problem).split("\n"))
    if as_json:
        show_json({"file": str(path), "mistakes": list(mistakes), "compared": patient is not None})
    elif not mistakes:
        show(f"No mistakes in {path}: {_described(found.as_plan(found.version, found.written_on))}.")
    else:
        show("\n".join(mistakes))
    if mistakes:
        tell(f"rehab: {counted(len(mistakes), 'mistake')} in {path}; mend the lines above, nothing was changed")
    elif patient is None:
        tell(f"rehab: note: the plan was read by itself; no patient is set up in {session.db}")
    return 1 if mistakes else 0


def _patient(session: Session) -> Patient | None:
    """Return whose file lies there, or None where none does, or nobody is set up in it."""
    try:
        with session.open() as rehab:
            patient = rehab.plan_files.patient
            return patient if patient.name or rehab.plans.in_force(session.today) else None
    except MissingDatabase:
        return None


@click.command()
@click.argument("file")
@options.as_json
@click.pass_obj
def diff(session: Session, file: str, as_json: bool) -> None:
    """Show in words what a plan file would change in the plan in force. Nothing is changed."""
    with session.open() as rehab:
        offered = rehab.plan_files.offered(typed_path(file, EXAMPLE), session.today)
    if as_json:
        show_json(_offered_values(offered, session.today))
        return
    _show_changes(offered, session.today)


@click.command("import")
@click.argument("file")
@click.option("--yes", is_flag=True, help="Accept it without a question. Needed without a terminal.")
@options.as_json
@click.pass_obj
def import_file(session: Session, file: str, yes: bool, as_json: bool) -> None:
    """Show what a plan file changes, and put it in force from today when you accept it.

    Kept with it: its author, date and words, who allowed what, changed thresholds, what is under care.
    """
    with session.open() as rehab:
        offered = rehab.plan_files.offered(typed_path(file, EXAMPLE), session.today)
        if not as_json:
            _show_changes(offered, session.today)
        accepted = None
        if offered.changes and (yes or _agreed(session, rehab, as_json=as_json)):
            accepted = rehab.plan_files.accept(offered.file, session.stamp())
            session.back_up(rehab)
    if as_json:
        show_json({**_offered_values(offered, session.today), **_accepted_values(session, accepted)})
    elif accepted is not None:
        _show_accepted(offered, accepted)
    else:
        tell("rehab: nothing was changed")


def looked_at(session: Session, rehab: Rehab, path: Path) -> bool:
    """Show what a plan file would change, ask, and put it in force; return whether it is the plan now.

    Raises NotFound or InvalidValue with every mistake, and Refused where another program was quicker.
    """
    offered = rehab.plan_files.offered(path, session.today)
    _show_changes(offered, session.today)
    if offered.changes and not _agreed(session, rehab, as_json=False):
        return False
    if offered.changes:
        _show_accepted(offered, rehab.plan_files.accept(offered.file, session.stamp()))
    return True


def _agreed(session: Session, rehab: Rehab, *, as_json: bool) -> bool:
    from rehab_tui.cli.asking import refuse_unasked, yes

    ways = "add --yes to accept it, or look first with: rehab plan diff FILE"
    refuse_unasked("plan import", interactive=session.interactive, as_json=as_json, instead=ways)
    therapist = rehab.profiles.read().therapist or "your therapist, on a number you know"
    show(f"\nExpected this? If not, say no and call {therapist}.")
    return yes("Accept it from today?")


@click.command()
@click.argument("file")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--force", is_flag=True, help="Put it in the place of a file that is there.")
@click.pass_obj
def export(session: Session, file: str, yes: bool, force: bool) -> None:
    """Write the plan in force as a plan file that only you can read (0600), to edit by hand or to send.

    A plan that came from a file is written as that file, comments and all.
    """
    path = typed_path(file, EXAMPLE)
    with session.open() as rehab:
        plan = rehab.plans.in_force(session.today)
        if plan is None or not plan.prescriptions:
            raise NotFound("there is no plan to write; choose one with: rehab plan start NAME")
        content = rehab.plan_files.text(plan).encode("utf-8")
        check_place(path, force=force)
        if not agreed_to_words(session, f"{LEAVES} {_described(plan)}.", ask=not yes):
            tell("rehab: nothing was written")
            return
        only = Selection(frozenset({Part.PLAN}))
        done = rehab.exporting.export(path, only, lambda _: (content,), session.stamp(), force=force)
    show(f"Written: {path} ({_described(plan)}).")
    if not done.traced:
        tell("rehab: note: your file is read-only, so its trail does not say that this left")


def _described(plan: Plan) -> str:
    written = day_words(plan.written_on or plan.starts_on)
    exercises = counted(len(plan.prescriptions), "exercise")
    return f"{plan.name}, version {plan.version}, {exercises}, from {plan.author}, {written}"


def _show_changes(offered: Offered, today: date) -> None:
    new, now = offered.file.as_plan(offered.file.version, today), offered.in_force
    show(_described(new))
    if offered.whose:
        show(f"  For: {offered.whose}")
    if now is None:
        show("  It would be the first plan. It asks for:")
    elif not offered.changes:
        show(f"  It says the same as the plan in force (version {now.version}).")
    else:
        show(f"  What it changes in the plan in force ({now.name}, version {now.version}):")
    for change in offered.changes:
        if change.kind != "message":
            show(f"    {change.words}")
    if new.message and any(change.kind == "message" for change in offered.changes):
        for line in extra_lines(new._replace(precautions=(), thresholds={}, known=())):
            show(line)


def _show_accepted(offered: Offered, accepted: Accepted) -> None:
    from rehab_tui.rules.computed import again_words

    plan = accepted.plan
    taken = f" (its number {offered.file.version} was taken)" if plan.version != offered.file.version else ""
    show(f"\nIn force from today: {plan.name}, version {plan.version}{taken}. rehab undo takes it back.")
    for entry in accepted.clearances:
        show(f"  Written down: {getattr(entry.fact, 'what', '')} was allowed by {getattr(entry.fact, 'by', '')}.")
    for one in accepted.followups:
        newest = one.events[-1] if one.events else None
        said = newest and (again_words(newest) or newest.text)
        show(f"  Follow-up {one.id[:8]} {one.title}: {said or one.state.value}")


def _offered_values(offered: Offered, today: date) -> dict[str, object]:
    new = offered.file.as_plan(offered.file.version, today)
    return {
        "from": plan_values(offered.in_force) if offered.in_force else None,
        "to": {"patient": offered.file.patient, **plan_values(new)},
        "changes": [change_values(change) for change in offered.changes],
    }


def _accepted_values(session: Session, accepted: Accepted | None) -> dict[str, object]:
    now = session.clock.now().instant
    return {
        "accepted": accepted is not None,
        "plan": plan_values(accepted.plan) if accepted else None,
        "entries": [entry_values(entry) for entry in accepted.clearances] if accepted else [],
        "followups": [follow_up_values(one, now) for one in accepted.followups] if accepted else [],
    }


def add_to(group: click.Group) -> None:
    """Add the commands of plan files to `rehab plan`."""
    for command in (check, diff, import_file, export):
        group.add_command(command)
