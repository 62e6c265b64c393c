"""The guided session, and what is shown while exercising."""
