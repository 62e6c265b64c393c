"""Laws of the loop on a real file, and the hard days: clocks, gaps, two entries for one date, thousands at once."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Kind, SmallAnswer
from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.history import Scores
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.pause import Baseline
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered, asked_in
from rehab_tui.exchange.formats import format_of
from rehab_tui.exchange.record.file import read_record
from rehab_tui.rules.computed.hit import RISE
from rehab_tui.services.importing import import_records
from rehab_tui.services.journal import Draft
from rehab_tui.services.rule_states import RuleStates
from rehab_tui.services.watch import Watch
from rehab_tui.services.watching import MISSED_DAYS
from tests.rules.choices import scores as made_up
from tests.services.reporting import answers

FIRST = date(2026, 3, 1)
LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WEEKS = st.lists(st.none() | st.integers(0, 10), min_size=28, max_size=36)
BERLIN = ZoneInfo("Europe/Berlin")


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def stamp(number: int, hour: int = 20, zone: ZoneInfo | None = None) -> Stamp:
    at = datetime.combine(day(number), time(hour), zone or UTC)
    return Stamp(Moment(at, day(number), str(zone or "UTC")), Origin.COMMAND)


def score(number: int, value: int, side: Side = Side.LEFT) -> Draft:
    return Draft(day(number), PainScore(value, side))


def new_file(folder: Path) -> Rehab:
    opened = Rehab.open(folder / "r.db", create=True)
    opened.profiles.keep({"side": Side.LEFT, "setup_done_on": FIRST}, stamp(0, 6))
    return opened


@pytest.fixture
def rehab(tmp_path: Path) -> Iterator[Rehab]:
    with new_file(tmp_path) as opened:
        yield opened


def live(rehab: Rehab, scores: Sequence[int | None], first: int = 0, zone: ZoneInfo | None = None) -> None:
    for number, value in enumerate(scores, first):
        if value is not None:
            rehab.journal.log([score(number, value)], stamp(number, zone=zone), f"pain {value}")


def waiting(rehab: Rehab) -> dict[str, FollowUp]:
    return {one.id: one for one in rehab.follow_ups.waiting() if one.level is not None and one.level <= Level.DAYS}


@LAW
@given(
    scores=WEEKS, sign=st.sampled_from(["", "calf-swelling", "bladder-bowel", "night-pain"]), quiet=st.integers(1, 9)
)
def test_quiet_days_never_silence_what_waits(
    tmp_path_factory: pytest.TempPathFactory, scores: list[int | None], sign: str, quiet: int
) -> None:
    with new_file(tmp_path_factory.mktemp("law")) as rehab:
        live(rehab, scores)
        if sign:
            told = SymptomsAnswered(Form.PICKED, (sign,), (SymptomReport(sign),))
            rehab.journal.add(day(len(scores) - 1), told, stamp(len(scores) - 1, 21), sign)
        before = waiting(rehab)
        none = SymptomsAnswered(Form.FULL, asked_in(Form.FULL))
        for number in range(len(scores), len(scores) + quiet):
            rehab.journal.log([score(number, 0), Draft(day(number), none)], stamp(number), "a quiet day")
        after = waiting(rehab)
        for name, one in before.items():
            raised = any(other.level < (one.level or 9) for other in after.values() if other.level is not None)
            assert name in after or (raised and rehab.follow_ups.one(name).state == "superseded")


@LAW
@given(scores=WEEKS, order=st.randoms())
def test_the_order_of_entry_does_not_change_what_the_rules_say(
    tmp_path_factory: pytest.TempPathFactory, scores: list[int | None], order: object
) -> None:
    drafts = [score(number, value) for number, value in enumerate(scores) if value is not None]
    mixed = list(drafts)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    last = len(scores)
    said = []
    for those in (drafts, mixed):
        with new_file(tmp_path_factory.mktemp("order")) as rehab:
            for draft in those:
                rehab.journal.log([draft], stamp(last), "a score")
            findings = Watch(rehab._store).findings(day(last))
            replayed = rehab.use(RuleStates).replay(day(0), day(last), stamp(last).moment)
            said.append((findings, replayed))
            assert Watch(rehab._store).findings(day(last)) == findings
    assert said[0] == said[1]


@LAW
@given(scores=st.lists(st.none() | st.integers(0, 7), min_size=28, max_size=42))
def test_what_replay_says_of_a_day_stands_although_the_program_was_opened_only_to_log(
    tmp_path_factory: pytest.TempPathFactory, scores: list[int | None]
) -> None:
    last = len(scores)
    logged = [number for number, value in enumerate(scores) if value is not None]
    assume(all(after - before <= MISSED_DAYS for before, after in pairwise([0, *logged, last])))
    with new_file(tmp_path_factory.mktemp("missed")) as rehab:
        live(rehab, scores)
        rehab.journal.watch(stamp(last))
        kept = rehab.follow_ups.all()
        for said in rehab.use(RuleStates).replay(day(0), day(last), stamp(last).moment):
            for finding in said.findings:
                if finding.level is not None and finding.level <= Level.DAYS:
                    causes = RISE if finding.rule in RISE else (finding.rule,)
                    assert any(
                        one.rule in causes and one.opened_on <= said.day and (one.level or 9) <= finding.level
                        for one in kept
                    ), (said.day, finding.rule)


@settings(LAW, max_examples=8)
@given(left=made_up(FIRST, 42, 1, 9), right=made_up(FIRST, 42), woken=st.binary(min_size=42, max_size=42))
def test_days_on_which_nobody_opened_the_program_end_like_days_on_which_somebody_did(
    tmp_path_factory: pytest.TempPathFactory, left: Scores, right: Scores, woken: bytes
) -> None:
    """Looked at late, a day opens what it would have opened at its end, with its own date, and nothing else."""
    logged = sorted((day - FIRST).days for day in {*left, *right})
    assume(logged and all(after - before <= MISSED_DAYS for before, after in pairwise([0, *logged, 42])))
    with new_file(tmp_path_factory.mktemp("daily")) as daily, new_file(tmp_path_factory.mktemp("late")) as late:
        for number in range(42):
            drafts = evening(number, left, right, "yes" if woken[number] % 3 else "no")
            for rehab in (daily, late):
                if drafts:
                    rehab.journal.log(drafts, stamp(number), "an evening")
                if drafts and number % 5 == 0:
                    end_those_before(rehab, number - 4)
            daily.journal.watch(stamp(number, 23))
        for rehab in (daily, late):
            rehab.journal.watch(stamp(42))
        assert told(daily) == told(late)


SIGNS = (
    "fall", "leg-weakness:left:worse", "leg-numbness:right", "leg-pain:left", "night-pain", "weight-loss", "fever",
    "sudden-pain:left", "metalwork", "none",
)  # fmt: skip


@settings(LAW, max_examples=8)
@given(left=made_up(FIRST, 42, 1, 9), right=made_up(FIRST, 42), other=st.binary(min_size=84, max_size=84))
def test_a_life_that_moves_to_another_file_is_told_nothing_twice(
    tmp_path_factory: pytest.TempPathFactory, left: Scores, right: Scores, other: bytes
) -> None:
    """What comes in is looked at again; all of it has been told, counted, or had its outcome."""
    folder = tmp_path_factory.mktemp("moves")
    with new_file(folder) as rehab, Rehab.open(folder / "new.db", create=True) as new:
        for number in range(42):
            drafts = evening(number, left, right, "yes" if other[number] % 3 else "no")
            if other[42 + number] % 4 == 0:
                words = SIGNS[other[42 + number] // 4 % len(SIGNS)]
                drafts.append(Draft(day(number), answers(words)))
            rehab.journal.log(drafts, stamp(number), "an evening")
            if number % 6 == 0:
                end_those_before(rehab, number - 4)
        rehab.journal.watch(stamp(42))
        place = folder / "life.rehab.json"
        rehab.exporting.export(place, Selection(EVERYTHING), format_of(place).chunks, stamp(42), force=True)
        taken = new.use(lambda store: import_records(store, [(place, read_record(place))], stamp(42), dry_run=False))
        assert taken.opened == ()
        assert new.follow_ups.all() == rehab.follow_ups.all()


def evening(number: int, left: Scores, right: Scores, woken: str) -> list[Draft]:
    """Return what is logged on a day: both hips, the night, and whether anything helps where a score is severe."""
    sides = (
        (side, scores[day(number)])
        for side, scores in ((Side.LEFT, left), (Side.RIGHT, right))
        if day(number) in scores
    )
    drafts = [score(number, value, side) for side, value in sides]
    if drafts:
        drafts.append(Draft(day(number), SmallAnswer("woken", woken)))
        drafts.append(Draft(day(number), SmallAnswer("relief", woken)))
    return drafts


def end_those_before(rehab: Rehab, number: int) -> None:
    for one in rehab.follow_ups.waiting():
        if one.level is not Level.VISIT and one.opened_on <= day(number):
            rehab.follow_ups.close(one, "called the ward, they know", stamp(number + 4, 21))


def told(rehab: Rehab) -> set[tuple[str, str | None, int, date, str]]:
    return {
        (one.rule, one.side, int(one.level), one.opened_on, one.state.value)
        for one in rehab.follow_ups.all()
        if one.level is not None and one.level <= Level.DAYS
    }


def test_thousands_of_scores_written_at_once_are_looked_at_once(rehab: Rehab) -> None:
    """Ten years typed in one go: as many looks as for a week, and one rise is found on its own day."""
    days = 3650
    drafts = [score(number, 6 if number % 365 in range(300, 330) else 3) for number in range(days)]
    said: list[str] = []
    rehab._store.connection.set_trace_callback(said.append)
    logged = rehab.journal.log(drafts, stamp(days), "ten years")
    rehab._store.connection.set_trace_callback(None)
    reads = [words for words in said if words.lstrip().startswith("SELECT") and "pain_now" in words]
    assert len(reads) <= days + 40, "one look for each score that it may replace, and few for the rules"
    rises = [one for one in logged.followups if one.rule in {"PT-02", "PT-04"}]
    assert {one.opened_on.year for one in rises} == {2026}, "what is open takes up the rises that follow"
    assert logged.followups


def test_a_gap_of_thirty_days_is_no_alert(rehab: Rehab) -> None:
    live(rehab, [2] * 28)
    live(rehab, [6, 6, 6, 6], first=58)
    assert waiting(rehab) == {}
    assert rehab.use(RuleStates).lacking(day(61))["PT-02"] == "building your usual level: 0 of 7 days"


@pytest.mark.parametrize("first", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29)])
def test_a_day_of_23_or_25_hours_and_a_leap_day_count_as_days(
    tmp_path: Path, first: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.FIRST", first - timedelta(days=24))
    with new_file(tmp_path) as rehab:
        live(rehab, [3] * 21 + [6] * 7, zone=BERLIN)
        assert [(one.rule, one.opened_on) for one in waiting(rehab).values()] == [("PT-04", day(24))]


def test_two_entries_for_one_date_across_the_date_line_are_one_score(rehab: Rehab) -> None:
    live(rehab, [3] * 21)
    samoa, line = ZoneInfo("Pacific/Apia"), ZoneInfo("Pacific/Pago_Pago")
    rehab.journal.log([score(21, 9)], stamp(21, 20, samoa), "pain 9")
    rehab.journal.log([score(21, 3)], stamp(21, 21, line), "pain 3")
    entries = [e for e in rehab.journal.between(day(21), day(21)) if e.kind is Kind.PAIN]
    assert [getattr(entry.fact, "score", None) for entry in entries] == [3]
    assert [one.rule for one in waiting(rehab).values()] == ["PT-01"], "what was told stays until its outcome"


def test_a_clock_that_was_set_back_loses_no_day_and_silences_nothing(rehab: Rehab) -> None:
    live(rehab, [3] * 21 + [6] * 7)
    before = waiting(rehab)
    rehab.journal.watch(stamp(10))
    rehab.journal.log([score(10, 3)], stamp(10), "pain 3")
    assert set(waiting(rehab)) >= set(before)
    rehab.journal.watch(stamp(28))
    assert set(waiting(rehab)) >= set(before)


def test_a_new_start_moves_the_starting_average(rehab: Rehab) -> None:
    scores = [2] * 14 + [3] * 14 + [4] * 14 + [5] * 14
    live(rehab, scores[:40])
    rehab.journal.add(day(40), Baseline("K. Berg"), stamp(40, 9), "counted anew")
    live(rehab, scores[40:], first=40)
    assert "PT-03" not in {one.rule for one in rehab.follow_ups.all()}
    assert rehab.use(RuleStates).lacking(day(50))["PT-03"] == "starts on 30 Apr"


@pytest.mark.parametrize("operated", [None, FIRST + timedelta(days=400)])
def test_a_surgery_date_that_is_unknown_or_ahead_keeps_quiet_what_counts_from_it(
    rehab: Rehab, operated: date | None
) -> None:
    rehab.profiles.keep({"surgery_date": operated}, stamp(0, 7))
    live(rehab, [6] * 60)
    found = {one.rule for one in Watch(rehab._store).findings(day(59))}
    assert found.isdisjoint({"PT-06", "HW-01", "HW-04", "FF-02", "FU-12"})
    assert rehab.use(RuleStates).lacking(day(59))["PT-06"] != "enough"
