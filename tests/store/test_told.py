"""Who was really reminded: letters that left, not those that were planned."""

from sqlalchemy import Connection

from store.leases import change_letter
from store.told import count_reminded
from tests.bot.city import LIBRARY, PEOPLE, found, tick
from tests.builders import instant

MARCH = ("U-01", LIBRARY, "", "2026-03")


def test_only_letters_that_left_to_the_unit_itself_are_reminders(conn: Connection) -> None:
    found(conn, *PEOPLE)
    [first] = tick(conn, "2026-03-13").posted
    planned = count_reminded(conn, "city", [LIBRARY])
    change_letter(
        conn, "city", first.letter.key, "planned", state="sent", sent_at=instant("2026-03-13")
    )
    once = count_reminded(conn, "city", [LIBRARY])
    for posted in tick(conn, "2026-04-10").posted:
        state = "sent" if posted.contact.name in {"市联络员", "馆长"} else "failed"
        change_letter(conn, "city", posted.letter.key, "planned", state=state)

    both = count_reminded(conn, "city", [LIBRARY])

    assert (planned, once, both) == ({}, {MARCH: 1}, {MARCH: 2})
