from sqlalchemy import Connection

from bot.posting import Desk, Posting, post_letters
from store.leases import change_letter
from store.letters import letter_key, load_letters
from store.nudges import Nudge, load_nudged
from store.roster import load_contacts, load_units
from tests.bot.city import LIBRARY, RULES, found, person, words
from tests.builders import instant

NUDGE = Nudge(duty="U-01", unit_id=LIBRARY, period="2026-03", rung="L0@end+1d", contact_id=1)


def post(conn: Connection, *, on: str = "2026-04-01") -> Posting:
    """Posts the nudge to the library's contact, as a tick of that time does."""
    contacts = {number: one for number, (_, one) in load_contacts(conn, "city").items()}
    desk = Desk(
        programme=RULES,
        units=load_units(conn, "city"),
        contacts=contacts,
        wording_of=words,
        usable=("console",),
        now=instant(on),
    )
    return post_letters(conn, desk, {1: [NUDGE]})


def test_nudge_goes_into_the_letter_of_the_day(conn: Connection) -> None:
    found(conn, person("馆员"))

    [posted] = post(conn).posted

    assert posted.letter == load_letters(conn, "city")[0]
    assert posted.letter.text.startswith("【江城】馆员您好:\n· 图书馆 2026-03 还没有活动记录")


def test_nudge_is_not_remembered_where_the_letter_of_the_day_has_just_left(
    conn: Connection,
) -> None:
    found(conn, person("馆员"))
    post(conn, on="2026-03-31")
    conn.exec_driver_sql("DELETE FROM nudge")
    key = letter_key(1, "2026-03-31")
    change_letter(conn, "city", key, "planned", state="sending")

    posting = post(conn, on="2026-03-31T09:31")

    assert (posting.posted, posting.left) == ([], [1])
    assert load_nudged(conn, "city", [LIBRARY], instant("2026-04-30")) == {}


def test_letter_before_the_first_sync_says_that_nothing_was_read(conn: Connection) -> None:
    found(conn, person("馆员"))

    [posted] = post(conn).posted

    assert posted.letter.text.endswith("数据截至 —。")
