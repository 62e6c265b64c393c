"""A report with a value of every kind, and with texts that try to be something else."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from rehab_tui.domain.adherence import Adherence
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.followup import Event, FollowUp, Level, State
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.domain.measure_trend import MeasureSeries, Point
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.report import (
    PARTS,
    Asked,
    Changed,
    OtherScores,
    PainOfPlace,
    Quality,
    Question,
    Spread,
    Taken,
    Told,
    VisitReport,
)
from rehab_tui.domain.series import Marker, WeekOfWork, pain_series

EVIL = '<script>alert(1)</script> | **bold** [x](http://e.example) =1+1 "quoted" & #emph[y] \x1b[31m\u202eabc'
"""Markup of every format, a formula, an escape sequence and a direction character."""
FIRST, LAST = date(2026, 10, 23), date(2026, 11, 20)
AT = datetime(2026, 11, 20, 18, 5, tzinfo=UTC)


def report(words: str = EVIL) -> VisitReport:
    """Return a report in which every free text is `words`."""
    scores = {FIRST + timedelta(days=n): n % 5 for n in range(0, 29, 2)}
    before = {FIRST - timedelta(days=n): 6 for n in range(1, 5)}
    series = pain_series({**scores, **before}, Side.LEFT, Site.HIP, FIRST, LAST)
    opened = (Event("opened", AT, State.OPEN),)
    follow_up = FollowUp("f1", "RF-11", Level.TODAY, words, words, {}, ("S13",), "left", LAST, AT, AT, None, opened)
    told = Told(follow_up, words, False, words, FIRST, (("Rule", words),), ((AT, words),), True)
    private = Told(follow_up, "A private sign", True, "", None, (), (), False)
    peg = MEASURES["peg"]
    taken = Measurement("peg", (Decimal(3), Decimal(2), Decimal(3)), peg.items)
    return VisitReport(
        profile=Profile(name=words, surgery_date=date(2026, 8, 28), levels="L4-S1", surgeon=words, side=Side.LEFT),
        plan=None,
        first=FIRST,
        last=LAST,
        since=words,
        made_at=AT,
        parts=frozenset(PARTS),
        waiting=(told, private),
        ended=(),
        asked=Asked(19, 3, 1),
        signs=((LAST, words),),
        changes=(Changed(LAST, words, (words,)),),
        pain=(
            PainOfPlace(series, Spread(tuple(sorted(scores.values()))), Spread((6, 6, 6, 6))),
            PainOfPlace(pain_series({}, Side.RIGHT, Site.HIP, FIRST, LAST), Spread(()), Spread(())),
        ),
        other_scores=(
            OtherScores((Site.HIP, Side.RIGHT), "worst pain", Spread((0, 8, 10)), 2),
            OtherScores(None, "Worst pain while exercising", Spread((2,)), 1),
        ),
        markers=(Marker(LAST - timedelta(days=9), "plan", words),),
        work=Adherence(29, 10.5, 20, {"pain": 2}, {"clamshell": (10.5, 20)}, {"clamshell": {"pain": 2}}),
        weeks=(WeekOfWork(date(2026, 11, 9), 10.5, 20, 53), WeekOfWork(date(2026, 11, 16), 0, 0, None)),
        names={"clamshell": words},
        measures=(MeasureSeries(peg, None, FIRST, LAST, (Point(LAST, taken),), None),),
        treatments=(Taken(words, 4, 5, FIRST, LAST),),
        nsaid_in_row=2,
        questions=(Question(words, LAST, words),),
        to_ask=(words,),
        answers={"woken": {"yes": 2, "no": 9}},
        notes=((LAST, words),),
        thresholds=(words,),
        quality=Quality(100, 3, 2, 1, 0),
    )
