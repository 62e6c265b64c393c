"""Which report a finding is about, and which follow-up covers that report already."""

from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import Finding, FollowUp
from rehab_tui.domain.symptom import SignAnswer, SymptomsAnswered
from rehab_tui.rules.parts import COMPANION_DAYS, has_fever, leg_reports, sign
from rehab_tui.rules.table import RULES


def reported_sides(finding: Finding, answered: SymptomsAnswered) -> tuple[str | None, ...]:
    """Return the sides on which an answer itself reports what a finding is about; empty where it does not.

    A finding without any comes from an older report that this answer makes more urgent.
    """
    symptom = finding.why.get("symptom")
    if symptom == "fever":
        return (None,) if has_fever(answered) else ()
    if symptom == "both-legs":
        legs = tuple(report.side.value if report.side else None for report in leg_reports(answered))
        return (*legs, Side.BOTH.value) if sign("both-legs")(answered) else legs
    return tuple(
        report.side.value if report.side else None
        for report in answered.reports
        if report.id == symptom and report.answer is not SignAnswer.USUAL
    )


def days_behind(finding: Finding) -> int:
    """Return how many days back the reports behind a finding may lie."""
    days = finding.why.get("window_days")
    return max(COMPANION_DAYS, days) if isinstance(days, int) else COMPANION_DAYS


def covers(one: FollowUp, finding: Finding, side: str | None) -> bool:
    """Return whether a follow-up tells of the same sign on that side, or of the same cause, as urgently."""
    rule = RULES.get(one.rule)
    same = one.rule == finding.rule or (rule is not None and finding.rule in rule.supersedes)
    urgent = one.level is not None and one.level <= finding.level
    return same and urgent and (one.side in (None, Side.BOTH.value) or side in (None, one.side))
