"""Before a caseload is listed: what other rules have said of a patient is worked out anew, so that nobody is hidden."""

import sys
from contextlib import closing

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli.output import tell
from rehab_tui.cli.session import Session
from rehab_tui.domain.words import counted

WAITED_FOR = 5
"""Patients from which on it takes long enough to be told."""


def bring_up_to_date(session: Session, rehab: Rehab, only: str | None = None) -> None:
    """Work out by the present rules what the list says of each patient, or of one, with a bar on a terminal."""
    patients = tuple(one for one in rehab.caseload.of_other_rules if only in {None, one})
    if not patients:
        return
    number = counted(len(patients), "patient")
    if rehab.read_only:
        tell(
            f"rehab: note: {number} stand where other rules put them: the file is read-only; look at each of them"
            " (rehab caseload show PATIENT), or make the file writable once"
        )
        return
    if len(patients) >= WAITED_FOR:
        tell(f"rehab: note: the rules are not those of the last look; {number} are worked out anew")
    hidden = sys.stderr is None or not sys.stderr.isatty() or len(patients) < WAITED_FOR
    with (
        closing(rehab.caseload.work_out(patients, session.stamp)) as found,
        click.progressbar(
            found, length=len(patients), label="Working out", file=sys.stderr, show_pos=True, hidden=hidden
        ) as shown,
    ):
        wrong = [problem for problem in shown if problem]
    for problem in wrong:
        tell(f"rehab: note: not worked out anew, so it stands where other rules put it: {problem}")
