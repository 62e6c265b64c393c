"""The rows of the Today screen: a review in, lines out."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import ClearanceKind, Measured
from rehab_tui.domain.entry import Note
from rehab_tui.domain.followup import HOW_NOW, FollowUp, newest_of_each_sign
from rehab_tui.domain.marks import Mark
from rehab_tui.domain.pain import HIGHEST
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import DAILY_QUESTIONS, Form, SymptomsAnswered
from rehab_tui.domain.words import harmless
from rehab_tui.services.days import DayReview, ExerciseRow, HipToday
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.screens.today.told import measure_row, notice_row, other_scores
from rehab_tui.tui.widgets.bars import public_title
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row

MARK_STYLES = {
    Mark.DONE: "bold $primary",
    Mark.PART: "$primary",
    Mark.LEFT_OUT: "$quiet",
    Mark.LOCKED: "$quiet",
    Mark.OPEN: "",
    Mark.NOT_TODAY: "$faint",
}
SINCE = ("better", "same", "worse")
YES_NO = ("yes", "no")
QUESTIONS = {
    "woken": "Woken by pain at night",
    "relief": "Medicine or rest helps",
    "activities": "Usual activities again",
}
"""Small questions that rules need (PT-08, PT-01, FF-02), as asked on Today."""
ALLOWED_WORDS = {
    ClearanceKind.PHYSICAL_THERAPY: "physical therapy",
    ClearanceKind.LOADING: "loading",
    ClearanceKind.SWIMMING: "swimming",
    ClearanceKind.CYCLING: "cycling",
    ClearanceKind.HIGH_IMPACT: "high impact",
    ClearanceKind.WOUND_HEALED: "wound healed",
    ClearanceKind.DEEP_HIP: "deep hip bending",
}


AS_PLANNED = "as planned"
NORMAL, NARROW = 76, 56
"""Columns from which on the page has its full words, and below which every word counts."""
GAP = Row("gap", (Line(Content("")),), selectable=False)


class Pending:
    """What arrows have chosen and Enter has not kept yet, by row key."""

    def __init__(self) -> None:
        self.scores: dict[str, int] = {}
        self.choices: dict[str, str] = {}


def build(
    review: DayReview,
    pending: Pending,
    width: int,
    height: int = 0,
    notices: Sequence[str] = (),
    cursor: str = "",
) -> tuple[Row, ...]:
    """Return all rows of a day for a width in cells, the cursor on the row of a key.

    With lines to spare, the parts stand apart.
    """
    rows = _all_rows(review, pending, width, notices, cursor)
    spare = height - sum(len(row.lines) for row in rows)
    apart = ("note", "exercises", "signs", "since", "top")[: max(0, spare)]
    return tuple(piece for row in rows for piece in ((GAP, row) if row.key in apart else (row,)))


def _all_rows(review: DayReview, pending: Pending, width: int, notices: Sequence[str], cursor: str) -> tuple[Row, ...]:
    rows: list[Row] = []
    if review.day != review.today:
        rows.append(_other_day(review))
    rows.extend(_pain_row(review, hip, pending, width) for hip in review.hips)
    rows.extend(other_scores(review, width))
    rows.extend(notice_row(number, words, width) for number, words in enumerate(notices))
    rows.append(_since_row(review, pending, width))
    rows.extend(_question_row(review, pending, question, width) for question in review.questions)
    rows.extend(_now_row(f, pending, width) for f in newest_of_each_sign(review.follow_ups) if f.serious)
    rows.append(_signs_row(review, width))
    if review.measure is not None:
        rows.append(measure_row(review.measure, width))
    rows.append(_exercises_heading(review, width, here=cursor == "exercises"))
    rows.extend(_exercise_row(review, row, width) for row in review.exercises)
    rows.append(_note_row(review, width))
    return tuple(rows)


def _other_day(review: DayReview) -> Row:
    from rehab_tui.domain.days import day_words

    maker = LineMaker().add(f"  ◆ Writing for {day_words(review.day)}   ", "bold $warning")
    maker.add("]", "bold $primary", "day(1)").add(" goes on, ", "bold $warning")
    maker.add("t", "bold $primary", "this_day").add(" comes back to today", "bold $warning")
    return Row("other-day", (maker.line(),), selectable=False)


def _label(width: int) -> int:
    """Return the column where answers begin."""
    return 25 if width >= NORMAL else 10


def _pain_row(review: DayReview, hip: HipToday, pending: Pending, width: int) -> Row:
    key = f"pain:{hip.side.value}"
    first = hip.side is review.hips[0].side
    maker = LineMaker().add("  " if width >= NORMAL else " ")
    title = "Hip pain today" if review.day == review.today else "Hip pain that day"
    maker.add((title if width >= NORMAL else "Hip pain") if first else "", "bold")
    maker.to(_label(width)).add(f"{hip.side.value:<{5 if width < NARROW else 6}}", f"bold ${hip.side.value}")
    if width >= NORMAL:
        maker.add("▏", "$faint")
    chosen = pending.scores.get(key)
    if width < NARROW:
        return Row(key, (_scores_close_together(maker, key, hip, chosen),))
    for score in range(HIGHEST + 1):
        _score_cell(maker, key, score, hip, chosen)
    words = "enter keeps" if chosen is not None else _usual_words(hip, width)
    maker.add("  " if width >= NORMAL else "")
    if maker.width + len(words) <= width:
        maker.add(words, "$quiet" if chosen is None else "$warning")
    return Row(key, (maker.line(),))


def _scores_close_together(maker: LineMaker, key: str, hip: HipToday, chosen: int | None) -> Line:
    """Write the scores with one blank between them, which is where the brackets of the marked ones stand."""
    marks = {hip.score: ("[", "]", f"bold reverse ${hip.side.value}"), chosen: ("‹", "›", "bold $warning")}
    after = (" ", "")
    for score in range(HIGHEST + 1):
        left, right, style = marks.get(score, ("", " ", "" if hip.score is None else "$quiet"))
        maker.add(left or after[0], style if left else after[1])
        maker.add(str(score), style, f"set_score('{key}', {score})")
        after = (right, style if left else "")
    return maker.add(*after).line()


def _usual_words(hip: HipToday, width: int) -> str:
    """Return the usual level, or how far it is from being known, as the width allows.

    No count beside the scores where there is no room for its words: it would read like a score.
    """
    if hip.usual.low is not None or width >= 110:
        return hip.usual.words
    return "usual: later" if width >= NORMAL else ""


def _score_cell(maker: LineMaker, key: str, score: int, hip: HipToday, chosen: int | None) -> None:
    action = f"set_score('{key}', {score})"
    if score == chosen:
        maker.add(f"‹{score}›", "bold $warning", action)
    elif score == hip.score:
        maker.add(f"[{score}]", f"bold reverse ${hip.side.value}", action)
    else:
        maker.add(f" {score} ", "" if hip.score is None else "$quiet", action)


def _choice_row(
    key: str, title: str, choices: tuple[str, ...], now: str | None, pending: str | None, width: int
) -> Row:
    """Return a title and its choices, beside it where they fit, else below it."""
    maker = LineMaker().add("  ").add(title, "bold")
    room = 3 * len(choices) + sum(map(len, choices)) + len("> enter keeps") * (pending is not None)
    column = max(25, len(title) + 3)
    if column + room <= width:
        return Row(key, (_choices(maker.to(column), key, choices, now, pending),))
    return Row(key, (maker.line(), _choices(LineMaker().add("   "), key, choices, now, pending)))


def _choices(maker: LineMaker, key: str, choices: tuple[str, ...], now: str | None, pending: str | None) -> Line:
    for number, choice in enumerate(choices):
        if number:
            maker.add(" · ", "$faint")
        action = f"choose('{key}', '{choice}')"
        if choice == pending:
            maker.add(f"‹{choice}›", "bold $warning", action)
        elif choice == now:
            maker.add(f"[{choice}]", "bold reverse $primary", action)
        else:
            maker.add(f" {choice} ", "", action)
    if pending is not None:
        maker.add("  enter keeps", "$warning")
    return maker.line()


def _since_row(review: DayReview, pending: Pending, width: int) -> Row:
    now = review.answers.get("since-session")
    return _choice_row("since", "Since last session", SINCE, now, pending.choices.get("since"), width)


def _question_row(review: DayReview, pending: Pending, question: str, width: int) -> Row:
    now, chosen = review.answers.get(question), pending.choices.get(question)
    return _choice_row(question, QUESTIONS[question], YES_NO, now, chosen, width)


def _now_row(follow_up: FollowUp, pending: Pending, width: int) -> Row:
    key = f"now:{follow_up.id}"
    said = next((e.text for e in reversed(follow_up.events) if e.verb.startswith("sign is")), None)
    title = f"{public_title(follow_up)[:40]}: now"
    return _choice_row(key, title, HOW_NOW, said, pending.choices.get(key), width)


def _signs_row(review: DayReview, width: int) -> Row:
    """The five questions while they wait; one line once they are answered."""
    if review.signs_asked:
        return Row("signs", (*_signs_answered(review, width), *_full_list_line(review, width)))
    close = width < NARROW
    title = "New or worse?" if width < NORMAL else "New or worse since your last answers?"
    head = LineMaker().add("  ").add(title, "bold")
    head.to(max(head.width + 2, min(width - 34, 44)))
    head.add("n", "bold $primary", "none").add(" no   " if close else " no to all   ", "", "none")
    head.add("w", "bold $primary", "signs").add(" yes/unsure" if close else " yes / not sure", "", "signs")
    lines = [head.line()]
    for question in DAILY_QUESTIONS:
        lines.extend(_question_lines(question.text, width))
    return Row("signs", (*lines, *_full_list_line(review, width)))


def _question_lines(text: str, width: int) -> tuple[Line, ...]:
    """Return a question whole, on as many lines as it takes: nobody can say no to words that are cut off."""
    from textwrap import wrap

    indent = "    " if width >= NORMAL else "  "
    lines = wrap(text, max(24, width), initial_indent=indent, subsequent_indent=indent + "  ")
    return tuple(Line(Content(line)) for line in lines)


def _full_list_line(review: DayReview, width: int) -> tuple[Line, ...]:
    if not review.full_list_due:
        return ()
    maker = LineMaker().add("    ").add("The full list is due.", "bold $warning")
    words = " opens it" if width < NARROW else " opens it (two minutes)"
    return (maker.add(" w", "bold $primary", "signs").add(words, "", "signs").line(),)


def _signs_answered(review: DayReview, width: int) -> tuple[Line, ...]:
    reports = [r for e in review.rounds if isinstance(e.fact, SymptomsAnswered) for r in e.fact.reports]
    full = any(isinstance(e.fact, SymptomsAnswered) and e.fact.form is Form.FULL for e in review.rounds)
    last = review.rounds[-1].recorded_at
    maker = LineMaker().add("  ").add("Warning signs", "bold").to(_label(width))
    if reports:
        from rehab_tui.rules import sign_words

        names = ", ".join(sign_words(r.id, r.side.value if r.side else None) for r in reports)
        more = "   a new one? " if width >= NORMAL else "  "
        if maker.width + len(names) + len(more) + 3 > width:
            maker.add("! ", "bold $warning").add(
                f"{len(reports)} {'signs' if len(reports) > 1 else 'sign'}", "$warning"
            )
            maker.add(more, "$quiet").add("w", "bold $primary", "signs")
            return (maker.line(), *wrapped(names, width, indent=4, style="$warning"))
        maker.add("! ", "bold $warning").add(names, "$warning")
    else:
        of = "the full list" if full else "the five"
        maker.add("✓ ", "bold $primary").add(f"no to {of} at {last:%H:%M}")
    room = width - maker.width - len("w")
    more = next((words for words in ("   a new one? ", "   new? ") if len(words) <= room), "  ")
    return (maker.add(more, "$quiet").add("w", "bold $primary", "signs").line(),)


def _exercises_heading(review: DayReview, width: int, *, here: bool) -> Row:
    maker = LineMaker().add("  ").add("Exercises", "bold").to(_label(width))
    if review.exercise_stopped:
        maker.add("Stop exercises until you have had advice", "bold $warning")
        before = f"   {review.exercises_done} done before" if review.exercises_done else ""
        if maker.width + len(before) <= width:
            return Row("exercises", (maker.add(before, "$quiet").line(),))
        return Row("exercises", (maker.line(), LineMaker().add(f" {before}", "$quiet").line()))
    if review.plan_from is not None:
        return Row("exercises", (maker.add(review.before_the_plan, "$quiet").line(),))
    if review.plan is None or not review.plan.prescriptions:
        maker.add("no plan yet; ", "$quiet").add("p", "bold $primary", "app.go('plan')").add(" chooses one", "$quiet")
        return Row("exercises", (maker.line(),))
    if review.pause is not None:
        why = wrapped(harmless(review.pause.said(review.today)), width, indent=4, style="$quiet")
        return Row("exercises", (maker.add("pause: none is due").line(), *why))
    return _work_heading(maker, review, width, here=here)


def _work_heading(maker: LineMaker, review: DayReview, width: int, *, here: bool) -> Row:
    """Return what is done of the day's exercises, the worst pain with them, and the key for the rest.

    Digits are offered for the worst pain only with the cursor `here`; from elsewhere the key that comes here.
    """
    below: tuple[Line, ...] = ()
    maker.add(f"{review.exercises_done} of {review.exercises_due} done")
    worst = review.answers.get("worst-exercising")
    begun = review.exercises_begun
    if worst is not None:
        above = int(worst) > review.ceiling
        maker.add(f"   worst pain {worst}", "$warning" if above else "$quiet")
        limit = f"above your limit of {review.ceiling}: stop for today" if above else ""
        if limit and (width < NORMAL or maker.width + len(limit) + 20 > width):
            below = wrapped(limit, width, indent=4, style="bold $warning")
        elif limit:
            maker.add(f", {limit}", "bold $warning")
    if any(not row.answered for row in review.exercises):
        words = " did all" if width < NARROW else " did the rest" if begun else " did all of it"
        maker.add("   ").add("a", "bold $primary", "all").add(words, "", "all")
        if width >= NORMAL and review.day == review.today:
            maker.add("   ").add("g", "bold $primary", "guided").add(" guided", "", "guided")
    elif worst is None and begun:
        words = "worst pain?" if width < NORMAL else "worst pain while exercising?"
        if here:
            maker.add(f"   {words} ", "$quiet").add("0-9", "bold $primary")
        else:
            maker.add("   ").add("a", "bold $primary", "all").add(f" {words}", "$quiet", "all")
    return Row("exercises", (maker.line(), *below))


def _exercise_row(review: DayReview, row: ExerciseRow, width: int) -> Row:
    prescription = row.prescription
    mark = row.mark(stopped=review.exercise_stopped)
    maker = LineMaker().add("    ").add(mark.value, MARK_STYLES[mark], f"tick('{prescription.exercise}')").add(" ")
    column = _dose_column(review, width)
    name = harmless(prescription.name)
    maker.add(
        name if len(name) <= column - 7 else f"{name[: column - 8]}…", "" if row.due and not row.locked else "$quiet"
    )
    dose, done = _said_of(row)
    lines = []
    if width < NARROW or column + len(dose) > width:
        lines.append(maker.line())
        maker = LineMaker()
    maker.to(column if not lines else 8).add(dose, "$quiet")
    if done:
        there = max(60, maker.width + 2) if width >= NORMAL and not lines else maker.width + 2
        if there + len(done) > width and done == AS_PLANNED:  # the sign before it says as much
            return Row(f"ex:{prescription.exercise}", (*lines, maker.line()))
        if there + len(done) > width:
            lines.append(maker.line())
            maker, there = LineMaker(), 8
        maker.to(there).add(done)
    return Row(f"ex:{prescription.exercise}", (*lines, maker.line()))


def _dose_column(review: DayReview, width: int) -> int:
    """Return the column where the doses begin: behind the longest name, as far as there is room."""
    longest = max((len(harmless(row.prescription.name)) for row in review.exercises), default=0)
    return 7 + min(longest, 32 if width >= NORMAL else 24) + (1 if width >= NORMAL else 0)


def _said_of(row: ExerciseRow) -> tuple[str, str]:
    """Return what is asked for, or why it is not, and what was done."""
    if row.locked and not row.entries:
        return f"not allowed yet ({' and '.join(ALLOWED_WORDS[kind] for kind in row.locked)})", ""
    if not row.due and not row.entries:
        return row.prescription.cue if row.habit else "not today", ""
    return row.prescription.words, _done_words(row)


def _done_words(row: ExerciseRow) -> str:
    """Return what was done, per side where it has sides, and the pain with it."""
    if row.skipped is not None and not row.filled:
        return f"left out: {row.skipped.skipped.value}" if row.skipped.skipped else ""
    facts = [e.fact for e in row.entries if isinstance(e.fact, ExerciseDone) and e.fact.skipped is None]
    if not facts:
        return ""
    words = _amounts(row.prescription, facts)
    pains = [fact.pain_during for fact in facts if fact.pain_during is not None]
    return f"{words} · pain {max(pains)}" if pains else words


def _amounts(prescription: Prescription, facts: list[ExerciseDone]) -> str:
    if prescription.measured is Measured.TICK:
        return f"{len(facts)} times" if len(facts) > 1 else "done"
    if all(fact.one_key for fact in facts):
        return AS_PLANNED
    sides: dict[Side | None, int] = {}
    for fact in facts:
        sides[fact.side] = sides.get(fact.side, 0) + fact.dose.amount(prescription.measured)
    unit = {Measured.REPS: "", Measured.HOLD: " s", Measured.MINUTES: " min"}[prescription.measured]
    return ", ".join(f"{side.value + ' ' if side else ''}{amount}{unit}" for side, amount in sides.items())


def _note_row(review: DayReview, width: int) -> Row:
    maker = LineMaker().add("  ").add("Note", "bold").to(_label(width))
    texts = [harmless(e.fact.text).replace("\n", " ") for e in review.notes if isinstance(e.fact, Note)]
    if texts:
        said, room = " / ".join(texts), width - maker.width
        maker.add(said if cell_len(said) <= room else set_cell_size(said, room - 1) + "…")
    else:
        words = " writes one" if width < NARROW else " writes one (not read for warning signs)"
        maker.add("m", "bold $primary", "note").add(words, "$quiet")
    return Row("note", (maker.line(),))
