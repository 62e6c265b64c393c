"""What a patient writes: each verb keeps one change, all of it or none."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rehab_tui.domain.fact import Fact, Kind
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.kept import Entry, EntryState, Logged
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.stop import StopCard
from rehab_tui.domain.words import free_text
from rehab_tui.services.later import answers_later, told_later
from rehab_tui.services.watching import watch_entries, watch_if_due
from rehab_tui.store import Change, Store, entries


class Draft(NamedTuple):
    """A fact about to be kept."""

    day: date
    fact: Fact
    note: str | None = None
    plan_id: str | None = None
    supersedes: str | None = None
    """Id of the entry it corrects, or None."""


class Journal:
    """The patient's own writing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def log(self, drafts: Sequence[Draft], stamp: Stamp, words: str) -> Logged:
        """Keep facts together, and open the follow-ups they call for, in one transaction.

        A daily score, a measure, and the answer to a small question supersede the one there was for the same day.
        A daily score that stands there just so already is not written again: it is returned as `already`.
        `words` says what is kept, for the undo line. Raises InvalidValue, or NotKept with the reason.
        """
        for draft in drafts:
            check_texts(draft)
        there = {number: entry for number, draft in enumerate(drafts) if (entry := just_so(self._store, draft))}
        already = tuple(there.values())
        drafts = [draft for number, draft in enumerate(drafts) if number not in there]
        if already and not drafts:
            return Logged(words=words, already=already)
        with self._store.change("log", words, stamp) as change:
            kept, opened = keep(self._store, change, drafts)
        old = tuple(entries.one(self._store, entry.supersedes) for entry in kept if entry.supersedes)
        return Logged(kept, opened, words, already, old, stops_of(self._store, kept, stamp))

    def add(self, day: date, fact: Fact, stamp: Stamp, words: str, note: str | None = None) -> Logged:
        """Keep one fact."""
        return self.log((Draft(day, fact, note),), stamp, words)

    def watch(self, stamp: Stamp) -> tuple[FollowUp, ...]:
        """Run the computed rules where they are due, when the program opens or is asked; return what they opened."""
        return watch_if_due(self._store, stamp)

    # correcting

    def amend(
        self, entry: Entry, fact: Fact, stamp: Stamp, *, day: date | None = None, note: str | None = None
    ) -> Logged:
        """Put a corrected fact in the place of an entry; what stood there stays readable.

        An open follow-up is never withdrawn by a correction; the rules run again and may open more.
        """
        from rehab_tui.services.corrections import amend

        return amend(self._store, entry, Draft(day or entry.day, fact, note if note is not None else entry.note), stamp)

    def mistake(self, entry: Entry, stamp: Stamp) -> Logged:
        """Mark an entry as a mistake: it stops counting and stays readable."""
        from rehab_tui.services.corrections import mistake

        return mistake(self._store, entry, stamp)

    def undo(self, stamp: Stamp) -> Logged:
        """Take back the newest change that has not been taken back; `words` says which.

        Raises Refused when there is nothing left.
        """
        from rehab_tui.services.corrections import undo

        return undo(self._store, stamp)

    def what_undo_does(self) -> str | None:
        """Return in words what the next undo would take back, or None."""
        from rehab_tui.store import changes

        past = changes.last_undoable(self._store)
        return past.words if past else None

    # finding again

    def entry(self, beginning: str) -> Entry:
        """Return the entry whose id begins like this; raise NotFound unless exactly one does."""
        return entries.one(self._store, beginning)

    def versions(self, entry: Entry) -> tuple[Entry, ...]:
        """Return everything an entry has been, oldest first."""
        return entries.versions(self._store, entry)

    def with_words(self, text: str, most: int) -> tuple[Entry, ...]:
        """Return the newest notes that hold a text as it stands; none for a blank one."""
        return entries.with_words(self._store, text.strip(), most) if text.strip() else ()

    def between(self, first: date, last: date, *, every_state: bool = False) -> tuple[Entry, ...]:
        """Return the entries of some days, oldest first; with `every_state` also those that no longer count."""
        return entries.between(self._store, first, last, every_state=every_state)

    def actions(self, first: date, last: date) -> dict[str, int]:
        """Return, by entry id, the number of the command or key that made it, for the entries of some days."""
        return entries.actions(self._store, first, last)


def keep(store: Store, change: Change, drafts: Sequence[Draft]) -> tuple[tuple[Entry, ...], tuple[FollowUp, ...]]:
    """Keep facts inside a change; return their entries in the order of the drafts, and the follow-ups they opened."""
    kept: dict[int, Entry] = {}
    opened: list[FollowUp] = []
    # Warning signs are read beside the scores of their day, so they come last.
    numbered = sorted(enumerate(drafts), key=lambda pair: pair[1].fact.kind_of_entry is Kind.SYMPTOMS)
    later = answers_later(store, ((draft.day, draft.fact) for draft in drafts))
    for number, draft in numbered:
        entry = entries.add(
            change,
            draft.day,
            draft.fact,
            note=draft.note,
            supersedes=draft.supersedes or replaced(store, draft),
            plan_id=draft.plan_id,
        )
        kept[number] = entry
        if entry.kind is Kind.SYMPTOMS:
            opened.extend(_fired(store, change, entry))
    opened = list(told_later(store, change, later, opened))
    facts = [(draft.day, draft.fact) for draft in drafts]
    opened.extend(watch_entries(store, change, facts, corrects=any(entry.supersedes for entry in kept.values())))
    return tuple(kept[number] for number in range(len(drafts))), tuple(opened)


def stops_of(store: Store, kept: Sequence[Entry], stamp: Stamp) -> tuple[StopCard, ...]:
    """Return the stop cards that entries call for; nothing is loaded for those that tell of no exercise."""
    kinds = {entry.kind for entry in kept}
    if kinds.isdisjoint({Kind.EXERCISE, Kind.ANSWER}):
        return ()
    from rehab_tui.services.stop_cards import stop_cards

    return stop_cards(store, kept, stamp.moment.today)


def _fired(store: Store, change: Change, entry: Entry) -> tuple[FollowUp, ...]:
    """Open what an answer about warning signs calls for; "none of those" calls for nothing."""
    from rehab_tui.domain.symptom import SymptomsAnswered

    fact = entry.fact
    if not isinstance(fact, SymptomsAnswered) or not (fact.reports or fact.companions or fact.temperature_c):
        return ()
    from rehab_tui.services.signs import findings_of, open_follow_ups

    return open_follow_ups(store, change, entry, findings_of(store, entry))


def replaced(store: Store, draft: Draft) -> str | None:
    """Return the id of the entry that this one takes the place of, or None. Raises Refused, see `whose_place`."""
    if isinstance(draft.fact, PainScore) and draft.fact.kind is ScoreKind.DAY:
        return _score_there(store, draft.day, draft.fact)
    if draft.fact.kind_of_entry is Kind.MEASURE:
        from rehab_tui.services.measures import whose_place

        return whose_place(store, draft.day, draft.fact, corrects=draft.supersedes)
    if draft.fact.kind_of_entry is Kind.ANSWER:
        question = getattr(draft.fact, "question", None)
        there = entries.between(store, draft.day, draft.day, (Kind.ANSWER,))
        return next((entry.id for entry in there if getattr(entry.fact, "question", None) == question), None)
    return None


def just_so(store: Store, draft: Draft) -> Entry | None:
    """Return the daily score that already says what a draft says, to the note; None where there is none."""
    if draft.supersedes is not None or getattr(draft.fact, "kind", None) is not ScoreKind.DAY:
        return None
    there = entries.between(store, draft.day, draft.day, (Kind.PAIN,))
    return next((entry for entry in there if (entry.fact, entry.note) == (draft.fact, draft.note)), None)


def _score_there(store: Store, day: date, new: PainScore) -> str | None:
    for entry in entries.between(store, day, day, (Kind.PAIN,)):
        old = entry.fact
        if isinstance(old, PainScore) and (old.kind, old.site, old.side) == (new.kind, new.site, new.side):
            return entry.id
    return None


def check_texts(draft: Draft) -> None:
    """Raise InvalidValue for words that cannot be kept."""
    free_text("the note", draft.note or "")
    for name in ("text", "by", "who", "ask", "dose", "effect", "anesthetic", "reason"):
        words = getattr(draft.fact, name, None)
        free_text("the text", words if isinstance(words, str) else "")
    for report in getattr(draft.fact, "reports", ()):
        free_text("the text", report.text or "")


def counts(entry: Entry) -> bool:
    """Return whether an entry counts now."""
    return entry.state is EntryState.CURRENT
