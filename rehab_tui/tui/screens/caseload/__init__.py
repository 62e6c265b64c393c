"""Caseload: the list, one patient, and taking records in."""
