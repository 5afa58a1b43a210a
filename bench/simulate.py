"""A year in fast motion for a city, with rows coming in and without any."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random

from sqlalchemy import Engine

from bench.measuring import Quantiles, report, spent_on
from bench.setting import Setting
from bot.simulation import simulate
from config.programme_file import read_programme
from config.wording import Wording, load_wording
from rules.programme import Programme
from rules.records import Activity
from rules.roster import Contact, Role, Roster, Unit
from store.assessment import reassess
from store.counting import settle_units
from store.database import writing
from store.grounds import start_of
from store.programmes import load_state
from store.records import Placed, add_records
from store.roster import load_units, save_roster

TARGET = 60.0
_PROGRAMME = '[programme]\nid = "city"\nname = "江城"\nstart = "2026-01"'
_DISTRICTS = 10
#: One unit in so many files nothing in a month; the others file some days after the activity.
_SILENT, _LATEST = 10, 40
_NEW_YEAR = datetime(2025, 12, 31, 16, tzinfo=UTC)
_YEAR_END = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)


def compare(setting: Setting) -> None:
    """Processor seconds of a simulated year; as many units as there are workbooks."""
    programme = read_programme(_PROGRAMME.encode())
    for name, logged in (("rows come in", True), ("no row comes", False)):
        seconds: list[float] = []
        for _ in range(setting.times):
            with setting.fresh_database() as engine:
                found_units(engine, programme, setting.workbooks, logged=logged)
                letters, cpu = _replay(engine, programme)
            seconds.append(cpu)
        facts = f"{name}: {setting.workbooks} units, {letters} letters"
        report("simulate", facts, Quantiles.of(seconds), unit=" s", target=TARGET)


def _replay(engine: Engine, programme: Programme) -> tuple[int, float]:
    letters = 0

    def run() -> None:
        nonlocal letters
        year = simulate(
            partial(writing, engine),
            programme,
            since=_NEW_YEAR,
            until=_YEAR_END,
            wording_of=_wording,
        )
        letters = sum(1 for _ in year)

    _, cpu = spent_on(run)
    return letters, cpu


def _wording(locale: str | None) -> Wording:
    return load_wording("en" if locale == "en" else "zh")


def found_units(engine: Engine, programme: Programme, units: int, *, logged: bool) -> None:
    """The roster, and a year of rows, each first seen on a morning after it was held."""
    chance = Random(7)
    with writing(engine) as conn:
        save_roster(conn, programme.id, _roster(units), _NEW_YEAR)
        listed = load_units(conn, programme.id)
        if logged:
            by_morning: dict[datetime, list[tuple[int, str]]] = {}
            for unit_id, unit in listed.items():
                if unit.category == "社区":
                    for month in range(1, 13):
                        if chance.randrange(_SILENT):
                            day = date(2026, month, chance.randrange(1, 29))
                            seen = _NEW_YEAR + timedelta(
                                days=day.timetuple().tm_yday + chance.randrange(_LATEST), hours=10
                            )
                            by_morning.setdefault(seen, []).append((unit_id, day.isoformat()))
            for seen, rows in sorted(by_morning.items()):
                placed = [
                    Placed("台账", row, unit_id, _activity(day))
                    for row, (unit_id, day) in enumerate(rows, start=2)
                ]
                add_records(conn, programme.id, f"{seen:%m-%d}.xlsx", placed, seen)
            settle_units(conn, programme.id, listed.keys())
        start = start_of(programme, load_state(conn, programme.id).start, _NEW_YEAR)
        reassess(conn, programme, listed, start=start, now=_NEW_YEAR, fresh=True)


def _roster(count: int) -> Roster:
    office = Unit(name="市文明办", category="市文明办")
    districts = [
        Unit(name=f"第{n}区文明办", parent=office.name, category="县区文明办")
        for n in range(_DISTRICTS)
    ]
    units = [
        Unit(name=f"第{n}社区", parent=districts[n % _DISTRICTS].name, category="社区")
        for n in range(count)
    ]
    roles = (Role.COORDINATOR, Role.LEADER)
    return Roster(
        units=(office, *districts, *units),
        contacts=tuple(
            Contact(unit=unit.name, name=f"{unit.name}{role.value}", role=role)
            for unit in (office, *districts, *units)
            for role in roles
        ),
    )


def _activity(day: str) -> Activity:
    return Activity(
        days=day,
        title=f"{day}护河",
        headcount=12,
        duration=120,
        total_minutes=None,
        person_times=None,
        names=None,
        names_total=None,
        confirmed=False,
        nil=False,
    )
