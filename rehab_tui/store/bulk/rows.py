"""The rows of a patient record as JSON texts, made by SQLite (four times as quick as in Python)."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

from rehab_tui.domain.sharing import EVERYTHING, Part, Selection
from rehab_tui.domain.symptom import PRIVATE_SYMPTOM
from rehab_tui.store import file
from rehab_tui.store.bulk.leaving import (
    CLINICIAN,
    HIDDEN,
    HIDDEN_RULE,
    HIDDEN_SIGN,
    Leaving,
    columns_of,
    flag,
    json_of,
    json_text,
    maybe,
    plain,
    quoted,
    ready,
    said,
    select,
    whole,
    yes_no,
)
from rehab_tui.store.names import CASELOAD
from rehab_tui.store.store import Store

SECTIONS = ("changes", "profile", "plans", "entries", "followups", "sessions")
"""In the order in which they are written; what is pointed to comes first."""
AT_ONCE = 1000
"""Rows that are read at a time."""
SAME_MOMENT = "recorded_at, offset_minutes, time_zone, verb, origin, program, simulated"
"""By these, and their number among those alike, a change is known again in another file."""


def section(store: Store, selection: Selection, name: str) -> Iterator[bytes]:
    """Yield the rows of one section, oldest first: JSON texts, many at a time, with a comma and a line break between.

    Raises UnusableFile.
    """
    leaving = Leaving(selection)
    try:
        if name == "entries":
            yield from _pages(store.connection, leaving)
            return
        cursor = store.connection.execute(_SECTIONS[name](leaving))
        while rows := cursor.fetchmany(AT_ONCE):
            yield ",\n".join([row[0] for row in rows]).encode()
    except sqlite3.Error as problem:
        raise file.spoken(problem, store.path) from None


def _pages(connection: sqlite3.Connection, leaving: Leaving) -> Iterator[bytes]:
    """Yield the entries: SQLite joins the rows of a page, so that Python never sees one."""
    sql, last = _page(leaving), 0
    while True:
        page, last = connection.execute(sql, (last,)).fetchone()
        if page is None:
            return
        yield page


def _page(leaving: Leaving) -> str:
    rows = f"SELECT {_entry(leaving)} AS row, e.seq FROM entry e WHERE e.seq > ? AND {leaving.entries_in_order}"  # noqa: S608 (see `select`)
    return select("CAST(group_concat(row, ',\n') AS BLOB), max(seq)", f"({rows} ORDER BY e.seq LIMIT {AT_ONCE})")


def entries_of(connection: sqlite3.Connection, seqs: Collection[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield entries by row number, each as it would stand in a record of everything."""
    rows = select(
        f"e.seq, {_entry(Leaving(Selection(EVERYTHING)))}", "entry e WHERE e.seq IN (SELECT value FROM json_each(?))"
    )
    for seq, text in connection.execute(rows, (json.dumps(sorted(seqs)),)):
        yield seq, json.loads(text)


def created_at(store: Store) -> str:
    """Return when the file was made, as it is stored."""
    return str(store.rows("SELECT created_at FROM patient")[0][0])


def _changes(leaving: Leaving) -> str:
    told = leaving.selection.parts == frozenset(Part) and leaving.named
    row = json_of(
        {
            "number": "c.id",
            "nth": "c.nth",
            **columns_of("c", "verb"),
            "words": "c.words" if told else "c.verb",
            **columns_of("c", "recorded_at", "offset_minutes", "time_zone", "origin", "program"),
            "simulated": flag("c.simulated"),
            "undoes": "c.undoes",
        }
    )
    numbered = select(f"*, row_number() OVER (PARTITION BY {SAME_MOMENT} ORDER BY id) AS nth", "change")
    theirs = select("1", f"change k WHERE k.id = c.undoes AND k.verb = '{CASELOAD}'")
    others = f"(c.verb <> '{CASELOAD}' AND NOT EXISTS ({theirs})) OR " if leaving.selection.whole else ""
    chosen = f" WHERE {others}c.id IN ({_needed(leaving)})"
    return select(f"{row}", f"({numbered}) c{chosen} ORDER BY c.id")


def _needed(leaving: Leaving) -> str:
    """Return the changes that rows which leave point to, and those that took one of them back."""
    chosen = select("e.seq", f"entry e WHERE {leaving.entries}")
    waiting = select("f.seq", f"followup f WHERE {leaving.follow_ups}")
    parts = [
        select("change_id", f"entry WHERE seq IN ({chosen})"),
        select("change_id", f"entry_state WHERE entry IN ({chosen})"),
        select("change_id", f"followup WHERE seq IN ({waiting})"),
        select("change_id", f"followup_event WHERE followup IN ({waiting})"),
        select("p.change_id", f"profile_fact p WHERE {leaving.profile}"),
    ]
    if leaving.has(Part.PLAN):
        parts.append("SELECT change_id FROM plan")
        parts.append(select("s.change_id", f"guided_session s WHERE {_session(leaving)}"))
        parts.append(
            select("m.change_id", f"guided_mark m JOIN guided_session s ON s.seq = m.session WHERE {_session(leaving)}")
        )
    found = " UNION ".join(parts)
    return " UNION ".join((*parts, select("id", f"change WHERE undoes IN ({found})")))


def _profile(leaving: Leaving) -> str:
    row = json_of({"change": "p.change_id", "name": "p.name", "value": leaving.fact_value})
    return select(f"{row}", f"profile_fact p WHERE {leaving.profile} ORDER BY p.seq")


def _plans(leaving: Leaving) -> str:
    line = json_of(
        {
            **columns_of("x", "exercise", "name", "measured"),
            "sided": flag("x.sided"),
            **columns_of("x", "sets", "reps", "hold", "minutes", "times_a_day", "days", "clearances"),
            "deep_hip": flag("x.deep_hip"),
            **columns_of("x", "face", "cue"),
        }
    )
    lines = select(f"json_group_array({line})", "(SELECT * FROM prescription WHERE plan = p.seq ORDER BY position) x")
    origin = json_of(
        {
            **columns_of("f", "version", "written_on"),
            "message": leaving.free("f.message"),
            "thresholds": "json(f.thresholds)",
            "known": "json(f.known)",
            "precautions": "json(f.precautions)" if leaving.named else "json('[]')",
            "text": "f.text" if leaving.named else "''",
        }
    )
    row = json_of(
        {
            "id": "p.id",
            "change": "p.change_id",
            **columns_of("p", "name", "version"),
            "author": leaving.who("p.author", "a therapist"),
            **columns_of("p", "starts_on", "ceiling"),
            "prescriptions": f"json(({lines}))",
            "file": f"json(({select(origin, 'plan_file f WHERE f.plan = p.seq')}))",
        }
    )
    return select(f"{row}", f"plan p WHERE {int(leaving.has(Part.PLAN))} ORDER BY p.seq")


def _entry(leaving: Leaving) -> str:
    """Return the JSON of an entry `e`; most of a record is this, so it is put together as text."""
    states = (
        "SELECT json_group_array(json_object('change', change_id, 'state', state))"
        " FROM (SELECT * FROM entry_state WHERE entry = e.seq ORDER BY seq)"
    )
    facts = " ".join(
        f"WHEN '{kind}' THEN ({select(fact, f'{kind} t WHERE t.entry = e.seq')})"
        for kind, fact in _facts(leaving).items()
    )
    before = select("json_quote(o.id)", "entry o WHERE o.seq = e.supersedes")
    return json_text(
        {
            "id": said("e.id"),
            "change": whole("e.change_id"),
            "kind": plain("e.kind"),
            "day": plain("e.day"),
            "note": said(leaving.note("e.note")),
            "supersedes": ready(f"iif(e.supersedes IS NULL, NULL, ({before}))"),
            "plan": said("e.plan_id"),
            "recorded_at": plain("e.recorded_at"),
            "offset_minutes": whole("e.offset_minutes"),
            "time_zone": said("e.time_zone"),
            "origin": plain("e.origin"),
            "simulated": yes_no("e.simulated"),
            "states": ready(f"iif(EXISTS ({select('1', 'entry_state WHERE entry = e.seq')}), ({states}), '[]')"),
            "fact": ready(f"CASE e.kind {facts} END"),
        }
    )


def _facts(leaving: Leaving) -> dict[str, str]:
    """Return the SQL of each kind's own values; what is there in great numbers is put together as text."""
    return {
        "pain": _pain(),
        "exercise": _exercise(),
        "symptoms": _symptoms(leaving),
        "answer": json_text({"question": said("t.question"), "value": said("t.value")}),
        "note": json_of(columns_of("t", "text")),
        "clearance": json_of({"what": "t.what", "by": leaving.who("t.by")}),
        "visit": json_of(
            {"visit_on": "t.visit_on", "who": leaving.who("t.who"), "ask": leaving.question("t.ask")},
        ),
        "measure": _measure(leaving),
        "treatment": json_of(
            {"treatment": "t.treatment", "dose": leaving.free("t.dose"), "effect": leaving.free("t.effect")}
        ),
        "block": _block(),
        "pause": json_of({**columns_of("t", "first_day", "last_day"), "reason": leaving.free("t.reason", HIDDEN)}),
        "baseline": json_of({"by": leaving.who("t.by")}),
    }


def _pain() -> str:
    return json_text(
        {
            "site": said("t.site"),
            "side": plain("t.side"),
            "score": whole("t.score"),
            "score_kind": plain("t.score_kind"),
        }
    )


def _exercise() -> str:
    return json_text(
        {
            "exercise": said("t.exercise"),
            "side": said("t.side"),
            **{name: maybe(f"t.{name}") for name in ("sets", "reps", "hold", "minutes")},
            "skip_reason": said("t.skip_reason"),
            "one_key": yes_no("t.one_key"),
            **{name: maybe(f"t.{name}") for name in ("pain_before", "pain_during", "effort")},
            "not_allowed": yes_no("t.not_allowed"),
        }
    )


def _symptoms(leaving: Leaving) -> str:
    report = json_of(
        {**columns_of("s", "symptom", "answer", "side", "since"), "text": leaving.sign_words("s.text")},
    )
    named = leaving.sign("symptom")
    reports = select(
        f"json_group_array({report})",
        f"({select('*', f'symptom WHERE entry = t.entry AND {named} ORDER BY position')}) s",
    )
    asked = select("json_group_array(a.value)", f"json_each(t.asked) a WHERE {leaving.sign('a.value')}")
    hidden = f"instr(t.asked, {quoted(PRIVATE_SYMPTOM)})" if leaving.sign("a.value") != "1" else "0"
    return json_text(
        {
            "form": plain("t.form"),
            "asked": ready(f"iif({hidden}, ({asked}), json(t.asked))"),
            "temperature_c": maybe("t.temperature_c"),
            "companions": ready("json(t.companions)"),
            "reports": ready(f"({reports})"),
        }
    )


def _measure(leaving: Leaving) -> str:
    item = "v.item"
    if not leaving.named:
        item = "iif(t.measure = 'my-activities', 'activity ' || (v.position + 1), v.item)"
    values = select(
        f"json_group_array(json_object('item', {item}, 'value', v.value))",
        "(SELECT * FROM measure_value WHERE entry = t.entry ORDER BY position) v",
    )
    return json_of(
        {**columns_of("t", "measure", "side", "typed"), "arms": flag("t.arms"), "values": f"json(({values}))"}
    )


def _block() -> str:
    after = (
        "SELECT json_group_array(json_object('minutes', b.minutes, 'score', b.score))"
        " FROM (SELECT * FROM block_score WHERE entry = t.entry ORDER BY minutes) b"
    )
    return json_of(
        {**columns_of("t", "site", "side", "anesthetic", "before", "positive_tests"), "after": f"json(({after}))"}
    )


def _followups(leaving: Leaving) -> str:
    hidden = leaving.private_follow_up
    event = json_of(
        {
            "change": "v.change_id",
            **columns_of("v", "verb", "state", "at", "offset_minutes"),
            "contacted": f"iif({hidden} AND v.contacted IS NOT NULL, '{CLINICIAN}', {leaving.who('v.contacted')})",
            "text": f"iif({hidden}, NULL, {leaving.free('v.text')})",
            **columns_of("v", "outcome", "until"),
        }
    )
    events = select(
        f"json_group_array({event})", "(SELECT * FROM followup_event WHERE followup = f.seq ORDER BY seq) v"
    )
    row = json_of(
        {
            "id": "f.id",
            "change": "f.change_id",
            "rule": f"iif({hidden}, '{HIDDEN_RULE}', f.rule)",
            "level": "f.level",
            "title": f"iif({hidden}, 'A private sign', f.title)",
            "message": f"iif({hidden}, {quoted(HIDDEN_SIGN)}, f.message)",
            "why": f"json(iif({hidden}, '{{}}', f.why))",
            "sources": f"json(iif({hidden}, '[]', f.sources))",
            **columns_of("f", "side", "opened_on", "opened_at", "offset_minutes", "due"),
            "entry": "(SELECT e.id FROM entry e WHERE e.seq = f.entry)",
            "events": f"json(({events}))",
        }
    )
    return select(f"{row}", f"followup f WHERE {leaving.follow_ups} ORDER BY f.seq")


def _session(leaving: Leaving) -> str:
    """Return the condition on the guided sessions `s` that leave; a session stands on its plan."""
    if not (leaving.has(Part.GUIDED) and leaving.has(Part.PLAN)):
        return "0"
    return leaving.between("s.day")


def _sessions(leaving: Leaving) -> str:
    part = json_of(columns_of("x", "exercise", "side", "first_set", "of_sets"))
    mark = json_of(
        {
            "change": "m.change_id",
            **columns_of("m", "verb", "exercise", "side", "set_number"),
            "dose": flag("m.dose"),
            **columns_of("m", "reps", "hold", "minutes", "value", "reason", "window"),
        }
    )
    marks = select(f"json_group_array({mark})", "(SELECT * FROM guided_mark WHERE session = s.seq ORDER BY seq) m")
    parts = select(f"json_group_array({part})", "(SELECT * FROM guided_part WHERE session = s.seq ORDER BY position) x")
    written = (
        "SELECT json_group_array(id) FROM (SELECT e.id FROM guided_entry g JOIN entry e ON e.seq = g.entry"
        " WHERE g.session = s.seq ORDER BY g.entry)"
    )
    row = json_of(
        {
            "id": "s.id",
            "change": "s.change_id",
            "day": "s.day",
            "plan": "s.plan_id",
            "parts": f"json(({parts}))",
            "marks": f"json(({marks}))",
            "entries": f"json(({written}))",
        }
    )
    return select(f"{row}", f"guided_session s WHERE {_session(leaving)} ORDER BY s.seq")


_SECTIONS = {
    "changes": _changes, "profile": _profile, "plans": _plans, "followups": _followups, "sessions": _sessions,
}  # fmt: skip
