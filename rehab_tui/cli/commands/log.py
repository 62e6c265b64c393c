"""`rehab log`: the door to everything that is logged."""

import click

from rehab_tui.cli.lazy import LazyGroup

_HERE = "rehab_tui.cli.commands"
KINDS = {
    "pain": (f"{_HERE}.log_pain:pain", "One pain score, 0 (none) to 10 (worst imaginable)."),
    "exercise": (f"{_HERE}.log_exercise:exercise", "One exercise: done, or left out with a reason."),
    "symptoms": (f"{_HERE}.log_symptoms:symptoms", "Warning signs: none, or which ones."),
    "day": (f"{_HERE}.log_day:day", "A whole day at once."),
    "answer": (f"{_HERE}.log_small:answer", "A small question: woken, relief, activities, since-session."),
    "measure": (f"{_HERE}.log_measure:measure", "A measure: peg, chair-stand, weight ...; see: rehab help measures."),
    "treatment": (f"{_HERE}.log_treatment:treatment", "A treatment: nsaid, pelvic-belt, steroid-injection ..."),
    "block": (f"{_HERE}.log_block:block", "A diagnostic block: pain before and after."),
    "pause": (f"{_HERE}.log_pause:pause", "Days on which nothing is due."),
    "baseline": (f"{_HERE}.log_baseline:baseline", "Have the starting average counted anew."),
    "clearance": (f"{_HERE}.log_small:clearance", "Something that a clinician has allowed."),
    "visit": (f"{_HERE}.log_small:visit", "An appointment."),
    "note": (f"{_HERE}.log_small:note", "Words of your own; - reads them from stdin."),
}


@click.group(cls=LazyGroup, table=KINDS)
def log() -> None:
    """Log something. It is kept at once; `rehab undo` takes it back."""
