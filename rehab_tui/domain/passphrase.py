"""Passphrases that files are locked with."""

from rehab_tui.domain.words import free_text
from rehab_tui.errors import InvalidValue

SHORT = 12
"""Characters below which a passphrase is soon guessed (judgement)."""
SHORT_WORDS = "a short passphrase is soon guessed; four or five words that do not belong together are better"
WHO_READS_LOCKED = (
    "Whoever has the file and the passphrase can read it; without the passphrase nobody can, not even you."
)


def passphrase_of(text: str) -> str:
    """Return a passphrase just as it was given. Raises InvalidValue for an empty one, or one that cannot be kept."""
    if not text.strip():
        raise InvalidValue("the passphrase is empty; nothing was done")
    return free_text("the passphrase", text)
