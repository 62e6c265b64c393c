"""The history: days, entries, corrections; what is kept in the file, and what is said of it."""

from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.entry import Entry, EntryState, Fact, Note, SmallAnswer, Visit
from rehab_tui.domain.exercise import ClearanceKind, Dose, SkipReason
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SignAnswer, SymptomReport, SymptomsAnswered, asked_in
from rehab_tui.tui.context import Context
from rehab_tui.tui.entry_words import entry_words
from rehab_tui.tui.screens.history.data import month_away, window_of
from rehab_tui.tui.screens.history.entry import EntryScreen
from rehab_tui.tui.screens.history.screen import HistoryScreen
from rehab_tui.tui.screens.today.screen import TodayScreen
from rehab_tui.tui.widgets.chart_view import ChartView
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import cells, seen, words

HOSTILE = "[/] [@click=app.quit]x[/] \x1b[31mred \x1b]0;t\x07 \u202eabc 🦴 ends with [/"
YESTERDAY = TODAY - timedelta(days=1)


def keep(context: Context, fact: Fact, day: date = TODAY, recorded: date | None = None) -> Entry:
    now = context.clock.now()
    on = recorded or day
    instant = now.instant.replace(year=on.year, month=on.month, day=on.day)
    stamp = Stamp(Moment(instant, on, now.zone), "screen")
    return context.rehab.journal.add(day, fact, stamp, "an entry").entries[0]


def counting(context: Context, day: date = TODAY) -> list[Fact]:
    return [entry.fact for entry in context.rehab.journal.between(day, day)]


async def opened(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press("h", *keys)
    await pilot.pause()


def shown_day(pilot: Pilot[int]) -> date:
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)
    return screen.day


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ([], TODAY),
        (["left"], YESTERDAY),
        (["left", "left", "right"], YESTERDAY),
        (["up"], date(2026, 11, 13)),
        (["pageup"], date(2026, 10, 20)),
        (["pageup", "pageup", "pagedown", "home"], TODAY),
        (["right"], TODAY),
        (["down"], TODAY),
    ],
)
async def test_the_cursor_goes_by_day_week_and_month(app_for: AppFor, keys: list[str], day: date) -> None:
    async with app_for() as pilot:
        await opened(pilot, *keys)
        assert shown_day(pilot) == day


async def test_a_day_shows_its_entries_in_plain_words(context: Context, app_for: AppFor) -> None:
    keep(context, PainScore(3, Side.LEFT), YESTERDAY)
    keep(context, PainScore(0, Side.RIGHT, Site.GROIN, ScoreKind.WORST), YESTERDAY, TODAY)
    keep(context, SymptomsAnswered(Form.DAILY, asked_in(Form.DAILY)), YESTERDAY)
    keep(context, Note("slept badly"), YESTERDAY)
    async with app_for((120, 40)) as pilot:
        await opened(pilot, "left")
        text = words(pilot)
    assert "Thu 19 Nov 2026" in text
    assert "Left hip: 3" in text
    assert "Right groin, front of hip, worst of the day: 0 logged 1 day late" in text
    assert "No to the five questions" in text
    assert "slept badly" in text


async def test_the_calendar_tells_a_zero_from_a_missing_day(context: Context, app_for: AppFor) -> None:
    keep(context, PainScore(0, Side.LEFT), YESTERDAY)
    async with app_for() as pilot:
        await opened(pilot)
        row = next(line for line in seen(pilot).split("\n") if line.strip().startswith("16 Nov"))
        assert row.split("│")[0].split() == ["16", "Nov", "·", "·", "·", "0", "[", "·]"]


async def test_a_day_can_be_clicked(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await opened(pilot)
        view = pilot.app.screen.query_one(ChartView)
        spot = view.chart.days[date(2026, 11, 4)]
        await pilot.click(ChartView, offset=(spot.column + 1, spot.line))
        await pilot.pause()
        assert shown_day(pilot) == date(2026, 11, 4)


async def test_a_score_is_changed_and_what_stood_there_can_be_read(context: Context, app_for: AppFor) -> None:
    keep(context, PainScore(8, Side.LEFT))
    async with app_for() as pilot:
        await opened(pilot, "enter", "enter", "a")
        await pilot.press("3", "enter")
        await pilot.pause()
        text = words(pilot)
        assert "Left hip: 8 (replaced by a newer one)" in text
        assert "Left hip: 3 (counts now)" in text
    assert counting(context) == [PainScore(3, Side.LEFT)]


async def test_a_wrong_score_is_refused_and_stays_in_the_field(context: Context, app_for: AppFor) -> None:
    keep(context, PainScore(8, Side.LEFT))
    async with app_for() as pilot:
        await opened(pilot, "enter", "enter", "a")
        await pilot.press("1", "1", "enter")
        await pilot.pause()
        assert "from 0 to 10" in words(pilot)
    assert counting(context) == [PainScore(8, Side.LEFT)]


async def test_a_note_is_changed_in_its_own_field(context: Context, app_for: AppFor) -> None:
    keep(context, Note("slept"))
    async with app_for() as pilot:
        await opened(pilot, "enter", "enter", "a")
        await pilot.press("end", "x", "ctrl+s")
        await pilot.pause()
    assert counting(context) == [Note("sleptx")]


@pytest.mark.parametrize(
    ("fact", "keys", "changed"),
    [
        (SmallAnswer("woken", "yes"), ["n", "o", "enter"], SmallAnswer("woken", "no")),
        (
            ExerciseDone("clamshell", Dose(2, 12), Side.LEFT, one_key=True),
            ["1", "enter", "8", "enter", "enter", "4", "enter", "enter"],
            ExerciseDone("clamshell", Dose(1, 8), Side.LEFT, pain_during=4),
        ),
        (
            ExerciseDone("clamshell", skipped=SkipReason.PAIN),
            [*"tired", "enter"],
            ExerciseDone("clamshell", skipped=SkipReason.TIRED),
        ),
        (Clearance(ClearanceKind.LOADING, "X"), [*"Lee", "enter"], Clearance(ClearanceKind.LOADING, "Lee")),
        (Visit(TODAY, "X", "swim"), ["enter", *"Lee", "enter", "enter"], Visit(TODAY, "Lee", "swim")),
    ],
)
async def test_every_kind_has_its_fields(
    context: Context, app_for: AppFor, fact: Fact, keys: list[str], changed: Fact
) -> None:
    keep(context, fact)
    async with app_for() as pilot:
        await opened(pilot, "enter", "enter", "a")
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    assert counting(context) == [changed]


async def test_answers_about_warning_signs_are_not_edited(context: Context, app_for: AppFor) -> None:
    fact = SymptomsAnswered(Form.DAILY, asked_in(Form.DAILY))
    keep(context, fact)
    async with app_for() as pilot:
        await opened(pilot, "enter", "enter", "a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EntryScreen)
    assert counting(context) == [fact]


@pytest.mark.parametrize(("answer", "state"), [("y", EntryState.IN_ERROR), ("n", EntryState.CURRENT)])
async def test_a_mistake_is_asked_for_first(context: Context, app_for: AppFor, answer: str, state: EntryState) -> None:
    entry = keep(context, PainScore(8, Side.LEFT))
    async with app_for() as pilot:
        await opened(pilot, "enter", "enter", "x")
        await pilot.press(answer)
        await pilot.pause()
    assert context.rehab.journal.entry(entry.id).state is state


async def test_undo_on_the_entry_brings_back_what_was_there(context: Context, app_for: AppFor) -> None:
    keep(context, PainScore(8, Side.LEFT))
    async with app_for() as pilot:
        await opened(pilot, "enter", "enter", "a")
        await pilot.press("3", "enter")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert "Counts yes" in words(pilot)
    assert counting(context) == [PainScore(8, Side.LEFT)]


async def test_earlier_versions_and_mistakes_are_shown_with_a_key(context: Context, app_for: AppFor) -> None:
    entry = keep(context, PainScore(8, Side.LEFT))
    context.rehab.journal.amend(entry, PainScore(3, Side.LEFT), context.stamp())
    context.rehab.journal.mistake(keep(context, Note("wrong")), context.stamp())
    async with app_for((120, 40)) as pilot:
        await opened(pilot)
        assert "Left hip: 3 changed" in words(pilot)
        assert "shows 2 earlier or mistaken entries" in words(pilot)
        await pilot.press("v")
        await pilot.pause()
        assert "Left hip: 8 replaced" in words(pilot)
        assert "wrong marked as a mistake" in words(pilot)
        struck = [text for text, style in cells(pilot) if style.strike]
        assert any("Left hip: 8" in text for text in struck)
        assert not any("Left hip: 3" in text for text in struck)


async def test_a_day_is_opened_on_today_to_add_something(context: Context, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await opened(pilot, "left", "left", "g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        await pilot.press("4")
        await pilot.pause()
    assert counting(context, TODAY - timedelta(days=2)) == [PainScore(4, Side.LEFT)]


async def test_a_visit_ahead_can_be_reached_but_not_opened_on_today(context: Context, app_for: AppFor) -> None:
    ahead = TODAY + timedelta(days=13)
    keep(context, Visit(ahead, "Dr. Rivera", "May I swim?"), ahead, TODAY)
    async with app_for((120, 40)) as pilot:
        await opened(pilot, "down", "down")
        assert shown_day(pilot) == ahead
        assert "with Dr. Rivera, to ask: May I swim?" in words(pilot)
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_search_takes_words_as_they_stand(context: Context, app_for: AppFor) -> None:
    keep(context, Note("100 % of it [hurts] NEAR(the hip) * \" ' --"), date(2026, 9, 1))
    keep(context, Note("nothing"), date(2026, 9, 2))
    for typed, found in (("[HURTS]", True), ("% of", True), ("_", False), ('"', True), ("NEAR(the", True)):
        assert bool(context.rehab.journal.with_words(typed, 5)) is found
    async with app_for() as pilot:
        await opened(pilot, "slash")
        await pilot.press(*"hurts")
        await pilot.pause()
        assert "1 Sep 2026" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert shown_day(pilot) == date(2026, 9, 1)


async def test_texts_from_people_are_shown_as_they_are(context: Context, app_for: AppFor) -> None:
    for fact in (Note(HOSTILE), Clearance(ClearanceKind.LOADING, HOSTILE), Visit(TODAY, HOSTILE, HOSTILE)):
        keep(context, fact)
    report = SymptomReport("leg-pain", SignAnswer.USUAL, Side.LEFT, text=HOSTILE)
    keep(context, SymptomsAnswered(Form.PICKED, ("leg-pain",), (report,)))
    keep(context, ExerciseDone("[/]", Dose(1, 1)))
    async with app_for((120, 40)) as pilot:
        await opened(pilot)
        text = seen(pilot)
        assert "[@click=app.quit]x[/]" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        for number in range(5):
            await pilot.press("enter")
            await pilot.press(*["down"] * number, "enter")
            await pilot.pause()
            assert "\x1b" not in seen(pilot)
            assert isinstance(pilot.app.screen, EntryScreen)
            await pilot.press("escape", "escape")
            await pilot.pause()


@pytest.mark.parametrize("text", ["x" * 10_000, "line\n" * 2_000, "\n\n\n", " "])
async def test_long_notes_are_cut_in_the_list_and_whole_on_their_page(
    context: Context, app_for: AppFor, text: str
) -> None:
    keep(context, Note(text))
    async with app_for() as pilot:
        await opened(pilot, "enter", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EntryScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20), (40, 10)])
async def test_every_window_shows_the_day(context: Context, app_for: AppFor, size: tuple[int, int]) -> None:
    keep(context, PainScore(3, Side.LEFT))
    async with app_for(size) as pilot:
        await opened(pilot)
        assert "Left hip: 3" in words(pilot)
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert "Left hip: 3" in words(pilot)


async def test_the_list_scrolls_with_its_cursor(context: Context, app_for: AppFor) -> None:
    for number in range(40):
        keep(context, Note(f"note number {number}"))
    async with app_for() as pilot:
        await opened(pilot, "enter", *["down"] * 39)
        await pilot.pause()
        assert "note number 39" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "note number 39" in seen(pilot)


async def test_only_a_window_of_the_file_is_read(
    context: Context, app_for: AppFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(context, PainScore(3, Side.LEFT), TODAY - timedelta(days=3650))
    asked: list[int] = []
    between = type(context.rehab.journal).between

    def counted(self: object, first: date, last: date, **more: bool) -> object:
        asked.append((last - first).days)
        return between(self, first, last, **more)

    async with app_for() as pilot:
        monkeypatch.setattr(type(context.rehab.journal), "between", counted)
        await opened(pilot, "left", "pageup")
    assert set(asked) <= {0, 3 * 366 - 1}


@pytest.mark.parametrize(
    ("day", "months", "first", "last"),
    [
        (TODAY, 1, date(2026, 11, 1), date(2026, 11, 30)),
        (TODAY, 2, date(2026, 10, 1), date(2026, 11, 30)),
        (date(2026, 9, 30), 2, date(2026, 8, 1), date(2026, 9, 30)),
        (date(2026, 12, 3), 2, date(2026, 12, 1), date(2027, 1, 31)),
        (date(2026, 1, 1), 1, date(2026, 1, 1), date(2026, 1, 31)),
    ],
)
def test_the_window_of_months_stays_put(day: date, months: int, first: date, last: date) -> None:
    window = window_of(day, TODAY, months)
    assert (window.first, window.last) == (first, last)


def test_a_month_away_stays_inside_the_month() -> None:
    assert month_away(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert month_away(date(2026, 12, 15), 1) == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        (PainScore(0, Side.MIDDLE, Site.LOW_BACK, ScoreKind.MORNING), "Low back, in the morning: 0"),
        (ExerciseDone("clamshell", Dose(2, 12), Side.LEFT, effort=6), "Clamshell, left: 2 x 12 · effort 6"),
        (ExerciseDone("x-y", skipped=SkipReason.NO_TIME), "X y: left out (no time)"),
        (
            ExerciseDone("walk", Dose(minutes=5), one_key=True, not_allowed=True),
            "A walk: as planned · not allowed yet",
        ),
        (SymptomsAnswered(Form.FULL, asked_in(Form.FULL)), "No to the full list"),
        (SymptomsAnswered(Form.PICKED, ("fever",), (), 38.25), "Temperature 38.2 C (asked: the signs asked)"),
        (SmallAnswer("worst-exercising", "4"), "Worst pain while exercising: 4"),
    ],
)
def test_each_kind_in_words(context: Context, fact: Fact, says: str) -> None:
    assert entry_words(keep(context, fact), {"walk": "A walk"}) == says
