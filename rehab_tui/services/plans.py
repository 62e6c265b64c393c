"""The plan in force, the starting plans, and what is locked."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from rehab_tui.domain.exercise import ClearanceKind, Exercise, StartingPlan
from rehab_tui.domain.kept import Entry
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.plan import (
    NOTHING_CHANGED,
    Changed,
    Plan,
    Prescription,
    ceiling_of,
    locked_by,
)
from rehab_tui.domain.symptom import FULL_GROUPS, FullGroup
from rehab_tui.errors import InvalidValue, NotFound, Refused
from rehab_tui.library import Library
from rehab_tui.rules import still_asked
from rehab_tui.services.allowed import allowed_until
from rehab_tui.store import Store, plans, profiles


class Plans:
    """What is prescribed, and who allowed it."""

    def __init__(self, store: Store, own_library: Path | None = None) -> None:
        self._store = store
        self._own_library = own_library
        self._library: Library | None = None
        self._shipped: Library | None = None
        """What comes with the program, where the own file cannot be read."""

    @property
    def library(self) -> Library:
        """The exercise library, read when it is first needed. Raises InvalidValue with every mistake in it."""
        if self._library is None:
            from rehab_tui.library import load_library

            self._library = load_library(self._own_library)
        return self._library

    @property
    def readable_library(self) -> tuple[Library, InvalidValue | NotFound | None]:
        """The library, or the exercises that come with the program and what is wrong with the own file."""
        try:
            return self.library, None
        except (InvalidValue, NotFound) as problem:
            if self._shipped is None:
                from rehab_tui.library import load_library

                self._shipped = load_library()
            return self._shipped, problem

    def starting_dose(self, exercise: Exercise) -> Prescription:
        """Return an exercise as a starting plan would ask for it."""
        library = self._library or self.readable_library[0]
        return library.prescribe(StartingPlan("alone", exercise.name, "", (exercise.id,)))[0]

    def in_force(self, day: date) -> Plan | None:
        """Return the plan in force on a day, or None before the first one."""
        return plans.in_force(self._store, day)

    def thresholds_on(self, day: date) -> Changed:
        """Return the thresholds that the plan in force on a day changes, numbers by name, by rule id."""
        plan = self.in_force(day)
        return plan.thresholds if plan is not None else NOTHING_CHANGED

    def under(self, entry: Entry) -> Plan | None:
        """Return the version of the plan that an exercise was logged under, or None."""
        return plans.by_id(self._store, entry.plan_id) if entry.plan_id else None

    def versions(self) -> tuple[Plan, ...]:
        """Return every version of the plan, oldest first."""
        return plans.all_versions(self._store)

    def names(self, exercises: Collection[str]) -> dict[str, str]:
        """Return the names of exercises by id: as the newest plan that has one calls it, else as the library does."""
        found = {line.exercise: line.name for plan in self.versions() for line in plan.prescriptions}
        if not found.keys() >= set(exercises):
            found = {one.id: one.name for one in self.readable_library[0].exercises} | found
        return found

    def undone(self) -> dict[str, str]:
        """Return in words what an undo did to versions of the plan, by their ids."""
        return undone_words(self._store)

    def start(self, name: str, stamp: Stamp) -> Plan:
        """Put a starting plan in force from today; one that is in force already, just so, is returned as it is.

        Raises NotFound for an unknown name, Refused when nobody is named who allowed exercise and it needs that.
        """
        chosen = self.library.plan(name)
        profile = profiles.read(self._store)
        if chosen.needs_name and not profile.allowed_by:
            raise Refused(
                f"the plan {chosen.name} needs the name of someone who allowed exercise; give it under "
                "my details, or with rehab setup --allowed-by; or choose walk-only"
            )
        author = f"starting plan, allowed by {profile.allowed_by}" if profile.allowed_by else "starting plan"
        lines = self.library.prescribe(chosen)
        now = self.in_force(stamp.moment.today)
        if now is not None and now == Plan(now.id, chosen.name, now.version, author, now.starts_on, lines):
            return now
        with self._store.change("plan", f"plan {chosen.name}", stamp) as change:
            return plans.add(change, chosen.name, author, stamp.moment.today, lines, None)

    def allowed(self, day: date) -> dict[ClearanceKind, tuple[str, date]]:
        """Return what has been allowed up to a day: by whom, and since when."""
        return allowed_until(self._store, day, profiles.read(self._store))

    def groups_asked(self, day: date) -> tuple[FullGroup, ...]:
        """Return the full list of warning signs as it is asked on a day: a wound that healed long ago is left out."""
        healed = self.allowed(day).get(ClearanceKind.WOUND_HEALED)
        since = healed[1] if healed else None
        return tuple(
            FullGroup(group.title, tuple(s for s in group.symptoms if still_asked(s, day, since)))
            for group in FULL_GROUPS
        )

    def locked(self, prescription: Prescription, day: date) -> tuple[ClearanceKind, ...]:
        """Return what someone must still allow before this exercise may be done on a day."""
        replaced = bool(profiles.read(self._store).hip_replacement)
        return locked_by(prescription, frozenset(self.allowed(day)), hip_replacement=replaced)

    def needs(self, exercise: str) -> tuple[ClearanceKind, ...] | None:
        """Return what someone must allow before an exercise of the library may be done; None for an unknown one."""
        try:
            found = self.readable_library[0].exercise(exercise)
        except NotFound:
            return None
        deep = found.deep_hip and bool(profiles.read(self._store).hip_replacement)
        return (*found.clearances, *((ClearanceKind.DEEP_HIP,) if deep else ()))

    def ceiling(self, day: date) -> int:
        """Return the highest pain during exercise, 0-10: the plan's, else 3, or 5 once loading is allowed."""
        return ceiling_of(self.in_force(day), self.allowed(day))


def undone_words(store: Store) -> dict[str, str]:
    """Return in words which versions of the plan an undo took back, and which one it made, by their ids."""
    words: dict[str, str] = {}
    for plan_id, version, instead in plans.undone(store):
        words[plan_id] = "taken back"
        if instead is not None:
            words[instead] = f"as before version {version}, which was taken back"
    return words
