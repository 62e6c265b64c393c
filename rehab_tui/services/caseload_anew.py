"""Working out anew what a caseload says of its patients, where other rules than the present ones have said it."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from rehab_tui.domain.caseload import Summary
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.words import counted
from rehab_tui.errors import UnusableFile
from rehab_tui.services.caseload_summary import known_of, open_untold, summarized
from rehab_tui.services.caseload_taking import load
from rehab_tui.store import Store, bulk_proof, caseload

AT_ONCE = 10
"""Patients that are kept in one change."""


class _Anew(NamedTuple):
    """What the list said of a patient, and says now; None where the record cannot be read."""

    older: Summary
    summary: Summary | None
    wrong: str | None = None


def work_out(store: Store, patients: Iterable[str], stamp: Callable[[], Stamp]) -> Iterator[str | None]:
    """Work out anew what the list says of some patients; yield for each what is wrong with the record, or None.

    Their records stay as they are. Raises NotKept and UnusableFile for the therapist's own file.
    """
    left = iter(patients)
    while block := list(islice(left, AT_ONCE)):
        found = []
        for patient in block:
            one = _one(store, patient, stamp())
            if one is not None:
                found.append(one)
            yield one.wrong if one else None
        _keep(store, found, stamp())


def _one(store: Store, patient: str, stamp: Stamp) -> _Anew | None:
    """Return a patient anew; None where another program has removed them."""
    older = caseload.one(store, patient)
    if older is None:
        return None
    try:
        text = caseload.record(store, patient)
        if text is None:
            raise UnusableFile(f"{store.path} has no record of patient {patient[:8]}; run: rehab check")
    except UnusableFile as problem:
        return _Anew(older, None, str(problem))
    known = known_of(older)
    with bulk_proof.in_memory(store.path) as trial:
        load(trial, json.loads(text), stamp)
        untold = open_untold(trial, known, stamp)
        return _Anew(older, summarized(trial, known, older, untold, anything_new=False))


def _keep(store: Store, found: Iterable[_Anew], stamp: Stamp) -> None:
    """Keep what was worked out, but of patients of whom another program has taken a file in meanwhile."""
    new = [(older, summary) for older, summary, _ in found if summary is not None]
    if not new:
        return
    with store.change(
        caseload.VERB, f"{counted(len(new), 'patient')} worked out by the present rules", stamp
    ) as change:
        for older, summary in new:
            if caseload.same(caseload.one(store, summary.patient), older):
                caseload.keep_summary(change, summary)
