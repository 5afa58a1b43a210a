"""Lists of names: who took part in an activity, or one person's service in each row."""

import pytest

from rules.records import Activity, ServiceRecord
from sync.name_lists import count_names, hold_lists
from sync.reading import RawCell
from tests.sheets import rows, sheet
from tests.sync.reading import activities, context, found, read, records

#: Without a roster no unit is looked for.
_ANYONE = context(units=None)


@pytest.mark.parametrize(
    "header", ["志愿者", "参与志愿者", "参加志愿者", "本次志愿者", "volunteers"]
)
def test_column_of_names_alone_is_of_those_who_took_part(header: str) -> None:
    [one] = activities(
        sheet(f"""
            日期 | 活动名称 | {header}   | 时长
            3.9  | 巡河     | 陈一、陈二 | 2小时
        """),
        _ANYONE,
    )

    assert one == Activity(days="2026-03-09", title="巡河", names="陈一|陈二", duration=120)


def test_number_beside_names_makes_service_records() -> None:
    drawing = """
        日期 | 活动名称 | 志愿者 | 志愿者编号 | 时长
        3.9  | 巡河     | 陈一   | Z001       | 2小时
    """

    assert records(sheet(drawing), _ANYONE) == [
        ServiceRecord(
            days="2026-03-09", title="巡河", volunteer="陈一", volunteer_no="Z001", duration=120
        )
    ]


def test_lists_below_a_persons_name_make_an_activity_log() -> None:
    [one] = activities(
        sheet("""
            日期 | 活动名称 | 志愿者姓名      | 时长
            3.9  | 巡河     | 陈一、陈二等6人 | 2小时
        """),
        _ANYONE,
    )

    assert (one.names, one.names_total) == ("陈一|陈二", 6)


def test_people_served_and_names_make_an_activity_log() -> None:
    [one] = activities(
        sheet("""
            服务日期 | 服务项目 | 服务人数 | 服务时间 | 志愿者
            3.9      | 巡河     | 20       | 2小时    | 陈一、陈二
        """),
        _ANYONE,
    )

    assert (one.names, one.beneficiaries, one.duration) == ("陈一|陈二", 20, 120)


def test_stray_list_among_records_is_told_at_its_cell() -> None:
    names = ("陈一", "陈二", "陈三、陈四", "王五", "赵六", "孙七")
    lines = "\n".join(f"3.9 | 巡河 | {name} | 2小时" for name in names)

    reading = read(sheet(f"日期 | 活动名称 | 志愿者姓名 | 时长\n{lines}"), _ANYONE)

    assert reading.findings == [found("person-several", "C4", row=4, count="2")]
    assert [getattr(row.record, "volunteer", "?") for row in reading.rows] == [
        *("陈一", "陈二", None, "王五", "赵六", "孙七")
    ]


def test_rows_that_share_an_activity_are_of_one_person_each() -> None:
    lines = "\n".join(f"3.9 | 巡河 | {name} | 2小时" for name in ("陈一", "陈二", "陈三"))

    reading = read(sheet(f"日期 | 活动名称 | 志愿者 | 时长\n{lines}"), _ANYONE)

    assert reading.findings == []
    assert [getattr(row.record, "volunteer", "?") for row in reading.rows] == [
        "陈一",
        "陈二",
        "陈三",
    ]


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        ("陈一", 1), ("陈 一", 1), ("阿卜杜拉·艾合买提", 1), ("陈一(组长)", 1), ("", 1), (3.0, 1),
        ("陈一、陈二", 2), ("陈一 陈二", 2), ("陈一和陈小二", 2), ("陈一、陈二等6人", 6),
        ("Anna Smith", 1), ("王书记", 1),
    ],
)  # fmt: skip
def test_people_of_a_cell_are_counted(raw: RawCell, count: int) -> None:
    assert count_names(raw) == count


@pytest.mark.parametrize(("single", "custom"), [(4, True), (5, False)])
def test_one_list_in_five_cells_is_the_custom(single: int, *, custom: bool) -> None:
    table = rows("\n".join(["陈一、陈二", *["陈三"] * single]))

    assert hold_lists(table, 0) is custom
