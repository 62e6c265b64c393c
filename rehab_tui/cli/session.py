"""What most commands are handed: the circumstances, the settings, and the patient's file with all services."""

from collections.abc import Callable
from functools import cached_property
from typing import Self

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli.circumstances import Circumstances, told_to_wait
from rehab_tui.cli.output import tell
from rehab_tui.config import Settings, settings_or_defaults


class Session(Circumstances):
    """The global options of one call, and what is opened with them.

    A command takes it with `@click.pass_obj`:

        with session.open() as rehab:            # exit 3 when the file is missing; create=True makes it
            rehab.follow_ups.acknowledge(one, session.stamp())

    `session.today` and `session.stamp()` follow `--today`; `session.db` is where the file lies. Errors are raised
    (`RehabError`) and spoken once, in `cli.main`. Print with `cli.output`: `show`, `show_json`, `tell`.
    """

    _noted = False

    @classmethod
    def like(cls, other: Circumstances) -> Self:
        """Return a session for a command that was handed only the circumstances."""
        return cls(other.named, other.clock, plain=other.plain)

    @property
    def settings(self) -> Settings:
        """The person's choices, read when they are first needed; the defaults, and a note, where they have mistakes."""
        note = self.settings_note()
        if note is not None:
            tell("\n".join(f"rehab: note: {line}" for line in note.split("\n")))
        return self._read[0]

    def settings_note(self) -> str | None:
        """Return what is wrong with the settings, once: whoever asks for it has to say it."""
        note = None if self._noted else self._read[1]
        self._noted = True
        return note

    @cached_property
    def _read(self) -> tuple[Settings, str | None]:
        return settings_or_defaults()

    def open(self, *, create: bool = False) -> Rehab:
        """Open the patient's file with all its services; use it as a context. Raises UnusableFile."""
        if create:
            self._make_own_folder()
        with self.opening():
            own = self.settings.own_library
            return told_to_wait(Rehab.open(self.db, today=self.today.isoformat(), create=create, own_library=own))

    def begin(self, fill: Callable[[Rehab], bool]) -> Rehab | None:
        """Make a missing file with what `fill` writes, and open it; None, and no file, where it says there is nothing.

        Raises NotKept or UnusableFile; what `fill` raises leaves no file.
        """
        self._make_own_folder()
        return Rehab.begin(self.db, fill, self.settings.own_library)
