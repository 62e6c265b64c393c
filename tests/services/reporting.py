"""Reports signs as the command does, and says what is open."""

from datetime import date, datetime, time, timedelta, timezone

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.entry import Entry, Logged
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.symptom import Form, SymptomsAnswered, celsius_of, companions_in, report_of

TODAY = date(2026, 11, 20)


def stamp(hour: int = 12, minute: int = 0, day: date = TODAY) -> Stamp:
    instant = datetime.combine(day, time(hour, minute), timezone(timedelta(hours=1)))
    return Stamp(Moment(instant, day, "Europe/Berlin"))


def operated(rehab: Rehab) -> Rehab:
    """Write down an operation long ago: a weak leg alone is level 2 then."""
    rehab.profiles.keep({"surgery_date": date(2026, 8, 1)}, stamp(1))
    return rehab


def answers(log: str, temp: str | None = None, beside: str = "") -> SymptomsAnswered:
    """Return what `rehab log symptoms LOG --temp TEMP --with BESIDE` keeps."""
    reports = () if log == "none" else tuple(report_of(word) for word in log.split())
    return SymptomsAnswered(
        Form.PICKED,
        tuple(dict.fromkeys(report.id for report in reports)),
        reports,
        celsius_of(temp) if temp else None,
        companions_in(beside.split()),
    )


def report(rehab: Rehab, log: str, temp: str | None = None, beside: str = "", *, ago: int = 0) -> Logged:
    """Log signs for a day."""
    return rehab.journal.add(TODAY - timedelta(days=ago), answers(log, temp, beside), stamp(), "warning signs")


def correct(rehab: Rehab, entry: Entry, log: str, temp: str | None = None, beside: str = "") -> Logged:
    """Put other answers in the place of an entry."""
    return rehab.journal.amend(entry, answers(log, temp, beside), stamp())


def told(follow_ups: tuple[FollowUp, ...]) -> list[tuple[str, int]]:
    """Return rule and level of follow-ups, in order of the rules."""
    return sorted((f.rule, int(f.level or 9)) for f in follow_ups)


def waiting(rehab: Rehab) -> list[tuple[str, int]]:
    return told(rehab.follow_ups.waiting())
