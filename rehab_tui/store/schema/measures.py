"""The tables of the second release, in plain sight: measures, treatments, blocks, pauses, baselines."""

from rehab_tui.store.names import SECOND
from rehab_tui.store.schema.tables import day_check, guards, score_check

SECOND_TABLES = (
    """
CREATE TABLE measure (  -- a test or a short list of questions
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  measure TEXT NOT NULL,  -- peg, chair-stand, weight ...; units: rehab help measures
  side TEXT CHECK (side IN ('left', 'right')),
  typed TEXT,  -- as it was typed, where that is not what is kept: 180lb
  arms INTEGER NOT NULL CHECK (arms IN (0, 1))  -- 1: chair stand with the arms, kept as 0, not compared
) STRICT""",
    """
CREATE TABLE measure_value (  -- the numbers of a measure; its score is their mean when none is missing
  entry INTEGER NOT NULL REFERENCES measure (entry) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  item TEXT,  -- which question, or the patient's own activity
  value REAL,  -- NULL: not answered
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE treatment (  -- what was taken or done, in the patient's words
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  treatment TEXT NOT NULL,
  dose TEXT,
  effect TEXT
) STRICT""",
    f"""
CREATE TABLE block (  -- a diagnostic block; relief is worked out, never stored
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  site TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('left', 'right', 'middle')),
  anesthetic TEXT NOT NULL CHECK (trim(anesthetic) <> ''),
  before INTEGER NOT NULL {score_check("before")},
  positive_tests INTEGER CHECK (positive_tests BETWEEN 0 AND 10)  -- NULL: nobody wrote it down
) STRICT""",
    f"""
CREATE TABLE block_score (  -- scores after a block
  entry INTEGER NOT NULL REFERENCES block (entry) ON DELETE RESTRICT,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 4320),
  score INTEGER NOT NULL {score_check("score")},
  PRIMARY KEY (entry, minutes)
) STRICT, WITHOUT ROWID""",
    f"""
CREATE TABLE pause (  -- days on which nothing is due, both ends included
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  first_day TEXT NOT NULL {day_check("first_day")},
  last_day TEXT {day_check("last_day")},  -- NULL: it goes on
  reason TEXT NOT NULL CHECK (trim(reason) <> '')
) STRICT""",
    """
CREATE TABLE baseline (  -- from the entry's day on the starting average is counted anew
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  by TEXT NOT NULL CHECK (trim(by) <> '')
) STRICT""",
)

_INDEXES = ("CREATE INDEX measure_name ON measure (measure)",)

_VIEWS = (
    """
CREATE VIEW measure_now AS
SELECT e.day, m.measure, m.side,
  (SELECT CASE WHEN count(v.value) = count(*) THEN avg(v.value) END FROM measure_value v WHERE v.entry = m.entry)
    AS score,
  m.typed, m.arms, e.note, e.recorded_at, e.id
FROM entry_now e JOIN measure m ON m.entry = e.seq WHERE e.state = 'current'""",
    """
CREATE VIEW treatment_now AS
SELECT e.day, t.treatment, t.dose, t.effect, e.note, e.recorded_at, e.id
FROM entry_now e JOIN treatment t ON t.entry = e.seq WHERE e.state = 'current'""",
    """
CREATE VIEW pause_now AS
SELECT e.day, p.first_day, p.last_day, p.reason, e.note, e.recorded_at, e.id
FROM entry_now e JOIN pause p ON p.entry = e.seq WHERE e.state = 'current'""",
)

SECOND_SCHEMA = (*SECOND_TABLES, *_INDEXES, *_VIEWS, *guards(SECOND))
