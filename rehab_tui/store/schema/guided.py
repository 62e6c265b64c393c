"""The tables of the fourth release, in plain sight: guided sessions, each what its marks say."""

from rehab_tui.store.names import FOURTH
from rehab_tui.store.schema.tables import day_check, guards, score_check

FOURTH_TABLES = (
    f"""
CREATE TABLE guided_session (  -- one go through exercises of a plan, set by set
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  day TEXT NOT NULL {day_check("day")},  -- on which it began, also after midnight
  plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE RESTRICT
) STRICT""",
    """
CREATE TABLE guided_part (  -- the sets that a session asks for, one row for each exercise and side
  session INTEGER NOT NULL REFERENCES guided_session (seq) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  exercise TEXT NOT NULL,
  side TEXT CHECK (side IN ('left', 'right', 'middle')),
  first_set INTEGER NOT NULL CHECK (first_set BETWEEN 1 AND of_sets),
  of_sets INTEGER NOT NULL CHECK (of_sets BETWEEN 1 AND 50),
  PRIMARY KEY (session, position)
) STRICT, WITHOUT ROWID""",
    f"""
CREATE TABLE guided_mark (  -- what happened in a session, in order
  seq INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES guided_session (seq) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  verb TEXT NOT NULL CHECK (verb IN ('open', 'leave', 'before', 'set', 'omit', 'back', 'pain', 'effort', 'close',
    'skip', 'stop', 'reopen', 'end')),
  exercise TEXT NOT NULL,  -- empty: the whole session
  side TEXT CHECK (side IN ('left', 'right', 'middle')),
  set_number INTEGER CHECK (set_number BETWEEN 1 AND 50),
  dose INTEGER NOT NULL CHECK (dose IN (0, 1)),  -- 1: of the set was done what follows; a tick counts nothing
  reps INTEGER CHECK (reps BETWEEN 0 AND 500),
  hold INTEGER CHECK (hold BETWEEN 0 AND 3600),  -- seconds
  minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
  value INTEGER {score_check("value")},  -- pain or effort; NULL: left out
  reason TEXT,
  window TEXT NOT NULL  -- which window opened or left the session
) STRICT""",
    """
CREATE TABLE guided_entry (  -- entries that a session wrote
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  session INTEGER NOT NULL REFERENCES guided_session (seq) ON DELETE RESTRICT
) STRICT""",
)

_INDEXES = (
    "CREATE INDEX guided_session_day ON guided_session (day)",
    "CREATE INDEX guided_mark_session ON guided_mark (session, seq)",
    "CREATE INDEX guided_entry_session ON guided_entry (session)",
)

FOURTH_SCHEMA = (*FOURTH_TABLES, *_INDEXES, *guards(FOURTH))
