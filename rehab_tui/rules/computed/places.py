"""The checks on places and nights: a new place, the bone-graft site, being woken (PT-07, FU-12, PT-08)."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from rehab_tui.domain.body import Site
from rehab_tui.domain.followup import Level
from rehab_tui.domain.symptom import SignAnswer
from rehab_tui.rules.computed.hit import Hit
from rehab_tui.rules.computed.view import FORTNIGHT, WEEK, Series, View, day_text, row, span_said
from rehab_tui.rules.parts import has_fever, not_usual
from rehab_tui.rules.rule import RECENT_DAYS

QUIET_BEFORE = 28
"""A place is new when it was not scored in the 28 dates before this week (judgement; rule table, PT-07)."""

MARKED_DAYS = 28
"""Judgement: how long "usual" said of night pain holds; the full list asks again every week."""


def new_place(view: View) -> Iterator[Hit]:
    """PT-07: pain in a place, or on a side, that was not scored in the weeks before."""
    started = view.prepared.started
    if started is None or view.d - started < view.numbers["days_logged"]:
        return
    for series in view.prepared.places:
        high = [day for day, score in _days(series, view.d, WEEK) if score >= view.numbers["score"]]
        if len(high) < view.numbers["days"] or any(_days(series, view.d - WEEK, QUIET_BEFORE)):
            continue
        why: dict[str, object] = {
            "site": series.place[0],
            "days": len(high),
            "value": max(series.by_day[day] for day in high),
            "rows": series.rows(view.d, WEEK),
            "logged": f"{series.where} pain on {len(high)} days from {span_said(view.d, WEEK)}",
            "would_change": (
                f"A score of {view.whole('score')} or more on fewer than {view.whole('days')} days, "
                "or the place scored in the four weeks before."
            ),
        }
        yield Hit(Level.DAYS, why, {"where": series.where, "n": str(len(high))}, series.place[1])


def graft_site(view: View) -> Iterator[Hit]:
    """FU-12: pain where bone was taken, more than six months after surgery."""
    since = view.since_surgery()
    if since is None or since < view.numbers["days_after"] or view.history.profile.graft == "other":
        return
    for series in view.prepared.places:
        if series.place[0] != Site.ILIAC_CREST:
            continue
        sore = [day for day, score in _days(series, view.d, FORTNIGHT) if score >= view.numbers["score"]]
        if len(sore) < view.numbers["days"]:
            continue
        why: dict[str, object] = {
            "site": series.place[0],
            "days": len(sore),
            "days_since_surgery": since,
            "rows": series.rows(view.d, FORTNIGHT),
            "logged": f"{series.where} pain on {len(sore)} days from {span_said(view.d, FORTNIGHT)}",
            "would_change": f"Pain there on fewer than {view.whole('days')} of 14 days.",
        }
        yield Hit(Level.VISIT, why, {"where": series.where, "n": str(len(sore))}, series.place[1])


def _days(series: Series, last: int, days: int) -> Iterator[tuple[int, int]]:
    get = series.by_day.get
    for number in range(last - days + 1, last + 1):
        score = get(number)
        if score is not None:
            yield number, score


def woken(view: View) -> Iterator[Hit]:
    """PT-08: woken by pain on three nights of a week; a night without an answer is not a good night."""
    nights = list(view.answered("woken", WEEK))
    bad = [day for day, value in nights if value == "yes"]
    if len(bad) < view.numbers["nights"] or len(nights) < view.numbers["need"] or _usual(view):
        return
    beside = _beside(view)
    why: dict[str, object] = {
        "nights": len(bad),
        "n_answered": len(nights),
        "with": [name for name, _ in beside],
        "rows": [row(day, "answer woken", value) for day, value in nights],
        "logged": f"woken by pain on {len(bad)} of {len(nights)} nights from {span_said(view.d, WEEK)}",
        "would_change": f"Woken on fewer than {view.whole('nights')} nights, or night pain marked as usual.",
    }
    if beside:
        why["newest"] = day_text(max(bad[-1], *(day for _, day in beside)))
    yield Hit(Level.TODAY if beside else Level.DAYS, why, {"n": str(len(bad))})


def _usual(view: View) -> bool:
    """Return whether the newest date with an answer about night pain calls it usual.

    Answers of one date are read together, whatever their order: one that is not usual counts.
    """
    for day, rounds in groupby(reversed(view.prepared.rounds), key=itemgetter(0)):
        if not view.d - MARKED_DAYS < day <= view.d:
            continue
        same = [answered for _, answered in rounds]
        said = [report.answer for answered in same for report in answered.reports if report.id == "night-pain"]
        if said or any("night-pain" in answered.asked for answered in same):
            return bool(said) and all(answer is SignAnswer.USUAL for answer in said)
    return False


def _beside(view: View) -> tuple[tuple[str, int], ...]:
    """Return what makes it more urgent, each with the newest day on which it was logged."""
    near = [(day, answered) for day, answered in view.prepared.rounds if 0 <= view.d - day <= RECENT_DAYS]
    tests = {"weight-loss": not_usual("weight-loss"), "fever": has_fever}
    newest = ((name, max((day for day, one in near if test(one)), default=None)) for name, test in tests.items())
    return tuple((name, day) for name, day in newest if day is not None)
