"""The report for a visit: what was kept since the last one, gathered in one view of the file; writes nothing."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from rehab_tui.domain.adherence import adherence, weeks
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.days import day_of
from rehab_tui.domain.entry import Entry, EntryState, Note, SmallAnswer, Visit
from rehab_tui.domain.fact import Kind
from rehab_tui.domain.measure_trend import MeasureSeries
from rehab_tui.domain.moment import Moment, Origin
from rehab_tui.domain.report import NOTES, SEXUAL, Asked, PainOfPlace, Quality, Question, Spread, Taken, VisitReport
from rehab_tui.domain.series import Marker, pain_series
from rehab_tui.domain.symptom import Form, SymptomsAnswered
from rehab_tui.domain.treatment import TREATMENT_WORDS
from rehab_tui.errors import InvalidValue
from rehab_tui.services.days import Days
from rehab_tui.services.looking_back import LookingBack
from rehab_tui.services.measures import Measures
from rehab_tui.services.plans import Plans
from rehab_tui.services.progress import Progress
from rehab_tui.services.report.followups import signs_reported, told_of
from rehab_tui.services.report.scores import EXERCISING, other_scores
from rehab_tui.services.report.words import changes_between, threshold_words
from rehab_tui.store import Store, entries, plans, profiles

LAST_VISIT = "last-visit"
WITHOUT_VISIT = 28
"""Days that a report is about where no visit was written down (judgement)."""
VISITS_LOOKED_AT = 200
MEASURES_BACK = 366
"""How many days of a measure are told at least: tests are weeks or months apart."""


class Reports:
    """Gathers what a report says."""

    def __init__(self, store: Store, own_plans: Plans) -> None:
        self._store = store
        self._plans = own_plans

    def since(self, text: str, today: date) -> tuple[date, str]:
        """Return the first day that is meant by a typed date or `last-visit`, and why, in words.

        Without a visit before today the last 28 days are meant. Raises InvalidValue for a day that cannot be read.
        """
        if text.strip().lower() != LAST_VISIT:
            try:
                return day_of(text, today), "the day you chose"
            except InvalidValue as problem:
                raise InvalidValue(f"--since: {problem}; or give {LAST_VISIT}") from None
        past = [visit for visit in self._visits() if visit.on < today]
        if not past:
            return today - timedelta(days=WITHOUT_VISIT - 1), "no earlier visit is written down"
        last = max(past, key=lambda visit: visit.on)
        return last.on, f"the visit: {last.who}"

    def report(self, since: str, parts: frozenset[str], now: Moment) -> VisitReport:
        """Return the report of the days up to today. Raises InvalidValue for a day that cannot be read."""
        with self._store.one_view():
            first, why = self.since(since, now.today)
            return self._gathered(first, now.today, why, parts, now.instant)

    def _gathered(self, first: date, last: date, why: str, parts: frozenset[str], at: datetime) -> VisitReport:
        store, profile = self._store, profiles.read(self._store)
        kept = entries.between(store, first, last, every_state=True)
        counting = tuple(entry for entry in kept if entry.state is EntryState.CURRENT)
        work = Days(store).work(first, last, profile)
        waiting, ended = told_of(store, first, at, private=SEXUAL in parts)
        measures = Measures(store)
        return VisitReport(
            profile=profile,
            plan=plans.in_force(store, last),
            first=first,
            last=last,
            since=why,
            made_at=at,
            parts=parts,
            waiting=waiting,
            ended=ended,
            asked=asked_of(counting),
            signs=tuple(signs_reported(counting, parts)),
            changes=changes_between(store, first, last, counting),
            pain=self._pain(first, last),
            other_scores=other_scores(counting),
            markers=self._markers(first, last, [(one.follow_up.opened_on, one.title) for one in (*waiting, *ended)]),
            work=adherence(work),
            weeks=weeks(work),
            names={line.exercise: line.name for plan in plans.all_versions(store) for line in plan.prescriptions},
            measures=self._measured(measures, first, last),
            treatments=tuple(
                Taken(TREATMENT_WORDS[one.what], one.days, one.n, one.first, one.last)
                for one in measures.treatments(first, last)
            ),
            nsaid_in_row=measures.nsaid_days(last),
            questions=self._questions(first, last),
            to_ask=Progress(store, self._plans.needs).questions(last),
            answers=_answers(counting),
            notes=_notes(counting) if NOTES in parts else (),
            thresholds=threshold_words(store, last),
            quality=_quality(kept),
            demo=any(entry.origin == Origin.DEMO for entry in counting),
        )

    def _visits(self) -> tuple[Visit, ...]:
        found = entries.latest(self._store, Kind.VISIT, VISITS_LOOKED_AT)
        return tuple(entry.fact for entry in found if isinstance(entry.fact, Visit))

    def _questions(self, first: date, last: date) -> tuple[Question, ...]:
        """Return what the patient wrote down to ask: at visits to come, else at those since the last one."""
        asking = sorted((one for one in self._visits() if one.ask), key=lambda visit: visit.on)
        chosen = [one for one in asking if one.on >= last] or [one for one in asking if one.on > first]
        return tuple(Question(one.ask or "", one.on, one.who) for one in chosen)

    def _pain(self, first: date, last: date) -> tuple[PainOfPlace, ...]:
        """Return every place that was scored in these days or as many before, and the hips of the profile."""
        hips = [(Site.HIP, side) for side in profiles.read(self._store).sides]
        scored = LookingBack(self._store).places()
        found = []
        for site, side in sorted(dict.fromkeys((*hips, *scored)), key=_order):
            one = self._place(site, side, first, last)
            if one.now.n or one.before.n or (site, side) in hips:
                found.append(one)
        return tuple(found)

    def _place(self, site: Site, side: Side, first: date, last: date) -> PainOfPlace:
        days = (last - first).days + 1
        back = max(days, 21)
        earliest = first - timedelta(days=min(back, first.toordinal() - 1))
        scores = entries.daily_scores(self._store, site.value, side.value, earliest, last)
        before = first - timedelta(days=min(days, first.toordinal() - 1))
        return PainOfPlace(
            pain_series(scores, side, site, first, last),
            Spread(tuple(sorted(score for day, score in scores.items() if day >= first))),
            Spread(tuple(sorted(score for day, score in scores.items() if before <= day < first))),
        )

    def _markers(self, first: date, last: date, alerts: Iterable[tuple[date, str]]) -> tuple[Marker, ...]:
        """Return what charts mark; follow-ups by the titles they have in this report."""
        own = [one for one in LookingBack(self._store).markers(first, last) if one.kind != "follow-up"]
        own.extend(Marker(day, "follow-up", title) for day, title in alerts if first <= day <= last)
        return tuple(sorted(own, key=lambda one: one.day))

    def _measured(self, measures: Measures, first: date, last: date) -> tuple[MeasureSeries, ...]:
        days = max(MEASURES_BACK, (last - first).days + 1)
        found = (series for kind in measures.kinds() for series in measures.series(kind, last, days))
        return tuple(series for series in found if series.points)


def _order(place: tuple[Site, Side]) -> tuple[int, int]:
    return tuple(Site).index(place[0]), tuple(Side).index(place[1])


def asked_of(kept: Iterable[Entry]) -> Asked:
    """Return how often warning signs were asked about in some entries that count."""
    rounds = [(entry.day, entry.fact) for entry in kept if isinstance(entry.fact, SymptomsAnswered)]
    whole = [(day, fact) for day, fact in rounds if fact.form in (Form.DAILY, Form.FULL)]
    return Asked(
        answered=len({day for day, _ in whole}),
        full=sum(fact.form is Form.FULL for _, fact in whole),
        reported=len({day for day, fact in rounds if fact.reports or fact.companions}),
    )


def _answers(kept: Iterable[Entry]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for entry in kept:
        if isinstance(entry.fact, SmallAnswer) and entry.fact.question != EXERCISING:
            mine = found.setdefault(entry.fact.question, {})
            mine[entry.fact.value] = mine.get(entry.fact.value, 0) + 1
    return found


def _notes(kept: Iterable[Entry]) -> tuple[tuple[date, str], ...]:
    found = ((entry.day, entry.fact.text if isinstance(entry.fact, Note) else entry.note) for entry in kept)
    return tuple((day, text) for day, text in found if text)


def _quality(kept: Iterable[Entry]) -> Quality:
    kept = tuple(kept)
    now = [entry for entry in kept if entry.state is EntryState.CURRENT]
    return Quality(
        entries=len(now),
        late=sum(entry.late_days > 0 for entry in now),
        amended=sum(entry.state is EntryState.SUPERSEDED for entry in kept),
        mistakes=sum(entry.state is EntryState.IN_ERROR for entry in kept),
        simulated=sum(entry.simulated and entry.origin != Origin.DEMO for entry in now),
    )
