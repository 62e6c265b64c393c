"""What the program talks about: pure values and sums, no clock, no files, no screen.

Import a subject by its module (`rehab_tui.domain.pain`), so that a command loads only what it needs.
"""
