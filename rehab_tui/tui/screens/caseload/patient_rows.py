"""One patient of the caseload as rows: why they are listed, what waits, how it goes, what was prescribed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from textual.content import Content

from rehab_tui.charts import ChartStyle, sparkline
from rehab_tui.domain.adherence import percent
from rehab_tui.domain.body import where_words
from rehab_tui.domain.caseload import CHART_DAYS, CaseloadNote, FileTaken
from rehab_tui.domain.caseload import Row as Patient
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.doses import doses_words
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.measure import number_words
from rehab_tui.domain.patient import Profile, weeks_after
from rehab_tui.domain.plan import Plan
from rehab_tui.domain.report import PainOfPlace, Told, VisitReport
from rehab_tui.domain.sharing import Part
from rehab_tui.domain.words import counted, harmless, shown
from rehab_tui.exchange.report.page import QUESTIONS_LEFT_OUT
from rehab_tui.rules.triage import STEPS, reasons
from rehab_tui.services.caseload.page import PatientPage
from rehab_tui.tui.entry_words import Names, entry_words, recorded_words
from rehab_tui.tui.screens.caseload.rows import BADGES, means_words
from rehab_tui.tui.screens.followups.words import level_words, state_words, when_words
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row, text_row

COLUMN = 14
"""Cells before what stands beside a name, as in the list."""
BAR = 10
"""Cells of the bar of an exercise."""
Keyed = Callable[[str], str]
"""A text of ours with the key of an action in the place of its name."""
MOST = 8
"""Entries and notes of a kind that are shown; the history has all."""


def known_rows(row: Patient, width: int) -> Iterator[Row]:
    """Yield what the list knows already: it stands there while the record is read."""
    yield _name(row)
    yield from _why(row, width)


def _name(row: Patient) -> Row:
    maker = LineMaker().add("  ").add(harmless(row.label), "bold").add(f"   id {row.short_id}", "$quiet")
    seen = f"reviewed {short_day(row.reviewed.date(), row.today)}" if row.reviewed else "new to you"
    changed = ", changed since" if row.reviewed and row.changed else ""
    return Row("name", (Line(Content("")), maker.add(f" · {seen}{changed}", "$quiet").line()), selectable=False)


def _why(row: Patient, width: int) -> Iterator[Row]:
    word, look = BADGES[row.standing]
    yield _heading("Why in this place", width)
    told = reasons(row)
    for number, one in enumerate(told):
        lines = wrapped(harmless(one.words), width - 1, indent=COLUMN)
        if number == 0 and word:
            lead = Content("  ") + Content.styled(f" {word} ", look)
            text = lines[0].content.plain.strip()
            lines = (Line(lead.pad_right(max(1, COLUMN - lead.cell_length)) + Content(text)), *lines[1:])
        yield Row(f"why-{number}", lines, selectable=False)
    if all("questions answered" not in one.words for one in told):
        asked = f"{row.asked_words[:1].upper()}{row.asked_words[1:]}."
        yield Row("asked", wrapped(asked, width - 1, indent=COLUMN, style="$quiet"), selectable=False)


def page_rows(page: PatientPage, now: datetime, style: ChartStyle, width: int, keyed: Keyed) -> Iterator[Row]:
    """Yield everything of a patient, what is most urgent first; `keyed` knows the keys that were moved."""
    report = page.report
    yield _name(page.row)
    yield Row("facts", tuple(_facts(report.profile, report.last, width)), selectable=False)
    yield from _why(page.row, width)
    yield from _follow_ups(report, now, width, keyed)
    yield from _own_notes(page.notes, report.last, width)
    yield from _pain(report, style, width, keyed)
    yield from _work(report, width)
    yield from _measures(report, width)
    yield from _plan(page.plans, report, width, keyed)
    yield from _words_of_patient(report, width)
    yield from _unusual(page.unusual, report, width, keyed)
    yield from _files(page.files, report.last, width)


def _heading(title: str, width: int, beside: str = "") -> Row:
    """Return a heading with words beside it, or below it where there is no room for them."""
    lines: tuple[Line, ...] = (Line(Content.styled(f"  {title}", "bold $primary")),)
    if beside and len(title) + len(beside) + 6 > width:
        lines = (*lines, *wrapped(beside, width - 1, style="$quiet"))
    elif beside:
        lines = (Line(lines[0].content + Content.styled(f"   {beside}", "$quiet")),)
    return Row(f"head-{title}", (Line(Content("")), *lines), selectable=False)


def _facts(profile: Profile, last: date, width: int) -> Iterator[Line]:
    parts = []
    if profile.surgery_date:
        parts.append(f"operated {day_words(profile.surgery_date)}, {weeks_after(profile, last)}")
    elif profile.surgery_not_yet:
        parts.append("not operated yet")
    parts.extend(part for part in (profile.levels, profile.approach) if part)
    if profile.hip_replacement:
        parts.append("hip replacement")
    if profile.side:
        parts.append(f"{profile.side.value} hip" if profile.side.value in {"left", "right"} else "both hips")
    parts.append(
        f"exercise allowed by {profile.allowed_by}" if profile.allowed_by else "nobody named who allowed exercise"
    )
    yield from wrapped(harmless(" · ".join(parts)), width - 1, style="$quiet")


def _follow_ups(report: VisitReport, now: datetime, width: int, keyed: Keyed) -> Iterator[Row]:
    yield _heading("Follow-ups open", width, "enter shows why, n: known until" if report.waiting else "")
    if not report.waiting:
        yield _plain("none-open", "None is open. That says only what was asked.", width)
    for number, one in enumerate(report.waiting):
        if number:
            yield text_row(f"gap-{number}", "")
        yield Row(f"fu:{one.follow_up.id}", tuple(_told(one, report.last, now, width)))
    if report.ended:
        closed = f"{len(report.ended)} closed or taken over in these {report.days} days: "
        closed += keyed("{go-followups} shows them")
        yield _plain("ended", closed, width, style="$quiet")


def _told(one: Told, last: date, now: datetime, width: int) -> Iterator[Line]:
    follow_up = one.follow_up
    level = int(follow_up.level or 4)
    look = f"bold $level-{level}-text on $level-{level}" if level < 4 else "bold"
    maker = LineMaker().add("  ").add(f" {level_words(follow_up)} ", look)
    when = when_words(follow_up, now)
    yield maker.add(f"  {when}", "bold $warning" if one.overdue else "$quiet").line()
    since = f"; there since {short_day(one.since, last)}" if one.since else ""
    title = harmless(f"{one.title}{follow_up.side_words}")
    yield from wrapped(title, width - 1, indent=4, style="bold")
    corrected = f" · {follow_up.corrected}" if follow_up.corrected else ""
    step = STEPS.get(follow_up.state, state_words(follow_up))
    below = f"logged {day_words(follow_up.opened_on)}{since}{corrected} · {step}"
    yield from wrapped(below, width - 1, indent=4, style="$quiet")


def _own_notes(notes: Iterable[CaseloadNote], last: date, width: int) -> Iterator[Row]:
    newest = tuple(reversed(tuple(notes)))
    yield _heading("Your notes", width, "m writes one; they stay in your file unless you tick them (w)")
    for number, note in enumerate(newest[:MOST]):
        text = " ".join(note.text.split())
        yield _plain(f"note-{number}", f"{short_day(note.at.date(), last)}: {text}", width)
    if len(newest) > MOST:
        yield _plain("more-notes", f"and {len(newest) - MOST} older ones", width, style="$quiet")


def _pain(report: VisitReport, style: ChartStyle, width: int, keyed: Keyed) -> Iterator[Row]:
    figures = keyed("{go-charts} charts; 0 to 10, mean of the last 7 days and of the 14 before")
    yield _heading(f"Pain, {report.days} days", width, figures)
    for number, place in enumerate(report.pain):
        yield Row(f"pain:{number}", tuple(_place(place, style, width)))


def _place(place: PainOfPlace, style: ChartStyle, width: int) -> Iterator[Line]:
    series, side = place.series, place.series.side.value
    color = f"${side}" if side in {"left", "right"} else "$primary"
    maker = LineMaker().add("  ").add(where_words(series.site, series.side)).to(max(COLUMN + 8, 0))
    maker.add(sparkline([day.value for day in series.days[-CHART_DAYS:]], style), color)
    means = means_words(series.week, series.before)
    spread = (
        f"median {number_words(place.now.median)}, {place.now.lowest} to {place.now.highest}" if place.now.n else ""
    )
    words = " · ".join(filter(None, (means, spread)))
    if maker.width + len(words) + 3 <= width:
        yield maker.add(f"  {words}", "$quiet").line()
    else:
        yield maker.line()
        yield from wrapped(words, width - 1, indent=COLUMN + 8, style="$quiet")


def _work(report: VisitReport, width: int) -> Iterator[Row]:
    work = report.work
    total = "none due" if work.percent is None else f"{work.percent} %, {doses_words(work.done)} of {work.due}"
    yield _heading(f"Exercises, done of planned in {report.days} days", width, total)
    for exercise, (done, due) in work.by_exercise.items():
        name = report.names.get(exercise) or exercise.replace("-", " ").capitalize()
        yield Row(f"work:{exercise}", tuple(_exercise(name, done, due, work.left_out.get(exercise, {}), width)))


def _exercise(name: str, done: float, due: int, left_out: Mapping[str, int], width: int) -> Iterator[Line]:
    share = percent(done, due)
    maker = LineMaker().add("  ").add(shown(name, 26)).to(30)
    full = 0 if share is None else min(BAR, round(share * BAR / 100))
    maker.add("█" * full, "$primary").add("░" * (BAR - full), "$faint")
    maker.add("    -" if share is None else f" {share:>3} %").add(f"  {doses_words(done)} of {due}", "$quiet")
    why = ", ".join(f"{reason.replace('-', ' ')} {times}" for reason, times in left_out.items())
    words = f"left out: {why}" if why else ""
    if not words or maker.width + len(words) + 3 <= width:
        yield (
            (maker.to(max(60, maker.width + 2)) if words and width >= 100 else maker.add("  "))
            .add(words, "$quiet")
            .line()
        )
    else:
        yield maker.line()
        yield from wrapped(words, width - 1, indent=30, style="$quiet")


def _measures(report: VisitReport, width: int) -> Iterator[Row]:
    if report.measures:
        yield _heading("Measures", width, "enter shows the chart")
    for number, one in enumerate(report.measures):
        yield Row(f"measure:{number}:{one.measure.id}", wrapped(harmless(one.sentence), width - 1))


def _plan(plans: tuple[Plan, ...], report: VisitReport, width: int, keyed: Keyed) -> Iterator[Row]:
    yield _heading("Plan", width, keyed("{go-plan} shows it"))
    if report.plan is None:
        yield _plain("no-plan", "No plan is in what this patient sent.", width)
        return
    plan = report.plan
    words = (
        f"{plan.name}, version {plan.version}, from {plan.author}, since {day_words(plan.starts_on)}, "
        f"{counted(len(plan.prescriptions), 'exercise')}"
    )
    yield Row("plan", wrapped(harmless(words), width - 1))
    if len(plans) > 1:
        yield Row("versions", wrapped(f"{len(plans)} versions: enter shows what each of them changed", width - 1))
    for number, said in enumerate(report.thresholds):
        yield _plain(f"threshold-{number}", f"Changed threshold: {said}", width, style="$quiet")


def _words_of_patient(report: VisitReport, width: int) -> Iterator[Row]:
    asked = [
        f"{one.text}" + (f" ({short_day(one.visit, report.last)}, {one.who})" if one.visit else "")
        for one in report.questions
    ]
    said = [f"{short_day(day, report.last)}: {text}" for day, text in report.notes[-MOST:]]
    taken = [
        f"{one.name} on {one.days} of {report.days} days, last {short_day(one.last, report.last)}"
        for one in report.treatments
    ]
    if Part.QUESTIONS in report.left_out:
        asked.append(QUESTIONS_LEFT_OUT)
    for title, lines in (
        ("What the patient wants to ask", asked),
        ("Treatments written down", taken),
        ("The patient's notes", said),
    ):
        if lines:
            yield _heading(title, width)
        for number, line in enumerate(lines):
            yield _plain(f"{title}-{number}", " ".join(line.split()), width)


def _unusual(entries: tuple[Entry, ...], report: VisitReport, width: int, keyed: Keyed) -> Iterator[Row]:
    yield _heading(
        "Written late, corrected, or marked as a mistake", width, "enter shows all it has been" if entries else ""
    )
    if not entries:
        yield _plain("none-unusual", "Nothing in these days.", width, style="$quiet")
    for entry in reversed(entries[-MOST:]):
        yield Row(f"entry:{entry.id}", wrapped(_entry(entry, report.names, report.last), width - 1))
    if len(entries) > MOST:
        yield _plain(
            "more-unusual", f"and {len(entries) - MOST} more: {keyed('{go-history}')} shows them", width, style="$quiet"
        )


def _entry(entry: Entry, names: Names, last: date) -> str:
    return f"{short_day(entry.day, last)}: {entry_words(entry, names)} ({recorded_words(entry)})"


def _files(files: tuple[FileTaken, ...], last: date, width: int) -> Iterator[Row]:
    yield _heading("Files taken in", width)
    for number, file in enumerate(reversed(files[-MOST:])):
        made = f"made {day_words(file.exported_at.date())}, taken in {short_day(file.at.date(), last)}"
        new = "1 new entry" if file.entries == 1 else f"{file.entries:,} new entries"
        yield _plain(f"file-{number}", f"{file.name}: {made}, {new}", width, style="$quiet")


def _plain(key: str, words: str, width: int, *, style: str = "") -> Row:
    return Row(key, wrapped(harmless(words), width - 1, style=style) or (Line(Content("")),), selectable=False)


def reading_row() -> Row:
    """Return what stands below what is known, until the rest is read."""
    return Row("reading", (Line(Content("")), *wrapped("Reading the record ...", COLUMN * 4, style="$quiet")), False)
