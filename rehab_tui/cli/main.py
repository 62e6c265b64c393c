"""The command line: finds the command that is called, and speaks every error once, in one line."""

import os
import sys
from collections.abc import Sequence

import click

from rehab_tui.cli.lazy import LazyGroup
from rehab_tui.cli.output import is_dumb, remember_change, tell
from rehab_tui.errors import RehabError, WrongUsage

_HERE = "rehab_tui.cli.commands"
COMMANDS = {
    "today": (f"{_HERE}.today:today", "Show the day: what is logged, what is still due."),
    "log": (f"{_HERE}.log:log", "Log pain, exercises, warning signs, a whole day and more."),
    "checkin": (f"{_HERE}.checkin:checkin", "Answer the day's questions one by one, as plain lines."),
    "undo": (f"{_HERE}.corrections:undo", "Take back the last change, and say what it was."),
    "amend": (f"{_HERE}.corrections:amend", "Correct an entry; what stood there stays readable."),
    "mistake": (f"{_HERE}.corrections:mistake", "Mark an entry as a mistake."),
    "history": (f"{_HERE}.history:history", "Show what was logged, day by day."),
    "trends": (f"{_HERE}.trends:trends", "Draw pain or exercise over time, with a sentence."),
    "status": (f"{_HERE}.status:status", "Say in one line, and by the exit code, what waits."),
    "followups": (f"{_HERE}.followups:followups", "See and answer the follow-ups of warning signs."),
    "signs": (f"{_HERE}.signs:signs", "List every warning sign: trigger, level, source."),
    "exercises": (f"{_HERE}.plan:exercises", "Browse the exercise library."),
    "plan": (f"{_HERE}.plan:plan", "Show the plan; read and write plan files."),
    "report": (f"{_HERE}.report:report", "Write a report for a visit: one page, then the detail."),
    "setup": (f"{_HERE}.setup:setup", "Say who you are: surgery, hip, contacts, plan."),
    "export": (f"{_HERE}.export:export", "Write a file to hand over: record, tables, calendar."),
    "import": (f"{_HERE}.import_:import_command", "Take in patient records, or a diary from a spreadsheet."),
    "caseload": (f"{_HERE}.caseload:caseload", "For therapists: who needs attention first."),
    "purge": (f"{_HERE}.purge:purge", "Remove an entry's content for good."),
    "info": (f"{_HERE}.care:info", "Show where the file is and what is in it."),
    "check": (f"{_HERE}.care:check", "Check the whole file."),
    "backup": (f"{_HERE}.care:backup", "Make a checked backup."),
    "restore": (f"{_HERE}.care:restore", "Put a backup in the place of the file."),
    "demo": (f"{_HERE}.demo:demo", "Look around with a made-up patient."),
    "help": (f"{_HERE}.help:help_command", "Read about a topic."),
}

QUICK = frozenset({"log", "status", "today"})
"""Commands that run from a prompt or a habit: they are handed the circumstances only, and load little else."""


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    invoke_without_command=True,
    add_help_option=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--db", metavar="FILE", envvar="REHAB_DB", help="The patient's file (or REHAB_DB).")
@click.option("--today", "day", metavar="DATE", help="Pretend that it is this day, for tests and demos.")
@click.option("--plain", is_flag=True, help="Plain lines for screen readers: no color, no drawn charts.")
@click.option("--version", is_flag=True, help="Print the version.")
@click.pass_context
def rehab(ctx: click.Context, db: str | None, day: str | None, plain: bool, version: bool) -> int | None:
    """A diary for hip pain after spinal fusion, for patients and their physical therapists.

    Without a command the screens open. It informs and does not diagnose; it is not a medical device.
    """
    if version:
        from rehab_tui import __version__
        from rehab_tui.cli.output import show

        show(f"rehab {__version__}")
        ctx.exit(0)
    if ctx.invoked_subcommand is None:
        _refuse_without_terminal(plain=plain)
    from rehab_tui.cli.start import circumstances

    if ctx.invoked_subcommand in QUICK:
        ctx.obj = circumstances(db, day, plain=plain)
        return None
    from rehab_tui.cli.failing import end_on_signals
    from rehab_tui.cli.session import Session

    end_on_signals()
    ctx.obj = Session.like(circumstances(db, day, plain=plain))
    if ctx.invoked_subcommand is not None:
        return None
    if plain:
        return _show_plainly(ctx)
    from rehab_tui.tui import open_screens

    return open_screens(ctx.obj)


def _show_plainly(ctx: click.Context) -> int:
    """Print the day instead of drawing screens, and say where the day's questions are asked line by line."""
    from rehab_tui.cli.commands.today import show_day

    show_day(ctx.obj)
    tell("rehab: to answer today's questions one by one: rehab checkin")
    return 0


def _refuse_without_terminal(*, plain: bool) -> None:
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise WrongUsage("the screens need a terminal, and there is none; for one line try: rehab status, rehab today")
    if not plain and is_dumb():
        raise WrongUsage("this terminal (TERM=dumb) cannot show the screens; try: rehab checkin, rehab --plain")


def run(argv: Sequence[str]) -> int:
    """Run one command with its arguments and return its exit code. Never raises, never prints a traceback."""
    os.umask(0o077)  # whatever is made here holds health data
    _never_fail_on_characters()
    remember_change(made=False)
    try:
        code = _invoke(list(argv))
        if sys.stdout is not None:
            sys.stdout.flush()
    except RehabError as problem:
        _say(str(problem))
        return _flushed(problem.exit_code)
    except click.ClickException as problem:
        _advise(argv)
        _say(_usage_words(problem, argv))
        return _flushed(WrongUsage.exit_code)
    except BaseException as problem:  # noqa: BLE001 - the last place where anything can be spoken
        from rehab_tui.cli.failing import exit_code_of

        return exit_code_of(problem)
    return code


def _invoke(argv: list[str]) -> int:
    if "_REHAB_COMPLETE" in os.environ:
        rehab.main(argv, prog_name="rehab")
    try:
        with rehab.make_context("rehab", argv) as ctx:
            code = _invoked(ctx, argv)
    except click.exceptions.Exit as done:  # --help, --version
        return done.exit_code
    return code if isinstance(code, int) else 0


def _invoked(ctx: click.Context, argv: Sequence[str]) -> object:
    try:
        return rehab.invoke(ctx)
    except RehabError:
        if ctx.obj is None:  # a global option was wrong: no command has given its advice
            _advise(argv)
        raise


def _advise(argv: Sequence[str]) -> None:
    """Print the advice of serious signs in a command line that was not run."""
    if any(word in argv for word in ("log", "amend", "setup")):
        from rehab_tui.cli.advising import advise_on
        from rehab_tui.clock import real_today

        advise_on(argv, real_today())


def _never_fail_on_characters() -> None:
    """Print a replacement sign where a terminal cannot show a character, instead of stopping."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _say(text: str) -> None:
    tell("\n".join(f"rehab: {line}" for line in text.split("\n")))


def _usage_words(problem: click.ClickException, argv: Sequence[str]) -> str:
    said = problem.format_message()
    if isinstance(problem, click.exceptions.NoArgsIsHelpError) and isinstance(problem.ctx.command, click.Group):
        said = f"which one? {', '.join(problem.ctx.command.list_commands(problem.ctx))}"
    words = " ".join(said.split()).replace(". Did ", "; did ").replace(" Did ", "; did ").replace("(Did ", "(did ")
    words = words.replace(". ", " ").rstrip(".")
    known = problem.ctx.command_path if isinstance(problem, click.UsageError) and problem.ctx else None
    path = known or " ".join(("rehab", *_called(argv)))
    return f"{words[:1].lower()}{words[1:]}; see: {path} --help"


def _called(argv: Sequence[str]) -> list[str]:
    """Return the names of the commands in a command line, as far as they are known."""
    names: list[str] = []
    command: click.Command | None = rehab
    before = ""
    for word in argv:
        if isinstance(command, click.Group) and before not in {"--db", "--today"} and not word.startswith("-"):
            command = command.get_command(click.Context(command), word)
            if command is None:
                break
            names.append(word)
        before = word
    return names


def _flushed(code: int) -> int:
    """Print what the command had to show before it failed; the failure is what counts."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        from rehab_tui.cli.failing import give_up_stdout

        give_up_stdout()
    return code
