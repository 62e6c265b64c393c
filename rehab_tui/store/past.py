"""What the computed rules read of the past: plain values by date, over the windows they need."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from rehab_tui.domain.body import Site
from rehab_tui.domain.history import Place, Worked
from rehab_tui.domain.moment import instant_from
from rehab_tui.store.store import Store


def scores(store: Store, kind: str, first: date, last: date) -> dict[Place, dict[date, int]]:
    """Return the scores of a kind (`day`, `morning`) by place and date; the newest of a date counts."""
    rows = store.rows(
        "SELECT site, side, day, score FROM pain_now WHERE score_kind = ? AND day BETWEEN ? AND ? ORDER BY recorded_at",
        kind,
        first.isoformat(),
        last.isoformat(),
    )
    found: dict[Place, dict[date, int]] = {}
    for row in rows:
        found.setdefault((row["site"], row["side"]), {})[date.fromisoformat(row["day"])] = row["score"]
    return found


def starts(store: Store, places: Iterable[Place]) -> dict[Place, date]:
    """Return the first date with a daily score of each hip among some places; each is found from the beginning."""
    found: dict[Place, date] = {}
    for site, side in places:
        if site != Site.HIP:
            continue
        rows = store.rows(
            "SELECT e.day FROM entry_now e JOIN pain p ON p.entry = e.seq WHERE e.kind = 'pain' AND e.state = 'current'"
            " AND p.score_kind = 'day' AND p.site = ? AND p.side = ? ORDER BY e.day LIMIT 1",
            site,
            side,
        )
        if rows:
            found[site, side] = date.fromisoformat(rows[0]["day"])
    return found


def bounds(store: Store) -> tuple[date | None, date | None]:
    """Return the first and the last date of any entry that counts and was not written for the future."""
    return _end(store, "ASC"), _end(store, "DESC")


def _end(store: Store, order: str) -> date | None:
    rows = store.rows(
        "SELECT day FROM entry_now WHERE state = 'current' AND kind <> 'visit'"  # noqa: S608 (two fixed words)
        f" ORDER BY day {order} LIMIT 1"
    )
    return date.fromisoformat(rows[0]["day"]) if rows else None


def work(store: Store, first: date, last: date) -> dict[date, tuple[Worked, ...]]:
    """Return the exercises that were done, by date; those left out are not in it."""
    rows = store.rows(
        "SELECT e.day, x.exercise, x.side, x.pain_before, x.pain_during, e.plan_id, e.recorded_at, e.offset_minutes,"
        " (SELECT p.name FROM prescription p WHERE p.exercise = x.exercise LIMIT 1) AS name"
        " FROM entry_now e JOIN exercise x ON x.entry = e.seq"
        " WHERE e.state = 'current' AND e.kind = 'exercise' AND x.skip_reason IS NULL AND e.day BETWEEN ? AND ?"
        " ORDER BY e.seq",
        first.isoformat(),
        last.isoformat(),
    )
    found: dict[date, list[Worked]] = {}
    for row in rows:
        day = date.fromisoformat(row["day"])
        at = instant_from(row["recorded_at"], row["offset_minutes"])
        found.setdefault(day, []).append(
            Worked(
                exercise=row["exercise"],
                name=row["name"] or "",
                side=row["side"],
                pain_before=row["pain_before"],
                pain_during=row["pain_during"],
                plan=row["plan_id"],
                at=at if at.date() == day else None,
            )
        )
    return {day: tuple(done) for day, done in found.items()}


def answers(store: Store, first: date, last: date) -> dict[str, dict[date, str]]:
    """Return the answers to the small questions, by question and date."""
    rows = store.rows(
        "SELECT a.question, e.day, a.value FROM entry_now e JOIN answer a ON a.entry = e.seq"
        " WHERE e.state = 'current' AND e.kind = 'answer' AND e.day BETWEEN ? AND ? ORDER BY e.seq",
        first.isoformat(),
        last.isoformat(),
    )
    found: dict[str, dict[date, str]] = {}
    for row in rows:
        found.setdefault(row["question"], {})[date.fromisoformat(row["day"])] = row["value"]
    return found


def high_scores_at(store: Store, first: date, last: date, least: int) -> Mapping[tuple[Place, date], datetime]:
    """Return since when each daily score of at least `least` stands: when one as high was first recorded that day."""
    rows = store.rows(
        "SELECT p.site, p.side, e.day, p.score, e.state, e.recorded_at, e.offset_minutes"
        " FROM entry_now e JOIN pain p ON p.entry = e.seq"
        " WHERE e.state IN ('current', 'superseded') AND e.kind = 'pain' AND p.score_kind = 'day' AND p.score >= ?"
        " AND e.day BETWEEN ? AND ? ORDER BY e.seq",
        least,
        first.isoformat(),
        last.isoformat(),
    )
    stands: dict[tuple[Place, date], int] = {}
    for row in rows:
        if row["state"] == "current":
            stands[(row["site"], row["side"]), date.fromisoformat(row["day"])] = row["score"]
    found: dict[tuple[Place, date], datetime] = {}
    for row in rows:
        about = ((row["site"], row["side"]), date.fromisoformat(row["day"]))
        if about in stands and row["score"] >= stands[about]:
            at = instant_from(row["recorded_at"], row["offset_minutes"])
            found[about] = min(at, found.get(about, at))
    return found


def relief_said_at(store: Store, first: date, last: date) -> Mapping[date, datetime]:
    """Return when the newest answer about relief of each date was recorded."""
    rows = store.rows(
        "SELECT e.day, e.recorded_at, e.offset_minutes FROM entry_now e JOIN answer a ON a.entry = e.seq"
        " WHERE e.state = 'current' AND e.kind = 'answer' AND a.question = 'relief' AND e.day BETWEEN ? AND ?"
        " ORDER BY e.seq",
        first.isoformat(),
        last.isoformat(),
    )
    return {date.fromisoformat(row["day"]): instant_from(row["recorded_at"], row["offset_minutes"]) for row in rows}


def visit_between(store: Store, first: date, last: date) -> date | None:
    """Return the date of the newest appointment from `first` to `last` that was logged, or None."""
    rows = store.rows(
        "SELECT max(v.visit_on) AS day FROM entry_now e JOIN visit v ON v.entry = e.seq"
        " WHERE e.state = 'current' AND v.visit_on BETWEEN ? AND ?",
        first.isoformat(),
        last.isoformat(),
    )
    return date.fromisoformat(rows[0]["day"]) if rows[0]["day"] else None
