"""What a person can be told when something cannot be done; each class has its exit code."""


class RehabError(Exception):
    """Something was not done: what, where, and what to do about it, in one line."""

    exit_code = 1


class InvalidValue(RehabError):
    """A value, or a thing that was named, is wrong. Nothing was changed."""


class NotFound(InvalidValue):
    """The thing that was named does not exist."""


class Refused(InvalidValue):
    """The value is fine, but the state of the file does not allow the step."""


class WrongUsage(RehabError):
    """An option or argument is unknown or missing, or a terminal is needed and there is none."""

    exit_code = 2


class UnusableFile(RehabError):
    """The file cannot be used: not ours, newer, damaged, read-only, disk full or locked."""

    exit_code = 3


class MissingDatabase(UnusableFile):
    """There is no database at the place that was named."""


class DamagedFile(UnusableFile):
    """The file is ours by its header, but what is inside is broken."""


class NotKept(UnusableFile):
    """A write did not reach the disk; what was there before is unchanged."""


class Held(NotKept):
    """Another program was writing to the file all the time: it may be free a moment later."""
