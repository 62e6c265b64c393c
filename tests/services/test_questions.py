"""What is asked beside the score, and when it is asked again."""

from datetime import date, timedelta

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.entry import SmallAnswer
from tests.bench.ten_years import stamp_of

TODAY = date(2026, 11, 20)


def test_usual_activities_are_asked_about_every_four_weeks(rehab: Rehab) -> None:
    rehab.profiles.keep({"surgery_date": TODAY - timedelta(days=200)}, stamp_of(TODAY))

    def asked(day: date) -> bool:
        return "activities" in rehab.days.review(day, TODAY).questions

    assert asked(TODAY)
    answered = TODAY - timedelta(days=40)
    rehab.journal.add(answered, SmallAnswer("activities", "no"), stamp_of(answered), "usual activities: no")
    assert asked(answered)  # the answer of that day can be changed
    assert not asked(answered + timedelta(days=1))
    assert not asked(answered + timedelta(days=27))
    assert asked(answered + timedelta(days=28))
    assert asked(TODAY)
