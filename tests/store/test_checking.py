"""What the stored rows of a unit give together: told at their places, and only once."""

from datetime import date

from sqlalchemy import Connection, insert

from rules.findings import Finding
from rules.months import Month
from rules.records import Activity, Record
from store.books import rename_book
from store.checking import recheck
from store.counting import settle_units
from store.findings import load_findings, replace_findings
from store.logged_rows import load_units_of_book
from store.records import withdraw_records
from store.tables import cycle, finding
from tests.builders import activity, instant, programme, service_record
from tests.store.builders import BOOK, CITY, add, log, only, placed

_NOW = "2026-04-20"
_TEXT = "组织志愿者沿河清理垃圾并劝导钓鱼的居民"


def began(conn: Connection, on: str = "2026-01-01") -> None:
    """The programme's books were looked at for the first time that day."""
    conn.execute(insert(cycle).values(programme_id=CITY, id=1, at=instant(on)))


def check(conn: Connection, *units: int, start: str = "2026-03") -> list[Finding]:
    """Checks units anew; all that stands."""
    wanted = units or (1,)
    settle_units(conn, CITY, wanted)
    recheck(conn, programme(), wanted, start=Month.parse(start), now=instant(_NOW))
    return load_findings(conn, CITY, today=date(2026, 4, 20))


def told(found: list[Finding]) -> list[tuple[str, str, int | None]]:
    return [(one.code, one.where.book, one.where.row) for one in found]


def written(title: str, content: str, *, on: str) -> Activity:
    return activity(days=on, title=title)._replace(content=content)


def test_row_of_another_book_that_repeats_one_is_told_with_its_place(conn: Connection) -> None:
    log(conn, activity())
    log(conn, activity(title="清河 护绿"), book="区台账.xlsx", on="2026-03-08")

    [found] = check(conn)

    assert (found.code, found.where.book, found.where.row) == (
        "activity-repeated",
        "区台账.xlsx",
        2,
    )
    assert found.values == {"book": BOOK, "sheet": "三月", "row": "2"}


def test_rows_of_history_that_repeat_one_are_told_too(conn: Connection) -> None:
    log(conn, activity(days="2024-03-05"), activity(days="2024-03-05"))

    assert told(check(conn)) == [("activity-repeated", BOOK, 3)]


def test_person_twice_in_an_activity_is_told_and_nameless_rows_are_not(conn: Connection) -> None:
    nobody = service_record(None)
    log(conn, service_record(), service_record(), nobody, nobody)

    assert told(check(conn)) == [("person-repeated", BOOK, 3)]


def test_person_beyond_the_headcount_is_not_a_person_twice(conn: Connection) -> None:
    log(conn, activity(headcount=1), service_record(), service_record("李娜"))

    assert check(conn) == []


def test_second_check_changes_nothing(conn: Connection) -> None:
    log(conn, activity(), activity())
    check(conn)
    before = only(conn, finding.c.id)

    check(conn)

    assert only(conn, finding.c.id) == before


def test_finding_goes_with_the_row_that_gave_it(conn: Connection) -> None:
    ids = log(conn, activity(), activity())
    check(conn)

    withdraw_records(conn, CITY, "activity", ids[1:], instant(_NOW))

    assert check(conn) == []


def test_reading_a_book_leaves_what_its_units_gave(conn: Connection) -> None:
    log(conn, activity(), activity())
    before = check(conn)

    replace_findings(conn, CITY, BOOK, [], instant(_NOW))

    assert load_findings(conn, CITY, today=date(2026, 4, 20)) == before


def test_one_units_check_leaves_what_others_gave(conn: Connection) -> None:
    theirs: tuple[Record, ...] = (activity(title="敬老"), activity(title="敬老"))
    log(conn, activity(), activity())
    add(conn, *(placed(one, unit_id=2, row=row) for row, one in enumerate(theirs, start=8)))
    both = check(conn, 1, 2)

    assert told(both) == [("activity-repeated", BOOK, 3), ("activity-repeated", BOOK, 9)]
    assert check(conn, 1) == both


def test_book_that_was_renamed_is_named_anew(conn: Connection) -> None:
    log(conn, activity(), activity())
    check(conn)
    rename_book(conn, CITY, BOOK, "新.xlsx")

    [found] = check(conn, *load_units_of_book(conn, CITY, "新.xlsx"))

    assert (found.where.book, found.values["book"]) == ("新.xlsx", "新.xlsx")


def test_alike_names_of_one_day_are_asked_about_but_not_in_history(conn: Connection) -> None:
    for on in ("2026-02-05", "2026-03-05"):
        log(
            conn,
            activity(days=on, title="清河护绿志愿服务"),
            activity(days=on, title="清河护绿志愿者服务"),
            book=f"{on}.xlsx",
        )

    assert told(check(conn)) == [("activity-alike", "2026-03-05.xlsx", 3)]


def test_text_of_three_months_is_told(conn: Connection) -> None:
    log(conn, *(written("护河", _TEXT, on=f"2026-{month:02d}-05") for month in (1, 2, 3)))

    assert told(check(conn)) == [("text-repeated", BOOK, 4)]


def test_late_rows_are_shown_to_the_office(conn: Connection) -> None:
    began(conn)
    log(conn, activity(days="2026-03-01"))
    long = activity(days="2026-03-02", headcount=1, duration=360, names="张伟")
    days = [f"2026-03-{day:02d}" for day in (3, 4, 5)]
    log(
        conn, long, *(service_record(days=day, title="值守", duration=450) for day in days),
        on="2026-04-02",
    )  # fmt: skip

    assert sorted(told(check(conn))) == [
        ("backfill-batch", BOOK, 2),
        ("backfill-late", BOOK, 2),
        ("backfill-no-photo", BOOK, 2),
    ]


def test_history_first_cycle_and_first_look_at_a_book_hold_nothing_late(conn: Connection) -> None:
    began(conn, "2026-04-19")
    log(conn, activity(days="2026-03-01"), on="2026-04-19")
    log(conn, activity(days="2026-03-02"), on="2026-04-20", book="新.xlsx")
    log(conn, activity(days="2025-03-03"), on="2026-04-20")

    assert check(conn) == []


def test_units_of_a_book_are_those_with_rows_in_it(conn: Connection) -> None:
    add(conn, placed(activity(), unit_id=3), placed(service_record(), unit_id=4, row=3))
    add(conn, placed(activity(), unit_id=None), book="空.xlsx")

    assert load_units_of_book(conn, CITY, BOOK) == {3, 4}
    assert load_units_of_book(conn, CITY, "空.xlsx") == set()
