"""What the columns of a stranger's spreadsheet most likely stand for, by their names and by what is in them."""

import re
from collections.abc import Collection, Mapping, Sequence

from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.exercise import Exercise
from rehab_tui.domain.pain import ScoreKind
from rehab_tui.domain.sheet import OF_EXERCISES, SEVERAL, Field, What
from rehab_tui.exchange.sheet.dates import order_in
from rehab_tui.exchange.sheet.words import in_english, tokens

Names = Mapping[str, Exercise]
"""Exercises by their ids and names, in small letters."""

_DATE = frozenset({"date", "day", "when", "datetime", "timestamp"})
_PAIN = frozenset({"pain", "nrs", "vas", "score", "ache", "soreness", "hurt", "hurts"})
_EXERCISE = frozenset({"exercise", "exercises", "activity", "workout", "training", "movement"})
_NOTE = frozenset({"note", "notes", "comment", "comments", "remark", "remarks", "diary", "journal", "details"})
_SIDES = {"left": Side.LEFT, "l": Side.LEFT, "right": Side.RIGHT, "r": Side.RIGHT, "both": Side.BOTH}
_KINDS = {
    "worst": ScoreKind.WORST, "max": ScoreKind.WORST, "highest": ScoreKind.WORST, "peak": ScoreKind.WORST,
    "morning": ScoreKind.MORNING, "am": ScoreKind.MORNING, "now": ScoreKind.NOW, "current": ScoreKind.NOW,
}  # fmt: skip
_SITES = (
    ("low back", Site.LOW_BACK), ("lower back", Site.LOW_BACK), ("back", Site.LOW_BACK), ("lumbar", Site.LOW_BACK),
    ("sit bone", Site.SIT_BONE), ("si joint", Site.SI_JOINT), ("sacroiliac", Site.SI_JOINT),
    ("outer hip", Site.OUTER_HIP), ("iliac crest", Site.ILIAC_CREST), ("groin", Site.GROIN),
    ("buttock", Site.BUTTOCK), ("glute", Site.BUTTOCK), ("pelvis", Site.PELVIS), ("thigh", Site.THIGH),
    ("leg", Site.LEG), ("hip", Site.HIP),
)  # fmt: skip
_MIDDLE = frozenset({Site.LOW_BACK, Site.PELVIS})
"""Places that have a middle: without a side that is meant."""
_OF_EXERCISES = {
    "sets": What.SETS, "set": What.SETS, "reps": What.REPS, "rep": What.REPS, "repetitions": What.REPS,
    "hold": What.HOLD, "seconds": What.HOLD, "minutes": What.MINUTES, "min": What.MINUTES, "mins": What.MINUTES,
    "duration": What.MINUTES, "effort": What.EFFORT, "rpe": What.EFFORT, "skip": What.SKIP, "skipped": What.SKIP,
}  # fmt: skip
_A_SIDE = re.compile("left|right|both|middle|[lr]", re.IGNORECASE)
_A_SITE = re.compile("|".join(site.value.replace("-", "[- ]") for site in Site), re.IGNORECASE)
_SCORE = re.compile(r"[0-9]|10", re.ASCII)
_DONE = re.compile(
    r"yes|y|no|n|x|done|true|false|[01]|✓|✔|-|[0-9]{1,2} ?[x×] ?[0-9]{1,3}(?: ?s)?|[0-9]{1,3} ?min",
    re.ASCII | re.IGNORECASE,
)


def proposed(header: Sequence[str], columns: Sequence[Collection[str]], exercises: Names) -> dict[str, Field]:
    """Return the fields of the columns that could be recognized; `columns` holds texts of each, blank ones left out."""
    by_day = _date_column(header, columns)
    found: dict[str, Field] = {}
    for name, texts in zip(header, columns, strict=True):
        field = Field(What.DATE) if name == by_day else _field(name, texts, exercises)
        if field is None or (field.what is What.DATE and name != by_day):
            continue
        if field not in found.values() and (
            field.what in SEVERAL or field.what not in {f.what for f in found.values()}
        ):
            found[name] = field
    if not any(field.what is What.EXERCISE and field.name is None for field in found.values()):
        found = {name: field for name, field in found.items() if field.what not in OF_EXERCISES}
    return found


def _date_column(header: Sequence[str], columns: Sequence[Collection[str]]) -> str | None:
    """Return the column with the dates: by its name, else the only one that holds nothing but dates."""
    shares = {name: _share_of_dates(texts) for name, texts in zip(header, columns, strict=True)}
    named = [name for name in header if set(tokens(name)) & _DATE and shares[name] >= 0.5]
    if named:
        return named[0]
    only = [name for name, share in shares.items() if share >= 0.9]
    return only[0] if len(only) == 1 else None


def _share_of_dates(texts: Collection[str]) -> float:
    dates = sum(bool(order_in((text,))) for text in texts)
    return dates / len(texts) if texts else 0.0


def _field(name: str, texts: Collection[str], exercises: Names) -> Field | None:
    """Return what a column most likely stands for, or None."""
    named = tokens(name)
    known = exercises.get(" ".join(named)) or exercises.get("-".join(named))
    if known is not None and _most(texts, _DONE):
        return Field(What.EXERCISE, name=known.id)
    words = set(named)
    if words & _PAIN and (scored := _of_exercise(words)) is not None:
        return scored if _most(texts, _SCORE) else None
    if (words & _PAIN or (words <= {*_SIDES, "hip", "side"} and words & {"left", "right"})) and _most(texts, _SCORE):
        return _pain(" ".join(named), words)
    return _other(words, texts)


def _of_exercise(words: set[str]) -> Field | None:
    if words & {"during", "while", "exercising"}:
        return Field(What.PAIN_DURING)
    return Field(What.PAIN_BEFORE) if "before" in words else None


def _pain(name: str, words: set[str]) -> Field:
    sites = (site for text, site in _SITES if re.search(rf"\b{text}s?\b", name))
    site = next(sites, None)
    side = next((side for word, side in _SIDES.items() if word in words), None)
    kind = next((kind for word, kind in _KINDS.items() if word in words), None)
    if side is None and site in _MIDDLE:
        side = Side.MIDDLE
    return Field(What.PAIN, site, side, kind)


def _other(words: set[str], texts: Collection[str]) -> Field | None:
    if words & _NOTE:
        return Field(What.NOTE)
    if "side" in words and _most(texts, _A_SIDE):
        return Field(What.SIDE)
    if words & {"site", "place", "location", "where"} and _most(texts, _A_SITE):
        return Field(What.SITE)
    what = next((what for word, what in _OF_EXERCISES.items() if word in words), None)
    if what is not None:
        return Field(what)
    return Field(What.EXERCISE) if words & _EXERCISE and not _most(texts, re.compile(r"[0-9.,]+")) else None


def _most(texts: Collection[str], form: re.Pattern[str]) -> bool:
    """Return whether more than half of the texts have a form; a column without any text has it."""
    return not texts or 2 * sum(bool(form.fullmatch(in_english(text))) for text in texts) > len(texts)
