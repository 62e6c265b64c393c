"""`rehab help`: the pages of the help, as plain text."""

import click

from rehab_tui.cli.output import show
from rehab_tui.services.help_pages import help_page, topics


@click.command("help")
@click.argument("topic", required=False)
def help_command(topic: str | None) -> None:
    """Read about a topic; without TOPIC, see which there are."""
    if topic is not None:
        show(plain(help_page(topic)))
        return
    show("Help on a topic: rehab help TOPIC. On a command: rehab COMMAND --help.\n")
    for name in topics():
        title = help_page(name).split("\n", 1)[0].lstrip("# ")
        show(f"  {name:<11}{title}")


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
