from datetime import date

import pytest
from sqlalchemy import Connection, update

from rules.findings import CellRef, Finding
from store.findings import count_findings, keep_findings, load_findings, replace_findings
from store.tables import finding
from tests.builders import instant
from tests.store.builders import only

_TODAY = date(2026, 3, 6)
_NOW = instant("2026-03-06")


def wrong(
    book: str = "图书馆.xlsx",
    sheet: str | None = "三月",
    row: int | None = 2,
    cell: str | None = "B2",
    *,
    code: str = "date-unreadable",
    text: str = "三月初五",
) -> Finding:
    return Finding(code=code, where=CellRef(book, sheet, row, cell), values={"text": text})


def replace(conn: Connection, *found: Finding, on: str = "2026-03-06") -> None:
    replace_findings(conn, "city", "图书馆.xlsx", found, instant(on))


def test_finding_comes_back_as_it_was_made(conn: Connection) -> None:
    replace(conn, wrong(text="\"三月\\初五'\n"))

    found = load_findings(conn, "city", today=_TODAY)

    assert found == [wrong(text="\"三月\\初五'\n")]


def test_findings_of_a_whole_come_before_those_of_its_parts(conn: Connection) -> None:
    book, sheet, row = wrong("图书馆.xlsx", None, None, None), wrong(row=None, cell=None), wrong()
    replace(conn, row, wrong(cell=None), book, wrong(row=10, cell="B10"), sheet)

    found = load_findings(conn, "city", today=_TODAY)

    assert found == [book, sheet, wrong(cell=None), row, wrong(row=10, cell="B10")]


def test_replacing_makes_the_findings_equal_to_what_was_found(conn: Connection) -> None:
    replace(conn, wrong(), wrong(row=3, cell="B3"))

    replace(conn, wrong(row=3, cell="B3"), wrong(row=4, cell="B4"))

    found = load_findings(conn, "city", today=_TODAY)
    assert found == [wrong(row=3, cell="B3"), wrong(row=4, cell="B4")]


def test_finding_that_stood_already_keeps_its_instant(conn: Connection) -> None:
    replace(conn, wrong(), on="2026-03-06")

    replace(conn, wrong(), wrong(row=3), on="2026-03-09")

    seen = only(conn, finding.c.seen_at)
    assert seen == [instant("2026-03-06"), instant("2026-03-09")]


def test_replacing_leaves_other_books_alone(conn: Connection) -> None:
    replace_findings(conn, "city", "学校.xlsx", [wrong("学校.xlsx")], _NOW)

    replace(conn)

    assert load_findings(conn, "city", today=_TODAY) == [wrong("学校.xlsx")]


def test_findings_are_counted_by_book(conn: Connection) -> None:
    replace_findings(conn, "city", "学校.xlsx", [wrong("学校.xlsx")], _NOW)
    replace(conn, wrong(), wrong(row=3))

    counts = count_findings(conn, "city", today=_TODAY)

    assert counts == {"图书馆.xlsx": 2, "学校.xlsx": 1}


def test_findings_are_kept_only_of_the_books_named(conn: Connection) -> None:
    replace_findings(conn, "city", "学校.xlsx", [wrong("学校.xlsx")], _NOW)
    replace(conn, wrong())

    keep_findings(conn, "city", {"学校.xlsx"})

    assert load_findings(conn, "city", today=_TODAY) == [wrong("学校.xlsx")]


@pytest.mark.parametrize(("day", "stands"), [("2026-03-07", 1), ("2026-03-06", 0)])
def test_future_date_is_a_finding_until_its_day(conn: Connection, day: str, stands: int) -> None:
    replace(conn, wrong(code="date-future", text=day))

    found = load_findings(conn, "city", today=_TODAY)
    counts = count_findings(conn, "city", today=_TODAY)

    assert (len(found), sum(counts.values())) == (stands, stands)


def test_private_number_of_an_older_version_makes_way_for_its_mask(conn: Connection) -> None:
    replace(conn, wrong())
    conn.execute(update(finding).values(facts={"text": "13800138000"}))

    replace(conn, wrong(text="13800138000"))

    assert only(conn, finding.c.facts) == [{"text": "138********"}]
