"""What the computed rules read of one patient's file: bounded windows; ten years are never read at once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from rehab_tui.domain.adherence import DayOfWork, adherence, uncapped
from rehab_tui.domain.dose import ClearanceKind
from rehab_tui.domain.entry import Kind
from rehab_tui.domain.history import SEVERE, CeilingChange, History, Place, Slots
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.plan import LOADING_CEILING, Clearance, Plan
from rehab_tui.domain.symptom import SymptomsAnswered
from rehab_tui.rules.computed import COMPUTED
from rehab_tui.services.allowed import allowed_until
from rehab_tui.services.days import Days
from rehab_tui.services.tests_taken import tests_taken
from rehab_tui.store import Store, entries, followups, past, plans, profiles
from rehab_tui.store.pauses import new_starts, pauses

WINDOW = timedelta(days=max(rule.needs_days for rule in COMPUTED if rule.id != "HW-01"))
WORK = timedelta(days=max(rule.needs_days for rule in COMPUTED if rule.id.startswith(("PX-", "AD-"))))
BASELINE = timedelta(days=14)
"""The first dates of each hip, whose average PT-03 and OK-01 compare with."""
YEAR = timedelta(days=365)
ANSWERS = timedelta(days=130)
"""How far the four-weekly questions reach back (FF-02)."""


def read_history(store: Store, versions: Sequence[Plan], today: date, *, reach: date | None = None) -> History:
    """Return what the rules look at on a date; with `reach`, also on every date from then on.

    `versions` are those of the plan, oldest first.
    """
    profile = profiles.read(store)
    first, worked = (_back(reach or today, by) for by in (WINDOW, WORK))
    since = profile.days_since_surgery(today)
    early = _back(first, YEAR) if since is not None and since <= YEAR.days + 1 else first
    scores = past.scores(store, "day", early, today)
    starts, resets = past.starts(store, scores), new_starts(store, today)
    started, last = past.bounds(store)
    answers = past.answers(store, _back(first, ANSWERS), today)
    return History(
        scores=_with_starts(store, scores, starts, resets, early),
        mornings=past.scores(store, "morning", worked, today),
        work=past.work(store, worked, today),
        worst_exercising={day: int(said) for day, said in answers.get("worst-exercising", {}).items() if day >= worked},
        answers=answers,
        symptoms=tuple(
            (entry.day, entry.fact)
            for entry in entries.between(store, first, today, (Kind.SYMPTOMS,))
            if isinstance(entry.fact, SymptomsAnswered)
        ),
        measures=tests_taken(store, today, reach),
        ceilings=_ceilings(store, versions, today, profile),
        pauses=tuple((pause.first, pause.last) for pause in pauses(store)),
        slots={day.day: _slots(day) for day in Days(store).work(worked, today, profile)},
        profile=profile,
        resets=resets,
        started=started,
        starts=starts,
        last_stored=last,
        scored_at=past.high_scores_at(store, first, today, SEVERE),
        relief_said_at=past.relief_said_at(store, first, today),
        open_followups=followups.unclosed(store),
    )


def _back(day: date, by: timedelta) -> date:
    """Return an earlier date; the first one there is where it would lie before that."""
    return day - min(by, day - date.min)


def _with_starts(
    store: Store, scores: dict[Place, dict[date, int]], starts: dict[Place, date], resets: Iterable[date], first: date
) -> dict[Place, dict[date, int]]:
    """Return scores with the two weeks of each starting average that lie before them."""
    resets = tuple(resets)
    for place, start in starts.items():
        for anew in (start, *resets):
            if anew < first:
                early = past.scores(store, "day", anew, anew + BASELINE).get(place, {})
                scores[place] = {**early, **scores.get(place, {})}
    return scores


def _ceilings(store: Store, versions: Sequence[Plan], today: date, profile: Profile) -> tuple[CeilingChange, ...]:
    """Return from when on which limit counted: each version of the plan, and loading that was allowed."""
    loading = allowed_until(store, today, profile).get(ClearanceKind.LOADING)
    since = loading[1] if loading else None
    kept = plans.recorded(store)
    changes = []
    for plan in versions:
        ceiling = plan.ceiling
        if ceiling is None and since is not None and since <= plan.starts_on:
            ceiling = LOADING_CEILING
        changes.append(CeilingChange(plan.starts_on, ceiling, _on_its_day(kept.get(plan.id), plan.starts_on)))
    in_force = next((plan for plan in reversed(versions) if since is not None and plan.starts_on <= since), None)
    if since is not None and (in_force is None or in_force.ceiling is None):
        changes.append(CeilingChange(since, LOADING_CEILING, _on_its_day(_allowed_at(store, since), since)))
    return tuple(changes)


def _allowed_at(store: Store, day: date) -> datetime | None:
    """Return when loading was first written down as allowed on a day."""
    for entry in entries.between(store, day, day, (Kind.CLEARANCE,)):
        if isinstance(entry.fact, Clearance) and entry.fact.what is ClearanceKind.LOADING:
            return entry.recorded_at
    return None


def _on_its_day(at: datetime | None, day: date) -> datetime | None:
    """Return an instant if it lies on the day it counts from; else the change counts for the whole day."""
    return at if at is not None and at.date() == day else None


def _slots(day: DayOfWork) -> Slots:
    whole = adherence((day,))
    return Slots(whole.done, whole.due, uncapped(day))
