"""Stop cards: shown each time pain while exercising is above the limit, whatever merging makes of its follow-up."""

from collections.abc import Iterable
from datetime import date

from rehab_tui.domain.entry import Entry, SmallAnswer
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.plan import DEFAULT_CEILING, Plan, ceiling_of
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.stop import StopCard
from rehab_tui.rules import ALWAYS
from rehab_tui.rules.computed import COMPUTED_RULES
from rehab_tui.services.allowed import allowed_until
from rehab_tui.store import Store, plans, profiles

RULE = COMPUTED_RULES["PX-01"]


def stop_cards(store: Store, kept: Iterable[Entry], today: date) -> tuple[StopCard, ...]:
    """Return the cards that entries of today call for: one for each exercise, with its worst side."""
    worst = _worst(entry for entry in kept if entry.day == today)
    if not worst:
        return ()
    plan, profile = plans.in_force(store, today), profiles.read(store)
    limit = ceiling_of(plan, allowed_until(store, today, profile))
    names = {one.exercise: one.name for one in plan.prescriptions} if plan else {}
    return tuple(
        _card(names.get(exercise, exercise.replace("-", " ").capitalize()), pain, limit, plan, profile)
        for exercise, pain in worst.items()
        if pain > limit
    )


def _worst(kept: Iterable[Entry]) -> dict[str, int]:
    """Return the worst pain of each exercise; an empty name is the whole session."""
    found: dict[str, int] = {}
    for entry in kept:
        fact = entry.fact
        if isinstance(fact, ExerciseDone) and fact.pain_during is not None:
            found[fact.exercise] = max(fact.pain_during, found.get(fact.exercise, 0))
        elif isinstance(fact, SmallAnswer) and fact.question == "worst-exercising" and fact.value.isdigit():
            found[""] = int(fact.value)
    return found


def _card(name: str, pain: int, limit: int, plan: Plan | None, profile: Profile) -> StopCard:
    whose = f"{name}: pain {pain} while doing it." if name else f"Worst pain while exercising: {pain}."
    return StopCard(
        title="Stop this exercise for today." if name else "Stop the exercises for today.",
        what=name,
        pain=pain,
        limit=limit,
        lines=(
            whose,
            f"Your limit is {limit}{_whose_limit(limit, plan)}.",
            RULE.matters,
            f"Tell your therapist at the next visit: {profile.therapist or 'not filled in'}.",
            *ALWAYS,
        ),
        sources=RULE.sources,
    )


def _whose_limit(limit: int, plan: Plan | None) -> str:
    if plan is not None and plan.ceiling is not None:
        return f", set by {plan.author}"
    if limit == DEFAULT_CEILING:
        return ", as long as your therapist sets no other (our own judgement)"
    return ", since loading was allowed (our own judgement)"
