"""Today: a normal day in three to five keys."""
