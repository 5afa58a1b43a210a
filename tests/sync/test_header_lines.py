"""What the labels above a table say."""

import pytest

from sync.header_lines import MONTH, OTHER, UNIT, Labelled, read_line


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["填报单位:江城市 图书馆"], [(UNIT, "江城市 图书馆")]),
        (["填 报 单 位：图书馆（盖章）"], [(UNIT, "图书馆")]),
        (["填报单位(盖章):图书馆 填报时间:4月2日"], [(UNIT, "图书馆"), (OTHER, "4月2日")]),
        (["单位名称:图书馆    2026年3月"], [(UNIT, "图书馆")]),
        (["单位:", "", "图书馆"], [(UNIT, "图书馆")]),
        (["填报单位", "图书馆"], [(UNIT, "图书馆")]),
        (["填报单位:", "联系电话:0558-1"], [(OTHER, "0558-1")]),
        (["统计月份:3月", "填表人:", "张伟"], [(MONTH, "3月"), (OTHER, "张伟")]),
        (["所属月份", "3月"], [("", "所属月份"), ("", "3月")]),
        (["2026年3月 单位:图书馆"], [("", "2026年3月"), (UNIT, "图书馆")]),
        (["江城市2026年3月台账"], [("", "江城市2026年3月台账")]),
        (["", None], []),
    ],
)
def test_line_is_parted_into_labels_and_values(
    cells: list[str | None], said: list[tuple[str, str]]
) -> None:
    assert [(one.kind, one.value) for one in read_line(cells)] == said


def test_value_stands_in_its_own_column() -> None:
    assert read_line(["", "单位:", "", "图书馆"]) == [Labelled(UNIT, "图书馆", 3)]
