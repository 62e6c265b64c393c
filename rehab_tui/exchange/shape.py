"""Checks a parsed JSON value against the part of JSON Schema that our own schemas use."""

from collections.abc import Callable
from typing import Any

from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "null": (type(None),),
    "array": (list,), "object": (dict,),
}  # fmt: skip


Fits = Callable[[Any], bool]


def fitting(wanted: dict[str, Any], root: dict[str, Any]) -> Fits:
    """Return what says whether a value is as a schema wants it: quick, but it does not say where it is not."""
    wanted = _resolved(wanted, root)
    kinds = frozenset(one for name in _names(wanted) for one in _TYPES[name])
    known = frozenset(wanted["enum"]) if "enum" in wanted else None
    items = fitting(wanted["items"], root) if wanted.get("items") else None
    fields = [(name, fitting(inner, root)) for name, inner in wanted.get("properties", {}).items()]
    names = wanted.get("properties", {}).keys()
    by_kind = {
        one["if"]["properties"]["kind"]["const"]: fitting(one["then"]["properties"]["fact"], root)
        for one in wanted.get("allOf", ())
    }

    def whole(value: dict[str, Any]) -> bool:
        if value.keys() != names:
            return False
        if by_kind and not by_kind.get(value["kind"], _never)(value["fact"]):
            return False
        return all(fits(value[name]) for name, fits in fields)

    def fits(value: Any) -> bool:
        if kinds and type(value) not in kinds:
            return False
        if known is not None and (isinstance(value, list | dict) or value not in known):
            return False
        if fields and isinstance(value, dict):
            return whole(value)
        return not (items and isinstance(value, list)) or all(map(items, value))

    return fits


def _never(_: Any) -> bool:
    return False


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
