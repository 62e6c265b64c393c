"""The caseload: the order of the service, what is reviewed and taken back, what is built of a thousand patients."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest
from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.charts import ChartStyle
from rehab_tui.domain.body import Side
from rehab_tui.domain.caseload import Row, Standing
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.rules.triage import Reason, words_of
from rehab_tui.services.caseload.patients import Listed
from rehab_tui.services.caseload.view import Fold, Order, View
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.caseload import list as caseload_list
from rehab_tui.tui.screens.caseload.rows import _why, patient_lines
from rehab_tui.tui.screens.caseload.screen import CaseloadScreen
from rehab_tui.tui.widgets.roll import Roll
from tests.services.caseloads import Patient, stamp, take, write_five
from tests.tui.conftest import PROFILE, TODAY, AppFor
from tests.tui.seen import seen, until_shown, words

HOSTILE = "=[/b]\x1b[31mEve\x07 [@click=app.quit]x"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A therapist's file with six patients; the last one has a name that was meant to harm."""
    folder = tmp_path_factory.mktemp("caseload")
    made = write_five(folder)
    hostile = Patient(HOSTILE).days(27, 20, 3).record(folder / "eve.rehab.json", ago=20)
    with Rehab.open(folder / "kept.db", create=True) as rehab:
        rehab.profiles.keep(PROFILE, stamp(hour=8))
        assert set(take(rehab, (*made.values(), hostile))) == {None}
    return folder / "kept.db"


@pytest.fixture
def rehab(kept: Path, tmp_path: Path) -> Iterator[Rehab]:
    """That file, for one test."""
    with Rehab.open(Path(copy(kept, tmp_path / "kept.db"))) as opened:
        yield opened


def screen_of(pilot: Pilot[int]) -> CaseloadScreen:
    screen = pilot.app.screen
    assert isinstance(screen, CaseloadScreen)
    return screen


def names(screen: CaseloadScreen) -> list[str]:
    return ["fold" if isinstance(item, Fold) else item.summary.name or "" for item in screen.items]


async def test_the_order_is_that_of_the_service_each_with_its_reason(app_for: AppFor, rehab: Rehab) -> None:
    async with app_for((120, 50)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        screen = screen_of(pilot)
        rows = rehab.caseload.listed(screen.context.clock.now()).every
        assert names(screen) == [row.summary.name for row in rows] == ["Zoe", "Yan", "Xia", "Bob", HOSTILE, "Abe"]
        text = words(pilot)
        places = [text.index(one) for one in ("Numb between the legs", "done of planned up", "No score for 8 days")]
        assert places == sorted(places)
        assert "data to 20 Nov" in text
        assert "=[/b]�[31mEve� [@cli" in text
        assert "\x1b" not in seen(pilot)
        for name in ("Zoe", "Yan"):
            assert [name in line for line in seen(pilot).split("\n") if "►" in line] == [True]
            await pilot.press("down")
            await pilot.pause()


async def test_what_is_reviewed_is_folded_away_and_comes_back(app_for: AppFor, rehab: Rehab, context: Context) -> None:
    now = context.clock.now()
    rehab.journal.add(TODAY, PainScore(3, Side.LEFT), Stamp(now), "pain")
    async with app_for() as pilot:
        await pilot.press("l")
        await pilot.pause()
        screen = screen_of(pilot)
        await pilot.press("u")
        await until_shown(pilot, "no review or note of yours")
        assert len(rehab.journal.between(TODAY, TODAY)) == 1
        await pilot.press("v")
        await pilot.pause()
        assert names(screen) == ["Yan", "Xia", "Bob", HOSTILE, "Abe", "fold"]
        assert [row.summary.name for row in rehab.caseload.rows(now) if not row.changed] == ["Zoe"]
        assert "Reviewed and folded away: 1 with level 1 open." in words(pilot)
        await pilot.press("end")
        assert "1 patient reviewed, unchanged since (1 with level 1 open)" in words(pilot)
        await pilot.press("enter")
        assert names(screen)[-2:] == ["fold", "Zoe"]
        await pilot.press("u")
        await pilot.pause()
        assert names(screen)[0] == "Zoe"
        await pilot.press("home", "m")
        await pilot.pause()
        await pilot.press(*"ring her", "ctrl+s")
        await pilot.pause()
        zoe = rehab.caseload.find("zoe")
        assert [note.text for note in rehab.caseload.notes(zoe)] == ["ring her"]


async def test_only_some_are_listed_or_in_another_order(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("l", "slash", *"x")
        await pilot.pause()
        screen = screen_of(pilot)
        assert names(screen) == ["Xia", HOSTILE]
        await pilot.press("escape", "o")
        assert names(screen) == [HOSTILE, "Abe", "Bob", "Xia", "Yan", "Zoe"]
        await pilot.press("escape", "r", "7")
        await pilot.pause()
        assert names(screen) == ["Yan", "Xia"]
        assert "Pain rising: 2 of 6 patients" in words(pilot)
        await pilot.press("escape")
        assert len(names(screen)) == 6


def test_sorting_keeps_the_rank_among_equals_and_puts_those_without_a_score_last(rehab: Rehab) -> None:
    listed = rehab.caseload.listed(stamp(hour=22).moment)
    pain = [row.summary.name for row in View(order=Order.PAIN).items(listed) if isinstance(row, Row)]
    assert pain == ["Yan", "Xia", "Zoe", HOSTILE, "Abe", "Bob"]


async def test_of_a_thousand_patients_only_those_on_the_screen_are_built(
    app_for: AppFor, rehab: Rehab, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = rehab.caseload.rows(stamp(hour=22).moment)[1]
    thousand = Listed(tuple(_copy(one, number) for number in range(1000)))
    monkeypatch.setattr(rehab.caseload, "listed", lambda _: thousand)
    built = _counting(monkeypatch)
    async with app_for() as pilot:
        await pilot.press("l")
        await pilot.pause()
        roll = screen_of(pilot).query_one(Roll)
        at_once = len(set(built))
        assert at_once <= len(roll.in_sight) + 2
        built.clear()
        await pilot.press("down")
        await pilot.pause()
        assert len(built) <= 3
        built.clear()
        await pilot.press("end")
        await pilot.pause()
        assert roll.cursor == 999
        assert "Patient 999" in seen(pilot)
        assert len(set(built)) <= 2 * len(roll.in_sight) + 2
        await pilot.press("pageup", "home")
        await pilot.pause()
        assert "Patient 0" in seen(pilot)


def _copy(row: Row, number: int) -> Row:
    summary = row.summary._replace(patient=f"{number:08}", name=f"Patient {number}", sort_name=f"patient {number}")
    return Row(summary, row.standing, row.now, row.today)


def _counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    real: Callable[..., object] = caseload_list.patient_lines
    built: list[str] = []

    def counted(row: Row, *rest: object, **named: object) -> object:
        built.append(row.patient)
        return real(row, *rest, **named)

    monkeypatch.setattr(caseload_list, "patient_lines", counted)
    return built


async def test_nobody_in_it_yet_says_what_it_is_for_and_how_to_begin(app_for: AppFor, rehab: Rehab) -> None:
    rehab.caseload.rows = lambda _: ()  # type: ignore[method-assign]
    async with app_for() as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert "Here your patients will be listed" in words(pilot)
        assert "rehab caseload add FOLDER" in words(pilot)


async def test_letters_stand_for_signs_where_the_terminal_knows_none(app_for: AppFor, context: Context) -> None:
    context.settings = replace(context.settings)
    context.letters_only = True
    async with app_for((60, 20)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert "3333333333333333333333337777" in "".join(seen(pilot).split("\n"))
        assert all(sign.isascii() for sign in seen(pilot).replace("�", ""))


async def test_who_was_put_in_place_by_older_rules_is_worked_out_anew_while_the_list_is_shown(
    app_for: AppFor, rehab: Rehab
) -> None:
    run = rehab.use(lambda store: store.connection.execute)
    run("UPDATE caseload_summary SET standing = 13, details = json_set(details, '$.rules', 'older')")
    async with app_for((100, 40)) as pilot:
        await pilot.press("l")
        await until_shown(pilot, "EMERGENCY")
        assert names(screen_of(pilot))[:2] == ["Zoe", "Yan"]
        assert "The rules have changed" not in words(pilot)
    assert rehab.caseload.of_other_rules == ()


def test_a_cut_row_ends_after_a_word_and_a_long_name_is_whole_under_the_cursor(tmp_path: Path) -> None:
    long = Patient("Maximiliane von Hohenstein-Oberkassel").days(27, 4, 3, walked=lambda ago: ago < 7 or ago % 2 == 0)
    with Rehab.open(tmp_path / "therapist.db", create=True) as own:
        take(own, [long.days(3, 0, 7).record(tmp_path / "max.rehab.json")])
        (row,) = own.caseload.rows(stamp(hour=22).moment)
    whole = " ".join(words_of(row)).split()
    for width in (60, 66, 74, 80, 88):
        head, first, last, *_ = lines_of(row, width, chosen=False)
        said, _, more = f"{first} {last}".rpartition(" …")
        assert said.split() == whole[: len(said.split())], more
        assert "Oberkassel" not in head
        every = lines_of(row, width, chosen=True)
        assert "Maximiliane von Hohenstein-Oberkassel" in " ".join(
            " ".join(every).replace("data to 20 Nov", "").split()
        )
        assert any("5.3 (n 7), was 3.0 (n 14)" in line for line in every)


def lines_of(row: Row, width: int, *, chosen: bool) -> list[str]:
    lines = patient_lines(row, width, ChartStyle.BLOCK, chosen=chosen, spaced=False)
    return [line.content.plain for line in lines]


def test_reasons_without_room_are_counted_and_a_rise_among_them_is_named() -> None:
    """Two patients of one level differ by it."""
    urgent = [
        Reason(Standing.TODAY, "Level 2 open: " + "a sore calf, " * 12),
        Reason(Standing.SILENT_AFTER, "No score for 1 day"),
    ]
    rising, done = Reason(Standing.RISING, "Pain rising"), Reason(Standing.RISING_WITH_WORK, "Pain rising; more done")
    for reasons, said in (([rising], "+2: pain rising"), ([done], "+2: pain and plan up"), ([], "+1")):
        assert _why([*urgent, *reasons], 80, chosen=False)[-1].content.plain.endswith(said)
