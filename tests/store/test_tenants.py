"""Two programmes in one database, with the same ids: what is done to one leaves the other alone."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from rules.findings import CellRef, Finding
from rules.records import ACTIVITY, SERVICE_RECORD
from rules.roster import Roster
from store.books import (
    BookState,
    forget_book,
    load_books,
    load_freshness,
    save_book,
    save_book_units,
    touch_books,
)
from store.counting import settle_units
from store.evidence import first_month, load_evidence
from store.findings import count_findings, keep_findings, replace_findings
from store.obligations import load_obligations
from store.programmes import close_cycle, last_cycle, load_state, open_cycle, save_state
from store.records import edit_records, load_book, load_records, move_records, withdraw_records
from store.roster import load_contacts, load_units, save_roster
from tests.builders import activity, instant, programme, service_record, unit
from tests.store.builders import BOOK, contact, everything_of, log, look, placed

_NOW, _LATER = instant("2026-03-06"), instant("2026-04-20")


@pytest.fixture
def town(conn: Connection) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in the database of the town; of the city the same stands there."""
    fill(conn, "city")
    fill(conn, "town")
    return everything_of(conn, "town")


def fill(conn: Connection, city: str) -> None:
    save_state(conn, city, start="2026-03")
    number = open_cycle(conn, city, _NOW)
    close_cycle(conn, city, number, _NOW)
    save_roster(conn, city, Roster(units=(unit(),), contacts=(contact(),)), _NOW)
    save_book(conn, city, BookState(id=BOOK, looked_at=_NOW))
    save_book_units(conn, city, BOOK, [1])
    records = (activity(names="张伟"), activity(), service_record("王芳", title="敬老"))
    log(conn, *records, city=city)
    replace_findings(conn, city, BOOK, [Finding(code="date-missing", where=CellRef(BOOK))], _NOW)
    look(conn, "2026-03-06", city=city)


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
    "findings": lambda conn: replace_findings(conn, "city", BOOK, [], _LATER),
    "keep findings": lambda conn: keep_findings(conn, "city", ()),
    "look": lambda conn: look(conn, "2026-04-20"),
}

_READS: dict[str, Callable[[Connection, str], object]] = {
    "state": load_state,
    "cycle": last_cycle,
    "units": load_units,
    "contacts": load_contacts,
    "books": load_books,
    "freshness": load_freshness,
    "rows of a book": lambda conn, city: load_book(conn, city, BOOK),
    "activities": lambda conn, city: load_records(conn, city, ACTIVITY),
    "service records": lambda conn, city: load_records(conn, city, SERVICE_RECORD),
    "findings": count_findings,
    "first month": first_month,
    "obligations": lambda conn, city: [*load_obligations(conn, city, {1})],
    "evidence": lambda conn, city: load_evidence(
        conn, programme(f'[programme]\nid = "{city}"'), {1}, seen_by=_LATER
    ),
}


@pytest.mark.parametrize("write", _WRITES.values(), ids=_WRITES)
def test_writing_to_one_programme_leaves_the_other_alone(
    conn: Connection,
    town: dict[str, list[tuple[object, ...]]],
    write: Callable[[Connection], object],
) -> None:
    city = everything_of(conn, "city")

    write(conn)

    assert everything_of(conn, "town") == town
    assert everything_of(conn, "city") != city


@pytest.mark.parametrize("read", _READS.values(), ids=_READS)
def test_reading_one_programme_sees_nothing_of_the_other(
    conn: Connection, read: Callable[[Connection, str], object]
) -> None:
    fill(conn, "city")
    alone = read(conn, "city")
    fill(conn, "town")

    both = read(conn, "city")

    assert both == alone
