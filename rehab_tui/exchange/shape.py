"""Checks a parsed JSON value against the part of JSON Schema that our own schemas use."""

from typing import Any

from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "null": (type(None),),
    "array": (list,), "object": (dict,),
}  # fmt: skip


def check_shape(value: Any, wanted: dict[str, Any], root: dict[str, Any], where: str = "") -> None:
    """Raise InvalidValue, with the place, where a value is not as a schema wants it; `root` holds `$defs`."""
    if "$ref" in wanted:
        wanted = root["$defs"][wanted["$ref"].rpartition("/")[2]]
    _check_type(value, wanted, where)
    if "enum" in wanted and value not in wanted["enum"]:
        raise InvalidValue(f'{where}: "{shown(str(value))}" is not known')
    if isinstance(value, dict):
        _check_object(value, wanted, root, where)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            check_shape(item, wanted.get("items", {}), root, f"{where}[{number}]")


def _check_type(value: Any, wanted: dict[str, Any], where: str) -> None:
    if "type" not in wanted:
        return
    names = wanted["type"] if isinstance(wanted["type"], list) else [wanted["type"]]
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
