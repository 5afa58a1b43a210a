"""Duration cells as coordinators write them."""

from datetime import date, time, timedelta

import pytest

from sync.cells import read_duration
from sync.reading import RawCell
from tests.sync.cell_contexts import around

PLAIN, HOURS, MINUTES = "服务时长", "服务时长(小时)", "服务时长(分钟)"


@pytest.mark.parametrize(
    ("raw", "minutes"),
    [
        *(
            (raw, 90)
            for raw in ("一个半小时", "1.5h", "90'", "1 hour 30 minutes", "一点五小时", "1½小时")
        ),
        *(
            (raw, 90)
            for raw in ("1.5小时(90分钟)", "1:30", "1小时30", "1.5 hrs", "一小时半", "1小時30分")
        ),
        *((raw, 150) for raw in ("两个半钟头", "2h30", "2小时半", "2:30小时", "两小时三十分钟")),
        *(
            (raw, 120)
            for raw in ("每人2小时", "2小时/次", "各2小时", "2小时(不含路程)", "2小时,12人", "2时")
        ),
        *(
            (raw, 120)
            for raw in ("到社区服务2小时", "服务时长:2小时", "02:00:00", "12人×2小时", "两个钟")
        ),
        *(
            (raw, 120)
            for raw in ("2小时,共12人", "每人2小时,12人,共24小时", "24小时/12人", "1天(2小时)")
        ),
        ("half an hour", 30),
        ("1小时一刻钟", 75),
        ("0.33小时", 20),
        ("半天(4小时)", 240),
        ("上午2小时下午3小时", 300),
        ("3次,每次2小时", 360),
        ("每天2小时,共3天", 360),
        ("每次2小时,共3次", 360),
        ("2+1小时", 180),
        ("1小时+1小时,共2小时", 120),
        ("1小时零30分", 90),
        ("2.5小时(2小时30分)", 150),
        ("共3次,每次2小时", 360),
        ("2小时/次×3次", 360),
        ("上午2小时下午3小时,共5小时", 300),
        ("每人计2小时 签到16人,合影16人", 120),
    ],
)
def test_length_is_read_in_minutes_per_person(raw: str, minutes: int) -> None:
    assert read_duration(raw, around(header=PLAIN)).value == minutes


@pytest.mark.parametrize(
    ("raw", "minutes"),
    [
        ("9点半到11点", 90),
        ("9时至11时30分", 150),
        ("9-11点", 120),
        ("上午9-11", 120),
        ("8.30-11.30", 180),
        ("早8点-晚5点", 540),
        ("2点到下午4点", 120),
        ("下午2-4点", 120),
        ("中午11:30-1:30", 120),
        ("12:00-1:30", 90),
        ("凌晨12:30-2:00", 90),
        ("晚上10点-晚上12点", 120),
        ("9am-11am", 120),
        ("11-1pm", 120),
        ("2-4pm", 120),
        ("上午8:30-11:30,下午2:00-5:30", 390),
        ("8:30-11:30 2:00-5:30", 390),
        ("3月5日9:00-11:00", 120),
        ("2024-03-05 09:00 - 2024-03-05 11:00", 120),
        ("2小时(9:00-11:00)", 120),
        ("9:00-11:30,共2.5小时", 150),
        ("9:00-11:00×2天", 240),
        ("8:50-11:00 2.1+1=3.1小时", 186),
        ("9:00-11", 120),
        ("自9:00起至11:00止", 120),
        ("9:00开始,11:00结束", 120),
        ("22:00—第二天6:00", 480),
    ],
)
def test_clock_times_are_subtracted(raw: str, minutes: int) -> None:
    assert read_duration(raw, around(header=PLAIN)).value == minutes


@pytest.mark.parametrize(
    ("raw", "minutes", "flags"),
    [
        ("22:00-次日2:00", 240, ("overnight",)),
        ("22:00-02:00", 240, ("overnight",)),
        ("2个多小时", 120, ("approx",)),
        ("将近2小时", 120, ("approx",)),
        *(
            (raw, 120, ("approx",))
            for raw in ("2小时许", "2+小时", "≈2小时", "不少于2小时", "估计2小时")
        ),
        ("13:30-16:30 2.5小时", 150, ("mismatch",)),
        ("1+1=3小时", 180, ("mismatch",)),
        ("10小时", 600, ("over_daily_cap",)),
        ("共24小时,12人", 120, ("derived", "total=1440")),
        ("2小时×12人", 120, ("total=1440",)),
        ("0小时", 0, ("zero",)),
        ("2+1", 180, ("assumed_unit",)),
        ("12", 720, ("assumed_unit", "over_daily_cap")),
    ],
)
def test_length_is_flagged_where_it_was_reckoned(
    raw: str, minutes: int, flags: tuple[str, ...]
) -> None:
    reading = read_duration(raw, around(header=PLAIN))

    assert (reading.value, reading.flags) == (minutes, flags)


@pytest.mark.parametrize(
    ("raw", "header", "minutes"),
    [
        ("2", HOURS, 120),
        ("90", MINUTES, 90),
        ("90分钟", HOURS, 90),
        ("2+1", HOURS, 180),
        ("1.5+1=2.5", HOURS, 150),
        ("2", MINUTES, None),
        ("120", HOURS, None),
        ("30", PLAIN, None),
        ("2", "服务时长(小时/分钟)", 120),
        ("二", HOURS, 120),
        ("合计24(12人)", HOURS, 120),
        ("2", "服务总时数", None),
        ("2小时", "总时长", None),
        ("2小时/人", "总时长", 120),
    ],
)
def test_header_gives_the_unit_that_the_cell_lacks(
    raw: str, header: str, minutes: int | None
) -> None:
    assert read_duration(raw, around(header=header)).value == minutes


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        *(
            (raw, "duration-range")
            for raw in (
                "2-3小时",
                "两三小时",
                "两到三个小时",
                "不多于2小时",
                "2小时封顶",
                "2或3小时",
                "2小时内",
                "<2小时",
                "2小时以内",
                "不到2小时",
            )
        ),
        *(
            (raw, "duration-clock-time")
            for raw in ("9:00", "9点", "8点半", "上午9:00", "9:00开始", "9时", "14:00")
        ),
        *(
            (raw, "duration-impossible")
            for raw in ("18:00-8:00", "9:00-2:00", "1:75", "25小时", "9:70-11:00")
        ),
        *(
            (raw, "duration-impossible")
            for raw in ("9:00-10:00,9:30-11:00", "24小时/0人", "1.5小时30分")
        ),
        *(
            (raw, "duration-total-only")
            for raw in (
                "共2小时",
                "累计10小时",
                "24小时(12人)",
                "总计24小时",
                "24小时(合计)",
                "全体24小时",
            )
        ),
        *((raw, "duration-unit-missing") for raw in ("13", "90")),
        *(
            (raw, "duration-unreadable")
            for raw in (
                "2小时*12",
                "2h×3",
                "半天",
                "两天",
                "2课时",
                "2(课时)",
                "每天2小时",
                "2小时/天",
            )
        ),
        *(
            (raw, "duration-unreadable")
            for raw in ("1/2小时", "1,200分钟", "2,5小时", "2小时,3小时", "2个")
        ),
        *(
            (raw, "duration-unreadable")
            for raw in ("另加1小时", "(加1工时)", "2小时(含路程)", "2小时(90分钟)")
        ),
        *(
            (raw, "duration-unreadable")
            for raw in ("张三2小时,李四3小时", "预计2小时", "每人2小时,共24小时")
        ),
        *(
            (raw, "duration-unreadable")
            for raw in ("5=2h", "共", "共3次", "2小时,12人,共30小时", "1+2=", "×2", "24小时人")
        ),
        *(
            (raw, "duration-unreadable")
            for raw in ("8:00-17:00扣除午休1小时", "张三2小时,李四3小时,共5小时")
        ),
        *(
            (raw, "duration-unreadable")
            for raw in ("3月5日9:00-3月6日11:00", "见签到表", "待定", "1.30", "x" * 500)
        ),
    ],
)
def test_duration_that_nobody_can_know_is_never_a_value(raw: str, fault: str) -> None:
    reading = read_duration(raw, around(header=PLAIN))

    assert (reading.value, reading.fault) == (None, fault)


@pytest.mark.parametrize(
    ("raw", "number_format", "minutes"),
    [
        (2.0, "", 120),
        (30.0, "", None),
        (0.0833333333, "", None),
        (-1.0, "", None),
        (float("inf"), "", None),
        (True, "", None),
        (time(2), "", 120),
        (time(9), "", None),
        (timedelta(hours=9), "", 540),
        (timedelta(hours=30), "", None),
        (date(2024, 2, 3), "", None),
        (0.0833333333, "h:mm", 120),
        (0.375, "h:mm", None),
        (0.375, "[h]:mm", 540),
        (2.5, '0.0"小时"', 150),
        (90.0, '0"分钟"', 90),
        (2.0, "m/d", None),
        (2.0, "General", 120),
    ],
)
def test_stored_value_is_read_by_its_format(
    raw: RawCell, number_format: str, minutes: int | None
) -> None:
    reading = read_duration(raw, around(header=PLAIN, number_format=number_format))

    assert reading.value == minutes
