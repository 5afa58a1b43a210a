"""The month a tab, a title or a file's name speaks of."""

import pytest

from rules.months import Month
from sync.months import find_month, month_in_year


@pytest.mark.parametrize(
    ("texts", "year", "month"),
    [
        (["2026.3"], 2026, 3),
        (["2026年3月"], 2026, 3),
        (["2026-03"], 2026, 3),
        (["2026_03"], 2026, 3),
        (["２０２６年０３月"], 2026, 3),
        (["202603"], 2026, 3),
        (["2026年度3月份"], 2026, 3),
        (["3月", "2026年"], 2026, 3),
        (["三月份"], None, 3),
        (["十一月"], None, 11),
        (["十二月"], None, 12),
        (["12月"], None, 12),
        (["3月", "2026年4月台账"], 2026, 3),
        (["2025", "2026年3月"], 2025, 3),
        (["2026年台账"], 2026, None),
        (["1-3月"], None, None),
        (["2026年1-3月"], 2026, None),
        (["2026年1月至3月"], 2026, None),
        (["一至三月"], None, None),
        (["1月、2月"], None, None),
        (["3月和4月"], None, None),
        (["Sheet1", "活动"], None, None),
        (["13月"], None, None),
        (["20261"], None, None),
        (["120263"], None, None),
        ([], None, None),
    ],
)
def test_month_is_found(texts: list[str], year: int | None, month: int | None) -> None:
    assert find_month(texts) == (year, month)


@pytest.mark.parametrize(("month", "year"), [(1, 2026), (4, 2026), (5, 2025), (12, 2025)])
def test_bare_month_is_the_one_that_began_last(month: int, year: int) -> None:
    assert month_in_year(month, Month(2026, 4)) == Month(year, month)
