"""The visit report as blocks: one page that is read in a minute, then the detail."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rehab_tui.charts.svg import spark_svg
from rehab_tui.domain.body import where_words
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.doses import doses_words
from rehab_tui.domain.measure import number_words
from rehab_tui.domain.patient import Profile, weeks_after
from rehab_tui.domain.report import PainOfPlace, Question, Spread, VisitReport
from rehab_tui.domain.sharing import Part
from rehab_tui.domain.words import counted
from rehab_tui.exchange.report.blocks import Asks, Block, Items, Page, Section, Tile, Tiles, Words
from rehab_tui.exchange.report.detail import detail
from rehab_tui.exchange.report.followups import (
    HEADING,
    LONGEST,
    cut,
    ended_ones,
    lines,
    lines_of,
    open_ones,
    whole,
)

NOTICE = (
    "Self-reported. Not a medical device, not reviewed by a clinician. It informs; it does not diagnose, and an empty "
    "list says nothing about what was not asked."
)
DEMO = "DEMO: a made-up patient"
QUESTIONS_LEFT_OUT = "The newest file leaves questions out: what the patient wants to ask now is not known from it."


LINES = 24
"""Printed lines that the first page has for follow-ups, questions and changes (measured on Letter)."""
MOST = 6
"""Questions, suggestions and changes there at most; all are in the detail."""
LONG, SHORT, SHORT_FROM = 300, 150, 10
"""Signs of a question there; the second where fewer lines than that are left."""


class Room(NamedTuple):
    """How much of what is not a follow-up the first page has room for."""

    questions: int
    question: int
    """Signs of one."""
    to_ask: int
    changes: int


def room(report: VisitReport) -> Room:
    """Return what there is room for beside the follow-ups: one question always, then as much as fits."""
    left = LINES - lines_of(report)
    long = LONG if left > SHORT_FROM else SHORT
    asked = [1.4 + lines(cut(one.text, long)) for one in report.questions[:MOST]]
    questions = max(_fitting(asked, left - 2), min(1, len(asked)))
    left -= sum(asked[:questions])
    suggested = [lines(one) for one in report.to_ask[:MOST]]
    first = _fitting(suggested[:2], left - 3)
    left -= sum(suggested[:first]) + 1
    changed = [lines(f"31 Dec: {cut(one.words, LONGEST)}") for one in reversed(report.changes)][:MOST]
    changes = _fitting(changed, left - HEADING - 1)
    left -= sum(changed[:changes]) + (HEADING + 1 if changes else 1)
    return Room(questions, long, first + _fitting(suggested[first:], left), changes)


def _fitting(costs: Sequence[float], left: float) -> int:
    """Return how many of some costs fit into what is left."""
    return sum(total <= left for total in accumulate(costs))


def page(report: VisitReport, program: str) -> Page:
    """Return a report as blocks; `program` is the name and version of what writes it."""
    made = report.made_at
    return Page(
        title=f"Visit report: {report.profile.name or 'name not given'}",
        demo=DEMO if report.demo else "",
        lead=f"{report.span_words}, since {report.since}. Figures are for these days unless another span is named.",
        facts=tuple(_facts(report)),
        first=tuple(_first(report)),
        detail=tuple(_detail(report)),
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
    ended = tuple(ended_ones(report))
    if ended:
        yield Section("Follow-ups of level 1 or 2 that were closed in these days", ended)
    tiles = tuple(_tiles(report))
    yield Section("In short", (Tiles(tiles),))
    if "questions" in report.parts:
        yield Section("What the patient wants to ask", tuple(_asks(report)))
    if "changes" in report.parts and room(report).changes:
        yield Section("What changed", tuple(_changes(report)))


def _detail(report: VisitReport) -> Iterator[Section]:
    """Yield the detail; what had to be cut on the first page stands first, whole."""
    if "questions" in report.parts and _is_cut(report):
        asked = (Asks(_questions(report, report.questions)),) if report.questions else ()
        yield Section("What the patient wants to ask, all of it", (*asked, *_suggested(report.to_ask)))
    yield from detail(report, tuple(map(whole, report.waiting)), tuple(map(whole, report.ended)))


def _changes(report: VisitReport) -> Iterator[Block]:
    lines = [f"{short_day(one.day, report.last)}: {cut(one.words, LONGEST)}" for one in report.changes]
    if not lines:
        yield Words("No change was written down.")
        return
    most = room(report).changes
    yield Items(tuple(lines[-most:]))
    if len(lines) > most:
        earlier = len(lines) - most
        yield Words(f"{earlier} earlier ones are in the detail." if earlier > 1 else "One earlier is in the detail.")


def _open(report: VisitReport) -> Iterator[Block]:
    yield from open_ones(report)
    if not report.waiting:
        yield Words(f"No follow-up is open. That says only what was asked: {asked_words(report)}.")


def asked_words(report: VisitReport) -> str:
    """Return how often warning signs were asked about."""
    asked = report.asked
    times = counted(asked.full, "time")
    return f"warning-sign questions answered {asked.answered} of {report.days} days, full list {times}"


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
    there = room(report)
    if report.questions:
        few = report.questions[: there.questions]
        short = tuple(one._replace(text=cut(one.text, there.question)) for one in few)
        yield Asks(_questions(report, short))
    elif Part.QUESTIONS not in report.left_out:
        yield Words("No question was written down.")
    if Part.QUESTIONS in report.left_out:
        yield Words(QUESTIONS_LEFT_OUT)
    yield from _suggested(report.to_ask[: there.to_ask])
    if _is_cut(report):
        yield Words("All of it is in the detail.")
    if "changes" in report.parts and report.changes and not there.changes:
        newest = short_day(report.changes[-1].day, report.last)
        yield Words(f"{counted(len(report.changes), 'change')}, the newest on {newest}: in the detail.")


def _questions(report: VisitReport, questions: Sequence[Question]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.text, f"{short_day(one.visit, report.last)}, {one.who}" if one.visit else "") for one in questions
    )


def _suggested(lines: tuple[str, ...]) -> Iterator[Block]:
    if lines:
        yield Words("From what was logged, the program suggests to ask:")
        yield Items(lines)


def _is_cut(report: VisitReport) -> bool:
    """Return whether the first page has not all that is to be asked."""
    there = room(report)
    long = any(cut(one.text, there.question) != one.text for one in report.questions)
    return long or len(report.questions) > there.questions or len(report.to_ask) > there.to_ask
