"""Scenario 6: a ladder of three steps, a promise on its second day, and nothing filed."""

from sqlalchemy import Connection

from bot.actors import identify
from bot.conversation import ask
from store.leases import change_letter
from store.letters import load_letters
from store.roster import load_contacts, load_units
from tests.bot.city import PEOPLE, found, sync, tick, words
from tests.builders import instant, programme

#: June is due on Sunday 5 July; day 1 is Monday the 6th, day 4 Thursday, day 8 the next Monday.
RULES = programme("""
    roll = "none"
    close_workdays = 20
    [programme]
    id = "city"
    start = "2026-06"
    [duties.U-01]
    ladder = ["L0@due+1d", "L2@due+4d", "L3@due+8d"]
""")
_UNIT = frozenset({"馆员", "副馆员", "馆长", "主管", "区联络员"})


def live_through(conn: Connection, day: int) -> set[tuple[str, str]]:
    """Who is written to on that day of July, and when; a tick runs before, in and after hours."""
    written = set()
    for hour in ("08:00", "09:30", "12:00", "18:00"):
        now = f"2026-07-{day:02d}T{hour}"
        sync(conn, now, rules=RULES)
        tick(conn, now, rules=RULES)
        for one in load_letters(conn, "city", ["planned"]):
            if one.not_before <= instant(now) and hour != "18:00":
                change_letter(conn, "city", one.key, "planned", state="sent", sent_at=instant(now))
                written.add((load_contacts(conn, "city")[one.contact_id][1].name, hour))
    return written


def promise(conn: Connection, on: str) -> str:
    actor = identify("馆员", load_units(conn, "city"), load_contacts(conn, "city"))
    text = "我知道了,3日内补报"
    return ask(conn, RULES, actor, text, now=instant(on), wording=words("zh")).text


def test_broken_promise_goes_on_one_rung_higher_in_working_hours(conn: Connection) -> None:
    found(conn, *PEOPLE, on="2026-06-02", rules=RULES)
    days = [live_through(conn, 6)]

    said = promise(conn, "2026-07-07T10:00")
    days += [live_through(conn, day) for day in range(7, 14)]

    assert "最晚 2026-07-09 补报。2026-07-10 09:30 之前不再提醒" in said
    assert days == [
        {("馆员", "09:30")},  # day 1
        set(),  # day 2: the promise
        set(),  # day 3
        set(),  # day 4: its last day
        {(name, "09:30") for name in _UNIT},  # day 5: broken
        set(),  # day 6, Saturday
        set(),
        {("市联络员", "09:30")},  # day 8
    ]
