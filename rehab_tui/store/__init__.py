"""Keeps a patient's entries in one SQLite file; the only room that speaks SQL."""

from rehab_tui.store.store import Change, Store, data_folder, make_folder, new_id

__all__ = ["Change", "Store", "data_folder", "make_folder", "new_id"]
