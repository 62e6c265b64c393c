"""Options that several commands share. Their values are plain texts, read by the functions of the domain."""

import click

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON; see: rehab help json.")
on_date = click.option(
    "--date", "day", metavar="DATE", help="Another day than today: 2026-11-20, yesterday, -2, monday."
)
with_note = click.option("--note", metavar="TEXT", help="Words to keep with it. They are not read for warning signs.")
checked = click.option(
    "--checked", is_flag=True, help="A doctor or nurse has checked the signs called usual since they began."
)
on_side = click.option("--side", metavar="SIDE", help="left, right, both or middle; default: the hip of the profile.")
