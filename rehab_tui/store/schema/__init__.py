"""The tables of the file, release by release, and the steps that make them."""
