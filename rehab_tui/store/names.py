"""Names of the guards in the file; apart from the schema, so that opening a file stays quick."""

APPEND_ONLY = (
    "change", "entry", "entry_state", "pain", "exercise", "symptoms", "symptom", "answer", "note", "clearance",
    "visit", "profile_fact", "plan", "prescription", "followup", "followup_event",
)  # fmt: skip

TRIGGER_NAMES = frozenset(f"{table}_{verb}" for table in APPEND_ONLY for verb in ("update", "delete"))
