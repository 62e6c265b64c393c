"""The person's settings: one small file in the platform's config folder, read once and passed on."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from rehab_tui.domain.words import nearest, shown
from rehab_tui.errors import InvalidValue, NotKept


class Theme(StrEnum):
    """How the screens look; `auto` follows the terminal."""

    AUTO = "auto"
    DARK = "dark"
    LIGHT = "light"
    HIGH_CONTRAST = "high-contrast"


class ChartChoice(StrEnum):
    """How finely charts are drawn."""

    BRAILLE = "braille"
    BLOCK = "block"
    ASCII = "ascii"


class Bell(StrEnum):
    """Whether the terminal bell rings in a guided session."""

    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has chosen; the defaults where the file is missing or silent."""

    theme: Theme = Theme.AUTO
    chart_style: ChartChoice = ChartChoice.BRAILLE
    keys: Mapping[str, str] = field(default_factory=dict)
    """Action -> key, for the actions that were moved to another key."""
    own_library: Path | None = None
    """A file of exercises laid over the ones that come with the program."""
    bell: Bell = Bell.ON

    def key(self, action: str) -> str:
        """Return the key that an action has now as a person reads it, of several the first: w, !, f5, space."""
        return read_key(self.keys.get(action, ACTIONS[action]))

    def keyed(self, text: str) -> str:
        """Return a text of our own with the key of an action in the place of its name: press {signs}."""
        return re.sub(r"\{([a-z-]+)\}", lambda found: self.key(found[1]) if found[1] in ACTIONS else found[0], text)

    def help_keyed(self, page: str, topic: str) -> str:
        """Return a page of the help with the keys that were moved; those of Today only where its keys are told."""
        names = [name for name in self.keys if name not in OF_TODAY or topic in {"today", "keys"}]
        own = {read_key(ACTIONS[name]): self.key(name) for name in sorted(names, key=lambda one: one in OF_TODAY)}
        if topic != "today" and "this-day" in names:
            own.pop(read_key(ACTIONS["this-day"]), None)
        return re.sub(r"`([^`\n]+)`", lambda found: f"`{own.get(found[1], found[1])}`", page)


_NAMES = ("theme", "chart_style", "bell", "own_library", "keys")
_CHOICES: Mapping[str, type[StrEnum]] = {"theme": Theme, "chart_style": ChartChoice, "bell": Bell}
_LARGEST = 100_000
_REFUSED_KEYS = ("ctrl+shift+", "alt+")


ACTIONS: Mapping[str, str] = {
    "go-today": "t", "go-charts": "c", "go-followups": "f", "go-plan": "p", "go-history": "h",
    "go-caseload": "l",
    "help-card": "exclamation_mark", "help": "question_mark,f1", "undo": "u", "settings": "comma", "blank": "b",
    "export": "e", "quit": "q", "quit-anywhere": "ctrl+q",
    "none": "n", "signs": "w", "all": "a", "guided": "g", "tick": "space", "skip": "s", "open": "enter",
    "note": "m", "other": "o", "log-more": "i", "due": "d",
    "better": "minus", "same": "equals_sign", "worse": "plus",
    "day-before": "left_square_bracket", "day-after": "right_square_bracket", "this-day": "t",
}  # fmt: skip
"""What can be moved to another key, with the keys it has: on every screen, then on Today. A test holds it true."""
OF_TODAY = tuple(ACTIONS)[tuple(ACTIONS).index("none") :]
"""The actions that Today alone has."""

FIXED_KEYS: Mapping[str, str] = {
    **dict.fromkeys(("up", "down", "left", "right", "j", "k", "tab", "shift+tab"), "moving about"),
    **dict.fromkeys(("escape", "ctrl+p", "ctrl+c", "ctrl+z"), "the program itself"),
    **dict.fromkeys(("ctrl+i", "ctrl+j", "ctrl+m"), "enter and tab"),
}
"""Keys that cannot be given away, and what has them; digits belong to the pain score."""

_SHORT = {name.removeprefix("go-"): name for name in ACTIONS if name.startswith("go-")}
"""The screens by their own names."""

_KEY = re.compile(r"[^\W_]|f([1-9]|1[0-2])|ctrl\+[a-z]")
_NAMED_KEYS = frozenset(
    (
        "space", "tab", "shift+tab", "enter", "escape", "backspace", "delete", "insert", "home", "end", "pageup",
        "pagedown", "up", "down", "left", "right", "exclamation_mark", "quotation_mark", "number_sign", "dollar_sign",
        "percent_sign", "ampersand", "apostrophe", "left_parenthesis", "right_parenthesis", "asterisk", "plus", "comma",
        "minus", "full_stop", "slash", "colon", "semicolon", "less_than_sign", "equals_sign", "greater_than_sign",
        "question_mark", "at", "left_square_bracket", "backslash", "right_square_bracket", "circumflex_accent",
        "underscore", "grave_accent", "left_curly_bracket", "vertical_line", "right_curly_bracket", "tilde",
    )
)  # fmt: skip
_SIGNS = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Signs that have another name on the screens than in Unicode."""


_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself writes into LC_CTYPE where it is started with a plain C locale (PEP 538)."""


def shows_signs(encoding: str | None, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a terminal can show drawn signs such as braille: not in a plain C locale, not on TERM=dumb.

    `encoding` is that of the stream. With LANG=C alone LC_CTYPE is no word of the person's: LANG is.
    """
    said = {name: environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)}
    if said.get("LC_CTYPE") in _COERCED and "LANG" in said:
        del said["LC_CTYPE"]
    plain = next(iter(said.values()), "") in {"C", "POSIX"}
    utf8 = (encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
    return utf8 and not plain and environ.get("TERM") != "dumb"


def settings_path() -> Path:
    """Return where the settings lie; neither file nor folder needs to exist."""
    from platformdirs import user_config_path

    return user_config_path("rehab", appauthor=False) / "settings.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings of a file, or the defaults where there is none.

    Raises InvalidValue that names every mistake, each on a line of its own: `settings.toml:3: theme: ...`.
    """
    place = path or settings_path()
    text = _text_of(place)
    if text is None:
        return Settings()
    found = _parsed(place, text)
    mistakes = [f"{place}:{_line(text, name)}: {words}" for name, words in _mistakes(found)]
    if mistakes:
        raise InvalidValue("\n".join(mistakes))
    own = found.get("own_library")
    return Settings(
        theme=Theme(found.get("theme", Theme.AUTO)),
        chart_style=ChartChoice(found.get("chart_style", ChartChoice.BRAILLE)),
        bell=Bell(found.get("bell", Bell.ON)),
        keys={_SHORT.get(action, action): ",".join(_keys_of(key)) for action, key in found.get("keys", {}).items()},
        own_library=place.parent / Path(own).expanduser() if own else None,
    )


def settings_or_defaults(path: Path | None = None) -> tuple[Settings, str | None]:
    """Return the settings and None; for a file with mistakes the defaults, and a note that says what to mend."""
    try:
        return load_settings(path), None
    except InvalidValue as problem:
        return Settings(), f"{problem}\nno setting of this file is used until it is mended; see: rehab help keys"


def remember(name: str, value: str, path: Path | None = None) -> None:
    """Write a choice (`theme`, `chart_style`, `bell`) into the file, whole or not at all; the rest stays as it was.

    Raises InvalidValue for another name or value, NotKept with the reason when it cannot be written.
    """
    place = (path or settings_path()).resolve()
    wrong = _mistakes({name: value})
    if name not in _CHOICES or wrong:
        raise InvalidValue(wrong[0][1] if wrong else f"{shown(name)} is not a choice that is written back")
    _replace(place, _with(_text_of(place) or "", name, value))


def _text_of(place: Path) -> str | None:
    try:
        with place.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise InvalidValue(f"{place}: cannot be read ({problem.strerror}); check the file and its rights") from None
    if len(content) > _LARGEST:
        raise InvalidValue(f"{place}: too large for a settings file; keep it under {_LARGEST:,} bytes")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise InvalidValue(f"{place}:{line}: not UTF-8; save it as UTF-8") from None


def _parsed(place: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        found = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", str(problem))
        where, what = (f"{found[2]}:{found[3]}", found[1]) if found else ("1", str(problem))
        raise InvalidValue(f'{place}:{where}: {shown(what, 80)}; a line reads like: theme = "dark"') from None


def _mistakes(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (name to look for, words) for everything that is wrong."""
    wrong: list[tuple[str, str]] = []
    for name, value in found.items():
        if name not in _NAMES:
            close = nearest(name, _NAMES)
            hint = f"did you mean {close}?" if close else "known: " + ", ".join(_NAMES)
            wrong.append((name, f"unknown setting {shown(name)}; {hint}"))
        elif name in _CHOICES:
            known = [str(choice) for choice in _CHOICES[name]]
            if value not in known:
                wrong.append((name, f"{name}: {_value_words(value)} is not one of {', '.join(known)}"))
        elif name == "own_library" and not (isinstance(value, str) and value.strip() and "\0" not in value):
            wrong.append((name, f"own_library: {_value_words(value)} is not the path of a file"))
        elif name == "keys":
            wrong.extend(_key_mistakes(value))
    return wrong


def _key_mistakes(keys: object) -> list[tuple[str, str]]:
    if not isinstance(keys, dict):
        return [("keys", 'keys: write a table: [keys], then lines like today = "t"')]
    wrong: list[tuple[str, str]] = []
    moved: dict[str, tuple[str, ...]] = {}
    for action, key in keys.items():
        problem = _unknown_action(action) or _no_key(key) or _taken(action, str(key), keys, moved)
        if problem:
            wrong.append((f"keys.{action}", f"keys.{shown(action)}: {problem}"))
        else:
            moved[_SHORT.get(str(action), str(action))] = _keys_of(str(key))
    return wrong


def _unknown_action(action: str) -> str | None:
    if action in ACTIONS or action in _SHORT:
        return None
    close = nearest(action, (*_SHORT, *ACTIONS))
    return "unknown action; " + (f"did you mean {close}?" if close else "the names are in: rehab help keys")


def _no_key(key: object) -> str | None:
    """Return why a value cannot be a key, or None."""
    if not isinstance(key, str) or not key.strip():
        return f"{_value_words(key)} is not the name of a key"
    for name in _keys_of(key):
        if name.startswith(_REFUSED_KEYS):
            return f"{shown(name)} does not reach the program in many terminals; choose another key"
        if name.isdigit():
            return f"{name} belongs to the pain score; choose another key"
        if name in FIXED_KEYS:
            return f"{name} belongs to {FIXED_KEYS[name]}; choose another key"
        if not (_KEY.fullmatch(name) or name in _NAMED_KEYS):
            return f"{_value_words(name)} is not the name of a key; keys read like z, f5, ctrl+r, space"
    return None


def _taken(action: str, key: str, keys: Mapping[str, object], moved: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return which action has a key already: one that was moved there above, or one that nobody moves away."""
    own = _SHORT.get(action, action)
    leaving = {_SHORT.get(name, name) for name in keys}
    for name in _keys_of(key):
        if name in ACTIONS[own].split(","):
            continue
        staying = (other for other, at in ACTIONS.items() if other not in leaving and name in at.split(","))
        owner = next((other for other, at in moved.items() if name in at), None) or next(staying, None)
        if owner is not None:
            return f"{shown(name)} is taken by {owner}; choose another key, or move {owner} too"
    return None


def _keys_of(text: str) -> tuple[str, ...]:
    """Return the keys of a value like `z` or `f2,?`, by the names that the screens use."""
    parts = [text.strip()] if len(text.strip()) == 1 else [part.strip() for part in text.split(",")]
    return tuple(_sign_name(part) if len(part) == 1 and not part.isalnum() else part for part in parts)


def read_key(keys: str) -> str:
    """Return the first of some keys as a person reads it: exclamation_mark is !."""
    name = keys.split(",", maxsplit=1)[0]
    return next((sign for sign in map(chr, range(33, 127)) if not sign.isalnum() and _sign_name(sign) == name), name)


def _sign_name(sign: str) -> str:
    import unicodedata

    name = unicodedata.name(sign, sign).lower().replace("-", "_").replace(" ", "_")
    return _SIGNS.get(name, name)


def _value_words(value: object) -> str:
    return f'"{shown(value)}"' if isinstance(value, str) else shown(str(value))


def _line(text: str, name: str) -> int:
    """Return the line on which a name stands; `keys.undo` is looked for in the table of keys."""
    table, dot, action = name.partition(".")
    lines = text.split("\n")
    first = _found(lines, 0, rf'(\[\s*)?["\']?{re.escape(table)}["\']?\s*[=\].]')
    if not dot:
        return first + 1
    return _found(lines, first, rf'(keys\s*\.\s*)?["\']?{re.escape(action)}["\']?\s*=', default=first) + 1


def _found(lines: list[str], start: int, pattern: str, default: int = 0) -> int:
    ahead = re.compile(rf"\s*{pattern}")
    return next((number for number in range(start, len(lines)) if ahead.match(lines[number])), default)


def _with(text: str, name: str, value: str) -> str:
    """Return a settings text with one top-level line set; comments and everything else stay."""
    lines = text.split("\n")
    top = next((i for i, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    new = f'{name} = "{value}"'
    for number in range(top):
        found = re.match(rf"\s*{name}\s*=[^#]*(#.*)?$", lines[number])
        if found:
            lines[number] = new + (f"  {found[1]}" if found[1] else "")
            return "\n".join(lines)
    return "\n".join([new, *lines])


def _replace(place: Path, text: str) -> None:
    import tempfile

    name = ""
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(prefix=".settings-", dir=place.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except OSError as problem:
        if name:
            Path(name).unlink(missing_ok=True)
        raise NotKept(f"the choice was not kept in {place} ({problem.strerror}); check its rights and room") from None
