"""A web page named .xls is read as the table it shows."""

import pytest

from sync.workbook import WorkbookTooLarge, WorkbookUnreadable, open_workbook

_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    '<meta http-equiv=Content-Type content="text/html; charset={}"></head><body>'
)
_ROWS = "<tr><th>日期</th><th>活动</th></tr><tr><td>2026-03-05</td><td>护&amp;河<br>净滩</td></tr>"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_exported_table_is_read_in_each_encoding(codec: str) -> None:
    page = f"{_HEAD.format(codec)}<table border=1>{_ROWS}</table></body></html>"

    [tab] = open_workbook(page.encode(codec), "三月.xls")

    assert (tab.name, tab.rows) == ("三月", [["日期", "活动"], ["2026-03-05", "护&河\n净滩"]])


def test_cells_that_reach_across_and_down_leave_blank_ones_behind() -> None:
    page = (
        "<table><tr><td colspan=3>台账</td></tr>"
        "<tr><td>日期<td rowspan='2'>护河<td>12</tr><tr><td>次日<td>9</table>"
    )

    [tab] = open_workbook(page.encode(), "书.xls")

    assert tab.rows == [["台账", "", ""], ["日期", "护河", "12"], ["次日", "", "9"]]


def test_table_inside_a_layout_is_a_tab_of_its_own() -> None:
    page = f"<table><tr><td>\n <table>{_ROWS}</table></td></tr></table><table><tr><td>完</table>"

    first, second = open_workbook(page.encode(), "书.xls")

    assert (first.name, first.rows[0], second.name, second.rows) == (
        "书", ["日期", "活动"], "书 2", [["完"]],
    )  # fmt: skip


@pytest.mark.parametrize("span", ["", "0", "x", "-3", "²", "99999999999999999999"])
def test_span_that_is_none_stops_nothing(span: str) -> None:
    page = f'<table><tr><td colspan="{span}" rowspan="{span}">甲</td></tr></table>'

    [tab] = open_workbook(page.encode(), "书.xls")

    assert tab.rows[0][0] == "甲"


def test_page_of_too_many_cells_is_refused() -> None:
    page = "<table>" + "<tr>" + "<td colspan=1000>x" * 10_002

    with pytest.raises(WorkbookTooLarge):
        open_workbook(page.encode(), "书.xls")


@pytest.mark.parametrize(
    "page", ["<html><body>请登录</body></html>", "MIME-Version: 1.0\n\n<html>"]
)
def test_page_without_a_table_is_unreadable(page: str) -> None:
    with pytest.raises(WorkbookUnreadable):
        open_workbook(page.encode(), "书.xls")
