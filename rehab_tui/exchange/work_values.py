"""Work, balance and what exercises were followed by as plain dictionaries, for `rehab trends --json`."""

from collections.abc import Sequence

from rehab_tui.domain.balance import DAYS, LEAST_SESSIONS, Balance, Pair
from rehab_tui.domain.load import WeekOfLoad, load_sentence
from rehab_tui.domain.response import LEAST, Response, Session, Share, response_sentence


def load_values(weeks: Sequence[WeekOfLoad]) -> dict[str, object]:
    """Return pain and work of each week; means are unrounded, None only where n is 0."""
    return {
        "weeks": [
            {
                "week": week.monday.isoformat(),
                "doses": week.doses,
                "minutes": week.minutes,
                "walking_minutes": week.walking,
                "days": week.days,
                "pain": [{"side": side.value, "mean": mean.value, "n": mean.n} for side, mean in week.pain.items()],
            }
            for week in weeks
        ],
        "sentence": load_sentence(tuple(weeks)),
    }


def balance_values(found: Balance) -> dict[str, object]:
    """Return both comparisons; `even` is None where too little was done to say."""
    return {
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "days": DAYS,
        "pairs": [
            {
                "pair": pair.id,
                **_doses(pair),
                "needed": LEAST_SESSIONS,
                "even": pair.even,
                "sentence": pair.sentence,
                "items": list(pair.items),
                "sources": list(pair.sources),
            }
            for pair in found.pairs
        ],
        "by_exercise": [{"exercise": pair.id, "name": pair.title, **_doses(pair)} for pair in found.by_exercise],
    }


def _doses(pair: Pair) -> dict[str, object]:
    return {pair.first: pair.first_doses, pair.second: pair.second_doses, "n": pair.n}


def response_values(found: Sequence[Response]) -> dict[str, object]:
    """Return what followed each exercise; a share says nothing (`enough` false) below the number needed."""
    return {
        "needed": LEAST,
        "exercises": [
            {
                "exercise": one.exercise,
                "name": one.name,
                "above": one.above,
                "more_pain_next_day": _share(one.hurt),
                "said_worse_next_day": _share(one.worse),
                "pain_during": {"mean": one.during[0], "n": one.during[1]},
                "sessions": [_session(session) for session in one.sessions],
            }
            for one in found
        ],
        "sentence": response_sentence(found),
    }


def _share(share: Share) -> dict[str, object]:
    return {"k": share.k, "n": share.n, "enough": share.enough}


def _session(one: Session) -> dict[str, object]:
    return {
        "date": one.day.isoformat(),
        "amount": one.amount,
        "pain_before": one.before,
        "pain_during": one.during,
        "effort": one.effort,
        "pain_next_day": one.after,
        "rise": one.rise,
        "since_session": one.since,
    }
