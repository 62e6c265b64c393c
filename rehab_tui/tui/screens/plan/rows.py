"""The rows of the Plan screen: the plan in force in, lines out."""

from dataclasses import dataclass
from datetime import date

from textual.content import Content

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.days import day_words
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.plan import DEFAULT_CEILING, LOADING_CEILING, Plan, Prescription, locked_by
from rehab_tui.domain.plan_changes import days_in_words
from rehab_tui.domain.words import harmless, shown
from rehab_tui.services.plan_files import downloads, found_in
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.screens.plan.asks import ask_rows
from rehab_tui.tui.screens.plan.said import message_rows, said_rows
from rehab_tui.tui.screens.today.rows import ALLOWED_WORDS
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row, text_row

SURGEON = "your surgeon"
CAN_ALLOW = {
    ClearanceKind.PHYSICAL_THERAPY: SURGEON,
    ClearanceKind.LOADING: "your surgeon or therapist",
    ClearanceKind.SWIMMING: SURGEON,
    ClearanceKind.CYCLING: "your surgeon or therapist",
    ClearanceKind.HIGH_IMPACT: SURGEON,
    ClearanceKind.WOUND_HEALED: "your surgeon or wound nurse",
    ClearanceKind.DEEP_HIP: "your hip surgeon or therapist",
}
"""Who can allow what (items PR08 to PR11 where they name somebody, else judgement)."""

NO_BENDING = "No bending, lifting or twisting of the back until your team says so."
_EARLY = ("(P1)", "(P2)")


@dataclass(frozen=True, slots=True)
class PlanView:
    """What the Plan screen shows."""

    today: date
    profile: Profile
    plan: Plan | None
    versions: int
    ceiling: int
    allowed: dict[ClearanceKind, tuple[str, date]]
    files: int = 0
    """Plan files that lie in the downloads folder."""
    asks: tuple[str, ...] = ()
    """What to ask the therapist, in words."""

    def locked(self, prescription: Prescription) -> tuple[ClearanceKind, ...]:
        """Return what is missing before an exercise may be done."""
        replaced = bool(self.profile.hip_replacement)
        return locked_by(prescription, frozenset(self.allowed), hip_replacement=replaced)


def view_of(rehab: Rehab, today: date) -> PlanView:
    """Read what the Plan screen shows on a day."""
    plans = rehab.plans
    return PlanView(
        today=today,
        profile=rehab.profiles.read(),
        plan=plans.in_force(today),
        versions=len(plans.versions()),
        ceiling=plans.ceiling(today),
        allowed=plans.allowed(today),
        asks=rehab.progress.questions(today),
        files=len(found_in(downloads())),
    )


def missing_words(kinds: tuple[ClearanceKind, ...]) -> str:
    """Return what is missing."""
    return " and ".join(ALLOWED_WORDS[kind] for kind in kinds)


def who_can_allow(kinds: tuple[ClearanceKind, ...]) -> str:
    """Return who can allow all of it."""
    people = tuple(dict.fromkeys(CAN_ALLOW[kind] for kind in kinds))
    return SURGEON if len(people) > 1 and SURGEON in people else " and ".join(people)


def build(view: PlanView, width: int) -> tuple[Row, ...]:
    """Return all rows for a width in cells."""
    rows = [_space("top")]
    rows.extend(_no_plan(width) if view.plan is None else _head(view, view.plan, width))
    if view.plan is not None:
        rows.extend(ask_rows(view.asks, width))
        rows.extend((_space("gap-1"), _heading("Exercises", "enter opens one", width)))
        rows.extend(_exercise(view, one, width) for one in view.plan.prescriptions)
        rows.extend(said_rows(view.plan, width))
    rows.extend((_space("gap-2"), _heading("Allowed so far", "enter or a writes down who allowed it, and when", width)))
    rows.extend(_clearance(view, kind, width) for kind in ClearanceKind)
    rows.extend((_space("gap-3"), *_more(view)))
    return tuple(rows)


def _space(key: str) -> Row:
    return text_row(key, "")


def _heading(title: str, hint: str, width: int) -> Row:
    head = Content.styled(f"  {title}", "bold")
    if head.cell_length + len(hint) + 3 <= width:
        return Row(f"head-{title}", (Line(head + Content.styled(f"   {hint}", "$quiet")),), selectable=False)
    return Row(f"head-{title}", (Line(head), *wrapped(hint, width, style="$quiet")), selectable=False)


def _no_plan(width: int) -> list[Row]:
    words = (
        "You can track your days without one. Until somebody has allowed you to exercise, the plan is to track, and "
        "walk as you were told. Your therapist's plan takes its place when it comes."
    )
    choose = LineMaker().add("  ").add("s", "bold $primary", "start").add("  choose a starting plan", "", "start")
    return [
        text_row("none", ("  No plan yet", "bold $primary")),
        Row("none-words", wrapped(words, width), selectable=False),
        _space("gap-0"),
        Row("start", (choose.line(),)),
    ]


def _head(view: PlanView, plan: Plan, width: int) -> list[Row]:
    version = f"version {plan.version}, since {day_words(plan.starts_on)}"
    rows = [Row("plan", named_lines(harmless(plan.name), version, width), selectable=False)]
    author = harmless(plan.author).replace("\n", " ")[:200]
    rows.append(Row("author", wrapped(f"From: {author}{_since(view)}", width), selectable=False))
    rows.append(Row("ceiling", _ceiling(view, plan, width), selectable=False))
    if any(label in plan.name for label in _EARLY):
        lines = wrapped(NO_BENDING, width, indent=4, first="▲ ", style="bold $warning")
        rows.append(Row("no-bending", lines, selectable=False))
    rows.extend(message_rows(plan, width))
    return rows


def named_lines(name: str, about: str, width: int) -> tuple[Line, ...]:
    """Return a name and what is said about it: on one line where both fit, else below each other."""
    title = Content.styled(name, "bold $primary")
    beside = Content.styled(f"   {about}", "$quiet")
    if title.cell_length + beside.cell_length + 2 <= width:
        return (Line(Content("  ") + title + beside),)
    return (*wrapped(name, width, style="bold $primary"), *wrapped(about, width, style="$quiet"))


def _since(view: PlanView) -> str:
    allowed = view.allowed.get(ClearanceKind.PHYSICAL_THERAPY)
    if allowed is None or allowed[1] == date.min:
        return ""
    return f"; exercise allowed since {day_words(allowed[1])}"


def _ceiling(view: PlanView, plan: Plan, width: int) -> tuple[Line, ...]:
    limit = wrapped(f"Pain limit while exercising: {view.ceiling} of 10; above it, stop.", width)
    if plan.ceiling is not None:
        return (*limit, *wrapped("Set in your plan.", width, style="$quiet"))
    why = (
        f"{DEFAULT_CEILING} until loading is allowed, then {LOADING_CEILING}: our judgement (S53, S54), "
        "not tested after fusion."
    )
    return (*limit, *wrapped(why, width, style="$quiet"))


def _exercise(view: PlanView, one: Prescription, width: int) -> Row:
    missing = view.locked(one)
    maker = LineMaker().add("  ").add(*(("◌ ", "$warning") if missing else ("  ", "")))
    maker.add(harmless(one.name)[:60], "$quiet" if missing else "bold")
    dose = (harmless(one.words), f"   {days_in_words(one.days)}")
    if width >= 72:
        maker.to(34).add(dose[0]).add(dose[1], "$quiet")
        lines = [maker.line()]
    else:
        lines = [maker.line(), LineMaker().add("      ").add(dose[0]).add(dose[1], "$quiet").line()]
    if missing:
        words = f"locked ({missing_words(missing)}); ask {who_can_allow(missing)}"
        lines.extend(wrapped(words, width, indent=6, style="$warning"))
    return Row(f"ex:{one.exercise}", tuple(lines))


def _clearance(view: PlanView, kind: ClearanceKind, width: int) -> Row:
    column = 24 if width >= 60 else 20
    maker = LineMaker().add("  ")
    if kind in view.allowed:
        by, since = view.allowed[kind]
        maker.add("✓ ", "bold $primary").add(ALLOWED_WORDS[kind]).to(column)
        when = "" if since == date.min else f", since {day_words(since)}"
        name = harmless(by).replace("\n", " ")
        if len(name) + len(when) > width - column:
            said = f"{shown(by, 120)}{when}"
            return Row(f"allow:{kind.value}", (maker.line(), *wrapped(said, width, indent=6)))
        maker.add(name).add(when, "$quiet")
    else:
        maker.add("· ", "$quiet").add(ALLOWED_WORDS[kind], "$quiet").to(column).add("not yet", "$quiet")
        ask = f"ask {CAN_ALLOW[kind]}"
        if maker.width + len(ask) + 3 > width:
            lines = (maker.line(), *wrapped(ask, width, indent=6, style="$quiet"))
            return Row(f"allow:{kind.value}", lines)
        maker.add(f"   {ask}", "$quiet")
    return Row(f"allow:{kind.value}", (maker.line(),))


def _more(view: PlanView) -> tuple[Row, ...]:
    entries = [
        ("library", "/", "browse and search all exercises", "library"),
        ("start", "s", "choose a starting plan", "start"),
        ("files", "i", f"plan files in the downloads folder ({view.files})", "files"),
        ("versions", "v", f"earlier versions of the plan ({view.versions})", "versions"),
    ]
    if view.plan is None:
        entries.pop(1)
    if not view.versions:
        entries.pop()
    return tuple(
        Row(name, (LineMaker().add("  ").add(key, "bold $primary", action).add(f"  {words}", "", action).line(),))
        for name, key, words, action in entries
    )
