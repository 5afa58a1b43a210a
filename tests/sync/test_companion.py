"""The workbook beside a book: its name, and what stands in it."""

from itertools import combinations
from pathlib import Path

import pytest
from openpyxl import load_workbook

from config.wording import load_wording
from sync.companion import MOST, is_ours, name_book, name_companion, write_companion
from sync.sources import Remark
from sync.workbook import read_workbook
from tests.sheets import save_book
from tests.sync.contract import feedback, remark

ENDINGS = (".xlsx", ".xls", ".csv")
_ZH, _EN = load_wording("zh"), load_wording("en")


def written(file: Path, *remarks: Remark) -> list[list[object]]:
    write_companion(file, feedback("城关镇/图书馆.xlsx", *remarks), _ZH)
    [tab] = read_workbook(file)
    return [[*row] for row in tab.rows]


@pytest.mark.parametrize(
    ("book", "companion"),
    [
        ("图书馆.xlsx", "反馈_图书馆.xlsx"),
        ("图书馆.XLSX", "反馈_图书馆.XLSX"),
        ("图书馆.xls", "反馈_图书馆.xls.xlsx"),
        ("图书馆.xls.xlsx", "反馈_图书馆.xls.xlsx.xlsx"),
        ("图书馆.csv", "反馈_图书馆.csv.xlsx"),
        ("3.5.xlsx", "反馈_3.5.xlsx"),
    ],
)
def test_name_tells_the_book_and_back(book: str, companion: str) -> None:
    assert name_companion(book, ENDINGS) == companion
    assert name_book(companion, ENDINGS) == book


def test_no_two_books_share_a_companion() -> None:
    books = [f"a{''.join(parts)}" for n in (1, 2, 3) for parts in combinations(ENDINGS * n, n)]

    assert len({name_companion(book, ENDINGS) for book in set(books)}) == len(set(books))


def test_companion_says_what_it_is_and_lists_each_place(tmp_path: Path) -> None:
    rows = written(tmp_path / "a.xlsx", remark(None), remark("C9", text="=1+1"))

    assert rows == [
        [_ZH.say("feedback.about", book="图书馆.xlsx"), "", "", "", "", ""],
        ["写于 2026-03-06 09:30,共 2 处。", "", "", "", "", ""],
        ["工作表", "单元格", "现有内容", "问题", "怎么改", "程度"],
        ["活动", "第3行", "三月初五前后", "看不出", "请写成 3月5日", "须改"],
        ["活动", "C9", "=1+1", "看不出", "请写成 3月5日", "须改"],
    ]


def test_header_stays_in_view_and_long_texts_are_seen_whole(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", remark(problem="很长的一句话" * 10))

    sheet = load_workbook(tmp_path / "a.xlsx")["反馈"]
    assert (sheet.freeze_panes, sheet["A3"].font.b) == ("A4", True)
    assert (sheet["D4"].alignment.wrap_text, sheet.row_dimensions[4].height) == (True, 45)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_text_that_looks_like_a_formula_stays_text_when_it_is_entered(
    tmp_path: Path, text: str
) -> None:
    written(tmp_path / "a.xlsx", remark(text=text))

    cell = load_workbook(tmp_path / "a.xlsx")["反馈"]["C4"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


def test_long_list_ends_with_how_many_more_there_are(tmp_path: Path) -> None:
    rows = written(tmp_path / "a.xlsx", *[remark()] * (MOST + 7))

    assert len(rows) == 3 + MOST + 1
    assert rows[1][0] == "写于 2026-03-06 09:30,共 2007 处。"
    assert rows[-1][0] == _ZH.say("feedback.more", count=7)


def test_own_file_is_told_from_anybodys(tmp_path: Path) -> None:
    written(tmp_path / "ours.xlsx", remark())
    save_book(tmp_path / "theirs.xlsx", 活动="日期 | 活动")

    assert (is_ours(tmp_path / "ours.xlsx"), is_ours(tmp_path / "theirs.xlsx")) == (True, False)


def test_own_file_is_known_after_another_program_saved_it(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", remark())
    book = load_workbook(tmp_path / "a.xlsx")
    book["反馈"]["G4"] = "已办"
    book.save(tmp_path / "a.xlsx")

    assert is_ours(tmp_path / "a.xlsx")


def test_other_language_is_written_anew(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", remark())

    write_companion(tmp_path / "a.xlsx", feedback("图书馆.xlsx", remark()), _EN)

    [tab] = read_workbook(tmp_path / "a.xlsx")
    assert tab.rows[2][0] == "Sheet"
