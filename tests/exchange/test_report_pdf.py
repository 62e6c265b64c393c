"""The report as PDF, read by an outside library: tagged, with texts for charts, and words that stay words."""

import sys
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from report_cases import EVIL, report

from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.report.formats import report_format, written


def read(words: str) -> PdfReader:
    return PdfReader(BytesIO(written(report(words), report_format("visit.pdf"), "rehab 1")))


def structure(node: Any, found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return the elements of the structure tree by their kind."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            structure(one, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.setdefault(node["/S"], []).append(node)
        structure(node.get("/K", []), found)
    return found


def test_the_pdf_is_tagged_and_every_chart_has_its_text() -> None:
    pdf = read("plain")
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    tree = structure(root["/StructTreeRoot"], {})
    assert len(tree["/Table"]) > 3
    assert tree["/TH"]
    assert tree["/H1"]
    assert len(tree["/Figure"]) >= 3
    assert all(one.get("/Alt") for one in tree["/Figure"])


def test_what_people_wrote_is_text_in_the_pdf() -> None:
    pdf = read(EVIL)
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for words in ("<script>alert(1)</script>", "#emph[y]", "**bold**", "Self-reported", "19 of 29 days"):
        assert words in text
    assert "/JavaScript" not in str(pdf.trailer["/Root"])
    assert not any("/Annots" in page for page in pdf.pages)


def test_a_sign_without_a_font_is_named_and_stops_nothing() -> None:
    assert "plain" in read("plain \U0001fabf").pages[0].extract_text()


def test_letters_without_a_font_are_refused_with_the_way_out() -> None:
    with pytest.raises(InvalidValue, match=r"no font on this machine has the letters .*write an \.html file"):
        read("\U00013000\U00013001")


def test_without_typst_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(InvalidValue, match=r"pip install 'rehab-tui\[pdf\]'"):
        read("plain")
