"""The patient record (`.rehab.json`), written and read; `file` is what others use."""
