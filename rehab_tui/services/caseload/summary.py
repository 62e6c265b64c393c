"""What the list of a caseload says of one patient: worked out of their whole record when a file is taken in.

Which rules it was worked out by is kept with it: other rules than the present ones, and it is worked out anew
(`services.caseload_anew`).
"""

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from rehab_tui.domain.adherence import adherence
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.caseload import CHART_DAYS, Reason, Summary
from rehab_tui.domain.days import span
from rehab_tui.domain.fact import Kind
from rehab_tui.domain.followup import FollowUp, Level, State, most_urgent
from rehab_tui.domain.moment import Stamp, instant_text
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.series import mean_of
from rehab_tui.domain.sharing import EVERYTHING, Part
from rehab_tui.domain.words import folded
from rehab_tui.rules import ComputedFinding
from rehab_tui.rules.computed import Prepared, evaluate_computed
from rehab_tui.rules.triage import MORE_DONE, MUCH_MORE, lasting, standing_of
from rehab_tui.services.by_rules import by_rules
from rehab_tui.services.coming_in import look_at_signs
from rehab_tui.services.days import Days
from rehab_tui.services.progress import Progress, Unallowed
from rehab_tui.services.report.gather import asked_of
from rehab_tui.services.twins import join_twins
from rehab_tui.services.watch import Watch
from rehab_tui.store import Store, entries, followups, past, profiles
from rehab_tui.store.came_in import Mark

RISES = ("PT-02", "PT-03", "PT-09")
"""The rules that compare weeks with weeks: what AD-02 goes with."""
ONE_RISE = (*RISES, "PT-04", "PT-05", "HW-01")
"""Follow-ups of the same rise in pain, whichever was opened first."""
BEGINNING = Mark(0, 0)
MOMENT = timedelta(seconds=1)
"""Care that is over at midnight has the day before as its last one."""
ENDED_LATELY = timedelta(days=14)
"""Judgement: how long after a level 1 or 2 alert ended its silence counts; as long as a quiet time."""


class Known(NamedTuple):
    """What the files of a patient say of themselves."""

    exported_at: datetime
    """Of the newest."""
    exported_on: date
    """The patient's own day then."""
    data_to: date
    """Up to which day they speak."""
    parts: frozenset[Part]
    """What the newest one holds."""

    @property
    def left_out(self) -> frozenset[Part]:
        """What the newest one does not hold."""
        return EVERYTHING - self.parts


def known_of(summary: Summary) -> Known:
    """Return what the files of a patient say of themselves, as it was kept."""
    left_out = frozenset(Part(one) for one in json.loads(summary.details)["left_out"])
    return Known(
        datetime.fromisoformat(summary.exported_at),
        date.fromisoformat(summary.exported_on),
        date.fromisoformat(summary.data_to),
        EVERYTHING - left_out,
    )


def open_untold(store: Store, known: Known, stamp: Stamp) -> frozenset[str]:
    """Open, in a file in memory only, what the reported signs of all files together call for and nobody was told.

    Two devices can know half an emergency each, and meet only here. Return the ids of these follow-ups; they are as old
    as the newest file.
    """
    moment = replace(stamp.moment, instant=known.exported_at, today=known.data_to)
    with store.change("caseload", "looked", stamp._replace(moment=moment)) as change:
        join_twins(store, change)
        opened = look_at_signs(store, change, BEGINNING, ended_are_in=Part.FOLLOWUPS in known.parts)
        return frozenset(one.id for one in opened)


def summarized(
    store: Store, known: Known, older: Summary | None, untold: Container[str] = (), *, anything_new: bool
) -> Summary:
    """Return what the list says of a patient whose whole record is open; `older` is what it said before."""
    _, last = past.bounds(store)
    known = known._replace(data_to=max(known.data_to, last or known.data_to))
    profile, waiting = profiles.read(store), most_urgent(followups.unclosed(store))
    details = _details(store, known, profile, waiting)
    for one in details["waiting"]:
        one["untold"] = one["id"] in untold
    shown = details.pop("shown")
    text = json.dumps(details, ensure_ascii=False)
    changed = older is None or anything_new or _told(older) != lasting(details)
    first = waiting[0] if waiting else None
    return Summary(
        patient=store.patient,
        name=profile.name,
        sort_name=folded(profile.name or ""),
        version=(older.version if older else 0) + int(changed),
        exported_at=instant_text(known.exported_at),
        exported_on=known.exported_on.isoformat(),
        data_to=known.data_to.isoformat(),
        last_entry=last.isoformat() if last else None,
        standing=int(standing_of(details)),
        level=int(first.level) if first and first.level else None,
        due=instant_text(first.due) if first and first.due else None,
        overdue_from=" ".join(sorted(_overdue(waiting), key=lambda one: (one[0] != "3", one[2:]))),
        open_followups=len(waiting),
        **shown,
        adherence_7=details["work"]["percent_7"],
        adherence_28=details["work"]["percent"],
        details=text,
    )


def _told(older: Summary) -> tuple[Reason, ...] | None:
    """Return the reasons that the list told before; None where another version kept them in another shape."""
    try:
        return lasting(json.loads(older.details))
    except (KeyError, TypeError):
        return None


def _overdue(waiting: Iterable[FollowUp]) -> Iterable[str]:
    for one in waiting:
        if one.level is not None and one.level <= Level.DAYS and one.overdue_from is not None:
            yield f"{int(one.level)}:{instant_text(one.overdue_from)}"


def _details(store: Store, known: Known, profile: Profile, waiting: Sequence[FollowUp]) -> dict[str, Any]:
    """Return what stands behind the reasons, ready for JSON."""
    last = known.data_to
    scored = _last_scored(store, last)
    then, at_end = _findings(store, scored or last, last)
    asks_pain = Part.PAIN in known.parts
    rises = {one.side: one for one in reversed(then) if one.rule in RISES}
    rising = [_rise(one, waiting, scored or last) for _, one in sorted(rises.items(), key=lambda pair: str(pair[0]))]
    side = _side(store, profile.sides, rising, last)
    scores = entries.daily_scores(store, Site.HIP.value, side.value, last - timedelta(days=CHART_DAYS), last)
    week, before = mean_of(scores, last, 7), mean_of(scores, last - timedelta(days=7), 14)
    load = next((one for one in at_end if one.rule == "AD-02"), None)
    low = next((one for one in at_end if one.rule == "AD-01"), None)
    silent = next((one for one in at_end if one.rule == "MS-02"), None) if asks_pain else None
    work = _work(store, profile, last)
    return {
        "shown": {"sum_7": week.total, "n_7": week.n, "sum_prior_14": before.total, "n_prior_14": before.n},
        "side": side.value,
        "days": [scores.get(day) for day in span(last, CHART_DAYS)],
        "asked": _asked(store, last) if Part.SYMPTOMS in known.parts else None,
        "waiting": [_waiting(one) for one in waiting],
        "silent": _silence(silent) if silent else None,
        "after": _after(store, last, scored) if asks_pain else None,
        "rising": rising,
        "more_done": _more_done(work, load),
        "load": _load(load),
        "work": work,
        "low_weeks": [low.why["percent_first"], low.why["percent_second"]] if low else None,
        "low_weeks_end": low.why["weeks_end"] if low else None,
        "unallowed": [_unallowed(one) for one in Progress(store).unallowed(last)],
        "to": last.isoformat(),
        "left_out": [part.value for part in Part if part in known.left_out],
        "rules": by_rules(),
    }


def _last_scored(store: Store, last: date) -> date | None:
    """Return the newest day with a daily score in the four weeks up to a day."""
    found = past.scores(store, "day", last - timedelta(days=CHART_DAYS), last)
    return max((day for scores in found.values() for day in scores), default=None)


def _findings(
    store: Store, scored: date, last: date
) -> tuple[tuple[ComputedFinding, ...], tuple[ComputedFinding, ...]]:
    """Return what the rules say on the last scored day, and on the last day: silence must not hide a rise."""
    watch = Watch(store)
    history = Prepared(watch.history(last, reach=scored))
    at_end = evaluate_computed(history, last, thresholds=watch.thresholds(last))
    if scored == last:
        return at_end, at_end
    return evaluate_computed(history, scored, thresholds=watch.thresholds(scored)), at_end


def _side(store: Store, sides: Sequence[Side], rising: Iterable[Mapping[str, Any]], last: date) -> Side:
    """Return the hip that is shown: the one that rises, else the one with more pain this month."""
    for one in rising:
        return Side(one["side"])
    means = {
        side: mean_of(entries.daily_scores(store, Site.HIP.value, side.value, last - timedelta(CHART_DAYS), last), last,
                      CHART_DAYS).value
        for side in sides
    }  # fmt: skip
    return max(sides, key=lambda side: -1.0 if (mean := means[side]) is None else mean)


def _asked(store: Store, last: date) -> dict[str, int]:
    first = last - timedelta(days=CHART_DAYS - 1)
    return asked_of(entries.between(store, first, last, (Kind.SYMPTOMS,)))._asdict()


def _waiting(one: FollowUp) -> dict[str, Any]:
    since, care, logged = one.overdue_from, one.care_until, one.why.get("logged")
    return {
        "id": one.id,
        "rule": one.rule,
        "rise": one.rule in ONE_RISE,
        "level": int(one.level) if one.level is not None else None,
        "title": one.title,
        "side": one.side,
        "opened_on": one.opened_on.isoformat(),
        "state": one.state.value,
        "corrected": one.corrected,
        "logged": logged if isinstance(logged, str) else None,
        "overdue_from": instant_text(since) if since else None,
        "care_until": (care - MOMENT).date().isoformat() if care else None,
    }


def _rise(one: ComputedFinding, waiting: Iterable[FollowUp], last: date) -> dict[str, Any]:
    """Return a rise with its numbers: those of the week up to a day, and those it is compared with."""
    why = one.why
    kind, words = next(
        (kind, words)
        for kind, words in (
            ("prior_14", "the two weeks before"), ("start", "at the start"), ("prior_28", "the four weeks before"),
        )
        if f"mean_{kind}" in why
    )  # fmt: skip
    cares = (other.care_until for other in waiting if other.rule in ONE_RISE and other.side == one.side)
    return {
        "rule": one.rule,
        "side": one.side,
        "last": last.isoformat(),
        "mean_7": why["mean_7"],
        "n_7": why["n_7"],
        "before": words,
        "mean_before": why[f"mean_{kind}"],
        "n_before": why[f"n_{kind}"],
        "care_ends": max((instant_text(until) for until in cares if until is not None), default=None),
    }


def _silence(one: ComputedFinding) -> dict[str, Any]:
    return {name: one.why[name] for name in ("days", "after_alert")} | {"first": one.why["first_missing"]}


def _after(store: Store, last: date, scored: date | None) -> dict[str, Any] | None:
    """Return the silence after a level 1 or 2 alert that ended lately: no score since, for a whole date or more."""
    for one in reversed(followups.everything(store)):
        if one.level not in (Level.EMERGENCY, Level.TODAY) or one.state is not State.CLOSED:
            continue
        ended = one.events[-1].at.date()
        silent = (last - ended).days - 1
        if silent >= 1 and last - ended <= ENDED_LATELY and (scored is None or scored <= ended):
            return {
                "days": silent, "level": int(one.level or 0), "title": one.title, "ended_on": ended.isoformat(),
            }  # fmt: skip
    return None


def _work(store: Store, profile: Profile, last: date) -> dict[str, Any]:
    """Return done of planned: 28 days, the last 7 of them, and the 21 before."""
    days = Days(store).work(last - timedelta(days=CHART_DAYS - 1), last, profile)
    whole, week, before = adherence(days), adherence(days[-7:]), adherence(days[:-7])
    return {
        "percent": whole.percent,
        "done": round(whole.done, 1),
        "due": whole.due,
        "percent_7": week.percent,
        "percent_before": before.percent,
    }


def _unallowed(one: Unallowed) -> dict[str, Any]:
    return {
        "name": one.name,
        "days": [day.isoformat() for day in one.days],
        "missing": [kind.value.replace("-", " ") for kind in one.missing],
    }


def _more_done(work: Mapping[str, Any], load: ComputedFinding | None) -> dict[str, Any] | None:
    """Return how much more of the plan was done than before; None where it was not clearly more."""
    now, before = work["percent_7"], work["percent_before"]
    if now is None or before is None:
        return None
    much = load is not None and _number(load.why["done"]) > MUCH_MORE * _number(load.why["due"])
    return {"now": now, "before": before} if much or now >= before + MORE_DONE else None


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _load(load: ComputedFinding | None) -> str | None:
    """Return the line of AD-02 beside a rise."""
    if load is None:
        return None
    return f"{_number(load.why['done']):g} of {load.why['due']} planned exercises done in four weeks"
