"""The end of the screens: what still comes in while they are taken apart."""

from textual.events import Key

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Kind
from rehab_tui.domain.moment import Origin, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor, EveningClock
from tests.tui.test_today import facts


async def test_what_comes_while_the_screens_are_taken_apart_is_no_bug(app_for: AppFor, rehab: Rehab) -> None:
    """A look at the file, another program having written to it, and keys typed ahead of the end."""
    async with app_for() as pilot:
        app = pilot.app
        assert isinstance(app, RehabApp)
        with Rehab.open(rehab.path) as other:
            stamp = Stamp(EveningClock(TODAY).now(), Origin.COMMAND)
            other.journal.add(TODAY, PainScore(5, Side.LEFT), stamp, "pain")
        await app.screen.query_one(Sheet).remove()
        app._running = False  # as Textual's own shutdown begins
        app._look()
    await app.on_event(Key("4", "4"))
    assert facts(rehab, Kind.PAIN) == [PainScore(5, Side.LEFT)]
