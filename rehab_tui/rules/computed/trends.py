"""The checks on daily pain of one hip: one score, one week, a start, a run of days, eight weeks (PT-01 to PT-06)."""

from collections.abc import Iterator
from datetime import timedelta

from rehab_tui.domain.followup import Level
from rehab_tui.domain.history import older_than_the_pain
from rehab_tui.rules.computed.hit import Hit
from rehab_tui.rules.computed.view import (
    BASELINE_DAYS,
    FORTNIGHT,
    WEEK,
    Series,
    Sum,
    View,
    day_said,
    day_text,
    span_said,
)

RELIEF_HOURS = timedelta(hours=2)
"""How long the question after a high score may stay unanswered (judgement; rule table, PT-01)."""

RUN_LOOKBACK = 56
"""Judgement: a run of high days that began more than eight weeks ago holds back no new one."""

FOUR_WEEKS = 28

WEEK_NEEDS = 4
"""A weekly mean needs four scores (rules 2.3)."""

FORTNIGHT_NEEDS = 7
"""Judgement: how many scores the mean of two weeks needs; as R(d) and B of the rule table."""


def high_score(view: View) -> Iterator[Hit]:
    """PT-01: one score of 8 or more, well above usual. The only rule that looks at a single score."""
    for series in view.prepared.places:
        score = series.by_day.get(view.d)
        if score is None or score < view.numbers["score"]:
            continue
        n, twice = series.usual(view.d)
        known = n >= view.numbers["need_before"]
        if known and 2 * score - twice < 2 * view.numbers["above"]:
            continue
        relief = _relief(view, series)
        level = Level.TODAY if relief == "no" or (relief is None and _waited(view, series)) else Level.DAYS
        usual = f"well above your usual {twice / 2:g}" if known else "which is very high"
        why: dict[str, object] = {
            "site": series.place[0],
            "score": score,
            "usual": twice / 2 if known else None,
            "n_usual": n,
            "relief": relief,
            "ask": "relief" if relief is None else None,
            "value": score,
            "rows": [*(series.rows(view.d - WEEK, FORTNIGHT) if known else []), *series.rows(view.d, 1)],
            "logged": f"{series.where} pain {score} on {day_said(view.d)}",
            "would_change": (
                f"A score below {view.whole('score')}"
                + (f", or less than {view.whole('above')} above your usual {twice / 2:g}." if known else ".")
            ),
        }
        words = {"s": str(score), "where": series.where, "usual": usual, "when": day_said(view.d)}
        words["eased"] = "nothing helps" if relief == "no" else "you have not said whether anything helps"
        yield Hit(level, why, words, series.place[1])


def _relief(view: View, series: Series) -> str | None:
    """Return whether anything helps, yes or no; a yes that is older than pain as high as this says nothing of it."""
    relief = next((value for _, value in view.answered("relief", 1)), None)
    scored_at = view.history.scored_at.get((series.place, view.day))
    said_at = view.history.relief_said_at.get(view.day)
    return None if relief == "yes" and older_than_the_pain(said_at, scored_at, view.day) else relief


def _waited(view: View, series: Series) -> bool:
    scored_at = view.history.scored_at.get((series.place, view.day))
    return scored_at is not None and view.now is not None and view.now - scored_at >= RELIEF_HOURS


def week_above_before(view: View) -> Iterator[Hit]:
    """PT-02: this week's mean against the two weeks before."""
    for series in view.prepared.hips:
        week = series.week(view.d)
        if week.n < view.numbers["need"]:
            continue
        before = series.before(view.d)
        if before.n < view.numbers["need_before"] or not week.above(before, view.numbers["by"]):
            continue
        why = week_numbers(view, series, week) | {
            "mean_prior_14": before.mean,
            "sum_prior_14": before.total,
            "n_prior_14": before.n,
            "difference": week.mean - before.mean,
            "rows": series.rows(view.d, WEEK + FORTNIGHT),
            "would_change": _needed(before, view),
        }
        yield Hit(Level.DAYS, why, week_words(series, week) | {"b": before.words}, series.place[1])


def week_above_start(view: View) -> Iterator[Hit]:
    """PT-03: this week's mean, and that of the fortnight it ends, against the starting average."""
    for series in view.prepared.hips:
        week = series.week(view.d)
        if week.n < view.numbers["need"] or not view.baseline_ended(series):
            continue
        first, start = view.baseline(series)
        if start.n < view.numbers["need_start"] or not week.above(start, view.numbers["by"]):
            continue
        fortnight = series.sum(view.d, FORTNIGHT)
        if not _lasts(fortnight, start, view):
            continue
        why = (
            week_numbers(view, series, week)
            | start_numbers(first, start)
            | {
                "difference": week.mean - start.mean,
                "mean_14": fortnight.mean,
                "sum_14": fortnight.total,
                "n_14": fortnight.n,
                "rows": series.rows(first + BASELINE_DAYS - 1, BASELINE_DAYS) + series.rows(view.d, FORTNIGHT),
                "would_change": _needed(start, view),
            }
        )
        yield Hit(Level.DAYS, why, week_words(series, week) | {"b": start.words}, series.place[1])


def _lasts(fortnight: Sum, start: Sum, view: View) -> bool:
    """Return whether two weeks together lie above the start, so that one bad week is left to PT-02."""
    by = view.numbers["fortnight_by"]
    return not by or (fortnight.n >= FORTNIGHT_NEEDS and fortnight.above(start, by))


def fortnight_above_before(view: View) -> Iterator[Hit]:
    """PT-09: two weeks' mean against the four weeks before; a smaller rise than PT-02's, seen over twice the days."""
    for series in view.prepared.hips:
        week, fortnight = series.week(view.d), series.sum(view.d, FORTNIGHT)
        if week.n < view.numbers["need_week"] or fortnight.n < view.numbers["need"]:
            continue
        before = series.sum(view.d - FORTNIGHT, FOUR_WEEKS)
        by = view.numbers["by"]
        if before.n < view.numbers["need_before"] or not (fortnight.above(before, by) and week.above(before, by)):
            continue
        why = week_numbers(view, series, week) | {
            "mean_14": fortnight.mean,
            "sum_14": fortnight.total,
            "n_14": fortnight.n,
            "mean_prior_28": before.mean,
            "sum_prior_28": before.total,
            "n_prior_28": before.n,
            "difference": fortnight.mean - before.mean,
            "rows": series.rows(view.d, FORTNIGHT + FOUR_WEEKS),
            "would_change": f"An average of that week, or of the two weeks, below {before.mean + float(by):.2f}.",
        }
        words = {"where": series.where, "a": fortnight.words, "n": str(fortnight.n), "b": before.words}
        yield Hit(Level.DAYS, why, words, series.place[1])


def week_numbers(view: View, series: Series, week: Sum) -> dict[str, object]:
    """Return the numbers of W(d) by name."""
    return {
        "site": series.place[0],
        "mean_7": week.mean,
        "sum_7": week.total,
        "n_7": week.n,
        "value": week.mean,
        "logged": f"{series.where} pain, {week.n} scores from {day_said(view.d - WEEK + 1)} to {day_said(view.d)}",
    }


def start_numbers(first: int, start: Sum) -> dict[str, object]:
    """Return the numbers of B by name."""
    return {
        "baseline_from": day_text(first),
        "baseline_to": day_text(first + BASELINE_DAYS - 1),
        "mean_start": start.mean,
        "sum_start": start.total,
        "n_start": start.n,
    }


def week_words(series: Series, week: Sum) -> dict[str, str]:
    """Return the words of W(d) for a message."""
    return {"where": series.where, "a": week.words, "n": str(week.n)}


def _needed(other: Sum, view: View) -> str:
    return f"An average of that week below {other.mean + float(view.numbers['by']):.1f}."


def run_above_usual(view: View) -> Iterator[Hit]:
    """PT-04: two days in a row well above usual; from the third on level 3."""
    for series in view.prepared.hips:
        run = _run(series, view)
        if run is None:
            continue
        first, twice = run
        days = view.d - first + 1
        scores = [series.by_day[number] for number in range(first, view.d + 1)]
        week, before = series.week(view.d), series.before(view.d)
        lasts = days >= view.numbers["days_contact"] and _week_is_up(week, before, view)
        why: dict[str, object] = {
            "site": series.place[0],
            "days": days,
            "since": day_text(first),
            "usual": twice / 2,
            "n_usual": series.usual(first)[0],
            "scores": scores,
            "value": week.mean,
            "mean_7": week.mean,
            "n_7": week.n,
            "mean_prior_14": before.mean if before.n else None,
            "n_prior_14": before.n,
            "rows": series.rows(view.d, days + WEEK + FORTNIGHT - 1),
            "logged": f"{series.where} pain {_listed(scores)} from {span_said(view.d, days)}",
            "would_change": f"One score below {twice / 2 + float(view.numbers['above']):g}, or a day without a score.",
        }
        if lasts and view.numbers["week_up"]:
            limit = before.mean + float(view.numbers["week_up"])
            why["would_change"] = f"{why['would_change']} Level 4: an average of that week below {limit:.2f}."
        words = {"where": series.where, "n": "Two" if days == view.numbers["days"] else str(days)}
        level = Level.DAYS if lasts else Level.VISIT
        yield Hit(level, why, words | {"usual": f"{twice / 2:g}"}, series.place[1])


def _week_is_up(week: Sum, before: Sum, view: View) -> bool:
    """Return whether the week's mean is up too, so that a flare of three days is not yet a prompt."""
    by = view.numbers["week_up"]
    enough = week.n >= WEEK_NEEDS and before.n >= view.numbers["need_before"]
    return not by or (enough and week.above(before, by))


def _listed(scores: list[int]) -> str:
    return ", ".join(map(str, scores)) if len(scores) <= WEEK else f"{min(scores)} to {max(scores)}"


def _run(series: Series, view: View) -> tuple[int, int] | None:
    """Return the first day of the run that this date belongs to, and twice its usual level; None without one.

    Nearly every date ends at the first lines: a run needs two scores in a row.
    """
    get = series.by_day.get
    here, before = get(view.d), get(view.d - 1)
    if here is None or before is None or min(here, before) < view.numbers["above"]:
        return None
    day = view.d - RUN_LOOKBACK + 1
    while day < view.d:
        twice = _begins(series, view, day)
        if twice is None:
            day += 1
            continue
        last = _last_of(series, view, day, twice)
        if last >= view.d:
            return day, twice
        day = _settled(series, view, last, twice) if last - day + 1 >= view.numbers["days"] else last + 1
    return None


def _begins(series: Series, view: View, day: int) -> int | None:
    score = series.by_day.get(day)
    if score is None:
        return None
    n, twice = series.usual(day)
    high = n >= view.numbers["need_before"] and 2 * score >= twice + 2 * view.numbers["above"]
    return twice if high else None


def _last_of(series: Series, view: View, first: int, twice: int) -> int:
    """Return the last day of a run; a missing date ends it."""
    day = first
    while day < view.d:
        score = series.by_day.get(day + 1)
        if score is None or 2 * score < twice + 2 * view.numbers["above"]:
            break
        day += 1
    return day


def _settled(series: Series, view: View, last: int, twice: int) -> int:
    """Return the first day on which a new run may begin: after five logged dates in a row at usual or below.

    Dates without a score are not logged dates: they neither count nor break.
    """
    calm = 0
    for day in range(last + 1, view.d + 1):
        score = series.by_day.get(day)
        if score is not None:
            calm = calm + 1 if 2 * score <= twice else 0
        if calm >= view.numbers["settled"]:
            return day + 1
    return view.d + 1


def hard_week(view: View) -> Iterator[Hit]:
    """PT-05: a week that averages 7 or more; needs no baseline."""
    for series in view.prepared.hips:
        week = series.week(view.d)
        limit = view.numbers["mean"]
        if week.n < view.numbers["need"] or week.total < limit * week.n:
            continue
        why = week_numbers(view, series, week) | {
            "rows": series.rows(view.d, WEEK),
            "would_change": f"An average of that week below {float(limit):g}.",
        }
        yield Hit(Level.DAYS, why, week_words(series, week), series.place[1])


def no_progress(view: View) -> Iterator[Hit]:
    """PT-06: eight weeks about the same, three months and more after surgery."""
    since = view.since_surgery()
    if since is None or since < view.numbers["days_after"]:
        return
    for series in view.prepared.hips:
        now = series.sum(view.d, FOUR_WEEKS)
        if now.n < view.numbers["need"] or now.total < view.numbers["mean"] * now.n:
            continue
        before = series.sum(view.d - FOUR_WEEKS, FOUR_WEEKS)
        if before.n < view.numbers["need"] or before.above(now, view.numbers["better_by"]):
            continue
        why: dict[str, object] = {
            "site": series.place[0],
            "days_since_surgery": since,
            "mean_28": now.mean,
            "sum_28": now.total,
            "n_28": now.n,
            "mean_prior_28": before.mean,
            "sum_prior_28": before.total,
            "n_prior_28": before.n,
            "value": now.mean,
            "rows": series.rows(view.d, 2 * FOUR_WEEKS),
            "logged": f"{series.where} pain, {now.n + before.n} scores in the eight weeks up to {day_said(view.d)}",
            "would_change": (
                f"An average of those four weeks at or below {before.mean - float(view.numbers['better_by']):.1f}, "
                f"or below {float(view.numbers['mean']):g}."
            ),
        }
        yield Hit(Level.DAYS, why, {"where": series.where, "a": now.words, "b": before.words}, series.place[1])
