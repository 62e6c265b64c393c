"""One patient's open file, before it is known which services are wanted: light enough for the quickest command."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self, TypeVar

from rehab_tui.store import Store, data_folder, make_folder

Service = TypeVar("Service")


class PatientFile:
    """An open file; `use` hands it to a service. Close it, or use it as a context."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: Path, *, today: str = "", create: bool = False) -> Self:
        """Open a patient's file; with `create`, make a missing one in an existing folder. Raises UnusableFile."""
        return cls(Store.open(path, today=today, create=create))

    def use(self, service: Callable[[Store], Service]) -> Service:
        """Return a service over this file: `file.use(Journal)`."""
        return service(self._store)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._store.read_only

    @property
    def version(self) -> int:
        """A number that changes when another program has changed the file."""
        return self._store.version

    def tell_waiting(self, waiting: Callable[[], None]) -> None:
        """Have `waiting` called again and again while another program keeps this one from the file."""
        self._store.tell_waiting(waiting)

    def hurried(self) -> AbstractContextManager[None]:
        """Inside, another program is waited for a moment only; for what stands between a person and advice."""
        return self._store.hurried()


def default_place() -> Path:
    """Return where the file lies when nobody names another place: in the platform's data folder. Nothing is made."""
    return data_folder() / "rehab.db"


def make_own_folder() -> None:
    """Make our folder of the platform's data folder, where it is missing; nobody else can look into it."""
    make_folder(data_folder())
