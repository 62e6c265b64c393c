"""What people can do: verbs over values, each write one transaction. Time and settings are arguments.

Import a subject by its module (`rehab_tui.services.journal`), so that a command loads only what it needs.
"""
