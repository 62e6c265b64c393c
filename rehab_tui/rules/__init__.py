"""The warning signs as a table, their evaluation, and what a person is told.

Pure: no clock, no store, no screen. Light enough for every command.
"""

from rehab_tui.rules.advice import (
    ALWAYS,
    NOTICE,
    STOP_EXERCISES,
    Advice,
    advice,
    beside_words,
    contact_lines,
    logged_words,
)
from rehab_tui.rules.finding import AnyFinding, ComputedFinding
from rehab_tui.rules.merging import (
    QUIET_DAYS,
    Merge,
    MergeKind,
    closing_of,
    event_text,
    should_open,
    taken_over,
    tells_the_same,
    waited_on,
)
from rehab_tui.rules.questions import (
    CHECKED_QUESTION,
    asks_if_checked,
    companions_asked,
    level_one_questions,
    question,
    sign_name,
    sign_words,
    still_asked,
)
from rehab_tui.rules.reports import covers, days_behind, reported_sides
from rehab_tui.rules.rule import RECENT_DAYS, Evidence, Hit, Rule
from rehab_tui.rules.table import RULES, SIGN_RULES, WARNING_SIGNS, evaluate

__all__ = [
    "ALWAYS",
    "CHECKED_QUESTION",
    "NOTICE",
    "QUIET_DAYS",
    "RECENT_DAYS",
    "RULES",
    "SIGN_RULES",
    "STOP_EXERCISES",
    "WARNING_SIGNS",
    "Advice",
    "AnyFinding",
    "ComputedFinding",
    "Evidence",
    "Hit",
    "Merge",
    "MergeKind",
    "Rule",
    "advice",
    "asks_if_checked",
    "beside_words",
    "closing_of",
    "companions_asked",
    "contact_lines",
    "covers",
    "days_behind",
    "evaluate",
    "event_text",
    "level_one_questions",
    "logged_words",
    "question",
    "reported_sides",
    "should_open",
    "sign_name",
    "sign_words",
    "still_asked",
    "taken_over",
    "tells_the_same",
    "waited_on",
]
