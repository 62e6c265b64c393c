"""Plan files: what one would change, accepting it, and writing the plan in force as a file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import Entry, Kind
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.moment import Origin, Stamp
from rehab_tui.domain.plan import Clearance, Plan
from rehab_tui.domain.plan_changes import PlanChange, differences
from rehab_tui.domain.plan_file import Allowance, Patient, PlanFile, same_person
from rehab_tui.errors import InvalidValue, NotFound, Refused
from rehab_tui.library import plan_file_text, renumbered, with_value
from rehab_tui.services.plan_words import rule_words
from rehab_tui.services.plans import Plans
from rehab_tui.services.under_care import mark_waiting
from rehab_tui.services.watching import watch_days
from rehab_tui.store import Store, changes, entries, plans, profiles

ENDING = ".plan.yaml"
MOST_FOUND = 20
"""Plan files of a folder that are looked at, the newest first."""


class Offered(NamedTuple):
    """A plan file beside the plan in force."""

    file: PlanFile
    in_force: Plan | None
    changes: tuple[PlanChange, ...]
    """In the order of a plan; none where the file says what is in force."""
    whose: str = ""
    """The name in the file; where it is not the one in this file, both, for the patient's id alone is the same."""


class Written(NamedTuple):
    """A plan file for a patient."""

    version: int
    text: str


class Accepted(NamedTuple):
    """What was kept of a plan file."""

    plan: Plan
    clearances: tuple[Entry, ...]
    followups: tuple[FollowUp, ...]
    """Those that are under care now, and those that the changed thresholds opened."""


class PlanFiles:
    """Plan files of one patient."""

    def __init__(self, store: Store, prescribed: Plans) -> None:
        self._store = store
        self._plans = prescribed

    @property
    def patient(self) -> Patient:
        """Whose file this is."""
        return Patient(self._store.patient, profiles.read(self._store).name, plans.newest_file(self._store))

    def offered(self, path: Path, today: date) -> Offered:
        """Return what a plan file would change; nothing is written.

        Raises NotFound, or InvalidValue with every mistake: another patient's and older plans are mistakes too.
        """
        from rehab_tui.services.plan_checks import read_plan

        return self.beside(read_plan(path, self._plans.library, today, self.patient), today)

    def beside(self, file: PlanFile, today: date) -> Offered:
        """Return a plan file beside the plan in force."""
        now = self._plans.in_force(today)
        new = file.as_plan(file.version, today)
        changes = [_in_words(change) for change in differences(now, new)]
        allowed = [_allowance_change(one) for one in self._not_logged(file, today)]
        return Offered(file, now, (*changes, *allowed), _whose(file.patient, self.patient.name))

    def accept(self, file: PlanFile, stamp: Stamp) -> Accepted:
        """Put a plan file in force from today: the version, its text, who allowed what, what is under care.

        One change, all or nothing, which `undo` takes back. Raises NotKept with the reason, and Refused where another
        program was quicker: the plan in force says the same by now, or is newer.
        """
        store, today = self._store, stamp.moment.today
        words = f"{changes.PLAN_FILE}{file.author}, version {file.version}"
        with store.change("plan", words, stamp._replace(origin=Origin.IMPORT)) as change:
            self._refuse_late(file, today)
            new = self._not_logged(file, today)
            plan = plans.add_file(change, file, today)
            logged = tuple(entries.add(change, one.on, Clearance(one.what, one.by)) for one in new)
            marked = mark_waiting(store, change, plan)
            opened = watch_days(store, change, (today,))
        touched = {one.id: one for one in (*marked, *opened)}
        return Accepted(plan, logged, tuple(touched.values()))

    def _refuse_late(self, file: PlanFile, today: date) -> None:
        newest = plans.newest_file(self._store)
        if newest is not None and file.version < newest:
            raise Refused(f"version {file.version} is older than version {newest}, which was accepted already")
        if not self.beside(file, today).changes:
            raise Refused("the plan in force says the same; nothing was changed")

    def text(self, plan: Plan) -> str:
        """Return a version of the plan as a plan file.

        One that came from a file is that file, to the byte; only its number is another where that was taken.
        """
        text = plans.text_of(self._store, plan)
        if text is not None:
            return text if plan.version == plan.file_version else renumbered(text, plan.version)
        return plan_file_text(self._as_file(plan), self._plans.library)

    def next_version(self, today: date) -> Written:
        """Return the plan in force as the file of its next version, to edit: what came from a file keeps its comments.

        It carries the patient's id, so that only their program accepts it. Raises NotFound where there is no plan.
        """
        plan, patient = self._plans.in_force(today), self.patient
        if plan is None or not plan.prescriptions:
            raise NotFound("there is no plan in what this patient sent; write one by hand, see: rehab help plan")
        version = max(patient.newest or 0, plan.version) + 1
        text = plans.text_of(self._store, plan)
        if text is not None:
            for key, value in (("version", version), ("date", today), ("patient-id", patient.id)):
                text = with_value(text, key, str(value))
            if self._says(text, version, today):
                return Written(version, text)
        anew = self._as_file(plan)._replace(written_on=today, version=version)
        return Written(version, plan_file_text(anew, self._plans.library))

    def draft(self, today: date) -> PlanFile:
        """Return what `next_version` says, to be edited. Raises NotFound where there is no plan."""
        from rehab_tui.services.plan_checks import check_plan

        return check_plan(self.next_version(today).text, "plan", self._plans.library, today, self.patient)

    def edited(self, file: PlanFile, today: date) -> str:
        """Return an edited plan as the text of a plan file, once it is without a mistake.

        The text it came from stays, comments and all, where nothing else was changed. Raises InvalidValue.
        """
        from rehab_tui.services.plan_checks import check_plan

        library = self._plans.library
        if file.text and check_plan(file.text, "plan", library, today, self.patient) == file:
            return file.text
        text = plan_file_text(file, library)
        check_plan(text, "plan", library, today, self.patient)
        return text

    def _says(self, text: str, version: int, today: date) -> bool:
        """Return whether a text is a plan file of this patient, with a version and a date."""
        from rehab_tui.services.plan_checks import check_plan

        try:
            found = check_plan(text, "plan", self._plans.library, today, self.patient)
        except InvalidValue:
            return False
        return (found.version, found.written_on, found.patient_id) == (version, today, self.patient.id)

    def _as_file(self, plan: Plan) -> PlanFile:
        allowed = self._plans.allowed(plan.starts_on)
        return PlanFile(
            author=plan.author,
            written_on=plan.starts_on,
            version=plan.version,
            prescriptions=plan.prescriptions,
            text="",
            patient=self.patient.name,
            patient_id=self._store.patient,
            name=plan.name,
            ceiling=plan.ceiling,
            message=plan.message,
            thresholds=plan.thresholds,
            known=plan.known,
            precautions=plan.precautions,
            clearances=tuple(Allowance(what, by, on) for what, (by, on) in allowed.items() if on > date.min),
        )

    def _not_logged(self, file: PlanFile, today: date) -> tuple[Allowance, ...]:
        """Return what a file says was allowed and nobody has written down."""
        if not file.clearances:
            return ()
        known = {Allowance(what, by, on) for what, (by, on) in self._plans.allowed(today).items()}
        first = min(one.on for one in file.clearances)
        for entry in entries.between(self._store, first, today, (Kind.CLEARANCE,)):
            if isinstance(entry.fact, Clearance):
                known.add(Allowance(entry.fact.what, entry.fact.by, entry.day))
        return tuple(one for one in file.clearances if one not in known)


def offered_folder() -> Path:
    """Return the folder that is offered for a file: the one for downloads, else the home folder."""
    return downloads() if downloads().is_dir() else Path.home()


def downloads() -> Path:
    """Return the person's folder for downloads."""
    from platformdirs import user_downloads_path

    return user_downloads_path()


def found_in(folder: Path) -> tuple[Path, ...]:
    """Return the plan files of a folder, the newest first; none where it cannot be read."""
    return tuple(path for _, path in sorted(_dated(folder), reverse=True)[:MOST_FOUND])


def _dated(folder: Path) -> Iterator[tuple[float, Path]]:
    try:
        for path in folder.iterdir():
            if path.name.lower().endswith(ENDING) and path.is_file():
                yield path.stat().st_mtime, path
    except OSError:
        return


def _whose(given: str | None, here: str | None) -> str:
    if not given or not here or same_person(given, here):
        return given or ""
    return f"{given}. In your own file the name is {here}: if this plan is not for you, do not accept it, and call"


def _allowance_change(one: Allowance) -> PlanChange:
    return PlanChange("clearance", str(one.what), None, f"by {one.by}, {day_words(one.on)}")


def _in_words(change: PlanChange) -> PlanChange:
    """Return a change with its rule's title, and with the usual number of a threshold where none was given."""
    rule_id, _, rest = change.what.partition(" ")
    if change.kind == "known":
        return change._replace(what=f"{rule_words(rule_id)}, {rest}" if rest else rule_words(rule_id))
    if change.kind != "threshold":
        return change
    from rehab_tui.rules.computed import COMPUTED_RULES

    usual = f"{float(COMPUTED_RULES[rule_id].defaults[rest.replace(' ', '_')]):g}, the usual one"
    return change._replace(what=f"{rule_words(rule_id)}, {rest}", was=change.was or usual, now=change.now or usual)
