"""The details of one exercise on one day: dose per side, pain before and during, effort."""

from collections.abc import Sequence
from dataclasses import replace

from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import MOST_COUNTED
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.exercise import Dose, Measured
from rehab_tui.domain.pain import score_of
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.words import whole_number
from rehab_tui.errors import InvalidValue
from rehab_tui.services.days import DayReview, ExerciseRow
from rehab_tui.services.journal import Draft
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.form import Field, FormScreen

UNITS = {Measured.REPS: "repetitions", Measured.HOLD: "seconds held", Measured.MINUTES: "minutes"}


def with_pain(entries: Sequence[Entry], pain: int) -> tuple[Draft, ...]:
    """Return corrections that give the last go at an exercise its pain during it, on each side."""
    last: dict[Side | None, Entry] = {}
    for entry in entries:
        if isinstance(entry.fact, ExerciseDone):
            last[entry.fact.side] = entry
    return tuple(
        Draft(e.day, replace(e.fact, pain_during=pain), e.note, e.plan_id, supersedes=e.id)
        for e in last.values()
        if isinstance(e.fact, ExerciseDone)
    )


class ExerciseScreen(FormScreen[tuple[Draft, ...]]):
    """Asks how much was done, side by side; prefilled with what is logged, else with what is planned."""

    def __init__(self, review: DayReview, row: ExerciseRow) -> None:
        self._review = review
        self._row = row
        self._sides: tuple[Side | None, ...] = (Side.LEFT, Side.RIGHT) if row.prescription.sided else (None,)
        one_side = "0 on a side means that side was not done. " if row.prescription.sided else ""
        foot = f"{one_side}Pain and effort: 0 to 10, empty when not known."
        super().__init__(f"{row.prescription.name}: {row.prescription.words}", self._make_fields(), foot)

    def _logged(self, side: Side | None) -> Entry | None:
        found = [
            e
            for e in self._row.entries
            if isinstance(e.fact, ExerciseDone) and e.fact.skipped is None and e.fact.side in (side, None)
        ]
        return found[-1] if found else None

    def _make_fields(self) -> list[Field]:
        prescription = self._row.prescription
        measured = prescription.measured
        fields = []
        if measured in (Measured.REPS, Measured.HOLD):
            for side in self._sides:
                fields.append(Field(f"sets-{side or 'all'}", self._label("Sets", side), self._value("sets", side, "1")))
                name = "reps" if measured is Measured.REPS else "hold"
                label = self._label(UNITS[measured].capitalize(), side)
                fields.append(Field(f"{name}-{side or 'all'}", label, self._value(name, side, "")))
                if measured is Measured.REPS and self._held(side):
                    label = self._label(UNITS[Measured.HOLD].capitalize(), side)
                    fields.append(Field(f"hold-{side or 'all'}", label, self._value("hold", side, ""), "of each one"))
        elif measured is Measured.MINUTES:
            for side in self._sides:
                label = self._label("Minutes", side)
                fields.append(Field(f"minutes-{side or 'all'}", label, self._value("minutes", side, "")))
        for name, label in (("pain_before", "Pain before"), ("pain_during", "Worst pain during"), ("effort", "Effort")):
            known = next((v for s in self._sides if (v := self._known(name, s)) is not None), None)
            fields.append(Field(name, label, "" if known is None else str(known), "0 to 10"))
        return fields

    def _label(self, words: str, side: Side | None) -> str:
        return f"{words} {side.value}" if side else words

    def _held(self, side: Side | None) -> bool:
        """Return whether repetitions are held: as the plan asks, or as was logged."""
        return self._row.prescription.dose.hold is not None or bool(self._value("hold", side, ""))

    def _value(self, name: str, side: Side | None, default: str) -> str:
        entry = self._logged(side)
        dose = entry.fact.dose if entry and isinstance(entry.fact, ExerciseDone) else self._row.prescription.dose
        value = getattr(dose, name)
        return default if value is None else str(value)

    def _known(self, name: str, side: Side | None) -> int | None:
        entry = self._logged(side)
        value: int | None = getattr(entry.fact, name) if entry else None
        return value

    def answer(self, texts: dict[str, str]) -> tuple[Draft, ...]:
        """Return one draft for each side, each in the place of what was logged for it."""
        extras = {
            name: score_of(texts[name], name.replace("_", " ")) if texts[name].strip() else None
            for name in ("pain_before", "pain_during", "effort")
        }
        drafts = []
        for side in self._sides:
            dose = self._dose(texts, side)
            old = self._logged(side)
            fact = ExerciseDone(
                exercise=self._row.prescription.exercise,
                dose=dose,
                side=side,
                pain_before=extras["pain_before"],
                pain_during=extras["pain_during"],
                effort=extras["effort"],
                not_allowed=bool(self._row.locked),
            )
            plan_id = self._review.plan.id if self._review.plan else None
            drafts.append(Draft(self._review.day, fact, None, plan_id, supersedes=old.id if old else None))
        if self._row.prescription.measured is not Measured.TICK and all(
            isinstance(d.fact, ExerciseDone) and d.fact.dose.amount(self._row.prescription.measured) == 0
            for d in drafts
        ):
            skip = host_of(self.app).own.settings.key("skip")
            raise InvalidValue(f"nothing was done on any side; leave this form and press {skip} to say why")
        return tuple(drafts)

    def _dose(self, texts: dict[str, str], side: Side | None) -> Dose:
        key = side or "all"
        planned = self._row.prescription.dose
        read = {
            name: self._number(name, texts[f"{name}-{key}"].strip(), most)
            for name, most in MOST_COUNTED.items()
            if f"{name}-{key}" in texts
        }
        return replace(planned, **read)

    def _number(self, name: str, text: str, most: int) -> int | None:
        """Return a number of the dose: an empty one is 0, but seconds beside repetitions are then not known."""
        if not text and name == "hold" and self._row.prescription.measured is Measured.REPS:
            return None
        return whole_number(name, text or "0", 0, most)
