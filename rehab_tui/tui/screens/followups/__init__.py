"""Follow-ups: the alert, the list, one of them in full, and its steps."""
