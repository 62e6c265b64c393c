"""The checks on tests and activities: chair stand, PEG, my activities, back to usual (FN-01 to FN-03, FF-02)."""

from collections.abc import Iterator

from rehab_tui.domain.followup import Level
from rehab_tui.domain.history import Taken
from rehab_tui.rules.computed.hit import Hit
from rehab_tui.rules.computed.view import View, day_said, row

ACTIVITIES_BACK = 120
"""Judgement: answers about usual activities are looked at for four months; they are asked every four weeks."""


def comparable(view: View, measure: str) -> list[Taken]:
    """Return the tests up to the date that can be compared with each other, oldest first."""
    taken = [one for one in view.history.measures.get(measure, ()) if one.day <= view.day]
    whole = [one for one in taken if one.values and not one.arms and None not in one.values]
    return sorted(whole, key=lambda one: one.day)


def last_two(view: View, measure: str) -> tuple[Taken, Taken] | None:
    """Return the test of this date and the one before it; None without both, or when the lists differ."""
    taken = comparable(view, measure)
    if len(taken) < 2 or taken[-1].day != view.day:
        return None
    before, now = taken[-2:]
    same = before.of == now.of and len(before.values) == len(now.values)
    return (before, now) if same else None


def total(one: Taken) -> int:
    """Return the sum of the items."""
    return sum(value for value in one.values if value is not None)


def _why(measure: str, before: Taken, now: Taken) -> dict[str, object]:
    return {
        "measure": measure,
        "before": list(before.values),
        "before_on": before.day.isoformat(),
        "now": list(now.values),
        "mean_before": total(before) / len(before.values),
        "mean_now": total(now) / len(now.values),
        "rows": [row(one.day.toordinal(), f"measure {measure}", list(one.values)) for one in (before, now)],
    }


def _words(before: Taken, now: Taken) -> dict[str, str]:
    return {
        "a": f"{total(before) / len(before.values):g}"[:4],
        "b": f"{total(now) / len(now.values):g}"[:4],
        "when": day_said(before.day.toordinal()),
    }


def _logged(name: str, view: View, words: dict[str, str]) -> str:
    """Return both tests with their days: PEG 6 on 20 Nov, 4 the time before, on 13 Nov."""
    return f"{name} {words['b']} on {day_said(view.d)}, {words['a']} the time before, on {words['when']}"


def fewer_stands(view: View) -> Iterator[Hit]:
    """FN-01: three stands fewer than at the last test without arms."""
    pair = last_two(view, "chair-stand")
    if pair and total(pair[0]) - total(pair[1]) >= view.numbers["by"]:
        words = _words(*pair)
        why = _why("chair-stand", *pair) | {
            "logged": _logged("chair stand", view, words),
            "would_change": f"{total(pair[0]) - view.whole('by') + 1} stands or more.",
        }
        yield Hit(Level.DAYS, why, words)


def more_pain_in_life(view: View) -> Iterator[Hit]:
    """FN-02: the mean of the three PEG items is two points higher; with an item missing it is not scored."""
    pair = last_two(view, "peg")
    if pair and len(pair[1].values) == 3 and total(pair[1]) - total(pair[0]) >= 3 * view.numbers["by"]:
        words = _words(*pair)
        why = _why("peg", *pair) | {
            "logged": _logged("PEG", view, words),
            "would_change": f"A mean below {total(pair[0]) / 3 + float(view.numbers['by']):.1f}.",
        }
        yield Hit(Level.DAYS, why, words)


def harder_activities(view: View) -> Iterator[Hit]:
    """FN-03: the own activities have become 2.3 points harder, on the same list."""
    pair = last_two(view, "my-activities")
    if pair and total(pair[0]) - total(pair[1]) >= view.numbers["by"] * len(pair[1].values):
        words = _words(*pair)
        why = _why("my-activities", *pair) | {
            "logged": _logged("my activities", view, words),
            "would_change": f"A mean above {total(pair[0]) / len(pair[0].values) - float(view.numbers['by']):.1f}.",
        }
        yield Hit(Level.DAYS, why, words)


def not_back(view: View) -> Iterator[Hit]:
    """FF-02: not back to usual activities, said twice in a row, months after surgery."""
    since = view.since_surgery()
    if since is None or since < view.numbers["days_after"]:
        return
    answers = [(day, value) for day, value in view.answered("activities", ACTIVITIES_BACK) if view.d - day <= since]
    if not answers or answers[-1] != (view.d, "no"):
        return
    first = view.d
    for day, value in reversed(answers):
        if value != "no":
            break
        first = day
    if view.d - first < view.numbers["days_apart"]:
        return
    why: dict[str, object] = {
        "days_since_surgery": since,
        "days_apart": view.d - first,
        "rows": [row(day, "answer activities", value) for day, value in answers if day >= first],
        "logged": f"not back to usual activities, on {day_said(first)} and on {day_said(view.d)}",
        "would_change": "A yes in between, or fewer days between the two answers.",
    }
    yield Hit(Level.DAYS, why, {"n": str(since // 30)})
