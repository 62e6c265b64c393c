"""The tables of the fifth release, in plain sight: a therapist's caseload, apart from the patient of the file."""

from rehab_tui.store.names import FIFTH
from rehab_tui.store.schema.tables import day_check, guards, instant_check

FIFTH_TABLES = (
    f"""
CREATE TABLE caseload_file (  -- a patient record that was taken in
  seq INTEGER PRIMARY KEY,
  patient TEXT NOT NULL,  -- the patient's id in all their exports; not the patient of this file
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  name TEXT NOT NULL,  -- of the file
  sha256 TEXT NOT NULL UNIQUE,  -- of its bytes
  exported_at TEXT NOT NULL {instant_check("exported_at")},  -- UTC
  entries INTEGER NOT NULL CHECK (entries >= 0)  -- that were not known before
) STRICT""",
    """
CREATE TABLE caseload_record (  -- all that is known of a patient, as one patient record
  patient TEXT NOT NULL PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  record BLOB NOT NULL  -- the text of a .rehab.json file, compressed by zlib
) STRICT""",
    f"""
CREATE TABLE caseload_summary (  -- what the list shows of a patient, worked out when a file was taken in
  patient TEXT NOT NULL PRIMARY KEY,
  name TEXT,  -- NULL: the file names nobody
  sort_name TEXT NOT NULL,  -- the name in small letters
  version INTEGER NOT NULL CHECK (version >= 1),  -- goes up when something is new
  exported_at TEXT NOT NULL {instant_check("exported_at")},  -- UTC, of the newest file
  exported_on TEXT NOT NULL {day_check("exported_on")},  -- the patient's own day
  data_to TEXT NOT NULL {day_check("data_to")},  -- up to which day the files speak
  last_entry TEXT {day_check("last_entry")},
  standing INTEGER NOT NULL,  -- place in the order by what does not depend on the day of reading
  level INTEGER CHECK (level BETWEEN 1 AND 4),  -- of the most urgent follow-up that waits
  due TEXT {instant_check("due")},  -- of that one, UTC
  overdue_from TEXT NOT NULL,  -- UTC, of every follow-up of level 1 to 3 that waits, level before each
  open_followups INTEGER NOT NULL,
  sum_7 INTEGER NOT NULL,  -- daily scores of the hip that is shown, the last 7 days
  n_7 INTEGER NOT NULL,
  sum_prior_14 INTEGER NOT NULL,
  n_prior_14 INTEGER NOT NULL,
  adherence_7 INTEGER,  -- done of planned in a hundred; NULL: nothing was due
  adherence_28 INTEGER,
  details TEXT NOT NULL  -- JSON: the reasons with their numbers, the days of the small chart, what was asked
) STRICT""",
    """
CREATE TABLE caseload_note (  -- the therapist's own words about a patient; they never leave with the patient's record
  seq INTEGER PRIMARY KEY,
  patient TEXT NOT NULL,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  text TEXT NOT NULL CHECK (trim(text) <> '')
) STRICT""",
    """
CREATE TABLE caseload_review (  -- a therapist has looked at a patient as they stood then
  seq INTEGER PRIMARY KEY,
  patient TEXT NOT NULL,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  version INTEGER NOT NULL,  -- of the summary
  overdue INTEGER NOT NULL CHECK (overdue >= 0),  -- how many follow-ups were overdue
  stale INTEGER NOT NULL CHECK (stale IN (0, 1))  -- 1: no newer file had come for a while
) STRICT""",
)

FIFTH_INDEXES = (
    "CREATE INDEX caseload_file_patient ON caseload_file (patient, seq)",
    "CREATE INDEX caseload_note_patient ON caseload_note (patient, seq)",
    "CREATE INDEX caseload_review_patient ON caseload_review (patient, seq)",
)

FIFTH_SCHEMA = (*FIFTH_TABLES, *FIFTH_INDEXES, *guards(FIFTH))
