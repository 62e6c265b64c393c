"""The screens, each with its key: one line here makes a screen reachable everywhere."""

from importlib import import_module
from typing import NamedTuple

from textual.screen import Screen


class Place(NamedTuple):
    """A screen that letters move to."""

    name: str
    key: str
    title: str
    where: str
    """module:class"""


PLACES = (
    Place("today", "t", "Today", "today.screen:TodayScreen"),
    Place("charts", "c", "Charts", "charts.screen:ChartsScreen"),
    Place("followups", "f", "Follow-ups", "followups.screen:FollowUpsScreen"),
    Place("plan", "p", "Plan", "plan.screen:PlanScreen"),
    Place("history", "h", "History", "history.screen:HistoryScreen"),
    Place("caseload", "l", "Caseload", "caseload.screen:CaseloadScreen"),
)


def make(name: str) -> Screen[None]:
    """Return a new screen of the table; its module is loaded now, not before."""
    place = next(place for place in PLACES if place.name == name)
    module, _, class_name = place.where.partition(":")
    screen: Screen[None] = getattr(import_module(f"rehab_tui.tui.screens.{module}"), class_name)()
    return screen
