"""The checks that compare with better days: pain that came back, pain late after surgery, good news."""

from collections.abc import Iterator

from rehab_tui.domain.followup import Level
from rehab_tui.rules.computed.hit import RISE, Hit
from rehab_tui.rules.computed.trends import start_numbers, week_numbers, week_words
from rehab_tui.rules.computed.view import BASELINE_DAYS, FORTNIGHT, WEEK, Series, Sum, View, day_said, day_text


def came_back(view: View) -> Iterator[Hit]:
    """HW-01: pain is up again after a fortnight in which it had settled, in the first year after surgery."""
    since = view.since_surgery()
    if since is None or not view.numbers["days_after"] <= since <= view.numbers["days_until"]:
        return
    for series in view.prepared.hips:
        week = series.week(view.d)
        if week.n < view.numbers["need"] or week.total < view.numbers["by"] * week.n:
            continue
        calm = calmest(series, view, view.d - since)
        if calm is None or not week.above(calm[1], view.numbers["by"]):
            continue
        last, settled = calm
        why = week_numbers(view, series, week) | {
            "days_since_surgery": since,
            "settled_from": day_text(last - FORTNIGHT + 1),
            "settled_to": day_text(last),
            "mean_settled": settled.mean,
            "sum_settled": settled.total,
            "n_settled": settled.n,
            "rows": series.rows(last, FORTNIGHT) + series.rows(view.d, WEEK),
            "would_change": f"An average of that week below {settled.mean + float(view.numbers['by']):.1f}.",
        }
        words = week_words(series, week) | {"b": settled.words, "when": day_said(last)}
        yield Hit(Level.DAYS, why, words, series.place[1])


def calmest(series: Series, view: View, operated: int) -> tuple[int, Sum] | None:
    """Return the last day and the sum of the lowest settled fortnight after surgery and before this week."""
    get = series.by_day.get
    best: tuple[int, Sum] | None = None
    total = n = 0
    for day in range(operated + 1, view.d - WEEK + 1):
        score = get(day)
        if score is not None:
            total, n = total + score, n + 1
        gone = get(day - FORTNIGHT) if day - FORTNIGHT > operated else None
        if gone is not None:
            total, n = total - gone, n - 1
        whole = day - operated >= FORTNIGHT
        if not whole or n < view.numbers["need_settled"] or total > view.numbers["settled"] * n:
            continue
        if best is None or total * best[1].n < best[1].total * n:
            best = (day, Sum(total, n))
    return best


def began_late(view: View) -> Iterator[Hit]:
    """HW-04: one more line on what fires a year and more after surgery."""
    since = view.since_surgery()
    if since is None or since < view.numbers["days_after"]:
        return
    told = set()
    for rule, hit in view.fired:
        late = rule in ("PT-02", "PT-03", "PT-07", "PT-09") or (rule == "PT-04" and hit.level is Level.DAYS)
        # Whichever prompt of one rise is open takes the line, and takes it once.
        adds_to = RISE if rule in RISE else (rule,)
        place = (adds_to, hit.side, hit.why["site"]) if late else None
        if place is None or place in told:
            continue
        told.add(place)
        why = {
            "site": hit.why["site"],
            "days_since_surgery": since,
            "with": rule,
            "rows": hit.why["rows"],
            "logged": hit.why["logged"],
            "would_change": "A surgery less than a year ago.",
        }
        yield Hit(None, why, {}, hit.side, adds_to)


def good_news(view: View) -> Iterator[Hit]:
    """OK-01: at least two points, and 30 in a hundred, lower than at the start."""
    for series in view.prepared.hips:
        week = series.week(view.d)
        if week.n < view.numbers["need"] or not view.baseline_ended(series):
            continue
        first, start = view.baseline(series)
        if start.n < view.numbers["need_start"] or not start.above(week, view.numbers["by"]):
            continue
        fall = start.total * week.n - week.total * start.n
        if not start.total or 100 * fall < view.numbers["share"] * start.total * week.n:
            continue
        lower = start.mean - week.mean
        why = (
            week_numbers(view, series, week)
            | start_numbers(first, start)
            | {
                "difference": -lower,
                "rows": series.rows(first + BASELINE_DAYS - 1, BASELINE_DAYS) + series.rows(view.d, WEEK),
                "would_change": f"An average of that week above {start.mean - float(view.numbers['by']):.1f}.",
            }
        )
        # Rounded down: good news is not made bigger than it is.
        words = week_words(series, week) | {"b": start.words, "k": str(int(lower))}
        yield Hit(None, why, words, series.place[1])
