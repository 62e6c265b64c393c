"""What counts now, one table for each kind, for spreadsheets: a row is one fact, a missing value is None."""

from collections.abc import Iterator

from rehab_tui.domain.sharing import NOT_KINDS, Part, Selection, Table
from rehab_tui.store.bulk.leaving import HIDDEN, Leaving, select
from rehab_tui.store.store import Store

MOST_ROWS = 10_000
"""Rows that are held at a time."""


def names(selection: Selection) -> tuple[str, ...]:
    """Return the tables of a selection; what is still open is in every one."""
    first = tuple(part.value for part in (Part.PROFILE, Part.PLAN) if part in selection.parts)
    kinds = tuple(part.value for part in Part if part in selection.parts and part not in NOT_KINDS)
    notes = (Part.NOTES.value,) if Part.NOTES in selection.parts else ()
    return (*first, *kinds, *notes, Part.FOLLOWUPS.value)


def table(store: Store, selection: Selection, name: str) -> Table:
    """Return one table; its rows are read as they are asked for."""
    return _table(store, name, *source(selection, name))


def by_day(store: Store, selection: Selection, name: str) -> Table:
    """Return what the daily sheet needs of one kind, with as few rows as it can do with."""
    return _table(store, name, *_BY_DAY.get(name, _TABLES[name])(Leaving(selection)))


def source(selection: Selection, name: str) -> tuple[dict[str, str], str]:
    """Return the columns of a table, each with its SQL, and where its rows come from."""
    return _TABLES[name](Leaving(selection))


def _table(store: Store, name: str, columns: dict[str, str], rows: str) -> Table:
    what = ", ".join(f"{sql} AS {label}" for label, sql in columns.items())
    return Table(name, tuple(columns), _rows(store, select(what, rows)))


def _rows(store: Store, sql: str) -> Iterator[tuple[object, ...]]:
    cursor = store.connection.execute(sql)
    while found := cursor.fetchmany(MOST_ROWS):
        yield from map(tuple, found)


def _own(leaving: Leaving, kind: str, columns: dict[str, str], more: str = "") -> tuple[dict[str, str], str]:
    """Return a table of one kind: the day first, then its own values, then what every entry has."""
    every = {"note": leaving.note("e.note"), "recorded_at": "e.recorded_at", "id": "e.id"}
    return {"date": "e.day", **columns, **every}, f"{_now(kind, leaving, more)} ORDER BY e.day, e.seq"


def _now(kind: str, leaving: Leaving, more: str = "") -> str:
    """Return the entries `e` of one kind that count, each with its own values `t`."""
    rows = f"entry_now e JOIN {kind} t ON t.entry = e.seq {more} WHERE e.state = 'current' AND e.kind = '{kind}'"
    return f"{rows} AND {leaving.entries}"


def _same(*labels: str) -> dict[str, str]:
    return {label: f"t.{label}" for label in labels}


def _pain(leaving: Leaving) -> tuple[dict[str, str], str]:
    return _own(leaving, "pain", _same("site", "side", "score", "score_kind"))


def _exercise(leaving: Leaving) -> tuple[dict[str, str], str]:
    columns = _same(
        "exercise", "side", "sets", "reps", "hold", "minutes", "skip_reason", "one_key", "pain_before", "pain_during",
        "effort", "not_allowed",
    )  # fmt: skip
    columns["hold_seconds"] = columns.pop("hold")
    return _own(leaving, "exercise", columns)


def _symptoms(leaving: Leaving) -> tuple[dict[str, str], str]:
    """One row for each sign that was asked: `no` where it was denied."""
    columns = {
        "form": "t.form",
        "sign": "a.value",
        "answer": "coalesce(s.answer, 'no')",
        "side": "s.side",
        "since": "s.since",
        "text": leaving.sign_words("s.text"),
        "temperature_c": "t.temperature_c",
        "beside": "(SELECT group_concat(value, ' ') FROM json_each(t.companions))",
    }
    asked = (
        f"JOIN json_each(t.asked) a ON {leaving.sign('a.value')}"
        " LEFT JOIN symptom s ON s.entry = t.entry AND s.symptom = a.value"
    )
    return _own(leaving, "symptoms", columns, asked)


def _measure(leaving: Leaving) -> tuple[dict[str, str], str]:
    item = "v.item"
    if not leaving.named:
        item = "iif(t.measure = 'my-activities', 'activity ' || (v.position + 1), v.item)"
    columns = {**_same("measure", "side"), "item": item, "value": "v.value", **_same("typed", "arms")}
    return _own(leaving, "measure", columns, "JOIN measure_value v ON v.entry = t.entry")


def _block(leaving: Leaving) -> tuple[dict[str, str], str]:
    columns = {
        **_same("site", "side", "anesthetic", "before", "positive_tests"), "minutes": "b.minutes", "score": "b.score",
    }  # fmt: skip
    return _own(leaving, "block", columns, "LEFT JOIN block_score b ON b.entry = t.entry")


def _answer(leaving: Leaving) -> tuple[dict[str, str], str]:
    return _own(leaving, "answer", _same("question", "value"))


def _notes(leaving: Leaving) -> tuple[dict[str, str], str]:
    return _own(leaving, "note", _same("text"))


def _treatment(leaving: Leaving) -> tuple[dict[str, str], str]:
    columns = {"treatment": "t.treatment", "dose": leaving.free("t.dose"), "effect": leaving.free("t.effect")}
    return _own(leaving, "treatment", columns)


def _visit(leaving: Leaving) -> tuple[dict[str, str], str]:
    columns = {"visit_on": "t.visit_on", "who": leaving.who("t.who"), "ask": leaving.question("t.ask")}
    return _own(leaving, "visit", columns)


_FIRST_ID = (
    "(WITH RECURSIVE back (id, before) AS (SELECT e.id, e.supersedes"
    " UNION ALL SELECT o.id, o.supersedes FROM back b JOIN entry o ON o.seq = b.before)"
    " SELECT id FROM back WHERE before IS NULL)"
)
"""The id that an entry `e` had before its first correction."""


def _appointments(leaving: Leaving) -> tuple[dict[str, str], str]:
    """Visits under the id that stays when they are corrected; those that were a mistake stand before those that count.

    For calendars, where what was sent once is known by its id. A visit that has moved keeps it.
    """
    columns = {"first_id": _FIRST_ID, "counts": "e.state = 'current'", **_visit(leaving)[0]}
    rows = "entry_now e JOIN visit t ON t.entry = e.seq WHERE e.kind = 'visit' AND e.state <> 'superseded'"
    return columns, f"{rows} AND {leaving.entries} ORDER BY e.state = 'current', e.day, e.seq"


def _clearance(leaving: Leaving) -> tuple[dict[str, str], str]:
    return _own(leaving, "clearance", {"what": "t.what", "by_whom": leaving.who("t.by")})


def _pause(leaving: Leaving) -> tuple[dict[str, str], str]:
    return _own(leaving, "pause", {**_same("first_day", "last_day"), "reason": leaving.free("t.reason", HIDDEN)})


def _baseline(leaving: Leaving) -> tuple[dict[str, str], str]:
    return _own(leaving, "baseline", {"by_whom": leaving.who("t.by")})


def _profile(leaving: Leaving) -> tuple[dict[str, str], str]:
    newest = "p.seq = (SELECT max(q.seq) FROM profile_fact q WHERE q.name = p.name) AND p.value IS NOT NULL"
    return {"name": "p.name", "value": leaving.fact_value}, (
        f"profile_fact p WHERE {newest} AND {leaving.profile} ORDER BY p.seq"
    )


def _plan(leaving: Leaving) -> tuple[dict[str, str], str]:
    columns = {
        "starts_on": "p.starts_on", "plan": "p.name", "version": "p.version",
        "author": leaving.who("p.author", "a therapist"), "pain_limit": "p.ceiling", "exercise": "x.exercise",
        "name": "x.name", "sets": "x.sets", "reps": "x.reps", "hold_seconds": "x.hold", "minutes": "x.minutes",
        "each_side": "x.sided", "times_a_day": "x.times_a_day", "weekdays": "x.days",
        "taken_back": f"iif(EXISTS ({select('1', 'change u WHERE u.undoes = p.change_id')}), 1, NULL)",
    }  # fmt: skip
    return (
        columns,
        f"plan p JOIN prescription x ON x.plan = p.seq WHERE {int(leaving.has(Part.PLAN))} ORDER BY p.seq, x.position",
    )


def _followups(leaving: Leaving) -> tuple[dict[str, str], str]:
    hidden = leaving.private_follow_up
    last = "(SELECT v.{0} FROM followup_event v WHERE v.followup = f.seq ORDER BY v.seq DESC LIMIT 1)"
    columns = {
        "opened_on": "f.opened_on", "level": "f.level", "rule": f"iif({hidden}, 'private', f.rule)",
        "title": f"iif({hidden}, 'A private sign', f.title)", "side": "f.side", "state": last.format("state"),
        "due": "f.due", "last_step_at": last.format("at"),
        "outcome": f"iif({last.format('state')} = 'closed', {last.format('outcome')}, NULL)", "id": "f.id",
    }  # fmt: skip
    return columns, f"followup f WHERE {leaving.follow_ups} ORDER BY f.seq"


_TABLES = {
    "pain": _pain, "exercise": _exercise, "symptoms": _symptoms, "answer": _answer, "measure": _measure,
    "treatment": _treatment, "block": _block, "visit": _visit, "clearance": _clearance, "pause": _pause,
    "baseline": _baseline, "notes": _notes, "profile": _profile, "plan": _plan, "followups": _followups,
    "appointments": _appointments,
}  # fmt: skip


def _exercise_days(leaving: Leaving) -> tuple[dict[str, str], str]:
    """One row for each day; an exercise of two sides counts once."""
    columns = {
        "date": "e.day",
        "exercises_done": "count(DISTINCT iif(t.skip_reason IS NULL, t.exercise, NULL))",
        "exercises_skipped": "count(DISTINCT iif(t.skip_reason IS NULL, NULL, t.exercise))",
        "pain_while_exercising": "max(t.pain_during)",
        "effort": "max(t.effort)",
        "notes": f"group_concat({leaving.note('e.note')}, char(10))",
    }
    return columns, f"{_now('exercise', leaving)} GROUP BY e.day"


def _symptom_days(leaving: Leaving) -> tuple[dict[str, str], str]:
    """One row for each time that signs were asked; `none` where all that were asked were denied."""
    visible = f"json_each(t.asked) a WHERE {leaving.sign('a.value')}"
    said = select(
        "group_concat(a.value || ifnull(':' || s.side, '') || ':' || s.answer, ' ')",
        "json_each(t.asked) a CROSS JOIN symptom s ON s.entry = t.entry AND s.symptom = a.value"
        f" WHERE {leaving.sign('a.value')}",
    )
    asked = f"EXISTS ({select('1', visible)})"
    columns = {
        "date": "e.day",
        "signs_form": f"iif({asked}, t.form, NULL)",
        "signs_reported": f"iif({asked}, ifnull(({said}), 'none'), NULL)",
        "temperature_c": "t.temperature_c",
    }
    return columns, f"{_now('symptoms', leaving)} ORDER BY e.day, e.seq"


_BY_DAY = {"exercise": _exercise_days, "symptoms": _symptom_days}
