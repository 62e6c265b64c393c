"""The table of the rules on exercise, silence, tests and the time after surgery."""

from fractions import Fraction

from rehab_tui.domain.followup import Level
from rehab_tui.rules.computed import data
from rehab_tui.rules.computed.hit import RISE
from rehab_tui.rules.computed.measures import fewer_stands, harder_activities, more_pain_in_life, not_back
from rehab_tui.rules.computed.places import graft_site
from rehab_tui.rules.computed.rule import ComputedRule, Limit, fixed
from rehab_tui.rules.computed.sessions import again, load_beside, low_weeks, morning_after, pain_during
from rehab_tui.rules.computed.settled import began_late, came_back, good_news
from rehab_tui.rules.computed.silence import no_score, not_acted, silent
from rehab_tui.rules.computed.table_pain import CONTACT

HALF, HALF_MORE, FN_03_BY = Fraction(1, 2), Fraction(3, 2), Fraction(23, 10)

EXERCISE_RULES = (
    ComputedRule(
        id="PX-01",
        title="Too much pain while exercising",
        levels=(Level.VISIT,),
        trigger="Pain while exercising above the limit of the plan: 3 when none is set, 5 once loading is allowed.",
        messages={
            Level.VISIT: (
                "Pain {s} while exercising, above the limit of {limit}: stop {what} for today, {on}. Tell your "
                "therapist at the next visit."
            )
        },
        matters="There is a limit for pain while exercising, and this was above it.",
        check=pain_during,
        data=data.during,
        numbers={"limit": fixed(3)},
        in_force="above the plan's limit; {limit} when none is set",
        needs_days=1,
        sources=("S53", "S54", "S55c"),
    ),
    ComputedRule(
        id="PX-02",
        title="More pain the day after",
        levels=(Level.VISIT,),
        trigger=(
            "Morning pain of the next date (or its daily score) is at least 2 above the pain before the exercise. "
            "Without either of the two it is not looked at."
        ),
        messages={
            Level.VISIT: (
                "More pain the morning after ({name}: {b} before, {s} the next day, {on}). Ask your therapist before "
                "you do the same amount again."
            )
        },
        matters="How you feel the next morning shows whether it was the right amount.",
        check=morning_after,
        data=data.before_exercise,
        numbers={"above": Limit(2, 1, 4)},
        in_force="{above} points",
        needs_days=2,
        sources=("S53d",),
    ),
    ComputedRule(
        id="PX-03",
        title="Exercise keeps hurting",
        levels=(Level.DAYS,),
        trigger="PX-01 or PX-02 for the same exercise in 2 of its last 3 sessions under one version of the plan.",
        messages={
            Level.DAYS: (
                "{name} {keep} flaring your pain ({days}); ask your therapist in the next 2 to 3 days about a change."
            )
        },
        matters="An exercise that keeps hurting is one to change, not to bear.",
        check=again,
        data=data.sessions,
        numbers={"of_sessions": Limit(2, 2, 3), "sessions": fixed(3)},
        in_force="{of_sessions} of {sessions} sessions",
        needs_days=29,
    ),
    ComputedRule(
        id="AD-01",
        title="Two weeks with fewer exercises",
        levels=(Level.VISIT,),
        trigger="Less than 50 in a hundred of the planned exercises in each of two whole weeks with some due.",
        messages={
            Level.VISIT: (
                "Fewer exercises than planned in the two weeks up to {on}: {a} and {b} in a hundred. What got in the "
                "way?"
            )
        },
        matters="Your therapist can make a plan that fits your days better.",
        check=low_weeks,
        data=data.planned_weeks,
        numbers={"percent": Limit(50, 20, 80), "week_starts_on": Limit(1, 1, 7)},
        in_force="below {percent} in a hundred, twice",
        needs_days=20,
        sources=("S85",),
        for_therapist=True,
    ),
    ComputedRule(
        id="AD-02",
        title="Exercises beside a rise in pain",
        levels=(None,),
        trigger=(
            "PT-02, PT-03 or PT-09 is open and less than half, or more than one and a half, of the planned exercises "
            "of 28 days were done."
        ),
        messages={None: "From {first} to {last} {a} of {b} planned exercises were done."},
        matters="Much more, or much less, than planned is worth knowing beside the pain.",
        check=load_beside,
        data=data.with_a_rise,
        numbers={"low": fixed(HALF), "high": fixed(HALF_MORE)},
        in_force="done of due below {low} or above {high}",
        needs_days=28,
        adds_to=RISE,
        opens_alone=False,
        for_therapist=True,
    ),
)

SILENCE_RULES = (
    ComputedRule(
        id="MS-01",
        title="No score for three days",
        levels=(None,),
        trigger="No score on 3 dates in a row, pauses left out; the day itself is not over and does not count.",
        messages={None: "No score for {n} days, from {first} on. How is today?"},
        matters="Days without a score are unknown, not good or bad.",
        check=no_score,
        data=data.scored_once,
        numbers={"days": Limit(3, 2, 14)},
        in_force="{days} dates",
        needs_days=61,
        sources=("S27",),
    ),
    ComputedRule(
        id="MS-02",
        title="Silent",
        levels=(None,),
        trigger="No score on 7 dates in a row; on 1 date while an alert of level 1 or 2 is open.",
        messages={None: "No score for {n} days, from {first} on."},
        matters="Someone who falls silent may need a call.",
        check=silent,
        data=data.scored_once,
        numbers={"days": Limit(7, 3, 28), "days_after_alert": fixed(1)},
        in_force="{days} dates; {days_after_alert} after an alert of level 1 or 2",
        needs_days=61,
        sources=("S27",),
        for_therapist=True,
    ),
    ComputedRule(
        id="MS-03",
        title="Nobody was told yet",
        levels=(None,),
        trigger="An alert of level 1 is open for more than 1 hour, or one of level 2 for more than 24 hours.",
        messages={None: "You logged {x} on {when}. Did you get help?"},
        matters="An alert is only of use when someone hears of it.",
        check=not_acted,
        data=data.always,
        numbers={"hours_level_1": fixed(1), "hours_level_2": fixed(24)},
        in_force="{hours_level_1} hour, {hours_level_2} hours",
        needs_days=0,
        sources=("S13",),
        opens_alone=False,
    ),
)

FUNCTION_RULES = (
    ComputedRule(
        id="FN-01",
        title="Fewer stands from the chair",
        levels=(Level.DAYS,),
        trigger="At least 3 stands fewer than at the last chair-stand test; tests with the arms are not compared.",
        messages={Level.DAYS: "Fewer stands than last time ({a} on {when}, {b} on {on}). " + CONTACT},
        matters="Three stands fewer is more than tests differ from day to day.",
        check=fewer_stands,
        data=data.tests_of("chair-stand"),
        numbers={"by": Limit(3, 2, 6)},
        in_force="{by} stands",
        needs_days=0,
        sources=("S77b",),
        judgement=False,
    ),
    ComputedRule(
        id="FN-02",
        title="Pain gets in the way more",
        levels=(Level.DAYS,),
        trigger="The mean of the three PEG items is at least 2 above the last one; with an item missing, no score.",
        messages={
            Level.DAYS: "Pain gets in the way more than last time ({a} of 10 on {when}, {b} on {on}). " + CONTACT
        },
        matters="It shows what the daily score does not: what pain keeps you from.",
        check=more_pain_in_life,
        data=data.tests_of("peg"),
        numbers={"by": Limit(2, 1, 4)},
        in_force="{by} points",
        needs_days=0,
        sources=("S75b",),
        judgement=False,
    ),
    ComputedRule(
        id="FN-03",
        title="Your activities have become harder",
        levels=(Level.DAYS,),
        trigger="The mean of my activities is at least 2.3 below the last one on the same list of activities.",
        messages={
            Level.DAYS: "Your own activities are harder than last time ({a} of 10 on {when}, {b} on {on}). " + CONTACT
        },
        matters="These are the things you chose as the ones that count.",
        check=harder_activities,
        data=data.tests_of("my-activities"),
        numbers={"by": Limit(FN_03_BY, 1, 5)},
        in_force="{by} points",
        needs_days=0,
        sources=("S36",),
        judgement=False,
    ),
    ComputedRule(
        id="FF-02",
        title="Not back to usual activities",
        levels=(Level.DAYS,),
        trigger=(
            "From 120 days after surgery: back to your usual activities? answered no twice in a row, at least 21 days "
            "apart."
        ),
        messages={
            Level.DAYS: (
                "On {on} you were not back to your usual activities, {n} months after surgery. Tell your surgeon at or "
                "before the next visit; ask in the next 2 to 3 days when that is."
            )
        },
        matters="Several months after surgery your surgeon wants to know what you cannot do yet.",
        check=not_back,
        data=data.after_surgery(data.activities),
        numbers={"days_after": Limit(120, 90, 365), "days_apart": Limit(21, 14, 60)},
        in_force="day {days_after} after surgery; {days_apart} days apart",
        needs_days=120,
        sources=("doc 002",),
    ),
)

SURGERY_RULES = (
    ComputedRule(
        id="FU-12",
        title="Pain where bone was taken",
        levels=(Level.VISIT,),
        trigger=(
            "From 183 days after surgery, with own bone or an unknown graft: pain at the back of the hip bone on 3 or "
            "more of the last 14 dates."
        ),
        messages={
            Level.VISIT: (
                "Pain where bone was taken, on {n} of the 14 days up to {on}, more than six months after surgery: tell "
                "your surgeon at the next visit."
            )
        },
        matters="Pain there that lasts is known, and your surgeon should hear of it.",
        check=graft_site,
        data=data.after_surgery(data.graft),
        numbers={"days_after": fixed(183), "score": Limit(1, 1, 4), "days": Limit(3, 2, 7)},
        in_force="day {days_after} after surgery; {days} of 14 dates",
        needs_days=14,
        sources=("doc 000",),
    ),
    ComputedRule(
        id="HW-01",
        title="Pain came back after it had settled",
        levels=(Level.DAYS,),
        trigger=(
            "From 28 to 365 days after surgery: 14 dates since surgery averaged 2 or less (7 scores or more), and the "
            "last 7 days (4 scores or more) average at least 2 above them."
        ),
        messages={
            Level.DAYS: (
                "Pain has come back after it had settled ({where}: {b} up to {when}, {a} from {week}). Tell your "
                "surgeon in the next 2 to 3 days."
            )
        },
        matters="Pain that returns after a good spell is one of the things your surgeon asks about.",
        check=came_back,
        data=data.after_surgery(data.each_hip(data.first_missing(data.this_week, data.settled_once))),
        numbers={
            "days_after": fixed(28),
            "days_until": fixed(365),
            "settled": Limit(2, 1, 4),
            "need_settled": Limit(7, 5, 14),
            "need": Limit(4, 3, 7),
            "by": Limit(2, 1, 4),
        },
        in_force="day {days_after} to {days_until}; settled at {settled}; {by} points above",
        needs_days=365,
        sources=("doc 004",),
        adds_to=RISE,
        supersedes=("PT-04",),
    ),
    ComputedRule(
        id="HW-04",
        title="More than a year after surgery",
        levels=(None,),
        trigger=(
            "PT-02, PT-03, PT-04 (level 3), PT-07 or PT-09 fires 365 days or more after surgery: a line on that alert."
        ),
        messages={None: "It began more than a year after surgery: say so when you call."},
        matters="Your surgeon looks at late pain in its own way.",
        check=began_late,
        data=data.after_surgery(data.always),
        numbers={"days_after": fixed(365)},
        in_force="day {days_after} after surgery",
        needs_days=0,
        sources=("doc 004",),
        opens_alone=False,
    ),
    ComputedRule(
        id="OK-01",
        title="Lower than at the start",
        levels=(None,),
        trigger=(
            "The mean of the last 7 days (4 scores or more) is at least 2 points, and at least 30 in a hundred, below "
            "the starting average (7 scores or more)."
        ),
        messages={None: "About {k} points lower than when you started ({where}: {a} from {week}, {b} then)."},
        matters="A change of this size is one that people notice.",
        check=good_news,
        data=data.each_hip(data.first_missing(data.starting_average, data.this_week)),
        numbers={"by": fixed(2), "share": fixed(30), "need": fixed(4), "need_start": fixed(7)},
        in_force="{by} points and {share} in a hundred",
        needs_days=7,
        sources=("S32",),
        judgement=False,
        once_days=28,
    ),
)
