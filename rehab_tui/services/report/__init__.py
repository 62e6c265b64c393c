"""What a report for a visit says, gathered from the file."""
