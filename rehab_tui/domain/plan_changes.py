"""What changed from one version of a plan to the next, in words."""

from rehab_tui.domain.plan import Plan, Prescription

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def days_in_words(days: tuple[int, ...]) -> str:
    """Return ISO weekdays as people say them: every day, or Mon Wed Fri."""
    return "every day" if len(set(days)) == 7 else " ".join(_DAYS[day - 1] for day in sorted(set(days)))


def plan_changes(older: Plan | None, newer: Plan) -> tuple[str, ...]:
    """Return the changes from an older version to a newer one, a line each; none where both ask for the same."""
    if older is None:
        return (f"the first plan, with {_counted(len(newer.prescriptions))}",)
    lines = [] if older.name == newer.name else [f"was {older.name}"]
    before = {one.exercise: one for one in older.prescriptions}
    after = {one.exercise: one for one in newer.prescriptions}
    lines.extend(f"new: {one.name}, {_asked(one)}" for name, one in after.items() if name not in before)
    lines.extend(f"left out: {one.name}" for name, one in before.items() if name not in after)
    for name, one in after.items():
        old = before.get(name)
        if old is not None and _asked(old) != _asked(one):
            lines.append(f"{one.name}: {_asked(one)} (was {_asked(old)})")
    if older.ceiling != newer.ceiling:
        lines.append(f"limit for pain while exercising: {_limit(newer)} (was {_limit(older)})")
    if older.author != newer.author:
        lines.append(f"from: {newer.author} (was {older.author})")
    return tuple(lines)


def _counted(number: int) -> str:
    return "1 exercise" if number == 1 else f"{number} exercises"


def _asked(one: Prescription) -> str:
    return f"{one.words}, {days_in_words(one.days)}"


def _limit(plan: Plan) -> str:
    return "the usual one" if plan.ceiling is None else str(plan.ceiling)
