"""Two programmes in one database, with the same ids: what is done to one leaves the other alone."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from rules.findings import CellRef, Finding
from rules.records import ACTIVITY, SERVICE_RECORD
from rules.roster import Roster, Unit
from store.books import (
    BookState,
    forget_book,
    load_books,
    load_freshness,
    load_unit_books,
    save_book,
    save_book_units,
    touch_books,
)
from store.counting import settle_units
from store.evidence import first_month, load_evidence
from store.findings import count_findings, keep_findings, load_findings, replace_findings
from store.obligations import load_obligations
from store.programmes import close_cycle, last_cycle, load_state, open_cycle, save_state
from store.records import edit_records, load_book, load_records, move_records, withdraw_records
from store.roster import load_contacts, load_units, save_roster
from tests.builders import activity, instant, programme, service_record, unit
from tests.store.builders import BOOK, contact, everything_of, log, look, placed

_NOW, _LATER = instant("2026-03-06"), instant("2026-04-20")


def fill_city(conn: Connection) -> None:
    open_and_close(conn, "city", "2026-03-06")
    save_state(conn, "city", start="2026-03")
    list_roster(conn, "city", unit())
    save_book(conn, "city", BookState(id=BOOK, looked_at=_NOW))
    save_book_units(conn, "city", BOOK, [1])
    records = (activity(names="张伟"), activity(), service_record("王芳", title="敬老"))
    log(conn, *records)
    replace_findings(conn, "city", BOOK, [missing("A2")], _NOW)
    look(conn, "2026-03-06")


def fill_town(conn: Connection) -> None:
    """The same ids, books and names as in the city; all else differs, and there is more of it."""
    for day in ("2026-02-06", "2026-02-07", "2026-02-08"):
        open_and_close(conn, "town", day)
    save_state(conn, "town", start="2026-02")
    list_roster(conn, "town", unit("学校", code="01"), unit(), unit("医院"))
    for book in (BOOK, "b.xlsx", "c.xlsx"):
        save_book(conn, "town", BookState(id=book, looked_at=None))
        save_book_units(conn, "town", book, [1, 2, 3])
    people = (service_record("孙丽"), service_record("周涛", title="敬老"))
    log(conn, activity(days="2026-02-03"), *people, activity(names="赵敏"), city="town")
    log(conn, activity(title="敬老", names="钱进"), city="town", on="2026-02-06")
    replace_findings(conn, "town", BOOK, [missing("A2"), missing("A3")], _NOW)
    look(conn, "2026-04-20", start="2026-02", city="town", units=dict.fromkeys((1, 2), unit()))


def open_and_close(conn: Connection, city: str, day: str) -> None:
    close_cycle(conn, city, open_cycle(conn, city, instant(day)), instant(day))


def list_roster(conn: Connection, city: str, *units: Unit) -> None:
    people = tuple(contact(f"{one.name}王芳", unit=one.name) for one in units)
    save_roster(conn, city, Roster(units=units, contacts=people), _NOW)


def missing(cell: str) -> Finding:
    return Finding(code="date-missing", where=CellRef(BOOK, "三月", 2, cell))


def settle_again(conn: Connection) -> None:
    withdraw_records(conn, "city", SERVICE_RECORD, [3], _LATER)
    edit_records(conn, "city", [(1, placed(activity(names="赵敏", title="敬老")))])
    log(conn, service_record("李强"), book="b.xlsx")
    edit_records(conn, "city", [(4, placed(service_record("李强"), unit_id=2))])
    settle_units(conn, "city", {1, 2})


_WRITES: dict[str, Callable[[Connection], object]] = {
    "state": lambda conn: save_state(conn, "city", start="2026-01", opened="2026-03"),
    "cycle": lambda conn: close_cycle(conn, "city", open_cycle(conn, "city", _LATER), _LATER),
    "same cycle": lambda conn: close_cycle(conn, "city", 1, _LATER),
    "roster": lambda conn: save_roster(conn, "city", Roster(units=(unit("学校"),)), _LATER),
    "unit": lambda conn: save_roster(conn, "city", Roster(units=(unit(code="7"),)), _LATER),
    "book": lambda conn: save_book(conn, "city", BookState(id=BOOK, state="failing")),
    "touch": lambda conn: touch_books(conn, "city", [BOOK], now=_LATER, cycle=2),
    "forget": lambda conn: forget_book(conn, "city", BOOK),
    "book units": lambda conn: save_book_units(conn, "city", BOOK, [2]),
    "move": lambda conn: move_records(conn, "city", ACTIVITY, [(1, "四月", 9)]),
    "edit": lambda conn: edit_records(conn, "city", [(1, placed(activity(title="敬老")))]),
    "withdraw": lambda conn: withdraw_records(conn, "city", ACTIVITY, [1, 2], _LATER),
    "add": lambda conn: log(conn, activity(), book="b.xlsx"),
    "settle": settle_again,
    "settle all": lambda conn: settle_units(conn, "city", {1, 2, 3}),
    "findings": lambda conn: replace_findings(conn, "city", BOOK, [], _LATER),
    "keep findings": lambda conn: keep_findings(conn, "city", ()),
    "look": lambda conn: look(conn, "2026-04-20"),
}

_READS: dict[str, Callable[[Connection], object]] = {
    "state": lambda conn: load_state(conn, "city"),
    "cycle": lambda conn: last_cycle(conn, "city"),
    "units": lambda conn: load_units(conn, "city"),
    "contacts": lambda conn: load_contacts(conn, "city"),
    "books": lambda conn: load_books(conn, "city"),
    "freshness": lambda conn: load_freshness(conn, "city"),
    "books of units": lambda conn: load_unit_books(conn, "city", {1, 2}),
    "rows of a book": lambda conn: load_book(conn, "city", BOOK),
    "activities": lambda conn: load_records(conn, "city", ACTIVITY),
    "service records": lambda conn: load_records(conn, "city", SERVICE_RECORD),
    "findings": lambda conn: load_findings(conn, "city", today=_LATER.date()),
    "counts of findings": lambda conn: count_findings(conn, "city"),
    "first month": lambda conn: first_month(conn, "city"),
    "obligations": lambda conn: load_obligations(conn, "city", {1, 2}),
    "evidence": lambda conn: load_evidence(conn, programme(), {1, 2}, seen_by=_LATER),
}


@pytest.mark.parametrize("write", _WRITES.values(), ids=_WRITES)
def test_writing_to_one_programme_leaves_the_other_alone(
    conn: Connection, write: Callable[[Connection], object]
) -> None:
    fill_city(conn)
    fill_town(conn)
    town = everything_of(conn, "town")

    write(conn)

    assert everything_of(conn, "town") == town


@pytest.mark.parametrize("write", _WRITES.values(), ids=_WRITES)
def test_writing_to_one_programme_does_the_same_beside_another(
    conn: Connection, write: Callable[[Connection], object]
) -> None:
    fill_city(conn)
    write(conn)
    alone = everything_of(conn, "city")
    conn.rollback()
    fill_town(conn)

    fill_city(conn)
    write(conn)

    assert everything_of(conn, "city") == alone


@pytest.mark.parametrize("read", _READS.values(), ids=_READS)
def test_reading_one_programme_sees_nothing_of_the_other(
    conn: Connection, read: Callable[[Connection], object]
) -> None:
    fill_city(conn)
    alone = read(conn)
    fill_town(conn)

    both = read(conn)

    assert both == alone
