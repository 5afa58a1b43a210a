"""Whatever a cell holds, it is answered soon, and no junk around figures makes a value."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.months import Month
from sync.cells import read_count, read_date, read_duration, read_names, read_photos
from sync.columns import read_header
from sync.reading import RawCell
from sync.rowtypes import read_rowtype
from tests.sync.cell_contexts import around

READERS = (
    read_date, read_duration, read_count, read_names, read_photos, read_header, read_rowtype,
)  # fmt: skip
SIGNS = (
    "0123456789.:-~/、，,;；()（）年月日号时点分小半人次名约等和至到 \n一二两三十廿百张李王hx×+=%?√"
)
WORDS = st.lists(
    st.sampled_from(
        [
            *("3月5日", "2024", "3.5", "9:00", "2小时", "12人", "张三", "李四", "正月", "初五"),
            *("-", "、", "(", ")", "+", "=", "共", "等", "每", "人", "周二", "上午", "端午节", "√"),
        ]
    ),
    max_size=12,
).map("".join)
CELLS = st.one_of(
    st.text(max_size=60),
    st.text(SIGNS, max_size=60),
    WORDS,
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
)
SECONDS = 1.0


@given(CELLS)
@settings(max_examples=400)
def test_any_cell_is_read_or_doubted(raw: RawCell) -> None:
    for read in READERS:
        reading = read(raw, around(header="服务时长(小时)"))

        assert reading.value is None or reading.fault is None
        assert reading.fault is None or reading.facts["text"] is not None


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@pytest.mark.parametrize(
    "part",
    [
        *(
            "1",
            "一",
            "3月5日",
            "9:00-11:00",
            "12人",
            "张三",
            "(",
            "(张三",
            "1.",
            " ",
            "\n",
            "-",
            "至",
        ),
        *(
            "2小时+",
            "3.5、",
            "等",
            "共",
            "图1",
            "a.jpg",
            "每",
            "无",
            "张 ",
            "初五、",
            "=",
            "http://",
        ),
    ],
)
def test_long_cell_is_answered_soon(read: object, part: str) -> None:
    for length in (200, 3000):
        text = (part * length)[:length]
        started = process_time()

        read(text, around())  # type: ignore[operator] # each takes a cell and its surroundings

        assert process_time() - started < SECONDS


DAYS = st.dates(date(2016, 1, 1), date(2034, 12, 31))
FORMS = [
    *("{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}"),
    *("{0.month}月{0.day}日", "{0.month}.{0.day}", "{0.month}/{0.day}", "{0.day}日", "{0.day}号"),
]
JUNK = st.sampled_from(
    ["护河", "社区广场", "雨", "志愿者", "大学生", "东城", "一行", "学雷锋", "☆"]
)


@given(DAYS, st.sampled_from(FORMS), JUNK, st.sampled_from(["{0} {1}", "{1} {0}"]))
def test_word_beside_a_date_makes_no_other_date(
    day: date, form: str, word: str, order: str
) -> None:
    written = form.format(day)

    reading = read_date(order.format(written, word), around(str(Month.of(day))))

    assert reading.value is None or str(reading.value) == day.isoformat()


@given(DAYS, st.integers(1, 12), st.sampled_from(["-", "~", "至", "到", "—"]))
def test_run_of_days_is_read_back(day: date, length: int, sign: str) -> None:
    last = date.fromordinal(day.toordinal() + length)

    reading = read_date(
        f"{day.month}月{day.day}日{sign}{last.month}月{last.day}日", around(str(Month.of(day)))
    )

    assert str(reading.value) == f"{day}/{last}"


@given(st.integers(1, 480), st.sampled_from(["{0}分钟", "{0} min", "{1}小时{2}分", "{1}:{2:02d}"]))
def test_length_is_read_back(minutes: int, form: str) -> None:
    written = form.format(minutes, *divmod(minutes, 60))

    reading = read_duration(written, around())

    if ":" in form and minutes >= 360:  # then it is a time of day
        assert reading.value is None
    else:
        assert reading.value == minutes


@given(
    st.integers(1, 9999),
    st.sampled_from(["万元", "份", "户", "%", "岁", "km", "张", "斤", "小时", "米"]),
)
def test_figure_of_something_else_is_no_number_of_people(number: int, unit: str) -> None:
    assert read_count(f"{number}{unit}", around()).value is None


@given(st.integers(2, 9999), st.integers(1, 9999), st.sampled_from(["-", "~", "至", "或", "/"]))
def test_range_is_no_number_of_people(first: int, more: int, sign: str) -> None:
    assert read_count(f"{first}{sign}{first + more}人", around()).value is None


@given(st.integers(1, 11), st.integers(1, 12), st.sampled_from(["-", "~", "至", "到", "或", ","]))
def test_range_is_no_length(first: int, more: int, sign: str) -> None:
    assert read_duration(f"{first}{sign}{first + more}小时", around()).value is None
