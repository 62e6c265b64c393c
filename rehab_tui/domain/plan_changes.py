"""What changed from one version of a plan to the next, in words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from rehab_tui.domain.days import day_words
from rehab_tui.domain.plan import DEFAULT_CEILING, LOADING_CEILING, Plan, Prescription, UnderCare
from rehab_tui.domain.precautions import precaution_words

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NEW = {"exercise": "new", "known": "under care", "precaution": "take care", "clearance": "allowed"}
_GONE = {"exercise": "left out", "known": "no longer under care", "precaution": "no longer said"}
_NOTHING_SAID = "the usual one"
_USUAL_CEILING = f"the usual {DEFAULT_CEILING}, or {LOADING_CEILING} once loading is allowed"


class PlanChange(NamedTuple):
    """One thing that differs from one version to the next."""

    kind: str
    """name, exercise, dose, cue, ceiling, author, message, threshold, known, precaution, clearance."""
    what: str
    was: str | None
    """None: it was not there, or as usual."""
    now: str | None
    """None: it is not there any more, or as usual."""

    @property
    def words(self) -> str:
        """The change as people say it, on one line."""
        if self.kind == "name":
            return f"called {self.now} (was {self.was})"
        if self.kind in _NEW:
            return f"{_GONE[self.kind]}: {self.what}" if self.now is None else f"{_NEW[self.kind]}: {self._now_said}"
        if self.kind == "message":
            return f"message: {' '.join((self.now or 'none').split())}"
        usual = _USUAL_CEILING if self.kind == "ceiling" else _NOTHING_SAID
        was = self.was or ("none" if self.kind == "cue" else usual)
        return f"{self.what}: {self.now or usual} (was {was})"

    @property
    def _now_said(self) -> str:
        return f"{self.what}, {self.now}" if self.now else self.what


def days_in_words(days: tuple[int, ...]) -> str:
    """Return ISO weekdays as people say them: every day, or Mon Wed Fri."""
    return "every day" if len(set(days)) == 7 else " ".join(_DAYS[day - 1] for day in sorted(set(days)))


def plan_changes(older: Plan | None, newer: Plan) -> tuple[str, ...]:
    """Return the changes from an older version to a newer one, a line each; none where both ask for the same."""
    if older is None:
        return (f"the first plan, with {_counted(len(newer.prescriptions))}",)
    return tuple(change.words for change in differences(older, newer))


def differences(older: Plan | None, newer: Plan) -> tuple[PlanChange, ...]:
    """Return what a newer version changes, in the order of a plan; beside no plan, all that it says."""
    before = older or Plan("", newer.name, 0, newer.author, date.min, ())
    return tuple(_differences(before, newer))


def _differences(older: Plan, newer: Plan) -> Iterator[PlanChange]:
    if older.name != newer.name:
        yield PlanChange("name", "plan", older.name, newer.name)
    yield from _exercises(older.prescriptions, newer.prescriptions)
    if older.ceiling != newer.ceiling:
        yield PlanChange("ceiling", "limit for pain while exercising", _number(older.ceiling), _number(newer.ceiling))
    yield from _thresholds(older.thresholds, newer.thresholds)
    yield from _known(older.known, newer.known)
    yield from _precautions(older.precautions, newer.precautions)
    if older.message != newer.message:
        yield PlanChange("message", "message", older.message, newer.message)
    if older.author != newer.author:
        yield PlanChange("author", "from", older.author, newer.author)


def _exercises(older: Iterable[Prescription], newer: Iterable[Prescription]) -> Iterator[PlanChange]:
    before = {one.exercise: one for one in older}
    after = {one.exercise: one for one in newer}
    for name, one in after.items():
        if name not in before:
            yield PlanChange("exercise", one.name, None, _asked(one))
    for name, one in before.items():
        if name not in after:
            yield PlanChange("exercise", one.name, _asked(one), None)
    for name, one in after.items():
        old = before.get(name, one)
        if _asked(old) != _asked(one):
            yield PlanChange("dose", one.name, _asked(old), _asked(one))
        if old.cue != one.cue:
            yield PlanChange("cue", f"{one.name}, how", old.cue or None, one.cue or None)


def _thresholds(
    older: Mapping[str, Mapping[str, int | float]], newer: Mapping[str, Mapping[str, int | float]]
) -> Iterator[PlanChange]:
    for rule in dict.fromkeys((*older, *newer)):
        was, now = older.get(rule, {}), newer.get(rule, {})
        for name in dict.fromkeys((*was, *now)):
            if was.get(name) != now.get(name):
                what = f"{rule} {name.replace('_', ' ')}"
                yield PlanChange("threshold", what, _number(was.get(name)), _number(now.get(name)))


def _known(older: Iterable[UnderCare], newer: Iterable[UnderCare]) -> Iterator[PlanChange]:
    before = {(one.rule, one.side): one for one in older}
    after = {(one.rule, one.side): one for one in newer}
    for mark, one in before.items():
        if mark not in after:
            yield PlanChange("known", _sign(one), _until(one), None)
    for mark, one in after.items():
        if before.get(mark) != one:
            yield PlanChange("known", _sign(one), _until(before[mark]) if mark in before else None, _until(one))


def _precautions(older: Iterable[str], newer: Iterable[str]) -> Iterator[PlanChange]:
    before, after = tuple(older), tuple(newer)
    yield from (PlanChange("precaution", precaution_words(one), one, None) for one in before if one not in after)
    yield from (PlanChange("precaution", precaution_words(one), None, "") for one in after if one not in before)


def _sign(one: UnderCare) -> str:
    return f"{one.rule} {one.side}" if one.side else one.rule


def _until(one: UnderCare) -> str:
    return f"until {day_words(one.until)}"


def _counted(number: int) -> str:
    return "1 exercise" if number == 1 else f"{number} exercises"


def _asked(one: Prescription) -> str:
    return f"{one.words}, {days_in_words(one.days)}"


def _number(number: float | None) -> str | None:
    return None if number is None else f"{number:g}"
