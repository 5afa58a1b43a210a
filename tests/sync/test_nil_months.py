"""Reports of nothing held: the month that the row itself names, without any day."""

import pytest

from rules.records import Activity
from tests.sheets import sheet
from tests.sync.reading import activities, context, found, read

_ANYONE = context(units=None)
_MARCH = "2026-03-01/2026-03-31"


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("3月 | 本月未开展活动", _MARCH),
        ("2026年3月 | 本月未开展活动", _MARCH),
        ("3月 | 无", _MARCH),
        ("3月份 | 未开展", _MARCH),
        (" | 3月未开展活动", _MARCH),
        ("三月 | 零报告", _MARCH),
    ],
)
@pytest.mark.parametrize("name", ["2026", "2026年"])
def test_row_names_the_month_of_its_report(name: str, line: str, days: str) -> None:
    [one] = activities(sheet(f"日期 | 活动名称\n{line}", name=name), _ANYONE)

    assert (one.days, one.nil) == (days, True)


@pytest.mark.parametrize(
    "line", ["3 | | 未开展", "3月 | | 无", "3 | | 无", "3月 | | 本月未开展活动"]
)
def test_month_column_names_the_month(line: str) -> None:
    [one] = activities(sheet(f"月份 | 日期 | 活动名称\n{line}", name="2026"), _ANYONE)

    assert (one.days, one.nil) == (_MARCH, True)


@pytest.mark.parametrize("line", ["3 | 未开展", "3月 | 无"])
def test_month_column_may_stand_for_the_date(line: str) -> None:
    [one] = activities(sheet(f"月份 | 活动名称\n{line}", name="2026"), _ANYONE)

    assert (one.days, one.nil) == (_MARCH, True)


@pytest.mark.parametrize(
    ("tab", "month", "days"),
    [
        ("台账", "3月", _MARCH),
        ("台账", "2025年12月", "2025-12-01/2025-12-31"),
        ("台账", "11月", "2025-11-01/2025-11-30"),
        ("2026年1月", "12月", "2025-12-01/2025-12-31"),
        ("2025年12月", "1月", "2026-01-01/2026-01-31"),
        ("2026年4月", "3月", _MARCH),
    ],
)
def test_year_is_that_of_the_sheet_or_the_last(tab: str, month: str, days: str) -> None:
    [one] = activities(sheet(f"日期 | 活动名称\n{month} | 未开展", name=tab), _ANYONE)

    assert one.days == days


@pytest.mark.parametrize("date", ["", "1-3月"])
def test_report_of_no_month_asks_for_the_month(date: str) -> None:
    reading = read(sheet(f"日期 | 活动名称\n{date} | 未开展活动", name="2026"), _ANYONE)

    assert reading.findings == [found("nil-month-missing", "A2", row=2, sheet="2026")]
    [row] = reading.rows
    assert row.record == Activity(title="未开展活动", nil=True)
