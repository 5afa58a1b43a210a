"""What was judged before is read quickly, and says the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.reading import RawCell
from sync.workbook import Tab
from tests.sync.reading import context, read

_HEADER: list[RawCell] = ["单位", "日期", "活动", "人数", "总时长", "参加人员", "状态"]
_CELLS: list[list[RawCell]] = [
    ["图书馆", "文化馆", "图书官", "同上", "", "合计", "单位", 1.0],
    ["2026-03-05", "3.6", 3.1, 46086.0, "2月30日", "同上", "", "2026-05-01", "3月", "日期", "/"],
    ["护河", "例行巡河", "同上", "", "无", "本月未开展活动", "活动", "示例", 731.0],
    [12.0, "12人", "30人次", "很多", "同上", "", "人数", 1.0],
    [24.0, "24小时", "半天", "", "9999999999"],
    ["张伟、李娜", "张伟等12人", "全体党员", "同上", "", "参加人员"],
    ["已认定", "待认定", "", 1.0],
]
_ROWS = st.lists(st.tuples(*map(st.sampled_from, _CELLS)).map(list), max_size=12)
_REGISTERS = st.sampled_from([_HEADER, ["志愿者编号" if h == "人数" else h for h in _HEADER]])


@given(rows=_ROWS, more=_ROWS, header=_REGISTERS)
@settings(max_examples=60)
def test_rows_read_with_what_is_known_say_what_they_say_alone(
    rows: list[list[RawCell]], more: list[list[RawCell]], header: list[RawCell]
) -> None:
    around = context("图书馆.xlsx")
    read(Tab(name="4月", rows=[header, *more]), around)
    tab = Tab(name="3月", rows=[header, *rows])

    first, second = read(tab, around), read(tab, around)

    assert first == second == read(tab, context("图书馆.xlsx"))
