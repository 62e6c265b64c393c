"""`rehab help`: the pages of the help, as plain text."""

import click

from rehab_tui.cli.output import show
from rehab_tui.cli.session import Session
from rehab_tui.domain.documents import Item
from rehab_tui.errors import WrongUsage
from rehab_tui.services.facts import MADE, all_items, facts_page, item_page
from rehab_tui.services.help_pages import help_page, topics


@click.command("help")
@click.argument("topic", required=False)
@click.argument("item", required=False)
@click.option("--therapist", is_flag=True, help="Only with facts and items: also what patients should not be told.")
@click.option("--json", "as_json", is_flag=True, help="Only with the topics measures and items: the table as JSON.")
@click.pass_obj
def help_command(session: Session, topic: str | None, item: str | None, therapist: bool, as_json: bool) -> None:
    """Read about a topic; without TOPIC, see which there are. `items ID` shows one item of the documents."""
    if item is not None and topic != "items":
        raise WrongUsage("only the topic items takes a number: rehab help items FL06")
    if therapist and topic not in MADE:
        raise WrongUsage("--therapist goes with the topics facts and items")
    if as_json:
        _show_json(topic, therapist=therapist)
    elif topic == "items" and item is not None:
        show(plain(item_page(item, therapist=therapist)))
    elif topic == "facts":
        show(plain(facts_page(therapist=therapist)))
    elif topic is not None:
        show(plain(session.settings.help_keyed(help_page(topic), topic)))
    else:
        _list_topics()


def _list_topics() -> None:
    show("Help on a topic: rehab help TOPIC. On a command: rehab COMMAND --help.\n")
    for name in topics():
        title = help_page(name).split("\n", 1)[0].lstrip("# ")
        show(f"  {name:<11}{title}")


def _show_json(topic: str | None, *, therapist: bool) -> None:
    from rehab_tui.cli.output import show_json

    if topic == "items":
        show_json([_item_values(one, therapist=therapist) for one in all_items()])
        return
    if topic != "measures":
        raise WrongUsage("--json goes with the topics measures and items: rehab help measures --json")
    from rehab_tui.domain.measure_table import MEASURES
    from rehab_tui.exchange.measure_values import measure_values

    show_json([measure_values(measure) for measure in MEASURES.values()])


def _item_values(item: Item, *, therapist: bool) -> dict[str, object]:
    hidden = item.for_therapist and not therapist
    return {
        "id": item.id,
        "says": None if hidden else item.says,
        "more": None if hidden else item.more,
        "documents": list(item.docs),
        "where": list(item.ways),
        "for_therapist": item.for_therapist,
    }


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
