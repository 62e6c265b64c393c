"""Plan: what is prescribed, its versions and files, and the exercises there are."""
