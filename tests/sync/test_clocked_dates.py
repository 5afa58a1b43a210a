"""Times of day beside a date: the length of service where no column says it."""

import pytest

from tests.sheets import sheet
from tests.sync.reading import context, logged, read

_ANYONE = context(units=None)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("2026年3月5日14:00-16:00", 120),
        ("3月5日上午9点至11点半", 150),
        ("3.5 8:30-11:30;14:00-17:00", 360),
        ("3月5日14:00", None),
        ("3月5日", None),
        ("3月5日-7日 9:00-11:00", None),
    ],
)
def test_clock_is_the_length_where_no_column_says_it(written: str, minutes: int | None) -> None:
    reading = read(sheet(f"活动时间 | 活动名称 | 人数\n{written} | 学雷锋 | 12"), _ANYONE)

    assert [one.duration for one in logged(reading)] == [minutes]
    assert reading.findings == []


@pytest.mark.parametrize(
    ("header", "cell", "minutes"),
    [("服务时长", "2小时", 120), ("服务时长", "", None), ("总时长", "24小时", None)],
)
def test_column_of_lengths_goes_before_the_clock(
    header: str, cell: str, minutes: int | None
) -> None:
    drawing = f"活动时间 | 活动名称 | {header}\n3月5日14:00-16:00 | 学雷锋 | {cell}"

    reading = read(sheet(drawing), _ANYONE)

    assert [one.duration for one in logged(reading)] == [minutes]


def test_long_clock_is_told_at_its_row() -> None:
    reading = read(sheet("活动时间 | 活动名称\n3月5日8:00-18:00 | 学雷锋"), _ANYONE)

    assert [(one.code, one.where.row) for one in reading.findings] == [("duration-over-cap", 2)]
