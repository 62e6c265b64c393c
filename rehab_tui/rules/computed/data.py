"""What a rule still lacks, in words: shown, not hidden, so that quiet is not taken for well."""

from collections.abc import Callable, Iterator

from rehab_tui.rules.computed.measures import ACTIVITIES_BACK, comparable
from rehab_tui.rules.computed.rule import ENOUGH, Data
from rehab_tui.rules.computed.sessions import SESSIONS_BACK, rises
from rehab_tui.rules.computed.settled import calmest
from rehab_tui.rules.computed.trends import FORTNIGHT_NEEDS, FOUR_WEEKS
from rehab_tui.rules.computed.view import BASELINE_DAYS, FORTNIGHT, WEEK, Series, View, day_said

NO_SCORE = "no daily hip score yet"
NO_SURGERY_DATE = "surgery date not known"


def always(_: View) -> str:
    """Return `enough`: the rule needs nothing but its entry."""
    return ENOUGH


def each_hip(missing: Callable[[View, Series], str]) -> Data:
    """Return the words for each hip alone; the hip is named where there are two and they differ."""

    def data(view: View) -> str:
        said = [(series.where, missing(view, series)) for series in view.prepared.hips]
        if not said:
            return NO_SCORE
        if len({words for _, words in said}) == 1:
            return said[0][1]
        return "; ".join(f"{where}: {words}" for where, words in said)

    return data


def usual_level(view: View, series: Series) -> str:
    """Return how far the usual level, R(d), is from being known."""
    n, need = series.before(view.d).n, view.whole("need_before")
    return ENOUGH if n >= need else f"building your usual level: {n} of {need} days"


def this_week(view: View, series: Series) -> str:
    """Return how many scores of this week there are."""
    n, need = series.week(view.d).n, view.whole("need")
    return ENOUGH if n >= need else f"scores this week: {n} of {need}"


def this_fortnight(view: View, series: Series) -> str:
    """Return how many scores of the last two weeks there are."""
    n = series.sum(view.d, FORTNIGHT).n
    return ENOUGH if n >= FORTNIGHT_NEEDS else f"scores in two weeks: {n} of {FORTNIGHT_NEEDS}"


def four_weeks_before(view: View, series: Series) -> str:
    """Return how many scores there are of the four weeks before the last two."""
    n, need = series.sum(view.d - FORTNIGHT, FOUR_WEEKS).n, view.whole("need_before")
    return ENOUGH if n >= need else f"scores in the four weeks before: {n} of {need}"


def first_missing(*parts: Callable[[View, Series], str]) -> Callable[[View, Series], str]:
    """Return the first thing that is missing."""

    def missing(view: View, series: Series) -> str:
        return next((words for part in parts if (words := part(view, series)) != ENOUGH), ENOUGH)

    return missing


def starting_average(view: View, series: Series) -> str:
    """Return how far the starting average, B, is from being known, or from lying behind this week."""
    first, start = view.baseline(series)
    need, last = view.whole("need_start"), first + BASELINE_DAYS - 1
    if view.d <= last:
        if start.n >= need:
            return f"starts on {day_said(last + WEEK)}"
        return f"building your starting average: {start.n} of {need} days"
    if start.n < need:
        return f"no starting average: {start.n} of {need} days up to {day_said(last)}"
    return ENOUGH if view.baseline_ended(series) else f"starts on {day_said(last + WEEK)}"


def eight_weeks(view: View, series: Series) -> str:
    """Return how many scores of the last eight weeks there are."""
    need = view.whole("need")
    now, before = series.sum(view.d, FOUR_WEEKS).n, series.sum(view.d - FOUR_WEEKS, FOUR_WEEKS).n
    if now < need:
        return f"scores in the last four weeks: {now} of {need}"
    return ENOUGH if before >= need else f"scores in the four weeks before: {before} of {need}"


def settled_once(view: View, series: Series) -> str:
    """Return whether there is a settled fortnight to compare with."""
    since = view.since_surgery() or 0
    return ENOUGH if calmest(series, view, view.d - since) else "no two settled weeks since surgery"


def after_surgery(then: Data) -> Data:
    """Return the words for a rule that begins some days after surgery."""

    def data(view: View) -> str:
        return next((words for words in _surgery(view)), "") or then(view)

    return data


def _surgery(view: View) -> Iterator[str]:
    operated = view.history.profile.surgery_date
    if operated is None:
        yield NO_SURGERY_DATE
        return
    first = operated.toordinal() + view.whole("days_after")
    if view.d < first:
        yield f"starts {view.whole('days_after')} days after surgery, on {day_said(first)}"
    elif "days_until" in view.numbers and view.d > operated.toordinal() + view.whole("days_until"):
        yield f"only up to {view.whole('days_until')} days after surgery"


def logged_long_enough(view: View) -> str:
    """Return how far the first weeks are, in which every place is new."""
    started, need = view.prepared.started, view.whole("days_logged")
    if started is None:
        return "nothing logged yet"
    days = max(0, view.d - started)
    return ENOUGH if days >= need else f"getting to know your places: {days} of {need} days"


def nights(view: View) -> str:
    """Return how many nights were answered."""
    n, need = len(list(view.answered("woken", WEEK))), view.whole("need")
    return ENOUGH if n >= need else f"nights answered this week: {n} of {need}"


def graft(view: View) -> str:
    """Return whether bone was taken that could hurt."""
    return "bone was not taken from the hip" if view.history.profile.graft == "other" else ENOUGH


def during(view: View) -> str:
    """Return whether pain while exercising was ever noted lately."""
    noted = any(
        one.pain_during is not None
        for day, work in view.history.work.items()
        if 0 <= view.d - day.toordinal() < SESSIONS_BACK
        for one in work
    )
    session = any(0 <= view.d - day.toordinal() < SESSIONS_BACK for day in view.history.worst_exercising)
    return ENOUGH if noted or session else "no pain while exercising noted in four weeks"


def before_exercise(view: View) -> str:
    """Return whether pain before exercise was noted, which the next morning is held against."""
    noted = any(
        one.pain_before is not None
        for day, work in view.history.work.items()
        if 0 <= view.d - day.toordinal() < SESSIONS_BACK
        for one in work
    )
    return ENOUGH if noted else "no pain before an exercise noted in four weeks"


def sessions(view: View) -> str:
    """Return whether an exercise was done often enough with its pain noted."""
    if during(view) == ENOUGH or before_exercise(view) == ENOUGH:
        return ENOUGH
    return "no pain before or while exercising noted in four weeks"


def planned_weeks(view: View) -> str:
    """Return whether exercises were due in the last four weeks."""
    due = any(slots.due for day, slots in view.history.slots.items() if 0 <= view.d - day.toordinal() < FOUR_WEEKS)
    return ENOUGH if due else "no exercises due in four weeks"


def with_a_rise(view: View) -> str:
    """Return whether there is a rise in pain to put the exercises beside."""
    return planned_weeks(view) if rises(view) else "only while PT-02, PT-03 or PT-09 is open"


def scored_once(view: View) -> str:
    """Return whether silence can be told from not having begun."""
    return ENOUGH if view.prepared.started is not None else "starts with the first entry"


def tests_of(measure: str) -> Data:
    """Return the words for a rule that compares two tests."""

    def data(view: View) -> str:
        taken = comparable(view, measure)
        if len(taken) < 2:
            return f"tests to compare: {len(taken)} of 2"
        same = taken[-1].of == taken[-2].of and len(taken[-1].values) == len(taken[-2].values)
        return ENOUGH if same else "the list was changed: one more test"

    return data


def activities(view: View) -> str:
    """Return how many answers about usual activities there are."""
    n = min(2, len(list(view.answered("activities", ACTIVITIES_BACK))))
    return ENOUGH if n == 2 else f"answers about your usual activities: {n} of 2"
