"""A therapist's caseload: taking records in, who needs attention, one patient's page, plans that go back."""
