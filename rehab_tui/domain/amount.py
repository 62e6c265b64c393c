"""How much of a planned dose was done (rules, section 5), on plain numbers: light enough for the quickest command."""

from collections.abc import Iterable


def amount(measured: str, sets: int | None, reps: int | None, hold: int | None, minutes: int | None) -> int:
    """Return the size of a dose: sets x reps, sets x hold (seconds), minutes, or 1 for a tick."""
    if measured == "minutes":
        return minutes or 0
    if measured == "tick":
        return 1
    each = reps if measured == "reps" else (hold or 0) * (reps or 1)
    return (1 if sets is None else sets) * (each or 0)


def slots_filled(planned: int, times_a_day: int, *, sided: bool, done: Iterable[tuple[str | None, int]]) -> float:
    """Return the slots of one prescription that a day's sessions (side, amount) fill, from 0 to `times_a_day`.

    A session counts up to its own slot: a double dose does not stand for two times a day. One without a side
    counts for both; a side of a sided exercise is half a slot.
    """
    whole, left, right = max(1, planned), 0.0, 0.0
    for on, size in done:
        slot = min(1.0, size / whole)
        if not sided or on in (None, "left"):
            left += slot
        if not sided or on in (None, "right"):
            right += slot
    return (min(times_a_day, left) + min(times_a_day, right)) / 2


def slots_uncapped(planned: int, *, sided: bool, done: Iterable[tuple[str | None, int]]) -> float:
    """Return the slots that sessions (side, amount) come to without any limit: a double dose is two (rules, AD-02)."""
    whole = max(1, planned)
    share = {None: 1.0, "left": 0.5, "right": 0.5} if sided else {}
    return sum(share.get(on, 0.0 if sided else 1.0) * size / whole for on, size in done)
