"""A patient's plan, changed by their therapist."""
