"""The precautions that the source documents name (items PR01 to PR19), in our own plain words."""

import re
from types import MappingProxyType

PRECAUTIONS = MappingProxyType(
    {
        "PR01": "Keep a good posture; it takes strain off hips and spine.",
        "PR02": "Bend from the hips and knees, as you were shown.",
        "PR03": "Lift as you were shown: close to the body, with the legs.",
        "PR04": "Sit upright and supported.",
        "PR05": "Stand tall, with your weight on both legs.",
        "PR06": "Roll onto your side to get in and out of bed.",
        "PR07": "Do not take a hip to the end of its movement.",
        "PR08": "No running, jumping or contact sport until your surgeon has allowed it.",
        "PR09": "No swimming and no exercise bike until someone has allowed it.",
        "PR10": "Start physical therapy only once your surgeon agrees.",
        "PR11": "Do more step by step, as your team tells you.",
        "PR12": "Use your stick, crutches or walker as you were told.",
        "PR13": "Extra weight is extra load on hips and spine.",
        "PR14": "Eat a balanced diet while you heal.",
        "PR15": "Ask your surgical team about anti-inflammatory pain medicines: in some studies fusion was slower.",
        "PR16": "A hip problem that was there before the operation is best looked at before it.",
        "PR17": "Ask your surgeon beforehand what the operation can mean for your hips.",
        "PR18": "Do not bend or twist the fused part of your back.",
        "PR19": "Train the front and the back of your trunk, and both sides, alike.",
    }
)
"""Number -> words. All are from document 002, but PR18 (004) and PR19 (001)."""

NUMBERED = re.compile(r"(PR[0-9]{2})(?:\s*:\s*(.*))?", re.ASCII | re.DOTALL | re.IGNORECASE)


def precaution_words(given: str) -> str:
    """Return a precaution as a person reads it: the words of its number, and what the therapist added."""
    found = NUMBERED.fullmatch(given)
    words = PRECAUTIONS.get(found[1].upper()) if found else None
    if found is None or words is None:
        return given
    return f"{words} {found[2]}" if found[2] else words
