"""A file of ten years, for benchmarks: `python tests/bench/ten_years.py FILE [DAYS]`."""

import sys
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Fact, Note, SmallAnswer
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.plan import Plan
from rehab_tui.domain.symptom import Form, SymptomsAnswered, asked_in
from rehab_tui.services.demo import story
from rehab_tui.services.demo.patient import left_score, right_score
from rehab_tui.services.plans import Plans
from rehab_tui.services.sessions import row_drafts
from rehab_tui.store import Change, Store, entries

ZONE = timezone(timedelta(hours=1))
TEN_YEARS = 3650
SPELL = 420
"""Days that are written one by one: whole weeks, and whole tens, after which a day is missing."""


def stamp_of(day: date) -> Stamp:
    """Return the evening of a day."""
    return Stamp(Moment(datetime.combine(day, time(20), ZONE), day, "Europe/Berlin"), Origin.DEMO)


def build(path: Path, today: date, days: int = TEN_YEARS) -> int:
    """Write a new file in which nearly every day was logged; return how many entries it has."""
    first = today - timedelta(days=days - 1)
    with Rehab.open(path, create=True) as rehab:
        facts = story.PROFILE | {"surgery_date": first, "allowed_on": first, "setup_done_on": first}
        rehab.profiles.keep(facts, stamp_of(first))
        rehab.plans.start("strengthen", stamp_of(first))
    count = 0
    with Store.open(path) as store:
        plan = Plans(store).in_force(today)
        assert plan is not None
        for month in range(max(0, days - SPELL), days, 30):
            with store.change("log", "a month", stamp_of(min(today, first + timedelta(days=month + 29)))) as change:
                for number in range(month, min(month + 30, days)):
                    count += write_day(change, first + timedelta(days=number), number, plan)
        with store.change("log", "the years before", stamp_of(today)) as change:
            for back in range(SPELL, days, SPELL):
                count += repeat(change, back, first)
    return count


def repeat(change: Change, back: int, first: date) -> int:
    """Write the days of the last spell once more, so many days earlier and not before `first`: quicker than anew."""
    run = change.connection.execute
    shift = f"-{back} days"
    run("CREATE TEMP TABLE IF NOT EXISTS spell AS SELECT seq, day FROM entry")
    before, width = run("SELECT max(seq) FROM entry").fetchone()[0], 0
    run(
        "INSERT INTO entry SELECT s.seq + ?1, lower(hex(randomblob(4))) || '-' || lower(hex(randomblob(2))) || '-4' ||"
        " substr(lower(hex(randomblob(2))), 2) || '-8' || substr(lower(hex(randomblob(2))), 2) || '-' ||"
        " lower(hex(randomblob(6))), patient_id, change_id, kind, date(s.day, ?2), note, NULL, plan_id,"
        " date(recorded_at, ?2) || substr(recorded_at, 11), offset_minutes, time_zone, origin, simulated"
        " FROM spell s JOIN entry e ON e.seq = s.seq WHERE date(s.day, ?2) >= ?3",
        (before, shift, first.isoformat()),
    )
    for table in ("pain", "symptoms", "answer", "note", "exercise"):
        columns = [row[1] for row in run(f"PRAGMA table_info({table})")][1:]
        width += run(
            f"INSERT INTO {table} SELECT entry + ?1, {', '.join(columns)} FROM {table} WHERE entry IN"
            " (SELECT seq FROM spell WHERE date(day, ?2) >= ?3)",
            (before, shift, first.isoformat()),
        ).rowcount
    return width


def write_day(change: Change, day: date, number: int, plan: Plan) -> int:
    """Write one day like those of the demo; every tenth day is missing."""
    if number % 10 == 9:
        return 0
    around = story.FIRST + number % (story.LAST - story.FIRST)
    form = Form.FULL if number % 7 == 0 else Form.DAILY
    facts: list[Fact] = [PainScore(left_score(around), Side.LEFT), PainScore(right_score(around), Side.RIGHT)]
    facts += [SymptomsAnswered(form, asked_in(form)), SmallAnswer("woken", "no")]
    if number % 5 == 0:
        facts.append(Note("Walked to the market and back."))
    for fact in facts:
        entries.add(change, day, fact)
    drafts = [
        draft
        for prescription in plan.prescriptions
        if prescription.due_on(day) and set(prescription.clearances) <= {ClearanceKind.PHYSICAL_THERAPY}
        for draft in row_drafts(day, prescription, plan.id, one_key=True)
    ]
    for draft in drafts:
        entries.add(change, draft.day, draft.fact, plan_id=draft.plan_id)
    return len(facts) + len(drafts)


if __name__ == "__main__":
    number_of_days = int(sys.argv[2]) if len(sys.argv) > 2 else TEN_YEARS
    build(Path(sys.argv[1]), date.today(), number_of_days)
