"""What many rows at once have in common: which of them leave, and how words that were not ticked are hidden."""

import json
from collections.abc import Mapping

from rehab_tui.domain.sharing import Part, Selection
from rehab_tui.domain.symptom import NOT_SURE, PRIVATE_SYMPTOM

PRIVATE_RULE = "RF-03"
"""The rule about the private sign (clinical rules, RF-03)."""
KEPT_UNDER_A_NAME = (
    "surgery_date", "surgery_not_yet", "levels", "approach", "graft", "hardware", "hip_replacement", "past_cancer",
    "pain_before", "activity", "side", "allowed_on", "notice_read_on", "setup_done_on",
)  # fmt: skip
"""Facts of the profile that leave beside a pseudonym as they are."""
CLINICIAN = "a clinician"
HIDDEN_RULE = "private"
"""What stands in the place of the rule of a follow-up about the private sign."""
HIDDEN = "left out"
HIDDEN_SIGN = (
    "What was reported is kept private. The level says how soon somebody has to look at it: ask the patient, and "
    "nobody else."
)
"""What stands in the place of the words of a follow-up about the private sign; its level and state leave."""


_AS_IT_IS = frozenset({str, int, float, type(None)})


def cell(value: object) -> object:
    """Return a value of a record as a column holds it."""
    if type(value) in _AS_IT_IS:
        return value
    return int(value) if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)


def quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def names_of(texts: tuple[str, ...]) -> str:
    """Return names as the list of an SQL `IN`."""
    return "(" + ", ".join(quoted(text) for text in texts) + ")"


def select(what: str, source: str) -> str:
    """Return a read; both parts are fixed names, days and quoted texts, never what a person typed as it is."""
    return f"SELECT {what} FROM {source}"  # noqa: S608 (see above)


def json_of(fields: Mapping[str, str]) -> str:
    """Return the SQL of a JSON object; the values are SQL."""
    return "json_object(" + ", ".join(f"'{name}', {sql}" for name, sql in fields.items()) + ")"


def json_text(fields: Mapping[str, tuple[str, str]]) -> str:
    """Return the SQL of a JSON object, put together as text: twice as quick as `json_object`.

    The values are made by `said`, `plain`, `whole`, `maybe`, `yes_no` and `ready`, by what the column can hold.
    """
    form = ",".join(f'"{name}":{mark}' for name, (mark, _) in fields.items())
    return f"printf('{{{form}}}', {', '.join(sql for _, sql in fields.values())})"


def said(sql: str) -> tuple[str, str]:
    """Return any value for `json_text`."""
    return "%s", f"iif({sql} IS NULL, 'null', json_quote({sql}))"


def plain(sql: str) -> tuple[str, str]:
    """Return a word, a day or an instant: the checks of its column let no quotation mark in, and no NULL."""
    return '"%s"', sql


def whole(sql: str) -> tuple[str, str]:
    """Return a whole number that is never NULL."""
    return "%d", sql


def maybe(sql: str) -> tuple[str, str]:
    """Return a number or NULL."""
    return "%s", f"ifnull({sql}, 'null')"


def yes_no(sql: str) -> tuple[str, str]:
    """Return 0 and 1 as JSON has them."""
    return "%s", f"iif({sql}, 'true', 'false')"


def ready(sql: str) -> tuple[str, str]:
    """Return what is a JSON text already."""
    return "%s", f"ifnull({sql}, 'null')"


def columns_of(table: str, *names: str) -> dict[str, str]:
    """Return columns of a table under their own names."""
    return {name: f"{table}.{name}" for name in names}


def flag(sql: str) -> str:
    """Return 0 and 1 as JSON has them."""
    return f"json(iif({sql}, 'true', 'false'))"


class Leaving:
    """A selection, as conditions and expressions of SQL."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.notes = Part.NOTES in selection.parts
        self.sexual = Part.SEXUAL in selection.parts
        self.named = selection.pseudonym is None

    def has(self, part: Part) -> bool:
        """Return whether a part leaves."""
        return part in self.selection.parts

    @property
    def within(self) -> str:
        """The condition on the days of an entry `e`."""
        return self.between("e.day")

    def between(self, column: str) -> str:
        """Return the condition on a column that holds a day."""
        first, last = self.selection.days
        return f"{column} BETWEEN '{first}' AND '{last}'"

    @property
    def entries(self) -> str:
        """The condition on the entries `e` that leave: days, kinds; no answer about the private sign alone."""
        return self._entries("e.day", "e.kind")

    @property
    def entries_in_order(self) -> str:
        """The same condition for a read in the order of the rows: with no index there is nothing to sort."""
        return self._entries("+e.day", "+e.kind")

    def _entries(self, day: str, kind: str) -> str:
        condition = f"{self.between(day)} AND {kind} IN {names_of(self.selection.kinds)}"
        if self.sexual:
            return condition
        alone = select(
            "1",
            "symptoms q WHERE q.entry = e.seq AND q.temperature_c IS NULL AND q.companions = '[]'"
            f" AND q.asked = '[\"{PRIVATE_SYMPTOM}\"]'",
        )
        return f"{condition} AND NOT EXISTS ({alone})"

    def note(self, sql: str) -> str:
        """Return words of the patient's own: they leave when notes were ticked."""
        return sql if self.notes else "NULL"

    def question(self, sql: str) -> str:
        """Return what the patient wants to ask at a visit: it is written for those who are handed the file."""
        return sql if Part.QUESTIONS in self.selection.held else "NULL"

    def sign_words(self, sql: str) -> str:
        """Return the words beside a sign; that somebody was not sure is no note."""
        return sql if self.notes else f"CASE WHEN {sql} LIKE '{NOT_SURE}%' THEN '{NOT_SURE}' END"

    def who(self, sql: str, instead: str = CLINICIAN) -> str:
        """Return the name of a person: under a pseudonym nobody is named."""
        return sql if self.named else f"iif({sql} IS NULL, NULL, {quoted(instead)})"

    def free(self, sql: str, instead: str | None = None) -> str:
        """Return words that could name somebody: they do not leave beside a pseudonym."""
        return sql if self.named else "NULL" if instead is None else f"iif({sql} IS NULL, NULL, {quoted(instead)})"

    def sign(self, sql: str) -> str:
        """Return the condition that a sign may be named."""
        return "1" if self.sexual else f"{sql} <> '{PRIVATE_SYMPTOM}'"

    @property
    def private_follow_up(self) -> str:
        """The condition that a follow-up `f` must not be named."""
        if self.sexual:
            return "0"
        return f"(f.rule = '{PRIVATE_RULE}' OR f.title || f.message || f.why LIKE '%sexual%')"

    @property
    def follow_ups(self) -> str:
        """The condition on the follow-ups `f` that leave. What waits at level 1 to 3 is in every export."""
        waits = (
            "f.level <= 3 AND coalesce((SELECT v.state FROM followup_event v WHERE v.followup = f.seq"
            " ORDER BY v.seq DESC LIMIT 1), 'open') NOT IN ('closed', 'superseded')"
        )
        if not self.has(Part.FOLLOWUPS):
            return f"({waits})"
        return f"(({waits}) OR ({self.between('f.opened_on')} AND NOT {self.private_follow_up}))"

    @property
    def profile(self) -> str:
        """The condition on the facts `p` of the profile that leave."""
        if not self.has(Part.PROFILE):
            return "0"
        return "1" if self.named else f"p.name IN {names_of((*KEPT_UNDER_A_NAME, 'name', 'allowed_by'))}"

    @property
    def fact_value(self) -> str:
        """The value of a fact `p` of the profile."""
        if self.named:
            return "p.value"
        name = quoted(self.selection.pseudonym or "")
        return (
            f"CASE WHEN p.value IS NULL THEN NULL WHEN p.name = 'name' THEN {name}"
            f" WHEN p.name = 'allowed_by' THEN '{CLINICIAN}' ELSE p.value END"
        )
