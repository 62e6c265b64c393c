"""Patients made for the purpose, each with their own file in memory, and the record that they hand over."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Fact
from rehab_tui.domain.exercise import Dose, Measured
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.domain.symptom import Form, SymptomsAnswered, asked_in, report_of
from rehab_tui.exchange.record.file import record_chunks
from rehab_tui.services.importing import trial_store
from rehab_tui.services.journal import Draft
from rehab_tui.store import plans

TODAY = date(2026, 11, 20)
WALK = Prescription("walking", "Walk", Measured.MINUTES, sided=False, dose=Dose(minutes=10))


def stamp(day: date = TODAY, hour: int = 12) -> Stamp:
    instant = datetime.combine(day, time(hour), timezone(timedelta(hours=1)))
    return Stamp(Moment(instant, day, "Europe/Berlin"))


class Patient:
    """A patient whose left hip it is, with a daily walk as the plan, from four weeks ago on."""

    def __init__(self, name: str | None = "Ann") -> None:
        self.rehab = Rehab(trial_store(Path("made-up.db")))
        start = TODAY - timedelta(days=28)
        facts = {"side": Side.LEFT, "surgery_date": start - timedelta(days=40), **({"name": name} if name else {})}
        self.rehab.profiles.keep(facts, stamp(start, 8))
        self.rehab.use(lambda store: _prescribe(store, start))

    def log(self, ago: int, *facts: Fact, hour: int = 19) -> "Patient":
        """Keep facts of a day, on that day."""
        day = TODAY - timedelta(days=ago)
        self.rehab.journal.log([Draft(day, fact) for fact in facts], stamp(day, hour), "a day")
        return self

    def days(self, first: int, last: int, score: int, *, walked: Callable[[int], bool] = lambda _: True) -> "Patient":
        """Keep ordinary days, from `first` days ago to `last`: a score, the five questions, the walk."""
        for ago in range(first, last - 1, -1):
            facts: list[Fact] = [PainScore(score, Side.LEFT), SymptomsAnswered(Form.DAILY, asked_in(Form.DAILY))]
            if walked(ago):
                facts.append(ExerciseDone("walking", Dose(minutes=10)))
            self.log(ago, *facts)
        return self

    def sign(self, ago: int, *typed: str, hour: int = 9) -> "Patient":
        """Report warning signs."""
        reports = tuple(report_of(one) for one in typed)
        asked = tuple(one.id for one in reports)
        return self.log(ago, SymptomsAnswered(Form.PICKED, asked, reports), hour=hour)

    def record(self, path: Path, ago: int = 0, selection: Selection | None = None) -> Path:
        """Hand the record over, some days ago."""
        day = TODAY - timedelta(days=ago)
        chosen = selection or Selection(EVERYTHING)
        self.rehab.exporting.export(path, chosen, record_chunks, stamp(day, 20), force=True)
        return path


def _prescribe(store: object, start: date) -> None:
    with store.change("plan", "plan", stamp(start, 9)) as change:  # type: ignore[attr-defined]
        plans.add(change, "Walk", "Kim", start, (WALK,), None)


def write_five(folder: Path) -> dict[str, Path]:
    """Write five records: saddle numbness, pain up with the plan, rising, silent, quiet. Their names do not help."""

    def often(ago: int) -> bool:
        return ago < 7 or ago % 2 == 0

    made = {
        "numb": Patient("Zoe").days(27, 0, 3).sign(0, "saddle-numbness"),
        "pushing": Patient("Yan").days(27, 4, 3, walked=often).days(3, 0, 7, walked=often),
        "rising": Patient("Xia").days(27, 4, 3).days(3, 0, 7),
        "silent": Patient("Bob").days(27, 9, 2),
        "quiet": Patient("Abe").days(27, 0, 2),
    }
    return {name: patient.record(folder / f"{name}.rehab.json") for name, patient in made.items()}


def take(rehab: Rehab, paths: Iterable[Path], at: Stamp | None = None) -> Sequence[str | None]:
    """Take files in; return what is wrong with each, or None."""
    return [one.refused for one in rehab.caseload.take_all(paths, lambda: at or stamp(hour=21))]
