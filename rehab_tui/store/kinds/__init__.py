"""One module for each kind of entry: how its fact is written to its table and read back.

Each module has `COLUMNS` (names in its table), `values(fact)` and `fact(row)`.
"""
