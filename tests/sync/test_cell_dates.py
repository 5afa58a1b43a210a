"""Date cells as coordinators write them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.months import Month
from sync.cells import read_date
from sync.reading import RawCell, Reading
from tests.sync.cell_contexts import around

ONE_DAY = [
    *(
        "3/5",
        "3月5号",
        "3月5",
        "三月五日",
        "叁月伍日",
        "3.5日",
        "3\\5",
        "３月５日",
        "3 月 5 日",
        "03-05",
    ),
    *("2024-3-5", "2024.3.5日", "2024年3月5", "24.3.5", "'24.3.5", "24年3月5日", "2024. 3. 5"),
    *("2024,3,5", "2024 3 5", "20240305", "240305", "0305", "45356", "2024/3/5 14:30", "3·5"),
    *(
        "二〇二四年三月五日",
        "二O二四年三月五日",
        "2024-03-05T09:00:00Z",
        "2024-03-05T09:00:00.000+08:00",
    ),
    *(
        "周二3月5日",
        "3月5日(二)",
        "3.5(周二)",
        "2024年3月5日星期二上午9:00在市图书馆",
        "Tue 3/5",
        "3月5日AM",
    ),
    *(
        "3月5日9-11点",
        "3月5日下午两点半",
        "3.5 9:00-11:00",
        "3月5日14时30分至16时",
        "2024.3.5 9.00-11.00",
    ),
    *(
        "3月5日晚至次日凌晨",
        "3月5日上下午",
        "3月5日全天",
        "时间:3.5",
        "3月5日开展学雷锋活动",
        "3月5日12人",
    ),
    *(
        "3月5日前进社区",
        "“3·5”学雷锋纪念日",
        "3月5日(农历正月廿五)",
        "本月5日",
        "五号",
        "2024年3月学雷锋活动5日",
    ),
    *("Mar 5, 2024", "5 March 2024", "March 5th", "5-Mar-24", "5-Mar", "3月5日(补)", "3月5日。"),
]


@pytest.mark.parametrize("raw", ONE_DAY)
def test_date_is_read_with_times_weekdays_and_words_around_it(raw: str) -> None:
    reading = read_date(raw, around())

    assert (str(reading.value), reading.flags, reading.fault) == ("2024-03-05", (), None)


@pytest.mark.parametrize(
    ("raw", "days"),
    [
        ("3.5-7", "2024-03-05/2024-03-07"),
        ("3.5~3.7", "2024-03-05/2024-03-07"),
        ("3月5-7日", "2024-03-05/2024-03-07"),
        ("5-7日", "2024-03-05/2024-03-07"),
        ("5日至7日", "2024-03-05/2024-03-07"),
        ("自3月5日至7日", "2024-03-05/2024-03-07"),
        ("3月5日起至7日", "2024-03-05/2024-03-07"),
        ("3月5日(周二)-7日(周四)", "2024-03-05/2024-03-07"),
        ("3月5日9:00-3月6日17:00", "2024-03-05/2024-03-06"),
        ("3月5日-7日,共3天", "2024-03-05/2024-03-07"),
        ("2024-03-05—03-07", "2024-03-05/2024-03-07"),
        ("2024-03-05~07", "2024-03-05/2024-03-07"),
        ("2024-03-05/2024-03-07", "2024-03-05/2024-03-07"),
        ("20240305-20240307", "2024-03-05/2024-03-07"),
        ("3月5日、12日、19日", "2024-03-05;2024-03-12;2024-03-19"),
        ("3月5、12、19日", "2024-03-05;2024-03-12;2024-03-19"),
        ("3.5,12", "2024-03-05;2024-03-12"),
        ("3.5 3.12", "2024-03-05;2024-03-12"),
        ("3月5日\n3月12日", "2024-03-05;2024-03-12"),
        ("5日、12日", "2024-03-05;2024-03-12"),
        ("3-5、3-12", "2024-03-05;2024-03-12"),
        ("①3.5②3.12", "2024-03-05;2024-03-12"),
        ("1、3月5日 2、3月12日", "2024-03-05;2024-03-12"),
        ("第1次3月5日,第2次3月12日", "2024-03-05;2024-03-12"),
        ("3月5日,6日-8日", "2024-03-05;2024-03-06/2024-03-08"),
        ("3.5起3.7止", "2024-03-05/2024-03-07"),
        ("3月5日起至3月7日止", "2024-03-05/2024-03-07"),
    ],
)
def test_several_days_are_runs_or_a_list(raw: str, days: str) -> None:
    assert str(read_date(raw, around()).value) == days


@pytest.mark.parametrize(
    ("raw", "month", "days", "flags"),
    [
        ("12.30", "2024-01", "2023-12-30", ("off_month",)),
        ("1.3", "2023-12", "2024-01-03", ("off_month",)),
        ("3月28日-4月2日", "2024-03", "2024-03-28/2024-04-02", ("crosses_month",)),
        ("12月30日-1月2日", "2023-12", "2023-12-30/2024-01-02", ("crosses_month",)),
        ("2023年12月30日-1月2日", "2024-01", "2023-12-30/2024-01-02", ("crosses_month",)),
        ("12月30日-2024年1月2日", "2024-01", "2023-12-30/2024-01-02", ("crosses_month",)),
        ("2023年3月5日", "2024-03", "2023-03-05", ("off_month",)),
        ("12月30日至次年1月2日", "2024-01", "2023-12-30/2024-01-02", ("crosses_month",)),
        ("元月5日", "2024-01", "2024-01-05", ()),
        ("3.5、3.5", "2024-03", "2024-03-05", ("duplicate",)),
        ("3月5日(周三)", "2024-03", "2024-03-05", ("weekday_mismatch",)),
        ("3月5日(周三)、3月12日(周二)", "2024-03", "2024-03-05;2024-03-12", ("weekday_mismatch",)),
    ],
)
def test_date_is_flagged_where_it_does_not_fit(
    raw: str, month: str, days: str, flags: tuple[str, ...]
) -> None:
    reading = read_date(raw, around(month))

    assert (str(reading.value), reading.flags) == (days, flags)


@pytest.mark.parametrize(
    ("raw", "fault", "flag"),
    [
        *(
            (raw, "date-ambiguous", "ambiguous")
            for raw in ("3-5", "5/3/2024", "3、5", "3,5", "3-4")
        ),
        *(
            (raw, "date-ambiguous", "ambiguous")
            for raw in ("3~5", "2024年3-5", "八月十五", "三月三", "5")
        ),
        *(
            (raw, "date-month-only", "month_only")
            for raw in ("3月份", "2024年3月", "2024/3", "202403")
        ),
        *(
            (raw, "date-month-only", "month_only")
            for raw in ("3月中旬", "3-5月", "3月每周六", "Mar 2024")
        ),
        *((raw, "date-impossible", "invalid") for raw in ("32日", "13月5日", "3月7日-5日", "3.50")),
        *(
            (raw, "date-year-implausible", "implausible_year")
            for raw in ("20224年3月5日", "2042.3.5")
        ),
        ("7月5日", "date-other-month", "off_month"),
    ],
)
def test_date_with_two_readings_or_none_is_asked_for(raw: str, fault: str, flag: str) -> None:
    reading = read_date(raw, around())

    assert (reading.value, reading.fault) == (None, fault)
    assert flag in reading.flags


@pytest.mark.parametrize(
    ("raw", "readings"),
    [(10.3, ": 10-03 / 10-30"), (2024.1, ": 2024-01 / 2024-10"), (10.4, None)],
)
def test_date_whose_last_nought_may_be_lost_tells_both_readings(
    raw: float, readings: str | None
) -> None:
    facts = read_date(raw, around("2026-10")).facts

    assert facts.get("readings") == readings


@pytest.mark.parametrize(
    "raw",
    [
        *("3月5日或6日", "3月5日前", "3月5日左右", "约3月5日", "3月5日起", "3月5日-", "3月5日至今"),
        *(
            "3月5日→3月6日",
            "3月5日(计划)",
            "3月5日(3月6日补)",
            "3月5日止",
            "从3月5日",
            "3月5日未开展",
            "3 5日",
            "3月5日?",
            "3月5日(待定)",
            "3月5日改3月6日",
            "月底",
            "每周六",
            "周三",
            "第一季度",
            "上月5日",
        ),
        *(
            "3月5日,为期3天",
            "3.5小时",
            "3.5h",
            "12人",
            "9:00",
            "5号楼",
            "v3.5",
            "3.5.24",
            "3.5.6",
            "3 5",
            "3:5",
        ),
        *(
            "3月5日 20",
            "志愿一日行",
            "13812345678",
            "2024年",
            "2024",
            "XX年X月X日",
            "2024年 月 日",
            "√",
        ),
        *("3.5 8.30-11.30", "305", "2024年3月5日-7日-9日", "x" * 500),
    ],
)
def test_date_that_nobody_can_know_is_never_a_value(raw: str) -> None:
    reading = read_date(raw, around())

    assert reading.value is None
    assert reading.fault is not None


@pytest.mark.parametrize(
    ("raw", "month", "day", "flags"),
    [
        ("除夕", "2024-02", "2024-02-09", ("node",)),
        ("大年初一", "2024-02", "2024-02-10", ("lunar",)),
        ("正月初五", "2024-02", "2024-02-14", ("lunar",)),
        ("腊月廿三", "2024-02", "2024-02-02", ("lunar",)),
        ("腊八节", "2024-01", "2024-01-18", ("lunar",)),
        ("五月初五", "2024-06", "2024-06-10", ("lunar",)),
        ("农历3月5日", "2024-04", "2024-04-13", ("lunar",)),
        ("农历闰二月初五", "2023-03", "2023-03-26", ("lunar",)),
        ("正月十五元宵节", "2024-02", "2024-02-24", ("lunar",)),
        ("清明", "2024-03", "2024-04-04", ("node", "off_month")),
        ("2024年端午节", "2024-06", "2024-06-10", ("node",)),
        ("高考第一天", "2024-06", "2024-06-07", ("node",)),
        ("六一儿童节", "2024-06", "2024-06-01", ("node",)),
        ("国际志愿者日", "2024-12", "2024-12-05", ("node",)),
        ("4月3日清明节", "2024-04", "2024-04-03", ()),
        ("清明节(周四)", "2024-04", "2024-04-04", ("node",)),
        ("清明节(周五)", "2024-04", "2024-04-04", ("node", "weekday_mismatch")),
        ("第61个学雷锋纪念日", "2024-03", "2024-03-05", ("node",)),
        ("中国青年志愿者日", "2024-03", "2024-03-05", ("node",)),
        ("世界水日", "2024-03", "2024-03-22", ("node",)),
        ("十一国庆节", "2024-10", "2024-10-01", ("node",)),
        ("腊八", "2024-01", "2024-01-18", ("lunar",)),
        ("八月十五中秋节", "2024-09", "2024-09-17", ("lunar",)),
        ("正月初五至初七", "2024-02", "2024-02-14/2024-02-16", ("lunar",)),
        ("正月初五、初六", "2024-02", "2024-02-14;2024-02-15", ("lunar",)),
    ],
)
def test_festival_and_lunar_words_are_days(
    raw: str, month: str, day: str, flags: tuple[str, ...]
) -> None:
    reading = read_date(raw, around(month))

    assert (str(reading.value), reading.flags) == (day, flags)


@pytest.mark.parametrize(
    ("raw", "month"),
    [
        ("清明节期间", "2024-04"),
        ("端午小长假", "2024-06"),
        ("春节前后", "2024-02"),
        ("中秋节", "2024-03"),
        ("三月初五", "2024-03"),
        ("正月", "2024-02"),
        ("农历二月三十一", "2024-03"),
        ("五一", "2024-05"),
        ("中秋国庆", "2024-09"),
        ("端午节、6月12日", "2024-06"),
        ("6月8日至端午节", "2024-06"),
        ("正月初五、2月20日", "2024-02"),
        ("正月初七至初五", "2024-02"),
        ("腊月廿三至正月初三", "2024-02"),
    ],
)
def test_festival_without_a_certain_day_is_asked_for(raw: str, month: str) -> None:
    reading = read_date(raw, around(month))

    assert reading.value is None
    assert reading.fault is not None


@pytest.mark.parametrize(
    ("raw", "days"),
    [
        (date(2024, 3, 5), "2024-03-05"),
        (datetime(2024, 3, 5, 9, 30), "2024-03-05"),  # noqa: DTZ001 - sheets have no time zone
        (45356.375, "2024-03-05"),
        (20240305, "2024-03-05"),
        (3.05, "2024-03-05"),
        (3.15, "2024-03-15"),
        (3.1, None),
        (2024.3, None),
        (2024.1, None),
        (5.0, None),
        (13.5, None),
        (3.125, None),
        (-3.5, None),
        (float("inf"), None),
        (True, None),
        (time(9), None),
        (timedelta(hours=2), None),
        (date(1900, 1, 6), None),
    ],
)
def test_stored_value_is_a_date_where_no_digit_was_lost(raw: RawCell, days: str | None) -> None:
    reading = read_date(raw, around())

    assert (reading.value and str(reading.value), bool(reading.fault)) == (days, days is None)


def test_number_of_february_has_lost_no_zero_where_the_30th_is_meant() -> None:
    assert str(read_date(2.3, around("2024-02")).value) == "2024-02-03"


def test_format_without_a_day_says_only_the_month() -> None:
    reading = read_date(45352.0, around(number_format='yyyy"年"m"月"'))

    assert (reading.fault, reading.facts["month"]) == ("date-month-only", "2024-03")


def test_format_without_a_year_takes_the_year_of_the_sheet() -> None:
    reading = read_date(date(2025, 3, 5), around(number_format='m"月"d"日"'))

    assert str(reading.value) == "2024-03-05"


@pytest.mark.parametrize(
    ("raw", "month"), [("3月底", "2024-03"), ("12月", "2023-12"), ("5月", "2024-05")]
)
def test_lone_month_is_named_in_the_year_nearest_to_the_sheet(raw: str, month: str) -> None:
    sheet = "2024-01" if raw == "12月" else "2024-03"

    assert read_date(raw, around(sheet)).facts == {"text": raw, "month": month}


@pytest.mark.parametrize(
    ("raw", "year", "days"),
    [
        ("3-5", 2024, "2024-03-05"),
        ("3.5、8.8", 2024, "2024-03-05;2024-08-08"),
        ("端午节", 2024, "2024-06-10"),
        ("3月5日", None, "None"),
        ("端午节", None, "None"),
        ("5日", 2024, "None"),
        ("12月30日-1月2日", 2024, "None"),
    ],
)
def test_yearly_ledger_gives_the_year_alone(raw: str, year: int | None, days: str) -> None:
    assert str(read_date(raw, around(None, year=year)).value) == days


@pytest.mark.parametrize(
    "raw", [None, "", " ", "—", "/", "无", "暂无", "  年  月  日", float("nan")]
)
def test_blank_cell_is_neither_value_nor_fault(raw: RawCell) -> None:
    assert read_date(raw, around()) == Reading()


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(
    DAYS,
    st.sampled_from(
        ["{0:%Y-%m-%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}"]
    ),
)
def test_written_day_is_read_back(day: date, form: str) -> None:
    reading = read_date(form.format(day), around(str(Month.of(day))))

    assert str(reading.value) == day.isoformat()


@given(DAYS, st.sampled_from(["{0.month}月{0.day}日", "{0.month}.{0.day}", "{0.month}/{0.day}"]))
def test_day_without_year_is_read_back_by_the_month_of_the_sheet(day: date, form: str) -> None:
    reading = read_date(form.format(day), around(str(Month.of(day))))

    assert (str(reading.value), reading.flags) == (day.isoformat(), ())
