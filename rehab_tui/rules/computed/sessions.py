"""The checks on exercise: pain during, pain the morning after, the same one again, little or much done."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from rehab_tui.domain.day_after import ONE_DAY, After, hips, of_side, pain_after
from rehab_tui.domain.days import short_day
from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.history import History, Slots, Worked
from rehab_tui.rules.computed.hit import Hit
from rehab_tui.rules.computed.view import WEEK, View, day_said, row

SESSIONS_BACK = 28
"""Judgement: sessions of an exercise are looked for in four weeks; three of a weekly one fit in."""

WEEKLY = ("PT-02", "PT-03", "PT-09")
"""The rules that compare weeks with weeks."""

FOUR_WEEKS = 28


def ceiling_for(history: History, day: date, one: Worked | None = None) -> int:
    """Return the limit in force when an exercise was done; a change in the middle of a day counts from then on.

    What was logged on a later day is held against the last limit of its own day.
    """
    from rehab_tui.domain.plan import DEFAULT_CEILING  # here and below: most entries are no exercise

    ceiling: int | None = None
    for change in sorted(history.ceilings, key=lambda change: (change.day, change.at.timestamp() if change.at else 0)):
        later = one is not None and one.at is not None and change.at is not None and change.at > one.at
        if change.day < day or (change.day == day and not later):
            ceiling = change.ceiling
    return DEFAULT_CEILING if ceiling is None else ceiling


def _too_painful(view: View, day: date) -> dict[str, tuple[Worked, int]]:
    """Return the exercises of a date with pain above the limit then, each with its worst side and that limit."""
    found: dict[str, tuple[Worked, int]] = {}
    for one in view.history.work.get(day, ()):
        ceiling = ceiling_for(view.history, day, one)
        if one.pain_during is None or one.pain_during <= ceiling:
            continue
        worst = found.get(one.exercise)
        if worst is None or one.pain_during > (worst[0].pain_during or 0):
            found[one.exercise] = (one, ceiling)
    return found


def pain_during(view: View) -> Iterator[Hit]:
    """PX-01: the stop card."""
    for exercise, (one, ceiling) in sorted(_too_painful(view, view.day).items()):
        why = _during(one.pain_during or 0, ceiling) | {
            "exercise": exercise,
            "rows": [row(view.d, f"pain during {exercise}", one.pain_during)],
            "logged": f"{one.words}, pain {one.pain_during} while doing it on {day_said(view.d)}",
        }
        words = {"what": "this exercise", "name": one.words, "s": str(one.pain_during), "limit": str(ceiling)}
        yield Hit(Level.VISIT, why, words)
    worst = view.history.worst_exercising.get(view.day)
    if worst is not None and worst > (ceiling := ceiling_for(view.history, view.day)):
        why = _during(worst, ceiling) | {
            "exercise": None,
            "rows": [row(view.d, "answer worst-exercising", worst)],
            "logged": f"worst pain {worst} while exercising on {day_said(view.d)}",
        }
        words = {"what": "the exercises", "name": "Exercises", "s": str(worst), "limit": str(ceiling)}
        yield Hit(Level.VISIT, why, words)


def _during(pain: int, ceiling: int) -> dict[str, object]:
    return {
        "pain_during": pain,
        "ceiling": ceiling,
        "would_change": f"Pain of {ceiling} or less while exercising.",
    }


def morning_after(view: View) -> Iterator[Hit]:
    """PX-02: two points more on the morning after than before the exercise; one hit for all that was done that day.

    A morning does not tell which exercise of a session it was, so the one with the largest rise gives the numbers.
    """
    flared = sorted(_flared(view, view.day - ONE_DAY).items(), key=_rise, reverse=True)
    if not flared:
        return
    one, after, kind = flared[0][1]
    name = _named([found.words for _, (found, _, _) in flared])
    why: dict[str, object] = {
        "done": [exercise for exercise, _ in flared],
        "done_on": (view.day - ONE_DAY).isoformat(),
        "pain_before": one.pain_before,
        "pain_after": after,
        "after_is": kind,
        "rows": [
            *(row(view.d - 1, f"pain before {exercise}", found.pain_before) for exercise, (found, _, _) in flared),
            row(view.d, f"{kind} pain", after),
        ],
        "logged": f"{name}: pain {one.pain_before} before, {after} the next day, {day_said(view.d)}",
        "would_change": f"Pain of {(one.pain_before or 0) + view.whole('above') - 1} or less the next day.",
    }
    yield Hit(Level.VISIT, why, {"name": name, "s": str(after), "b": str(one.pain_before)})


def _rise(flared: tuple[str, tuple[Worked, int, str]]) -> tuple[int, str]:
    one, after, _ = flared[1]
    return after - (one.pain_before or 0), flared[0]


def _named(names: list[str]) -> str:
    """Return names in words: Clamshell; Clamshell and Sit to stand; Clamshell and 4 others."""
    if len(names) > 2:
        return f"{names[0]} and {len(names) - 1} others"
    return " and ".join(names)


def _flared(view: View, day: date) -> dict[str, tuple[Worked, int, str]]:
    """Return the exercises of a date that were followed by more pain, with the score of the next date."""
    found: dict[str, tuple[Worked, int, str]] = {}
    work = [one for one in view.history.work.get(day, ()) if one.pain_before is not None]
    after = _after(view, day) if work else {}
    for one in work:
        pain = of_side(after, one.side)
        if pain is None or one.pain_before is None:
            continue
        if pain.score - one.pain_before >= view.by_rule["PX-02"]["above"]:
            known = found.get(one.exercise)
            if known is None or pain.score - one.pain_before > known[1] - (known[0].pain_before or 0):
                found[one.exercise] = (one, *pain)
    return found


def _after(view: View, day: date) -> Mapping[str, After]:
    """Return the pain of each hip on the day after; nothing later than the day in question."""
    if day >= view.day:
        return {}
    return pain_after(day, mornings=hips(view.history.mornings), scores=hips(view.history.scores))


def again(view: View) -> Iterator[Hit]:
    """PX-03: the same exercise hurt in two of its last three sessions under one plan version; one hit for all such."""
    now = {*_too_painful(view, view.day), *_flared(view, view.day - ONE_DAY)}
    found: dict[str, list[date]] = {}
    for exercise in sorted(now):
        sessions = _sessions(view, exercise)
        flagged = [day for day in sessions if exercise in _too_painful(view, day) or exercise in _flared(view, day)]
        if len(flagged) >= view.numbers["of_sessions"]:
            found[exercise] = flagged
    if not found:
        return
    painful = sorted({day for days in found.values() for day in days})
    names = _named([_words(view, exercise, days[0]) for exercise, days in found.items()])
    days_said = " and ".join(short_day(day) for day in painful)
    why: dict[str, object] = {
        "exercises": list(found),
        "painful": [day.isoformat() for day in painful],
        "rows": [
            row(day.toordinal(), f"session {exercise}", "painful")
            for exercise, days in found.items()
            for day in reversed(days)
        ],
        "logged": f"{names}, painful on {days_said}",
        "would_change": "One of these sessions without that pain, or a new version of the plan.",
    }
    yield Hit(Level.DAYS, why, {"name": names, "keep": "keeps" if len(found) == 1 else "keep", "days": days_said})


def _words(view: View, exercise: str, day: date) -> str:
    return next(one.words for one in view.history.work[day] if one.exercise == exercise)


def _sessions(view: View, exercise: str) -> list[date]:
    """Return the dates of the last sessions of an exercise under its newest plan version, newest first."""
    found: list[date] = []
    plan: tuple[str | None, ...] = ()
    for back in range(SESSIONS_BACK):
        day = view.day - timedelta(days=back)
        done = [one for one in view.history.work.get(day, ()) if one.exercise == exercise]
        if not done:
            continue
        plan = plan or (_plan(done),)
        if _plan(done) not in plan:
            break
        found.append(day)
        if len(found) == view.numbers["sessions"]:
            break
    return found


def _plan(done: list[Worked]) -> str | None:
    return max((one.plan for one in done if one.plan is not None), default=None)


def low_weeks(view: View) -> Iterator[Hit]:
    """AD-01: less than half of the plan in each of two whole weeks that follow each other."""
    starts_on = view.whole("week_starts_on")
    last = view.day - timedelta(days=(view.day.isoweekday() - starts_on) % 7 + 1)
    weeks = [_week(view.history, last - timedelta(days=WEEK * back)) for back in (1, 0)]
    if any(pct is None or pct >= view.numbers["percent"] for pct in weeks):
        return
    why: dict[str, object] = {
        "on": last.isoformat(),
        "percent_first": weeks[0],
        "percent_second": weeks[1],
        "weeks_end": last.isoformat(),
        "rows": [
            row(day.toordinal(), "done of planned", f"{slots.done:g} of {slots.due}")
            for day, slots in sorted(view.history.slots.items())
            if last - timedelta(days=2 * WEEK) < day <= last and slots.due
        ],
        "logged": f"{weeks[0]} and {weeks[1]} in a hundred of the exercises of the two weeks up to {short_day(last)}",
        "would_change": f"{view.whole('percent')} in a hundred or more in one of the two weeks.",
    }
    yield Hit(Level.VISIT, why, {"a": str(weeks[0]), "b": str(weeks[1]), "on": short_day(last)})


def _week(history: History, last: date) -> int | None:
    days = (history.slots.get(last - timedelta(days=back)) for back in range(WEEK))
    known = [slots for slots in days if slots is not None]
    if not known:
        return None
    from rehab_tui.domain.adherence import percent

    return percent(sum(slots.done for slots in known), sum(slots.due for slots in known))


def rises(view: View) -> list[FollowUp]:
    """Return the open follow-ups of a rise over weeks: opened by it, or with a line of it on another one's."""
    return [
        one
        for one in view.open_followups
        if not one.closed and (one.rule in WEEKLY or any((event.text or "").startswith(WEEKLY) for event in one.events))
    ]


def _whole(slots: Slots) -> float:
    return slots.done if slots.uncapped is None else slots.uncapped


def load_beside(view: View) -> Iterator[Hit]:
    """AD-02: much less, or much more, than planned while a rise in pain is being followed up."""
    rising = rises(view)
    if not rising:
        return
    days = [view.day - timedelta(days=back) for back in reversed(range(FOUR_WEEKS))]
    known = {day: slots for day in days if (slots := view.history.slots.get(day)) is not None}
    due = sum(slots.due for slots in known.values())
    done = sum(_whole(slots) for slots in known.values())
    if not due or view.numbers["low"] * due <= done <= view.numbers["high"] * due:
        return
    for one in rising:
        why: dict[str, object] = {
            "done": done,
            "due": due,
            "with": one.rule,
            "follow_up": one.id,
            "rows": [
                row(day.toordinal(), "done of planned", f"{_whole(slots):g} of {slots.due}")
                for day, slots in known.items()
                if slots.due
            ],
            "logged": f"{done:g} of {due} planned exercises in the four weeks up to {day_said(view.d)}",
            "would_change": "Done of planned between the two limits.",
        }
        window = {"first": short_day(days[0], view.day), "last": short_day(view.day)}
        yield Hit(None, why, {"a": f"{done:g}", "b": str(due), **window}, one.side)
