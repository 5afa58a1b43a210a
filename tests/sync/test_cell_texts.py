"""What all readings of cells have in common: blanks, sentences, and that nothing stops them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.findings import SEVERITIES
from sync.cell_texts import shown
from sync.cells import (
    is_ditto,
    read_count,
    read_date,
    read_duration,
    read_names,
    read_photos,
)
from sync.numerals import parse_numeral
from sync.reading import RawCell, Reading
from tests.sync.cell_contexts import around

READERS = (read_date, read_duration, read_count, read_names, read_photos)
#: Signs that cells are made of, so that random text comes near to real one.
SIGNS = (
    "0123456789.-/~:、,;()+×= 年月日号点时分小半刻钟人名位次张至到和等约余多共每第周"
    "一二两三十百上下午李王h"
)
WHATEVER = st.one_of(
    st.text(),
    st.text(SIGNS, max_size=24),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.times(),
    st.datetimes(),
    st.timedeltas(),
)


@given(WHATEVER)
def test_reading_never_raises_and_its_fault_has_a_code_and_a_text(raw: RawCell) -> None:
    for context in (around(), around(None, year=2024), around(None, header="服务总时长(小时)")):
        for reading in (read(raw, context) for read in READERS):
            assert reading.fault is None or reading.value is None
            assert reading.fault is None or reading.fault in SEVERITIES
            assert reading.fault is None or len(reading.facts["text"]) <= 40


@pytest.mark.parametrize(
    "raw", [None, "", "　", "—", "——", "/", "\\", "...", "无", "暂无", "N/A", "（空）", "*"]
)
def test_mark_that_means_blank_is_blank_for_every_kind(raw: RawCell) -> None:
    assert [read(raw, around()) for read in READERS] == [Reading()] * len(READERS)


@pytest.mark.parametrize("raw", ["同上", "〃", "同上。", "(同上)", '"', "″"])
def test_ditto_mark_is_known_and_no_value_of_its_own(raw: str) -> None:
    faults = [read(raw, around()).fault for read in READERS]

    assert is_ditto(raw)
    assert None not in faults


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("张三\n 李四", "张三 李四"),
        ("张三13812345678", "张三138********"),
        ("138-1234-5678", "138**********"),
        ("11010519491231002X", "110***************"),
        (13812345678.0, "138********"),
        (6.3, "6.3"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        ("很" * 60, "很" * 39 + "…"),
    ],
)
def test_text_for_a_sentence_is_short_and_hides_numbers_of_people(raw: RawCell, text: str) -> None:
    assert shown(raw) == text


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十二", 12),
        ("拾贰", 12),
        ("廿五", 25),
        ("卅", 30),
        ("一百零五", 105),
        ("一百二", 120),
        ("两千三百", 2300),
        ("一万二", 12000),
        ("二〇二四", 2024),
        ("2百", 200),
        ("1.2万", 12000),
        ("零", 0),
        ("二三", None),
        ("五六十", None),
        ("1.23十", None),
        ("十百", None),
        ("百", None),
        ("1" * 20, None),
    ],
)
def test_numeral_is_read_where_it_writes_one_number(written: str, number: int | None) -> None:
    assert parse_numeral(written) == number
