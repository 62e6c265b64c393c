"""The screens of the program, made with Textual."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Protocol

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.config import Settings, shows_signs
from rehab_tui.errors import NotKept, WrongUsage


class HasFile(Protocol):
    """What the command line hands over: clock, settings, and how to open the file."""

    @property
    def clock(self) -> Clock:
        """What tells the time."""
        ...

    @property
    def settings(self) -> Settings:
        """What the person has chosen."""
        ...

    def settings_note(self) -> str | None:
        """Return what is wrong with the settings, once."""
        ...

    def open(self, *, create: bool = False) -> Rehab:
        """Open the patient's file."""
        ...


@contextmanager
def offline() -> Generator[None]:
    """Load asyncio inside as on a Python without OpenSSL: the screens speak over no network.

    It is a tenth of their memory. What imports ssl later gets it.
    """
    loaded = "ssl" in sys.modules
    if not loaded:
        sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if not loaded:
            del sys.modules["ssl"]


def open_screens(session: HasFile, *, demo: bool = False) -> int:
    """Show the screens until the person leaves; return the exit code.

    Raises WrongUsage without a terminal, before anything is opened or made.
    """
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise WrongUsage("the screens need a terminal, and there is none; for one line try: rehab status, rehab today")
    if sys.__stderr__ is None or not sys.__stderr__.isatty():
        raise WrongUsage("the screens are drawn through stderr, which is no terminal here; leave the 2> away")
    import gc

    note = session.settings_note()
    gc.disable()  # until the first frame: saves 8 % of the start
    with offline():
        from rehab_tui.tui.app import RehabApp
        from rehab_tui.tui.context import Context

    with session.open(create=True) as rehab:
        letters = not shows_signs(sys.__stderr__.encoding)
        context = Context(rehab, session.clock, session.settings, demo, letters_only=letters)
        app = RehabApp(context, note)
        try:
            app.run()
        except OSError:  # the terminal went away: what is still written to it on leaving gets nowhere
            if not app.left_properly:
                raise
        if not context.all_kept():
            raise NotKept("a warning sign that you answered was NOT kept; answer it again: rehab log symptoms, or w")
        code = app.return_code or 0
        if code == 0 and not app.left_properly:
            return 70
        return code
