"""The table of the third release, in plain sight: the files that versions of the plan came from."""

from rehab_tui.store.names import THIRD
from rehab_tui.store.schema.tables import day_check, guards

THIRD_TABLES = (
    f"""
CREATE TABLE plan_file (  -- the file that a version of the plan came from
  plan INTEGER PRIMARY KEY REFERENCES plan (seq) ON DELETE RESTRICT,
  version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 9999),  -- its author's own number
  written_on TEXT NOT NULL {day_check("written_on")},
  message TEXT,  -- the therapist's words to the patient
  thresholds TEXT NOT NULL,  -- JSON {{rule: {{name: number}}}}, what was changed
  known TEXT NOT NULL,  -- JSON [[rule, until, side]]: under care until that day
  precautions TEXT NOT NULL,  -- JSON [PR number or words]
  text TEXT NOT NULL  -- the whole file as it was written
) STRICT""",
)

THIRD_SCHEMA = (*THIRD_TABLES, *guards(THIRD))
