"""What one key or command wrote, as one line of the history that opens to its parts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rehab_tui.domain.entry import Entry, Kind, Note
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.words import harmless
from rehab_tui.tui.entry_words import Names, entry_words, exercise_words

FOLD = "fold-"
"""How the key of a line begins that stands for several entries."""
Actions = Mapping[str, int]
"""Entry ids and the number of the command or key that made each."""


def together(entries: Sequence[Entry], actions: Actions) -> tuple[tuple[Entry, ...], ...]:
    """Return the entries of one kind as groups: what one action wrote is one; a note always stands alone."""
    groups: dict[object, list[Entry]] = {}
    for entry in entries:
        alone = isinstance(entry.fact, Note) or entry.id not in actions
        key = entry.id if alone else (actions[entry.id], entry.recorded_at, entry.state)
        groups.setdefault(key, []).append(entry)
    return tuple(tuple(group) for group in groups.values())


def fold_key(parts: Sequence[Entry], actions: Actions) -> str:
    """Return the key of the line that stands for some entries; it stays when one of them is corrected."""
    first = parts[0]
    return f"{FOLD}{actions[first.id]}-{first.recorded_at}-{first.kind}-{first.state}"


def fold_words(parts: Sequence[Entry], names: Names) -> str:
    """Return in a few words what an action wrote: `5 exercises: all as planned`."""
    if parts[0].kind is Kind.EXERCISE:
        return harmless(_work_words([entry.fact for entry in parts if isinstance(entry.fact, ExerciseDone)], names))
    return " · ".join(entry_words(entry, names).split("\n")[0] for entry in parts)


def _work_words(done: Sequence[ExerciseDone], names: Names) -> str:
    exercises = dict.fromkeys(fact.exercise for fact in done)
    if len(exercises) == 1:
        said = dict.fromkeys(exercise_words(replace(fact, side=None), names) for fact in done)
        sides = " and ".join(fact.side.value for fact in done if fact.side)
        if len(said) == 1:
            name, _, rest = next(iter(said)).partition(": ")
            return f"{name}, {sides}: {rest}" if sides else f"{name}, {len(done)} times: {rest}"
        return " · ".join(exercise_words(fact, names) for fact in done)
    ways = Counter(_way([fact for fact in done if fact.exercise == exercise]) for exercise in exercises)
    if len(ways) == 1:
        return f"{len(exercises)} exercises: all {next(iter(ways))}"
    return f"{len(exercises)} exercises: {', '.join(f'{count} {way}' for way, count in ways.items())}"


def _way(facts: Sequence[ExerciseDone]) -> str:
    """Return how an exercise went, all its sides taken together."""
    if all(fact.skipped is not None for fact in facts):
        return "left out"
    return "as planned" if all(fact.one_key for fact in facts) else "in detail"
