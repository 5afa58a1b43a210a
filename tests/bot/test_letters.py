from dataclasses import replace
from datetime import date

import pytest

from bot.letters import Item, Mending, ReminderTurn, render_letter
from rules.standings import Standing
from tests.bot.city import words


def item(
    unit: str = "图书馆",
    *,
    period: str = "2026-03",
    rank: int = 0,
    due: str = "2026-04-07",
    standing: Standing = Standing.OPEN,
    book: str | None = None,
    mending: Mending | None = None,
) -> Item:
    return Item(
        unit=unit,
        duty="U-01",
        duty_title="每月至少一次活动",
        period=period,
        rung=f"L{rank}@due+0d",
        rank=rank,
        due=date.fromisoformat(due),
        standing=standing,
        book=book,
        mending=mending,
    )


def letter(*items: Item, on: str = "2026-04-01", locale: str = "zh") -> list[str]:
    """The lines of a letter to 王芳."""
    text = render_letter(
        "王芳",
        items,
        today=date.fromisoformat(on),
        synced="04-01 09:20",
        wording=words(locale),
        office="江城",
    )
    return text.splitlines()


def test_letter_says_what_is_missing_until_when_how_to_answer_and_the_rule() -> None:
    assert letter(item(book="图书馆.xlsx")) == [
        "【江城】王芳您好:",
        "· 图书馆 2026-03 还没有活动记录,请在 2026-04-07 前补登(还有 6 天)。 台账:图书馆.xlsx",
        words("zh").say("letter.remedy"),
        "依据:U-01 每月至少一次活动。数据截至 04-01 09:20。",
    ]


@pytest.mark.parametrize(
    ("on", "standing", "line"),
    [
        (
            "2026-04-06",
            Standing.OPEN,
            "还没有活动记录,请在 2026-04-07 前补登(还有 1 天)。",
        ),
        ("2026-04-07", Standing.OPEN, "还没有活动记录,今天(2026-04-07)是截止日。"),
        (
            "2026-04-09",
            Standing.OVERDUE,
            "还没有活动记录,截止日 2026-04-07 已过 2 天;现在补登记为补报。",
        ),
        (
            "2026-04-01",
            Standing.NIL,
            "报的是「未开展活动」;若之后有了活动,请登记,状态会随之更新。",
        ),
    ],
)
def test_line_of_a_unit_tells_the_time_left(on: str, standing: Standing, line: str) -> None:
    assert letter(item(standing=standing), on=on)[1] == f"· 图书馆 2026-03 {line}"


@pytest.mark.parametrize(
    ("on", "in_time", "said"),
    [
        ("2026-04-07", True, "截止日 2026-04-07。"),
        ("2026-04-09", True, "截止日 2026-04-07 已过 2 天,截止前登记的行改好仍算按时。"),
        ("2026-04-09", False, "截止日 2026-04-07 已过 2 天,这些行是之后登记的,算补报。"),
    ],
)
def test_line_tells_of_rows_that_only_need_mending(on: str, said: str, *, in_time: bool) -> None:
    mending = Mending(rows=2, books=("东/甲社区.xlsx", "乙.csv"), shown=True, in_time=in_time)

    line = letter(item(mending=mending), on=on)[1]

    where = "反馈_甲社区.xlsx、反馈_乙.csv.xlsx"
    assert line == f"· 图书馆 2026-03 有 2 行待改(见 {where}),改好即算;{said}"


def test_line_names_the_workbook_where_no_feedback_is_written() -> None:
    mending = Mending(rows=1, books=("东/甲社区.xlsx",), shown=False, in_time=True)

    assert "(见 东/甲社区.xlsx)" in letter(item(mending=mending))[1]


def test_letter_speaks_english_where_the_contact_does() -> None:
    lines = letter(item(), on="2026-04-01", locale="en")

    assert lines[:2] == [
        "[江城] Dear 王芳,",
        (
            "· 图书馆, 2026-03: no activity is logged yet; "
            "please log it by 2026-04-07 (6 day(s) left)."
        ),
    ]


def test_office_gets_a_list_without_the_words_for_a_unit() -> None:
    late = item(rank=3, standing=Standing.OVERDUE)

    lines = letter(late, item("学校", rank=3, standing=Standing.MISSED), on="2026-04-10")

    assert lines[1:4] == [
        "下列 2 项到今天仍未完成,请关注:",
        "· 图书馆 2026-03 逾期(过截止日 3 天)",
        "· 学校 2026-03 缺报(过截止日 3 天)",
    ]
    assert len(lines) == 5


def test_own_lines_stand_before_the_list_of_others() -> None:
    lines = letter(item("学校", rank=3), item("图书馆"))

    assert [line[2:5] for line in lines if line.startswith("·")] == ["图书馆", "学校 "]


@pytest.mark.parametrize(("rank", "lines"), [(0, 34), (3, 34)])
def test_long_letter_is_cut_and_says_how_many_more(rank: int, lines: int) -> None:
    written = letter(*(item(f"单位{n}", rank=rank) for n in range(37)))

    assert (len(written), "……另有 7 项。" in written) == (lines, True)


def test_name_with_braces_is_plain_text() -> None:
    assert letter(item("{due}{0}"))[1].startswith("· {due}{0} 2026-03")


@pytest.mark.parametrize(
    ("turn", "words_for_it"),
    [
        (ReminderTurn.FIRST, ""),
        (ReminderTurn.REPEATED, " 再次提醒。"),
        (ReminderTurn.LAST, " 这是给本单位的最后一次提醒,之后列入文明办名单。"),
    ],
)
def test_later_reminders_say_that_they_are(turn: ReminderTurn, words_for_it: str) -> None:
    line = letter(item(), on="2026-04-01")[1]

    assert letter(replace(item(), turn=turn), on="2026-04-01")[1] == line + words_for_it
