"""What leaves the file and what comes in: exports, reports, records, spreadsheets."""
