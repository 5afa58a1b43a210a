"""Scenario 7: the service was down for three days; each missed reminder once, or lapsed."""

from sqlalchemy import Connection, select

from store.leases import change_letter
from store.letters import load_letters
from store.tables import nudge
from tests.bot.city import LIBRARY, SCHOOL, UNITS, found, judge, log, person, rules, tick, told
from tests.builders import activity, instant
from tests.store.builders import standings

#: January is due on Thursday 5 February: two reminders fall into the outage, two come after it.
RUNGS = "L0@end-2wd", "L0@end+2d", "L1@due-2d", "L1@due+0d", "L2@due+1wd"
RULES = rules(start="2026-01", rungs='", "'.join(RUNGS))
PEOPLE = (person("馆员"), person("老师", "学校"))


def live(conn: Connection, on: str) -> dict[str, list[str]]:
    """One tick at that time, whose letters leave; the rungs about January by person."""
    posted = told(tick(conn, on, rules=RULES))
    for one in load_letters(conn, "city", ["planned"]):
        change_letter(conn, "city", one.key, "planned", state="sent", sent_at=instant(on))
    january = {who: [one for one in what if "2026-01" in one] for who, what in posted.items()}
    return {who: [one.split()[-1] for one in what] for who, what in january.items() if what}


def unsaid(conn: Connection, unit_id: int, period: str = "2026-01") -> list[tuple[str, str]]:
    """The rungs of a unit that no letter spoke of, with the reason."""
    rows = conn.execute(
        select(nudge.c.rung, nudge.c.reason)
        .where(
            nudge.c.unit_id == unit_id,
            nudge.c.period == period,
            nudge.c.letter_key.is_(None),
        )
        .order_by(nudge.c.rung)
    )
    return [(rung, reason) for rung, reason in rows]


def test_reminders_of_an_outage_are_sent_once_or_lapse_with_their_reason(conn: Connection) -> None:
    found(conn, *PEOPLE, units=UNITS, on="2026-01-05", rules=RULES)
    before = [live(conn, f"2026-01-{day}") for day in ("29", "31T18:00")]
    # Nobody looks until 3 February at 10:00; the school had logged its January meanwhile.
    log(conn, activity(days="2026-01-20"), on="2026-02-03T10:00", unit_id=SCHOOL, rules=RULES)
    judge(conn, "2026-02-03T10:00", rules=RULES)

    after = [live(conn, f"2026-02-{day}") for day in ("03T10:00", "03T10:01", "04", "05", "06")]

    assert before == [{"馆员": ["L0@end-2wd"], "老师": ["L0@end-2wd"]}, {}]
    assert after == [
        {"馆员": ["L1@due-2d"]},
        {},
        {},
        {"馆员": ["L1@due+0d"]},
        {"馆员": ["L2@due+1wd"]},
    ]
    assert unsaid(conn, LIBRARY) == [("L0@end+2d", "passed")]
    assert unsaid(conn, SCHOOL) == [("L0@end+2d", "met"), ("L1@due-2d", "met")]


def test_lapsed_reminder_is_sent_after_all_where_the_row_is_gone_again(conn: Connection) -> None:
    found(conn, *PEOPLE, units=UNITS, on="2026-01-05", rules=RULES)
    live(conn, "2026-01-29")
    log(conn, activity(days="2026-01-20"), on="2026-02-03T10:00", unit_id=SCHOOL, rules=RULES)
    live(conn, "2026-02-03T10:01")
    conn.exec_driver_sql("UPDATE activity SET withdrawn_at = '2026-02-04 01:00:00.000000'")
    judge(conn, "2026-02-04T09:00", rules=RULES)

    again = live(conn, "2026-02-04")

    assert again["老师"] == ["L1@due-2d"]
    assert unsaid(conn, SCHOOL) == [("L0@end+2d", "met")]


def test_month_that_opened_and_closed_unwatched_is_missed_and_nobody_is_told(
    conn: Connection,
) -> None:
    found(conn, *PEOPLE, units=UNITS, on="2026-01-30T18:00", rules=RULES)

    posted = tick(conn, "2026-03-16", rules=RULES).posted

    assert (posted, unsaid(conn, SCHOOL, "2026-02")) == ([], [])
    assert standings(conn) == {"2026-01": "missed", "2026-02": "missed", "2026-03": "open"}
