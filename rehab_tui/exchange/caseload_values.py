"""Patients of a caseload as plain dictionaries: the JSON that `rehab help json` documents."""

from rehab_tui.domain.caseload import CaseloadNote, FileTaken, Row
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.report import PainOfPlace, VisitReport
from rehab_tui.exchange.measure_values import measure_trend_values
from rehab_tui.exchange.trends import adherence_values, series_values
from rehab_tui.exchange.values import Values, entry_values, follow_up_values
from rehab_tui.rules.triage import words_of


def row_values(row: Row) -> Values:
    """Return one patient of the list; means are unrounded, None without a score."""
    last = row.last_entry
    return {
        "patient": row.patient,
        "name": row.summary.name,
        "reasons": list(words_of(row)),
        "level": row.summary.level,
        "data_to": row.data_to.isoformat(),
        "exported_at": row.exported_at.isoformat(timespec="milliseconds"),
        "last_entry": last.isoformat() if last else None,
        "mean_7": row.mean_7,
        "mean_prior_14": row.mean_prior_14,
        "adherence_7": row.summary.adherence_7,
        "adherence_28": row.summary.adherence_28,
        "open_followups": row.summary.open_followups,
    }


def page_values(row: Row, report: VisitReport, unusual: tuple[Entry, ...]) -> Values:
    """Return one patient with everything of the days of a report; entries that are late or were corrected apart."""
    told = (*report.waiting, *report.ended)
    return {
        **row_values(row),
        "standing": row.standing.name.lower(),
        "changed": row.changed,
        "reviewed_at": row.reviewed.isoformat(timespec="milliseconds") if row.reviewed else None,
        "left_out": list(row.details["left_out"]),
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "asked": row.details["asked"],
        "followups": [follow_up_values(one.follow_up, report.made_at) for one in told],
        "signs": [{"date": day.isoformat(), "words": words} for day, words in report.signs],
        "pain": [_pain(one) for one in report.pain],
        "adherence": adherence_values(report.work),
        "measures": [measure_trend_values(one) for one in report.measures],
        "changes": [{"date": one.day.isoformat(), "words": one.words} for one in report.changes],
        "thresholds": list(report.thresholds),
        "entries": [entry_values(one) for one in unusual],
    }


def _pain(place: PainOfPlace) -> Values:
    median = place.now.median
    return {
        **series_values(place.series),
        "lowest": place.now.lowest,
        "median": None if median is None else float(median),
        "highest": place.now.highest,
        "n": place.now.n,
    }


def note_values(note: CaseloadNote) -> Values:
    """Return a therapist's note."""
    return {"at": note.at.isoformat(timespec="milliseconds"), "text": note.text}


def file_values(file: FileTaken) -> Values:
    """Return a file that was taken in."""
    return {
        "at": file.at.isoformat(timespec="milliseconds"),
        "name": file.name,
        "exported_at": file.exported_at.isoformat(timespec="milliseconds"),
        "entries": file.entries,
    }
