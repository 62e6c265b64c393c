"""History: what was kept, day by day, and correcting it."""
