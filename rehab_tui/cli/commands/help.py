"""`rehab help`: the pages of the help, as plain text."""

import click

from rehab_tui.cli.output import show
from rehab_tui.errors import WrongUsage
from rehab_tui.services.help_pages import help_page, topics


@click.command("help")
@click.argument("topic", required=False)
@click.option("--json", "as_json", is_flag=True, help="Only with the topic measures: the table of measures as JSON.")
def help_command(topic: str | None, as_json: bool) -> None:
    """Read about a topic; without TOPIC, see which there are."""
    if as_json:
        _show_measures(topic)
        return
    if topic is not None:
        show(plain(help_page(topic)))
        return
    show("Help on a topic: rehab help TOPIC. On a command: rehab COMMAND --help.\n")
    for name in topics():
        title = help_page(name).split("\n", 1)[0].lstrip("# ")
        show(f"  {name:<11}{title}")


def _show_measures(topic: str | None) -> None:
    if topic != "measures":
        raise WrongUsage("--json goes with the topic measures: rehab help measures --json")
    from rehab_tui.cli.output import show_json
    from rehab_tui.domain.measure_table import MEASURES
    from rehab_tui.exchange.measure_values import measure_values

    show_json([measure_values(measure) for measure in MEASURES.values()])


def plain(markdown: str) -> str:
    """Return a page for a terminal: headings in capitals, a table row as one line, code marks taken away."""
    lines = []
    fenced = False
    for line in markdown.rstrip().split("\n"):
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            lines.append("    " + line)
        elif line.startswith("| ---"):
            continue
        else:
            lines.append(_words(line.replace("**", "").replace("`", "")))
    return "\n".join(lines)


def _words(line: str) -> str:
    if line.startswith("#"):
        return line.lstrip("# ").upper()
    if line.startswith("|"):
        return "  " + " · ".join(cell.strip() for cell in line.strip("|").split("|"))
    return line
