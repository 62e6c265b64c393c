"""The full list of warning signs: what is kept, when, and what each round says of every sign."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import Level, State
from rehab_tui.domain.moment import Origin, Stamp
from rehab_tui.domain.symptom import SYMPTOMS, Form, SignAnswer, SymptomReport, SymptomsAnswered
from rehab_tui.errors import NotKept
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.followups.alert import AlertScreen
from rehab_tui.tui.screens.signs.screen import SignsScreen
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import until_shown
from tests.tui.test_alert import HOSTILE, on_file, rounds, shown_text

NO_TO_ALL = ("n",) * 6
READ = ("r",)
LEVEL_1_NO = ("n",) * 5


async def test_none_in_every_group_is_a_full_round(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", *NO_TO_ALL)
        await pilot.pause()
        assert not isinstance(pilot.app.screen, SignsScreen)
    assert rounds(rehab) == [SymptomsAnswered(Form.FULL, SYMPTOMS)]
    assert on_file(rehab) == ()


async def test_none_counts_only_after_all_lines_were_on_the_screen(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for((40, 10)) as pilot:
        await pilot.press("w", "n", "n", "n")
        await pilot.pause()
        assert pilot.app.screen.title_words().endswith("1 of 6")  # type: ignore[attr-defined]
        await pilot.press("down", "down", "down", "n")
        await pilot.pause()
        assert pilot.app.screen.title_words().endswith("2 of 6")  # type: ignore[attr-defined]


async def test_a_yes_is_on_file_and_its_alert_up_before_anything_optional_is_asked(
    rehab: Rehab, app_for: AppFor
) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "y", "1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)
        kept = SymptomsAnswered(Form.PICKED, ("bladder-bowel",), (SymptomReport("bladder-bowel"),))
        assert rounds(rehab) == [kept]
        assert [f.level for f in on_file(rehab)] == [Level.EMERGENCY]


async def test_a_whole_round_with_a_yes_fires_once_and_denies_only_the_others(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "n", "down", "down", "y", "1", "1")  # numb leg: new, left
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)
        await pilot.press("r", *LEVEL_1_NO)
        await pilot.pause()
        await pilot.press("2")  # since yesterday
        await pilot.pause()
        assert isinstance(pilot.app.screen, SignsScreen)
        await pilot.press(*["n"] * 5)
        await pilot.pause()
    found = rounds(rehab)
    full = found[-1]
    assert full.form is Form.FULL
    assert full.reports == ()
    assert set(full.asked) == set(SYMPTOMS) - {"leg-numbness"}
    yesterday = TODAY - timedelta(days=1)
    numb = SymptomReport("leg-numbness", SignAnswer.NEW, Side.LEFT, yesterday)
    assert SymptomsAnswered(Form.PICKED, ("leg-numbness",), (numb,)) in found
    assert [(f.rule, f.side, f.state) for f in on_file(rehab)] == [("RF-11", "left", State.ACKNOWLEDGED)]


async def test_not_sure_counts_as_yes(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "enter")
        await until_shown(pilot, "Answer with a key: n none of these, y yes, d not sure (counts as yes).")
        assert rounds(rehab) == []
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)
    assert [r.id for r in rounds(rehab)[0].reports] == ["bladder-bowel"]


@pytest.mark.parametrize(
    ("checked", "answer"),
    [("1", SignAnswer.USUAL), ("y", SignAnswer.USUAL), ("n", SignAnswer.UNCHECKED), ("3", SignAnswer.UNCHECKED)],
)
async def test_usual_on_an_urgent_sign_asks_whether_it_was_checked(
    rehab: Rehab, app_for: AppFor, checked: str, answer: SignAnswer
) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "y", "3", checked)
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen) is (answer is SignAnswer.UNCHECKED)
    assert [r.answer for r in rounds(rehab)[0].reports] == [answer]
    assert len(on_file(rehab)) == (1 if answer is SignAnswer.UNCHECKED else 0)


async def test_usual_on_a_level_3_sign_asks_nothing_more_than_the_side(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "n", "down", "down", "down", "down", "y", "3", "3")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SignsScreen)
    report = SymptomReport("leg-pain", SignAnswer.USUAL, Side.BOTH)
    assert rounds(rehab)[-1] == SymptomsAnswered(Form.PICKED, ("leg-pain",), (report,))


async def test_a_fever_takes_temperature_and_since_without_a_second_alert(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "right", "right", "right", "y", "1")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("n", "n", "n", "n")  # chills, confused, drowsy, stiff neck
        await pilot.pause()
        await pilot.press(*"100.8F", "enter")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SignsScreen)
    (kept,) = rounds(rehab)
    assert kept.temperature_c == 38.2
    assert kept.reports == (SymptomReport("fever", SignAnswer.NEW, None, TODAY),)
    assert kept.asked == ("fever", "chills", "confused", "drowsy", "stiff-neck")
    assert len(on_file(rehab)) == 1


async def test_a_fever_with_confusion_becomes_an_emergency_at_once(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "right", "right", "right", "y", "1")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("n", "d")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)
        assert "GET EMERGENCY HELP NOW" in shown_text(pilot)
    levels = {f.level: f.state for f in on_file(rehab)}
    assert levels[Level.TODAY] is State.SUPERSEDED


async def test_a_wrong_temperature_keeps_the_form_and_the_sign(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "right", "right", "right", "y", "1")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press(*"39", "enter")
        await pilot.pause()
        assert "unit" in shown_text(pilot)
    assert [r.id for r in rounds(rehab)[0].reports] == ["fever"]


async def test_words_to_something_else_are_kept_as_typed(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", *["right"] * 5, "down", "down", "down", "y", "1")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        await pilot.press(*"[/x]", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
    assert rounds(rehab)[0].reports == (SymptomReport("other", text="[/x]"),)


async def test_rather_not_say_is_not_asked(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "p", *NO_TO_ALL)
        await pilot.pause()
    assert set(rounds(rehab)[0].asked) == set(SYMPTOMS) - {"sexual-change"}


async def test_leaving_keeps_what_was_answered(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "n", "escape")
        await pilot.pause()
    assert rounds(rehab) == [
        SymptomsAnswered(Form.PICKED, ("bladder-bowel", "saddle-numbness", "sexual-change")),
    ]


async def test_leaving_at_once_keeps_nothing(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "escape")
        await pilot.pause()
    assert rounds(rehab) == []


async def test_a_yes_whose_details_were_left_is_kept_as_new_and_never_denied(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "y", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)
        assert [f.level for f in on_file(rehab)] == [Level.EMERGENCY]
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("g", *NO_TO_ALL)
        await pilot.pause()
    first, *others = rounds(rehab)
    assert first.reports == (SymptomReport("bladder-bowel"),)
    assert others
    assert all("bladder-bowel" not in one.asked for one in others)


async def test_a_yes_is_kept_when_the_program_is_ended_in_its_details(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "y")
        await pilot.pause()
    assert rounds(rehab)[0].reports == (SymptomReport("bladder-bowel"),)


async def test_a_yes_that_could_not_be_saved_is_not_denied_either(
    rehab: Rehab, context: Context, app_for: AppFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise NotKept("the disk is full")

    async with app_for() as pilot:
        await pilot.press("w")
        with monkeypatch.context() as patch:
            patch.setattr(context.rehab.journal, "add", full)
            await pilot.press("y", "escape")
            await pilot.pause()
            await pilot.press("r")
            await pilot.pause()
        await pilot.press("g", *NO_TO_ALL)
        await pilot.pause()
    said = [[report.id for report in one.reports] for one in rounds(rehab) if "bladder-bowel" in one.asked]
    assert said == [["bladder-bowel"]], "it is tried again when the list is left, and never a no"


async def test_none_never_denies_what_was_reported_earlier_on_the_day(
    rehab: Rehab, context: Context, app_for: AppFor
) -> None:
    report = SymptomReport("leg-pain", SignAnswer.NEW, Side.LEFT)
    fact = SymptomsAnswered(Form.PICKED, ("leg-pain",), (report,))
    context.rehab.journal.add(TODAY, fact, context.stamp(), "x")
    async with app_for() as pilot:
        await pilot.press("w", *NO_TO_ALL)
        await pilot.pause()
    assert "leg-pain" not in rounds(rehab)[-1].asked
    assert len(on_file(rehab)) == 1


async def test_the_title_names_another_day(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        pilot.app.push_screen(SignsScreen(date(2026, 11, 18)))
        await pilot.pause()
        assert "Wed 18 Nov 2026" in shown_text(pilot)


async def test_the_mouse_alone_can_answer(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w")
        await pilot.pause()
        sheet = pilot.app.screen.query_one(Sheet)
        line = next(n for n, strip in enumerate(shown_text(pilot).split("\n")) if "y yes" in strip)
        await pilot.click(offset=(sheet.region.x + 6, line))
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10)])
async def test_hostile_words_are_kept_as_given(
    rehab: Rehab, context: Context, app_for: AppFor, size: tuple[int, int]
) -> None:
    fact = SymptomsAnswered(Form.PICKED, ("other",), (SymptomReport("other", text=HOSTILE),))
    context.rehab.journal.add(TODAY, fact, context.stamp(), "x")
    async with app_for(size) as pilot:
        await pilot.press("r", "f", "enter")
        await pilot.pause()
        assert "\x1b" not in shown_text(pilot)
        await pilot.press("escape", "t", "w")
        await pilot.pause()
    assert rounds(rehab)[0].reports[0].text == HOSTILE


async def test_details_changed_twice_do_not_alert_twice(context: Context) -> None:
    journal, wound = context.rehab.journal, SymptomReport("wound")
    fact = SymptomsAnswered(Form.PICKED, ("wound",), (wound,))
    (entry,) = journal.add(TODAY, fact, context.stamp(), "x").entries
    for back in (1, 2):
        changed = replace(fact, reports=(replace(wound, since=TODAY - timedelta(days=back)),))
        (entry,) = journal.amend(entry, changed, context.stamp()).entries
    assert len(on_file(context.rehab)) == 1


async def test_a_sign_that_was_corrected_away_and_comes_back_alerts_again(context: Context) -> None:
    journal, wound = context.rehab.journal, SymptomReport("wound")
    (entry,) = journal.add(TODAY, SymptomsAnswered(Form.PICKED, ("wound",), (wound,)), context.stamp(), "x").entries
    for answer in (SignAnswer.USUAL, SignAnswer.WORSE):
        changed = SymptomsAnswered(Form.PICKED, ("wound",), (replace(wound, answer=answer),))
        (entry,) = journal.amend(entry, changed, context.stamp()).entries
    assert len(on_file(context.rehab)) == 2


async def test_after_an_emergency_nothing_more_is_asked_and_the_list_goes_on_only_when_wanted(
    rehab: Rehab, app_for: AppFor
) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "n", "n", "y", "1", "r")  # short of breath, after two groups
        await pilot.pause()
        assert isinstance(pilot.app.screen, SignsScreen)
        assert "GET EMERGENCY HELP NOW" in shown_text(pilot)
        assert "Go to an emergency department" in shown_text(pilot)
        denied = [fact for fact in rounds(rehab) if not fact.reports]
        assert [len(fact.asked) for fact in denied] == [8]
        await pilot.press("n", "y", "d")
        assert len(rounds(rehab)) == 2
        await pilot.press("g")
        await pilot.pause()
        assert "Sore or swollen" in shown_text(pilot) or "calf" in shown_text(pilot)
        await pilot.press("escape")
        await pilot.pause()
    assert len(rounds(rehab)) == 2


async def test_a_sign_one_was_not_sure_about_is_not_told_as_a_fact(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "right", "right", "down", "d", "1")  # sore or swollen left leg
        await pilot.pause()
        assert "You were not sure about: sore or swollen left leg." in " ".join(shown_text(pilot).split())
        await pilot.press("r")
        await pilot.pause()
    assert rounds(rehab)[0].reports[0].text == "not sure"


async def test_a_list_that_was_left_goes_on_where_it_was_left(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "n", "n", "escape")
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen.title_words().endswith("3 of 6")  # type: ignore[attr-defined]
        await pilot.press("escape", "w", *NO_TO_ALL[2:])
        await pilot.pause()
    first, last = rounds(rehab)
    assert (first.form, last) == (Form.PICKED, SymptomsAnswered(Form.FULL, SYMPTOMS))


async def test_a_no_of_this_morning_is_asked_again(rehab: Rehab, context: Context, app_for: AppFor) -> None:
    early = context.clock.now()
    early = replace(early, instant=early.instant - timedelta(hours=3))
    fact = SymptomsAnswered(Form.PICKED, ("bladder-bowel", "saddle-numbness", "sexual-change"))
    rehab.journal.add(TODAY, fact, Stamp(early, Origin.SCREEN), "x")
    async with app_for() as pilot:
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen.title_words().endswith("1 of 6")  # type: ignore[attr-defined]


async def test_only_the_question_that_the_keys_answer_shows_them(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w", "right")
        await pilot.pause()
        for key in ("down", "up"):
            await pilot.press(key)
            await pilot.pause()
            lines = shown_text(pilot).split("\n")
            (pointed,) = [n for n, line in enumerate(lines) if "►" in line]
            (keys,) = [n for n, line in enumerate(lines) if "y yes " in line and "d not sure " in line and n < 23]
            assert 0 < keys - pointed <= 2
