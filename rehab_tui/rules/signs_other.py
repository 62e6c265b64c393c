"""The reported signs RF-10 to RF-21: pain, legs, falls, the back, the last weeks, and any other worry."""

from rehab_tui.domain.followup import Level
from rehab_tui.rules.checks import (
    FEVER_DAYS,
    LEVEL_ONE,
    headache,
    raised,
    reported,
    sudden_pain,
    walking,
    weight_loss,
)
from rehab_tui.rules.rule import RECENT_DAYS, Rule
from rehab_tui.rules.signs_urgent import GO_NOW

_TELL_THEM = "Contact your team in the next 2 to 3 days and tell them this."
_WITH_FEVER = "Together with a fever this should be talked over today. Call {night_line}."

OTHER_SIGNS = (
    Rule(
        id="RF-10",
        title="Sudden strong pain",
        levels=(Level.EMERGENCY, Level.TODAY),
        trigger=(
            "Sudden strong pain unlike your usual pain, whatever the score. Level 1 with a fall, when the leg cannot "
            "carry you, when it gets worse over hours, or with any level 1 sign on that date."
        ),
        messages={
            Level.EMERGENCY: (
                "Sudden strong pain after a fall, or together with another serious sign, needs emergency help now. "
                + GO_NOW
            ),
            Level.TODAY: "Sudden strong pain that is new for you needs advice today. Call {night_line}.",
        },
        matters="Pain that is not like your usual pain needs someone to look at it.",
        check=sudden_pain,
        sources=("S08", "S11", "S13", "doc 002"),
        judgement=True,
        symptom="sudden-pain",
        ask="Do you have sudden strong pain that is not like your usual pain?",
        named="sudden strong pain",
    ),
    Rule(
        id="RF-11",
        title="New numbness in one leg",
        levels=(Level.EMERGENCY, Level.TODAY),
        trigger=(
            "Numbness or tingling in one leg or foot: new or worse, one report. Level 1 when it gets worse over hours, "
            "or with leg weakness or another level 1 sign on that date."
        ),
        messages={
            Level.EMERGENCY: (
                "Numbness in a leg that gets worse, or comes with weakness or another serious sign, needs emergency "
                "help now. " + GO_NOW
            ),
            Level.TODAY: "New numbness or tingling in your leg or foot should be checked today. Call {night_line}.",
        },
        matters="New loss of feeling in a leg needs an early look.",
        check=raised("leg-numbness", Level.TODAY, Level.EMERGENCY, by=LEVEL_ONE),
        sources=("S08", "S11", "S21", "doc 002"),
        judgement=True,
        symptom="leg-numbness",
        ask="Is one leg or foot numb or tingling?",
        named="numb or tingling {leg}",
    ),
    Rule(
        id="RF-12",
        title="New trouble walking or standing",
        levels=(Level.EMERGENCY, Level.TODAY),
        trigger=(
            "Walking or standing has become hard: new or worse. Level 1 when it came on suddenly, in both legs, when "
            "it gets worse over hours, or with leg weakness or another level 1 sign on that date."
        ),
        messages={
            Level.EMERGENCY: (
                "Trouble walking that came on suddenly, in both legs, or with another serious sign, needs emergency "
                "help now. " + GO_NOW
            ),
            Level.TODAY: "New trouble walking or standing should be checked today. Call {night_line}.",
        },
        matters="A change in how you walk or stand needs an early look.",
        check=walking,
        sources=("S13", "doc 002"),
        judgement=True,
        symptom="walking",
        ask="Has walking or standing become hard for you?",
        named="trouble walking or standing",
    ),
    Rule(
        id="RF-13",
        title="A fall or a hit",
        levels=(Level.EMERGENCY, Level.TODAY),
        trigger=(
            "A fall, or a hit to the back or hip. Level 1 when the leg cannot carry you, when it gets worse over "
            "hours, or with a sign of RF-01 to RF-05 on that date."
        ),
        messages={
            Level.EMERGENCY: (
                "A fall after which you cannot stand on the leg, or with another serious sign, needs emergency help "
                "now. " + GO_NOW
            ),
            Level.TODAY: "Your team should know about a fall or a hit to your back or hip today. Call {night_line}.",
        },
        matters="After spine surgery a fall is worth a call, even if you feel well.",
        check=raised("fall", Level.TODAY, Level.EMERGENCY, by=("no-weight-bearing", *LEVEL_ONE)),
        sources=("S13", "S22"),
        judgement=True,
        symptom="fall",
        ask="Did you fall, or did something hit your back or hip?",
        named="a fall or a hit",
    ),
    Rule(
        id="RF-14",
        title="Bulge, or the back changed shape",
        levels=(Level.TODAY,),
        trigger="A new bulge or lump over the back, or the back has changed shape: one report.",
        messages={
            Level.TODAY: "A new lump on your back, or a back that changed shape, should be checked today. "
            "Call {night_line}."
        },
        matters="A change that you can see or feel at your back needs an early look.",
        check=reported("back-shape", Level.TODAY),
        sources=("S08", "S17", "doc 002"),
        symptom="back-shape",
        ask="Is there a new bulge or lump on your back, or has your back changed shape?",
        named="lump, or back changed shape",
    ),
    Rule(
        id="RF-15",
        title="Bad headache or clear fluid",
        levels=(Level.EMERGENCY, Level.TODAY),
        trigger=(
            "A bad headache that is worse upright, or clear fluid from the wound: one report. Level 1 with a stiff "
            "neck and a fever within 7 days."
        ),
        messages={
            Level.EMERGENCY: "A bad headache with a stiff neck and a fever needs emergency help now. " + GO_NOW,
            Level.TODAY: (
                "A bad headache that is worse when you sit up, or clear fluid from the wound, should be checked "
                "today. Call {night_line}."
            ),
        },
        matters="After spine surgery the team wants to hear of this early.",
        check=headache,
        sources=("S11", "S12", "S23"),
        judgement=True,
        symptom="headache-fluid",
        ask="Do you have a bad headache that is worse when you are upright, or clear fluid from the wound?",
        named="bad headache or clear fluid",
    ),
    Rule(
        id="RF-16",
        title="Losing weight without trying",
        levels=(Level.TODAY, Level.DAYS),
        trigger=(
            "Losing weight without trying: new or worse. Level 2 with night pain or fever within 14 days, with "
            "low-back pain logged in the last 14 days, or after a past cancer."
        ),
        messages={
            Level.TODAY: (
                "Losing weight without trying, together with other things you logged, should be talked over "
                "today. Call {night_line}."
            ),
            Level.DAYS: "Please book a check about losing weight without trying.",
        },
        matters="Weight that goes by itself is worth a check.",
        check=weight_loss,
        sources=("S04", "S08"),
        judgement=True,
        threshold="within 14 days",
        default="within 14 days",
        symptom="weight-loss",
        ask="Are you losing weight without trying?",
        named="losing weight without trying",
    ),
    Rule(
        id="RF-17",
        title="Pain newly wakes you at night",
        levels=(Level.TODAY, Level.DAYS),
        trigger="Pain wakes you on most nights: new or worse. Level 2 with weight loss or fever within 14 days.",
        messages={
            Level.TODAY: (
                "Pain that newly wakes you at night, together with weight loss or a fever, should be talked over "
                "today. Call {night_line}."
            ),
            Level.DAYS: "Pain that newly wakes you at night should be mentioned to your team in the next 2 to 3 days.",
        },
        matters="New pain at night is one of the things your team asks about.",
        check=raised("night-pain", Level.DAYS, Level.TODAY, by=("weight-loss", "fever"), days=RECENT_DAYS),
        sources=("S08", "S24", "S25"),
        judgement=True,
        threshold="within 14 days",
        default="within 14 days",
        symptom="night-pain",
        ask="Does pain wake you on most nights?",
        named="pain at night",
        supersedes=("PT-08",),
    ),
    Rule(
        id="RF-18",
        title="Tender or moving over the metalwork",
        levels=(Level.TODAY, Level.DAYS),
        trigger=(
            "Tender, clicking or a moving feeling over the rods or screws: new or worse. Level 2 when red or hot, or "
            "with a fever within 7 days."
        ),
        messages={
            Level.TODAY: (
                "A tender place over the rods or screws that is red or hot, or comes with a fever, should be checked "
                "today. Call {night_line}."
            ),
            Level.DAYS: _TELL_THEM,
        },
        matters="Your surgeon decides what to look at when something feels different there.",
        check=raised("metalwork", Level.DAYS, Level.TODAY, by=("red-or-hot", "fever"), days=FEVER_DAYS),
        sources=("doc 004",),
        judgement=True,
        threshold="fever within 7 days",
        default="fever within 7 days",
        symptom="metalwork",
        ask="Is it tender over the rods or screws, or does something click or move there?",
        named="tender or clicking metalwork",
    ),
    Rule(
        id="RF-19",
        title="Pain down the leg",
        levels=(Level.TODAY, Level.DAYS),
        trigger="Old leg pain is back, or pain shoots down the leg: new or worse. Level 2 with a fever within 7 days.",
        messages={Level.TODAY: "Pain down your leg is back or new. " + _WITH_FEVER, Level.DAYS: _TELL_THEM},
        matters="Leg pain that comes back is something your team wants to know.",
        check=raised("leg-pain", Level.DAYS, Level.TODAY, by=("fever",), days=FEVER_DAYS),
        sources=("doc 002", "doc 004"),
        judgement=True,
        threshold="fever within 7 days",
        default="fever within 7 days",
        symptom="leg-pain",
        ask="Is your old leg pain back, or does pain shoot down your leg?",
        named="pain down the {leg}",
    ),
    Rule(
        id="RF-20",
        title="Not getting better",
        levels=(Level.TODAY, Level.DAYS),
        trigger="Pain does not get better with treatment, or slowly gets worse. Level 2 with a fever within 7 days.",
        messages={Level.TODAY: "Your pain is not getting better. " + _WITH_FEVER, Level.DAYS: _TELL_THEM},
        matters="Your team can look at the plan again when it does not help.",
        check=raised("not-improving", Level.DAYS, Level.TODAY, by=("fever",), days=FEVER_DAYS),
        sources=("S26", "doc 002"),
        judgement=True,
        threshold="fever within 7 days",
        default="fever within 7 days",
        symptom="not-improving",
        ask="Is your pain not getting better with treatment, or slowly getting worse?",
        named="pain not getting better",
    ),
    Rule(
        id="RF-21",
        title="Something else worries you",
        levels=(Level.TODAY,),
        trigger="Anything else that worries you, with or without words.",
        messages={Level.TODAY: "You are worried about something. Call {night_line} and say so."},
        matters="You know your body best; a worry is reason enough to call.",
        check=reported("other", Level.TODAY),
        judgement=True,
        symptom="other",
        ask="Does anything else worry you?",
        named="something that worries you",
    ),
)
