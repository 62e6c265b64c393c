"""`rehab status`: one line for a prompt, for cron, for login; the exit code says it too."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.output import show, show_json
from rehab_tui.cli.standing import Standing, glance_at, watch_or_say


@click.command(cls=ValueCommand)
@click.option("--quiet", is_flag=True, help="Print nothing; the exit code says it.")
@click.option("--detail", is_flag=True, help="Name the signs; without it no symptom is named.")
@options.as_json
@click.pass_obj
def status(now: Circumstances, quiet: bool, detail: bool, as_json: bool) -> int:
    """Say what waits, in one line that names no symptom.

    Exit code: 0 nothing is due, 10 something is due today, 11 a follow-up is overdue, 12 an urgent one is open.
    """
    with now.open_file() as file:
        watch_or_say(file, now)
        standing = Standing(glance_at(file, now), now.clock.now().instant)
    if quiet:
        return standing.exit_code
    if as_json:
        show_json(standing.values(detail=detail))
    else:
        show(_line(standing, detail=detail))
    return standing.exit_code


def _line(standing: Standing, *, detail: bool) -> str:
    parts = []
    if standing.urgent:
        number = len(standing.urgent)
        parts.append(
            f"{number} urgent follow-up{'s' if number > 1 else ''} open{_late(standing)}, see: rehab followups"
        )
    overdue = standing.overdue_words(detail=detail)
    if overdue and (detail or not standing.urgent):
        parts.append("overdue: " + ", ".join(overdue))
    waiting = standing.open_words(detail=detail)
    if waiting and (detail or not standing.urgent):
        parts.append("open: " + ", ".join(waiting))
    if standing.glance.due:
        parts.append("due today: " + ", ".join(standing.glance.due))
    return "; ".join(parts) or "logged for today"


def _late(standing: Standing) -> str:
    """Return how many of the urgent ones nobody acted on in time."""
    late = sum(one.overdue(standing.now) for one in standing.urgent)
    if not late:
        return ""
    return ", overdue" if late == len(standing.urgent) else f", {late} overdue"
