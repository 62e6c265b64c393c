"""Names of files that people type."""

from pathlib import Path

from rehab_tui.errors import InvalidValue


def typed_path(text: str, example: str) -> Path:
    """Return the path that was typed, `~/` opened; raise InvalidValue for an empty one, with an example."""
    if not text.strip() or "\0" in text:
        raise InvalidValue(f"the name of the file is empty; give a path, like ~/{example}")
    return Path(text).expanduser() if text.startswith("~/") else Path(text)
