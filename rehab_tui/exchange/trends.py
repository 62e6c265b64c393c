"""Trends as plain dictionaries, for `rehab trends --json` and for exports."""

from rehab_tui.domain.adherence import Adherence, percent
from rehab_tui.domain.series import PainSeries


def series_values(series: PainSeries) -> dict[str, object]:
    """Return daily scores of one place, gaps as None, with the two means; means are unrounded."""
    return {
        "side": series.side.value,
        "site": series.site.value,
        "days": [{"date": one.day.isoformat(), "value": one.value} for one in series.days],
        "mean_7": series.week.value,
        "n_7": series.week.n,
        "mean_prior_14": series.before.value,
        "n_prior_14": series.before.n,
        "sentence": series.sentence,
    }


def adherence_values(work: Adherence) -> dict[str, object]:
    """Return done of planned; the percentage is None when nothing was due."""
    return {
        "window_days": work.window_days,
        "done": work.done,
        "due": work.due,
        "percent": work.percent,
        "skipped": dict(work.skipped),
        "paused": dict(work.paused),
        "by_exercise": [
            {
                "exercise": exercise,
                "done": done,
                "due": due,
                "percent": percent(done, due),
                "skipped": dict(work.left_out.get(exercise, {})),
            }
            for exercise, (done, due) in work.by_exercise.items()
        ],
    }
