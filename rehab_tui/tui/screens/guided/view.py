"""How a guided session looks: one thing at a time, as large as the window allows."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from textual.content import Content

from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Measured
from rehab_tui.domain.guided import Session, Task
from rehab_tui.domain.guided_run import Phase, Run
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.words import harmless
from rehab_tui.tui.screens.guided.big import big, can_draw, rows_of, width_of

LARGE = 4
"""The size of digits, ten lines high, that is preferred to larger words."""
_SIZES = tuple(product((2, 1, 0), (4, 2, 1, 0), (8, 6, 4, 2, 1, 0)))
"""Of the name, the word and the number; even sizes are drawn with whole blocks. A word as large as the number would
draw the eye away from it."""
MOST_LINES = 2
"""Lines that a large name may take."""


class Look(NamedTuple):
    """What a session shows: a line above, a large word, a large number, lines below."""

    head: str
    word: str
    number: str = ""
    below: tuple[str, ...] = ()
    style: str = "$primary"
    note: str = ""
    """What has to be said beside it, until the next key."""
    place: str = ""
    """The side and the set, after the name above; in a narrow window the name is cut, not this."""
    large: bool = False
    """Whether the name is drawn large as well: what begins has to be known from the mat."""


def look_of(run: Run, cues: Sequence[str] = ()) -> Look:
    """Return what stands on the screen at a moment of a session; `cues` tell how the exercise is done."""
    if run.phase in _ASKING or run.task is None:
        return _asking(run)
    word = _word(run, run.task)
    style = "$warning" if run.paused else f"${word.lower()}" if word in {"LEFT", "RIGHT"} else "$primary"
    below = (*_next_words(run), *cues)
    return Look(
        run.task.prescription.name,
        word,
        _number(run, run.task),
        below,
        style,
        place=_place(run, run.task),
        large=run.phase is Phase.START,
    )


_ASKING = frozenset({Phase.BEFORE, Phase.PAIN, Phase.STOP, Phase.END})


def _asking(run: Run) -> Look:
    name = run.task.prescription.name if run.task else ""
    if run.phase is Phase.BEFORE:
        return Look("Before the session", "PAIN NOW?", "", ("0 is none, 10 is the worst you can imagine.",))
    if run.phase is Phase.PAIN:
        said = run.session.standings[run.task.exercise].pain if run.task else None
        worst = (f"You said {said} while doing it; the higher one is kept.",) if said is not None else ()
        return Look(name, "PAIN?", "", ("Worst pain while doing it: 0 is none, 1 then 0 is 10.", *worst))
    if run.stopped is not None:
        card = run.stopped
        words = f"Stop this exercise for today. Pain {card.pain}, your limit is {card.limit} (rule PX-01)."
        return Look(card.name, "STOP", "", (words, "What was done stays kept."), "$error")
    return Look("", "DONE" if run.task is None else "ENDED", "", summary(run.session))


def _place(run: Run, task: Task) -> str:
    counted = task.prescription.measured is Measured.REPS and run.phase is Phase.RELEASE
    reps = (f"{run.reps} of {task.prescription.dose.reps}",) if counted else ()
    return " · ".join((*(run.turn.words if run.turn else ()), *reps))


_WORDS = {
    Phase.READY: "READY",
    Phase.HOLD: "HOLD",
    Phase.RELEASE: "LET GO",
    Phase.MINUTES: "GO",
    Phase.REST: "REST",
}


def _word(run: Run, task: Task) -> str:
    if run.paused:
        return "PAUSE"
    turn = run.turn
    if run.phase is Phase.HOLD and task.prescription.measured is Measured.REPS:
        return f"HOLD {run.reps + 1}/{task.prescription.dose.reps}"
    if run.phase in _WORDS or turn is None:
        return _WORDS.get(run.phase, "")
    if turn.side in (Side.LEFT, Side.RIGHT):
        return turn.side.value.upper()
    if turn.of > 1:
        return f"SET {turn.number}"
    return "COUNT" if run.phase is Phase.COUNT else "" if can_draw(task.prescription.name) else "READY?"


def _number(run: Run, task: Task) -> str:
    if run.phase is Phase.START:
        return large_dose(task.prescription)
    if run.phase is Phase.COUNT:
        return f"{run.reps}/{task.prescription.dose.reps}"
    if run.phase is Phase.MINUTES:
        return f"{run.seconds // 60}:{run.seconds % 60:02}"
    return str(run.seconds)


def large_dose(one: Prescription) -> str:
    """Return how much of an exercise is asked, short enough to be drawn large: 2x12, 2x20 s, 5 min; a tick: none."""
    dose = one.dose
    return {
        Measured.REPS: f"{dose.sets}x{dose.reps}",
        Measured.HOLD: f"{dose.sets}x{dose.hold} s",
        Measured.MINUTES: f"{dose.minutes} min",
        Measured.TICK: "",
    }[one.measured]


def _next_words(run: Run) -> tuple[str, ...]:
    if run.phase is Phase.START and run.task is not None:
        return (run.task.prescription.words,)
    if run.phase is Phase.REST and run.turn is not None:
        side = f" {run.turn.side.value}," if run.turn.side else ""
        return (f"Next:{side} set {run.turn.number} of {run.turn.of}",)
    return ("Change sides",) if run.phase is Phase.SWITCH else ()


def summary(session: Session) -> tuple[str, ...]:
    """Return a line for each exercise of a session: how much of it was done."""
    lines = []
    for task in session.tasks:
        standing = session.standings[task.exercise]
        done = (
            f"{standing.done} of {len(task.turns)}" if len(task.turns) > 1 else "done" if standing.done else "not done"
        )
        why = " (stopped: pain)" if standing.stopped else " (left out)" if standing.skipped else ""
        pain = f", pain {standing.pain}" if standing.pain is not None else ""
        lines.append(f"{task.prescription.name}: {done}{why}{pain}")
    return tuple(lines)


# drawing


def draw(look: Look, width: int, height: int, *, letters_only: bool = False) -> Content:
    """Return a look for a window of so many columns and lines: the number as large as it can be, the rest round it."""
    note = [line.stylize("bold $warning") for line in _wrapped(look.note, width)]
    lines = _drawn_below(look, width, height - len(note), letters_only=letters_only)
    top = max(0, height - len(note) - len(lines)) // 2
    rows = [*note, *[Content("")] * top, *lines][:height]
    return Content("\n").join([_centered(row, width) for row in rows])


def _wrapped(text: str, width: int) -> list[Content]:
    return list(Content(harmless(text)).wrap(max(8, min(width - 2, 76)))) if text else []


def _drawn_below(look: Look, width: int, height: int, *, letters_only: bool) -> list[Content]:
    below = [line for text in look.below for line in _wrapped(text, width) or [Content("")]]
    name_size, word_size, number_size = _sizes(look, width, height, len(below))
    rows = [*_head(look, width), *_name(look, width, name_size, letters_only=letters_only)]
    loose = height - len(rows) - _high(look, word_size, number_size) >= 4
    for text, size, style in ((look.word, word_size, look.style), (look.number, number_size, "$foreground")):
        if text:
            rows += [Content("")] if loose and rows else []
            rows += _drawn(text, size, style, letters_only=letters_only)
    room = height - len(rows)
    if below and room > len(below) and loose:
        rows.append(Content(""))
    rows += [line.stylize("bold" if look.large else "$quiet") for line in below[: max(0, height - len(rows))]]
    return rows[: max(0, height)]


def _head(look: Look, width: int) -> list[Content]:
    if not look.head:
        return []
    place = f" · {look.place}" if look.place else ""
    name = Content(harmless(look.head)).truncate(max(8, width - len(place)), ellipsis=True)
    return [(name + Content(place)).stylize("bold")]


def _name(look: Look, width: int, size: int, *, letters_only: bool) -> list[Content]:
    """Return the name in large letters, with an empty line before each of its lines."""
    style = "$foreground" if look.word else look.style
    drawn = [_drawn(line, size, style, letters_only=letters_only) for line in name_lines(look.head, size, width)]
    return [row for rows in drawn for row in (Content(""), *rows)] if size else []


def name_lines(name: str, size: int, width: int) -> tuple[str, ...]:
    """Return a name on one or two lines of large signs; empty where it cannot be drawn, or finds no room."""
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width - 2:
            lines[-1] = longer
        else:
            lines.append(word)
    fits = can_draw(name) and len(lines) <= MOST_LINES and all(width_of(line, size) <= width - 2 for line in lines)
    return tuple(lines) if fits else ()


def _drawn(text: str, size: int, style: str, *, letters_only: bool) -> list[Content]:
    if size == 0:
        return [Content.styled(text, f"bold {style}")]
    return [Content.styled(line, style) for line in big(text, size, letters_only=letters_only)]


def _centered(row: Content, width: int) -> Content:
    line = row.truncate(width, ellipsis=True)
    return Content(" " * ((width - line.cell_length) // 2)) + line


def _high(look: Look, word: int, number: int) -> int:
    """Return the lines that the word and the number take, without gaps."""
    return (_rows(word) if look.word else 0) + (_rows(number) if look.number else 0)


def _name_high(look: Look, width: int, size: int) -> int:
    """Return the lines that the large name takes, each with an empty one before it; 0 where it is not drawn."""
    return len(name_lines(look.head, size, width)) * (rows_of(size) + 1) if look.large and size else 0


def _rows(size: int) -> int:
    return rows_of(size) if size else 1


def _sizes(look: Look, width: int, height: int, below: int) -> tuple[int, int, int]:
    """Return the sizes of name, word and number, 0 for plain letters: first the number is large, then the word."""
    kept = min(below, 3 if look.number else below) if height >= 14 else min(below, 1)
    kept += 2 if height >= 20 else 0  # gaps: a full window is not a calm one
    names = {size: high for size in (2, 1, 0) if (high := _name_high(look, width, size)) or size == 0}
    fitting = [
        (name, word, number)
        for name, word, number in _SIZES
        if name in names
        and width_of(look.word, word) <= width - 2
        and width_of(look.number, number) <= width - 2
        and (word < LARGE or not look.number)
        and bool(look.head) + names[name] + _high(look, word, number) + kept <= height
    ]
    return max(fitting, key=_liked_before if look.large else _liked, default=(0, 0, 0))


def _liked(sizes: tuple[int, int, int]) -> tuple[int, ...]:
    name, word, number = sizes
    return min(number, LARGE), min(word, 2), name, word, number


def _liked_before(sizes: tuple[int, int, int]) -> tuple[int, ...]:
    """Before an exercise begins its name comes first, then how much of it."""
    name, word, number = sizes
    return min(name, 1), min(number, 2), min(word, 1), name, number, word
