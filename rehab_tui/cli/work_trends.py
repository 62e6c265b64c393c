"""`rehab trends load`, `balance` and `response`: what exercise did, drawn and in words."""

from collections.abc import Sequence
from datetime import timedelta

from rehab_tui.bootstrap import Rehab
from rehab_tui.charts import balance_chart, load_chart, response_chart
from rehab_tui.cli.drawing import HEIGHT, show_chart, show_picture, style, width
from rehab_tui.cli.output import show, show_json, tell
from rehab_tui.cli.session import Session
from rehab_tui.domain.balance import DAYS as FOUR_WEEKS
from rehab_tui.domain.doses import doses_words
from rehab_tui.domain.load import load_sentence
from rehab_tui.domain.response import DAYS as TWELVE_WEEKS
from rehab_tui.domain.response import LEAST, Response, response_sentence
from rehab_tui.domain.words import harmless
from rehab_tui.exchange.work_values import balance_values, load_values, response_values

OF_WORK = ("load", "balance", "response")
_WEEKS = 56
"""Days of `load` where none are asked for."""


def show_work(rehab: Rehab, session: Session, what: str, days: int | None, *, as_json: bool) -> None:
    """Show pain and load, balance, or what exercises were followed by."""
    if what == "load":
        _load(rehab, session, days or _WEEKS, as_json=as_json)
    elif what == "balance":
        if days is not None and days != FOUR_WEEKS:
            tell(f"rehab: note: balance always looks at {FOUR_WEEKS} days")
        _balance(rehab, session, as_json=as_json)
    else:
        _response(rehab, session, days or TWELVE_WEEKS, as_json=as_json)


def _load(rehab: Rehab, session: Session, days: int, *, as_json: bool) -> None:
    last = session.today
    weeks = rehab.responses.load(last - timedelta(days=min(days, last.toordinal()) - 1), last)
    if as_json:
        show_json(load_values(weeks))
        return
    if session.plain:
        show(load_sentence(weeks))
        for week in weeks:
            pain = ", ".join(f"{side.value} {_mean(week.mean(side))}" for side in week.pain)
            show(f"  week of {week.monday}: {doses_words(week.doses)} doses on {week.days} days; pain {pain}")
        return
    show_chart(session, load_chart(weeks, width=width(), height=HEIGHT, style=style(session)))


def _mean(value: float | None) -> str:
    return "not scored often enough" if value is None else f"{value:.1f}"


def _balance(rehab: Rehab, session: Session, *, as_json: bool) -> None:
    found = rehab.balances.balance(session.today)
    if as_json:
        show_json(balance_values(found))
        return
    if session.plain:
        for pair in (*found.pairs, *found.by_exercise):
            show(harmless(pair.sentence))
        return
    show_chart(session, balance_chart(found, width=width(), height=HEIGHT + 8, style=style(session)))


def _response(rehab: Rehab, session: Session, days: int, *, as_json: bool) -> None:
    found = rehab.responses.exercises(session.today, days)
    if as_json:
        show_json(response_values(found))
        return
    show(response_sentence(found))
    for line in response_lines(found):
        show(line)
    for one in found if not session.plain else ():
        if one.followed >= LEAST:
            show("")
            chart = response_chart(one, width=width(), style=style(session))
            show_picture(session, chart)


def response_lines(found: Sequence[Response]) -> list[str]:
    """Return the table "which exercise hurt the next day", each cell with its n."""
    if not found:
        return []
    head = ("exercise", "more pain", '"worse"', "pain while doing it")
    rows = [(harmless(one.name)[:27], one.hurt.words, one.worse.words, during_words(one)) for one in found]
    lines = [f"  {name:<28}{more:<16}{worse:<16}{during}" for name, more, worse, during in (head, *rows)]
    return [*lines, f"  more pain: {found[0].above:g} points or more above the pain before, the next day (PX-02)."]


def during_words(one: Response) -> str:
    """Return the mean pain while doing an exercise, with its n."""
    mean, n = one.during
    return "not noted" if mean is None else f"mean {mean:.1f}, n {n}"
