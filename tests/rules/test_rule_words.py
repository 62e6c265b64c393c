"""What the rules say: all that must be said, nothing that must never be said, in short sentences."""

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rehab_tui.domain.followup import LEVEL_NAMES, Finding, FollowUp, Level
from rehab_tui.domain.patient import NOT_FILLED_IN, Profile
from rehab_tui.domain.symptom import (
    COMPANIONS,
    DAILY_QUESTIONS,
    FULL_GROUPS,
    SYMPTOMS,
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
    report_of,
)
from rehab_tui.errors import NotFound
from rehab_tui.rules import (
    RULES,
    SIGN_RULES,
    WARNING_SIGNS,
    Evidence,
    Rule,
    advice,
    companions_asked,
    evaluate,
    level_one_questions,
    question,
    sign_name,
    sign_words,
    still_asked,
)
from rehab_tui.rules.computed import COMPUTED_RULES
from tests.rules.words import said_though_never

TODAY = date(2026, 11, 20)
EMPTY = Profile()
FILLED = Profile(emergency="5550", night_line="5551 234", surgeon="Dr Stone 5552", therapist="Kim Field 5553")


def finding_of(rule: Rule, level: Level, profile: Profile) -> Finding:
    message = rule.messages[level].format(
        emergency=profile.emergency or "your local emergency number",
        night_line=profile.night_line or "your surgical team",
    )
    why = {"symptom": rule.symptom, "answer": "new"}
    return Finding(rule.id, level, rule.title, message, why, rule.sources, "left")


def every_alert() -> Iterator[tuple[Rule, Level, Profile]]:
    for rule in WARNING_SIGNS:
        for level in rule.levels:
            yield from ((rule, level, profile) for profile in (EMPTY, FILLED))


def texts() -> Iterator[str]:
    for rule, level, profile in every_alert():
        yield from advice(finding_of(rule, level, profile), profile).lines
    for rule in WARNING_SIGNS:
        yield from (rule.title, rule.trigger, rule.named, rule.matters, rule.ask or "")
    yield from (question(name) for name in COMPANIONS)


@pytest.mark.parametrize(("rule", "level", "profile"), list(every_alert()))
def test_an_alert_says_all_that_it_must(rule: Rule, level: Level, profile: Profile) -> None:
    said = advice(finding_of(rule, level, profile), profile)
    lines = "\n".join(said.lines)
    assert said.headline == LEVEL_NAMES[level]
    assert said.logged.startswith("You logged: ")
    assert said.message.rstrip()
    assert said.matters.endswith(".")
    assert said.how_soon
    assert "This app does not diagnose and does not replace your care team." in said.always
    assert "Nobody sees this until you show or send it." in said.always
    assert "If unsure, get help sooner." in said.always
    assert ("Stop exercises" in lines) == (level <= Level.TODAY)
    assert ("Do not drive yourself" in said.message) == (level is Level.EMERGENCY)
    assert "{" not in lines
    assert "None" not in lines
    if level is Level.TODAY:
        assert "day or night" in said.how_soon
        assert "No answer in 30 minutes: go to urgent care or an emergency department." in said.what_to_do
        assert "Someone else may answer for you." in said.what_to_do
    if level is Level.DAYS:
        assert "2 to 3 days" in said.how_soon


@pytest.mark.parametrize(("rule", "level", "profile"), list(every_alert()))
def test_an_alert_names_whom_to_call(rule: Rule, level: Level, profile: Profile) -> None:
    said = advice(finding_of(rule, level, profile), profile)
    if profile is EMPTY:
        assert all(line.endswith(NOT_FILLED_IN) for line in said.contacts)
        assert level is not Level.EMERGENCY or "your local emergency number" in said.message
        assert level is not Level.TODAY or "your surgical team" in " ".join((said.message, *said.what_to_do))
    else:
        assert said.contacts == (
            "Emergency: 5550",
            "Surgical team, day and night: 5551 234",
            "Surgeon: Dr Stone 5552",
            "Therapist: Kim Field 5553",
        )
        wanted = {Level.EMERGENCY: "5550", Level.TODAY: "5551 234"}.get(level, "")
        assert wanted in said.message
        assert wanted in " ".join(said.what_to_do)


def test_what_must_never_be_said_is_nowhere() -> None:
    assert said_though_never(texts()) == []


def test_sentences_are_short() -> None:
    for text in texts():
        for sentence in re.split(r"(?<=[.?!:;]) ", text):
            words = sentence.split()
            assert len(words) <= 32, sentence
            long = [word for word in words if len(word.strip(string.punctuation)) > 14]
            assert not long, sentence


def test_a_number_with_braces_is_shown_as_it_is() -> None:
    profile = Profile(emergency="{night_line}", night_line="%s {0}")
    answered = SymptomsAnswered(Form.PICKED, (), (report_of("chest-breath"), report_of("wound")))
    chest, wound = evaluate(Evidence(answered, TODAY, (), profile))
    assert "Call {night_line}." in chest.message
    assert "Call %s {0}." in wound.message


def test_the_table_has_every_sign_once_and_in_order() -> None:
    assert [rule.id for rule in WARNING_SIGNS] == [f"RF-{number:02}" for number in range(1, 22)]
    assert tuple(rule.symptom for rule in WARNING_SIGNS) == SYMPTOMS
    assert tuple(RULES) == tuple(rule.id for rule in WARNING_SIGNS)


@pytest.mark.parametrize("rule", WARNING_SIGNS, ids=lambda rule: rule.id)
def test_a_rule_is_whole(rule: Rule) -> None:
    assert rule.sources or rule.judgement
    assert all(re.fullmatch(r"S\d{2,3}[a-z]?|doc 00[0-4]", source) for source in rule.sources)
    assert set(rule.messages) == set(rule.levels)
    assert list(rule.levels) == sorted(rule.levels)
    assert rule.threshold == rule.default
    assert rule.threshold is None or rule.judgement or rule.sources
    assert set(rule.supersedes) <= {*RULES, *COMPUTED_RULES}
    assert rule.title
    assert rule.trigger.endswith(".")
    assert rule.ask
    assert rule.ask.rstrip(".").count("?") == 1


def test_every_daily_and_full_question_names_signs_of_the_table() -> None:
    for group in (*DAILY_QUESTIONS, *FULL_GROUPS):
        assert set(group.symptoms) <= set(SIGN_RULES)
    assert sorted(symptom for group in FULL_GROUPS for symptom in group.symptoms) == sorted(SYMPTOMS)


def test_every_sign_and_companion_has_a_question_and_a_name() -> None:
    names = (*SYMPTOMS, *COMPANIONS)
    assert len({question(name) for name in names}) == len(names)
    assert all(sign_name(name) and sign_words(name) for name in names)
    for ask in (question, sign_name):
        with pytest.raises(NotFound, match="rehab signs"):
            ask("nothing")


@pytest.mark.parametrize(
    ("symptom", "side", "words"),
    [
        ("leg-numbness", "left", "numb or tingling left leg"),
        ("leg-numbness", None, "numb or tingling leg"),
        ("leg-weakness", "right", "weak right leg"),
        ("calf-swelling", "both", "sore or swollen leg, both sides"),
        ("sudden-pain", "left", "sudden strong pain, left side"),
        ("metalwork", "middle", "tender or clicking metalwork"),
        ("sexual-change", None, "a private sign"),
    ],
)
def test_a_sign_has_words_for_the_banner(symptom: str, side: str | None, words: str) -> None:
    assert sign_words(symptom, side) == words


def test_what_was_logged_is_read_back() -> None:
    answered = SymptomsAnswered(
        Form.PICKED, (), (report_of("leg-numbness:left"), report_of("chest-breath")), 38.5, ("rapid", "chills")
    )
    earlier = SymptomsAnswered(Form.PICKED, (), (report_of("leg-weakness:right"),))
    found = evaluate(Evidence(answered, TODAY, ((date(2026, 11, 18), earlier),)))
    said = {finding.rule: advice(finding, EMPTY).logged for finding in found}
    assert said["RF-04"] == (
        "You logged: both legs weak, numb or painful, numb or tingling left leg on Fri 20 Nov 2026, "
        "weak right leg on Wed 18 Nov 2026."
    )
    since = replace(answered, reports=(SymptomReport("wound", SignAnswer.WORSE, None, date(2026, 11, 17)),))
    wound = next(f for f in evaluate(Evidence(since, TODAY)) if f.rule == "RF-09")
    assert advice(wound, EMPTY).logged == "You logged: wound trouble, worse, since Tue 17 Nov 2026."
    assert said["RF-06"] == "You logged: chest pain or short of breath, new."
    assert said["RF-08"].startswith("You logged: fever or chills, 38.5 C; with ")


def test_advice_of_a_stored_follow_up_is_the_advice_of_its_finding() -> None:
    answered = SymptomsAnswered(Form.PICKED, (), (report_of("wound"),))
    finding = evaluate(Evidence(answered, TODAY, (), FILLED))[0]
    stored = FollowUp(
        "1", finding.rule, finding.level, finding.title, finding.message, finding.why, finding.sources,
        finding.side, TODAY, datetime(2026, 11, 20, tzinfo=UTC), None, None,
    )  # fmt: skip
    assert advice(stored, FILLED) == advice(finding, FILLED)
    notice = Finding("MS-01", Level.VISIT, "No score", "How is today?", {"days": 3}, ())
    assert advice(notice, EMPTY).logged == "No score"


@pytest.mark.parametrize(
    ("log", "first"),
    [
        ("leg-weakness:left", ("bladder-bowel", "saddle-numbness", "both-legs", "rapid")),
        (
            "sudden-pain",
            ("bladder-bowel", "saddle-numbness", "both-legs", "leg-weakness", "rapid", "no-weight-bearing"),
        ),
        ("leg-numbness:left", ("bladder-bowel", "saddle-numbness", "both-legs", "leg-weakness", "rapid")),
        ("walking", ("bladder-bowel", "saddle-numbness", "both-legs", "leg-weakness", "rapid", "sudden")),
        ("fall", ("bladder-bowel", "saddle-numbness", "both-legs", "leg-weakness", "rapid", "no-weight-bearing")),
        ("wound", ()),
        ("both-legs", ()),
    ],
)
def test_yes_to_each_level_one_question_raises_the_alert(log: str, first: tuple[str, ...]) -> None:
    profile = Profile(surgery_date=date(2026, 8, 1))
    answered = SymptomsAnswered(Form.PICKED, (), (report_of(log),))
    finding = evaluate(Evidence(answered, TODAY, (), profile))[0]
    assert level_one_questions(finding) == first
    for name in first:
        side = ":left" if name == "leg-weakness" else ""
        yes = (
            SymptomsAnswered(Form.PICKED, (name,), (), None, (name,))
            if name in COMPANIONS
            else SymptomsAnswered(Form.PICKED, (name,), (report_of(name + side),))
        )
        found = evaluate(Evidence(yes, TODAY, ((TODAY, answered),), profile))
        raised = [f for f in found if finding.rule == f.rule or finding.rule in f.supersedes]
        assert min(f.level for f in raised) is Level.EMERGENCY, name


def test_companions_are_asked_where_they_count() -> None:
    assert companions_asked("fever") == ("chills", "confused", "drowsy", "stiff-neck")
    assert companions_asked("wound") == ()
    assert {name for symptom in SYMPTOMS for name in companions_asked(symptom)} == set(COMPANIONS)


def test_the_wound_leaves_the_list_90_days_after_it_healed() -> None:
    assert still_asked("wound", TODAY, None)
    assert still_asked("wound", TODAY, date(2026, 8, 22))
    assert not still_asked("wound", TODAY, date(2026, 8, 21))
    assert still_asked("fever", TODAY, date(2020, 1, 1))
