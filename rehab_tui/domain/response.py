"""What an exercise was followed by: pain while doing it, pain the next day, and "since last session"."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rehab_tui.domain.day_after import ONE_DAY, After, Hips, of_side, pain_after
from rehab_tui.domain.dose import Measured
from rehab_tui.domain.doses import Work
from rehab_tui.domain.words import counted

RISE = 2
"""Points more the next day than before the exercise (PX-02), where the plan has no other number."""
LEAST = 5
"""Judgement: with fewer sessions that can be compared, nothing is said about an exercise."""
DAYS = 84
"""Judgement: sessions of twelve weeks are looked at."""


class Session(NamedTuple):
    """One exercise on one day, all its entries together; None is what was not logged."""

    day: date
    amount: int
    """Repetitions, seconds or minutes, both sides together."""
    before: int | None
    during: int | None
    effort: int | None
    after: int | None
    """Pain of the next date: in the morning, else of the day; of the same hip where the exercise has sides."""
    rise: int | None
    """How much more pain the next date had than the moment before; the worse side."""
    since: str | None
    """The next date's answer to "since last session": better, same, worse."""


class Share(NamedTuple):
    """How many sessions of those that can be told."""

    k: int
    n: int

    @property
    def enough(self) -> bool:
        """Whether there are enough to say something."""
        return self.n >= LEAST

    @property
    def words(self) -> str:
        """2 of 6, or that there are too few to say anything."""
        return f"{self.k} of {self.n}" if self.enough else f"too few, n {self.n}"


class Response(NamedTuple):
    """The sessions of one exercise, oldest first, and what followed them."""

    exercise: str
    name: str
    sessions: tuple[Session, ...]
    above: float = RISE
    """Points more that count as hurting the next day."""
    measured: Measured = Measured.REPS

    @property
    def hurt(self) -> Share:
        """Sessions followed by that much more pain, of those with a score before and after."""
        known = [one.rise for one in self.sessions if one.rise is not None]
        return Share(sum(rise >= self.above for rise in known), len(known))

    @property
    def worse(self) -> Share:
        """Sessions after which "worse" was answered the next date, of those with an answer; it is about the day."""
        known = [one.since for one in self.sessions if one.since is not None]
        return Share(known.count("worse"), len(known))

    @property
    def followed(self) -> int:
        """Return how many sessions have a score on the day after."""
        return sum(one.after is not None for one in self.sessions)

    @property
    def during(self) -> tuple[float | None, int]:
        """The mean pain while doing it, and its n."""
        known = [one.during for one in self.sessions if one.during is not None]
        return (sum(known) / len(known) if known else None), len(known)


class Following(NamedTuple):
    """What was logged of the days that followed: pain by side and date, and the answers."""

    mornings: Hips
    scores: Hips
    since: Mapping[date, str]

    def after(self, day: date) -> Mapping[str, After]:
        """Return the pain of each hip on the date after a day."""
        return pain_after(day, mornings=self.mornings, scores=self.scores)


def sessions(work: Iterable[Work], following: Following) -> tuple[Session, ...]:
    """Return the sessions of one exercise, oldest first."""
    by_day: dict[date, list[Work]] = {}
    for one in work:
        by_day.setdefault(one.day, []).append(one)
    return tuple(_session(day, done, following) for day, done in sorted(by_day.items()))


def _session(day: date, done: Sequence[Work], following: Following) -> Session:
    after = following.after(day)
    pains = {one.done.side: of_side(after, one.done.side) for one in done}
    rises = [
        pain.score - one.done.pain_before
        for one in done
        if one.done.pain_before is not None and (pain := pains[one.done.side]) is not None
    ]
    return Session(
        day=day,
        amount=sum(one.amount for one in done),
        before=_worst(one.done.pain_before for one in done),
        during=_worst(one.done.pain_during for one in done),
        effort=_worst(one.done.effort for one in done),
        after=_worst(pain and pain.score for pain in pains.values()),
        rise=_worst(rises),
        since=following.since.get(day + ONE_DAY),
    )


def _worst(values: Iterable[int | None]) -> int | None:
    return max((one for one in values if one is not None), default=None)


def responses(work: Iterable[Work], following: Following, above: float = RISE) -> tuple[Response, ...]:
    """Return each exercise with what followed it: those that hurt the next day most often first."""
    by_exercise: dict[str, list[Work]] = {}
    for one in work:
        by_exercise.setdefault(one.done.exercise, []).append(one)
    found = [
        Response(name, done[-1].of.name, sessions(done, following), above, done[-1].of.measured)
        for name, done in by_exercise.items()
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Response) -> tuple[bool, float, str]:
    share = one.hurt
    return not share.enough, -share.k / share.n if share.enough else 0.0, one.name


def response_sentence(found: Sequence[Response]) -> str:
    """Return what the table says, in words, with its n; nothing of exercises with too few sessions."""
    told = [one for one in found if one.hurt.enough]
    if not told:
        return (
            "Next day: too few sessions with pain noted before and the day after to say anything "
            f"({LEAST} of one exercise are needed)."
        )
    worst = told[0]
    if not worst.hurt.k:
        return f"Next day: none of {len(told)} exercises with enough sessions was followed by clearly more pain."
    others = sum(one.hurt == worst.hurt for one in told) - 1
    who = f"{worst.name} and {counted(others, 'other')} were" if others else f"{worst.name} was"
    return (
        f"Next day: {who} followed by {worst.above:g} points more, or over, in {worst.hurt.words} sessions. "
        "What else the day held is not known; tell your therapist."
    )
