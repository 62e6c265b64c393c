"""The report as files: what people wrote stays text, every figure is there, and others can read the structure."""

import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from report_cases import EVIL, LAST, report

from rehab_tui.charts import svg
from rehab_tui.charts.svg import numbered, pain_svg, weeks_svg
from rehab_tui.domain.report import USUAL_PARTS, Question, Spread
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.report.formats import report_format, written
from rehab_tui.exchange.report.markdown import escaped

TEMPLATES = files("rehab_tui.exchange.report") / "templates"
VOID = {"meta", "br", "path", "line", "rect"}


class Read(HTMLParser):
    """Reads a page as a browser would: tags, attributes, texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def page(words: str = EVIL) -> str:
    return written(report(words), report_format("r.html"), "rehab 1").decode()


def test_what_people_wrote_is_text_in_html() -> None:
    text = page()
    read = Read(text)
    assert read.open == []
    assert not read.named("script")
    assert not read.named("a")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert sum("<script>alert(1)</script>" in one for one in read.texts) > 10
    assert not any(name.startswith("on") for _, attributes in read.tags for name in attributes)


def test_the_page_loads_nothing_and_says_so_to_the_browser() -> None:
    read = Read(page("plain"))
    assert not re.search(r"(src|href)=|url\(|@import", page("plain"))
    policy = next(one["content"] for one in read.named("meta") if "http-equiv" in one)
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_the_page_can_be_read_by_machines_for_the_blind() -> None:
    read = Read(page("plain"))
    assert read.named("html") == [{"lang": "en"}]
    assert len(read.named("h1")) == 1
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(read.named("caption")) == len(read.named("table")) > 3
    assert {one.get("scope") for one in read.named("th")} == {"col", "row"}
    assert read.named("svg")
    assert all(one["role"] == "img" and one["aria-label"] for one in read.named("svg"))


def test_every_figure_is_on_the_page() -> None:
    text = " ".join(Read(page("plain")).texts)
    for words in (
        "warning-sign questions answered", "19", "of 29 days", "full list 3 times", "Self-reported",
        "Not a medical device, not reviewed by a clinician", "10.5 of 20 planned", "pain 2", "OVERDUE",
        "2.7", "4 of 29", "no daily scores", "3 scores of other times", "Worst pain while exercising",
        "Changed threshold", "no 9, yes 2",
    ):  # fmt: skip
        assert words.casefold() in text.casefold(), words


def test_a_private_sign_is_there_without_its_rule() -> None:
    told = report("plain")
    alone = told._replace(waiting=told.waiting[1:], parts=USUAL_PARTS)
    text = written(alone, report_format("r.md"), "rehab 1").decode()
    assert "A private sign" in text
    assert "RF-" not in text
    assert "the sign about sexual function" in text


def test_with_nothing_open_the_report_says_only_what_was_asked() -> None:
    text = written(report("plain")._replace(waiting=()), report_format("r.md"), "rehab 1").decode()
    assert "No follow-up is open. That says only what was asked: warning-sign questions answered 19 of 29 days" in text


def test_parts_that_were_not_chosen_are_named_as_left_out() -> None:
    text = written(report("plain")._replace(parts=frozenset({"pain"})), report_format("r.md"), "rehab 1").decode()
    assert "## Pain" in text
    assert "## Exercises against the plan" not in text
    assert "Left out of this report**: changes, exercise, measure, treatment, questions" in text


def test_markdown_parts_questions_by_an_empty_line_and_ends_them_with_none() -> None:
    asked = (Question("May I swim?", LAST, "Kim"), Question("And drive?", LAST, "Kim"))
    text = written(report("x")._replace(questions=asked), report_format("R.MD"), "rehab 1").decode()
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith("> May I swim?"))
    assert lines[first + 1] == ">"
    assert lines[first + 2].startswith("> And drive?")
    assert lines[first + 3] == ""


def test_markdown_keeps_words_as_words() -> None:
    text = written(report(), report_format("R.MD"), "rehab 1").decode()
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "\x1b" not in text
    rows = [line for line in text.split("\n") if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {3, 4, 5, 6, 8}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("- a", "\\- a"), ("1. a", "1\\. a"), ("1.5", "1.5"), ("-3", "-3"), ("# a", "\\# a"), ("a\n# b", "a \\# b"),
        ("---", "\\---"),
    ],
)  # fmt: skip
def test_no_line_becomes_a_list_or_heading(typed: str, kept: str) -> None:
    assert escaped(typed) == kept


def test_another_ending_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidValue, match=r"a report ends with \.html or \.md or \.pdf"):
        report_format("visit.docx")


@pytest.mark.parametrize(
    ("scores", "median"), [((), None), ((0,), 0), ((0, 0, 4), 0), ((2, 3), 2.5), ((1, 2, 3, 10), 2.5)]
)
def test_the_median_is_exact_and_missing_without_scores(scores: tuple[int, ...], median: float | None) -> None:
    assert Spread(scores).median == median


def test_a_chart_draws_zero_leaves_gaps_and_numbers_its_marks() -> None:
    told = report("plain")
    series = told.pain[0].series
    drawn = pain_svg(series, told.markers, "a < b")
    dots = [float(one) for one in re.findall(r"M[\d.]+ ([\d.]+)h0", drawn)]
    assert len(dots) == 15
    assert dots.count(max(dots)) == 3  # the three zeros lie on the lowest line
    assert max(dots) == 180
    assert "a &lt; b" in drawn
    assert numbered(told.markers) == ((told.markers[0].day, "plain"),)
    assert "none due" in weeks_svg(told.weeks, "weeks")


def test_no_text_or_line_is_paler_than_4_5_to_1_on_any_ground() -> None:
    """Every color of a text, with every ground there is: on the page, light and dark, in the charts, in the PDF."""
    style, paper = ((TEMPLATES / name).read_text(encoding="utf-8") for name in ("report.css", "report.typ"))
    light, dark = (
        dict(re.findall(r"--(\w+): (#\w+);", root)) for root in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    )
    assert set(light) == set(dark)
    texts = set(re.findall(r"[{; ](?:color|fill|stroke): var\(--(\w+)\)", style)) - {"line", "pale"}
    grounds = set(re.findall(r"background: var\(--(\w+)\)", style))
    assert {"ink", "soft", "blue", "red", "orange", "teal"} <= texts
    assert {"paper", "wash", "blush", "sand", "note"} <= grounds
    rules = re.sub(r":root \{.*?\}", "", style, flags=re.DOTALL)
    assert not re.findall(r": ?(?:[^;{}]* )?#\w+", rules), "every color has a name, and so a dark one"
    pale = [
        (mode["paper"], one, ground)
        for mode in (light, dark)
        for one in texts
        for ground in grounds
        if _contrast(mode[one], mode[ground]) < 4.5
    ]
    assert not pale
    in_pdf = dict(re.findall(r'#let (\w+) = rgb\("(#\w+)"\)', paper))
    assert [in_pdf[name] for name in ("ink", "soft", "wash")] == [light[name] for name in ("ink", "soft", "wash")]
    edges = set(re.findall(r'"(#\w+)"', next(line for line in paper.splitlines() if "#let edge" in line)))
    assert edges <= set(light.values())
    charts = {svg.INK: "ink", svg.SOFT: "soft", svg.BLUE: "blue", svg.TEAL: "teal", svg.GRID: "line", svg.PALE: "pale"}
    assert {color: light[name] for color, name in charts.items()} == {color: color for color in charts}
    drawn = set(re.findall(r'(?:fill|stroke)="(#\w+)"', page("plain")))
    assert drawn <= set(charts), "what a chart draws has a dark color"
    assert all(f'="{color}"] {{ ' in style for color in drawn)


def test_what_is_short_stays_on_one_sheet() -> None:
    text = written(report("plain"), report_format("r.html"), "rehab 1").decode()
    assert text.count('class="scroll short"') == text.count("<table>")
    assert "<th" in text.partition("<thead>")[2].partition("</thead>")[0], "the head of a long one comes again"


def _contrast(one: str, ground: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
