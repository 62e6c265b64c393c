"""`rehab caseload add`: takes many patient records in, one after the other, and goes on after one that is refused."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import options
from rehab_tui.cli.output import remember_change, show, show_json, tell
from rehab_tui.cli.passphrase import unlocking
from rehab_tui.cli.paths import typed_path
from rehab_tui.cli.session import Session
from rehab_tui.domain.words import counted
from rehab_tui.errors import RehabError, UnusableFile
from rehab_tui.services.caseload import taking as caseload_taking
from rehab_tui.services.caseload.form import Outcome, records_of

MANY = 2
"""From so many files on a bar is shown."""


class _Sums(NamedTuple):
    """How many files came to what."""

    taken: int = 0
    new_patients: int = 0
    """New to the caseload."""
    known: int = 0
    refused: int = 0
    nothing_new: int = 0
    """Of those taken in: older than what is known, say."""

    def with_one(self, one: Outcome) -> "_Sums":
        """Return the sums with one more file."""
        if one.taken is None:
            return self._replace(refused=self.refused + 1)
        if one.taken.known:
            return self._replace(known=self.known + 1)
        empty = self.nothing_new + one.taken.nothing_new
        return self._replace(taken=self.taken + 1, new_patients=self.new_patients + one.taken.first, nothing_new=empty)

    @property
    def files(self) -> int:
        """How many files came to something: all before this one, in their order."""
        return self.taken + self.known + self.refused

    @property
    def words(self) -> str:
        """One line."""
        parts = [f"{counted(self.taken, 'record')} taken in ({counted(self.new_patients, 'new patient')})"]
        if self.nothing_new:
            parts.append(f"{self.nothing_new} of them with nothing new")
        if self.known:
            parts.append(f"{self.known} known already")
        if self.refused:
            parts.append(f"{self.refused} refused")
        return ", ".join(parts)


@click.command()
@click.argument("places", metavar="FILE_OR_FOLDER...", nargs=-1, required=True)
@click.option(
    "--passphrase-file", "key", metavar="FILE", help="Opens locked records: its first line; - is stdin; else refused."
)
@options.as_json
@click.pass_obj
def add(session: Session, places: tuple[str, ...], key: str | None, as_json: bool) -> int:
    """Take in patient records, or all records below a folder. Each is kept whole, or refused with the reason.

    A newer record of a known patient adds to the older one, by the ids of the entries; the same file twice changes
    nothing. What was taken in stays when you stop half way: run it again, and the rest follows.
    """
    paths = records_of([typed_path(place, "records") for place in places])
    unlock = unlocking(key, session) if key is not None else None
    sums, outcomes = _Sums(), []
    with session.open(create=True) as rehab:
        begun = rehab.use(caseload_taking.newest_change)
        try:
            with closing(rehab.caseload.take_all(paths, session.stamp, unlock)) as came:
                for one in _shown(came, len(paths)):
                    sums = sums.with_one(one)
                    remember_change(made=sums.taken > 0)
                    if as_json:
                        outcomes.append(one)
        except (KeyboardInterrupt, UnusableFile):
            sums = _with_kept(sums, rehab, paths, begun)
            remember_change(made=sums.taken > 0)
            tell(f"rehab: stopped: of {len(paths)} files {sums.words}; run it again, and the rest follows")
            raise
        if sums.taken:
            session.back_up(rehab)
    if as_json:
        counts = {name: number for name, number in sums._asdict().items() if name != "nothing_new"}
        show_json({**counts, "files": [_values(one) for one in outcomes]})
    else:
        show(f"{sums.words}. See who needs attention first: rehab caseload")
    return 1 if sums.refused else 0


def _with_kept(sums: _Sums, rehab: Rehab, paths: Sequence[Path], begun: int) -> _Sums:
    """Return the sums with the file at which it was stopped, where that was kept and nobody had counted it yet."""
    with suppress(RehabError):
        path = paths[min(sums.files, len(paths) - 1)]
        kept = rehab.use(lambda store: caseload_taking.kept_of(store, path, begun))
        if kept is not None and sums.files < len(paths):
            return sums.with_one(Outcome(path, kept, None))
    return sums


def _shown(outcomes: Iterator[Outcome], number: int) -> Iterator[Outcome]:
    """Pass on what became of each file, with a bar on a terminal; there, what else is to be said comes at the end."""
    if number < MANY or sys.stderr is None or not sys.stderr.isatty():
        for one in outcomes:
            yield one
            _tell(one)
        return
    said: list[Outcome] = []
    try:
        with click.progressbar(outcomes, length=number, label="Taking in", file=sys.stderr, show_pos=True) as shown:
            for one in shown:
                if one.refused is not None or (one.taken and one.taken.filled):
                    said.append(one)
                yield one
    finally:
        for one in said:
            _tell(one)


def _tell(one: Outcome) -> None:
    if one.refused is not None:
        tell(f"rehab: refused: {one.refused}")
    elif one.taken is not None and one.taken.filled:
        tell(f"rehab: {one.path.name}: {one.taken.filled}")


def _values(one: Outcome) -> dict[str, object]:
    taken = one.taken
    return {
        "file": str(one.path),
        "patient": taken.patient or None if taken else None,
        "name": taken.name if taken else None,
        "entries": taken.entries if taken else 0,
        "known": taken.known if taken else False,
        "filled": taken.filled or None if taken else None,
        "refused": one.refused,
    }
