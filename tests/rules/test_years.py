"""A year's nodes with their windows, its unusual working days, its due days."""

from datetime import date

from config.programme_file import read_programme
from rules.months import Month
from rules.years import expand_year

PROGRAMME = read_programme(b"")


def test_nodes_come_in_the_order_of_their_days_with_their_windows() -> None:
    told = expand_year(PROGRAMME, 2026).nodes

    assert [one.node.id for one in told] == [
        "chuxi", "chunjie", "yuanxiao", "leifeng", "qingming", "gaokao", "duanwu", "qixi",
        "zhongqiu", "chongyang", "ivd",
    ]  # fmt: skip
    duanwu = told[6]
    assert (duanwu.first, duanwu.opens, duanwu.closes) == (
        date(2026, 6, 19), date(2026, 6, 14), date(2026, 6, 20),
    )  # fmt: skip


def test_published_year_tells_each_day_that_is_worked_otherwise() -> None:
    told = expand_year(PROGRAMME, 2026)

    assert told.published
    assert (date(2026, 2, 14), True) in told.special
    assert (date(2026, 10, 1), False) in told.special
    assert (date(2026, 10, 3), False) not in told.special  # a Saturday anyhow


def test_year_that_is_not_published_has_its_statutory_days_alone() -> None:
    told = expand_year(PROGRAMME, 2030)

    assert not told.published
    assert not [day for day, worked in told.special if worked]
    assert (date(2030, 10, 1), False) in told.special


def test_due_day_rolls_over_a_long_holiday() -> None:
    told = expand_year(PROGRAMME, 2026)

    assert dict(told.due)[Month(2026, 9)] == date(2026, 10, 8)
    assert dict(told.due)[Month(2026, 12)] == date(2027, 1, 5)


def test_year_beyond_the_table_has_no_nodes() -> None:
    assert expand_year(PROGRAMME, 2060).nodes == ()
