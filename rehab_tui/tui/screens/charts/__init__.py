"""Charts: pain, exercises and measures over time."""
