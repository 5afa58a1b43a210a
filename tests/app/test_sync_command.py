"""`sync` and `records`: what changed is seen once, and nothing else changes."""

import shlex

import pytest

from sync.workbook import read_workbook
from tests.app.desk import LOG, Desk

DAY = ("--as-of", "2026-04-08")


def test_changed_limit_reaches_books_that_did_not_change(small_city: Desk) -> None:
    small_city.log("市图书馆.xlsx", ["2026-03-05", "学雷锋读书会", 12, "7小时", ""])
    small_city.json("sync", "--as-of", "2026-03-06")
    head = '[programme]\nid = "city"\nname = "江城"\n'
    codes = []

    for limit in (6, 8):
        small_city.programme(f"{head}[hours]\ndaily_cap_warn = {limit}\n")
        small_city.json("sync", "--as-of", "2026-03-07")
        found = small_city.json("records", "--as-of", "2026-03-07")["findings"]
        codes.append([one["code"] for one in found if one["where"]["book"] == "市图书馆.xlsx"])

    assert codes == [["duration-over-cap"], []]


def test_edit_is_seen_and_a_second_sync_changes_nothing(small_city: Desk) -> None:
    small_city.json("sync", *DAY)
    before = small_city.json("records", *DAY)["records"]
    small_city.log("市图书馆.xlsx", ["2026-03-06", "学雷锋读书会", 15, "2小时", ""])

    first = small_city.json("sync", *DAY)["books"]
    second = small_city.json("sync", *DAY)["books"]
    after = small_city.json("records", *DAY)["records"]

    assert [(b["book"], b["edited"]) for b in first if b["changed"]] == [("市图书馆.xlsx", 1)]
    assert [b for b in second if b["changed"]] == []
    assert [one["id"] for one in after] == [one["id"] for one in before]
    assert [one["fields"]["headcount"] for one in after] == [8, 15]


def test_dry_run_tells_what_the_real_run_does_and_writes_nothing(small_city: Desk) -> None:
    planned = small_city.json("sync", "--dry-run", *DAY)["books"]
    stored = small_city.json("records", *DAY)["records"]
    real = small_city.json("sync", *DAY)["books"]

    assert stored == []
    assert planned == real


def test_second_row_of_one_activity_does_not_count(small_city: Desk) -> None:
    row = ["2026-03-05", "学雷锋读书会", 12, "2小时", ""]
    small_city.log("市图书馆.xlsx", row, row, ["", "本月未开展活动", "", "", ""])
    small_city.json("sync", *DAY)

    records = small_city.json("records", "--unit", "图书馆", *DAY)["records"]

    assert [one["counts"] for one in records] == [True, False, False]


def test_sync_without_a_roster_says_what_to_do(desk: Desk) -> None:
    ran = desk.run("sync")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("找不到名册;请把 名册.xlsx")


def test_half_the_roster_gone_is_not_believed_until_accepted(small_city: Desk) -> None:
    small_city.json("sync", *DAY)
    small_city.roster([["U0", "市文明办", "", "", "市文明办"], ["U1", "市图书馆", "", "市文明办"]])

    small_city.json("sync", *DAY)
    held = small_city.standings("2026-04-08", "2026-03")
    small_city.json("sync", "--accept-roster", *DAY)
    accepted = small_city.standings("2026-04-08", "2026-03")

    assert held.keys() == {"市图书馆", "城关镇服务队"}
    assert accepted.keys() == {"市图书馆"}


def test_book_that_is_none_is_named_and_stops_nothing(small_city: Desk) -> None:
    (small_city.place / "sheets" / "坏.xlsx").write_bytes(b"\x00\x01no workbook")

    books = {book["book"]: book for book in small_city.json("sync", *DAY)["books"]}

    assert books["坏.xlsx"]["findings"] == 1
    assert books["市图书馆.xlsx"]["added"] == 1


def test_book_that_vanished_keeps_its_records_and_is_reported(small_city: Desk) -> None:
    small_city.json("sync", *DAY)
    (small_city.place / "sheets" / "市图书馆.xlsx").unlink()

    small_city.json("sync", *DAY)
    found = small_city.json("records", *DAY)

    assert len(found["records"]) == 2
    assert [one["code"] for one in found["findings"]] == ["book-vanished"]


def test_book_that_was_moved_and_corrected_counts_once(small_city: Desk) -> None:
    small_city.json("sync", *DAY)
    before = small_city.json("records", "--unit", "图书馆", *DAY)["records"]
    (small_city.place / "sheets" / "市图书馆.xlsx").unlink()
    small_city.log("东湖/市图书馆.xlsx", ["2026-03-06", "学雷锋读书会", 12, "1小时", ""])

    small_city.json("sync", *DAY)
    found = small_city.json("records", "--unit", "图书馆", *DAY)

    assert [one["id"] for one in found["records"]] == [one["id"] for one in before]
    assert small_city.json("hours", "--unit", "图书馆", *DAY)["minutes"] == 720
    assert found["findings"] == []


def test_vanished_book_is_forgotten_on_the_offices_word(small_city: Desk) -> None:
    small_city.json("sync", *DAY)
    present = small_city.run("sync", "--forget", "市图书馆.xlsx", *DAY)
    (small_city.place / "sheets" / "市图书馆.xlsx").unlink()

    small_city.json("sync", "--forget", "市图书馆.xlsx", *DAY)
    found = small_city.json("records", *DAY)

    assert (present.status, present.err.startswith("工作簿「市图书馆.xlsx」还在")) == (2, True)
    assert [one["fields"]["unit"] for one in found["records"]] == ["城关镇服务队"]
    assert found["findings"] == []
    assert small_city.standings("2026-04-08", "2026-03")["市图书馆"] == "overdue"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李'家.xlsx", "李'家.xlsx"),
        ("行\n二.xlsx", "行\\n二.xlsx"),
        ("向\u202e左.xlsx", "向\\u202e左.xlsx"),
        ("13800138000.xlsx", "138********.xlsx"),
    ],
)
def test_vanished_book_is_forgotten_by_the_name_that_is_shown(
    small_city: Desk, name: str, shown: str
) -> None:
    book = small_city.book(name, 活动=[["日期", "活动名称", "单位"], ["3月7日", "护河", "图书馆"]])
    small_city.json("sync", *DAY)
    book.unlink()
    told = small_city.run("sync", *DAY).out

    forget = shlex.split(told.partition("yueyue sync ")[2].partition("。")[0])
    small_city.json("sync", *forget, *DAY)

    assert f"{shown}  这个工作簿不见了" in told
    assert forget == ["--forget", shown]
    assert small_city.json("records", *DAY)["findings"] == []


def test_unit_renamed_under_its_number_is_no_fault(desk: Desk) -> None:
    desk.roster([["U1", "读书会"]], [["读书会", "李明"]])
    desk.log("读书会.xlsx", ["2026-03-05", "讲座", 9, 1, ""])
    desk.json("sync", *DAY)
    desk.roster([["U1", "阅读协会"]], [["阅读协会", "李明"]])

    desk.json("sync", *DAY)
    ran = desk.run("doctor", *DAY)

    assert ran.status == 0
    assert "编号「U1」的单位由「读书会」改名为「阅读协会」" in ran.out
    assert desk.standings("2026-04-08", "2026-03") == {"阅读协会": "met_late"}


def test_alias_of_two_units_names_neither(small_city: Desk) -> None:
    units = [["U1", "市图书馆", "图书馆", "", "社区"], ["U9", "卫生院", "图书馆", "", "社区"]]
    small_city.roster(units, [["图书馆", "李强"]])

    small_city.json("sync", *DAY)
    found = small_city.json("records", *DAY)["findings"]

    codes = [one["code"] for one in found if one["where"]["book"] == "名册.xlsx"]
    assert codes == ["roster-name-shared", "roster-name-shared", "roster-contact-unit-unknown"]


def test_day_of_another_year_in_a_years_ledger_is_asked_about(small_city: Desk) -> None:
    row = ["2025-03-05", "学雷锋读书会", 12, "2小时", ""]
    small_city.book("市图书馆.xlsx", 台账=[["市图书馆2026年台账"], LOG, row])

    small_city.json("sync", *DAY)

    found = small_city.json("records", *DAY)["findings"]
    assert [(one["code"], one["where"]["cell"]) for one in found] == [("date-other-year", "A3")]


def test_as_of_ahead_of_the_clock_is_said_aloud(small_city: Desk) -> None:
    ran = small_city.run("sync", "--as-of", "2999-01-04", "--json")

    assert ran.status == 0
    assert ran.err.startswith("注意:--as-of 2999-01-04 在今天之后")


def test_feedback_lies_beside_the_book_in_the_programmes_language(small_city: Desk) -> None:
    small_city.log("市图书馆.xlsx", ["昨天", "学雷锋读书会", 12, "2小时", ""])
    sheets = small_city.place / "sheets"

    small_city.run("sync", "--dry-run", *DAY)
    planned = sorted(path.name for path in sheets.glob("反馈_*"))
    small_city.run("sync", "--locale", "en", *DAY)

    assert planned == []
    [tab] = read_workbook(sheets / "反馈_市图书馆.xlsx")
    assert tab.rows[3] == [
        "活动",
        "A2",
        "昨天",
        "「昨天」不是确定的一天",
        "请写上活动实际举办的日期。",
        "须改",
    ]


def test_feedback_that_has_to_wait_is_said_calmly(small_city: Desk) -> None:
    small_city.log("市图书馆.xlsx", ["昨天", "学雷锋读书会", 12, "2小时", ""])
    (small_city.place / "sheets" / "~$反馈_市图书馆.xlsx").touch()

    ran = small_city.run("sync", *DAY)

    assert ran.status == 0
    assert "有 1 份反馈这次没有写成(市图书馆.xlsx)" in ran.out


def test_programme_that_wants_no_feedback_gets_none(small_city: Desk) -> None:
    small_city.log("市图书馆.xlsx", ["昨天", "学雷锋读书会", 12, "2小时", ""])
    with (small_city.place / "programme.toml").open("a", encoding="utf-8") as file:
        file.write("\n[sources]\nfeedback = false\n")

    small_city.run("sync", *DAY)

    assert list((small_city.place / "sheets").glob("反馈_*")) == []
