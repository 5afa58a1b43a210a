"""The chat of two programmes in one database: what one learns, the other does not know."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, Table, select

from store.addresses import load_learned
from store.attachments import Attachment, digests_of_album, load_attachments, save_attachment
from store.bindings import (
    Binding,
    Invitation,
    drop_bindings,
    load_bindings,
    load_invitation,
    save_binding,
    save_invitation,
    use_invitation,
)
from store.buttons import drop_old_buttons, load_button, show_button
from store.chats import close_chat, load_chats, move_chat, reopen_chat
from store.inbox import (
    DONE,
    Arrival,
    change_arrival,
    drop_old_arrivals,
    load_answer_to,
    load_arrival,
    load_unfinished,
    save_arrival,
)
from store.tables import attachment, binding, button, chat, inbox, invitation
from tests.builders import instant

TOWN, CITY = "a town", "city"
_NOW, _LATER = instant("2026-04-08"), instant("2026-06-30")
TABLES = (attachment, binding, button, chat, inbox, invitation)
ARRIVAL = Arrival(bot=7, update_id=1, raw="{}", at=_NOW, chat="71", message=5)


def fill(conn: Connection, city: str) -> str:
    """The same in every city; the number of its button."""
    at = {"channel": "telegram", "address": "71"}
    save_binding(conn, city, Binding(**at, contact_id=1, approved=True, at=_NOW))
    link = Invitation(contact_id=1, replaces=False, expires_at=_NOW)
    save_invitation(conn, city, "token", link)
    save_arrival(conn, city, ARRIVAL)
    close_chat(conn, city, "telegram", "72", why="blocked", now=_NOW)
    kept = Attachment(
        bot=7,
        update_id=1,
        sender="71",
        album="a",
        caption=None,
        file_id="f",
        unique_id="u",
        digest="d",
        size=3,
        path="photos/d.jpg",
    )
    save_attachment(conn, city, kept, _NOW)
    return show_button(
        conn, city, channel="telegram", owner="71", action="ask", argument="三月", now=_NOW
    )


def rows(conn: Connection, table: Table, city: str) -> list[tuple[object, ...]]:
    mine = select(table).where(table.c.programme_id == city)
    return sorted((tuple(row) for row in conn.execute(mine)), key=str)


def forget_all(conn: Connection) -> None:
    change_arrival(conn, CITY, ARRIVAL, state=DONE)
    drop_old_arrivals(conn, CITY, _LATER)


_WRITES: dict[str, Callable[[Connection], object]] = {
    "fill again": lambda conn: save_arrival(conn, CITY, ARRIVAL),
    "drop": lambda conn: drop_bindings(conn, CITY, channel="telegram", address="71"),
    "drop contact": lambda conn: drop_bindings(conn, CITY, channel="telegram", contact_id=1),
    "use": lambda conn: use_invitation(conn, CITY, "token", by="71", now=_NOW),
    "done": lambda conn: change_arrival(conn, CITY, ARRIVAL, state=DONE, sent=[9]),
    "old": forget_all,
    "old buttons": lambda conn: drop_old_buttons(conn, CITY, _LATER),
    "close": lambda conn: close_chat(conn, CITY, "telegram", "71", why="left", now=_NOW),
    "reopen": lambda conn: reopen_chat(conn, CITY, "telegram", "72"),
    "move": lambda conn: move_chat(conn, CITY, "telegram", "71", "-1007"),
}
_READS: dict[str, Callable[[Connection], object]] = {
    "bindings": lambda conn: load_bindings(conn, CITY),
    "invitation": lambda conn: load_invitation(conn, CITY, "token"),
    "arrival": lambda conn: load_arrival(conn, CITY, 7, 1),
    "unfinished": lambda conn: load_unfinished(conn, CITY, 7),
    "answer": lambda conn: list(load_answer_to(conn, CITY, 7, "71", 5)),
    "chats": lambda conn: load_chats(conn, CITY),
    "learned": lambda conn: load_learned(conn, CITY).bound,
    "attachments": lambda conn: load_attachments(conn, CITY, 7),
    "album": lambda conn: digests_of_album(conn, CITY, "a"),
}


@pytest.mark.parametrize("write", _WRITES.values(), ids=_WRITES)
def test_writing_to_one_programme_leaves_the_other_alone(
    conn: Connection, write: Callable[[Connection], object]
) -> None:
    fill(conn, TOWN)
    fill(conn, CITY)
    before = [rows(conn, table, TOWN) for table in TABLES]

    write(conn)

    assert [rows(conn, table, TOWN) for table in TABLES] == before


@pytest.mark.parametrize("read", _READS.values(), ids=_READS)
def test_reading_of_one_programme_knows_nothing_of_the_other(
    conn: Connection, read: Callable[[Connection], object]
) -> None:
    nothing = read(conn)

    fill(conn, TOWN)

    assert read(conn) == nothing


def test_button_of_one_programme_is_none_of_the_others(conn: Connection) -> None:
    number = fill(conn, TOWN)

    assert load_button(conn, CITY, number) is None
    assert load_button(conn, TOWN, number) is not None


def test_update_is_kept_once(conn: Connection) -> None:
    assert [save_arrival(conn, CITY, ARRIVAL) for _ in range(2)] == [True, False]


def test_link_is_used_once_and_its_token_is_not_stored(conn: Connection) -> None:
    fill(conn, CITY)

    used = [use_invitation(conn, CITY, "token", by=one, now=_NOW) for one in ("71", "72")]

    assert used == [True, False]
    assert all("token" not in str(row) for row in rows(conn, invitation, CITY))


def test_chat_that_was_left_opens_by_its_persons_word_alone(conn: Connection) -> None:
    close_chat(conn, CITY, "telegram", "71", why="left", now=_NOW)

    reopen_chat(conn, CITY, "telegram", "71")
    still = load_chats(conn, CITY)["telegram", "71"].gone
    reopen_chat(conn, CITY, "telegram", "71", even_left=True)

    assert (still, load_chats(conn, CITY)["telegram", "71"].gone) == ("left", None)
