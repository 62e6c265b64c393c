"""Rounds of warning-sign questions, in the tables `symptoms` and `symptom`."""

import json
import sqlite3
from datetime import date

from rehab_tui.domain.body import Side
from rehab_tui.domain.symptom import Form, SignAnswer, SymptomReport, SymptomsAnswered

TABLE = "symptoms"
COLUMNS = ("form", "asked", "temperature_c", "companions")
CHILDREN = (
    "(SELECT json_group_array(json_array(symptom, answer, side, since, text)) "
    "FROM (SELECT * FROM symptom s WHERE s.entry = e.seq ORDER BY position)) AS children"
)


def values(fact: SymptomsAnswered) -> tuple[object, ...]:
    """Return a round of questions as its columns hold it; the reports go to their own table."""
    return (fact.form.value, json.dumps(fact.asked), fact.temperature_c, json.dumps(fact.companions))


def add_children(connection: sqlite3.Connection, seq: int, fact: SymptomsAnswered) -> None:
    """Write the reported signs of a round."""
    connection.executemany(
        "INSERT INTO symptom (entry, position, symptom, answer, side, since, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                seq,
                position,
                report.id,
                report.answer.value,
                report.side.value if report.side else None,
                report.since.isoformat() if report.since else None,
                report.text,
            )
            for position, report in enumerate(fact.reports)
        ],
    )


def fact(row: sqlite3.Row) -> SymptomsAnswered:
    """Return the round of questions of a row that carries `children`."""
    return SymptomsAnswered(
        form=Form(row["form"]),
        asked=tuple(json.loads(row["asked"])),
        reports=tuple(_report(*columns) for columns in json.loads(row["children"])),
        temperature_c=row["temperature_c"],
        companions=tuple(json.loads(row["companions"])),
    )


def _report(symptom: str, answer: str, side: str | None, since: str | None, text: str | None) -> SymptomReport:
    return SymptomReport(
        id=symptom,
        answer=SignAnswer(answer),
        side=Side(side) if side else None,
        since=date.fromisoformat(since) if since else None,
        text=text,
    )
