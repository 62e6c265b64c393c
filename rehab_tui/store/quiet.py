"""Whether an entry can have changed what the computed rules say: told by one look, so that most keys stay quick."""

from datetime import date, timedelta

from rehab_tui.domain.followup import CLOCK_AHEAD
from rehab_tui.store.store import Change, Store

LATEST_DUE = timedelta(days=5)
"""No follow-up is due later than this by a clock that is right: 72 hours, with room for time zones."""
AHEAD = timedelta(days=1)
"""From more than this on a date to come is one of a clock that was ahead, and none of another time zone."""


def watched_on(store: Store) -> str | None:
    """Return the day, as text, on which the computed rules last ran, or None."""
    rows = store.rows("SELECT value FROM care WHERE name = 'watched_on'")
    return rows[0]["value"] if rows else None


def holds_real_days(store: Store) -> bool:
    """Return whether anything was written down on a day that was not pretended, a made-up patient's left out."""
    return bool(store.rows("SELECT 1 FROM entry WHERE simulated = 0 AND origin <> 'demo' LIMIT 1"))


def days_not_watched(store: Store, today: date, most: int) -> tuple[date, ...]:
    """Return the days since the computed rules last ran, today left out, oldest first; only the last `most` of them.

    Where they last ran on a day that is still to come, the clock was ahead: which days were missed is not known.
    """
    rows = store.rows("SELECT date(value) AS day FROM care WHERE name = 'watched_on'")
    ran_on = rows[0]["day"] if rows else None
    if ran_on is None:
        return ()
    gone = (today - date.fromisoformat(ran_on)).days - 1
    if gone < -AHEAD.days - 1:
        gone = most
    return tuple(today - timedelta(days=back) for back in range(min(gone, most), 0, -1))


def mark_watched(change: Change, day: date) -> None:
    """Remember, inside a change, that the computed rules ran on a day."""
    change.connection.execute(
        "INSERT INTO care (name, value) VALUES ('watched_on', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (day.isoformat(),),
    )


def thresholds_changed(store: Store) -> bool:
    """Return whether any version of the plan changed thresholds: then every score is looked at in full."""
    return bool(store.rows("SELECT 1 FROM plan_file WHERE thresholds <> '{}' LIMIT 1"))


def lowest_limit(store: Store) -> int | None:
    """Return the lowest limit for pain while exercising that any version of the plan has set, or None."""
    lowest = store.rows("SELECT min(ceiling) AS lowest FROM plan")[0]["lowest"]
    return None if lowest is None else int(lowest)


def waits_for_hours(store: Store, today: date) -> bool:
    """Return whether the hour matters: a severe score waits for its answer (PT-01), or one is due by a clock ahead."""
    return bool(
        store.rows(
            "SELECT 1 FROM followup_now n WHERE n.state NOT IN ('closed', 'superseded')"
            " AND (n.rule = 'PT-01' AND n.level = 3 OR n.due > ? AND NOT EXISTS"
            " (SELECT 1 FROM followup_event v WHERE v.followup = n.seq AND v.verb = ?)) LIMIT 1",
            (today + LATEST_DUE).isoformat() if date.max - today > LATEST_DUE else "9999",
            CLOCK_AHEAD,
        )
    )


def trend_waits(store: Store) -> bool:
    """Return whether a follow-up waits that a computed rule opened: a correction may be about what it told."""
    return bool(
        store.rows(
            "SELECT 1 FROM followup_now WHERE rule NOT LIKE 'RF-%' AND state NOT IN ('closed', 'superseded') LIMIT 1"
        )
    )


def rules_are_due(store: Store, today: date) -> bool:
    """Return whether the computed rules have to run when the program is asked: once a day, and while hours matter."""
    return not store.read_only and (watched_on(store) != today.isoformat() or waits_for_hours(store, today))


def score_is_ordinary(store: Store, side: str, day: date, score: int) -> bool:
    """Return whether a hip's score of today, already written, cannot make a rule fire that was silent before it.

    It is no higher than the mean of its week and of the two weeks it ends, at most one above the lowest of the two
    weeks before, not the fourth score of its week or the seventh of two (from then on these count: rules 2.3), and not
    two above what came before yesterday's exercises.
    """
    row = store.rows(
        "SELECT count(*) FILTER (WHERE day > ?1) AS n, avg(score) FILTER (WHERE day > ?1) AS mean,"
        " count(*) FILTER (WHERE day > ?5) AS n_14, avg(score) FILTER (WHERE day > ?5) AS mean_14,"
        " min(score) FILTER (WHERE day <= ?1) AS lowest FROM pain_now"
        " WHERE score_kind = 'day' AND site = 'hip' AND side = ?2 AND day BETWEEN ?3 AND ?4",
        (day - timedelta(days=7)).isoformat(),
        side,
        (day - timedelta(days=20)).isoformat(),
        day.isoformat(),
        (day - timedelta(days=14)).isoformat(),
    )[0]
    before = store.rows(
        "SELECT min(pain_before) AS least FROM exercise_now WHERE day = ?", (day - timedelta(days=1)).isoformat()
    )[0]["least"]
    raised = row["lowest"] is not None and score > row["lowest"] + 1
    worse = before is not None and score >= before + 2
    counted = row["n"] == 4 or row["n_14"] == 7
    return not counted and score <= min(row["mean"], row["mean_14"]) and not raised and not worse
