"""Tables without a column of titles: what was done names the activity."""

import pytest

from rules.records import Activity
from tests.sheets import sheet
from tests.sync.reading import activities, context

_ANYONE = context(units=None)


@pytest.mark.parametrize("header", ["内容", "活动内容", "服务内容"])
def test_content_is_the_title_where_no_column_is(header: str) -> None:
    [one] = activities(sheet(f"日期 | {header} | 人数\n3.5 | 清河护绿 | 12"), _ANYONE)

    assert one == Activity(days="2026-03-05", title="清河护绿", headcount=12)


def test_content_stays_beside_a_title() -> None:
    [one] = activities(sheet("日期 | 活动名称 | 内容\n3.5 | 护绿 | 清河护绿"), _ANYONE)

    assert (one.title, one.content) == ("护绿", "清河护绿")


def test_long_content_is_shortened_as_titles_are() -> None:
    [one] = activities(sheet(f"日期 | 内容\n3.5 | {'清河护绿' * 200}"), _ANYONE)

    assert one.title == "清河护绿" * 125
