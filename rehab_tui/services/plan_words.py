"""Warning signs that a plan speaks of, by their titles: a rule's number says nothing to a patient."""

from rehab_tui.domain.plan import UnderCare


def rule_words(rule_id: str) -> str:
    """Return a rule's title and number: Pain down the leg (RF-19)."""
    from rehab_tui.rules import RULES
    from rehab_tui.rules.computed import COMPUTED_RULES

    computed, reported = COMPUTED_RULES.get(rule_id), RULES.get(rule_id)
    title = computed.title if computed else reported.title if reported else ""
    return f"{title} ({rule_id})" if title else rule_id


def care_words(one: UnderCare) -> str:
    """Return what is under care, with its side."""
    return f"{rule_words(one.rule)}, {one.side}" if one.side else rule_words(one.rule)
