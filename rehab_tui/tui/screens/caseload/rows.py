"""A patient of the caseload in a few lines: who, why, how it goes, up to which day the data speak."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from rehab_tui.charts import ChartStyle, sparkline
from rehab_tui.domain.caseload import Reason, Row, Standing
from rehab_tui.domain.days import short_day
from rehab_tui.domain.series import Mean
from rehab_tui.domain.words import harmless, shown
from rehab_tui.rules.triage import reasons
from rehab_tui.services.caseload.view import Fold
from rehab_tui.tui.widgets.sheet import Line, LineMaker

BADGES: dict[Standing, tuple[str, str]] = {
    Standing.EMERGENCY: ("EMERGENCY", "bold $level-1-text on $level-1"),
    Standing.TODAY: ("CALL TODAY", "bold $level-2-text on $level-2"),
    Standing.SILENT_AFTER: ("SILENT", "bold $level-2-text on $level-2"),
    Standing.OVERDUE: ("OVERDUE", "bold $level-3-text on $level-3"),
    Standing.RISING_WITH_WORK: ("RISING", "bold $warning"),
    Standing.RISING: ("RISING", "bold $warning"),
    Standing.FLARING: ("FLARING", "bold $warning"),
    Standing.WAITING: ("LEVEL 3", "bold $level-3-text on $level-3"),
    Standing.SILENT: ("SILENT", "bold"),
    Standing.STALE: ("OLD DATA", "bold"),
    Standing.LITTLE_DONE: ("LITTLE", "bold"),
    Standing.NEW: ("NEW", "$secondary"),
    Standing.QUIET: ("", ""),
}
SHORT = {
    Standing.OVERDUE: "overdue",
    Standing.RISING_WITH_WORK: "pain and plan up",
    Standing.RISING: "pain rising",
    Standing.FLARING: "flaring",
}
"""Reasons that are named where there is no room for their words."""
"""The most urgent reason in a word, with the colors that its level has on the other screens."""
INDENT = 14
"""Cells before the name and the reasons."""
NARROW, WIDE = 74, 112
"""Cells below which the days have no room beside the name, and from which on the means have."""
DAYS, DATA_TO = 28, 16
"""Cells of the small chart, and those of "data to 18 Nov" or "to 18 Nov 2025" with the gaps beside it."""
MEANS = 32
"""Cells of the means where they stand in the first line."""
BESIDE = 24
"""Cells beside the reasons, for what is open and what was done, where there is room for it."""
FOLD = 5
"""Cells before the words of the line that stands for those who were reviewed."""
GAP = 3
"""Cells at least between the reasons and what stands beside them."""
REASON_LINES = 2
"""Lines of reasons of a row without the cursor."""


def patient_lines(row: Row, width: int, style: ChartStyle, *, chosen: bool, spaced: bool) -> tuple[Line, ...]:
    """Return a patient for a width in cells; all reasons under the cursor, else those that fit two lines.

    Under the cursor a long name stands there whole: the days then have a line of their own.
    """
    told = _told(row)
    why = _why(told, width, chosen=chosen)
    whole = chosen and len(row.label) >= _room(width)
    foot = [_days(row, style)] if whole or width < NARROW else []
    if width >= WIDE:
        why[0] = _beside(why[0], _work(row), width)
        if chosen and not any(row.asked_words in one.words for one in told):
            foot.append(_foot(row.asked_words))
    elif width >= NARROW:
        words = _work(row) if whole else f"{row.hip} {_means(row)} · {_work(row)}"
        if why[-1].content.cell_length + len(words) + GAP < width:
            why[-1] = _beside(why[-1], words, width)
        else:
            foot.append(_foot(words))
    rest = _rest_of_name(row, width) if whole else []
    return (_head(row, width, style, whole=whole), *rest, *why, *foot, *([Line(Content(""))] if spaced else []))


def _room(width: int) -> int:
    """Return the cells for a name beside the days and what else stands in the first line."""
    return width - INDENT - DATA_TO - (DAYS + 2 if width >= NARROW else 0) - (MEANS if width >= WIDE else 0)


def _told(row: Row) -> list[Reason]:
    """Return the reasons; that nobody has looked yet is said where there is no other, with what was asked."""
    first, *others = reasons(row)
    if first.standing is not Standing.NEW:
        return [first, *(one for one in others if one.standing is not Standing.NEW)]
    rest = "; ".join(one.words for one in others)
    return [Reason(Standing.NEW, f"New to you: {rest[:1].lower()}{rest[1:]}" if rest else first.words)]


def _head(row: Row, width: int, style: ChartStyle, *, whole: bool) -> Line:
    word, look = BADGES[row.standing]
    maker = LineMaker().add(" ")
    if word:
        maker.add(f" {word} ", look)
    maker.to(INDENT)
    day = short_day(row.data_to, row.today)
    data_to = f"data to {day}" if row.data_to.year == row.today.year else f"to {day}"
    _name(maker, row, width - INDENT - DATA_TO if whole else _room(width), whole=whole)
    if width >= NARROW and not whole:
        maker.add(sparkline(row.spark, style), f"${row.hip}").add("  ")
    if width >= WIDE and not whole:
        maker.add(_means(row), "$quiet")
    maker.to(width - len(data_to) - 1).add(data_to, "bold $warning" if row.stale else "$quiet")
    return maker.line()


def _rest_of_name(row: Row, width: int) -> list[Line]:
    """Return what of a name has no room in the first line."""
    lines = Content(shown(row.label, 200)).wrap(width - INDENT - DATA_TO - 1)
    return [Line(Content(" " * INDENT) + line.stylize("bold")) for line in lines[1:]]


def _name(maker: LineMaker, row: Row, room: int, *, whole: bool) -> None:
    """Add the name, or as much of it as the line has room for, and whether it was looked at."""
    was = row.reviewed
    mark = "" if was is None else f"{'changed since' if row.changed else 'reviewed'} {short_day(was.date(), row.today)}"
    name = Content(shown(row.label, 200))
    name = name.wrap(room - 1)[0] if whole else name.truncate(max(8, room - 1), ellipsis=True)
    maker.add(name.plain, "bold" if row.changed else "")
    if mark and name.cell_length + len(mark) + 3 <= room:
        maker.add(f"  {mark}", "$quiet")
    maker.to(INDENT + room)


def _why(told: Sequence[Reason], width: int, *, chosen: bool) -> list[Line]:
    room = min(width, 120) - INDENT - (BESIDE if width >= WIDE else 1)
    first, *others = [tuple(_reason(one, room, first=number == 0)) for number, one in enumerate(told)]
    lines = [*first, *(line for one in others for line in one)]
    if chosen or len(lines) <= REASON_LINES:
        return [Line(Content(" " * INDENT) + line) for line in lines]
    goes_on, hidden = (len(first) > REASON_LINES, told[1:]) if len(first) > 1 else (len(others[0]) > 1, told[2:])
    kept = [lines[0], _ended(lines[1], _more(hidden), room, goes_on=goes_on)]
    return [Line(Content(" " * INDENT) + line) for line in kept]


def _more(hidden: Sequence[Reason]) -> str:
    """Return how many reasons have no room, with the one that tells patients of one level apart."""
    named = next((SHORT[one.standing] for one in hidden if one.standing in SHORT), "")
    return f" +{len(hidden)}{named and f': {named}'}" if hidden else ""


def _ended(line: Content, more: str, room: int, *, goes_on: bool) -> Content:
    """Return the last line that is shown, cut after a word: the beginning of a number reads like another number."""
    if line.cell_length + len(more) > room or (goes_on and line.cell_length + len(more) + 2 > room):
        line, goes_on = line[: len(line.truncate(room - len(more) - 1).plain.rpartition(" ")[0])], True
    return line + Content.styled((" …" if goes_on else "") + more, "$quiet")


def _reason(one: Reason, room: int, *, first: bool) -> Iterable[Content]:
    for number, line in enumerate(Content(harmless(one.words)).wrap(room - (0 if first else 2))):
        if first:
            yield line
        else:
            yield Content.styled("  " if number else "· ", "$quiet") + line.stylize("$quiet")


def _beside(line: Line, words: str, width: int) -> Line:
    """Return a line with words flush right."""
    return Line(
        line.content.pad_right(width - 1 - line.content.cell_length - len(words)) + Content.styled(words, "$quiet")
    )


def _foot(words: str) -> Line:
    return Line(Content(" " * INDENT) + Content.styled(words, "$quiet"))


def _days(row: Row, style: ChartStyle) -> Line:
    """Return the days with their means, where they have no room beside the name."""
    known = row.summary
    now, before = Mean(known.sum_7, known.n_7), Mean(known.sum_prior_14, known.n_prior_14)
    means = "  " + ", was ".join(
        "none" if one.value is None else f"{one.value:.1f} (n {one.n})" for one in (now, before)
    )
    return LineMaker().add("   ").add(sparkline(row.spark, style), f"${row.hip}").add(means, "$quiet").line()


def _work(row: Row) -> str:
    """Return how many follow-ups wait, and how much of the plan was done in 28 days."""
    open_now = f"{row.summary.open_followups or 'none'} open"
    done = row.summary.adherence_28
    return open_now if done is None else f"{open_now} · plan {done} %"


def _means(row: Row) -> str:
    known = row.summary
    return means_words(Mean(known.sum_7, known.n_7), Mean(known.sum_prior_14, known.n_prior_14))


def means_words(week: Mean, before: Mean) -> str:
    """Return the mean of the last seven days, and of the fourteen before, each with its number of scores."""
    return f"{_mean(week, 7)}, was {_mean(before, 14)}"


def _mean(mean: Mean, days: int) -> str:
    return "no score" if mean.value is None else f"{mean.value:.1f} ({mean.n} of {days})"


def fold_lines(fold: Fold, width: int) -> tuple[Line, ...]:
    """Return the lines that stand for those who were reviewed."""
    sign, key = ("▾", "enter folds them") if fold.opened else ("▹", "enter shows them")
    first, *rest = Content(fold.words).wrap(width - FOLD - 1)
    maker = LineMaker().add(f"   {sign} ", "$primary").add(first.plain)
    if not rest and maker.width + len(key) + 4 < width:
        maker.to(width - len(key) - 1).add(key, "$quiet")
    return (Line(Content("")), maker.line(), *(Line(Content(" " * FOLD) + line) for line in rest))
