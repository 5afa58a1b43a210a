"""The sample city's faults: rows that hold something nobody can read, planted in good units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from app.demo_activities import Held, hold_extra
from app.demo_cast import Cast
from app.demo_layouts import Taste
from app.demo_season import Season, due_of
from app.demo_units import DemoUnit
from rules.months import Month

#: What is planted, and how many months before the one last due.
FAULTS = (
    ("date-vague", 0),
    ("date-ambiguous", 0),
    ("count-range", 0),
    ("duration-unit-missing", 0),
    ("date-impossible", 0),
    ("names-unreadable", 0),
    ("date-month-only", 1),
    ("count-unreadable", 0),
    ("duration-range", 1),
    ("date-ambiguous", 1),
    ("date-year-implausible", 0),
    ("date-vague", 1),
    ("duration-unit-missing", 1),
    ("photo-unreadable", 0),
)
#: Codes of what is planted beside the list above: who wrote it, when, and twice.
UNKNOWN_UNIT, FUTURE, REPEATED = "unit-unknown", "date-future", "row-repeated"
#: A name no roster holds.
STRANGER = "城关志愿大队"

_DAYS_AHEAD = 9
_MONTH_ONLY = "date-month-only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One planted cell; the kind is the code of the finding it should give."""

    book: str
    sheet: str
    cell: str
    kind: str


def plant_faults(
    logs: Mapping[str, Sequence[Held]],
    units: Sequence[DemoUnit],
    tastes: Mapping[str, Taste],
    *,
    cast: Cast,
    season: Season,
    rng: Random,
) -> dict[str, list[Held]]:
    """The logs with a further row for each fault, so that no unit misses its month by it."""
    planted = {name: list(log) for name, log in logs.items()}
    by_name = {unit.name: unit for unit in units}
    order = rng.sample(cast.good, len(cast.good))
    for code, before in FAULTS:
        name = next((n for n in order if _suits(code, tastes[n])), None)
        if name is not None:
            order.remove(name)
            order.append(name)
            row = hold_extra(by_name[name], season.due.plus(-before), planted[name], rng)
            planted[name].append(replace(row, fault=code))
    for name in cast.undated:
        row = hold_extra(by_name[name], season.due, planted[name], rng)
        planted[name].append(replace(row, fault=_MONTH_ONLY))
    _plant_future(planted[order[0]], by_name[order[0]], season, rng)
    _plant_repeated(planted[order[-1]], season)
    return planted


def _suits(code: str, taste: Taste) -> bool:
    """Whether the unit's form has the column, and one in which the text is a fault."""
    if code == "duration-unit-missing":
        return not taste.layout.says_hours
    return code.partition("-")[0] not in {"names", "photo"} or (
        code.partition("-")[0] in taste.layout.fields
    )


def _plant_future(log: list[Held], unit: DemoUnit, season: Season, rng: Random) -> None:
    """A plan, entered as if it had been held."""
    day = season.day + timedelta(_DAYS_AHEAD)
    row = hold_extra(unit, Month.of(day), log, rng)
    log.append(replace(row, day=day, logged=season.day - timedelta(1), fault=FUTURE))


def _plant_repeated(log: list[Held], season: Season) -> None:
    """The last row of the month once more, as pasting does."""
    mine = [one for one in log if Month.of(one.day) == season.due and not one.fault]
    mine = [one for one in mine if not one.node]
    if mine:
        last = mine[-1]
        logged = min(last.logged + timedelta(1), due_of(season.due))
        log.append(replace(last, logged=logged, fault=REPEATED))
