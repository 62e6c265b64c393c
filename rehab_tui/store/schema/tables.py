"""The tables, views and guards of the file, in plain sight.

Entries are append-only: a correction is a new row, and what an entry is worth now (current, superseded,
in error) is the newest row of `entry_state`, or `current` where there is none.
"""

from collections.abc import Iterable

from rehab_tui.store.names import FIRST

_DAY = "CHECK ({0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"
_INSTANT = (
    "CHECK ({0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z')"
)
_ZERO_TO_TEN = "CHECK ({0} BETWEEN 0 AND 10)"


def day_check(name: str) -> str:
    """Return the check of a column that holds a calendar day."""
    return _DAY.format(name)


def instant_check(name: str) -> str:
    """Return the check of a column that holds an instant in UTC."""
    return _INSTANT.format(name)


def score_check(name: str) -> str:
    """Return the check of a column that holds a score from 0 to 10."""
    return _ZERO_TO_TEN.format(name)


TABLES = (
    f"""
CREATE TABLE patient (  -- whose file this is
  id TEXT NOT NULL PRIMARY KEY,  -- random, the same in every export
  created_at TEXT NOT NULL {instant_check("created_at")}  -- UTC
) STRICT""",
    f"""
CREATE TABLE change (  -- one command or key: the audit trail, and what undo takes back
  id INTEGER PRIMARY KEY,
  verb TEXT NOT NULL,  -- log, amend, mistake, undo, profile, plan, follow-up, import
  words TEXT NOT NULL,  -- what it did, for the undo line
  recorded_at TEXT NOT NULL {instant_check("recorded_at")},  -- UTC
  offset_minutes INTEGER NOT NULL,  -- the person's offset from UTC then
  time_zone TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('screen', 'command', 'import', 'demo')),
  program TEXT NOT NULL,  -- version that wrote it
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),  -- 1: written under --today
  undoes INTEGER UNIQUE REFERENCES change (id) ON DELETE RESTRICT
) STRICT""",
    f"""
CREATE TABLE entry (  -- one logged fact of any kind
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('pain', 'exercise', 'symptoms', 'answer', 'measure', 'treatment', 'block',
    'visit', 'clearance', 'pause', 'baseline', 'note')),
  day TEXT NOT NULL {day_check("day")},  -- local calendar day, chosen at entry, never re-derived
  note TEXT,  -- words that came with it
  supersedes INTEGER REFERENCES entry (seq) ON DELETE RESTRICT,
  plan_id TEXT,  -- the plan in force, where it matters
  recorded_at TEXT NOT NULL {instant_check("recorded_at")},  -- UTC
  offset_minutes INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('screen', 'command', 'import', 'demo')),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
) STRICT""",
    """
CREATE TABLE entry_state (  -- what an entry is worth, newest row wins; no row: current
  seq INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entry (seq) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  state TEXT NOT NULL CHECK (state IN ('current', 'superseded', 'in_error'))
) STRICT""",
    f"""
CREATE TABLE pain (  -- scores, 0 none to 10 worst imaginable
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  site TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('left', 'right', 'middle')),
  score INTEGER NOT NULL {score_check("score")},
  score_kind TEXT NOT NULL CHECK (score_kind IN ('day', 'now', 'worst', 'morning'))
) STRICT""",
    f"""
CREATE TABLE exercise (  -- exercises done or left out
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  exercise TEXT NOT NULL,
  side TEXT CHECK (side IN ('left', 'right', 'middle')),
  sets INTEGER CHECK (sets BETWEEN 0 AND 50),
  reps INTEGER CHECK (reps BETWEEN 0 AND 500),
  hold INTEGER CHECK (hold BETWEEN 0 AND 3600),  -- seconds
  minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
  skip_reason TEXT,
  one_key INTEGER NOT NULL CHECK (one_key IN (0, 1)),  -- 1: stored as planned with one key
  pain_before INTEGER {score_check("pain_before")},
  pain_during INTEGER {score_check("pain_during")},
  effort INTEGER {score_check("effort")},
  not_allowed INTEGER NOT NULL CHECK (not_allowed IN (0, 1))  -- 1: a clearance was missing
) STRICT""",
    """
CREATE TABLE symptoms (  -- one round of warning-sign questions
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  form TEXT NOT NULL CHECK (form IN ('daily', 'full', 'picked')),
  asked TEXT NOT NULL,  -- the signs that were on the screen
  temperature_c REAL CHECK (temperature_c BETWEEN 30 AND 45),
  companions TEXT NOT NULL
) STRICT""",
    f"""
CREATE TABLE symptom (  -- the signs that were reported; asked and not here: denied
  entry INTEGER NOT NULL REFERENCES symptoms (entry) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  symptom TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('new', 'worse', 'usual', 'usual-unchecked')),
  side TEXT CHECK (side IN ('left', 'right', 'both', 'middle')),
  since TEXT {day_check("since")},
  text TEXT,
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE answer (  -- small questions that rules need
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  question TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT""",
    """
CREATE TABLE note (  -- the patient's own words, never read for warning signs
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  text TEXT NOT NULL
) STRICT""",
    """
CREATE TABLE clearance (  -- a clinician allowed something
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  what TEXT NOT NULL,
  by TEXT NOT NULL CHECK (trim(by) <> '')
) STRICT""",
    f"""
CREATE TABLE visit (  -- appointments
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  visit_on TEXT NOT NULL {day_check("visit_on")},
  who TEXT NOT NULL,
  ask TEXT
) STRICT""",
    """
CREATE TABLE profile_fact (  -- what is known about the patient, newest row of a name wins
  seq INTEGER PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  name TEXT NOT NULL,
  value TEXT  -- NULL: taken back
) STRICT""",
    f"""
CREATE TABLE plan (  -- versions of the plan
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  author TEXT NOT NULL,
  starts_on TEXT NOT NULL {day_check("starts_on")},
  ceiling INTEGER {score_check("ceiling")}
) STRICT""",
    """
CREATE TABLE prescription (  -- one exercise's dose in a plan
  plan INTEGER NOT NULL REFERENCES plan (seq) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  exercise TEXT NOT NULL,
  name TEXT NOT NULL,
  measured TEXT NOT NULL CHECK (measured IN ('reps', 'hold', 'minutes', 'tick')),
  sided INTEGER NOT NULL CHECK (sided IN (0, 1)),
  sets INTEGER, reps INTEGER, hold INTEGER, minutes INTEGER,
  times_a_day INTEGER NOT NULL CHECK (times_a_day BETWEEN 1 AND 12),
  days TEXT NOT NULL,  -- ISO weekdays, Monday is 1
  clearances TEXT NOT NULL,
  deep_hip INTEGER NOT NULL CHECK (deep_hip IN (0, 1)),
  face TEXT,
  cue TEXT NOT NULL,
  PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID""",
    f"""
CREATE TABLE followup (  -- what a warning sign opened
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  rule TEXT NOT NULL,
  level INTEGER CHECK (level BETWEEN 1 AND 4),
  title TEXT NOT NULL,
  message TEXT NOT NULL,
  why TEXT NOT NULL,
  sources TEXT NOT NULL,
  side TEXT,
  opened_on TEXT NOT NULL {day_check("opened_on")},
  opened_at TEXT NOT NULL {instant_check("opened_at")},
  offset_minutes INTEGER NOT NULL,
  due TEXT {instant_check("due")},
  entry INTEGER REFERENCES entry (seq) ON DELETE RESTRICT
) STRICT""",
    f"""
CREATE TABLE followup_event (  -- the life of a follow-up, newest row is its state
  seq INTEGER PRIMARY KEY,
  followup INTEGER NOT NULL REFERENCES followup (seq) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  verb TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'acknowledged', 'acted', 'snoozed', 'closed', 'superseded')),
  at TEXT NOT NULL {instant_check("at")},
  offset_minutes INTEGER NOT NULL,
  contacted TEXT,
  text TEXT,
  outcome TEXT,
  until TEXT {instant_check("until")}
) STRICT""",
    """
CREATE TABLE care (  -- book-keeping about the file itself
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT""",
)

INDEXES = (
    "CREATE INDEX entry_kind_day ON entry (kind, day)",
    "CREATE INDEX entry_day ON entry (day)",
    "CREATE INDEX entry_change ON entry (change_id)",
    "CREATE INDEX entry_supersedes ON entry (supersedes) WHERE supersedes IS NOT NULL",
    "CREATE INDEX entry_state_entry ON entry_state (entry, seq)",
    "CREATE INDEX entry_state_change ON entry_state (change_id)",
    "CREATE INDEX exercise_name ON exercise (exercise)",
    "CREATE INDEX followup_event_followup ON followup_event (followup, seq)",
    "CREATE INDEX profile_fact_name ON profile_fact (name, seq)",
)

VIEWS = (
    """
CREATE VIEW entry_now AS  -- every entry with what it is worth now
SELECT e.*, coalesce((SELECT s.state FROM entry_state s WHERE s.entry = e.seq ORDER BY s.seq DESC LIMIT 1),
  'current') AS state
FROM entry e""",
    """
CREATE VIEW pain_now AS
SELECT e.day, p.site, p.side, p.score, p.score_kind, e.note, e.recorded_at, e.id
FROM entry_now e JOIN pain p ON p.entry = e.seq WHERE e.state = 'current'""",
    """
CREATE VIEW exercise_now AS
SELECT e.day, x.exercise, x.side, x.sets, x.reps, x.hold, x.minutes, x.skip_reason, x.one_key, x.pain_before,
  x.pain_during, x.effort, x.not_allowed, e.note, e.recorded_at, e.id
FROM entry_now e JOIN exercise x ON x.entry = e.seq WHERE e.state = 'current'""",
    """
CREATE VIEW followup_now AS
SELECT f.*, (SELECT v.state FROM followup_event v WHERE v.followup = f.seq ORDER BY v.seq DESC LIMIT 1) AS state
FROM followup f""",
    """
CREATE VIEW profile_now AS
SELECT name, value FROM profile_fact p
WHERE seq = (SELECT max(seq) FROM profile_fact q WHERE q.name = p.name) AND value IS NOT NULL""",
)


def guards(tables: Iterable[str]) -> tuple[str, ...]:
    """Return the triggers that keep tables append-only."""
    return tuple(
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT raise(ABORT, '{table} is append-only'); END"
        for table in tables
        for verb in ("UPDATE", "DELETE")
    )


FIRST_SCHEMA = (*TABLES, *INDEXES, *VIEWS, *guards(FIRST))
