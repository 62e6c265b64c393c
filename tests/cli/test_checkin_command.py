"""`rehab checkin`: the day's questions, a line each, each answer kept at once."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from runs import Ran, Runner, runner

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import FULL_GROUPS, Form, SymptomsAnswered, asked_in
from rehab_tui.rules import question

SIGNS = [symptom for group in FULL_GROUPS for symptom in group.symptoms]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "rehab.db"


@pytest.fixture
def rehab(db: Path) -> Runner:
    ready = runner(db)
    ready("setup", "--side", "left", "--surgery-date", "-60", "--allowed-by", "Dr. R", "--plan", "activate")
    ready("log", "symptoms", "none", "--form", "full", "--date", "yesterday")
    return ready


def answer(rehab: Runner, *lines: str, full: bool = False) -> Ran:
    told = rehab("checkin", *(("--full",) if full else ()), typed="".join(line + "\n" for line in lines))
    assert told.code == 0, told.err
    return told


def today(db: Path) -> tuple[Entry, ...]:
    with Rehab.open(db) as opened:
        return opened.journal.between(date.today(), date.today())


def rounds(db: Path) -> list[SymptomsAnswered]:
    return [entry.fact for entry in today(db) if isinstance(entry.fact, SymptomsAnswered)]


def test_a_normal_day(rehab: Runner, db: Path) -> None:
    told = answer(rehab, "3", "same", *["no"] * 5, "yes", "2", "no", "slept well")
    assert "That is all for this day." in told.out
    assert "time for" not in told.out
    status = rehab("today", "--json").data
    assert status["pain_logged"]
    assert status["signs_asked"]
    assert status["exercises_done"] == status["exercises_due"] > 0
    assert status["due"] == []
    (signs,) = rounds(db)
    assert signs == SymptomsAnswered(Form.DAILY, asked_in(Form.DAILY))


def test_each_answer_is_kept_at_once(rehab: Runner, db: Path) -> None:
    told = answer(rehab, "4", "worse", "no", "no")
    assert "Ended. What was answered is kept." in told.out
    kinds = [entry.kind.value for entry in today(db)]
    assert kinds == ["pain", "answer", "symptoms"]
    (signs,) = rounds(db)
    assert signs.form is Form.PICKED
    assert set(signs.asked) == {"bladder-bowel", "saddle-numbness", "both-legs", "leg-weakness", "leg-numbness"}


def test_nothing_is_kept_of_an_empty_day(rehab: Runner, db: Path) -> None:
    answer(rehab, *[""] * 30)
    assert today(db) == ()
    answer(rehab)
    assert today(db) == ()


def test_a_wrong_score_is_asked_again(rehab: Runner, db: Path) -> None:
    told = answer(rehab, "11", "5.5", "-1", "ten", "10")
    assert told.out.count("was not kept") == 4
    assert [e.fact.score for e in today(db) if isinstance(e.fact, PainScore)] == [10]


def test_a_second_time_asks_only_what_is_open(rehab: Runner) -> None:
    answer(rehab, "3", "same", *["no"] * 5, "yes", "2", "no", "")
    told = answer(rehab, "")
    assert "it stands at 3" in told.out
    assert "New or worse" not in told.out
    assert "Did you do all of it" not in told.out


def test_a_score_that_stands_there_just_so_is_kept_already(rehab: Runner, db: Path) -> None:
    answer(rehab, "3")
    before = today(db)
    out = answer(rehab, "3").out
    assert "Already kept: pain 3, left hip; nothing was added." in out
    assert "  Kept: pain" not in out
    assert today(db) == before


def test_a_level_two_sign_gets_its_advice_first_and_then_the_level_one_questions(rehab: Runner) -> None:
    told = answer(rehab, "", "", "no", "yes", "no", "no", "yes", "left", "new", "yesterday", "no", "no")
    out = told.out
    assert "numb or tingling left leg" in out
    assert out.index("CALL TODAY") < out.index("Is it hard to pee", out.index("CALL TODAY"))
    assert "Nobody sees this until you show or send it." in out
    assert rehab("followups", "--json").data[0]["level"] == 2


def test_a_yes_to_a_level_one_question_raises_the_alert(rehab: Runner) -> None:
    told = answer(rehab, "", "", "no", "yes", "no", "no", "yes", "left", "new", "", "unsure")
    assert told.out.index("CALL TODAY") < told.out.index("GET EMERGENCY HELP NOW")
    assert min(one["level"] for one in rehab("followups", "--json").data) == 1
    assert rehab("status").code == 12


def test_not_sure_counts_as_yes(rehab: Runner) -> None:
    answer(rehab, "", "", "unsure", "no", "unsure")
    assert [one["rule"] for one in rehab("followups", "--json").data] == ["RF-02"]


def test_a_sign_is_kept_even_when_the_line_breaks_off_in_its_details(rehab: Runner) -> None:
    told = answer(rehab, "", "", "no", "no", "yes", "no", "yes")
    assert "CALL TODAY" in told.out
    assert [one["rule"] for one in rehab("followups", "--json").data] == ["RF-07"]


def test_usual_without_a_check_by_a_doctor_fires(rehab: Runner, db: Path) -> None:
    answer(rehab, "", "", "no", "no", "yes", "no", "yes", "left", "usual", "no")
    assert [one["rule"] for one in rehab("followups", "--json").data] == ["RF-07"]


def test_usual_that_a_doctor_has_checked_does_not(rehab: Runner) -> None:
    answer(rehab, "", "", "no", "no", "yes", "no", "yes", "left", "usual", "yes")
    assert rehab("followups", "--json").data == []


def test_the_full_list_in_groups(rehab: Runner, db: Path) -> None:
    told = answer(rehab, "", "", *["no"] * len(SIGNS), full=True)
    assert "Toilet and feeling" in told.out
    (signs,) = rounds(db)
    assert signs == SymptomsAnswered(Form.FULL, asked_in(Form.FULL))


def test_the_private_question_can_be_left_out(rehab: Runner, db: Path) -> None:
    lines = ["" if sign == "sexual-change" else "no" for sign in SIGNS]
    answer(rehab, "", "", *lines, full=True)
    (signs,) = rounds(db)
    assert signs.form is Form.FULL
    assert set(asked_in(Form.FULL)) - set(signs.asked) == {"sexual-change"}


def test_a_question_that_was_left_out_was_not_asked(rehab: Runner, db: Path) -> None:
    answer(rehab, "", "", "no", "", "no", "no", "no")
    (signs,) = rounds(db)
    assert signs.form is Form.PICKED
    assert "leg-weakness" not in signs.asked
    assert "warning-sign questions" in rehab("today", "--json").data["due"]


def test_exercises_one_by_one(rehab: Runner, db: Path) -> None:
    answer(rehab, "", "", *["no"] * 5, "no", "done", "tired", "")
    done = [entry.fact for entry in today(db) if isinstance(entry.fact, ExerciseDone)]
    assert [(one.exercise, one.skipped) for one in done] == [("walking", None), ("gait-practice", "tired")]


def test_exercise_stops_while_a_serious_follow_up_is_open(rehab: Runner, db: Path) -> None:
    rehab("log", "symptoms", "calf-swelling:left")
    told = answer(rehab, "", "", "", *["no"] * 5, "yes")
    assert "Stop exercises until you have had advice" in told.out
    assert not any(isinstance(entry.fact, ExerciseDone) for entry in today(db))


def test_another_day_can_be_answered_but_not_a_future_one(rehab: Runner) -> None:
    assert "yesterday" not in rehab("checkin", "--date", "yesterday").err
    assert rehab("checkin", "--date", "2999-01-01").code == 1


def test_without_a_file_it_says_so(tmp_path: Path) -> None:
    assert runner(tmp_path / "none.db")("checkin").code == 3


@pytest.mark.parametrize(("ago", "asked"), [(90, True), (91, False)])
def test_a_wound_that_healed_long_ago_is_asked_about_no_more(rehab: Runner, ago: int, asked: bool) -> None:
    """As on the screens; one that is reported all the same always fires."""
    assert rehab("setup", "--surgery-date", "-200").code == 0
    assert rehab("log", "clearance", "wound-healed", "--by", "Dr. R", "--date", f"-{ago}").code == 0
    told = answer(rehab, "3", "same", *["no"] * 20, full=True)
    assert (question("wound") in told.out) == asked


def test_what_is_open_comes_first_in_full_words_and_is_asked_how_it_is(rehab: Runner) -> None:
    rehab("setup", "--night-line", "555-0100")
    rehab("log", "symptoms", "calf-swelling:left", "--since", "-3")
    rehab("log", "symptoms", "calf-swelling:right")
    out = answer(rehab, "same", "w", "x").out
    assert "CALL TODAY" in out
    assert "sore or swollen left leg" in out
    assert "sore or swollen right leg" in out
    assert "Call 555-0100." in out
    assert out.index("CALL TODAY") < out.index("How is it now") < out.index("Pain of the left hip")
    assert "Do not wait with this: Call 555-0100." in out
    verbs = [one["events"][-1]["verb"] for one in rehab("followups", "--json").data]
    assert sorted(verbs) == ["opened", "sign is same", "sign is worse"]


def test_worse_is_a_new_report_with_its_advice(rehab: Runner, db: Path) -> None:
    rehab("log", "symptoms", "calf-swelling:left", "--date", "yesterday")
    told = answer(rehab, "worse")
    assert "A new alert was opened" in told.out
    assert told.out.index("Kept: worse") < told.out.index("sore or swollen left leg, worse")
    assert [one["rule"] for one in rehab("followups", "--json").data] == ["RF-07", "RF-07"]
    (signs,) = rounds(db)
    assert [(one.id, one.answer) for one in signs.reports] == [("calf-swelling", "worse")]


def test_a_sign_that_was_reported_twice_is_asked_about_once(rehab: Runner) -> None:
    rehab("log", "symptoms", "calf-swelling:left", "--date", "-2")
    rehab("log", "symptoms", "calf-swelling:left", "--date", "yesterday")
    told = answer(rehab, "worse")
    assert told.out.count("How is it now") == 1
    assert told.out.count("Written down") == 2
    assert len(rehab("followups", "--json").data) == 3


def test_an_overdue_one_says_so(rehab: Runner, db: Path) -> None:
    rehab("--today", "yesterday", "log", "symptoms", "bladder-bowel")
    rehab("--today", (date.today() - timedelta(days=1)).isoformat(), "log", "symptoms", "saddle-numbness")
    out = answer(rehab).out
    assert "GET EMERGENCY HELP NOW  OVERDUE" in out


def test_words_that_people_use_are_understood(rehab: Runner, db: Path) -> None:
    told = answer(rehab, "", "s", "n", "no", "y", "n", "Not sure", "not sure", "yesterday", *["n"] * 6)
    assert "You were not sure about: sore or swollen leg." in told.out
    report = next(one.reports[0] for one in rounds(db) if one.reports)
    assert (report.id, report.side, report.text) == ("calf-swelling", None, "not sure")
    assert "Since the last session" not in answer(rehab, "").out


def test_an_answer_that_leaves_a_question_open_is_said_to(rehab: Runner, db: Path) -> None:
    assert "Left open: nothing was kept for this question." in answer(rehab, "3", "maybe").out
    assert [entry.kind.value for entry in today(db)] == ["pain"]


def test_an_unknown_answer_repeats_the_choices(rehab: Runner) -> None:
    assert '"perhaps" is not one of: yes, no, not sure' in answer(rehab, "", "", "perhaps", "no").out


def test_an_emergency_stops_the_list_and_asks_nothing_more(rehab: Runner, db: Path) -> None:
    told = answer(rehab, "", "", "yes", "yes", "new", "", "never read")
    assert "Since when?" not in told.out
    assert "Go on with the list?" in told.out
    assert "saddle" not in told.out.split("Go on with the list?")[1]
    assert "The questions stop here." in told.out
    assert [one["level"] for one in rehab("followups", "--json").data] == [1]
    assert "Weak, numb" in answer(rehab, "", "", "", "yes", "yes", "new", "yes", "no").out


def test_back_asks_the_question_before_and_a_yes_there_is_no_longer_denied(rehab: Runner, db: Path) -> None:
    told = answer(rehab, "3", "back", "4", "same", "no", "back", "yes", "yes", "new")
    assert "it stands at 3" in told.out
    assert [e.fact.score for e in today(db) if isinstance(e.fact, PainScore)] == [4]
    assert all("bladder-bowel" not in one.asked for one in rounds(db) if not one.reports)


def test_back_from_the_signs_asks_the_small_question_again(rehab: Runner) -> None:
    told = answer(rehab, "", "same", "back", "worse", "no")
    assert "it stands at same, empty keeps it" in told.out


def test_lines_end_between_words_in_a_terminal(rehab: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = rehab("checkin", typed="\n\n", terminal=True).out
    assert max(map(len, out.split("\n"))) < 40
    assert "skips, back asks" in " ".join(out.split())


def test_pain_above_the_limit_while_exercising_says_stop(rehab: Runner) -> None:
    told = answer(rehab, "3", "same", *["no"] * 5, "yes", "6", "no", "")
    assert "Stop the exercises for today." in told.out
    assert "Your limit is 3" in told.out


def test_it_says_at_the_end_that_it_is_time_for_a_measure(rehab: Runner) -> None:
    rehab("log", "pain", "3", "--date", "-7")
    told = answer(rehab, "3", "same", *["no"] * 5, "yes", "2", "no", "slept well")
    assert "It is also time for PEG (3 questions, weekly): rehab log measure peg N N N" in told.out
