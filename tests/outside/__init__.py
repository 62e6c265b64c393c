"""Checks by programs from outside that are run by hand; the suite does not need them."""
