"""Activities told in one message, on 12 April 2026, a Sunday."""

from datetime import date

import pytest

from bot.drafts import Draft, read_draft
from tests.bot.asking import TODAY
from tests.builders import programme

NODES = programme().calendar.nodes


def read(text: str) -> Draft:
    return read_draft(text, today=TODAY, nodes=NODES)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("3.5 河道清扫 12人 每人2小时", ("2026-03-05", "河道清扫", 12, 120)),
        ("3月5日我们开展了敬老院慰问活动,15人参加,每人1.5小时",
         ("2026-03-05", "敬老院慰问活动", 15, 90)),
        ("昨天 护河 8人 2小时", ("2026-04-11", "护河", 8, 120)),
        ("登记:2026年3月28日 义务植树 三十人 2个半小时", ("2026-03-28", "义务植树", 30, 150)),
        ("今天上午9:00-11:30 图书整理 6人", ("2026-04-12", "图书整理", 6, 150)),
        ("2025.12.5 志愿者日活动 10人 1小时", ("2025-12-05", "志愿者日活动", 10, 60)),
        ("log Tree planting on 3.12, 20 people, 2h each", ("2026-03-12", "Tree planting", 20, 120)),
        ("Beach cleanup yesterday 12 volunteers 90 minutes each",
         ("2026-04-11", "Beach cleanup", 12, 90)),
        ("清明祭扫 4.5 10人 半小时", ("2026-04-05", "清明祭扫", 10, 30)),
        ("/log 植树 3.12 20人 每人半天", ("2026-03-12", "植树", 20, None)),
    ],
)  # fmt: skip
def test_activity_is_read_from_one_message(text: str, row: tuple[object, ...]) -> None:
    draft = read(text)

    day = draft.day.isoformat() if draft.day else None
    assert (day, draft.title, draft.headcount, draft.duration) == row
    assert draft.is_report


@pytest.mark.parametrize("text", ["3.5 清扫 12人 24小时", "3.5 清扫 12人 共24小时"])
def test_hours_of_all_together_are_shared_and_said_to_be(text: str) -> None:
    draft = read(text)

    assert (draft.duration, draft.shared_minutes) == (120, 1440)


def test_names_place_and_content_are_read_where_they_are_labelled() -> None:
    draft = read("3.5 义诊 每人2小时 人员:张三、李四 地点:西湖公园 内容:量血压,发传单")

    assert (draft.title, draft.headcount, draft.names) == ("义诊", 2, "张三|李四")
    assert (draft.place, draft.content) == ("西湖公园", "量血压,发传单")


@pytest.mark.parametrize(
    "text",
    [
        "三月12人多少小时",
        "我们三月多少小时",
        "三天内补报",
        "3.5 护河 12人 2小时,怎么没有算",
        "我们3.5护河12人明明报了",
        "清扫 12人",
        "谢谢",
        "4.1 2人",
    ],
)
def test_question_or_promise_is_no_report(text: str) -> None:
    assert not read(text).is_report


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2月30日 清扫 12人 1小时", "day-impossible"),
        ("4月 清扫 12人 2小时", "day-wanted"),
        ("4.20 清扫 12人 2小时", "day-ahead"),
        ("明天 清扫 12人 2小时", "day-ahead"),
    ],
)
def test_day_that_cannot_be_known_is_no_day(text: str, problem: str) -> None:
    draft = read(text)

    assert (draft.day, draft.problem) == (None, problem)


def test_more_that_is_said_goes_over_what_was_said() -> None:
    assert read("3月6日").day == date(2026, 3, 6)
    assert read("人数 15").headcount == 15
    assert read("每人3小时").duration == 180
