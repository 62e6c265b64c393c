"""Looking back: pain over time, and the work beside it."""

from collections.abc import Iterator
from datetime import date, timedelta

from rehab_tui.domain.adherence import Adherence, adherence, weeks
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.entry import Kind
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.series import Marker, PainSeries, WeekOfWork, pain_series
from rehab_tui.services.days import Days
from rehab_tui.store import Store, entries, followups, plans, profiles

_ON_CHARTS = {"steroid-injection": "injection", "prolotherapy": "prolotherapy", "surgery": "another surgery"}
"""Treatments that are marked on charts; medicines and aids would fill them."""


class LookingBack:
    """Trends of the patient; writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def pain(self, side: Side, site: Site, first: date, last: date) -> PainSeries:
        """Return the daily scores of one place from `first` to `last`, with means from before where needed."""
        earliest = min(first - timedelta(days=6), last - timedelta(days=20))
        scores = entries.daily_scores(self._store, site.value, side.value, earliest, last)
        others = entries.other_scores(self._store, site.value, side.value, last - timedelta(days=20), last)
        return pain_series(scores, side, site, first, last)._replace(others=others)

    def places(self) -> tuple[tuple[Site, Side], ...]:
        """Return the places that have daily scores, most scored first."""
        return tuple((Site(site), Side(side)) for site, side in entries.scored_places(self._store))

    def first_day(self) -> date | None:
        """Return the day of the oldest entry, or None in an empty file."""
        return entries.first_day(self._store)

    def weeks(self, first: date, last: date) -> tuple[WeekOfWork, ...]:
        """Return done of planned for each whole or begun week, Monday to Sunday, from `first` to `last`."""
        monday = first - timedelta(days=first.weekday())
        return weeks(Days(self._store).work(monday, last, profiles.read(self._store)))

    def adherence(self, last: date, days: int) -> Adherence:
        """Return done of planned over the days that end with `last`."""
        first = last - timedelta(days=days - 1)
        return adherence(Days(self._store).work(first, last, profiles.read(self._store)))

    def markers(self, first: date, last: date) -> tuple[Marker, ...]:
        """Return what happened between two days and belongs on a chart, oldest first."""
        found: list[Marker] = []
        surgery = profiles.read(self._store).surgery_date
        if surgery is not None:
            found.append(Marker(surgery, "surgery", "surgery"))
        found.extend(self._plans())
        found.extend(
            Marker(entry.day, "clearance", f"{entry.fact.what.value} allowed")
            for entry in entries.between(self._store, first, last, (Kind.CLEARANCE,))
            if isinstance(entry.fact, Clearance)
        )
        found.extend(
            Marker(entry.day, entry.kind.value, words)
            for entry in entries.between(self._store, first, last, (Kind.TREATMENT, Kind.BLOCK, Kind.BASELINE))
            if (words := _event_words(entry.fact))
        )
        found.extend(Marker(f.opened_on, "follow-up", f.title) for f in followups.everything(self._store))
        return tuple(sorted((m for m in found if first <= m.day <= last), key=lambda m: m.day))

    def _plans(self) -> Iterator[Marker]:
        """Yield the versions of the plan that were in force, and where one was taken back by an undo."""
        versions, undone = plans.all_versions(self._store), plans.undone(self._store)
        back, instead = {taken for taken, _, _ in undone}, {put: version for _, version, put in undone if put}
        began: dict[int, date] = {}
        for plan, after in zip(versions, (*versions, None)[1:], strict=True):
            if plan.id in instead:
                version = instead[plan.id]
                if version in began and began[version] < plan.starts_on:
                    yield Marker(plan.starts_on, "plan", f"plan {version} taken back")
            elif plan.id not in back or after is None or plan.starts_on < after.starts_on:
                began[plan.version] = plan.starts_on
                yield Marker(plan.starts_on, "plan", f"plan {plan.version}")


def _event_words(fact: Fact) -> str:
    """Return what a chart says of an injection, a block or a new starting average; nothing of other treatments."""
    if fact.kind_of_entry is Kind.BASELINE:
        return "starting average anew"
    return "block" if fact.kind_of_entry is Kind.BLOCK else _ON_CHARTS.get(getattr(fact, "what", ""), "")
