"""The detail of the visit report: every figure with what it rests on, and how it was computed."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from rehab_tui.charts.svg import numbered, pain_svg, weeks_svg
from rehab_tui.domain.adherence import percent
from rehab_tui.domain.body import where_words
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.doses import doses_words
from rehab_tui.domain.measure import number_words
from rehab_tui.domain.measure_trend import MeasureSeries, matters_words
from rehab_tui.domain.report import NOTES, PARTS, SEXUAL, PainOfPlace, Spread, VisitReport
from rehab_tui.domain.series import WeekOfWork
from rehab_tui.domain.sharing import Part
from rehab_tui.domain.words import counted
from rehab_tui.exchange.report.blocks import Alert, Block, Drawing, Facts, Items, Section, Table, Words

_NO_BREAK = "\u00a0"
QUESTIONS = {
    "woken": "Woken by pain",
    "relief": "Relief from the pain",
    "activities": "Usual activities possible",
    "since-session": "Since the last session",
}
LEAST_DRAWN = 4
"""Scores from which a place has a chart: as many as the seven-day mean needs."""
_HOW_PAIN = (
    "Daily scores, 0 (none) to 10 (worst imaginable), one for each place and date; the newest of a date counts. A day "
    "without a score is left out, never counted as 0. Median: the middle score; with an even number, the mean of the "
    "two in the middle. n is the number of days with a score. The line is the mean of the seven days that end with a "
    "day, drawn from four scores on. Other scores (worst, morning, now, while exercising) may be several a day: "
    "there n counts scores, and they are in no mean and no chart."
)
_HOW_WORK = (
    "Each exercise due on a day is a slot, a side of a sided exercise half of one. A slot is done in part when less "
    "than the planned dose was done (sets x repetitions, sets x seconds, or minutes), never more than whole (the "
    "credit for a part is judgement). Percent = done / due, rounded. Left-out exercises stay due; pauses, and days "
    "with an open level 1 or 2 follow-up, are not due. People tend to write down more than they did (S86)."
)
_HOW_SIGNS = (
    "A day counts as answered when the daily or the full questions were answered in whole. Signs that were not asked "
    "are not known. Notes are not read for warning signs. Thresholds are carried over from neighboring groups or are "
    "judgement; none was tested for hip pain after a lumbar fusion (rehab help sources)."
)


def detail(report: VisitReport, waiting: tuple[Alert, ...], ended: tuple[Alert, ...]) -> Iterator[Section]:
    """Yield the sections behind the first page; follow-ups come with why they came: open ones first of all."""
    if waiting:
        yield Section("Open follow-ups: why, and what was done", waiting)
    for part, title, write in _SECTIONS:
        blocks = tuple(write(report)) if part is None or part in report.parts else ()
        if blocks:
            yield Section(title, blocks)
        if write is _signs and ended:
            yield Section("Follow-ups that ended in these days: why, and what was done", ended)


def _pain(report: VisitReport) -> Iterator[Block]:
    head = ("Place", "Min", "Median", "Max", "n", f"Median, {report.days} days before", "n before")
    rows = tuple(_pain_row(place) for place in report.pain)
    if rows:
        yield Table(f"Daily scores 0-10, {report.span_words}", head, rows, numbers=(1, 2, 3, 4, 5, 6))
    else:
        yield Words("No daily score was written down.")
    yield from _other_scores(report)
    lines = tuple(
        f"{number}: {short_day(day, report.last)}, {words}"
        for number, (day, words) in enumerate(numbered(report.markers), 1)
    )
    for place in report.pain:
        if place.now.n >= LEAST_DRAWN:
            name = where_words(place.series.site, place.series.side)
            words = f"Chart of {name}, {report.span_words}. {place.series.sentence}"
            yield Drawing(pain_svg(place.series, report.markers, words), words, place.series.sentence)
    if lines and any(place.now.n >= LEAST_DRAWN for place in report.pain):
        yield Words("Numbers above the charts:")
        yield Items(lines)


def _other_scores(report: VisitReport) -> Iterator[Block]:
    """Yield the scores that are not daily ones: there may be several a day, so n counts scores."""
    rows = tuple(
        (
            where_words(*one.place) if one.place else "Any place",
            one.kind[:1].upper() + one.kind[1:],
            *_spread(one.now),
            str(one.now.n),
            str(one.days),
        )
        for one in report.other_scores
    )
    if rows:
        head = ("Place", "Asked", "Min", "Median", "Max", "n", "Days")
        yield Table(f"Other scores 0-10, {report.span_words}", head, rows, numbers=(2, 3, 4, 5, 6))


def _pain_row(place: PainOfPlace) -> tuple[str, ...]:
    now, before = place.now, place.before
    name = where_words(place.series.site, place.series.side)
    return (name, *_spread(now), str(now.n), _median(before.median), str(before.n))


def _spread(spread: Spread) -> tuple[str, str, str]:
    """Return the lowest score, the median and the highest."""
    return (str(spread.lowest), _median(spread.median), str(spread.highest)) if spread.n else ("-", "-", "-")


def _median(value: Fraction | None) -> str:
    return "-" if value is None else number_words(value)


def _work(report: VisitReport) -> Iterator[Block]:
    work = report.work
    rows = tuple(
        (
            report.names.get(exercise) or exercise.replace("-", " ").capitalize(),
            doses_words(done),
            str(due),
            f"{share} %" if (share := percent(done, due)) is not None else "-",
            _reasons(work.left_out.get(exercise, {})) or "-",
        )
        for exercise, (done, due) in work.by_exercise.items()
    )
    if not rows:
        yield Words("No exercise was due in these days.")
        return
    head = ("Exercise", "Done", "Planned", "Percent", "Left out, and why")
    yield Table(f"Done of planned, {report.span_words}", head, rows, numbers=(1, 2, 3))
    if work.skipped:
        yield Words(f"Left out, all together: {_reasons(work.skipped)}.")
    if report.weeks:
        words = f"Chart of exercises done of planned, week by week. {_weeks_words(report.weeks)}"
        yield Drawing(weeks_svg(report.weeks, words), words, "Percent done of planned; each week begins on a Monday.")


def _weeks_words(weeks: tuple[WeekOfWork, ...]) -> str:
    said = (f"{short_day(one.monday)} {'none due' if one.percent is None else f'{one.percent} %'}" for one in weeks)
    return "; ".join(said) + "."


def _reasons(reasons: Mapping[str, int]) -> str:
    return ", ".join(f"{reason.replace('-', ' ')} {times}" for reason, times in reasons.items())


def _measures(report: VisitReport) -> Iterator[Block]:
    rows = tuple(_measure_row(series, report) for series in report.measures)
    head = ("Measure", "Newest", "On", "Before it", "Change", "Change that matters", "n")
    if rows:
        yield Table("Newest result of each measure, and the one before it", head, rows, numbers=(6,))


def _measure_row(series: MeasureSeries, report: VisitReport) -> tuple[str, ...]:
    newest, measure = series.points[-1], series.measure
    name = measure.name + (f", {series.side.value}" if series.side else "")
    value = "not scored" if newest.score is None else f"{number_words(newest.score)} {measure.unit}"
    value += ", arms helped" if newest.taken.arms else ""
    before = change = "-"
    if series.pair is not None and series.change is not None:
        older = series.pair[0]
        before = f"{number_words(older.score)} on {short_day(older.day, report.last)}"
        change = ("+" if series.change > 0 else "") + number_words(series.change)
    matters = "-" if measure.matters is None else matters_words(measure).removeprefix("the change that matters, ")
    on = short_day(newest.day, report.last)
    return (name, *(cell.replace(" ", _NO_BREAK) for cell in (value, on, before, change)), matters, str(series.n))


def _treatments(report: VisitReport) -> Iterator[Block]:
    if not report.treatments:
        yield Words("No medicine or treatment was written down in these days. That does not say that none was taken.")
        return
    rows = tuple(
        (one.name, f"{one.days} of {report.days}", str(one.times), short_day(one.last, report.last))
        for one in report.treatments
    )
    head = ("Treatment", "Days", "Times", "Last")
    yield Table("Days on which it was written down", head, rows, numbers=(1, 2))
    if report.nsaid_in_row:
        in_row = f"{counted(report.nsaid_in_row, 'day')}{' in a row' if report.nsaid_in_row > 1 else ''}"
        yield Words(f"Anti-inflammatory painkiller: {in_row} up to {day_words(report.last)}.")


def _signs(report: VisitReport) -> Iterator[Block]:
    asked = report.asked
    yield Words(
        f"The daily or full questions were answered on {asked.answered} of {report.days} days, the full list "
        f"{counted(asked.full, 'time')}."
    )
    rows = tuple((short_day(day, report.last), words) for day, words in report.signs)
    if rows:
        yield Table("Signs that were reported, also those called usual", ("Day", "What was said"), rows)
    else:
        yield Words("No sign was reported on the days that were answered.")


def _answers(report: VisitReport) -> Iterator[Block]:
    rows = tuple(
        (
            QUESTIONS.get(question, question.replace("-", " ").capitalize()),
            ", ".join(f"{value} {n}" for value, n in sorted(found.items())),
            str(sum(found.values())),
        )
        for question, found in report.answers.items()
    )
    if rows:
        yield Table("Days with each answer", ("Question", "Answers", "Days answered"), rows, numbers=(2,))


def _changes(report: VisitReport) -> Iterator[Block]:
    for one in report.changes:
        yield Words(f"{short_day(one.day, report.last)}: {one.words}")
        if one.more:
            yield Items(one.more)


def _notes(report: VisitReport) -> Iterator[Block]:
    lines = tuple(f"{short_day(day, report.last)}: {text}" for day, text in report.notes)
    if lines or Part.NOTES not in report.left_out:
        yield Items(lines) if lines else Words("No note was written.")
    if Part.NOTES in report.left_out:
        yield Words("The newest file leaves notes out: what was written lately is not known from it.")


def _how(report: VisitReport) -> Iterator[Block]:
    quality = report.quality
    rows = [("Pain", _HOW_PAIN), ("Exercises", _HOW_WORK), ("Warning signs", _HOW_SIGNS)]
    kept = (
        f"{quality.entries} entries count; {quality.late} were recorded on a later day than the one they are for, "
        f"{quality.amended} were replaced by a correction, {quality.mistakes} were marked as a mistake."
    )
    if quality.simulated:
        kept += f" {quality.simulated} were recorded with a simulated date."
    rows.append(("Entries", kept))
    rows.extend(("Changed threshold", words) for words in report.thresholds)
    left_out = [part for part in PARTS if part not in report.parts]
    if left_out:
        names = {SEXUAL: "the sign about sexual function", NOTES: "notes and words beside signs"}
        rows.append(("Left out of this report", ", ".join(names.get(part, part) for part in left_out)))
    yield Facts(tuple(rows))


_SECTIONS: tuple[tuple[str | None, str, Callable[[VisitReport], Iterator[Block]]], ...] = (
    ("pain", "Pain", _pain),
    ("exercise", "Exercises against the plan", _work),
    ("measure", "Measures", _measures),
    ("treatment", "Medicines and other treatments", _treatments),
    (None, "Warning signs that were reported", _signs),
    ("answer", "Small questions", _answers),
    ("changes", "What changed, one by one", _changes),
    (NOTES, "Notes, in the patient's words", _notes),
    (None, "How the figures were computed", _how),
)
"""The part that a section belongs to (None: it is in every report), its title, and what writes it."""
