"""Two devices of one patient, used side by side for two weeks: however their files meet, they come to say the same."""

from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import Level
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.exchange.record.file import record_chunks, record_of
from rehab_tui.services.exporting import Exporting
from rehab_tui.services.follow_ups import FollowUps
from rehab_tui.services.importing import import_records
from rehab_tui.services.journal import Journal
from rehab_tui.store import Store
from rehab_tui.store.bulk import proof as bulk_proof

TODAY = date(2026, 11, 20)
RECORD = Path("x.rehab.json")


def at(day: date, second: int) -> Stamp:
    instant = datetime.combine(day, time(8), UTC) + timedelta(seconds=second, milliseconds=second)
    return Stamp(Moment(instant, day, "UTC"))


def hand_over(one: Store, other: Store, when: Stamp) -> bool:
    """Take in what another device knows; return whether any of it was new."""
    content = b"".join(record_chunks(Exporting(one).material(Selection(EVERYTHING), when.moment)))
    (taken,) = import_records(other, ((RECORD, record_of(RECORD, content)),), when, dry_run=False).taken
    return taken.added.anything


def step(store: Store, chance: Random, day: date) -> None:
    """Log a score on most days, and do something about what waits on some."""
    if chance.random() < 0.8:
        Journal(store).add(day, PainScore(chance.randint(2, 9), Side.LEFT), at(day, chance.randint(0, 30_000)), "pain")
    service = FollowUps(store)
    for one in service.waiting():
        what, then = chance.random(), at(day, chance.randint(30_001, 50_000))
        if what < 0.1:
            service.acknowledge(one, then)
        elif what < 0.2:
            service.act(one, "K. Berg", "wait", then)
        elif what < 0.3:
            service.close(one, "seen by the doctor", then)


def said(store: Store) -> list[tuple[object, ...]]:
    return sorted(
        (one.id, one.state.value, sorted((event.verb, event.contacted or "", event.text or "") for event in one.events))
        for one in FollowUps(store).all()
    )


@pytest.mark.parametrize("seed", range(4))
def test_two_devices_come_to_say_the_same_and_nothing_waits_twice(seed: int) -> None:
    chance, first = Random(seed), TODAY - timedelta(days=14)  # noqa: S311 (a made-up life, no secret)
    with closing(bulk_proof.in_memory(RECORD)) as here, closing(bulk_proof.in_memory(RECORD)) as there:
        for back in range(21, 0, -1):
            day = first - timedelta(days=back)
            Journal(here).add(day, PainScore(chance.randint(1, 4), Side.LEFT), at(day, 1), "pain")
        hand_over(here, there, at(first, 0))
        for ahead in range(14):
            day = first + timedelta(days=ahead)
            for store in (here, there):
                step(store, chance, day)
            if chance.random() < 0.15:
                hand_over(here, there, at(day, 60_000))
        pair = [here, there]
        chance.shuffle(pair)
        for number in range(4):
            hand_over(pair[number % 2], pair[1 - number % 2], at(TODAY, number))
        assert said(here) == said(there)
        waits = [(one.rule, one.side) for one in FollowUps(here).waiting() if (one.level or 0) >= Level.DAYS]
        assert len(waits) == len(set(waits))
        assert not hand_over(pair[1], pair[0], at(TODAY, 9)), "the same file twice changes nothing"
