"""Checks a parsed JSON value against the part of JSON Schema that our own schemas use."""

from collections.abc import Callable
from typing import Any

from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "null": (type(None),),
    "array": (list,), "object": (dict,),
}  # fmt: skip


Counts = Callable[[Any], int]
MISFIT = -1
_KEY = "kind"
"""By this key of an entry the schema says what its `fact` holds."""


def counting(wanted: dict[str, Any], root: dict[str, Any]) -> Counts:
    """Return what counts the members of all objects in a value; MISFIT where it is not as a schema wants it.

    Quick, but it does not say where it is not. The count shows in the text whether a key stands there twice.
    """
    wanted = _resolved(wanted, root)
    types, known = _types(wanted), _known(wanted)
    members = _counting_members(wanted, root) if wanted.get("properties") else _any_members
    if wanted.get("properties") and types <= {dict}:
        return members
    item = counting(wanted["items"], root) if wanted.get("items") else _any_members

    def count(value: Any) -> int:
        kind = type(value)
        if (types and kind not in types) or (known is not None and value not in known):
            return MISFIT
        if kind is dict:
            return members(value)
        return _total(item, value) if kind is list else 0

    return count


def _counting_members(wanted: dict[str, Any], root: dict[str, Any]) -> Counts:
    """Return what counts an object; each mixture of types in it is looked at once."""
    fields = {name: _resolved(inner, root) for name, inner in wanted["properties"].items()}
    names, types = tuple(fields), [_types(inner) for inner in fields.values()]
    enums = [(name, known) for name, inner in fields.items() if (known := _known(inner)) is not None]
    deep, own = _deep_in(wanted, fields, root), len(fields)
    seen: set[tuple[type, ...]] = set()

    def count(value: Any) -> int:
        value = _in_order(value, names)
        mixture = tuple(map(type, value.values()))
        if mixture not in seen:
            if not _all_allowed(mixture, types):
                return MISFIT
            seen.add(mixture)
        for name, known in enums:
            if value[name] not in known:
                return MISFIT
        return deep(value) if deep else own

    return count


def _in_order(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return an object with its keys in the order of the schema; an empty one where it has others."""
    if type(value) is not dict:
        return {}
    if tuple(value) == names:
        return value
    return {name: value[name] for name in names} if value.keys() == set(names) else {}


def _all_allowed(mixture: tuple[type, ...], types: list[frozenset[type]]) -> bool:
    return len(mixture) == len(types) and all(
        not allowed or one in allowed for one, allowed in zip(mixture, types, strict=True)
    )


def _deep_in(wanted: dict[str, Any], fields: dict[str, dict[str, Any]], root: dict[str, Any]) -> Counts | None:
    """Return what counts an object of which the values on top fit, with those below; None where nothing is below."""
    by_kind = {
        one["if"]["properties"][_KEY]["const"]: counting(one["then"]["properties"]["fact"], root)
        for one in wanted.get("allOf", ())
    }
    told = {"fact"} if by_kind else set()
    below = [(name, counting(inner, root)) for name, inner in fields.items() if _deep(inner) and name not in told]
    own = len(fields)
    if not by_kind and not below:
        return None

    def count(value: dict[str, Any]) -> int:
        total = by_kind.get(value[_KEY], _never)(value["fact"]) if by_kind else 0
        for name, part in below:
            if value[name] != [] and total >= 0:
                inner = part(value[name])
                total = MISFIT if inner < 0 else total + inner
        return MISFIT if total < 0 else own + total

    return count


def _total(item: Counts, values: list[Any]) -> int:
    found = list(map(item, values))
    return MISFIT if MISFIT in found else sum(found)


def _any_members(value: Any) -> int:
    """Return how many members the objects in any value have."""
    if isinstance(value, dict):
        return len(value) + sum(map(_any_members, value.values()))
    return sum(map(_any_members, value)) if isinstance(value, list) else 0


def _never(_: Any) -> int:
    return MISFIT


def _deep(wanted: dict[str, Any]) -> bool:
    return not {"array", "object"}.isdisjoint(_names(wanted)) or "properties" in wanted


def _known(wanted: dict[str, Any]) -> frozenset[Any] | None:
    return frozenset(wanted["enum"]) if "enum" in wanted else None


def _types(wanted: dict[str, Any]) -> frozenset[type]:
    """Return the types that a value may have; any where there are none."""
    named = frozenset(one for name in _names(wanted) for one in _TYPES[name])
    return named or frozenset(map(type, wanted.get("enum", ())))


def _resolved(wanted: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in wanted:
        return wanted
    found: dict[str, Any] = root["$defs"][wanted["$ref"].rpartition("/")[2]]
    return found


def _names(wanted: dict[str, Any]) -> list[str]:
    names = wanted.get("type", [])
    return [names] if isinstance(names, str) else list(names)


def check_shape(value: Any, wanted: dict[str, Any], root: dict[str, Any], where: str = "") -> None:
    """Raise InvalidValue, with the place, where a value is not as a schema wants it; `root` holds `$defs`."""
    wanted = _resolved(wanted, root)
    _check_type(value, wanted, where)
    if "enum" in wanted and value not in wanted["enum"]:  # a list: what is not hashable can be asked for too
        raise InvalidValue(f'{where}: "{shown(str(value))}" is not known')
    if isinstance(value, dict):
        _check_object(value, wanted, root, where)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            check_shape(item, wanted.get("items", {}), root, f"{where}[{number}]")


def _check_type(value: Any, wanted: dict[str, Any], where: str) -> None:
    if "type" not in wanted:
        return
    names = _names(wanted)
    allowed = tuple(one for name in names for one in _TYPES[name])
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        raise InvalidValue(f"{where or 'the file'}: expected {' or '.join(names)}")


def _check_object(value: dict[str, Any], wanted: dict[str, Any], root: dict[str, Any], where: str) -> None:
    known = wanted.get("properties", {})
    if value.keys() != known.keys() and not wanted.get("additionalProperties", False):
        _say_difference(value, known, where)
    for name, inner in known.items():
        check_shape(value[name], inner, root, f"{where}.{name}" if where else name)
    for one in wanted.get("allOf", ()):  # by kind: what the fact of an entry holds
        if all(value.get(name) == test["const"] for name, test in one["if"]["properties"].items()):
            for name, inner in one["then"]["properties"].items():
                check_shape(value[name], inner, root, f"{where}.{name}")


def _say_difference(value: dict[str, Any], known: dict[str, Any], where: str) -> None:
    missing = [name for name in known if name not in value]
    if missing:
        raise InvalidValue(f"{where or 'the file'}: {missing[0]} is missing")
    other = next(name for name in value if name not in known)
    raise InvalidValue(f'{where or "the file"}: "{shown(other)}" is not known')
