"""One patient of a caseload as a page: everything of four weeks, the plan's versions, the therapist's notes."""

from datetime import timedelta
from typing import NamedTuple

from rehab_tui.domain.caseload import CHART_DAYS, CaseloadNote, FileTaken, Row
from rehab_tui.domain.entry import Entry, EntryState
from rehab_tui.domain.moment import Moment
from rehab_tui.domain.plan import Plan
from rehab_tui.domain.report import PARTS, VisitReport
from rehab_tui.services.caseload.patients import Caseload
from rehab_tui.services.caseload.summary import known_of
from rehab_tui.services.plans import Plans
from rehab_tui.services.report.gather import Reports
from rehab_tui.store import Store, entries, plans


class PatientPage(NamedTuple):
    """What is known of a patient, for one look."""

    row: Row
    report: VisitReport
    """Of the 28 days up to which the files speak, with all that the files hold: what was private stayed there."""
    plans: tuple[Plan, ...]
    """Every version, oldest first."""
    unusual: tuple[Entry, ...]
    """Entries of those days that were written late, replaced by a correction, or marked as a mistake."""
    notes: tuple[CaseloadNote, ...]
    files: tuple[FileTaken, ...]


def patient_page(caseload: Caseload, patient: str, now: Moment) -> PatientPage:
    """Return the page of a patient; days are counted back from the last one that the files know. Raises NotFound."""
    with caseload.opened(patient, now) as store:
        return page_over(store, caseload, caseload.row(patient, now), now)


def page_over(store: Store, caseload: Caseload, row: Row, now: Moment) -> PatientPage:
    """Return the page of a patient whose record is open."""
    last = row.data_to
    first = last - timedelta(days=CHART_DAYS - 1)
    kept = entries.between(store, first, last, every_state=True)
    report = Reports(store, Plans(store)).report(
        first.isoformat(), frozenset(PARTS), Moment(now.instant, last, now.zone)
    )
    return PatientPage(
        row=row,
        report=report._replace(left_out=known_of(row.summary).left_out),
        plans=plans.all_versions(store),
        unusual=tuple(one for one in kept if one.late_days > 0 or one.state is not EntryState.CURRENT),
        notes=caseload.notes(row.patient),
        files=caseload.files(row.patient),
    )
