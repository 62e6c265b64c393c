"""The help card: whom to call, what to look for, what to read out; nothing is logged."""

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import SYMPTOMS, Form, SignAnswer, SymptomReport, SymptomsAnswered
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.help_card import HelpCard, urgent_signs
from rehab_tui.tui.screens.signs.screen import SignsScreen
from tests.tui.conftest import TODAY, AppFor
from tests.tui.test_alert import report, rounds, shown_text


@pytest.mark.parametrize("place", ["t", "c", "f", "p", "h"])
async def test_it_opens_from_everywhere_and_logs_nothing(rehab: Rehab, app_for: AppFor, place: str) -> None:
    async with app_for() as pilot:
        await pilot.press(place, "exclamation_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpCard)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, HelpCard)
    assert rounds(rehab) == []


async def test_it_fits_80x24_with_contacts_questions_and_the_words_for_the_nurse(
    context: Context, app_for: AppFor
) -> None:
    report(context, SymptomReport("leg-numbness", SignAnswer.NEW, Side.LEFT, TODAY))
    async with app_for((80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("r", "escape", "exclamation_mark")
        await pilot.pause()
        text = " ".join(shown_text(pilot).split())
        assert pilot.app.screen.query_one("#body").max_scroll_y == 0
        for words in (
            "112",
            "555-0100",
            "Dr. Rivera, 555-0111",
            "Therapist: not filled in; use your local emergency number",
            "bladder or bowel trouble",
            "My name is Ann Lee. I had spinal fusion L4-S1 on Fri 28 Aug 2026",
            "numb or tingling left leg, since 20 Nov",
            "Nobody sees this until you show or send it.",
        ):
            assert words in text


async def test_the_words_for_the_nurse_say_what_made_it_urgent(context: Context, app_for: AppFor) -> None:
    numb = SymptomReport("leg-numbness", SignAnswer.WORSE, Side.LEFT, TODAY)
    fever = SymptomReport("fever")
    fact = SymptomsAnswered(Form.PICKED, ("leg-numbness", "fever"), (numb, fever), 38.4, ("rapid", "stiff-neck"))
    context.rehab.journal.add(TODAY, fact, context.stamp(), "signs")
    async with app_for((80, 40)) as pilot:
        await pilot.pause()
        await pilot.press("r", "escape", "exclamation_mark")
        await pilot.pause()
        text = " ".join(shown_text(pilot).split())
        assert "I have: numb or tingling left leg, worse, since 20 Nov; also: getting worse over hours or days." in text
        assert "I have: fever or chills, 38.4 C, logged 20 Nov; also: stiff neck" in text


async def test_it_opens_on_top_of_an_alert_and_goes_back_to_it(context: Context, app_for: AppFor) -> None:
    report(context, SymptomReport("saddle-numbness"))
    async with app_for() as pilot:
        await pilot.pause()
        alert = pilot.app.screen
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpCard)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is alert


async def test_w_opens_the_list_and_its_answers_are_kept(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("h", "exclamation_mark", "w")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SignsScreen)
        await pilot.press(*["n"] * 6)
        await pilot.pause()
    assert rounds(rehab) == [SymptomsAnswered(Form.FULL, SYMPTOMS)]


def test_a_weak_leg_is_an_emergency_early_after_surgery_or_when_the_date_is_not_known() -> None:
    emergency, _ = urgent_signs(Profile(), TODAY)
    assert "leg-weakness" in emergency
    _, today = urgent_signs(Profile(surgery_date=TODAY.replace(month=1)), TODAY)
    assert "leg-weakness" in today


async def test_the_private_sign_is_named_only_when_the_person_wants_it_read_out(
    context: Context, app_for: AppFor
) -> None:
    report(context, SymptomReport("sexual-change", SignAnswer.NEW))
    async with app_for((80, 40)) as pilot:
        await pilot.pause()
        await pilot.press("r", "escape", "exclamation_mark")
        await pilot.pause()

        def read_out() -> str:
            return " ".join(shown_text(pilot).split()).partition("Read this to the nurse")[2]

        assert "I have: a private sign (p names it), logged 20 Nov." in read_out()
        assert "sexual" not in read_out()
        await pilot.press("p")
        await pilot.pause()
        assert "I have: change in sexual feeling, logged 20 Nov." in read_out()
        await pilot.press("p")
        await pilot.pause()
        assert "sexual" not in read_out()


async def test_the_list_of_follow_ups_does_not_name_the_private_sign_and_its_page_does(
    context: Context, app_for: AppFor
) -> None:
    report(context, SymptomReport("sexual-change", SignAnswer.NEW))
    async with app_for((80, 40)) as pilot:
        await pilot.pause()
        await pilot.press("r", "escape", "f")
        await pilot.pause()
        assert "a private sign" in shown_text(pilot).lower()
        assert "sexual" not in shown_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "change in sexual feeling" in shown_text(pilot)


@pytest.mark.parametrize("size", [(60, 20), (40, 10)])
async def test_small_windows_scroll_to_the_end(app_for: AppFor, size: tuple[int, int]) -> None:
    async with app_for(size) as pilot:
        await pilot.press("exclamation_mark", *["pagedown"] * 8)
        await pilot.pause()
        assert "does not diagnose" in " ".join(shown_text(pilot).split())
