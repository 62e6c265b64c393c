"""The alert that takes the screen: only its own key leaves it, and what it asks is kept."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Kind
from rehab_tui.domain.followup import FollowUp, Level, State
from rehab_tui.domain.moment import Moment
from rehab_tui.domain.symptom import Form, SignAnswer, SymptomReport, SymptomsAnswered
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.answers import QuestionsScreen
from rehab_tui.tui.screens.followups.alert import AlertScreen, ReadLine
from rehab_tui.tui.widgets.bars import Banner
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor

HOSTILE = "[/] [@click=app.quit]x[/] \x1b[31mred \x1b]0;t\x07 \u202eabc 🦴 ends with [/"
NUMB = SymptomReport("leg-numbness", SignAnswer.NEW, Side.LEFT)
SADDLE = SymptomReport("saddle-numbness")


def report(context: Context, *reports: SymptomReport) -> tuple[FollowUp, ...]:
    fact = SymptomsAnswered(Form.PICKED, tuple(r.id for r in reports), reports)
    return context.rehab.journal.add(TODAY, fact, context.stamp(), "signs").followups


def on_file(rehab: Rehab) -> tuple[FollowUp, ...]:
    """What a second program would find."""
    with Rehab.open(rehab.path) as other:
        return other.follow_ups.all()


def rounds(rehab: Rehab) -> list[SymptomsAnswered]:
    with Rehab.open(rehab.path) as other:
        found = other.journal.between(TODAY, TODAY)
    return [e.fact for e in found if e.kind is Kind.SYMPTOMS and isinstance(e.fact, SymptomsAnswered)]


def shown_text(pilot: Pilot[int]) -> str:
    """Everything that stands on the screen now, without the frame."""
    screen = pilot.app.screen
    return "\n".join("".join(s.text for s in strip) for strip in screen._compositor.render_strips())


@pytest.mark.parametrize(
    "key", ["enter", "space", "escape", *"0123456789", "n", "a", "y", "q", "t", "f", "u", "b", "w", "x", "ctrl+p"]
)
async def test_keys_typed_by_habit_do_not_leave_the_alert(context: Context, app_for: AppFor, key: str) -> None:
    report(context, SADDLE)
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press(key)
        assert isinstance(pilot.app.screen, AlertScreen)
        assert on_file(context.rehab)[0].state is State.OPEN


async def test_its_own_key_leaves_it_and_that_is_kept(context: Context, app_for: AppFor) -> None:
    report(context, SADDLE)
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("r")
        assert not isinstance(pilot.app.screen, AlertScreen)
        assert [f.state for f in on_file(context.rehab)] == [State.ACKNOWLEDGED]


async def test_a_click_on_the_line_leaves_it(context: Context, app_for: AppFor) -> None:
    report(context, SADDLE)
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.click(ReadLine)
        await pilot.pause()
        assert not isinstance(pilot.app.screen, AlertScreen)


async def test_ctrl_q_still_quits_and_nothing_is_said_to_be_read(context: Context, app_for: AppFor) -> None:
    report(context, SADDLE)
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("ctrl+q")
    assert [f.state for f in on_file(context.rehab)] == [State.OPEN]


async def test_it_comes_again_at_every_start_until_somebody_was_told(context: Context, app_for: AppFor) -> None:
    (follow_up,) = report(context, SADDLE)
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("r")
    async with app_for() as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)
        assert "Did you get help? r, then f, writes it down." in " ".join(shown_text(pilot).split())
        await pilot.press("r")
        now = context.rehab.follow_ups.one(follow_up.id)
        assert [e.verb for e in now.events] == ["opened", "acknowledged"]
        context.rehab.follow_ups.act(now, "night line", "come in", context.stamp())
    async with app_for() as pilot:
        await pilot.pause()
        assert not isinstance(pilot.app.screen, AlertScreen)


@pytest.mark.parametrize(("size", "all_of_it"), [((80, 24), True), ((60, 20), False), ((40, 10), False)])
async def test_what_to_do_comes_first_at_every_size(
    context: Context, app_for: AppFor, size: tuple[int, int], all_of_it: bool
) -> None:
    (follow_up,) = report(context, SADDLE)
    async with app_for(size) as pilot:
        await pilot.pause()
        await pilot.press("r")
        pilot.app.push_screen(AlertScreen(follow_up))
        await pilot.pause()
        lines = shown_text(pilot).split("\n")
        assert any("GET EMERGENCY HELP NOW" in line for line in lines[:2])
        assert any("Go to an emergency department" in line for line in lines[:5])
        assert "I have read this" in lines[-1]
        body = pilot.app.screen.query_one("#body")
        assert (body.max_scroll_y == 0) is all_of_it
        if all_of_it:
            for words in ("You logged: numb between the legs", "112", "Nobody sees this until", "does not diagnose"):
                assert words in "\n".join(lines)
        await pilot.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        assert "does not" in shown_text(pilot)


async def test_a_contact_that_is_missing_names_the_way_out(context: Context, app_for: AppFor) -> None:
    context.rehab.profiles.keep({"night_line": None, "emergency": None}, context.stamp())
    report(context, NUMB)
    async with app_for() as pilot:
        await pilot.pause()
        assert "not filled in; use your local emergency number" in " ".join(shown_text(pilot).split())


async def test_advice_first_then_the_level_1_questions_and_no_to_all_is_kept(context: Context, app_for: AppFor) -> None:
    report(context, NUMB)
    async with app_for() as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)
        await pilot.press("r")
        assert isinstance(pilot.app.screen, QuestionsScreen)
        await pilot.press("n", "n", "n", "n", "n")
        assert not isinstance(pilot.app.screen, AlertScreen | QuestionsScreen)
    asked = rounds(context.rehab)[-1]
    assert (asked.form, asked.reports, asked.companions) == (Form.PICKED, (), ())
    assert asked.asked == ("bladder-bowel", "saddle-numbness", "both-legs", "leg-weakness", "rapid")
    assert [(f.level, f.state) for f in on_file(context.rehab)] == [(Level.TODAY, State.ACKNOWLEDGED)]


@pytest.mark.parametrize(
    ("keys", "rule"), [(("y",), "RF-01"), (("n", "d"), "RF-02"), (("n", "n", "n", "n", "y"), "RF-11")]
)
async def test_yes_or_not_sure_raises_it_and_the_new_alert_takes_the_screen(
    context: Context, app_for: AppFor, keys: tuple[str, ...], rule: str
) -> None:
    report(context, NUMB)
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("r", *keys)
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)
        assert "GET EMERGENCY HELP NOW" in shown_text(pilot)
        assert rule in {f.rule for f in on_file(context.rehab) if f.level is Level.EMERGENCY}
        while isinstance(pilot.app.screen, AlertScreen):
            await pilot.press("r")
            await pilot.pause()
    assert not [f for f in on_file(context.rehab) if f.state is State.OPEN]


async def test_questions_left_open_leave_the_level_and_are_not_denied(context: Context, app_for: AppFor) -> None:
    report(context, NUMB)
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("r", "n", "escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, AlertScreen | QuestionsScreen)
    assert rounds(context.rehab)[-1].asked == ("bladder-bowel",)
    assert [f.level for f in on_file(context.rehab)] == [Level.TODAY]


async def test_two_alerts_at_once_ask_the_questions_once(context: Context, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.pause()
        opened = report(context, NUMB, SymptomReport("fall"))
        pilot.app.raise_alerts(opened)  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("r", "n", "n", "n", "n", "n")
        await pilot.pause()
        if isinstance(pilot.app.screen, AlertScreen):
            await pilot.press("r")
            await pilot.pause()
        asked = [name for fact in rounds(context.rehab)[1:] for name in fact.asked]
        assert len(asked) == len(set(asked))


async def test_the_banner_stays_on_every_screen_until_an_outcome_is_kept(context: Context, app_for: AppFor) -> None:
    (follow_up,) = report(context, SADDLE)
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("r")
        for key in "tcfh":
            await pilot.press(key)
            await pilot.pause()
            assert pilot.app.screen.query_one(Banner).lines, key
        context.rehab.follow_ups.close(follow_up, "seen at the hospital", context.stamp())
        await pilot.press("t")
        await pilot.pause()
        assert not pilot.app.screen.query_one(Banner).lines


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10)])
async def test_hostile_contacts_are_shown_as_typed(context: Context, app_for: AppFor, size: tuple[int, int]) -> None:
    texts = {"night_line": HOSTILE, "surgeon": HOSTILE, "emergency": "[/x] 112", "name": HOSTILE}
    context.rehab.profiles.keep(texts, context.stamp())
    report(context, NUMB)
    async with app_for(size) as pilot:
        await pilot.pause()
        seen = shown_text(pilot)
        await pilot.press("exclamation_mark")
        await pilot.pause()
        seen += shown_text(pilot)
        assert "\x1b" not in seen
        assert "\u202e" not in seen
        assert "[@click=app.quit]x[/]" in "".join(seen.split()) or size != (80, 24)
        sheet = pilot.app.screen.query_one(Sheet)
        assert sheet.is_mounted


async def test_the_advice_is_given_when_the_answer_could_not_be_saved(context: Context, app_for: AppFor) -> None:
    from rehab_tui.errors import NotKept
    from rehab_tui.tui.screens.followups.alert import keep_signs

    def full(*_: object, **__: object) -> None:
        raise NotKept("the disk is full; nothing was saved")

    async with app_for() as pilot:
        await pilot.pause()
        context.rehab.journal.add = full  # type: ignore[method-assign, assignment]
        kept = keep_signs(context, TODAY, SymptomsAnswered(Form.PICKED, ("saddle-numbness",), (SADDLE,)), "x")
        assert kept.entry is None
        pilot.app.push_screen(kept.alerts[0])
        await pilot.pause()
        assert "NOT saved" in shown_text(pilot)
        assert "Go to an emergency department" in shown_text(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, AlertScreen)


async def test_the_banner_does_not_name_the_private_sign(context: Context, app_for: AppFor) -> None:
    report(context, SymptomReport("sexual-change"))
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        ((words, _),) = pilot.app.screen.query_one(Banner).lines
        assert words == "GET EMERGENCY HELP NOW  a private sign"


@pytest.mark.parametrize(("hour", "night"), [(21, False), (22, True), (6, True), (7, False)])
async def test_at_night_today_means_now(context: Context, hour: int, night: bool) -> None:
    class Late(Clock):
        def now(self) -> Moment:
            moment = super().now()
            return replace(moment, instant=moment.instant.replace(hour=hour))

    context.clock = Late(TODAY)
    report(context, SymptomReport("wound"))
    async with RehabApp(context).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = " ".join(shown_text(pilot).split())
        assert ("CALL TODAY: NOW, DAY OR NIGHT" in text) is night
        for words in ("day or night", "No answer in 30 minutes", "Someone else may answer for you"):
            assert words in text


LONG = 3600.0


def hold_keys(monkeypatch: pytest.MonkeyPatch, *, shown: float, still: float) -> None:
    """Set how long an alert keeps its key; hours for "never within this test", so that no machine is too slow."""
    monkeypatch.setattr("rehab_tui.tui.screens.followups.alert.SHOWN_FOR", shown)
    monkeypatch.setattr("rehab_tui.tui.screens.followups.alert.STILL_FOR", still)


async def until_shown(pilot: Pilot[int], words: str) -> None:
    """Wait until words are on the screen; fail after ten seconds."""
    for _ in range(200):
        if words in shown_text(pilot):
            return
        await pilot.pause(0.05)
    raise AssertionError(shown_text(pilot))


async def test_typed_ahead_letters_do_not_take_an_alert_away(
    context: Context, app_for: AppFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_keys(monkeypatch, shown=LONG, still=LONG)
    report(context, SADDLE)
    async with app_for() as pilot:
        await until_shown(pilot, "works in a moment")
        await pilot.press("r", "r")
        assert isinstance(pilot.app.screen, AlertScreen)
        assert "works in a moment" in shown_text(pilot)
        await pilot.click(ReadLine)
        assert isinstance(pilot.app.screen, AlertScreen)
        assert on_file(context.rehab)[0].state is State.OPEN


async def test_a_word_typed_into_an_alert_puts_its_key_off(
    context: Context, app_for: AppFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_keys(monkeypatch, shown=0, still=LONG)
    report(context, SADDLE)
    async with app_for() as pilot:
        await until_shown(pilot, "I have read this")
        await pilot.press("o", "r")
        assert isinstance(pilot.app.screen, AlertScreen)
        await pilot.click(ReadLine)
        assert isinstance(pilot.app.screen, AlertScreen)
        assert on_file(context.rehab)[0].state is State.OPEN


async def test_the_key_of_an_alert_works_after_a_moment(
    context: Context, app_for: AppFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_keys(monkeypatch, shown=0.2, still=0.1)
    report(context, SADDLE)
    async with app_for() as pilot:
        await until_shown(pilot, "I have read this")
        await pilot.press("r")
        assert not isinstance(pilot.app.screen, AlertScreen)


async def test_the_alert_below_another_waits_from_when_it_is_seen(
    context: Context, app_for: AppFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app_for() as pilot:
        pilot.app.raise_alerts(report(context, SADDLE, SymptomReport("bladder-bowel")))  # type: ignore[attr-defined]
        await pilot.pause()
        hold_keys(monkeypatch, shown=LONG, still=LONG)
        await pilot.press("r", "r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)
        assert [f.state for f in on_file(context.rehab)].count(State.OPEN) == 1
