"""Values for tests, with plain defaults: a unit, a row of its log, what it owes for a month."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache

from config.programme_file import read_programme
from rules.evidence import Evidence, Subject, held_in
from rules.months import Month
from rules.obligations import expand_obligation
from rules.periods import month_period
from rules.programme import Programme
from rules.records import Activity, ServiceRecord, begins_of
from rules.roster import Unit
from rules.standings import Obligation, Verdict, assess_obligation

_BEIJING = timezone(timedelta(hours=8))


@cache
def programme(toml: str = "") -> Programme:
    """The programme of a city whose programme.toml says this, with the shipped calendar."""
    return read_programme(toml.encode())


def instant(written: str) -> datetime:
    """A local time as aware datetime: 2026-03-06, which is 09:30 of that day, or with a time."""
    moment = written if "T" in written else f"{written}T09:30"
    return datetime.fromisoformat(moment).replace(tzinfo=_BEIJING)


def unit(
    name: str = "图书馆",
    *,
    code: str | None = None,
    aliases: tuple[str, ...] = (),
    parent: str | None = None,
    category: str | None = None,
    joined: str | None = None,
    left: str | None = None,
    grouping: bool = False,
) -> Unit:
    return Unit(
        name=name,
        code=code,
        aliases=aliases,
        parent=parent,
        category=category,
        joined=date.fromisoformat(joined) if joined else None,
        left=date.fromisoformat(left) if left else None,
        grouping=grouping,
    )


def activity(
    *,
    days: str | None = "2026-03-05",
    title: str | None = "清河护绿",
    headcount: int | None = None,
    duration: int | None = None,
    total_minutes: int | None = None,
    person_times: int | None = None,
    names: str | None = None,
    names_total: int | None = None,
    confirmed: bool = False,
    nil: bool = False,
) -> Activity:
    return Activity(
        days=days,
        title=title,
        headcount=headcount,
        duration=duration,
        total_minutes=total_minutes,
        person_times=person_times,
        names=names,
        names_total=names_total,
        confirmed=confirmed,
        nil=nil,
    )


def service_record(
    volunteer: str | None = "张伟",
    *,
    days: str | None = "2026-03-05",
    title: str | None = "清河护绿",
    volunteer_no: str | None = None,
    duration: int | None = 120,
    confirmed: bool = False,
) -> ServiceRecord:
    return ServiceRecord(
        days=days,
        title=title,
        volunteer=volunteer,
        volunteer_no=volunteer_no,
        duration=duration,
        confirmed=confirmed,
    )


def obligation(
    month: str = "2026-03", *, minimum: int = 1, history: bool = False, exempt: str | None = None
) -> Obligation:
    """What unit 1 owes by U-01; of March 2026 due on 7 April, closed after the 10th."""
    one = Month.parse(month)
    start = one.plus(1) if history else one
    rules = programme()
    [duty] = [duty for duty in rules.duties if duty.id == "U-01"]
    whole = expand_obligation(rules, duty, unit(), Subject(1), month_period(one), start=start)
    [owed] = whole.owed
    return replace(whole, owed=(owed._replace(minimum=minimum),), exempt=exempt)


def evidence(
    record: int = 1, *, days: str = "2026-03-05", seen: str = "2026-03-06", nil: bool = False
) -> Evidence:
    """An activity held on these days, or a nil report, with the day its row was first seen."""
    spans = days if "/" in days or ";" in days else None
    return Evidence(record, begins_of(days), date.fromisoformat(seen), nil, days=spans)


def assess(owed: Obligation, rows: Iterable[Evidence], *, today: date) -> Verdict:
    """What the rows and the day make of an obligation of one part."""
    [one] = owed.owed
    held = held_in(one.part, Subject(owed.unit), owed.period, rows)
    return assess_obligation(owed, [held], today=today)
