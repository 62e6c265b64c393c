"""The first page of the report: one page that is read in a minute, however much is open and was closed."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from report_cases import AT, LAST, report

from rehab_tui.domain.followup import Event, FollowUp, Level, State
from rehab_tui.domain.report import Changed, Question, Told, VisitReport
from rehab_tui.exchange.report.formats import report_format, written

SIGNS = ("Numb between the legs", "Weak leg or foot", "New numb or tingling leg", "Swollen, sore calf")
LONG = "May I drive again, and for how long may I sit in the car on the way to work? "


def told(number: int, level: int, state: State) -> Told:
    at = AT - timedelta(days=number)
    steps = [(at, "Opened"), (at, f"Closed: {LONG * 4}")]
    one = FollowUp(f"f{number}", "RF-11", Level(level), "", "", {}, ("S13",), "left", at.date(), at, at, None,
                   (Event("opened", at, state),))  # fmt: skip
    return Told(
        one, SIGNS[number % 4], False, "pain down the leg (not sure)", None, (("Rule", LONG),), tuple(steps), True
    )


def case(waiting: tuple[int, ...], ended: int, asks: int = 1) -> VisitReport:
    """Return a report with open follow-ups of some levels, and closed ones of level 1 and 2."""
    return report("plain")._replace(
        waiting=tuple(told(number, level, State.OPEN) for number, level in enumerate(waiting)),
        ended=tuple(told(number, 1 + number % 2, State.CLOSED) for number in range(ended)),
        questions=tuple(Question(LONG * asks, LAST, "Dr. Lee") for _ in range(asks)),
        to_ask=(LONG,) * asks,
        changes=tuple(Changed(LAST - timedelta(days=n), f"Change {n}: {LONG}", ()) for n in reversed(range(6))),
    )


def texts(one: VisitReport, ending: str) -> list[str]:
    """Return the pages of the PDF as texts, or the Markdown of what stands before the detail and after it."""
    data = written(one, report_format(f"x.{ending}"), "rehab 1")
    if ending == "md":
        return data.decode().split("\n---\n")
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


@pytest.mark.parametrize(
    ("waiting", "ended", "asks"), [((), 0, 0), ((1, 2, 3), 2, 2), ((1, 1, 2, 2), 7, 4), ((1, 2) * 4 + (3,) * 5, 20, 6)]
)
def test_the_first_page_stays_one_and_has_every_urgent_follow_up(
    waiting: tuple[int, ...], ended: int, asks: int
) -> None:
    first, second, *_ = texts(case(waiting, ended, asks), "pdf")
    assert second.startswith("The detail")
    assert "Self-reported. Not a medical device" in first
    for level in (1, 2):
        assert first.count(f"Level {level}: ") >= waiting.count(level)


def test_many_that_were_closed_are_a_count_with_days_and_each_stands_in_the_detail() -> None:
    first, detail = texts(case((1, 2, 2, 3), 7), "md")
    assert "- Level 1: 4 closed: Numb between the legs, left, opened 20 Nov; New numb" in first
    assert "- **Level 1: Numb between the legs, left.** OVERDUE, nobody has reacted; opened 20 Nov" in first
    assert "- **Level 3: Swollen, sore calf, left.**" in first
    assert detail.partition("## Follow-ups that ended")[2].count("Closed: May I drive again") == 7
    first, detail = texts(case((), 12), "md")
    assert "- Level 2: 6 closed, opened 9 Nov to 19 Nov; each is in the detail" in first
    few, _ = texts(case((), 1), "md")
    assert "opened 20 Nov; 20 Nov: Closed: May I drive" in few
    assert "…" in few


def test_what_has_no_room_on_the_first_page_stands_whole_in_the_detail() -> None:
    first, detail = texts(case((1,) * 8, 0, asks=5), "md")
    assert first.count("> May I drive again") == 1
    assert "All of it is in the detail." in first
    assert "6 changes, the newest on 20 Nov: in the detail." in first
    assert detail.count("> May I drive again") == 5
    assert detail.count(f"- {LONG.strip()}") == 5
    assert "## What the patient wants to ask, all of it" in detail
    few, whole = texts(case((1,), 0), "md")
    assert "all of it" not in whole
    assert "One earlier is in the detail." in few
