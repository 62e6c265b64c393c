"""The reported signs RF-01 to RF-09: toilet, feeling, legs, chest, calf, fever, wound."""

from rehab_tui.domain.followup import Level
from rehab_tui.rules.checks import both_legs, fever, leg_weakness, reported
from rehab_tui.rules.rule import Rule

GO_NOW = "Go to an emergency department or call {emergency} now. Do not drive yourself. Do no exercises."

_TOILET_OR_FEELING = (
    "Changes in your bladder, bowel, or feeling between your legs need to be checked as an emergency. " + GO_NOW
)
_HOURS_COUNT = "This can get worse within hours, and early care gives the best result."

URGENT_SIGNS = (
    Rule(
        id="RF-01",
        title="New bladder or bowel trouble",
        levels=(Level.EMERGENCY,),
        trigger="You cannot pass urine, leak, cannot feel it, or cannot hold stool: new or worse, one report.",
        messages={Level.EMERGENCY: _TOILET_OR_FEELING},
        matters=_HOURS_COUNT,
        check=reported("bladder-bowel", Level.EMERGENCY),
        sources=("S01", "S03", "S06", "S08", "S11", "doc 002"),
        symptom="bladder-bowel",
        ask="Is it hard to pee, do you leak, can you not feel when you go, or can you not hold your stool?",
        named="bladder or bowel trouble",
    ),
    Rule(
        id="RF-02",
        title="Numb between the legs",
        levels=(Level.EMERGENCY,),
        trigger="Numbness or pins and needles between the legs or around the back passage: new or worse, one report.",
        messages={Level.EMERGENCY: _TOILET_OR_FEELING},
        matters=_HOURS_COUNT,
        check=reported("saddle-numbness", Level.EMERGENCY),
        sources=("S01", "S06", "S08", "S09"),
        symptom="saddle-numbness",
        ask="Are you numb or tingling between your legs or around your bottom, or does wiping feel different?",
        named="numb between the legs",
    ),
    Rule(
        id="RF-03",
        title="New change in sexual feeling",
        levels=(Level.EMERGENCY,),
        trigger="A change in sexual feeling or function: new or worse, one report. The question may be left out.",
        messages={Level.EMERGENCY: _TOILET_OR_FEELING},
        matters=_HOURS_COUNT,
        check=reported("sexual-change", Level.EMERGENCY),
        sources=("S01", "S06", "S10"),
        symptom="sexual-change",
        ask="Has sexual feeling or function changed? You do not have to answer this one.",
        named="change in sexual feeling",
    ),
    Rule(
        id="RF-04",
        title="Both legs weak, numb or painful",
        levels=(Level.EMERGENCY,),
        trigger=(
            "Both legs at once, or legs that give way. Also: one leg weak or numb now and the other leg within "
            "14 days, or pain in both legs on one date. New or worse."
        ),
        messages={Level.EMERGENCY: "New weakness or numbness in both legs needs emergency help now. " + GO_NOW},
        matters="When both legs are affected, waiting can make it harder to put right.",
        check=both_legs,
        sources=("S05", "S08", "S10", "doc 002"),
        judgement=True,
        threshold="other leg within 14 days",
        default="other leg within 14 days",
        symptom="both-legs",
        ask="Are both legs weak, numb or painful, or do your legs give way or not go where you want?",
        named="both legs weak, numb or painful",
        supersedes=("RF-05", "RF-11", "RF-19"),
    ),
    Rule(
        id="RF-05",
        title="New weakness in one leg",
        levels=(Level.EMERGENCY, Level.TODAY),
        trigger=(
            "One leg weak, or the foot slaps or drags. Level 1 up to day 14 after surgery, when the surgery date is "
            "not known, when it gets worse, or with another level 1 sign on that date; else level 2."
        ),
        messages={
            Level.EMERGENCY: "New or growing weakness in a leg after surgery needs emergency help now. " + GO_NOW,
            Level.TODAY: "New weakness in your leg or foot should be checked today. Call {night_line}.",
        },
        matters="A leg that loses strength needs an early look.",
        check=leg_weakness,
        sources=("S05", "S12", "S13", "S14", "doc 002", "doc 004"),
        judgement=True,
        threshold="day 14 after surgery",
        default="day 14 after surgery",
        symptom="leg-weakness",
        ask="Is one leg or foot weak, does the foot slap the ground, or do your toes drag?",
        named="weak {leg}",
        supersedes=("RF-11",),
    ),
    Rule(
        id="RF-06",
        title="Chest pain or sudden breathlessness",
        levels=(Level.EMERGENCY,),
        trigger="Sudden breathlessness, chest pain, coughing up blood, or collapse: one report.",
        messages={
            Level.EMERGENCY: (
                "Chest pain or sudden breathlessness needs emergency help now. Call {emergency}. "
                "Do not drive yourself. Do no exercises."
            )
        },
        matters="Trouble with your chest or your breath cannot wait.",
        check=reported("chest-breath", Level.EMERGENCY),
        sources=("S11", "S15", "S16"),
        symptom="chest-breath",
        ask="Are you suddenly short of breath, or do you have chest pain, cough up blood, or did you pass out?",
        named="chest pain or short of breath",
        supersedes=("RF-07",),
    ),
    Rule(
        id="RF-07",
        title="Sore or swollen calf or thigh",
        levels=(Level.TODAY,),
        trigger="A calf or thigh that hurts, is swollen, warm or red: new or worse. Both legs: still level 2.",
        messages={
            Level.TODAY: (
                "A painful, swollen or warm leg after surgery should be checked today. Call {night_line}. "
                "If you get chest pain or breathless, call {emergency}."
            )
        },
        matters="After an operation, a leg like this is looked at on the same day.",
        check=reported("calf-swelling", Level.TODAY),
        sources=("S15", "S15b", "S17"),
        symptom="calf-swelling",
        ask="Is a calf or thigh sore, swollen, warm or red?",
        named="sore or swollen {leg}",
    ),
    Rule(
        id="RF-08",
        title="Fever or chills",
        levels=(Level.EMERGENCY, Level.TODAY),
        trigger=(
            "38.0 C (100.4 F) or more, a fever ticked, or shaking chills. Level 1 when confused, very drowsy, with a "
            "stiff neck, new leg weakness, both legs, or a bladder or bowel change within 7 days."
        ),
        messages={
            Level.EMERGENCY: (
                "A fever together with confusion, drowsiness, a stiff neck, a weak leg, or a bladder or bowel change "
                "needs emergency help now. " + GO_NOW
            ),
            Level.TODAY: (
                "A fever or shaking chills should be reported to your surgical team today, even if your wound looks "
                "fine. Call {night_line}."
            ),
        },
        matters="After spine surgery the team wants to hear of a fever early.",
        check=fever,
        sources=("S11", "S16", "S17", "S17b", "S19", "S20", "doc 002"),
        judgement=True,
        threshold="38.0 C",
        default="38.0 C",
        symptom="fever",
        ask="Do you have a fever (38.0 C or 100.4 F and more), or do you shake with cold?",
        named="fever or chills",
    ),
    Rule(
        id="RF-09",
        title="Wound trouble",
        levels=(Level.TODAY,),
        trigger="The wound leaks more, smells, is cloudy, hot, redder, opens or bleeds: new or worse, one report.",
        messages={Level.TODAY: "Tell your surgical team about your wound today. Call {night_line}."},
        matters="Changes at a wound are easier to treat early.",
        check=reported("wound", Level.TODAY),
        sources=("S11", "S12", "S16", "S17", "S19"),
        symptom="wound",
        ask="Does your wound leak, smell, bleed or open, or is it hotter or redder than before?",
        named="wound trouble",
    ),
)
