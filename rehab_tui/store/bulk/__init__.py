"""Many rows at once: a patient record, a spreadsheet, an export; by SQL, for ten years are many."""
