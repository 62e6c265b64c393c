"""What can be measured beside pain: unit, range, which way is better, and the change that matters with its source."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from rehab_tui.domain.words import one_of

WEEK = 7
"""Days."""


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Measure(NamedTuple):
    """One measure (rules, section 4). Ranges of times, distances and weights are ours: they catch slips of typing."""

    id: str
    name: str
    unit: str
    lowest: Decimal
    highest: Decimal
    better: Better | None = None
    """None where a number alone does not say it."""
    matters: Decimal | None = None
    """The change that matters, in the unit; None where no source gives one figure."""
    matters_words: str = ""
    """Where that figure comes from, or why there is none."""
    sources: tuple[str, ...] = ()
    how: str = ""
    """How it is taken, in our own words."""
    places: int = 0
    """Decimals that are kept."""
    items: tuple[str, ...] = ()
    """Its questions, where the score is the mean of several answers."""
    own_items: bool = False
    """Whether the patient names what is scored."""
    choices: tuple[str, ...] = ()
    """What it can be taken with: one of these is always named, and only alike can be compared."""
    sided: bool = False
    every_days: int | None = None
    """How often it is meant to be taken (rules, section 4); None where that is left open."""
    from_zero: bool = False
    """Whether its scale always begins at 0."""

    @property
    def asks(self) -> str:
        """What it asks and how often, for one that is meant to be taken now and then: `3 questions, weekly`."""
        n = len(self.items) or 1
        often = "weekly" if self.every_days == WEEK else f"every {(self.every_days or 0) // WEEK} weeks"
        return f"{n} {'questions' if n > 1 else 'question'}, {often}"


def _measure(name: str, words: str, unit: str, low: str, high: str, **more: object) -> Measure:
    return Measure(name, words, unit, Decimal(low), Decimal(high), **more)  # type: ignore[arg-type]


PEG_ITEMS = ("pain", "enjoyment", "activity")
"""Pain on average; how much it kept one from enjoying life; from doing things in general."""

AIDS = ("no-aid", "stick", "two-sticks", "crutches", "walker")
"""What a person may walk with."""

_TABLE = (
    _measure(
        "peg", "PEG", "points", "0", "10",
        better=Better.LOWER,
        matters=Decimal(2),
        matters_words="1 to 2 points are given; the larger one is used",
        sources=("S75", "S75b"),
        how=(
            "Three numbers from 0 to 10 about the last week: pain on average, how much it kept you from enjoying life, "
            "how much it kept you from what you do. The score is their mean, only when all three are there. "
            "After Krebs and others 2009, derived from the Brief Pain Inventory."
        ),
        items=PEG_ITEMS,
        every_days=7,
    ),
    _measure(
        "my-activities", "My activities", "points", "0", "10",
        better=Better.HIGHER,
        matters=Decimal("2.3"),
        matters_words="a medium change; 1.3 is small, 2.7 large",
        sources=("S36",),
        how=(
            "Three to five things that matter to you, in your own words, each from 0 (cannot do it) to 10 (as before). "
            "Only the same list can be compared."
        ),
        own_items=True,
    ),
    _measure(
        "chair-stand", "30-second chair stand", "stands", "0", "60",
        better=Better.HIGHER,
        matters=Decimal("2.5"),
        matters_words="for one person, in early knee arthritis; the first try is practice",
        sources=("S77", "S77b"),
        how=(
            "Full stands from a chair in 30 seconds with the arms crossed, once your therapist has allowed it. "
            "With the help of the arms it counts 0 and is not compared."
        ),
    ),
    _measure(
        "tug", "Timed up and go", "s", "1", "600",
        better=Better.LOWER,
        matters=Decimal("1.1"),
        matters_words="in knee arthritis",
        sources=("S78",),
        how="Seconds to stand up, walk 3 m, turn, come back and sit down. Have someone beside you.",
        places=1,
    ),
    _measure(
        "gait-speed", "Walking speed", "m/s", "0.05", "4",
        better=Better.HIGHER,
        matters=Decimal("0.12"),
        matters_words="0.07 to 0.12 m/s in knee arthritis; the larger one is used",
        sources=("S79",),
        how="Meters walked at your usual pace, divided by the seconds it took.",
        places=2,
    ),
    _measure(
        "walk-6min", "6-minute walk", "m", "0", "1500",
        better=Better.HIGHER,
        matters_words="18 m in frail elders, 74 m after a knee replacement: too far apart for one figure",
        sources=("S80", "S80b"),
        how="Meters walked in six minutes.",
    ),
    _measure(
        "single-leg", "Standing on one leg", "s", "0", "600",
        better=Better.HIGHER,
        matters_words="one protocol asks for more than 10 s by week 12",
        sources=("S55b",),
        how="Seconds on one leg. In the clinic only: you might fall.",
        places=1,
        sided=True,
    ),
    _measure("steps", "Steps", "steps a day", "0", "200000", sources=("doc 001", "doc 002")),
    _measure(
        "weight", "Weight", "kg", "20", "400",
        sources=("doc 001", "doc 002"),
        how="With its unit: 81.5kg, 180lb. It is kept as typed and in kg.",
        places=2,
    ),
    _measure(
        "sleep", "Sleep", "hours", "0", "24",
        sources=("doc 001", "doc 002"),
        how="Hours slept in the night before.",
        places=2,
    ),
    _measure(
        "limp", "Limp", "points", "0", "10",
        better=Better.LOWER,
        matters_words="the scale is ours (judgement); no figure was found",
        sources=("doc 002",),
        how=(
            "How much you limp today, from 0 (not at all) to 10 (every step), and what you walked with: "
            f"{', '.join(AIDS)}. Only days with the same aid can be compared."
        ),
        choices=AIDS,
    ),
    _measure(
        "global-change", "Change since you started", "points", "-3", "3",
        better=Better.HIGHER,
        matters_words="it is a change itself",
        sources=("S32", "S36"),
        how=(
            "Every four weeks: how are you, all in all, beside the start? From -3 (much worse) over 0 (the same) to 3 "
            "(much better)."
        ),
        every_days=28,
    ),
    _measure(
        "odi-total", "ODI total", "points", "0", "100",
        better=Better.LOWER,
        matters=Decimal(12),
        sources=("S36",),
        how="The total that your clinic worked out; its questions are not in this program.",
        places=1,
    ),
    _measure(
        "lefs-total", "LEFS total", "points", "0", "80",
        better=Better.HIGHER,
        matters=Decimal(9),
        matters_words="9 to 16 points are given; the smaller one is also what the test can tell apart",
        sources=("S36", "S82"),
        how="The total that your clinic worked out; its questions are not in this program.",
    ),
    _measure(
        "hoos-total", "HOOS total", "points", "0", "100",
        matters_words="no figure was found",
        how="The total that your clinic worked out; ask there which way is better.",
        places=1,
    ),
    _measure(
        "promis-total", "PROMIS T score", "points", "0", "100",
        matters_words="no figure was found",
        sources=("S83",),
        how="The T score that your clinic worked out; which way is better depends on the form.",
        places=1,
    ),
)  # fmt: skip

MEASURES = {measure.id: measure for measure in _TABLE}


def measure_named(text: str) -> Measure:
    """Return the measure a person typed; raise InvalidValue with the nearest name otherwise."""
    return MEASURES[one_of("measure", text, MEASURES)]
