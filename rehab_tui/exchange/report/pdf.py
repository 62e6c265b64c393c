"""The report as a tagged PDF (PDF/UA-1) with a text for every chart; typst sets it and comes with `rehab-tui[pdf]`."""

import json
import re
from importlib.resources import as_file, files
from unicodedata import category, name

from rehab_tui.domain.words import harmless, shown
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.report.blocks import Page

_TEMPLATE = files("rehab_tui.exchange.report") / "templates" / "report.typ"
MOST_SIGNS = 40
"""Different signs without a font that are named instead, before the PDF is given up."""
_INSTEAD = "write an .html file, and print it from there"
_FAILED = f"the PDF could not be set; {_INSTEAD}"
_NO_TYPST = (
    "a PDF needs the package typst, and it is not installed; run: pip install 'rehab-tui[pdf]', or write an .html "
    "file and print it"
)


def pdf(page: Page) -> bytes:
    """Return a report as a PDF. Raises InvalidValue where typst is missing, or no font has a character of it."""
    try:
        import typst
    except ImportError:
        raise InvalidValue(_NO_TYPST) from None
    data = json.dumps(_plain(page), ensure_ascii=False)
    with as_file(_TEMPLATE) as template:
        for _ in range(MOST_SIGNS):
            try:
                return bytes(typst.compile(template, sys_inputs={"page": data}, pdf_standards="ua-1"))
            except typst.TypstError as problem:
                data = _without(data, str(problem))
    raise InvalidValue(_FAILED)


def _without(data: str, problem: str) -> str:
    """Return the texts with a sign that no font has put as its name in brackets: an emoji stops no report.

    Raises InvalidValue for letters, and for any other reason why there is no PDF.
    """
    missing = re.search(r'the text `"(.+?)"`', problem)
    if missing is None:
        raise InvalidValue(_FAILED)
    for sign in missing[1]:
        if category(sign)[0] == "L" or sign not in data:
            raise InvalidValue(f"no font on this machine has the letters {shown(missing[1], 8)}; {_INSTEAD}")
        said = f"[{name(sign, 'sign').lower()}]" if category(sign)[0] == "S" else ""
        data = data.replace(sign, said)
    return data


def _plain(value: object) -> object:
    """Return named values as objects of JSON, their texts without control characters."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        if names is None:
            return [_plain(one) for one in value]
        return {field: _plain(one) for field, one in zip(names, value, strict=True)}
    return value
