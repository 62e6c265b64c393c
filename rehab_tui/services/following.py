"""What the days after sessions held: pain, answers, and how much more pain counts."""

from datetime import date

from rehab_tui.domain.day_after import hips
from rehab_tui.domain.plan import Plan
from rehab_tui.domain.response import RISE, Following
from rehab_tui.store import Store, past


def following(store: Store, first: date, last: date) -> Following:
    """Return the pain and the answers of the days that follow sessions from `first` on."""
    return Following(
        mornings=hips(past.scores(store, "morning", first, last)),
        scores=hips(past.scores(store, "day", first, last)),
        since=past.answers(store, first, last).get("since-session", {}),
    )


def rise_that_counts(plan: Plan | None) -> float:
    """Return the points more that PX-02 asks for: the plan's number, else the default."""
    return plan.thresholds.get("PX-02", {}).get("above", RISE) if plan is not None else RISE
