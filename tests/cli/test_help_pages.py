"""`rehab help`: every page can be read, and every command and screen is in it."""

import re
from pathlib import Path

import pytest
from runs import runner

from rehab_tui.cli.commands.log import KINDS
from rehab_tui.cli.main import COMMANDS
from rehab_tui.domain.body import Site
from rehab_tui.domain.exercise import ClearanceKind, SkipReason
from rehab_tui.domain.measure import number_words
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.domain.measure_trend import better_words
from rehab_tui.domain.symptom import SYMPTOMS
from rehab_tui.domain.treatment import TreatmentKind
from rehab_tui.rules import WARNING_SIGNS
from rehab_tui.services.help_pages import ORDER, help_page, topics

ALL = "\n".join(help_page(topic) for topic in topics())
NEVER = (r"\bsafe\b", r"\bcleared\b", "all clear", r"\b911\b", r"\b112\b", r"\b999\b", "no need to worry")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_help(name: str) -> None:
    assert re.search(rf"`?rehab {name}\b", ALL), name


@pytest.mark.parametrize("name", KINDS)
def test_everything_that_can_be_logged_is_in_the_help(name: str) -> None:
    assert f"rehab log {name}" in ALL


@pytest.mark.parametrize("screen", ["Today", "Charts", "Follow-ups", "Plan", "History"])
def test_every_screen_is_in_the_help(screen: str) -> None:
    assert f"The {screen} screen" in ALL


@pytest.mark.parametrize("word", [*Site, *ClearanceKind, *SkipReason, *SYMPTOMS])
def test_every_word_that_is_typed_is_in_the_help(word: str) -> None:
    assert word in ALL


def test_all_pages_are_there_and_are_listed(tmp_path: Path) -> None:
    assert set(topics()) == set(ORDER)
    listed = runner(tmp_path / "none.db")("help")
    assert listed.code == 0
    assert all(re.search(rf"^  {topic} ", listed.out, re.MULTILINE) for topic in topics())


@pytest.mark.parametrize("topic", ORDER)
def test_every_page_can_be_read_as_plain_text(tmp_path: Path, topic: str) -> None:
    told = runner(tmp_path / "none.db")("help", topic)
    assert told.code == 0
    assert not re.search(r"^#|```|\*\*|^\|", told.out, re.MULTILINE)
    assert max(len(line) for line in told.out.split("\n")) <= 120
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_topic_is_answered_with_the_nearest(tmp_path: Path) -> None:
    told = runner(tmp_path / "none.db")("help", "folowups")
    assert told.code == 1
    assert "did you mean followups?" in told.err


@pytest.mark.parametrize("never", NEVER)
def test_what_must_never_be_said_is_not_said(never: str) -> None:
    assert not re.search(never, ALL, re.IGNORECASE)


def test_the_limits_are_told() -> None:
    limits = " ".join(help_page("limits").split())
    for words in ("not a medical device", "not CE-marked", "not been reviewed by a clinician", "No source gives"):
        assert words in limits


def test_every_source_of_a_warning_sign_is_explained() -> None:
    sources = help_page("sources")
    named = {source for rule in WARNING_SIGNS for source in rule.sources}
    assert [
        source for source in sorted(named) if not re.search(rf"\b{source[:3] + source[3:].rstrip('bcd')}\b", sources)
    ] == []


def test_the_page_of_measures_says_what_the_table_says(tmp_path: Path) -> None:
    page = help_page("measures")
    for measure in MEASURES.values():
        change = "not known" if measure.matters is None else number_words(measure.matters, 2)
        span = f"{measure.lowest} to {measure.highest} {measure.unit}"
        sources = ", ".join(measure.sources) or "none"
        assert f"| {measure.id} | {span} | {better_words(measure)} | {change} | {sources} |" in page
        assert set(re.findall(r"S\d+b?", sources)) <= set(re.findall(r"S\d+b?", help_page("sources")))
    told = runner(tmp_path / "none.db")("help", "measures", "--json")
    assert [one["id"] for one in told.data] == list(MEASURES)
    assert runner(tmp_path / "none.db")("help", "limits", "--json").code == 2


@pytest.mark.parametrize("word", [*TreatmentKind, *MEASURES])
def test_every_measure_and_treatment_is_in_the_help(word: str) -> None:
    assert word in help_page("measures") + help_page("treatments")


@pytest.mark.parametrize(
    "item", [f"{kind}{n:02}" for kind, most in (("TX", 16), ("DX", 20), ("FU", 14)) for n in range(1, most + 1)]
)
def test_every_treatment_test_and_rule_of_the_articles_is_in_the_help(item: str) -> None:
    spans = re.findall(r"\b([A-Z]{2})([0-9]{2})-\1([0-9]{2})\b", ALL)
    within = {f"{kind}{n:02}" for kind, first, last in spans for n in range(int(first), int(last) + 1)}
    assert item in within or re.search(rf"\b{item}\b", ALL)


def test_the_help_names_keys_that_were_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehab_tui.config.settings_path", lambda: tmp_path / "settings.toml")
    (tmp_path / "settings.toml").write_text('[keys]\nundo = "z"\n')
    told = runner(tmp_path / "none.db")("help", "today")
    assert "There is no Save button. z takes the last one back." in told.out
