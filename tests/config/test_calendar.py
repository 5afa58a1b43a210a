"""The calendar that ships, against the facts people know and the mission measured."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from config.calendar import load_nodes, load_workdays, read_nodes, read_workdays
from rules.due import following_day
from rules.months import Month, months_between
from rules.nodes import NODES, NodeTable

NO_NODES = NodeTable(days={})


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2019, 2, 5), False),
        (date(2019, 2, 11), True),
        (date(2020, 10, 1), False),
        (date(2020, 10, 8), False),
        (date(2020, 10, 10), True),  # a Saturday worked for it
        (date(2020, 10, 9), True),
        (date(2034, 2, 20), False),  # not published: by rule
        (date(2034, 2, 22), True),
    ],
)
def test_workdays_are_those_of_the_arrangements(*, day: date, works: bool) -> None:
    assert load_workdays().is_workday(day) is works


def test_workdays_are_published_from_2015_to_2026() -> None:
    workdays = load_workdays()

    assert workdays.published_years == frozenset(range(2015, 2027))
    assert len(workdays.special) == 289


def test_every_special_day_differs_from_monday_to_friday() -> None:
    special = load_workdays().special

    assert [day for day, works in special.items() if works == (day.weekday() < 5)] == []


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2019-01", date(2019, 2, 11)),
        ("2020-09", date(2020, 10, 9)),
        ("2026-03", date(2026, 4, 7)),
        ("2034-09", date(2034, 10, 5)),
    ],
)
def test_due_day_five_rolls_to_the_next_workday(month: str, due: date) -> None:
    last = Month.parse(month).last

    rolled = following_day(last, day=5, roll="next_working_day", workdays=load_workdays())

    assert rolled == due


@pytest.mark.parametrize(
    ("day", "unmoved", "far"), [(1, 76, 18), (3, 85, 11), (5, 83, 1), (8, 105, 1), (10, 103, 1)]
)
def test_due_days_move_as_measured(day: int, unmoved: int, far: int) -> None:
    shifts = []
    for month in months_between(Month(2014, 12), Month(2026, 11)):
        due = following_day(month.last, day=day, roll="next_working_day", workdays=load_workdays())
        shifts.append((due - month.plus(1).first).days + 1 - day)

    assert (shifts.count(0), sum(shift >= 5 for shift in shifts)) == (unmoved, far)


@pytest.mark.parametrize(
    ("node", "day"),
    [
        ("chuxi", date(2034, 2, 18)),
        ("chunjie", date(2034, 2, 19)),
        ("chunjie", date(2019, 2, 5)),
        ("yuanxiao", date(2015, 3, 5)),
        ("yuanxiao", date(2034, 3, 5)),
        ("leifeng", date(2026, 3, 5)),
        ("duanwu", date(2019, 6, 7)),
        ("gaokao", date(2019, 6, 7)),
        ("gaokao", date(2020, 7, 7)),
        ("zhongqiu", date(2020, 10, 1)),
        ("zhongqiu", date(2033, 9, 8)),
        ("ivd", date(2026, 12, 5)),
    ],
)
def test_node_falls_on_its_day(node: str, day: date) -> None:
    assert load_nodes().day(node, day.year) == day


def test_every_node_has_a_day_from_2015_to_2056() -> None:
    days = load_nodes().days

    assert set(days) == {(node.id, year) for node in NODES for year in range(2015, 2057)}


@pytest.mark.parametrize(
    ("node", "months"),
    [
        ("yuanxiao", {2: 17, 3: 4}),
        ("zhongqiu", {9: 16, 10: 5}),
        ("duanwu", {5: 3, 6: 18}),
    ],
)
def test_lunar_nodes_fall_in_the_months_measured(node: str, months: dict[int, int]) -> None:
    days = [load_nodes().days[node, year] for year in range(2015, 2036)]

    assert Counter(day.month for day in days) == months


@pytest.mark.parametrize(
    ("node", "month", "day"),
    [("chunjie", 1, 1), ("duanwu", 5, 5), ("zhongqiu", 8, 15), ("chongyang", 9, 9)],
)
def test_lunar_days_agree_with_the_nodes(node: str, month: int, day: int) -> None:
    table = load_nodes()
    years = range(2015, 2057)

    days = [table.lunar_day(year, month, day) for year in years]

    assert days == [table.day(node, year) for year in years]


def test_lunar_month_eleven_of_2033_is_doubled() -> None:
    table = load_nodes()

    firsts = [table.lunar_day(2033, 11, 1), table.lunar_day(2033, 11, 1, leap=True)]

    assert firsts == [date(2033, 11, 22), date(2033, 12, 22)]


def test_lunar_months_reach_from_2014_to_2056() -> None:
    table = load_nodes()
    dates = [(2013, 12, 1), (2014, 1, 1), (2056, 12, 30), (2057, 1, 1)]

    days = [table.lunar_day(*lunar) for lunar in dates]

    assert days == [None, date(2014, 1, 31), date(2057, 2, 3), None]


def test_calendar_is_read_once() -> None:
    assert load_workdays() is load_workdays()
    assert load_workdays().nodes is load_nodes()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-02-30,rest", "'2026-02-30,rest' is not date,kind"),
        ("2026-02-20,holiday", "'2026-02-20,holiday' is not date,kind"),
        ("2026-02-20", "'2026-02-20' is not date,kind"),
        ("2026-01-01,rest", "'2026-01-01,rest' stands there twice"),
    ],
)
def test_broken_special_day_is_named_by_file_and_line(
    tmp_path: Path, row: str, reason: str
) -> None:
    table = tmp_path / "workdays.csv"
    table.write_text(f"date,kind\n2026-01-01,rest\n{row}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=f"workdays.csv, line 3: {reason}"):
        read_workdays(table, nodes=NO_NODES)


def test_workdays_saved_by_a_spreadsheet_program_are_read(tmp_path: Path) -> None:
    table = tmp_path / "workdays.csv"
    table.write_bytes("date,kind\r\n2027-01-01,rest\r\n".encode("utf-8-sig"))

    workdays = read_workdays(table, nodes=NO_NODES)

    assert (workdays.special, workdays.published(2027)) == ({date(2027, 1, 1): False}, True)


@pytest.mark.parametrize(
    ("nodes", "lunar", "reason"),
    [
        ("duanwoo,2026-06-19", "2026,1,0,2026-02-17", "nodes.csv, line 2: 'duanwoo,2026-06-19'"),
        ("duanwu,2026-06-19", "2026,1,no,2026-02-17", "lunar.csv, line 2: '2026,1,no,2026-02-17'"),
        (
            "duanwu,2026-06-19",
            "2026,1,0,2026-02-17\n2026,2,0,2026-03-29",
            "lunar.csv, line 3: 2026-03-29 is not 29 or 30 days after 2026-02-17",
        ),
    ],
)
def test_broken_node_tables_are_named_by_file_and_line(
    tmp_path: Path, nodes: str, lunar: str, reason: str
) -> None:
    (tmp_path / "nodes.csv").write_text(f"node,date\n{nodes}\n", encoding="utf-8")
    (tmp_path / "lunar.csv").write_text(f"year,month,leap,first\n{lunar}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=reason):
        read_nodes(tmp_path / "nodes.csv", tmp_path / "lunar.csv")
