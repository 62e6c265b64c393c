"""`rehab setup`: facts about the patient, by options, and by questions where a person sits at a terminal."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import options
from rehab_tui.cli.advising import AdviceFirst
from rehab_tui.cli.asking import Ended, ask_for, choice
from rehab_tui.cli.commands.plan_files import EXAMPLE, looked_at
from rehab_tui.cli.output import show, tell
from rehab_tui.cli.paths import typed_path
from rehab_tui.cli.session import Session
from rehab_tui.cli.signs_typed import ask_if_checked, read_reports
from rehab_tui.domain.body import Side
from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import Logged
from rehab_tui.domain.patient import Profile, weeks_after
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered
from rehab_tui.domain.words import one_of, shown
from rehab_tui.errors import InvalidValue
from rehab_tui.services.journal import Draft
from rehab_tui.services.plan_files import downloads, found_in
from rehab_tui.services.profile import check_dates, fact_of

Command = TypeVar("Command", bound=Callable[..., Any])

NOTICE = (
    "This is a diary. It is not a medical device, and no clinician has reviewed it. It does not diagnose.\n"
    "Nobody sees what you log until you show or send it. When something worries you, get help first.\n"
    "Anyone using this login can read the file."
)
NOT_YET = "not-yet"
WALK_ONLY = "Without a name, only the plan walk-only is offered: track, and walk as you were told."

QUESTIONS = (
    ("name", "Your name or initials"),
    ("birth_date", "Birth date, like 1956-03-31"),
    ("surgery_date", "Date of the fusion, like 2026-08-14, or not-yet"),
    ("levels", "Levels fused, first and last, like L4-S1"),
    ("approach", "Operated from: back, front, side, both"),
    ("graft", "Bone graft: own-bone, other, unknown"),
    ("hip_replacement", "Do you have a hip replacement, in either hip? yes / no"),
    ("past_cancer", "Cancer in the past? yes / no (then some signs are looked at sooner)"),
    ("side", "Which hip hurts: left, right, both"),
    ("emergency", "Emergency number, the one for where you live"),
    ("night_line", "Night and weekend line of your surgical team"),
    ("surgeon", "Surgeon, name and phone"),
    ("therapist", "Physical therapist, name and phone"),
    ("allowed_by", "Who said that you may exercise? A name; leave it empty when nobody has yet"),
    ("allowed_on", "When did they say so?"),
)


def _answer(name: str, words: str) -> Callable[[Command], Command]:
    """Return an option that keeps one fact, as text."""
    return click.option(f"--{name.replace('_', '-')}", name, metavar="TEXT", help=words)


@click.command()
@_answer("name", "Name or initials.")
@_answer("birth_date", "Birth date.")
@_answer("surgery_date", "Date of the fusion, or not-yet.")
@_answer("levels", "Levels fused, like L4-S1.")
@_answer("approach", "Operated from: back, front, side, both.")
@_answer("graft", "own-bone, other or unknown.")
@click.option("--hardware", is_flag=False, flag_value="yes", metavar="[yes|no]", help="Screws or rods.")
@click.option("--hip-replacement", is_flag=False, flag_value="yes", metavar="[yes|no]", help="In either hip.")
@click.option("--past-cancer", is_flag=False, flag_value="yes", metavar="[yes|no]", help="Some signs count sooner.")
@_answer("side", "The hip that hurts: left, right, both.")
@_answer("pain_before", "The pain before the operation: where, and what it was like.")
@_answer("activity", "How active you are, in your own words.")
@_answer("emergency", "Your emergency number.")
@_answer("night_line", "Line of the surgical team for nights and weekends.")
@_answer("surgeon", "Name and phone.")
@_answer("therapist", "Name and phone.")
@_answer("allowed_by", "Who said that you may exercise.")
@_answer("allowed_on", "When they said so; default: today.")
@click.option("--plan", metavar="NAME", help="Starting plan: before-surgery, walk-only, protect, activate ...")
@click.option("--usual", multiple=True, metavar="ID[:SIDE]", help="A sign you have had for long.")
@options.checked
@click.option("--yes", is_flag=True, help="Ask nothing: what is missing stays open.")
@click.option("--accept-notice", is_flag=True, help="You have read: not a medical device (rehab help limits).")
@click.pass_obj
def setup(
    session: Session,
    /,
    plan: str | None,
    usual: Sequence[str],
    checked: bool,
    yes: bool,
    accept_notice: bool,
    **typed: str | None,
) -> None:
    """Say who you are: surgery, hip, contacts, who allowed exercise, starting plan.

    Everything can be left out and changed later. On a terminal it asks for what is missing; an empty line skips.
    An option with an empty text takes an answer back. A serious sign is usual only when a doctor or nurse has checked
    it since it began: a terminal asks, --checked says so, else it counts as not checked.
    """
    given = any(text is not None for text in typed.values()) or bool(usual) or plan is not None or accept_notice
    with AdviceFirst(session.today, session) as first:
        read_usual(usual, first, checked=checked)
        facts = facts_of({name: text for name, text in typed.items() if text is not None}, session.today)
        asks = session.interactive and not yes
        if asks:
            first.reports = ask_if_checked(first.reports)
        with session.open(create=True) as rehab:
            known = rehab.profiles.read()
            _check(rehab, known, facts, plan)
            _keep(session, rehab, facts | _firsts(session, known, accept_notice=accept_notice), plan, first)
            if asks and not (given and known.setup_done_on is not None):
                _ask_the_rest(session, rehab)
            _sum_up(session, rehab)
            session.back_up(rehab)


def _firsts(session: Session, known: Profile, *, accept_notice: bool) -> dict[str, object]:
    """Return the days of what happens once: set up, notice read."""
    facts: dict[str, object] = {}
    if accept_notice and known.notice_read_on is None:
        facts["notice_read_on"] = session.today
    if known.setup_done_on is None:
        facts["setup_done_on"] = session.today
    return facts


def _keep(session: Session, rehab: Rehab, facts: dict[str, object], plan: str | None, first: AdviceFirst) -> None:
    """Keep what was typed: facts, then signs with their advice, then the plan."""
    first.profile = rehab.profiles.read()
    with first.not_waiting():
        rehab.profiles.keep(facts, session.stamp())
        first.profile = rehab.profiles.read()
        logged = _usual_signs(session, rehab, first.reports)
    if logged is not None:
        first.reports = []
        first.tell(logged.followups)
    if plan is not None:
        before = rehab.plans.in_force(session.today)
        begun = rehab.plans.start(plan, session.stamp())
        if before is not None and begun.id == before.id:
            tell(f"rehab: {begun.name} is already the plan in force; no new version was made")


def _usual_signs(session: Session, rehab: Rehab, reports: Sequence[SymptomReport]) -> Logged | None:
    if not reports:
        return None
    signs = SymptomsAnswered(Form.PICKED, tuple(one.id for one in reports), tuple(reports))
    return rehab.journal.log([Draft(session.today, signs)], session.stamp(), "usual signs")


def facts_of(typed: dict[str, str], today: date) -> dict[str, object]:
    """Return typed answers as facts of the profile. Raises InvalidValue for the first that is wrong."""
    facts: dict[str, object] = {}
    for name, text in typed.items():
        if name == "surgery_date" and text.strip().lower() in {NOT_YET, "not yet"}:
            facts |= {"surgery_date": None, "surgery_not_yet": True}
        else:
            facts[name] = fact_of(name, text, today)
            if name == "surgery_date":
                facts["surgery_not_yet"] = False
    if facts.get("allowed_by") and "allowed_on" not in facts:
        facts["allowed_on"] = today
    return facts


def read_usual(typed: Sequence[str], first: AdviceFirst, *, checked: bool) -> None:
    """Read the signs that were there before into `first`; a serious one is unchecked unless `checked`.

    Raises InvalidValue.
    """
    read_reports([f"{text}:usual" for text in typed], first, checked=checked)
    for text in typed:
        side = text.partition(":")[2]
        if side and side not in tuple(Side):
            raise InvalidValue(f'--usual "{shown(text)}" is not clear; give a sign and a side, like leg-numbness:left')


def _check(rehab: Rehab, before: Profile, facts: dict[str, object], plan: str | None) -> None:
    """Raise before anything is written when the answers do not go together."""
    after = before._replace(**facts)  # type: ignore[arg-type]
    check_dates({"birth_date": after.birth_date, "surgery_date": after.surgery_date})
    if plan is not None and _names_a_file(plan):
        raise InvalidValue(
            f'--plan takes the name of a starting plan, not "{shown(plan)}"; nothing was changed, a plan file comes in '
            "with: rehab plan import FILE"
        )
    if plan is not None:
        chosen = rehab.plans.library.plan(plan)
        if chosen.needs_name and not after.allowed_by:
            raise InvalidValue(
                f'the plan "{chosen.id}" needs the name of someone who allowed exercise; nothing was changed, '
                "add --allowed-by NAME, or choose walk-only"
            )


def _ask_the_rest(session: Session, rehab: Rehab) -> None:
    """Ask for what is missing, one line each; every answer is kept at once."""
    show("A few questions. An empty line skips one, Ctrl-D ends; everything can be changed later.\n")
    try:
        _ask_notice(session, rehab)
        for name, question in QUESTIONS:
            _ask_fact(session, rehab, name, question)
        if rehab.plans.in_force(session.today) is None:
            _ask_plan(session, rehab)
    except Ended:
        show("Ended. What was answered is kept.")


def _ask_notice(session: Session, rehab: Rehab) -> None:
    if rehab.profiles.read().notice_read_on is not None:
        return
    show(NOTICE)
    if ask_for("Have you read this?  yes / no", choice("answer", ("yes", "no"))) == "yes":
        rehab.profiles.keep({"notice_read_on": session.today}, session.stamp())


def _ask_fact(session: Session, rehab: Rehab, name: str, question: str) -> None:
    """Ask one question unless it is answered, or makes no sense beside what is known."""
    known = rehab.profiles.read()
    if getattr(known, name) is not None or (name == "surgery_date" and known.surgery_not_yet):
        return
    if name == "allowed_on" and known.allowed_by is None:
        return

    def read(text: str) -> dict[str, object]:
        facts = facts_of({name: text}, session.today)
        _check(rehab, known, facts, None)
        return facts

    facts = ask_for(question, read)
    if facts:
        rehab.profiles.keep(facts, session.stamp())


def _ask_plan(session: Session, rehab: Rehab) -> None:
    named = rehab.profiles.read().allowed_by is not None
    offered = [one for one in rehab.plans.library.plans if named or not one.needs_name]
    if not named:
        show(WALK_ONLY)
    for one in offered:
        show(f"  {one.id}: {one.about}")
    for path in found_in(downloads()):
        show(f"  {path}: a plan file in your downloads folder")

    def read(text: str) -> bool:
        if not _names_a_file(text):
            rehab.plans.start(one_of("starting plan", text, [one.id for one in offered]), session.stamp())
            return True
        return looked_at(session, rehab, typed_path(text, EXAMPLE))

    question = "Starting plan, or the name of a plan file that your therapist gave you"
    while ask_for(question, read) is False:
        show("Nothing was changed.")


def _names_a_file(text: str) -> bool:
    return "/" in text or text.lower().endswith((".yaml", ".yml"))


def _sum_up(session: Session, rehab: Rehab) -> None:
    """Say what is known now, and what is still open."""
    known = rehab.profiles.read()
    plan = rehab.plans.in_force(session.today)
    operated = day_words(known.surgery_date) if known.surgery_date else None
    if operated and known.surgery_date and known.surgery_date > session.today:
        operated = f"{operated} (it lies ahead: {weeks_after(known, session.today)}; check the year if it has been)"
    surgery = operated or ("not yet" if known.surgery_not_yet else "not filled in")
    hips = known.side.value if isinstance(known.side, Side) else "not filled in"
    show(f"Kept in {session.db}. Hip: {hips}. Surgery: {surgery}. Plan: {plan.name if plan else 'none yet'}.")
    if not known.emergency:
        tell("rehab: no emergency number is filled in; alerts will say: use your local emergency number")
    if not known.allowed_by:
        tell("rehab: nobody is named who allowed exercise (--allowed-by); until then: track, and walk as you were told")
    if known.notice_read_on is None:
        tell("rehab: not accepted yet: this is not a medical device (rehab help limits); accept with --accept-notice")
    if plan is None:
        tell("rehab: next: rehab plan start, rehab plan import FILE, or rehab checkin for today's questions")
