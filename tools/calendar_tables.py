"""Writes config/workdays.csv, nodes.csv and lunar.csv, where two libraries agree on every day.

Needs the extra `calendar`; run it when the State Council has published a year's arrangement.
"""

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

# The extra is not installed where types are checked, hence the ignores.
import chinese_calendar  # type: ignore[import-not-found,import-untyped,unused-ignore]
from borax.calendars.lunardate import LCalendars, LunarDate, TermUtils  # type: ignore[import-not-found,import-untyped,unused-ignore]
from lunar_python import LunarYear, Solar  # type: ignore[import-not-found,import-untyped,unused-ignore]
from lunar_python.util import HolidayUtil  # type: ignore[import-not-found,import-untyped,unused-ignore]

Key = TypeVar("Key")
Value = TypeVar("Value")
LunarMonth = tuple[int, int, bool]  # year, month, leap

CONFIG = Path(__file__).parents[1] / "config"
SATURDAY = 5

WORKDAY_YEARS = range(2015, 2027)
NODE_YEARS = range(2015, 2057)
LUNAR_YEARS = range(2014, 2057)
#: Tells how long the month before it is. The table ends here, because both libraries set 2057-9
#: a day late (new moon at 23:59:50 in Beijing).
LAST_LUNAR_MONTH: LunarMonth = (2057, 1, False)

LUNAR_NODES = {
    "chunjie": (1, 1),
    "yuanxiao": (1, 15),
    "duanwu": (5, 5),
    "qixi": (7, 7),
    "zhongqiu": (8, 15),
    "chongyang": (9, 9),
}
FIXED_NODES = {"leifeng": (3, 5), "gaokao": (6, 7), "ivd": (12, 5)}
MOVED_NODES = {("gaokao", 2020): date(2020, 7, 7)}  # held a month late


def main() -> None:
    """Computes every table by two libraries and writes them all, or none."""
    kinds = agreed("kinds of day", kinds_by_chinesecalendar(), kinds_by_lunar_python())
    months = agreed("lunar months", months_by_borax(), months_by_lunar_python())
    qingming = agreed("qingming", qingming_by_borax(), qingming_by_lunar_python())
    write("workdays.csv", ("date", "kind"), special_days(kinds))
    write("nodes.csv", ("node", "date"), node_days(months, qingming))
    write("lunar.csv", ("year", "month", "leap", "first"), month_rows(months))


def agreed(
    what: str, ours: Mapping[Key, Value], theirs: Mapping[Key, Value]
) -> Mapping[Key, Value]:
    """What two libraries found alike; the run stops where they differ."""
    keys = [*ours, *(key for key in theirs if key not in ours)]
    split = [key for key in keys if ours.get(key) != theirs.get(key)]
    if split:
        differences = (f"  {key}: {ours.get(key)} and {theirs.get(key)}" for key in split)
        sys.exit("\n".join((f"The libraries differ on {what}; nothing written:", *differences)))
    print(f"{what}: two libraries agree on {len(keys)}")
    return ours


def kinds_by_chinesecalendar() -> dict[date, bool]:
    """Whether each day of the published years is worked."""
    return {day: chinese_calendar.is_workday(day) for day in published_days()}


def kinds_by_lunar_python() -> dict[date, bool]:
    """The same."""
    return {day: works_by_lunar_python(day) for day in published_days()}


def works_by_lunar_python(day: date) -> bool:
    """What the library's table of special days says, else Monday to Friday."""
    special = HolidayUtil.getHoliday(day.isoformat())
    return bool(special.isWork()) if special else day.weekday() < SATURDAY


def published_days() -> list[date]:
    """All days of the years whose arrangement is published."""
    first = date(WORKDAY_YEARS.start, 1, 1)
    return [first + timedelta(n) for n in range((date(WORKDAY_YEARS.stop, 1, 1) - first).days)]


def months_by_borax() -> dict[LunarMonth, date]:
    """The first day of each lunar month."""
    months = [
        (year, month, bool(leap))
        for year in LUNAR_YEARS
        for month, _, leap in LCalendars.iter_year_month(year)
    ]
    return {
        (year, month, leap): LunarDate(year, month, 1, int(leap)).to_solar_date()
        for year, month, leap in [*months, LAST_LUNAR_MONTH]
    }


def months_by_lunar_python() -> dict[LunarMonth, date]:
    """The same; this library writes a leap month with a minus sign."""
    months = [month for year in LUNAR_YEARS for month in LunarYear.fromYear(year).getMonthsInYear()]
    months.append(LunarYear.fromYear(LAST_LUNAR_MONTH[0]).getMonth(LAST_LUNAR_MONTH[1]))
    return {
        (month.getYear(), abs(month.getMonth()), month.getMonth() < 0): date.fromisoformat(
            Solar.fromJulianDay(month.getFirstJulianDay()).toYmd()
        )
        for month in months
    }


def qingming_by_borax() -> dict[int, date]:
    """The day of the solar term in each year."""
    return {year: TermUtils.nth_term_day(year, term_name="清明") for year in NODE_YEARS}


def qingming_by_lunar_python() -> dict[int, date]:
    """The same; the table of terms is that of the lunar year which holds 1 April."""
    tables = {year: Solar.fromYmd(year, 4, 1).getLunar().getJieQiTable() for year in NODE_YEARS}
    return {year: date.fromisoformat(table["清明"].toYmd()) for year, table in tables.items()}


def special_days(kinds: Mapping[date, bool]) -> list[tuple[date, str]]:
    """The days whose kind differs from Monday to Friday."""
    return [
        (day, "work" if works else "rest")
        for day, works in kinds.items()
        if works != (day.weekday() < SATURDAY)
    ]


def node_days(
    months: Mapping[LunarMonth, date], qingming: Mapping[int, date]
) -> list[tuple[str, date]]:
    """The first day of every node in every year, by day."""
    days: dict[tuple[str, int], date] = {}
    for year in NODE_YEARS:
        days["chuxi", year] = months[year, 1, False] - timedelta(1)
        days["qingming", year] = qingming[year]
        for node, (month, day) in LUNAR_NODES.items():
            days[node, year] = months[year, month, False] + timedelta(day - 1)
        for node, (month, day) in FIXED_NODES.items():
            days[node, year] = date(year, month, day)
    in_order = sorted((day, node) for (node, _), day in (days | MOVED_NODES).items())
    return [(node, day) for day, node in in_order]


def month_rows(months: Mapping[LunarMonth, date]) -> list[tuple[int, int, int, date]]:
    """The lunar months as rows, by day."""
    rows = [(year, month, int(leap), first) for (year, month, leap), first in months.items()]
    return sorted(rows, key=lambda row: row[-1])


def write(name: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Writes one table; days come out as 2026-03-05."""
    with (CONFIG / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
