"""Head-count cells as coordinators write them."""

from datetime import date

import pytest

from sync.cells import read_count
from sync.reading import RawCell
from tests.sync.cell_contexts import around

HEADS, TIMES = "参与人数", "参与人次"


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "12名",
            "十二",
            "壹拾贰人",
            "12個人",
            "12名志愿者",
            "志愿者:12",
            "共12人",
            "12(人)",
            "(12人)",
            "012人"[1:],
        ),
        *(
            "12(5)",
            "12(党员5)",
            "12人,含党员5人",
            "12人,其中男5人,女7人",
            "12人(服务200人)",
            "12人(不含领队)",
        ),
        *(
            "男5女7",
            "5男7女",
            "男:5 女:7",
            "党员5群众7",
            "领队1人+队员11人",
            "1名队长、11名队员",
            "5加7",
        ),
        *(
            "5人+7人=12人",
            "共12人:党员5人,群众7人",
            "党员5名、群众7名,共12名",
            "第1组5人,第2组7人",
            "A组5人,B组7人",
        ),
        *(
            "图书馆5人、文化馆7人",
            "党员志愿者5人、群众志愿者7人",
            "志愿者12人,群众200人",
            "12名志愿者服务200名群众",
        ),
        *(
            "志愿者12人,受益群众300人",
            "应到20人,实到12人,请假2人",
            "报名20人,签到12人",
            "志愿者12人,清理垃圾3车",
        ),
        *(
            "6组,每组2人",
            "每组2人,共6组",
            "2人×6组",
            "6组*2人=12人",
            "12人×2小时",
            "12人2小时",
            "第3次活动12人",
        ),
        *(
            "张三等12人",
            "3月5日12人",
            "一行12人",
            "三八红旗手12人",
            "参与志愿服务12人",
            "12人/24人次",
            "24人次(12人)",
        ),
        *(
            "2组各6人",
            "12人(应到15人)",
            "教师2名、学生10名",
            '"12"',
            "'12",
            "12个志愿者",
            "实到12人,请假2人",
        ),
        *("12 volunteers", "12 people", "全体党员12人", "党员12", "12干部"),
    ],
)
def test_people_present_are_counted_and_not_those_served(raw: str) -> None:
    reading = read_count(raw, around(header=HEADS))

    assert (reading.value, reading.flags) == (12, ())


@pytest.mark.parametrize(
    ("raw", "number", "flags"),
    [
        ("12人左右", 12, ("approx",)),
        ("100+人", 100, ("approx",)),
        ("二十余人", 20, ("approx",)),
        ("二十几人", 20, ("approx",)),
        ("上百人", 100, ("approx",)),
        ("百来人", 100, ("approx",)),
        ("张三和李四两人", 2, ()),
        ("仨人", 3, ()),
        ("一百二", 120, ()),
        ("1,200人", 1200, ()),
        ("1.2万人", 12000, ("implausible",)),
        ("12人(党员5人、群众8人)", 12, ("mismatch",)),
        ("党员5人,群众8人,共12人", 12, ("mismatch",)),
        ("6组×2人=13人", 13, ("mismatch",)),
        ("签到16人,实到16人,合影15人", 16, ("mismatch",)),
        ("12人/次", 12, ("unit=人次",)),
        ("0人", 0, ("zero",)),
    ],
)
def test_count_is_flagged_where_it_is_not_exact(
    raw: str, number: int, flags: tuple[str, ...]
) -> None:
    reading = read_count(raw, around(header=HEADS))

    assert (reading.value, reading.flags) == (number, flags)


@pytest.mark.parametrize(("raw", "flags"), [("12", ("unit=人次",)), ("12人", ())])
def test_header_of_person_times_marks_a_bare_number(raw: str, flags: tuple[str, ...]) -> None:
    assert read_count(raw, around(header=TIMES)).flags == flags


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("服务群众200人", 200),
        ("志愿者12人,服务群众200人", 200),
        ("老人20人、儿童30人", 50),
        ("200", 200),
    ],
)
def test_header_of_people_served_counts_them(raw: str, number: int) -> None:
    assert read_count(raw, around(header="服务对象人数")).value == number


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        *(
            (raw, "count-range")
            for raw in ("12-15人", "十至十五人", "三五人", "二三十人", "二十三四人", "数十人")
        ),
        *(
            (raw, "count-range")
            for raw in ("若干", "不足20人", "20人以内", "最多20人", "20人内", "很多人", "12或13人")
        ),
        *(
            (raw, "count-implausible")
            for raw in ("12000", "300000", "2024", "13812345678", "500000人")
        ),
        *(
            (raw, "count-unreadable")
            for raw in ("12.5人", "1,2", "12;13", "12 13", "12人 13人", "12/15", "12(15)")
        ),
        *(
            (raw, "count-unreadable")
            for raw in ("1O人", "l2人", "012", "12?", "负12人", "百", "=5", "9=12")
        ),
        *(
            (raw, "count-unreadable")
            for raw in ("受益200人", "300余人受益", "走访30户", "65岁以上老人12人", "12户")
        ),
        *(
            (raw, "count-unreadable")
            for raw in ("报名20人", "合影16人", "签到16人,实到15人", "志愿者10人,党员2人")
        ),
        *(
            (raw, "count-unreadable")
            for raw in ("上午5人,下午7人", "3月5日12人,3月12日15人", "每天12人", "12人/组", "6×2")
        ),
        *(
            (raw, "count-unreadable")
            for raw in (
                "12人报名",
                "12人(预计)",
                "12人(缺席)",
                "家长5名,孩子7名",
                "馆、站各6人",
                "½",
                "12个家庭",
                "12个社区",
                "20人(缺2人)",
                "15人,请假3人",
                "干部2人、志愿者10人",
            )
        ),
        *(
            (raw, "count-unreadable")
            for raw in ("3场×20人", "6组", "张三、李四", "2024-03-05", "12:00", "√")
        ),
        *(
            (raw, "count-unreadable")
            for raw in ("24人次,30人次", "12人,共15人", "5,7=12", "全体党员", "x" * 500)
        ),
    ],
)
def test_count_that_nobody_can_know_is_never_a_value(raw: str, fault: str) -> None:
    reading = read_count(raw, around(header=HEADS))

    assert (reading.value, reading.fault) == (None, fault)


@pytest.mark.parametrize(
    ("raw", "number_format", "number"),
    [
        (12.0, "", 12),
        (12, "0人", 12),
        (12.5, "", None),
        (-3, "", None),
        (45356.0, "", None),
        (12.0, "m/d", None),
        (True, "", None),
        (date(2024, 12, 15), "", None),
    ],
)
def test_stored_number_is_a_count_where_it_is_whole(
    raw: RawCell, number_format: str, number: int | None
) -> None:
    reading = read_count(raw, around(header=HEADS, number_format=number_format))

    assert reading.value == number
