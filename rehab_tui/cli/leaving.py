"""Asks once, before a file leaves, what is to leave in it."""

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli.output import show
from rehab_tui.cli.session import Session
from rehab_tui.domain.passphrase import WHO_READS_LOCKED
from rehab_tui.domain.sharing import PART_WORDS, WHO_READS, Selection


def agreed_to(
    session: Session, rehab: Rehab, selection: Selection, what: str, *, ticked: bool, ask: bool, locked: bool = False,
    form: str = "",
) -> Selection | None:  # fmt: skip
    """Ask once, on a terminal, what leaves; return it, or None where the person said no."""
    if not ask or not session.interactive:
        return selection
    from rehab_tui.cli.asking import Ended
    from rehab_tui.cli.asking import ask as question

    parts = set(selection.parts)
    counted = rehab.exporting.leaves(selection, form)
    show(f"{what[:1].upper()}{what[1:]}.")
    show(f"Leaves: {selection.words} ({counted.words}).")
    try:
        for part in counted.private if not ticked else ():
            if question(f"Also {PART_WORDS[part]}? yes / no").lower() in {"y", "yes"}:
                parts.add(part)
    except Ended:
        return None
    return selection._replace(parts=frozenset(parts)) if _written(locked=locked) else None


def agreed_to_words(session: Session, words: str, *, ask: bool) -> bool:
    """Say, on a terminal, what leaves in a file without parts, and return whether it may."""
    if not ask or not session.interactive:
        return True
    show(words)
    return _written()


def _written(*, locked: bool = False) -> bool:
    """Ask for the last time. The end of what can be typed is a no."""
    from rehab_tui.cli.asking import yes

    return yes(f"{WHO_READS_LOCKED if locked else WHO_READS} Write it?")
