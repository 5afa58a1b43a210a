"""`sync` and `records`: what changed is seen once, and nothing else changes."""

from tests.app.desk import Desk

DAY = ("--as-of", "2026-04-08")


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
