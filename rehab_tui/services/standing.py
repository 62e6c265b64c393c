"""The follow-ups of a file while more are opened inside one change: read once, however many come to be."""

from collections.abc import Iterator

from rehab_tui.domain.followup import FollowUp, State
from rehab_tui.store import Store, followups


class Standing:
    """The follow-ups that wait, and those that were closed with an outcome, in order of opening."""

    def __init__(self, store: Store) -> None:
        everything = followups.everything(store)
        self._waiting = {one.id: one for one in everything if not one.closed}
        self._closed = tuple(one for one in everything if one.state is State.CLOSED)

    @property
    def waiting(self) -> tuple[FollowUp, ...]:
        """Those that wait."""
        return tuple(self._waiting.values())

    @property
    def closed(self) -> tuple[FollowUp, ...]:
        """Those that were closed with an outcome."""
        return self._closed

    def __iter__(self) -> Iterator[FollowUp]:
        yield from self._waiting.values()
        yield from self._closed

    def one(self, follow_up_id: str) -> FollowUp:
        """Return one that waits."""
        return self._waiting[follow_up_id]

    def put(self, one: FollowUp) -> FollowUp:
        """Keep in mind how one that waits stands from now on; return it."""
        self._waiting[one.id] = one
        return one

    def superseded(self, follow_up_id: str) -> None:
        """Keep in mind that one waits no more: another tells of it."""
        self._waiting.pop(follow_up_id, None)
