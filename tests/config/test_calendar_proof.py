"""The calendar that ships, against what it was not made from.

Working days: the arrangements as the State Council announced them. Nodes: cnlunar, whose lunar
days and solar terms are the Hong Kong Observatory's tables.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import cnlunar
import pytest

from config.calendar import load_nodes, load_workdays
from rules.months import days_between

YEARS = range(2015, 2036)
LUNAR = {
    "chunjie": (1, 1),
    "yuanxiao": (1, 15),
    "duanwu": (5, 5),
    "qixi": (7, 7),
    "zhongqiu": (8, 15),
    "chongyang": (9, 9),
}
FIXED = {"leifeng": (3, 5), "gaokao": (6, 7), "ivd": (12, 5)}
#: The examination was held a month late in the first year of the epidemic.
MOVED = {("gaokao", 2020): date(2020, 7, 7)}


def arrangements() -> Iterator[tuple[tuple[date, ...], list[date]]]:
    """The days off and the days worked for them, holiday by holiday."""
    written = Path(__file__).with_name("arrangements.txt").read_text(encoding="utf-8")
    for line in written.splitlines():
        if not line.startswith("#"):
            off, _, worked = line.partition("|")
            first, _, last = off.strip().partition("..")
            days = days_between(date.fromisoformat(first), date.fromisoformat(last))
            yield days, [date.fromisoformat(day) for day in worked.split()]


def almanac(day: date) -> cnlunar.Lunar:
    return cnlunar.Lunar(datetime.combine(day, time(12)))


def test_every_day_of_2015_to_2026_is_worked_as_it_was_announced() -> None:
    off = {day for days, _ in arrangements() for day in days}
    worked = {day for _, days in arrangements() for day in days}
    every = days_between(date(2015, 1, 1), date(2026, 12, 31))

    announced = {day: day in worked or (day.weekday() < 5 and day not in off) for day in every}

    assert {day: load_workdays().is_workday(day) for day in every} == announced
    assert len([day for day in every if announced[day] != (day.weekday() < 5)]) == 289


@pytest.mark.parametrize("node", LUNAR)
def test_lunar_node_falls_on_its_lunar_day_in_every_year(node: str) -> None:
    days = [load_nodes().days[node, year] for year in YEARS]

    found = [(one.lunarMonth, one.lunarDay, one.isLunarLeapMonth) for one in map(almanac, days)]

    assert found == [(*LUNAR[node], False)] * len(YEARS)


def test_eve_is_the_day_before_the_lunar_year() -> None:
    days = load_nodes().days

    gaps = {(days["chunjie", year] - days["chuxi", year]).days for year in YEARS}

    assert gaps == {1}


def test_qingming_falls_on_its_solar_term_in_every_year() -> None:
    days = [load_nodes().days["qingming", year] for year in YEARS]

    assert {almanac(day).todaySolarTerms for day in days} == {"清明"}


@pytest.mark.parametrize("node", FIXED)
def test_fixed_node_falls_on_its_day_unless_it_was_moved(node: str) -> None:
    days = load_nodes().days

    expected = {year: MOVED.get((node, year), date(year, *FIXED[node])) for year in YEARS}

    assert {year: days[node, year] for year in YEARS} == expected
