"""Every version of the plan, newest first, with what changed in words."""

from textual.content import Content

from rehab_tui.domain.days import day_words
from rehab_tui.domain.plan import Plan
from rehab_tui.domain.plan_changes import plan_changes
from rehab_tui.domain.words import harmless
from rehab_tui.tui.screens.page import Page, wrapped
from rehab_tui.tui.screens.plan.rows import named_lines
from rehab_tui.tui.widgets.sheet import Line, Row, text_row


class PlanVersions(Page):
    """The history of the plan."""

    TITLE_WORDS = "Versions of the plan"
    HELP_PAGE = "plan"

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return a row for each version."""
        versions = self.context.rehab.plans.versions()
        if not versions:
            return (text_row("none", ("  No plan yet.", "$quiet")),)
        undone = self.context.rehab.plans.undone()
        older: tuple[Plan | None, ...] = (None, *versions[:-1])
        pairs = zip(versions, older, strict=True)
        return tuple(_version(newer, before, undone.get(newer.id), width) for newer, before in reversed(list(pairs)))


def _version(plan: Plan, before: Plan | None, undone: str | None, width: int) -> Row:
    head = named_lines(f"Version {plan.version}  {harmless(plan.name)}", f"since {day_words(plan.starts_on)}", width)
    author = harmless(plan.author).replace("\n", " ")[:200]
    lines = [Line(Content("")), *head, *wrapped(f"From: {author}", width, indent=4, style="$quiet")]
    if undone is not None:
        lines.extend(wrapped(undone[:1].upper() + undone[1:], width, indent=4))
    changes = plan_changes(before, plan) or ("nothing changed in what it asks for",)
    for change in changes:
        lines.extend(wrapped(harmless(change), width, indent=6, first="· "))
    return Row(f"version-{plan.id}", tuple(lines), selectable=False)
