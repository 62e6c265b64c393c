"""What the exercises did: pain beside work, done of planned, balance, and the day after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType

from rehab_tui.bootstrap import Rehab
from rehab_tui.charts import Chart, balance_chart, load_chart, response_chart
from rehab_tui.domain.adherence import Adherence, percent
from rehab_tui.domain.balance import Balance
from rehab_tui.domain.days import day_words
from rehab_tui.domain.doses import doses_words
from rehab_tui.domain.load import WeekOfLoad, load_sentence
from rehab_tui.domain.response import LEAST, Response, response_sentence
from rehab_tui.domain.words import harmless
from rehab_tui.tui.screens.charts.work_rows import chart_rows
from rehab_tui.tui.screens.page import Page, wrapped
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import LineMaker, Row, text_row

WEEKS = (8, 13, 26, 52)
"""Weeks of pain and work that can be chosen."""
_MOST_LINES = 16


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was read for the page."""

    weeks: tuple[WeekOfLoad, ...]
    work: Adherence
    week: Adherence
    balance: Balance
    responses: tuple[Response, ...]
    names: dict[str, str]
    """Names of the plan's exercises by id."""


class WorkPage(Page):
    """A page of pictures and sentences."""

    TITLE_WORDS = "Work"
    HELP_PAGE = "charts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "weeks(-1)", "Shorter time", show=False),
        Binding("right", "weeks(1)", "Longer time", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._weeks = 0
        self._shown: _Shown | None = None

    def reload(self) -> None:
        """Read everything again."""
        self._shown = _read(self.context.rehab, self.context.clock.today(), WEEKS[self._weeks])
        super().reload()

    def top_words(self) -> str:
        """Return the day up to which it goes."""
        return f"to {day_words(self.context.clock.today())}"

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        return (
            KeyHint("←", "shorter", "weeks(-1)"),
            KeyHint("→", "longer time", "weeks(1)"),
            KeyHint("↑↓", "read on", "move(8)"),
            KeyHint("esc", "back", "leave"),
            KeyHint("?", "help", "app.help"),
        )

    def action_weeks(self, step: int) -> None:
        """Show fewer or more weeks; it stops at the ends."""
        self._weeks = max(0, min(len(WEEKS) - 1, self._weeks + step))
        self.refresh_all()

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return the four parts."""
        if self._shown is None:
            return ()
        shown, style = self._shown, self.context.chart_style
        room = min(width, 100) - 4
        load = load_chart(shown.weeks, width=room, height=_MOST_LINES, style=style)
        balance = balance_chart(shown.balance, width=room, height=_MOST_LINES + 8, style=style)
        return (
            *_part("load", f"Pain and work, {WEEKS[self._weeks]} weeks", load, (load_sentence(shown.weeks),), width),
            *_adherence_rows(shown, width),
            *_part("balance", "Balance, 28 days", balance, balance.words, width),
            *_response_rows(shown.responses, width),
            *(
                row
                for one in shown.responses
                if one.followed >= LEAST
                for row in chart_rows(f"next-{one.exercise}", response_chart(one, width=room, style=style))
            ),
        )


def _read(rehab: Rehab, today: date, weeks: int) -> _Shown:
    first = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    return _Shown(
        weeks=rehab.responses.load(first, today),
        work=rehab.looking_back.adherence(today, 28),
        week=rehab.looking_back.adherence(today, 7),
        balance=rehab.balances.balance(today),
        responses=rehab.responses.exercises(today),
        names={line.exercise: line.name for plan in rehab.plans.versions() for line in plan.prescriptions},
    )


def _part(key: str, title: str, chart: Chart, words: tuple[str, ...], width: int) -> Iterator[Row]:
    yield text_row(f"{key}-gap", "")
    yield text_row(f"{key}-head", (f"  {title}", "bold $primary"))
    yield from chart_rows(key, chart)
    for number, sentence in enumerate(words):
        yield Row(f"{key}-words-{number}", wrapped(harmless(sentence), width), selectable=False)


def _adherence_rows(shown: _Shown, width: int) -> Iterator[Row]:
    work = shown.work
    yield text_row("done-gap", "")
    yield text_row("done-head", ("  Exercises, done of planned", "bold $primary"))
    total = f"{work.words[:1].upper()}{work.words[1:]}; {shown.week.words}."
    yield Row("done-total", wrapped(total, width), selectable=False)
    for name, (done, due) in work.by_exercise.items():
        maker = LineMaker().add("  ").add(harmless(shown.names.get(name, name))[:30]).to(34)
        share = percent(done, due)
        maker.add(f"{doses_words(done)} of {due}" + (f"  {share} %" if share is not None else ""))
        lines = [maker.line()]
        if name in work.left_out:
            lines.extend(wrapped(f"left out: {_reasons(work.left_out[name])}", width, indent=6, style="$quiet"))
        yield Row(f"done-{name}", tuple(lines), selectable=False)
    if work.skipped:
        yield Row("left-out", wrapped(f"Left out, with a reason: {_reasons(work.skipped)}.", width), selectable=False)
    if work.paused:
        words = harmless(work.paused_words)
        yield Row("paused", wrapped(f"{words[:1].upper()}{words[1:]}.", width), selectable=False)


def _reasons(reasons: Mapping[str, int]) -> str:
    return ", ".join(f"{reason.replace('-', ' ')} {times}" for reason, times in reasons.items())


def _response_rows(found: tuple[Response, ...], width: int) -> Iterator[Row]:
    """Yield the table "which exercise hurt the next day"."""
    yield text_row("next-gap", "")
    yield text_row("next-head", ("  Which exercise hurt the next day", "bold $primary"))
    yield Row("next-words", wrapped(harmless(response_sentence(found)), width), selectable=False)
    if found and width >= 72:
        yield _table_row(
            "next-titles", ("", f"{found[0].above:g} points more", '"worse"', "pain while doing it"), "$quiet"
        )
    for one in found:
        mean, n = one.during
        during = "not noted" if mean is None else f"mean {mean:.1f}, n {n}"
        cells = (harmless(one.name)[:26], one.hurt.words, one.worse.words, during)
        if width >= 72:
            yield _table_row(f"next-{one.exercise}", cells)
        else:
            yield _in_lines(one, cells, width)
    yield text_row("next-end", "")


def _in_lines(one: Response, cells: tuple[str, str, str, str], width: int) -> Row:
    """Return a row of the table line by line, for a window that has no room for its columns."""
    name, more, worse, during = cells
    said = (
        f"{one.above:g} points more the next day: {more}",
        f'answered "worse": {worse}',
        f"pain while doing it: {during}",
    )
    below = (line for text in said for line in wrapped(text, width, indent=4, style="$quiet"))
    return Row(f"next-{one.exercise}", (*wrapped(name, width, style="bold"), *below), selectable=False)


def _table_row(key: str, cells: tuple[str, str, str, str], style: str = "") -> Row:
    name, more, worse, during = cells
    return text_row(key, (f"  {name:<27}{more:<15}{worse:<15}{during}", style))
