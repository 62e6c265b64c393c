"""Taking a spreadsheet in: what is there already stays, what is new is kept in one change, and looked at."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import Kind
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.moment import Moment, Stamp, instant_text, offset_minutes
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.sheet import Item, Refused, Sheet
from rehab_tui.domain.words import counted
from rehab_tui.errors import InvalidValue, NotKept
from rehab_tui.errors import Refused as Refusal
from rehab_tui.services import coming_in
from rehab_tui.services.plans import Plans
from rehab_tui.services.profile import fact_of
from rehab_tui.services.sheet_there import (
    AsLogged,
    Place,
    There,
    content_id,
    content_of,
    named,
    only_one,
    said_otherwise,
    value_of,
)
from rehab_tui.services.watching import MISSED_DAYS
from rehab_tui.store import Store, entries, profiles
from rehab_tui.store.bulk import proof as bulk_proof
from rehab_tui.store.bulk import sheet as bulk_sheet
from rehab_tui.store.bulk.sheet import DailyScore, Row
from rehab_tui.store.changes import SHEET
from rehab_tui.store.figures import own_diary

Line: TypeAlias = tuple[str, int]
"""Where a row stands: which table, of several, and the line in it."""
FARTHEST = 14 * 60
"""Minutes east of UTC: the farthest zone. Nobody writes an entry down before its day begins there."""


OTHER_PATIENT = (
    "these tables are of another patient; nothing was imported, take them into a file of their own: "
    "rehab --db FILE import"
)


class Weighed(NamedTuple):
    """What of a sheet is new."""

    new: tuple[Row, ...]
    known: int
    """Facts that are there already."""
    purged: int
    """Facts that were purged here and stay away."""
    refused: tuple[Refused, ...]
    """Rows that cannot be read, and those that say something else than the file."""
    meet: frozenset[str]
    """Ids of new daily scores for a day that has another one: the newest by its own time will count."""
    facts: Mapping[str, object] = MappingProxyType({})
    """What the file does not know of the patient, by name."""

    @property
    def anything(self) -> bool:
        """Whether anything is new."""
        return bool(self.new or self.facts)

    @property
    def known_words(self) -> str:
        """`1 entry is there already`, `1,382 entries are there already`."""
        return "1 entry is there already" if self.known == 1 else f"{self.known:,} entries are there already"


class SheetTaken(NamedTuple):
    """What a sheet added, or would add."""

    weighed: Weighed
    open_followups: int
    """Those of level 1 to 3 that wait in the file afterwards."""
    kept: bool
    opened: tuple[FollowUp, ...] = ()
    old_signs: tuple[tuple[date, str], ...] = ()
    """Serious signs that lie too far back to open a follow-up: the day and the title, each title once."""

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of what is new, or None."""
        days = [row.day for row in self.weighed.new]
        return (min(days), max(days)) if days else None

    @property
    def words(self) -> str:
        """What is new: `3 entries, Mon 2 Nov 2026 to Fri 20 Nov 2026, 2 facts about the patient`."""
        number, facts = len(self.weighed.new), len(self.weighed.facts)
        parts = []
        if self.days:
            entries = "1 entry" if number == 1 else f"{number:,} entries"
            parts.append(f"{entries}, {day_words(self.days[0])} to {day_words(self.days[1])}")
        if facts:
            parts.append(f"{counted(facts, 'fact')} about the patient")
        return ", ".join(parts)


class _NotKept(Exception):
    """Everything is put back."""


class Sheets:
    """Takes spreadsheets in."""

    def __init__(self, store: Store, plans: Plans) -> None:
        self._store = store
        self._plans = plans
        self._last: tuple[Sheet, tuple[int, int], Weighed] | None = None

    def trial(self, sheet: Sheet, stamp: Stamp) -> SheetTaken:
        """Return what a sheet would add; nothing is written. Raises Refused for one of another patient."""
        with self._store.one_view():
            if sheet.patient not in (None, self._store.patient) and own_diary(self._store):
                raise Refusal(OTHER_PATIENT)
            return self._taken(self._weigh(sheet, stamp, bulk_sheet.written(self._store)), kept=False)

    def take(self, sheet: Sheet, name: str, stamp: Stamp, *, skip_bad: bool) -> SheetTaken:
        """Keep what is new, in one change; nothing where nothing is new, or where rows are refused without `skip_bad`.

        An empty file becomes that of the sheet's patient. What came in is looked at: see `services.coming_in`.
        Raises NotKept for the disk, Refused for a sheet of another patient.
        """
        bulk_sheet.roomy(self._store)
        written = bulk_sheet.written(self._store)
        try:
            with self._store.change(SHEET, f"import of {name}", stamp) as begun:
                weighed = self._weigh(sheet, stamp, written)
                taken = self._taken(weighed, kept=False)
                if not weighed.anything or (weighed.refused and not skip_bad):
                    raise _NotKept
                change = bulk_sheet.become(begun, sheet.patient or begun.patient, OTHER_PATIENT)
                for fact, value in weighed.facts.items():
                    profiles.keep(change, fact, value)
                since = coming_in.before(self._store, stamp.moment.today)
                added = bulk_proof.refusing(partial(bulk_sheet.insert, change, weighed.new, weighed.meet))
                if added != len(weighed.new):
                    raise NotKept(f"not kept: {len(weighed.new)} entries were to be added, and {added} were; try again")
                opened = coming_in.look(self._store, change, since, ended_are_in=False)
                old = self._old_signs(weighed, stamp.moment.today)
                taken = self._taken(weighed, kept=True)._replace(opened=opened, old_signs=old)
        except _NotKept:
            pass
        return taken

    def _taken(self, weighed: Weighed, *, kept: bool) -> SheetTaken:
        return SheetTaken(weighed, bulk_proof.waiting(self._store), kept)

    def _weigh(self, sheet: Sheet, stamp: Stamp, written: int) -> Weighed:
        """Return what of a sheet is new; what was weighed last holds while nobody has written to the file since.

        `written`: how many rows this connection had written before.
        """
        state = (self._store.version, written)
        if self._last is None or self._last[0] is not sheet or self._last[1] != state:
            weighing = (_Own if sheet.own else _Strange)(self._store, self._plans, sheet, stamp)
            self._last = (sheet, state, weighing.weighed())
        return self._last[2]

    def _old_signs(self, weighed: Weighed, today: date) -> tuple[tuple[date, str], ...]:
        """Return what serious signs of more than two weeks ago came in, each by its newest day."""
        from rehab_tui.services.signs import findings_alone

        found: dict[str, date] = {}
        for row in weighed.new:
            if row.fact.kind_of_entry is Kind.SYMPTOMS and (today - row.day).days > MISSED_DAYS:
                for finding in findings_alone(row.fact, row.day):  # type: ignore[arg-type]
                    if finding.level <= Level.TODAY:
                        title = "a private sign" if finding.rule == "RF-03" else finding.title
                        found[title] = max(row.day, found.get(title, row.day))
        return tuple(sorted((day, title) for title, day in found.items()))


class _Weighing:
    """One sheet beside one file."""

    def __init__(self, store: Store, plans: Plans, sheet: Sheet, stamp: Stamp) -> None:
        self.store, self.plans, self.sheet, self.moment = store, plans, sheet, stamp.moment
        self.ids = bulk_sheet.known_ids(store)
        self.purged_ids = bulk_sheet.purged_ids(store)
        days = [item.day for item in sheet.items]
        self.first, self.last = min(days, default=date.min), max(days, default=date.min)
        self.known = self.purged = 0
        self.refused = list(sheet.refused)
        self.meet: set[str] = set()

    def weighed(self) -> Weighed:
        """Return what is new; of a row that is refused nothing is."""
        new = list(self.new())
        if len(self.refused) > len(self.sheet.refused):
            lines = {(one.table, one.line) for one in self.refused}
            new = [pair for pair in new if pair[0] not in lines]
        facts = self.facts()
        refused = tuple(sorted(set(self.refused), key=lambda one: (one.table, one.line, one.why)))
        return Weighed(tuple(row for _, row in new), self.known, self.purged, refused, frozenset(self.meet), facts)

    def facts(self) -> dict[str, object]:
        """Return what the sheet says of the patient and the file does not; what cannot be read is refused."""
        found: dict[str, object] = {}
        yours = profiles.read(self.store)._asdict()
        for one in self.sheet.told:
            try:
                value = fact_of(one.name, one.text, self.moment.today)
            except InvalidValue as problem:
                self.refused.append(Refused(one.line, str(problem), "profile"))
            else:
                if yours[one.name] in (None, False) and value not in (None, yours[one.name]):
                    found[one.name] = value
        return found

    def new(self) -> Iterator[tuple[Line, Row]]:
        """Yield what is new, with where it stands."""
        raise NotImplementedError

    def is_known(self, entry: str) -> bool:
        """Return whether an id is in the file, or was purged from it."""
        if entry in self.ids:
            self.known += 1
        elif entry in self.purged_ids:
            self.purged += 1
        else:
            return False
        return True

    def refuse(self, item: Item, why: str) -> None:
        """Say why a row is not taken."""
        self.refused.append(Refused(item.line, why, item.table))


class _Own(_Weighing):
    """A table that this program wrote: what has its id is there, and stays as it is there."""

    def new(self) -> Iterator[tuple[Line, Row]]:
        """Yield what is new."""
        scores = bulk_sheet.daily_scores(self.store, self.first, self.last) if self.ids else {}
        above: dict[tuple[date, str, str], int] = {}
        offsets = _Offsets(self.moment)
        kept = entries.by_ids(self.store, [item.id for item in self.sheet.items if item.id in self.ids])
        for item in self.sheet.items:
            entry, at = item.id or "", item.recorded_at or ""
            if entry in kept and (words := said_otherwise(item.day, item.fact, item.note, kept[entry])):
                self.refuse(item, words)
                continue
            if self.is_known(entry):
                continue
            offset = offsets.of(at, item)
            if offset is None:
                self.refuse(item, f"recorded_at {at} does not fit the date {item.day}, or lies ahead")
                continue
            if self._is_second(item, entry, scores, above):
                continue
            yield (item.table, item.line), Row(entry, item.day, item.fact, item.note, None, at, offset)

    def _is_second(
        self,
        item: Item,
        entry: str,
        scores: Mapping[tuple[date, str, str], DailyScore],
        above: dict[tuple[date, str, str], int],
    ) -> bool:
        """Return whether another line has the daily score of a day and place; remember which meet one in the file."""
        fact = item.fact
        if not isinstance(fact, PainScore) or fact.kind is not ScoreKind.DAY:
            return False
        key = (item.day, fact.side.value, fact.site.value)
        if key in above:
            self.refuse(item, f"a second score for {item.day} ({fact.site}, {fact.side}); line {above[key]} has one")
            return True
        above[key] = item.line
        if key in scores:
            self.meet.add(entry)
        return False


class _Offsets:
    """The offset from UTC that the person had when something was recorded, as far as it can be told."""

    def __init__(self, moment: Moment) -> None:
        self._zone = moment.instant.tzinfo
        self._latest = instant_text(moment.instant + timedelta(days=1))
        self._hours: dict[str, int] = {}

    def of(self, recorded_at: str, item: Item) -> int | None:
        """Return the offset here and then; the least that fits the day where that does not; None where none does."""
        if recorded_at > self._latest:
            return None
        hour = recorded_at[:13]
        if hour not in self._hours:
            self._hours[hour] = offset_minutes(datetime.fromisoformat(recorded_at).astimezone(self._zone))
        offset = self._hours[hour]
        if recorded_at[:10] > item.day.isoformat() or item.fact.kind_of_entry is Kind.VISIT:
            return offset
        utc = datetime.fromisoformat(recorded_at[:-1])
        begins = datetime.combine(item.day, datetime.min.time())
        least = max(offset, -((utc - begins) // timedelta(minutes=1)))
        return least if least <= FARTHEST else None


class _Strange(_Weighing):
    """A sheet whose facts have no ids: what says the same is there."""

    def new(self) -> Iterator[tuple[Line, Row]]:
        """Yield what is new."""
        patient = self.store.patient
        at, offset = instant_text(self.moment.instant), offset_minutes(self.moment.instant)
        there = There(self.store, self.first, self.last)
        undone = bulk_sheet.undone_ids(self.store)
        as_logged = AsLogged(self.plans, self.moment.today)
        seen: Counter[Place] = Counter()
        again: Counter[Place] = Counter()
        above: dict[Place, tuple[str, int]] = {}
        for item in self.sheet.items:
            fact, plan = as_logged(item.day, item.fact)
            place = (item.day, content_of(fact))
            seen[place] += 1
            while (entry := content_id(patient, item.day, fact, seen[place] + again[place])) in undone:
                again[place] += 1  # it came in with a sheet that was undone, and may come in anew
            if self.is_known(entry) or self._is_answered(item, fact, there, above):
                continue
            if there.has(item.day, fact, seen[place]):
                self.known += 1
            else:
                yield (item.table, item.line), Row(entry, item.day, fact, item.note, plan, at, offset)

    def _is_answered(self, item: Item, fact: Fact, there: There, above: dict[Place, tuple[str, int]]) -> bool:
        """Return whether a day has its one answer already, above or in the file; refuse the row of another answer."""
        key = only_one(fact)
        if key is None:
            return False
        said, place = value_of(fact), (item.day, key)
        before, line = above.setdefault(place, (said, item.line))
        if line != item.line:
            if before != said:
                self.refuse(item, f"says {said} for {named(key)} on {item.day}; line {line} says {before}")
            return True
        yours = there.single.get(place, said)
        if yours != said:
            self.refuse(item, f"says {said} for {named(key)} on {item.day}; your file says {yours}, and that stays")
        return yours != said
