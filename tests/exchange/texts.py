"""Facts in words, for comparing."""

from datetime import date

from rehab_tui.cli.wording import fact_words
from rehab_tui.domain.fact import Fact


def said(fact: Fact) -> str:
    """What a fact says."""
    return fact_words(fact, date(2026, 11, 20))
