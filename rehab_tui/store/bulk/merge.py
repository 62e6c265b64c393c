"""Taking the rows of a patient record in: what is known already stays as it is, what is new is added by its id."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from rehab_tui.errors import Refused
from rehab_tui.store import file
from rehab_tui.store.bulk.entries import Entries, change_of, quick_filling
from rehab_tui.store.bulk.facts import insert
from rehab_tui.store.bulk.fill import filled_words
from rehab_tui.store.bulk.leaving import cell, select
from rehab_tui.store.bulk.rows import SAME_MOMENT
from rehab_tui.store.bulk.settle import Met, settle
from rehab_tui.store.figures import ANYTHING
from rehab_tui.store.store import Change

Row: TypeAlias = Mapping[str, Any]
_CHANGE = (*SAME_MOMENT.split(", "), "nth")
PURGE = "purge"
"""The verb of a change that removed an entry; its words end with the entry's id."""


class Added(NamedTuple):
    """How many rows a record added."""

    entries: int = 0
    corrections: int = 0
    plans: int = 0
    followups: int = 0
    followup_steps: int = 0
    facts: int = 0
    sessions: int = 0
    session_steps: int = 0
    trail: int = 0
    filled: int = 0
    """Entries that were there and got what had been left out of them."""
    filled_followups: int = 0
    known: int = 0
    """Entries that were there already."""
    purged: int = 0
    """Entries that were purged here and stay away."""

    @property
    def anything(self) -> bool:
        """Whether there was anything new."""
        return any(self[:11])

    @property
    def filled_words(self) -> str:
        """What was filled in; empty for nothing."""
        return filled_words(self.filled, self.filled_followups)


def purged_ids(change: Change) -> frozenset[str]:
    """Return the ids of entries that were purged from this file."""
    rows = change.connection.execute("SELECT words FROM change WHERE verb = ?", (PURGE,)).fetchall()
    return frozenset(word for row in rows for word in row[0].split() if len(word) == 36)


def adopt(change: Change, record: Row) -> str:
    """Return the patient of the file; an empty file becomes that of the record. Raises Refused for another patient."""
    theirs = record["patient"]["id"]
    if theirs == change.patient:
        return change.patient
    run = change.connection.execute
    if run(ANYTHING).fetchone()[0]:
        raise Refused(
            "the record is of another patient; nothing was imported (a therapist takes it in with: rehab caseload add)"
        )
    run("UPDATE patient SET id = ?, created_at = ?", (theirs, record["patient"]["created_at"]))
    return str(theirs)


class Merge:
    """One record on its way into a file, inside a change."""

    def __init__(self, change: Change, record: Row) -> None:
        self._change = change
        self._run = change.connection.execute
        self._many = change.connection.executemany
        self._record = record
        self._patient = adopt(change, record)
        self._purged = purged_ids(change)
        self._changes: dict[int, int] = {}
        self._entries = Entries(change.connection, self._patient, self._purged, self._changes)
        self._met = Met()
        self.first_new = 1
        """The row number from which on entries are new, once they are in."""
        self.days = ("", "")
        """The first and the last day of the record as they stand there, once its entries are in."""
        self.filled: frozenset[int] = frozenset()
        """The row numbers of entries that got what had been left out of them, once all is in."""

    def take(self) -> Added:
        """Add everything that is new; return how much it was. Raises InvalidValue for a row that points nowhere."""
        with file.more_room(self._change.connection):
            return self._take()

    def _take(self) -> Added:
        trail = self._take_changes()
        plans = self._take_plans()
        with quick_filling(self._change.connection):
            came = self._entries.take(self._record["entries"])
        self.first_new = came.first_new
        self.days = came.days
        if came.first_new > 1:
            new = frozenset(range(came.first_new, came.first_new + came.new))
            self._met = self._met._replace(entries=came.corrected, new_entries=new)
        followups, steps = self._take_followups()
        facts = self._take_profile()
        sessions, marks = self._take_sessions()
        settle(self._change, self._met)
        filled = self._entries.filling.write(self._change.id)
        self.filled = filled.entries
        return Added(
            came.new, came.corrections, plans, followups, steps, facts, sessions, marks, trail + filled.words,
            len(filled.entries), filled.followups, came.known, came.purged,
        )  # fmt: skip

    def _known(self, table: str) -> dict[str, int]:
        return {row[0]: row[1] for row in self._run(f"SELECT id, seq FROM {table}")}  # noqa: S608 (fixed names)

    def _of(self, row: Row) -> int:
        return change_of(self._changes, row)

    def _take_changes(self) -> int:
        names = ", ".join(_CHANGE)
        numbered = select(
            f"id, {SAME_MOMENT}, row_number() OVER (PARTITION BY {SAME_MOMENT} ORDER BY id) AS nth", "change"
        )
        there = {
            tuple(row)[1:]: row[0]
            for row in self._run(f"SELECT id, {names} FROM ({numbered}) WHERE id <> ?", (self._change.id,))  # noqa: S608
        }
        undone = {row[0] for row in self._run("SELECT undoes FROM change WHERE undoes IS NOT NULL")}
        told = (
            {row["change"] for row in self._record["entries"] if row["id"] in self._purged} if self._purged else set()
        )
        count = 0
        for row in self._record["changes"]:
            key = tuple(int(row[name]) if name == "simulated" else row[name] for name in _CHANGE)
            if key not in there:
                undoes = self._changes.get(row["undoes"])
                words = "purged" if row["number"] in told else row["words"]
                cursor = self._run(
                    f"INSERT INTO change ({SAME_MOMENT}, words, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                    (*key[:-1], words, None if undoes in undone else undoes),
                )
                there[key] = int(cursor.lastrowid or 0)
                count += 1
            elif row["number"] not in told:
                self._entries.filling.trail(there[key], row)
            self._changes[row["number"]] = there[key]
        return count

    def _take_plans(self) -> int:
        there = self._known("plan")
        new = [row for row in self._record["plans"] if row["id"] not in there]
        for row in new:
            seq = self._insert(
                "plan",
                {
                    "patient_id": self._patient,
                    "change_id": self._of(row),
                    **{name: row[name] for name in ("id", "name", "version", "author", "starts_on", "ceiling")},
                },
            )
            for position, line in enumerate(row["prescriptions"]):
                self._insert("prescription", {"plan": seq, "position": position, **line})
            if row["file"] is not None:
                self._insert("plan_file", {"plan": seq, **row["file"]})
        self._met = self._met._replace(plans=bool(there and new))
        return len(new)

    def _take_followups(self) -> tuple[int, int]:
        there = self._known("followup")
        before, moved = frozenset(there.values()), set()
        count = steps = 0
        for row in self._record["followups"]:
            if row["id"] not in there:
                values = {name: row[name] for name in row if name not in ("change", "events", "entry")}
                links = {"patient_id": self._patient, "change_id": self._of(row)}
                there[row["id"]] = self._insert("followup", values | links | {"entry": self._entries.seq(row["entry"])})
                count += 1
            else:
                self._entries.filling.followup(there[row["id"]], row)
            added = self._take_events(there[row["id"]], row["events"])
            if added:
                moved.add(there[row["id"]])
            steps += added
        self._met = self._met._replace(followups=before & moved)
        return count, steps

    def _take_events(self, followup: int, events: Sequence[Row]) -> int:
        sql = "SELECT verb, state, at FROM followup_event WHERE followup = ?"
        there = Counter(tuple(row) for row in self._run(sql, (followup,)))
        count = 0
        for event in events:
            key = (event["verb"], event["state"], event["at"])
            if there[key]:
                there[key] -= 1
                continue
            values = {name: event[name] for name in event if name != "change"}
            self._insert("followup_event", {"followup": followup, "change_id": self._of(event), **values})
            count += 1
        return count

    def _take_profile(self) -> int:
        there = Counter(tuple(row) for row in self._run("SELECT change_id, name FROM profile_fact"))
        before = {key[1] for key in there}
        new = []
        for row in self._record["profile"]:
            key = (self._of(row), row["name"])
            if there[key]:
                there[key] -= 1
            else:
                new.append((self._patient, *key, row["value"]))
        self._met = self._met._replace(facts=frozenset(before & {row[2] for row in new}))
        insert(self._change.connection, "profile_fact", ("patient_id", "change_id", "name", "value"), new)
        return len(new)

    def _take_sessions(self) -> tuple[int, int]:
        there = self._known("guided_session")
        count = steps = 0
        for row in self._record["sessions"]:
            if row["id"] not in there:
                values = {"id": row["id"], "day": row["day"], "plan_id": row["plan"], "patient_id": self._patient}
                there[row["id"]] = self._insert("guided_session", {**values, "change_id": self._of(row)})
                for position, part in enumerate(row["parts"]):
                    self._insert("guided_part", {"session": there[row["id"]], "position": position, **part})
                count += 1
            seq = there[row["id"]]
            steps += self._take_marks(seq, row["marks"])
            self._many(
                "INSERT OR IGNORE INTO guided_entry (entry, session) VALUES (?, ?)",
                [(found, seq) for entry in row["entries"] if (found := self._entries.seq(entry)) is not None],
            )
        return count, steps

    def _take_marks(self, session: int, marks: Sequence[Row]) -> int:
        sql = "SELECT change_id, count(*) FROM guided_mark WHERE session = ? GROUP BY change_id"
        there = Counter({row[0]: row[1] for row in self._run(sql, (session,))})
        count = 0
        for mark in marks:
            change = self._of(mark)
            if there[change]:
                there[change] -= 1
                continue
            values = {name: cell(mark[name]) for name in mark if name != "change"}
            self._insert("guided_mark", {"session": session, "change_id": change, **values})
            count += 1
        return count

    def _insert(self, table: str, values: Row) -> int:
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608 (names of the checked shape)
        return int(self._run(sql, tuple(cell(value) for value in values.values())).lastrowid or 0)
