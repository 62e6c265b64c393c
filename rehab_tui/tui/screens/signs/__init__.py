"""The full list of warning signs, and what is asked about one of them."""
