"""Every item of the source documents can be met in the program, with its documents: all 197 are walked."""

import re
from collections.abc import Callable, Mapping

import pytest
from shell import Shell

from rehab_tui.cli.commands.log import KINDS
from rehab_tui.cli.main import COMMANDS
from rehab_tui.cli.work_trends import OF_WORK
from rehab_tui.domain.body import SITE_NAMES, Site
from rehab_tui.domain.documents import Item
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.precautions import PRECAUTIONS
from rehab_tui.domain.sources import SOURCE_NAMES
from rehab_tui.domain.symptom import FULL_GROUPS, SYMPTOMS
from rehab_tui.domain.treatment import ITEMS as TREATED
from rehab_tui.domain.treatment import TREATMENT_WORDS, TreatmentKind
from rehab_tui.library import load_documents, load_library
from rehab_tui.rules import WARNING_SIGNS
from rehab_tui.rules.computed import COMPUTED_RULES
from rehab_tui.services.facts import facts_page, item_page, items_page
from rehab_tui.services.help_pages import help_page
from rehab_tui.tui.screens.today.rows import ALLOWED_WORDS
from rehab_tui.tui.screens.welcome.pages import PAGES

NAMED: Mapping[str, str] = {
    "EX": "01:2 02:2 03:2 04:2 05:2 06:2 07:2 08:2 09:2 10:2 11:2 12:2 13:2 14:2 15:2 16:2 17:1 18:1 19:1 20:1",
    "PR": "01:2 02:2 03:2 04:2 05:2 06:2 07:2 08:2 09:2 10:2 11:2 12:2 13:2 14:2 15:2 16:2 17:2 18:4 19:1",
    "PS": "01:0 02:1 03:2 04:13 05:1 06:0 07:1 08:0 09:0 10:4 11:0 12:0 13:1 14:2 15:0 16:0 17:3 18:1 19:1 20:1 21:13 "
    "22:1 23:2 24:1 25:3 26:3 27:3 28:3 29:3 30:3 31:13 32:3",
    "SY": "01:2 02:2 03:2 04:2 05:2 06:2 07:2 08:2 09:0 10:0 11:4 12:0 13:0 14:0 15:4 16:4 17:4 18:4 "
    "19:1 20:1 21:3 22:3 23:13 24:1 25:1 26:12 27:1 28:3",
    "FL": "01:2 02:2 03:2 04:2 05:2 06:2 07:2",
    "FF": "01:2 02:2 03:2 04:2 05:2 06:14 07:4",
    "HW": "01:4 02:4 03:4 04:4 05:4 06:0 07:3",
    "TX": "01:2 02:2 03:2 04:2 05:2 06:12 07:4 08:2 09:2 10:2 11:13 12:3 13:3 14:3 15:1 16:0",
    "DX": "01:013 02:013 03:013 04:0 05:0 06:1 07:13 08:3 09:13 10:3 11:3 12:3 13:3 14:1 15:1 16:2 17:2 18:2 19:1 20:4",
    "FU": "01:2 02:2 03:2 04:2 05:2 06:2 07:2 08:2 09:2 10:2 11:4 12:0 13:3 14:1",
    "FG": "01:02 02:2 03:1 04:0 05:0 06:1 07:1 08:1 09:4 10:4 11:4 12:13 13:1 14:3 15:3 16:1 17:13 18:3",
    "PF": "01:024 02:0123 03:0 04:0 05:024 06:123 07:23 08:1 09:12",
}
"""The numbers of the items, each with the documents that name it: 01:2 is item 01 of document 002."""

WAITING_FOR_HAND_OVER: frozenset[str] = frozenset()
"""Items that only the export or the caseload will show. It may only shrink."""

WANTED = {
    f"{group}{number}": tuple(f"00{one}" for one in documents)
    for group, row in NAMED.items()
    for number, documents in (word.split(":") for word in row.split())
}
HELD_BACK = {"FG18"}
"""What only a therapist is shown."""
ITEMS = load_documents().items
READS = re.compile(r"rehab (exercises|signs|help|trends|today|followups)\b")
"""Commands that only read; what logs is looked up in its table instead."""
RULES = {rule.id for rule in WARNING_SIGNS} | set(COMPUTED_RULES)
ASKED = {question.name for page in PAGES for question in page.questions}


def _exercise(name: str, item: Item) -> bool:
    """An exercise that is linked to an exercise item names that item as well."""
    return not item.id.startswith("EX") or item.id in LIBRARY.exercise(name).items


def _plan(name: str, item: Item) -> bool:
    return not item.id.startswith("EX") or item.id in LIBRARY.plan(name).items


def _treatment(name: str, item: Item) -> bool:
    listed = TreatmentKind(name) in TREATMENT_WORDS
    return listed and (not item.id.startswith("TX") or item.id in TREATED.get(TreatmentKind(name), ()))


def _command(name: str, _: Item) -> bool:
    command, _, rest = name.partition(" ")
    if command == "log":
        return rest in KINDS
    if command == "trends":
        return rest in {"adherence", *OF_WORK}
    return command in COMMANDS


LIBRARY = load_library()
THERE: Mapping[str, Callable[[str, Item], bool]] = {
    "exercise": _exercise,
    "plan": _plan,
    "rule": lambda name, _: name in RULES,
    "symptom": lambda name, _: name in SYMPTOMS and name in {s for group in FULL_GROUPS for s in group.symptoms},
    "site": lambda name, _: Site(name) in SITE_NAMES,
    "measure": lambda name, _: name in MEASURES,
    "treatment": _treatment,
    "clearance": lambda name, _: ClearanceKind(name) in ALLOWED_WORDS,
    "precaution": lambda name, _: name in PRECAUTIONS and f"{name} " in help_page("plan"),
    "profile": lambda name, _: name in Profile._fields and name in ASKED,
    "command": _command,
    "page": lambda name, item: (
        item.id in (facts_page(therapist=item.for_therapist) if name == "facts" else help_page(name))
    ),
}
"""How each kind of place is looked up where a person meets it: in a list to choose from, or on a page that names it."""


def test_all_197_items_are_there_and_no_other() -> None:
    assert len(WANTED) == 197
    assert set(ITEMS) == set(WANTED)
    assert set(WANTED) >= WAITING_FOR_HAND_OVER


@pytest.mark.parametrize("name", WANTED)
def test_an_item_is_reachable_with_its_source(name: str) -> None:
    item = ITEMS[name]
    assert item.docs == WANTED[name]
    assert all(source in SOURCE_NAMES for source in item.sources)
    if name not in WAITING_FOR_HAND_OVER:
        assert item.at, "it has no place"
    for kind, place in item.at:
        assert THERE[kind](place, item), f"{kind}:{place} is not in the program"
    page = item_page(name.lower())
    assert all(way in page for way in item.ways)
    assert all(source in page for source in item.sources)


@pytest.mark.parametrize("way", sorted({way for item in ITEMS.values() for way in item.ways if READS.match(way)}))
def test_what_an_item_tells_to_type_can_be_typed(left_hip: Shell, way: str) -> None:
    done = left_hip(*way.split()[1:])
    assert (done.code, done.err) == (0, "")
    assert done.out


def test_each_item_stands_on_the_page_of_items_and_the_map_on_that_of_facts() -> None:
    listed, facts = items_page(), facts_page()
    for name in WANTED:
        assert f"**{name}**" in listed
        if name.startswith(("PS", "FG")) and name not in HELD_BACK:
            assert f"({name}," in facts.replace("\n  ", " ")


def test_what_would_mislead_a_patient_is_only_in_the_therapists_view() -> None:
    words = ITEMS["FG18"].says
    for page in (facts_page(), items_page(), item_page("FG18")):
        assert words[:20] not in page
        assert "24 months" not in page
    assert words[:20] in facts_page(therapist=True)
    assert words[:20] in item_page("FG18", therapist=True)


def test_the_facts_are_never_about_this_patient() -> None:
    facts = " ".join(facts_page().split())
    assert "It says nothing about you" in facts
    assert not re.search(r"\byour (pain|hip|joint|fusion)\b", facts, re.IGNORECASE)


def test_where_the_documents_go_wrong_each_correction_has_its_sources() -> None:
    corrections = load_documents().corrections
    assert len(corrections) >= 9
    for one in corrections:
        assert one.sources
        assert all(source in SOURCE_NAMES for source in one.sources)
        assert one.title in facts_page()


def test_the_list_of_items_as_json(left_hip: Shell) -> None:
    found = {one["id"]: one for one in left_hip("help", "items", "--json").data}
    assert set(found) == set(WANTED)
    assert (found["FG18"]["says"], found["FG18"]["for_therapist"]) == (None, True)
    assert found["TX01"]["where"][0] == "rehab log treatment nsaid"


@pytest.mark.parametrize(
    ("words", "code"),
    [(("items", "XX99"), 1), (("items", "EX0"), 1), (("facts", "FG01"), 2), (("charts", "--therapist"), 2)],
)
def test_a_wrong_number_or_option_is_one_line(left_hip: Shell, words: tuple[str, ...], code: int) -> None:
    told = left_hip("help", *words)
    assert (told.code, told.out, told.err.count("\n")) == (code, "", 1)
