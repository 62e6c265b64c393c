"""What is said when a command was stopped, its output could not be written, or it has a bug."""

import os
import signal
import sys
from contextlib import suppress

import click

from rehab_tui.cli.output import change_made, tell

BUG = 70


class Stopped(BaseException):
    """A signal asked the program to end; raised where it is, so that what was begun is put back."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def exit_code_of(problem: BaseException) -> int:
    """Say in one line what stopped a command, where there is anything to say; return its exit code."""
    match problem:
        case SystemExit():
            return problem.code if isinstance(problem.code, int) else int(problem.code is not None)
        case KeyboardInterrupt() | click.Abort():
            tell("rehab: interrupted; what was not confirmed was not kept")
            return 128 + signal.SIGINT
        case Stopped():
            return 128 + problem.number
        case BrokenPipeError():
            give_up_stdout()
            return 128 + 13  # SIGPIPE, as for every other program in a pipe
        case OSError():
            return _could_not_write(problem)
    return _bug(problem)


def end_on_signals() -> None:
    """Let SIGTERM and SIGHUP end the program in order, with 128 + their number.

    The quickest commands do without: they die of the signal, which a shell reports as the same number.
    """

    def stop(number: int, _: object) -> None:
        raise Stopped(number)

    for name in ("SIGTERM", "SIGHUP"):
        with suppress(AttributeError, ValueError):  # not on this platform; not in the main thread
            signal.signal(getattr(signal, name), stop)


def give_up_stdout() -> None:
    """Let nothing more be written to a stdout that failed, also not when Python ends."""
    stream = sys.stdout
    if stream is None:
        return
    try:
        number = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
    except (OSError, ValueError):
        return


def _could_not_write(problem: OSError) -> int:
    give_up_stdout()
    where = f" to {problem.filename}" if problem.filename else " (the output)"
    reason = problem.strerror or type(problem).__name__
    kept = "kept; only the line about it could not be shown" if change_made() else "what was kept before is kept"
    tell(f"rehab: could not write{where}: {reason}; {kept}, see: rehab history")
    return 3


def _bug(problem: BaseException) -> int:
    if os.environ.get("REHAB_DEBUG") == "1":
        import traceback

        traceback.print_exception(problem)
    from rehab_tui.clock import Clock
    from rehab_tui.crash import write_report

    place = write_report(problem, Clock().now().instant)
    details = f"; details without your data are in {place}" if place else ""
    tell(
        f"rehab: a bug in rehab ({type(problem).__name__}) stopped this command{details}; what was kept before is kept"
    )
    return BUG
