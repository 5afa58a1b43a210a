"""Two programmes in one database, with the same ids: what is done to one leaves the other alone."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from rules.findings import CellRef, Finding
from rules.records import ACTIVITY, SERVICE_RECORD, Entry
from rules.roster import Roster, Unit
from store.aliases import delete_alias, insert_alias, load_aliases, load_written_units
from store.books import (
    BookState,
    doubt_books,
    forget_book,
    load_books,
    load_freshness,
    load_titles,
    load_unit_books,
    save_book,
    save_book_units,
    touch_books,
)
from store.counting import settle_units
from store.entries import load_entries, load_events, settle_entries
from store.entry_checks import check_entries, load_units_at_nodes, recheck_unitless
from store.evidence import first_month, load_evidence
from store.findings import count_findings, keep_findings, load_findings, replace_findings
from store.google_files import GoogleFile, Seen, load_seen, save_seen
from store.obligations import load_due_units, load_obligations, save_next_at
from store.programmes import close_cycle, last_cycle, load_state, open_cycle, save_state
from store.records import edit_records, load_book, load_records, move_records, withdraw_records
from store.roster import load_contacts, load_units, save_roster
from tests.builders import activity, instant, programme, service_record, unit
from tests.store.builders import BOOK, add, contact, everything_of, log, look, placed

#: Sorts before the city: what forgets to ask for the city meets the town first.
TOWN = "a town"
_NOW, _LATER = instant("2026-03-06"), instant("2026-04-20")


def fill_city(conn: Connection) -> None:
    open_and_close(conn, "city", "2026-03-06")
    save_state(conn, "city", start="2026-03")
    list_roster(conn, "city", unit())
    save_book(conn, "city", BookState(id=BOOK, looked_at=_NOW))
    save_book_units(conn, "city", BOOK, [1])
    insert_alias(conn, "city", text="书院", folded="书院", unit_id=1, now=_NOW)
    records = (activity(names="张伟"), activity(), service_record("王芳", title="敬老"))
    log(conn, *records)
    add(conn, placed(station("灯塔")), placed(event("艺术节"), unit_id=None), book="站.xlsx")
    settle_entries(conn, "city", programme().registers, {1})
    replace_findings(conn, "city", BOOK, [missing("A2")], _NOW)
    look(conn, "2026-03-06")


def fill_town(conn: Connection) -> None:
    """The same ids, books and names as in the city; all else differs, and there is more of it."""
    for day in ("2026-02-06", "2026-02-07", "2026-02-08"):
        open_and_close(conn, TOWN, day)
    save_state(conn, TOWN, start="2026-02")
    list_roster(conn, TOWN, unit("学校", code="01"), unit(), unit("医院"))
    for text in ("书院", "书社"):
        insert_alias(conn, TOWN, text=text, folded=text, unit_id=2, now=_NOW)
    for book in (BOOK, "b.xlsx", "c.xlsx"):
        save_book(conn, TOWN, BookState(id=book, looked_at=None))
        save_book_units(conn, TOWN, book, [1, 2, 3])
    people = (service_record("孙丽"), service_record("周涛", title="敬老"))
    log(
        conn,
        activity(days="2026-02-03", names="吴敏"),
        *people,
        activity(names="赵敏"),
        city=TOWN,
    )
    log(conn, activity(title="敬老", names="钱进"), city=TOWN, on="2026-02-06")
    rows = (placed(station(title)) for title in ("灯塔", "灯塔", "书屋"))
    add(conn, *rows, placed(event("运动会"), unit_id=None), book="站.xlsx", city=TOWN)
    settle_entries(conn, TOWN, programme().registers, {1})
    replace_findings(conn, TOWN, BOOK, [missing("A2"), missing("A3")], _NOW)
    file = GoogleFile(id="1a", name="学校", version=1, ours=False, editable=True)
    save_seen(conn, TOWN, "a@b", Seen(page_token="1", files={"1a": file}), {})  # noqa: S106 - a page
    look(conn, "2026-04-20", start="2026-02", city=TOWN, units=dict.fromkeys((1, 2), unit()))


def open_and_close(conn: Connection, city: str, day: str) -> None:
    close_cycle(conn, city, open_cycle(conn, city, instant(day)), instant(day))


def list_roster(conn: Connection, city: str, *units: Unit) -> None:
    people = tuple(contact(f"{one.name}王芳", unit=one.name) for one in units)
    save_roster(conn, city, Roster(units=units, contacts=people), _NOW)


def missing(cell: str) -> Finding:
    return Finding(code="date-missing", where=CellRef(BOOK, "三月", 2, cell))


def settle_again(conn: Connection) -> None:
    withdraw_records(conn, "city", SERVICE_RECORD, [3], _LATER)
    edit_records(
        conn, "city", [(1, placed(activity(names="赵敏", title="敬老")))], instant("2026-03-07")
    )
    [number] = log(conn, service_record("李强"), book="b.xlsx")
    edit_records(
        conn, "city", [(number, placed(service_record("李强"), unit_id=2))], instant("2026-03-07")
    )
    settle_units(conn, "city", {1, 2})


def station(title: str) -> Entry:
    return Entry("station", title=title, values=(("title", title),))


def event(title: str) -> Entry:
    values = (("node", title), ("title", title), ("date", "2026-09-01"))
    return Entry("node_event", days="2026-09-01", title=title, values=values)


def settle_registers(conn: Connection) -> None:
    add(conn, placed(station("灯塔"), row=9), book="b.xlsx")
    settle_entries(conn, "city", programme().registers, {1})


def settle_repeated(conn: Connection) -> None:
    add(conn, *(placed(activity(), unit_id=3, row=row) for row in (2, 3)), book="b.xlsx")
    settle_units(conn, "city", {3})


def give_person_away(conn: Connection) -> None:
    for unit_id in (1, 2):
        edit_records(
            conn,
            "city",
            [(3, placed(service_record("王芳"), unit_id=unit_id))],
            instant("2026-03-07"),
        )
        settle_units(conn, "city", {1, 2})


_WRITES: dict[str, Callable[[Connection], object]] = {
    "state": lambda conn: save_state(conn, "city", start="2026-01", opened="2026-03"),
    "cycle": lambda conn: close_cycle(conn, "city", open_cycle(conn, "city", _LATER), _LATER),
    "same cycle": lambda conn: close_cycle(conn, "city", 1, _LATER),
    "roster": lambda conn: save_roster(conn, "city", Roster(units=(unit("学校"),)), _LATER),
    "same roster": lambda conn: list_roster(conn, "city", unit()),
    "unit": lambda conn: save_roster(conn, "city", Roster(units=(unit(code="7"),)), _LATER),
    "book": lambda conn: save_book(conn, "city", BookState(id=BOOK, state="failing")),
    "touch": lambda conn: touch_books(conn, "city", [BOOK], now=_LATER, cycle=2),
    "forget": lambda conn: forget_book(conn, "city", BOOK),
    "book units": lambda conn: save_book_units(conn, "city", BOOK, [2]),
    "move": lambda conn: move_records(conn, "city", ACTIVITY, [(1, "四月", 9)]),
    "edit": lambda conn: edit_records(
        conn, "city", [(1, placed(activity(title="敬老")))], instant("2026-03-07")
    ),
    "withdraw": lambda conn: withdraw_records(conn, "city", ACTIVITY, [1, 2], _LATER),
    "add": lambda conn: log(conn, activity(), book="b.xlsx"),
    "settle": settle_again,
    "settle repeated": settle_repeated,
    "give a person away": give_person_away,
    "settle registers": settle_registers,
    "withdraw entries": lambda conn: withdraw_records(conn, "city", "station", [4], _LATER),
    "recheck no unit": lambda conn: recheck_unitless(conn, programme(), _LATER),
    "settle all": lambda conn: settle_units(conn, "city", {1, 2, 3}),
    "findings": lambda conn: replace_findings(conn, "city", BOOK, [], _LATER),
    "keep findings": lambda conn: keep_findings(conn, "city", ()),
    "next look": lambda conn: save_next_at(conn, "city", {("U-01", 1, "", "2026-03"): None}),
    "alias": lambda conn: insert_alias(conn, "city", text="馆", folded="馆", unit_id=1, now=_LATER),
    "no alias": lambda conn: delete_alias(conn, "city", "书院"),
    "doubt": lambda conn: doubt_books(conn, "city"),
    "look": lambda conn: look(conn, "2026-04-20"),
    "google": lambda conn: save_seen(conn, "city", "a@b", Seen(), {}),
}

_READS: dict[str, Callable[[Connection], object]] = {
    "state": lambda conn: load_state(conn, "city"),
    "cycle": lambda conn: last_cycle(conn, "city"),
    "units": lambda conn: load_units(conn, "city"),
    "contacts": lambda conn: load_contacts(conn, "city"),
    "books": lambda conn: load_books(conn, "city"),
    "titles": lambda conn: load_titles(conn, "city"),
    "google": lambda conn: load_seen(conn, "city", "a@b"),
    "aliases": lambda conn: load_aliases(conn, "city"),
    "written units": lambda conn: sorted(load_written_units(conn, "city"), key=str),
    "freshness": lambda conn: load_freshness(conn, "city"),
    "books of units": lambda conn: load_unit_books(conn, "city", {1, 2}),
    "rows of a book": lambda conn: load_book(conn, "city", BOOK),
    "activities": lambda conn: load_records(conn, "city", ACTIVITY),
    "service records": lambda conn: load_records(conn, "city", SERVICE_RECORD),
    "entries": lambda conn: load_entries(conn, "city", ["station"], seen_by=_LATER),
    "entries of units": lambda conn: load_entries(
        conn, "city", ["station", "node_event"], unit_ids=[1, None], seen_by=_LATER
    ),
    "events": lambda conn: load_events(conn, "city", programme().registers, seen_by=_LATER),
    "checks of entries": lambda conn: check_entries(conn, programme(), [1], _LATER),
    "units at nodes": lambda conn: load_units_at_nodes(conn, programme()),
    "records of a register": lambda conn: load_records(conn, "city", "station"),
    "findings": lambda conn: load_findings(conn, "city", today=_LATER.date()),
    "counts of findings": lambda conn: count_findings(conn, "city", today=_LATER.date()),
    "first month": lambda conn: first_month(conn, "city"),
    "units due": lambda conn: load_due_units(conn, "city", _LATER),
    "obligations": lambda conn: load_obligations(conn, "city", {1, 2}),
    "evidence": lambda conn: load_evidence(conn, programme(), {1, 2}, seen_by=_LATER),
}


@pytest.mark.parametrize("write", _WRITES.values(), ids=_WRITES)
def test_writing_to_one_programme_neither_heeds_nor_changes_the_other(
    conn: Connection, write: Callable[[Connection], object]
) -> None:
    fill_city(conn)
    write(conn)
    alone = everything_of(conn, "city")
    conn.rollback()
    fill_town(conn)
    town = everything_of(conn, TOWN)
    fill_city(conn)

    write(conn)

    assert (everything_of(conn, "city"), everything_of(conn, TOWN)) == (alone, town)


@pytest.mark.parametrize("read", _READS.values(), ids=_READS)
def test_reading_one_programme_sees_nothing_of_the_other(
    conn: Connection, read: Callable[[Connection], object]
) -> None:
    fill_city(conn)
    alone = read(conn)
    conn.rollback()
    fill_town(conn)
    fill_city(conn)

    both = read(conn)

    assert both == alone
