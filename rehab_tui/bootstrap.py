"""Puts the rooms together, for the commands and for the screens."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Self

from rehab_tui import services
from rehab_tui.domain.moment import Moment
from rehab_tui.services import caseload as caseloads
from rehab_tui.services.days import Days
from rehab_tui.services.follow_ups import FollowUps
from rehab_tui.services.journal import Journal
from rehab_tui.services.opened import PatientFile, Service
from rehab_tui.services.profile import Profiles
from rehab_tui.store import Store


class Rehab(PatientFile):
    """One patient's open file and all that can be done with it.

    What Today needs is loaded with it, every other service by the first who asks for it.
    """

    def __init__(self, store: Store, own_library: Path | None = None) -> None:
        super().__init__(store)
        self._own_library = own_library

    @classmethod
    def open(cls, path: Path, *, today: str = "", create: bool = False, own_library: Path | None = None) -> Self:
        """Open a patient's file; with `create`, make a missing one in an existing folder. Raises UnusableFile."""
        return cls(Store.open(path, today=today, create=create), own_library)

    @classmethod
    def begin(cls, path: Path, fill: Callable[[Self], bool], own_library: Path | None = None) -> Self | None:
        """Make a missing file with what `fill` writes, and open it; None, and no file, where it says there is nothing.

        Raises NotKept or UnusableFile; what `fill` raises leaves no file.
        """
        store = Store.begin(path, lambda empty: fill(cls(empty, own_library)))
        return None if store is None else cls(store, own_library)

    @cached_property
    def journal(self) -> Journal:
        """What the patient writes."""
        return Journal(self._store)

    @cached_property
    def follow_ups(self) -> FollowUps:
        """What waits for an outcome."""
        return FollowUps(self._store)

    @cached_property
    def days(self) -> Days:
        """Days as the patient sees them."""
        return Days(self._store)

    @cached_property
    def looking_back(self) -> "services.looking_back.LookingBack":
        """Trends."""
        from rehab_tui.services.looking_back import LookingBack

        return LookingBack(self._store)

    @cached_property
    def measures(self) -> "services.measures.Measures":
        """Measures, treatments and blocks."""
        from rehab_tui.services.measures import Measures

        return Measures(self._store)

    @cached_property
    def plans(self) -> "services.plans.Plans":
        """The plan and the exercise library."""
        from rehab_tui.services.plans import Plans

        return Plans(self._store, self._own_library)

    def use_with_plans(self, service: "Callable[[Store, services.plans.Plans], Service]") -> Service:
        """Return a service over this file and its plans: `rehab.use_with_plans(Reports)`."""
        return service(self._store, self.plans)

    @cached_property
    def plan_files(self) -> "services.plan_files.PlanFiles":
        """Plan files: what one would change, accepting it, writing one."""
        from rehab_tui.services.plan_files import PlanFiles

        return PlanFiles(self._store, self.plans)

    @cached_property
    def balances(self) -> "services.balance.Balances":
        """Left and right, front and back."""
        from rehab_tui.services.balance import Balances

        return Balances(self._store, self.plans)

    @cached_property
    def responses(self) -> "services.response.Responses":
        """What exercises were followed by; pain beside work."""
        from rehab_tui.services.response import Responses

        return Responses(self._store, self.plans)

    @cached_property
    def progress(self) -> "services.progress.Progress":
        """What to ask the therapist."""
        from rehab_tui.services.progress import Progress

        return Progress(self._store, self.plans.needs)

    @cached_property
    def guided(self) -> "services.guided.Guided":
        """Guided sessions."""
        from rehab_tui.services.guided import Guided

        return Guided(self._store)

    @cached_property
    def profiles(self) -> Profiles:
        """Facts about the patient."""
        return Profiles(self._store)

    @cached_property
    def exporting(self) -> "services.exporting.Exporting":
        """What leaves the file."""
        from rehab_tui.services.exporting import Exporting

        return Exporting(self._store)

    @cached_property
    def caseload(self) -> "caseloads.patients.Caseload":
        """The patients of a therapist."""
        from rehab_tui.services.caseload.patients import Caseload

        return Caseload(self._store, _record_form)

    def patient(self, patient: str, now: Moment) -> "Rehab":
        """Open the record of a patient of the caseload, read only; use it as a context. Raises NotFound."""
        return Rehab(self.caseload.opened(patient, now), self._own_library)

    @cached_property
    def care(self) -> "services.care.Care":
        """Backups, and whether the file is whole."""
        from rehab_tui.services.care import Care

        return Care(self._store)


def _record_form() -> "caseloads.form.RecordForm":
    """Return how a patient record is read and written; the list of a caseload needs none of it."""
    from rehab_tui.exchange.record.file import opened, record_bytes, record_chunks, record_of
    from rehab_tui.services.caseload.form import RecordForm

    return RecordForm(record_bytes, opened, record_of, record_chunks)
