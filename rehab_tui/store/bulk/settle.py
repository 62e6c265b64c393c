"""After two files of one patient met: what is newest by its own time counts, whichever came in last."""

import json
from typing import NamedTuple

from rehab_tui.store.store import Change, new_id

_STATES = """
INSERT INTO entry_state (entry, change_id, state)
SELECT entry, ?, state FROM (
  SELECT s.entry, s.state, row_number() OVER (PARTITION BY s.entry ORDER BY c.recorded_at DESC, s.seq DESC) AS rank,
    first_value(s.state) OVER (PARTITION BY s.entry ORDER BY s.seq DESC) AS now
  FROM entry_state s JOIN change c ON c.id = s.change_id WHERE s.entry IN (SELECT value FROM json_each(?))
) WHERE rank = 1 AND state <> now"""

_FACTS = """
INSERT INTO profile_fact (patient_id, change_id, name, value)
SELECT patient_id, ?, name, value FROM (
  SELECT p.*, row_number() OVER (PARTITION BY p.name ORDER BY c.recorded_at DESC, p.seq DESC) AS rank,
    first_value(p.value) OVER (PARTITION BY p.name ORDER BY p.seq DESC) AS now
  FROM profile_fact p JOIN change c ON c.id = p.change_id WHERE p.name IN (SELECT value FROM json_each(?))
) WHERE rank = 1 AND value IS NOT now"""

_STEPS = """
INSERT INTO followup_event (followup, change_id, verb, state, at, offset_minutes, contacted, text, outcome, until)
SELECT followup, ?, verb, state, at, offset_minutes, contacted, text, outcome, until FROM (
  SELECT v.*, row_number() OVER (PARTITION BY v.followup ORDER BY v.at DESC, v.seq DESC) AS rank,
    first_value(v.state) OVER (PARTITION BY v.followup ORDER BY v.seq DESC) AS now
  FROM followup_event v WHERE v.followup IN (SELECT value FROM json_each(?))
) WHERE rank = 1 AND state <> now"""

_TWICE = """
INSERT INTO entry_state (entry, change_id, state)
SELECT seq, ?, 'superseded' FROM (
  SELECT e.seq, row_number() OVER (PARTITION BY e.day, p.site, p.side ORDER BY e.recorded_at DESC, e.seq DESC) AS rank
  FROM entry_now e JOIN pain p ON p.entry = e.seq
  WHERE e.kind = 'pain' AND e.state = 'current' AND p.score_kind = 'day'
    AND e.day IN (SELECT day FROM entry WHERE seq IN (SELECT value FROM json_each(?)))
) WHERE rank > 1"""

_NEWEST_PLAN = """
SELECT p.seq, p.seq = (SELECT max(seq) FROM plan) AS last FROM plan p JOIN change c ON c.id = p.change_id
ORDER BY c.recorded_at DESC, p.seq DESC LIMIT 1"""


class Met(NamedTuple):
    """What had rows in the file before, and got more: by row number, facts by their name."""

    entries: frozenset[int] = frozenset()
    facts: frozenset[str] = frozenset()
    followups: frozenset[int] = frozenset()
    new_entries: frozenset[int] = frozenset()
    """Entries that came into a file that had some."""
    plans: bool = False


def settle(change: Change, met: Met) -> None:
    """Let the newest state, fact, step and plan count, and one daily score of a hip and day."""
    run = change.connection.execute
    for sql, those in ((_STATES, met.entries), (_FACTS, met.facts), (_STEPS, met.followups), (_TWICE, met.new_entries)):
        if those:
            run(sql, (change.id, json.dumps(sorted(those))))
    found = run(_NEWEST_PLAN).fetchone() if met.plans else None
    if found is not None and not found["last"]:
        _plan_again(change, int(found["seq"]))


def _plan_again(change: Change, seq: int) -> None:
    """Keep a version of the plan once more, as the newest one."""
    run = change.connection.execute
    cursor = run(
        "INSERT INTO plan (id, patient_id, change_id, name, version, author, starts_on, ceiling)"
        " SELECT ?, patient_id, ?, name, (SELECT max(version) + 1 FROM plan), author, starts_on, ceiling"
        " FROM plan WHERE seq = ?",
        (new_id(), change.id, seq),
    )
    again = cursor.lastrowid
    run(
        "INSERT INTO prescription (plan, position, exercise, name, measured, sided, sets, reps, hold, minutes,"
        " times_a_day, days, clearances, deep_hip, face, cue) SELECT ?, position, exercise, name, measured, sided,"
        " sets, reps, hold, minutes, times_a_day, days, clearances, deep_hip, face, cue FROM prescription"
        " WHERE plan = ?",
        (again, seq),
    )
    run(
        "INSERT INTO plan_file (plan, version, written_on, message, thresholds, known, precautions, text)"
        " SELECT ?, version, written_on, message, thresholds, known, precautions, text FROM plan_file WHERE plan = ?",
        (again, seq),
    )
