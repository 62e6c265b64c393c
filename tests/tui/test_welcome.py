"""The first start: questions answered by keys or by the mouse, then what was kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.config import Settings
from rehab_tui.domain.body import Side
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.symptom import Form, SymptomsAnswered
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.plan.starting_plans import FILE, KEEP
from rehab_tui.tui.screens.welcome.pages import PAGES
from rehab_tui.tui.screens.welcome.screen import DetailsScreen, WelcomeScreen
from rehab_tui.tui.widgets.questions import Choices, Hint, OneLine
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, EveningClock
from tests.tui.seen import until_shown

SKIP = "escape"


@pytest.fixture
def rehab(tmp_path: Path) -> Iterator[Rehab]:
    """A new file: nothing is known."""
    with Rehab.open(tmp_path / "new.db", create=True) as opened:
        yield opened


def stamp() -> Stamp:
    return Stamp(EveningClock(TODAY).now(), "screen")


def keep(rehab: Rehab, **facts: object) -> None:
    rehab.profiles.keep(facts, stamp())


def page(pilot: Pilot[int]) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, WelcomeScreen)
    return screen.page.name


async def typed(pilot: Pilot[int], text: str) -> None:
    names = {" ": "space", "-": "minus", ".": "full_stop", ",": "comma"}
    await pilot.press(*(names.get(letter, letter) for letter in text))


async def click_words(pilot: Pilot[int], selector: type[Choices] | type[Hint], number: int, words: str) -> None:
    """Click on a word that stands in the first line of a widget."""
    widget = pilot.app.screen.query(selector)[number]
    at = str(widget.render()).index(words)
    offset = widget.content_region.offset - widget.region.offset
    await pilot.click(widget, offset=(offset.x + at, offset.y))
    await pilot.pause()


async def press_button(pilot: Pilot[int], button: str) -> None:
    """Click on a button, and wait until it takes the next click: a double click is one."""
    await pilot.click(button)
    await pilot.pause(0.25)


async def to_page(pilot: Pilot[int], name: str) -> None:
    """Skip pages until one is reached."""
    await pilot.pause()
    while page(pilot) != name:
        await pilot.press(SKIP)
        await pilot.pause()


async def test_the_whole_first_start_by_keyboard_alone(rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await typed(pilot, "Ann Lee")
        await pilot.press("enter")
        await typed(pilot, "1956-03-31")
        await pilot.press("enter")
        await typed(pilot, "a walk most days")
        await pilot.press("enter")
        await typed(pilot, "2026-08-28")
        await pilot.press("enter")
        await typed(pilot, "l4 - s1")
        await pilot.press("enter", "right", "enter", "1", "enter", "space", "1", "enter")
        await pilot.press("right", "enter", "2", "enter", "right", "right", "enter")
        for text in ("left buttock", "112", "555-0100", "Dr. Rivera", "Kim"):
            await typed(pilot, text)
            await pilot.press("enter")
        assert page(pilot) == "signs"
        await pilot.press("enter", *"nnnnnn")
        await pilot.pause()
        assert page(pilot) == "allowed"
        await typed(pilot, "Dr. Rivera")
        await pilot.press("enter")
        await typed(pilot, "-3")
        await pilot.press("enter")
        assert page(pilot) == "plan"
        await pilot.press("down", "enter")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, WelcomeScreen)
    known = rehab.profiles.read()
    assert (known.name, known.birth_date) == ("Ann Lee", date(1956, 3, 31))
    assert (known.surgery_date, known.levels, known.surgery_not_yet) == (date(2026, 8, 28), "L4-S1", False)
    assert (known.approach, known.graft, known.hardware) == ("back", "own-bone", True)
    assert (known.side, known.hip_replacement, known.past_cancer) == (Side.LEFT, False, False)
    assert (known.activity, known.pain_before) == ("a walk most days", "left buttock")
    assert (known.emergency, known.night_line, known.surgeon, known.therapist) == (
        "112", "555-0100", "Dr. Rivera", "Kim",
    )  # fmt: skip
    assert (known.allowed_by, known.allowed_on) == ("Dr. Rivera", date(2026, 11, 17))
    assert known.notice_read_on == known.setup_done_on == TODAY
    plan = rehab.plans.in_force(TODAY)
    assert plan is not None
    assert plan.name == "Protect (P1)"
    rounds = [e.fact for e in rehab.journal.between(TODAY, TODAY) if isinstance(e.fact, SymptomsAnswered)]
    assert [(r.form, r.reports) for r in rounds] == [(Form.FULL, ())]


async def test_everything_can_be_skipped_and_nothing_is_made_up(rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*[SKIP] * len(PAGES))
        await pilot.pause()
        assert not isinstance(pilot.app.screen, WelcomeScreen)
    known = rehab.profiles.read()
    assert known.setup_done_on == TODAY
    assert known.notice_read_on is None
    assert (known.name, known.emergency, known.side, known.hip_replacement) == (None, None, None, None)
    assert rehab.plans.in_force(TODAY) is None


async def test_the_mouse_alone_chooses_fills_in_and_goes_on(rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press_button(pilot, "#go-on")
        await press_button(pilot, "#skip")
        assert page(pilot) == "surgery"
        await click_words(pilot, Hint, 0, "not yet")
        await click_words(pilot, Hint, 1, "L4-L5")
        await click_words(pilot, Choices, 2, "no")
        await press_button(pilot, "#go-on")
        await click_words(pilot, Choices, 0, "both")
        await click_words(pilot, Choices, 1, "yes")
        await press_button(pilot, "#back")
        assert page(pilot) == "surgery"
        for _ in range(4):
            await press_button(pilot, "#skip")
        await click_words(pilot, Hint, 1, "yesterday")
        await press_button(pilot, "#skip")
        await press_button(pilot, "#go-on")
    known = rehab.profiles.read()
    assert known.notice_read_on == TODAY
    assert (known.surgery_not_yet, known.surgery_date, known.levels) == (True, None, "L4-L5")
    assert known.hardware is False
    assert (known.side, known.hip_replacement) == (Side.BOTH, True)
    assert known.allowed_on == date(2026, 11, 19)
    plan = rehab.plans.in_force(TODAY)
    assert plan is not None
    assert plan.name == "Track and walk"


async def test_each_answer_is_on_file_before_the_page_is_left(rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "you")
        await typed(pilot, "Bo")
        await pilot.press("enter")
        await pilot.pause()
        with Rehab.open(rehab.path) as other:
            assert other.profiles.read().name == "Bo"


@pytest.mark.parametrize("end", ["ctrl+q", "signal"])
async def test_closing_half_way_loses_nothing_and_goes_on_there(rehab: Rehab, context: Context, end: str) -> None:
    app = RehabApp(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await typed(pilot, "Cy")
        if end == "signal":
            app.leave_with(143)
        else:
            await pilot.press(end)
        await pilot.pause()
    assert rehab.profiles.read().name == "Cy"
    assert rehab.profiles.read().setup_done_on is None
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert page(pilot) == "surgery"
        await pilot.press("pageup")
        await pilot.pause()
        assert pilot.app.screen.query(OneLine).first().value == "Cy"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("01-03-2026", "not clear"),
        ("3/1", "not clear"),
        ("2026-02-30", "no day"),
        ("1956", "not clear"),
        ("2042-01-01", "lies after today"),
        ("1850-01-01", "check the year"),
        ("thrusday", "did you mean thursday"),
    ],
)
async def test_a_bad_date_keeps_its_text_and_says_why(rehab: Rehab, context: Context, text: str, why: str) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "you")
        await pilot.press("down")
        field = pilot.app.screen.query(OneLine)[1]
        field.value = text
        await pilot.press("enter")
        await pilot.pause()
        assert page(pilot) == "you"
        assert field.value == text
        assert why in pilot.app.screen.query(Hint)[1].problem
        await pilot.press(SKIP)
        await pilot.press("pageup")
        await pilot.pause()
        assert pilot.app.screen.query(OneLine)[1].value == text
    assert rehab.profiles.read().birth_date is None


async def test_an_operation_before_birth_is_refused_beside_the_field(rehab: Rehab, context: Context) -> None:
    keep(rehab, birth_date=date(1956, 3, 31))
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "surgery")
        await typed(pilot, "1926-08-28")
        await pilot.press("enter")
        await pilot.pause()
        assert "before the birth" in pilot.app.screen.query(Hint).first().problem
    assert rehab.profiles.read().surgery_date is None


async def test_a_date_ahead_is_fine_for_an_operation_that_is_planned(rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "surgery")
        await typed(pilot, "2027-01-15")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert page(pilot) == "hip"
    assert rehab.profiles.read().surgery_date == date(2027, 1, 15)


async def test_an_answer_can_be_taken_back(rehab: Rehab, context: Context) -> None:
    keep(rehab, hip_replacement=True, past_cancer=False, surgery_not_yet=True)
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "hip")
        await pilot.press("down", "backspace", "pageup")
        await pilot.pause()
        assert page(pilot) == "surgery"
        field = pilot.app.screen.query(OneLine).first()
        assert field.value == "not yet"
        field.value = ""
        await pilot.press("enter")
        await pilot.pause()
    known = rehab.profiles.read()
    assert known.hip_replacement is None
    assert known.past_cancer is False
    assert known.surgery_not_yet is False


async def test_without_a_name_only_walking_is_offered(rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "plan")
        offered = [row.key for row in pilot.app.screen.query_one(Sheet).rows if row.selectable]
        assert offered == ["walk-only", FILE]
        await pilot.press("enter")
        await pilot.pause()
    plan = rehab.plans.in_force(TODAY)
    assert plan is not None
    assert [one.exercise for one in plan.prescriptions] == ["walking"]


async def test_enter_alone_starts_the_plan_that_needs_nobody(rehab: Rehab, context: Context) -> None:
    keep(rehab, allowed_by="Dr. Rivera")
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "plan")
        await pilot.press("enter")
        await pilot.pause()
    plan = rehab.plans.in_force(TODAY)
    assert plan is not None
    assert plan.name == "Track and walk"


async def test_a_plan_file_is_looked_at_and_accepted_at_the_first_start(
    rehab: Rehab, context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name; from the downloads folder alike. Refused, nothing is in force and the questions stand."""
    monkeypatch.setattr("rehab_tui.tui.screens.plan.files.downloads", lambda: tmp_path / "none")
    file = tmp_path / "mine" / "knee.plan.yaml"
    file.parent.mkdir()
    file.write_text(
        "patient: Ann\nauthor: Jo Rivera\ndate: 2026-11-18\nversion: 3\nexercises: [{id: walking, minutes: 10}]\n"
    )
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "plan")
        await pilot.press("down", "enter")
        await until_shown(pilot, "another file, by its name")
        await pilot.press("enter")
        await until_shown(pilot, "Look at a plan file")
        await pilot.press(*"nope", "enter")
        await until_shown(pilot, "there is no file")
        await pilot.press(*["backspace"] * 4)
        await typed(pilot, str(file))
        await pilot.press("enter")
        await until_shown(pilot, "From Jo Rivera, Wed 18 Nov 2026, version 3")
        await pilot.press("r")
        await until_shown(pilot, "another file, by its name")
        assert rehab.plans.versions() == ()
        await pilot.press("enter")
        await until_shown(pilot, "Look at a plan file")
        await typed(pilot, str(file))
        await pilot.press("enter")
        await until_shown(pilot, "Your first plan")
        await pilot.press("a", "y")
        await until_shown(pilot, "Hip pain")
    plan = rehab.plans.in_force(TODAY)
    assert plan is not None
    assert (plan.author, plan.file_version) == ("Jo Rivera", 3)
    assert rehab.profiles.read().setup_done_on == TODAY


async def test_enter_alone_keeps_the_plan_of_a_therapist(rehab: Rehab, context: Context, tmp_path: Path) -> None:
    file = tmp_path / "knee.plan.yaml"
    file.write_text(
        "patient: Ann\nauthor: Jo Rivera\ndate: 2026-11-18\nversion: 3\nexercises: [{id: walking, minutes: 10}]\n"
    )
    rehab.plan_files.accept(rehab.plan_files.offered(file, TODAY).file, stamp())
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "plan")
        await until_shown(pilot, "Your plan now, from Jo Rivera.")
        pilot.app.screen.query_one(Sheet).go(FILE)
        await pilot.press("enter")
        await until_shown(pilot, "another file, by its name")
        await pilot.press("escape")
        await until_shown(pilot, "Your plan now, from Jo Rivera.")
        assert rehab.profiles.read().setup_done_on is None, "no file was taken: the page stands"
        pilot.app.screen.query_one(Sheet).go(KEEP)
        await pilot.press("enter")
        await until_shown(pilot, "Hip pain")
    assert len(rehab.plans.versions()) == 1


async def test_with_a_hip_replacement_the_page_says_what_stays_locked(rehab: Rehab, context: Context) -> None:
    keep(rehab, allowed_by="Dr. Rivera", hip_replacement=True)
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "plan")
        rows = {row.key: row for row in pilot.app.screen.query_one(Sheet).rows}
        assert "Sit to stand" in " ".join(line.content.plain for line in rows["waiting"].lines)
        await pilot.press("down", "down", "enter")
        await pilot.pause()
    plan = rehab.plans.in_force(TODAY)
    assert plan is not None
    assert plan.name == "Activate (P2)"
    locked = {one.exercise: rehab.plans.locked(one, TODAY) for one in plan.prescriptions}
    assert locked["sit-to-stand"] == (ClearanceKind.DEEP_HIP,)
    assert locked["glute-bridge"] == ()


async def test_leaving_the_list_of_signs_goes_back_to_the_page(rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "signs")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert page(pilot) == "signs"
    assert rehab.journal.between(TODAY, TODAY) == ()


async def test_a_sign_reported_at_the_first_start_takes_the_screen(rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "signs")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("down", "y", "enter")
        await pilot.pause()
        assert type(pilot.app.screen).__name__ != "WelcomeScreen"
    assert [f.rule for f in rehab.follow_ups.waiting()] == ["RF-02"]


@pytest.mark.parametrize("page_name", [one.name for one in PAGES])
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10)])
async def test_every_page_can_be_shown_and_skipped(context: Context, page_name: str, size: tuple[int, int]) -> None:
    async with RehabApp(context).run_test(size=size) as pilot:
        await to_page(pilot, page_name)
        body = pilot.app.screen.query_one("#body")
        if size == (80, 24):
            assert body.max_scroll_y == 0
        await pilot.press("down", "up")
        assert page(pilot) == page_name


HOSTILE = ("[/]", "[@click=app.quit]x[/]", "\x1b]0;owned\x07", "Zoë 👩‍🦽 O'Neil", "\u202eevil", "a" * 10_000)


@pytest.mark.parametrize("name", HOSTILE, ids=["close", "link", "escape", "emoji", "direction", "long"])
async def test_any_name_is_kept_as_it_is_and_shown_harmless(rehab: Rehab, context: Context, name: str) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "you")
        pilot.app.screen.query(OneLine).first().value = name
        await pilot.press("enter")
        await pilot.pause()
        shown = "".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "\x07" not in shown
        await to_page(pilot, "allowed")
        pilot.app.screen.query(OneLine).first().value = name
        await pilot.press("ctrl+s", "enter")
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
    assert rehab.profiles.read().name == name
    assert rehab.profiles.read().allowed_by == name


async def test_a_name_that_cannot_be_kept_is_said_and_stays(rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "you")
        field = pilot.app.screen.query(OneLine).first()
        field.value = "a" * 10_001
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert page(pilot) == "you"
        assert "10,000 is the most" in pilot.app.screen.query(Hint).first().problem
    assert rehab.profiles.read().name is None


async def test_a_paste_of_many_lines_becomes_one_and_is_never_too_long(rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "you")
        field = pilot.app.screen.query(OneLine).first()
        field.post_message(Paste("Ann\nLee\r\n"))
        await pilot.pause()
        assert field.value == "Ann Lee"
        field.value = ""
        field.post_message(Paste("x" * 100_000))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert rehab.profiles.read().name == "x" * 10_000


async def test_one_page_can_be_changed_later(rehab: Rehab) -> None:
    keep(rehab, setup_done_on=TODAY, emergency="112", notice_read_on=TODAY)
    context = Context(rehab, Clock(TODAY), Settings())
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pilot.app.action_details()  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("4")
        await pilot.pause()
        assert page(pilot) == "contacts"
        await pilot.press("backspace", "backspace", "backspace", *"999", "enter", "escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, WelcomeScreen)
    assert rehab.profiles.read().emergency == "999"


async def test_escape_drops_what_is_half_typed_and_keeps_what_was_given(rehab: Rehab) -> None:
    keep(rehab, setup_done_on=TODAY, emergency="112", notice_read_on=TODAY)
    context = Context(rehab, Clock(TODAY), Settings())
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        for keys in (("9", "escape"), ("9", "backspace", "8", "escape"), ("tab", "7", "enter", "up", "6", "escape")):
            pilot.app.push_screen(DetailsScreen("contacts"))
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            assert not isinstance(pilot.app.screen, WelcomeScreen)
        pilot.app.push_screen(DetailsScreen("hip"))
        await pilot.pause()
        await pilot.press("right", "escape")
        await pilot.pause()
    known = rehab.profiles.read()
    assert (known.emergency, known.night_line, known.side) == ("112", "7", None)


async def test_escape_on_a_page_of_the_first_start_drops_only_what_is_half_typed(
    rehab: Rehab, context: Context
) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "you")
        await pilot.press(*"Bo", "tab", *"19", SKIP)
        await pilot.pause()
        assert page(pilot) == "surgery"
        await pilot.press("pageup")
        await pilot.pause()
        assert [field.value for field in pilot.app.screen.query(OneLine)][:2] == ["Bo", ""]
    assert rehab.profiles.read().name == "Bo"


async def test_enter_past_a_choice_says_that_it_was_skipped(context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "hip")
        await pilot.press("enter")
        await pilot.pause()
        assert len(pilot.app.screen.query(".skipped")) == 1
        await pilot.press("up", "1")
        await pilot.pause()
        assert not pilot.app.screen.query(".skipped")


async def test_letters_typed_ahead_for_the_signs_are_no_name(
    rehab: Rehab, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rehab_tui.tui.screens.asking.DEAF_FOR", 3600.0)  # longer than any machine is slow
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await to_page(pilot, "signs")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*["n"] * 9, "enter")
        assert page(pilot) == "allowed"
        assert pilot.app.screen.query(OneLine).first().value == ""
        pilot.app.screen._listen()  # type: ignore[attr-defined]  # what the timer does once the moment is over
        await typed(pilot, "Dr. R")
        assert pilot.app.screen.query(OneLine).first().value == "Dr. R"


async def test_the_plans_open_at_their_top(context: Context) -> None:
    context.rehab.profiles.keep({"allowed_by": "Dr. R"}, stamp())
    async with RehabApp(context).run_test(size=(60, 20)) as pilot:
        await to_page(pilot, "plan")
        await pilot.pause()
        assert pilot.app.screen.query_one("#body").scroll_y == 0
