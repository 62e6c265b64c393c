"""The table of the rules on daily pain: PT-01 to PT-08."""

from fractions import Fraction

from rehab_tui.domain.followup import Level
from rehab_tui.rules.computed import data
from rehab_tui.rules.computed.hit import RISE
from rehab_tui.rules.computed.places import new_place, woken
from rehab_tui.rules.computed.rule import ComputedRule, Limit, fixed
from rehab_tui.rules.computed.trends import (
    fortnight_above_before,
    hard_week,
    high_score,
    no_progress,
    run_above_usual,
    week_above_before,
    week_above_start,
)

CONTACT = "Please contact your therapist in the next 2 to 3 days."

USUAL_DAYS = 21
"""W(d) and R(d): d-20 to d."""

WEEK_UP, FORTNIGHT_UP = Fraction(3, 2), Fraction(7, 4)
"""Judgement, measured: with these two and PT-03's fortnight fewer false prompts, more relapses (help: quality)."""
NEVER = 11
"""Scores run from 0 to 10: no two means lie so far apart."""

PAIN_RULES = (
    ComputedRule(
        id="PT-01",
        title="A much higher score",
        levels=(Level.TODAY, Level.DAYS),
        trigger=(
            "A score of 8 or more that is at least 2 above the median of 20 to 7 days ago, or for which fewer than 7 "
            "such scores are known. Level 2 when rest or what you take does not help, or when that is not answered "
            "within 2 hours; a yes from before the pain was as high is no answer (judgement)."
        ),
        messages={
            Level.TODAY: (
                "You scored {s} on {when} for your {where}, {usual}, and {eased}. Call {night_line}. "
                "Look through the warning signs first."
            ),
            Level.DAYS: (
                "You scored {s} on {when} for your {where}, {usual}. Please look through the warning signs now, and "
                "say whether anything helps. Contact your team in the next 2 to 3 days."
            ),
        },
        matters="A score far above your usual is worth a call, even when it goes down again.",
        check=high_score,
        data=data.always,
        numbers={"score": Limit(8, 6, 10), "above": Limit(2, 1, 4), "need_before": fixed(7)},
        in_force="score {score} or more, {above} above usual",
        needs_days=USUAL_DAYS,
        sources=("S13", "S30", "doc 002"),
    ),
    ComputedRule(
        id="PT-02",
        title="A week worse than the two before",
        levels=(Level.DAYS,),
        trigger=(
            "The mean of the last 7 days (4 scores or more) is at least 2 above the mean of the 14 days before them "
            "(7 scores or more), for one hip."
        ),
        messages={
            Level.DAYS: (
                "Your {where} pain averaged {a} from {week} ({n} of 7 days). The two weeks before: {b}. " + CONTACT
            )
        },
        matters="A rise of two points over a week is more than the ups and downs of most people.",
        check=week_above_before,
        data=data.each_hip(data.first_missing(data.usual_level, data.this_week)),
        numbers={"by": Limit(2, 1, 4), "need": Limit(4, 3, 7), "need_before": Limit(7, 5, 14)},
        in_force="{by} points; {need} of 7 scores, {need_before} of 14 before",
        needs_days=USUAL_DAYS,
        sources=("S25", "S34"),
        judgement=False,
        adds_to=RISE,
        supersedes=("PT-04",),
    ),
    ComputedRule(
        id="PT-03",
        title="A week worse than at the start",
        levels=(Level.DAYS,),
        trigger=(
            "The mean of the last 7 days (4 scores or more) is at least 2 above the starting average: the first 14 "
            "dates, or the first 14 after a therapist's reset (7 scores or more), once the week lies after them. The "
            "mean of the last 14 days (7 scores or more) is as far above it: one bad week is left to PT-02."
        ),
        messages={
            Level.DAYS: (
                "Your {where} pain averaged {a} from {week} ({n} of 7 days); your starting average was {b}. " + CONTACT
            )
        },
        matters="It shows a slow rise that a look at the last weeks would not.",
        check=week_above_start,
        data=data.each_hip(data.first_missing(data.starting_average, data.this_week, data.this_fortnight)),
        numbers={
            "by": Limit(2, 1, 4),
            "fortnight_by": Limit(2, 0, 4),
            "need": Limit(4, 3, 7),
            "need_start": Limit(7, 5, 14),
        },
        in_force=(
            "{by} points, {fortnight_by} over two weeks (0: not asked); {need} of 7 scores, {need_start} of the first "
            "14"
        ),
        needs_days=14,
        sources=("S25", "S34"),
        adds_to=RISE,
        supersedes=("PT-04",),
    ),
    ComputedRule(
        id="PT-04",
        title="Days above your usual",
        levels=(Level.DAYS, Level.VISIT),
        trigger=(
            "Two dates in a row at least 2 above the median of 20 to 7 days before the first of them (7 scores or "
            "more); from the third date level 3, once the mean of the last 7 days (4 scores or more) is 1.5 above the "
            "mean of the 14 days before them. A missing date ends the run. After 5 logged dates at the usual level or "
            "below, a new run may begin."
        ),
        messages={
            Level.DAYS: (
                "Your {where} pain was above your usual {usual} for {n} days in a row, up to {on}. Ask your therapist "
                "before the next hard session. " + CONTACT
            ),
            Level.VISIT: (
                "{n} days above your usual, up to {on} ({where}). Ask your therapist before the next hard session; if "
                "it goes on, get in touch."
            ),
        },
        matters="Short flares are common; one that goes on is worth a word.",
        check=run_above_usual,
        data=data.each_hip(data.usual_level),
        numbers={
            "above": Limit(2, 1, 4),
            "days": fixed(2),
            "days_contact": Limit(3, 3, 5),
            "week_up": Limit(WEEK_UP, 0, 4),
            "need_before": Limit(7, 5, 14),
            "settled": fixed(5),
        },
        in_force=(
            "{above} above usual on {days} dates in a row; level 3 from date {days_contact} on, with the week "
            "{week_up} up (0: not asked)"
        ),
        needs_days=56 + 20,
        sources=("S25",),
        adds_to=RISE,
    ),
    ComputedRule(
        id="PT-05",
        title="A hard week",
        levels=(Level.DAYS,),
        trigger="The mean of the last 7 days (4 scores or more) is 7 or more, for one hip; once in 14 days.",
        messages={
            Level.DAYS: (
                "Your {where} pain averaged {a} from {week} ({n} of 7 days). That is hard going; please tell your team "
                "in the next 2 to 3 days."
            )
        },
        matters="Strong pain for a week is a reason to talk, also when it is not new.",
        check=hard_week,
        data=data.each_hip(data.this_week),
        numbers={"mean": Limit(7, 5, 10), "need": Limit(4, 3, 7)},
        in_force="mean {mean}; {need} of 7 scores",
        needs_days=7,
        sources=("S30",),
        adds_to=RISE,
        supersedes=("PT-04",),
        once_days=14,
    ),
    ComputedRule(
        id="PT-06",
        title="About the same for eight weeks",
        levels=(Level.DAYS,),
        trigger=(
            "From 90 days after surgery: the mean of the last 28 days is 4 or more and less than 1 lower than that of "
            "the 28 days before (14 scores or more in each); once in 28 days."
        ),
        messages={
            Level.DAYS: (
                "Your {where} pain stayed about the same for the eight weeks up to {on} ({b}, then {a}). It is worth a "
                "review; ask for one in the next 2 to 3 days."
            )
        },
        matters="A plan that does not help any more can be looked at again.",
        check=no_progress,
        data=data.after_surgery(data.each_hip(data.eight_weeks)),
        numbers={
            "days_after": Limit(90, 60, 365),
            "mean": Limit(4, 3, 10),
            "better_by": Limit(1, 1, 2),
            "need": Limit(14, 7, 28),
        },
        in_force="day {days_after} after surgery; mean {mean}; {better_by} point better; {need} of 28 scores twice",
        needs_days=56,
        sources=("S26", "S34", "doc 002"),
        once_days=28,
    ),
    ComputedRule(
        id="PT-07",
        title="Pain in a new place",
        levels=(Level.DAYS,),
        trigger=(
            "A place, or a side, without a score in the 28 days before this week has 4 or more on 3 of the last 7 "
            "dates. Not in the first 28 days of logging."
        ),
        messages={
            Level.DAYS: (
                "Pain in a new place ({where}) on {n} days from {week}. Please report it in the next 2 to 3 days."
            )
        },
        matters="Pain that moves or spreads is something your team asks about.",
        check=new_place,
        data=data.logged_long_enough,
        numbers={"score": Limit(4, 1, 7), "days": Limit(3, 2, 5), "days_logged": fixed(28)},
        in_force="score {score} on {days} of 7 dates; 28 dates without",
        needs_days=35,
        sources=("doc 002",),
    ),
    ComputedRule(
        id="PT-08",
        title="Woken by pain",
        levels=(Level.TODAY, Level.DAYS),
        trigger=(
            "Woken by pain on 3 or more of the last 7 dates, with 4 or more answered, and night pain not marked as "
            "usual. Level 2 with weight loss or a fever within 14 days."
        ),
        messages={
            Level.TODAY: (
                "Pain woke you on {n} nights from {week}. With the rest you logged it is for today: call {night_line}."
            ),
            Level.DAYS: (
                "Pain woke you on {n} nights from {week}. Please mention it to your team in the next 2 to 3 days."
            ),
        },
        matters="New pain at night is one of the things your team asks about.",
        check=woken,
        data=data.nights,
        numbers={"nights": Limit(3, 2, 5), "need": Limit(4, 3, 7)},
        in_force="{nights} of 7 nights; {need} answered",
        needs_days=28,
        sources=("S08", "S25"),
        supersedes=("RF-17",),
    ),
    ComputedRule(
        id="PT-09",
        title="Two weeks worse than the four before",
        levels=(Level.DAYS,),
        trigger=(
            "The mean of the last 14 days (7 scores or more) is at least 1.75 above that of the 28 days before them "
            "(7 or more), for one hip. The mean of the last 7 days (4 or more) is so too: the rise is not over."
        ),
        messages={
            Level.DAYS: (
                "Your {where} pain averaged {a} from {fortnight} ({n} of 14 days). The four weeks before: {b}. "
                + CONTACT
            )
        },
        matters="A rise that has lasted two weeks is worth a word, also when it is smaller.",
        check=fortnight_above_before,
        data=data.each_hip(data.first_missing(data.four_weeks_before, data.this_fortnight)),
        numbers={
            "by": Limit(FORTNIGHT_UP, 1, NEVER),
            "need_week": fixed(4),
            "need": fixed(7),
            "need_before": Limit(7, 5, 28),
        },
        in_force="{by} points (11: switched off); {need} of 14 scores, {need_before} of 28 before",
        needs_days=42,
        sources=("S35",),
        adds_to=RISE,
        supersedes=("PT-04",),
    ),
)
