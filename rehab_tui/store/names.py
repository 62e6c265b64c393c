"""Names of the guards in the file, and of a verb; apart from the schema, so that opening a file stays quick."""

FIRST = (
    "change", "entry", "entry_state", "pain", "exercise", "symptoms", "symptom", "answer", "note", "clearance",
    "visit", "profile_fact", "plan", "prescription", "followup", "followup_event",
)  # fmt: skip

SECOND = ("measure", "measure_value", "treatment", "block", "block_score", "pause", "baseline")

THIRD = ("plan_file",)

FOURTH = ("guided_session", "guided_part", "guided_mark", "guided_entry")

FIFTH = ("caseload_file", "caseload_note", "caseload_review")

APPEND_ONLY = (*FIRST, *SECOND, *THIRD, *FOURTH, *FIFTH)

TRIGGER_NAMES = frozenset(f"{table}_{verb}" for table in APPEND_ONLY for verb in ("update", "delete"))

CASELOAD = "caseload"
"""The verb of what a therapist did with other patients: it is in the same trail, and never leaves with it."""

PURGED = "purged"
"""What stands in the trail instead of the words of a change that touched something purged."""
