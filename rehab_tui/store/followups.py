"""Follow-ups and the steps of their lives."""

import sqlite3
from datetime import date, datetime

from rehab_tui.domain.followup import OVERDUE_AFTER, Event, Finding, FollowUp, Level, State, due_now
from rehab_tui.domain.moment import instant_from, instant_text, offset_minutes
from rehab_tui.domain.words import shown
from rehab_tui.errors import NotFound
from rehab_tui.store.store import Change, Store, new_id

_WITH_EVENTS = """
SELECT f.*, x.id AS entry_id, (
  SELECT json_group_array(json_array(verb, at, offset_minutes, state, contacted, text, outcome, until))
  FROM (SELECT * FROM followup_event v WHERE v.followup = f.seq ORDER BY v.seq)
) AS events
FROM followup f LEFT JOIN entry x ON x.seq = f.entry"""


def add(change: Change, finding: Finding, opened_on: date, entry_id: str | None) -> FollowUp:
    """Keep a finding as a new follow-up; its first event opens it."""
    import json  # here and below: most days have no follow-up, and a command is quicker without it

    moment = change.stamp.moment
    after = OVERDUE_AFTER.get(finding.level)
    due = moment.utc + after if after else None
    follow_up_id = new_id()
    run = change.connection.execute
    run(
        "INSERT INTO followup (id, patient_id, change_id, rule, level, title, message, why, sources, side, opened_on,"
        " opened_at, offset_minutes, due, entry)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT seq FROM entry WHERE id = ?))",
        (
            follow_up_id,
            change.patient,
            change.id,
            finding.rule,
            int(finding.level),
            finding.title,
            finding.message,
            json.dumps(dict(finding.why), ensure_ascii=False),
            json.dumps(finding.sources),
            finding.side,
            opened_on.isoformat(),
            instant_text(moment.instant),
            offset_minutes(moment.instant),
            instant_text(due) if due else None,
            entry_id,
        ),
    )
    add_event(change, follow_up_id, Event("opened", moment.instant, State.OPEN))
    return by_id(change.connection, follow_up_id)


def add_event(change: Change, follow_up_id: str, event: Event) -> None:
    """Keep one step in the life of a follow-up."""
    change.connection.execute(
        "INSERT INTO followup_event (followup, change_id, verb, state, at, offset_minutes, contacted, text,"
        " outcome, until) VALUES ((SELECT seq FROM followup WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            follow_up_id,
            change.id,
            event.verb,
            event.state.value,
            instant_text(event.at),
            offset_minutes(event.at),
            event.contacted,
            event.text,
            event.outcome,
            instant_text(event.until) if event.until else None,
        ),
    )


def by_id(connection: sqlite3.Connection, follow_up_id: str) -> FollowUp:
    """Return one follow-up by its whole id, inside or outside a change."""
    return _read(connection, "WHERE f.id = ?", follow_up_id)[0]


def one(store: Store, beginning: str) -> FollowUp:
    """Return the follow-up whose id begins like this; raise NotFound unless exactly one does."""
    typed = beginning.strip().lower()
    found = _found(store, "WHERE substr(f.id, 1, ?) = ?", len(typed), typed) if typed else ()
    if len(found) != 1:
        reason = "several follow-ups begin" if found else "no follow-up begins"
        raise NotFound(f'{reason} with id "{shown(beginning)}"; see the ids with: rehab followups --all')
    return found[0]


def unclosed(store: Store) -> tuple[FollowUp, ...]:
    """Return the follow-ups that still wait, in order of opening."""
    if not store.rows("SELECT 1 FROM followup LIMIT 1"):
        return ()
    return _found(
        store,
        "JOIN followup_now n ON n.seq = f.seq WHERE n.state NOT IN ('closed', 'superseded')",
    )


def everything(store: Store) -> tuple[FollowUp, ...]:
    """Return all follow-ups, in order of opening."""
    return _found(store, "")


def recent(store: Store, day: date) -> tuple[FollowUp, ...]:
    """Return the follow-ups that wait, and those opened, or moved on for the last time, on a day or later."""
    return _found(
        store,
        "WHERE f.opened_on >= ?1 OR EXISTS (SELECT 1 FROM followup_event v WHERE v.followup = f.seq AND v.at >= ?1)"
        " OR (SELECT v.state FROM followup_event v WHERE v.followup = f.seq ORDER BY v.seq DESC LIMIT 1)"
        " NOT IN ('closed', 'superseded')",
        day.isoformat(),
    )


def touched_by(store: Store, change_id: int) -> tuple[tuple[FollowUp, bool], ...]:
    """Return the follow-ups a change opened or moved on, each with whether the change opened it."""
    rows = store.rows(
        "SELECT DISTINCT f.id, f.change_id = ?1 AS opened FROM followup f JOIN followup_event v ON v.followup = f.seq"
        " WHERE v.change_id = ?1",
        change_id,
    )
    return tuple((by_id(store.connection, row["id"]), bool(row["opened"])) for row in rows)


def of_entry(store: Store, entry_id: str) -> tuple[FollowUp, ...]:
    """Return the follow-ups that an entry opened."""
    return _found(store, "WHERE f.entry = (SELECT seq FROM entry WHERE id = ?)", entry_id)


def opened_since(store: Store, entry_id: str) -> frozenset[str]:
    """Return the ids of the follow-ups opened since an entry was kept, with it or later; no clock is asked."""
    rows = store.rows(
        "SELECT id FROM followup WHERE change_id >= (SELECT change_id FROM entry WHERE id = ?)",
        entry_id,
    )
    return frozenset(row["id"] for row in rows)


def state_before(store: Store, follow_up_id: str, change_id: int) -> State:
    """Return where a follow-up stood before a change."""
    rows = store.rows(
        "SELECT v.state FROM followup_event v JOIN followup f ON f.seq = v.followup"
        " WHERE f.id = ? AND v.change_id < ? ORDER BY v.seq DESC LIMIT 1",
        follow_up_id,
        change_id,
    )
    return State(rows[0]["state"]) if rows else State.OPEN


def _found(store: Store, tail: str, *values: object) -> tuple[FollowUp, ...]:
    return tuple(_follow_up(row) for row in store.rows(f"{_WITH_EVENTS} {tail} ORDER BY f.seq", *values))


def _read(connection: sqlite3.Connection, tail: str, *values: object) -> tuple[FollowUp, ...]:
    rows = connection.execute(f"{_WITH_EVENTS} {tail} ORDER BY f.seq", values).fetchall()
    return tuple(_follow_up(row) for row in rows)


def _follow_up(row: sqlite3.Row) -> FollowUp:
    import json

    offset = row["offset_minutes"]
    level = Level(row["level"]) if row["level"] is not None else None
    events = tuple(_event(*event) for event in json.loads(row["events"]))
    return FollowUp(
        id=row["id"],
        rule=row["rule"],
        level=level,
        title=row["title"],
        message=row["message"],
        why=json.loads(row["why"]),
        sources=tuple(json.loads(row["sources"])),
        side=row["side"],
        opened_on=date.fromisoformat(row["opened_on"]),
        opened_at=instant_from(row["opened_at"], offset),
        due=due_now(level, instant_from(row["due"], offset) if row["due"] else None, events),
        entry_id=row["entry_id"],
        events=events,
    )


def _event(
    verb: str,
    at: str,
    offset: int,
    state: str,
    contacted: str | None,
    text: str | None,
    outcome: str | None,
    until: str | None,
) -> Event:
    ends: datetime | None = instant_from(until, offset) if until else None
    return Event(verb, instant_from(at, offset), State(state), contacted, text, outcome, ends)
