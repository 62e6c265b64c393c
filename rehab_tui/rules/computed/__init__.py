"""The rules that are computed from days of entries: trends, exercise, silence, tests. Import it where it is needed.

Apart from `rehab_tui.rules`, so that a command that computes nothing does not load it.
"""

from rehab_tui.rules.computed.corrected import corrections
from rehab_tui.rules.computed.dates import REACH, affected_dates, closing_values, value_on
from rehab_tui.rules.computed.evaluate import (
    COMPUTED,
    COMPUTED_RULES,
    UNCHANGED,
    Thresholds,
    evaluate_computed,
    status_of,
    statuses,
)
from rehab_tui.rules.computed.hit import Number
from rehab_tui.rules.computed.limits import Change, changes, threshold, thresholds_from
from rehab_tui.rules.computed.replay import EPISODE_DAYS, Beside, Episode, Said, episodes, replay
from rehab_tui.rules.computed.rule import ENOUGH, ComputedRule, Limit, number_words, plain
from rehab_tui.rules.computed.view import Prepared
from rehab_tui.rules.computed.why import GONE, NUMBERS, Why, again_words, explained, message_now, noted_on
from rehab_tui.rules.finding import ComputedFinding

__all__ = [
    "COMPUTED",
    "COMPUTED_RULES",
    "ENOUGH",
    "EPISODE_DAYS",
    "GONE",
    "NUMBERS",
    "REACH",
    "UNCHANGED",
    "Beside",
    "Change",
    "ComputedFinding",
    "ComputedRule",
    "Episode",
    "Limit",
    "Number",
    "Prepared",
    "Said",
    "Thresholds",
    "Why",
    "affected_dates",
    "again_words",
    "changes",
    "closing_values",
    "corrections",
    "episodes",
    "evaluate_computed",
    "explained",
    "message_now",
    "noted_on",
    "number_words",
    "plain",
    "replay",
    "status_of",
    "statuses",
    "threshold",
    "thresholds_from",
    "value_on",
]
