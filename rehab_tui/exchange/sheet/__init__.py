"""A spreadsheet from elsewhere: its cells, its dates, what its columns stand for."""
