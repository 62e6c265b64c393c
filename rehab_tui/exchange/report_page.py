"""The visit report as blocks: one page that is read in a minute, then the detail."""

from collections.abc import Iterator

from rehab_tui.charts.svg import spark_svg
from rehab_tui.domain.body import where_words
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.doses import doses_words
from rehab_tui.domain.followup import Level, State
from rehab_tui.domain.measure import number_words
from rehab_tui.domain.patient import Profile, weeks_after
from rehab_tui.domain.report import PainOfPlace, Spread, Told, VisitReport
from rehab_tui.domain.sharing import Part
from rehab_tui.domain.words import counted
from rehab_tui.exchange.report_blocks import Alert, Asks, Block, Items, Page, Section, Tile, Tiles, Words
from rehab_tui.exchange.report_detail import detail

NOTICE = (
    "Self-reported. Not a medical device, not reviewed by a clinician. It informs; it does not diagnose, and an empty "
    "list says nothing about what was not asked."
)
DEMO = "DEMO: a made-up patient"
QUESTIONS_LEFT_OUT = "The newest file leaves questions out: what the patient wants to ask now is not known from it."
MOST_CHANGES = 6
"""Changes on the first page; all are in the detail."""
LEVELS = {
    1: "Level 1: emergency help now",
    2: "Level 2: call the same day",
    3: "Level 3: contact in 2-3 days",
    4: "Level 4: tell at the next visit",
    0: "Notice",
}
STATES = {
    State.OPEN: "open, nobody has reacted yet",
    State.ACKNOWLEDGED: "read by the patient, nobody told yet",
    State.ACTED: "somebody was told, outcome not written down yet",
    State.SNOOZED: "waits",
    State.CLOSED: "closed",
    State.SUPERSEDED: "taken over by another one",
}


def page(report: VisitReport, program: str) -> Page:
    """Return a report as blocks; `program` is the name and version of what writes it."""
    made = report.made_at
    return Page(
        title=f"Visit report: {report.profile.name or 'name not given'}",
        demo=DEMO if report.demo else "",
        lead=f"{report.span_words}, since {report.since}. Figures are for these days unless another span is named.",
        facts=tuple(_facts(report)),
        first=tuple(_first(report)),
        detail=tuple(detail(report, tuple(map(_told, report.waiting)), tuple(map(_told, report.ended)))),
        notice=NOTICE,
        made=f"Written by {program} on {day_words(made.date())}, {made:%H:%M}. Data to {day_words(report.last)}.",
    )


def _facts(report: VisitReport) -> Iterator[tuple[str, str]]:
    profile = report.profile
    if profile.birth_date:
        yield "Born", str(profile.birth_date)
    surgery = _surgery(profile, report)
    if surgery:
        yield "Operation", surgery
    if profile.side:
        yield "Hip", profile.side.value
    yield "Exercise allowed by", profile.allowed_by or "nobody named"
    if report.plan is not None:
        plan = report.plan
        yield (
            "Plan",
            f"{plan.name}, version {plan.version}, {plan.author}, since {short_day(plan.starts_on, report.last)}",
        )
    for name, who in (("Surgeon", profile.surgeon), ("Therapist", profile.therapist)):
        if who:
            yield name, who


def _surgery(profile: Profile, report: VisitReport) -> str:
    if profile.surgery_date is None:
        return "not yet" if profile.surgery_not_yet else ""
    parts = [day_words(profile.surgery_date), weeks_after(profile, report.last)]
    parts.extend(part for part in (profile.levels and f"levels {profile.levels}", profile.approach) if part)
    if profile.hip_replacement:
        parts.append("hip replacement")
    return ", ".join(parts)


def _first(report: VisitReport) -> Iterator[Section]:
    yield Section("Open follow-ups of warning signs", tuple(_open(report)))
    ended = tuple(_ended(one, report) for one in report.ended if one.follow_up.state is State.CLOSED and _urgent(one))
    if ended:
        yield Section("Follow-ups of level 1 or 2 that were closed in these days", (Items(ended),))
    tiles = tuple(_tiles(report))
    yield Section("In short", (Tiles(tiles),))
    if "questions" in report.parts:
        yield Section("What the patient wants to ask", tuple(_asks(report)))
    if "changes" in report.parts:
        yield Section("What changed", tuple(_changes(report)))


def _changes(report: VisitReport) -> Iterator[Block]:
    lines = [f"{short_day(one.day, report.last)}: {one.words}" for one in report.changes]
    if not lines:
        yield Words("No change was written down.")
        return
    yield Items(tuple(lines[-MOST_CHANGES:]))
    if len(lines) > MOST_CHANGES:
        yield Words(f"{len(lines) - MOST_CHANGES} earlier ones are in the detail.")


def _open(report: VisitReport) -> Iterator[Block]:
    for one in report.waiting:
        yield _told(one)._replace(facts=())
    if not report.waiting:
        yield Words(f"No follow-up is open. That says only what was asked: {asked_words(report)}.")


def _urgent(one: Told) -> bool:
    return one.follow_up.level is not None and one.follow_up.level <= Level.TODAY


def _ended(one: Told, report: VisitReport) -> str:
    """Return a closed follow-up in one line: what it was, since when, and its outcome."""
    follow_up = one.follow_up
    opened = short_day(follow_up.opened_on, report.last)
    lead = f"Level {int(follow_up.level or 0)}: {one.title}{_side(one)}, opened {opened}"
    if one.private or not one.steps:
        return f"{lead}, closed; please ask"
    at, words = one.steps[-1]
    return f"{lead}; {short_day(at.date(), report.last)}: {words}"


def _side(one: Told) -> str:
    return f", {one.follow_up.side}" if one.follow_up.side and not one.private else ""


def asked_words(report: VisitReport) -> str:
    """Return how often warning signs were asked about."""
    asked = report.asked
    times = counted(asked.full, "time")
    return f"warning-sign questions answered {asked.answered} of {report.days} days, full list {times}"


def _told(one: Told) -> Alert:
    follow_up = one.follow_up
    level = int(follow_up.level or 0)
    since = f"; there since {short_day(one.since, follow_up.opened_on)}" if one.since else ""
    overdue, state = "OVERDUE, " if one.overdue else "", STATES[follow_up.state]
    lead = f"{overdue}{state if overdue else state.capitalize()}. Opened {day_words(follow_up.opened_on)}{since}."
    if one.private:
        lead += " The patient has not put it into this report; please ask."
    elif follow_up.corrected:
        lead += f" {follow_up.corrected[:1].upper()}{follow_up.corrected[1:]}."
    if not one.private and one.logged and one.logged != one.title:
        lead += f" Logged: {one.logged}."
    steps = tuple((f"{day_words(at.date())}, {at:%H:%M}", words) for at, words in one.steps)
    return Alert(level, LEVELS[level], one.title + _side(one), lead, (*one.why, *steps))


def _tiles(report: VisitReport) -> Iterator[Tile]:
    if "pain" in report.parts:
        for place in report.pain[:2]:
            yield _pain_tile(report, place)
    if "exercise" in report.parts:
        yield _work_tile(report)
    asked = report.asked
    full = "full list not answered" if not asked.full else f"full list {counted(asked.full, 'time')}"
    reported = f"a sign reported on {counted(asked.reported, 'day')}"
    unit = f"of {report.days} days"
    yield Tile("Warning-sign questions answered", str(asked.answered), unit, (full, reported))


def _pain_tile(report: VisitReport, place: PainOfPlace) -> Tile:
    name = where_words(place.series.site, place.series.side)
    before = f"{report.days} days before: {_spread(place.before)}"
    if not place.now.n:
        return Tile(f"{name}: pain", "no daily scores", "", (*_others(report, place), before))
    lines = (f"{place.now.lowest} to {place.now.highest}, {place.now.n} of {report.days} days", before)
    words = f"{name}, seven-day mean over these days"
    return Tile(
        f"{name}: pain, 0-10", number_words(place.now.median), "median", lines, spark_svg(place.series, words), words
    )


def _others(report: VisitReport, place: PainOfPlace) -> tuple[str, ...]:
    """Return that a place without daily scores has others, which are in the detail."""
    here = (place.series.site, place.series.side)
    number = sum(one.now.n for one in report.other_scores if one.place == here)
    return (f"{counted(number, 'score')} of other times in the detail",) if number else (f"0 of {report.days} days",)


def _spread(spread: Spread) -> str:
    return f"median {number_words(spread.median)} (n {spread.n})" if spread.n else "no scores"


def _work_tile(report: VisitReport) -> Tile:
    work = report.work
    if work.percent is None:
        return Tile("Exercises done of planned", "none due", "", ())
    lines = [f"{doses_words(work.done)} of {work.due} planned"]
    if work.skipped:
        most = max(work.skipped, key=lambda reason: work.skipped[reason])
        lines.append(f"left out most often: {most.replace('-', ' ')} ({work.skipped[most]})")
    return Tile("Exercises done of planned", f"{work.percent}", "%", tuple(lines))


def _asks(report: VisitReport) -> Iterator[Block]:
    if report.questions:
        yield Asks(
            tuple(
                (one.text, f"{short_day(one.visit, report.last)}, {one.who}" if one.visit else "")
                for one in report.questions
            )
        )
    elif Part.QUESTIONS not in report.left_out:
        yield Words("No question was written down.")
    if Part.QUESTIONS in report.left_out:
        yield Words(QUESTIONS_LEFT_OUT)
    if report.to_ask:
        yield Words("From what was logged, the program suggests to ask:")
        yield Items(report.to_ask)
