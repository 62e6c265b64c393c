"""`rehab log block`: a diagnostic block, with its relief beside both criteria of the documents."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.keeping import Keeping
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.reading import hip_of, name_text, side_known, typed_day
from rehab_tui.domain.block import MOST_TESTS, Block, after_of
from rehab_tui.domain.body import site_of
from rehab_tui.domain.pain import score_of
from rehab_tui.domain.words import whole_number
from rehab_tui.services.known import hip_and_birth
from rehab_tui.services.measures import Measures


@click.command(cls=ValueCommand)
@click.option("--site", metavar="SITE", default="hip", help="Where: hip, si-joint, low-back ... Default: hip.")
@options.on_side
@click.option("--anesthetic", metavar="TEXT", default="not noted", help="What was put in: lidocaine, bupivacaine ...")
@click.option("--before", required=True, metavar="N", help="Pain just before, 0-10.")
@click.option("--after", multiple=True, metavar="LIST", help='Pain after it, "2@30min, 3@2h"; may be given again.')
@click.option("--positive-tests", metavar="N", help="Provocation tests that hurt.")
@options.on_date
@options.with_note
@options.as_json
@click.pass_obj
def block(
    now: Circumstances,
    site: str,
    side: str | None,
    anesthetic: str,
    before: str,
    after: tuple[str, ...],
    positive_tests: str | None,
    day: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Keep a diagnostic block. Relief is shown against both criteria of the documents, which differ."""
    place, score = site_of(site), score_of(before, "score before")
    scores = tuple(sorted(after_of(one) for text in after for one in text.split(",")))
    tests = None if positive_tests is None else whole_number("--positive-tests", positive_tests, 0, MOST_TESTS)
    what, sides = name_text("the text after --anesthetic", anesthetic), side_known(side, now)
    keeping = Keeping(now, typed_day(day, now), note, as_json=as_json)
    with now.changing() as file:
        known = sides or hip_of(file.use(hip_and_birth)[0])
        facts = [Block(place, one, what, score, scores, tests) for one in known]
        logged = keeping.keep(file, facts)
        said = [line for entry in logged.entries for line in file.use(Measures).beside(entry)]
    keeping.say(logged, said)
