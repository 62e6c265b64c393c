"""A diary with every kind of entry in every state, and with texts that try to be something else.

Written by the services as the screens would: two plans of which one came as a file, a guided session left half-way, a
day over the change of the clocks, entries amended, marked as a mistake and taken back, follow-ups in each state.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.block import After, Block
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.dose import Dose, SkipReason
from rehab_tui.domain.entry import Note, SmallAnswer, Visit
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.followup import Outcome
from rehab_tui.domain.guided_keys import Press
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.domain.measure_typed import measurement_of
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered, asked_in
from rehab_tui.domain.treatment import Treatment, TreatmentKind
from rehab_tui.services.journal import Draft
from rehab_tui.services.plan_checks import check_plan
from tests.services.test_guided import Window

LAST = date(2026, 11, 20)
ZONE = ZoneInfo("Europe/Berlin")
FORMULAS = (
    "=cmd|' /C calc'!A0", "+1", "-2 at night", "@SUM(A1)", "\t=1", " =1", "\n=1", "\nbelow", "'=1", "''=1", "'quoted",
    "＝1+1", "007", "1e5", "2026-11-20", "3/4",
)  # fmt: skip
"""What a spreadsheet would run, or would read as something else."""
MARKED = (
    'she said "no", then\r\nlay down; {left} | [x](y) `c` <b>&amp;</b> \\ # *', "Grüße aus Köln 🙂 ½ – 漢字 עברית",
    "\x1b[31mred\x07 \x85 \u2028 \u202eabc", "tab\there", "%s %d {0} $HOME ; DROP TABLE entry; --", "x" * 300,
    "\\n is no new line, and \\\\ no two",
)  # fmt: skip
"""Marks of every format, letters of many writings, control characters, and a long word."""
PLAN = """\
# by hand: comments stay
patient: "Ann O'Hara, Jr."
author: Jo Rivera, PT
date: 2026-11-02
version: 2
pain-ceiling: 4
message: "two quotes, a comma"
exercises:
  - id: walking
    minutes: 10
  - id: clamshell
    sets: 2
    reps: 10
clearances:
  - {what: cycling, by: Dr. Lee, on: 2026-11-01}
thresholds:
  PT-02: {by: 2.5}
"""


def stamp(ago: int, hour: int = 20, origin: Origin = Origin.SCREEN) -> Stamp:
    """Return an instant some days before the last day, with the offset that was in force."""
    day = LAST - timedelta(days=ago)
    return Stamp(Moment(datetime.combine(day, time(hour, 5), ZONE), day, str(ZONE)), origin)


def write(rehab: Rehab) -> None:
    """Write all of it."""
    _profile(rehab)
    _days(rehab)
    _kinds(rehab)
    _texts(rehab)
    _signs(rehab)
    _work(rehab)
    _corrections(rehab)


def _log(rehab: Rehab, ago: int, facts: Sequence[Fact], note: str | None = None, late: int = 0) -> None:
    day = LAST - timedelta(days=ago)
    rehab.journal.log([Draft(day, fact, note) for fact in facts], stamp(ago - late), "log")


def _profile(rehab: Rehab) -> None:
    facts = {
        "name": "Ann O'Hara, Jr.", "surgery_date": date(2026, 8, 1), "birth_date": date(1960, 2, 29), "levels": "L4-S1",
        "side": Side.LEFT, "surgeon": '=Dr. "Lee", +49 30 1', "allowed_by": "Dr. Lee", "allowed_on": date(2026, 10, 1),
    }  # fmt: skip
    rehab.profiles.keep(facts, stamp(60))
    rehab.profiles.keep({"levels": "L3-S1"}, stamp(59))
    rehab.plans.start("protect", stamp(58))
    file = check_plan(PLAN, "own.plan.yaml", rehab.plans.library, LAST - timedelta(days=18), rehab.plan_files.patient)
    rehab.plan_files.accept(file, stamp(18))


def _days(rehab: Rehab) -> None:
    """Scores with gaps, zeros, tens, other places, the days on which clocks go back, and two late ones."""
    for ago in range(40, 0, -1):
        if ago % 7 == 3:
            continue
        scores = [PainScore((ago * 3) % 11, Side.LEFT), PainScore(0, Side.RIGHT)]
        if ago % 5 == 0:
            scores += [
                PainScore(4, Side.MIDDLE, Site.LOW_BACK), PainScore(7, Side.LEFT, kind=ScoreKind.WORST),
                PainScore(9, Side.LEFT, kind=ScoreKind.WORST), PainScore(2, Side.LEFT, kind=ScoreKind.MORNING),
            ]  # fmt: skip
        _log(rehab, ago, scores, late=2 if ago in (12, 26) else 0)
        form = Form.FULL if ago % 7 == 0 else Form.DAILY
        _log(rehab, ago, [SymptomsAnswered(form, asked_in(form)), SmallAnswer("woken", "no" if ago % 4 else "yes")])


def _kinds(rehab: Rehab) -> None:
    _log(rehab, 30, [Clearance(ClearanceKind.SWIMMING, "Dr. Lee, ward 7")])
    _log(rehab, 29, [Pause(LAST - timedelta(days=29), LAST - timedelta(days=27), "Bern; =1"), Baseline("Kim")])
    for ago, name, words in (
        (28, "peg", ("3", "4", "5")), (7, "peg", ("3", "-", "5")), (27, "weight", ("81.65kg",)),
        (6, "weight", ("180lb",)), (26, "chair-stand", ("12",)), (25, "global-change", ("-2",)),
        (24, "my-activities", ('tie, "shoes"=3', "drive=0")), (23, "sleep", ("0",)), (22, "steps", ("0",)),
    ):  # fmt: skip
        _log(rehab, ago, [measurement_of(MEASURES[name], words)])
    _log(rehab, 5, [measurement_of(MEASURES["chair-stand"], ("9",), arms=True)])
    for ago in (9, 8, 1, 0):
        _log(rehab, ago, [Treatment(TreatmentKind.NSAID, "400 mg, 1-1-1", "=less pain")])
    _log(rehab, 21, [Treatment(TreatmentKind.STEROID_INJECTION)])
    _log(rehab, 20, [Block(Site.SI_JOINT, Side.LEFT, "lidocaine", 8, (After(30, 2), After(240, 7)), 3)])
    _log(rehab, 10, [Visit(LAST - timedelta(days=10), "Dr. Lee; ward 7, left", "may I drive?\nand swim?")])
    _log(rehab, 2, [Visit(LAST + timedelta(days=13), "Kim <PT>", None)])


def _texts(rehab: Rehab) -> None:
    for number, words in enumerate((*FORMULAS, *MARKED)):
        _log(rehab, 39 - number, [Note(words)])
        _log(rehab, 39 - number, [PainScore(number % 11, Side.RIGHT, Site.GROIN)], words)


def _signs(rehab: Rehab) -> None:
    """Follow-ups of every level and state; the private one stays open."""

    def report(ago: int, *reports: SymptomReport, fever: float | None = None) -> None:
        asked = tuple(dict.fromkeys(one.id for one in reports)) or ("fever",)
        _log(rehab, ago, [SymptomsAnswered(Form.PICKED, asked, reports, fever)])

    report(35, SymptomReport("leg-pain", side=Side.LEFT, text='=on "stairs", [x]'))
    rehab.follow_ups.snooze(next(one for one in rehab.follow_ups.waiting() if one.rule == "RF-19"), stamp(34))
    report(15, SymptomReport("leg-numbness", side=Side.RIGHT, since=LAST - timedelta(days=17)))
    report(14, SymptomReport("wound"))
    report(13, fever=38.2)
    report(11, SymptomReport("saddle-numbness"))
    report(6, SymptomReport("sexual-change", text="private words"))
    waiting = {one.rule: one for one in rehab.follow_ups.waiting()}
    rehab.follow_ups.acknowledge(waiting["RF-09"], stamp(13))
    rehab.follow_ups.act(waiting["RF-02"], "Dr. Lee", "come in; =1", stamp(10))
    for rule in ("RF-08", "RF-11"):
        rehab.follow_ups.act(waiting[rule], "night line", "wait", stamp(9))
        rehab.follow_ups.close(rehab.follow_ups.one(waiting[rule].id), 'seen, "well"', stamp(8), Outcome.SEEN)
    rehab.follow_ups.reopen(rehab.follow_ups.one(waiting["RF-11"].id), stamp(7))


def _work(rehab: Rehab) -> None:
    for ago in range(30, 0, -2):
        done = ExerciseDone("walking", Dose(minutes=ago), pain_before=0, pain_during=ago % 4, effort=ago % 11)
        skipped = ExerciseDone("clamshell", side=Side.LEFT, skipped=SkipReason.TIRED)
        _log(rehab, ago, [done, skipped, ExerciseDone("clamshell", Dose(sets=1, reps=8), Side.RIGHT)])
    _log(
        rehab, 4, [ExerciseDone("stationary-bike", Dose(minutes=0), one_key=True, not_allowed=True)], "- slow\r\n=fast"
    )
    for one in rehab.follow_ups.waiting():
        if one.level in (1, 2):  # a session is not offered while one of these waits
            rehab.follow_ups.act(one, "Dr. Lee", "seen", stamp(1))
            rehab.follow_ups.close(rehab.follow_ups.one(one.id), "told to go on", stamp(1), Outcome.SEEN)
    Window(rehab).press(Press.GO, 2).undo()


def _corrections(rehab: Rehab) -> None:
    entries = rehab.journal.between(LAST - timedelta(days=40), LAST)
    pain = [one for one in entries if isinstance(one.fact, PainScore) and one.fact.kind is ScoreKind.DAY]
    notes = [one for one in entries if isinstance(one.fact, Note)]
    first = rehab.journal.amend(pain[4], PainScore(10, Side.LEFT), stamp(0, 8), note="it was worse").entries[0]
    rehab.journal.amend(first, PainScore(6, Side.LEFT), stamp(0, 9), day=LAST - timedelta(days=3))
    rehab.journal.mistake(pain[8], stamp(0, 10))
    rehab.journal.mistake(notes[0], stamp(0, 11))
    rehab.journal.undo(stamp(0, 12))
    _log(rehab, 0, [PainScore(5, Side.LEFT, kind=ScoreKind.NOW)])
    rehab.journal.undo(stamp(0, 21))
