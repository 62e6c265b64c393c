"""The questions of the first start, page by page."""

from dataclasses import dataclass

from rehab_tui.domain.patient import Profile
from rehab_tui.tui.widgets.questions import Question

YES_NO = (("yes", "yes"), ("no", "no"))
NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """One calm page: what it is about, why it asks, its questions."""

    name: str
    title: str
    about: str
    questions: tuple[Question, ...] = ()
    go_on: str = "Go on"


PAGES = (
    WelcomePage(
        "notice",
        "Before you begin",
        "This is a diary for hip pain after spinal fusion. It is not a medical device, and no clinician has "
        "reviewed it. It does not diagnose.\n\n"
        "Nobody sees what you write until you show it or send it. When something worries you, get help first; "
        "this diary can wait.\n\n"
        "Everything stays on this computer, in one file. Anyone who uses this login can read that file.\n\n"
        "A few short questions follow, about five minutes. Each answer is kept at once, each can be skipped, "
        "and each can be changed later.\n\n"
        "A therapist with files of patients: {quit-anywhere}, then rehab caseload add FOLDER; no questions come then.",
        go_on="I have read this",
    ),
    WelcomePage(
        "you",
        "Who you are",
        "For your own reports. Initials are enough.",
        (
            Question("name", "Name or initials"),
            Question("birth_date", "Birth date", "if you like; year-month-day, like 1956-03-31"),
            Question("activity", "How active you are", "like: a walk most days, otherwise at a desk"),
        ),
    ),
    WelcomePage(
        "surgery",
        "Your operation",
        "As far as you know it. Your discharge letter has it.",
        (
            Question("surgery_date", "Date of the fusion", "like 2026-08-14", ready=(NOT_YET,)),
            Question("levels", "Levels fused", "first and last", ready=("L4-S1", "L4-L5", "L5-S1")),
            Question(
                "approach",
                "Operated from",
                choices=(("back", "the back"), ("front", "front"), ("side", "side"), ("both", "two sides")),
            ),
            Question(
                "graft",
                "Bone graft",
                choices=(("own-bone", "my own"), ("other", "other"), ("unknown", "do not know")),
            ),
            Question("hardware", "Screws or rods", choices=YES_NO),
        ),
    ),
    WelcomePage(
        "hip",
        "Your hips",
        "These decide which hip you are asked about, and which exercises wait for a clinician.",
        (
            Question("side", "Which hip hurts", choices=(("left", "left"), ("right", "right"), ("both", "both"))),
            Question("hip_replacement", "A hip replacement", "in either hip", choices=YES_NO),
            Question(
                "past_cancer",
                "Cancer in the past",
                "asked because night pain or weight loss is then looked at sooner",
                choices=YES_NO,
            ),
            Question("pain_before", "Before the operation", "where it hurt then, and what it was like"),
        ),
    ),
    WelcomePage(
        "contacts",
        "Whom to call",
        "Shown on every warning and on the help card ({help-card}). The program knows no number by itself.",
        (
            Question("emergency", "Emergency number", "the one for where you live"),
            Question("night_line", "Night and weekend line", "who answers when the practice is closed"),
            Question("surgeon", "Surgeon", "name and phone"),
            Question("therapist", "Physical therapist", "name and phone"),
        ),
    ),
    WelcomePage(
        "signs",
        "Warning signs, once",
        "The full list of warning signs, once, about two minutes. Signs that you have had for long and that a doctor "
        "or nurse has checked are written down as usual. Later the list comes once a week, and five short questions "
        "a day.",
        go_on="Open the list",
    ),
    WelcomePage(
        "allowed",
        "Who said you may exercise, and when?",
        "Exercises are allowed by a person, never by a date. Leave this empty if nobody has yet: you can then track, "
        "and walk as you were told.",
        (
            Question("allowed_by", "Allowed by", "like Dr. Rivera, surgeon"),
            Question("allowed_on", "On", "like 2026-09-28", ready=("today", "yesterday")),
        ),
    ),
    WelcomePage(
        "plan",
        "Your plan",
        "A starting plan until a therapist writes one for you, or the file that you were given. The doses of the "
        "starting plans are our own judgement, on the careful side; no clinician has reviewed them.",
        go_on="Go on with this",
    ),
)
"""The pages in their order; the last one ends the questions."""

NUMBER = {page.name: number for number, page in enumerate(PAGES)}


def known_text(profile: Profile, name: str) -> str:
    """Return the answer that is known, as it would be typed."""
    value = getattr(profile, name)
    if name == "surgery_date" and value is None and profile.surgery_not_yet:
        return NOT_YET
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def first_unanswered(profile: Profile, *, signs_answered: bool, planned: bool) -> str:
    """Return the name of the first page that has no answer yet; the last page when all have one."""
    answered = {
        "notice": profile.notice_read_on is not None,
        "signs": signs_answered,
        "plan": planned,
    }
    for page in PAGES:
        known = answered.get(page.name, any(known_text(profile, question.name) for question in page.questions))
        if not known:
            return page.name
    return PAGES[-1].name
