"""The program's values as files and as plain dictionaries; import a subject by its module."""
