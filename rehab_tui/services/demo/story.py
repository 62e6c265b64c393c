"""The made-up patient of the demo, as tables: what happened on which day after surgery. Nobody real."""

from datetime import timedelta

from rehab_tui.domain.block import After, Block
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.exercise import SkipReason
from rehab_tui.domain.treatment import TreatmentKind

LAST = 98
"""Days from surgery to today: fourteen weeks."""
FIRST = 2

NAME = "Robin Sample (made up)"
THERAPIST = "Kim Larsen (made up), 555-0142"
SURGEON = "Dr. Rivera (made up), 555-0117"
PROFILE: dict[str, object] = {
    "name": NAME,
    "levels": "L4-S1",
    "approach": "from the back",
    "graft": "own-bone",
    "hardware": True,
    "hip_replacement": False,
    "past_cancer": False,
    "side": Side.BOTH,
    "night_line": "Spine ward of the made-up hospital, 555-0199",
    "surgeon": SURGEON,
    "therapist": THERAPIST,
    "allowed_by": "Dr. Rivera (made up)",
}

PLANS = {3: "protect", 42: "activate", 84: "strengthen"}
ALLOWED = {24: "wound-healed", 84: "loading", 88: "swimming"}

LEFT_LEVEL = ((2, 6.3), (14, 6.0), (28, 5.4), (42, 4.7), (56, 4.2), (70, 3.8), (84, 3.4), (98, 2.8))
RIGHT_LEVEL = ((2, 2.2), (42, 1.6), (98, 1.1))
LEFT_WOBBLE = (0.0, 0.6, -0.7, 0.3, 1.1, -0.4, 0.2, -1.0, 0.5, 0.0, 0.8, -0.6, -0.2, 0.9, -0.8, 0.4, -0.3, 0.7, -1.1)
RIGHT_WOBBLE = (0.1, -0.4, 0.5, 0.0, -0.6, 0.3, 0.8, -0.2, -0.5, 0.4, 0.0, -0.9, 0.6)
FLARE = {58: 2.6, 59: 3.0, 60: 2.2, 61: 1.4}

MISSED = frozenset({17, 29, 47, 66, 72, 73, 74, 75, 89})
LATE = {23: 1, 64: 2, 92: 1}
"""Days that were written down that many days later."""

OTHER_SITES: tuple[tuple[int, int, Site, Side, float], ...] = (
    (6, 3, Site.SI_JOINT, Side.LEFT, -1.2),
    (9, 5, Site.GROIN, Side.LEFT, -1.8),
    (4, 2, Site.LOW_BACK, Side.MIDDLE, -1.6),
)
"""Every so many days, counted from a day, how far from the left hip."""

GUIDED_FROM = 42
"""From this day on every second session is guided: it asks for the pain before, and during each exercise."""
GUIDED_TOO = 57
"""The evening before the long car ride."""

EASY, EASY_FROM = "sit-to-stand", 95
"""An exercise that has become easy: there is something to ask the therapist."""

SKIPS = {
    19: SkipReason.TIRED,
    33: SkipReason.TIRED,
    40: SkipReason.ILL,
    52: SkipReason.NO_TIME,
    58: SkipReason.PAIN,
    59: SkipReason.PAIN,
    60: SkipReason.PAIN,
    68: SkipReason.NO_TIME,
    79: SkipReason.FORGOT,
    87: SkipReason.NO_TIME,
    94: SkipReason.TIRED,
}
"""Days on which most exercises were left out; the walk was done."""

NOTES = {
    2: "Home since this morning. Stairs are slow.",
    9: "First time around the block, with the stick.",
    16: "Slept badly, turning over hurts.",
    23: "Wrote this the morning after. Long day with visitors.",
    26: "Left hip sore on the outside when I lie on it.",
    32: "Call with the clinic again. Walking as before.",
    41: "Tired all day, went to bed early.",
    44: "First clamshells at Kim's. Left is clearly the weaker one.",
    51: "Half a day at the desk. Hip stiff when I get up.",
    58: "Four hours in the car for the wedding. Left hip much worse since.",
    59: "Hardly slept. Sat on a cushion all day.",
    60: "A little better. Only walked.",
    62: "Back to normal, more or less.",
    71: "Off to my sister's for four days. The diary stays here.",
    78: "Carried the shopping in two small bags. No trouble.",
    85: "New plan. The side leg lifts are hard on the left.",
    91: "Thirty minutes in the park without the stick.",
    95: "Front of the hip aches after long sitting.",
    97: "Good day. Walked to the market and back.",
}

VISITS: dict[int, tuple[int, str, str | None]] = {
    5: (42, "Dr. Rivera (made up)", "When may I sit longer than half an hour?"),
    43: (84, "Dr. Rivera (made up)", None),
    86: (111, "Dr. Rivera (made up)", "May I use the exercise bike? Why does the front of the hip ache after sitting?"),
}
"""On which day an appointment was written down: its day, with whom, what to ask."""

MEASURED: dict[int, dict[str, tuple[str, ...]]] = {
    10: {"peg": ("6", "7", "7"), "weight": ("78.5kg",)},
    14: {"my-activities": ("climbing the stairs=3", "sitting through a meal=4", "walking to the market=0")},
    18: {"peg": ("6", "6", "7")},
    25: {"peg": ("5", "6", "6"), "weight": ("78kg",), "sleep": ("5.5",)},
    32: {"peg": ("5", "6", "5"), "global-change": ("1",)},
    39: {"peg": ("5", "5", "5")},
    42: {"my-activities": ("climbing the stairs=5", "sitting through a meal=5", "walking to the market=3")},
    46: {"peg": ("4", "5", "5"), "chair-stand": ("9",)},
    53: {"peg": ("4", "4", "5"), "weight": ("77.2kg",)},
    60: {"peg": ("6", "5", "6"), "sleep": ("4.5",), "global-change": ("1",)},
    65: {"chair-stand": ("11",)},
    67: {"peg": ("4", "4", "4")},
    77: {"peg": ("3", "4", "4"), "my-activities": ("7", "6", "6")},
    81: {"peg": ("3", "3", "4"), "weight": ("76.8kg",)},
    86: {"chair-stand": ("12",), "odi-total": ("28",)},
    88: {"peg": ("3", "3", "3"), "global-change": ("2",)},
    95: {"peg": ("3", "2", "3"), "sleep": ("7",)},
}
TREATED: dict[int, tuple[TreatmentKind, str | None, str | None]] = {
    4: (TreatmentKind.WALKING_AID, "one stick, right hand", None),
    44: (TreatmentKind.PELVIC_BELT, "on the way to Kim", "steadier"),
    58: (TreatmentKind.OTHER_MEDICINE, "the tablets for bad days", "a little"),
    59: (TreatmentKind.OTHER_MEDICINE, "the tablets for bad days", None),
}
NEW_START, NEW_START_BY = 12, "Kim Larsen (made up)"
PAUSE_FROM, PAUSE_TO, PAUSE_REASON = 72, 75, "at my sister's"
BLOCK_DAY = 80
BLOCK = Block(Site.SI_JOINT, Side.LEFT, "lidocaine", 4, (After(30, 1), After(120, 2)), 1)

SIGN_DAY = 31
SIGN_TALKED_AFTER = timedelta(minutes=25)
SIGN_SAID = "Called the night line. They told me to come in; seen at the clinic the same day at 19:30."
SIGN_OUTCOME = (
    "Seen the same evening. They examined the leg and made a scan. I am to keep walking and to call if it changes."
)

TYPED_WRONG = 50
"""The left score of this day was typed as 8 and corrected at once."""
LOGGED_TWICE = 70
"""A second walk of this day was marked as a mistake."""
