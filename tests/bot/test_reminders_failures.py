"""One unit that cannot be handled never stops a tick."""

import logging
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, event, update

from bot.reminders import Reminding, remind
from config.wording import Wording
from rules.roster import Contact
from store.letters import load_letters
from store.tables import activity as activity_table
from store.tables import obligation
from tests.bot.city import (
    LIBRARY,
    RULES,
    SCHOOL,
    UNITS,
    found,
    log,
    person,
    reasons,
    sync,
    tick,
    told,
    words,
)
from tests.builders import activity, instant, unit

PEOPLE = (person("馆员"), person("老师", "学校", locale="en"))
DUE = "2026-04-01"


@pytest.fixture
def city(conn: Connection) -> Connection:
    """A library and a school, each with one contact and an activity in February."""
    found(conn, *PEOPLE, units=UNITS)
    for unit_id in (LIBRARY, SCHOOL):
        log(conn, activity(days="2026-02-10"), on="2026-03-05", unit_id=unit_id)
    return conn


def break_ladder(conn: Connection) -> None:
    mine = obligation.c.unit_id == SCHOOL
    conn.execute(update(obligation).where(mine).values(ladder=["sometimes"]))


def break_evidence(conn: Connection) -> None:
    mine = activity_table.c.unit_id == SCHOOL
    conn.execute(update(activity_table).where(mine).values(days="?", last_day="2026-03-05"))


@pytest.mark.parametrize("breaks", [break_ladder, break_evidence])
def test_unit_that_cannot_be_handled_stops_no_other(
    city: Connection, breaks: Callable[[Connection], None], caplog: pytest.LogCaptureFixture
) -> None:
    breaks(city)

    reminding = tick(city, DUE)

    assert told(reminding) == {"馆员": ["图书馆 2026-03 L0@end+1d"]}
    assert reasons(reminding) == [("学校", "faulty")]
    [record] = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert (record.message, record.exc_info is not None) == ("unit_unforeseen", True)


def test_unit_that_could_not_be_handled_is_tried_again_by_the_next_tick(city: Connection) -> None:
    break_ladder(city)
    tick(city, DUE)
    mine = obligation.c.unit_id == SCHOOL
    city.execute(update(obligation).where(mine).values(ladder=["L0@end+1d"]))

    reminding = tick(city, f"{DUE}T09:31")

    assert (told(reminding), reasons(reminding)) == ({"老师": ["学校 2026-03 L0@end+1d"]}, [])


def test_month_is_not_taken_for_opened_while_a_unit_could_not_be_judged(city: Connection) -> None:
    break_evidence(city)
    tick(city, DUE)
    mine = activity_table.c.unit_id == SCHOOL
    city.execute(update(activity_table).where(mine).values(days="2026-02-10"))

    tick(city, "2026-04-02")

    april = obligation.c.period == "2026-04"
    opened = city.execute(obligation.select().where(april)).all()
    assert {row.unit_id for row in opened} == {LIBRARY, SCHOOL}


def test_letter_that_cannot_be_worded_stops_no_other_and_is_told(city: Connection) -> None:
    def wording_of(locale: str | None) -> Wording:
        if locale == "en":
            raise KeyError(locale)
        return words(locale)

    sync(city, DUE)
    reminding = remind(city, RULES, now=instant(DUE), wording_of=wording_of, usable=("console",))

    assert (list(told(reminding)), reasons(reminding)) == (["馆员"], [("学校", "faulty")])
    assert len(load_letters(city, "city", ["planned"])) == 2


def statements(conn: Connection, *, teams: int) -> int:
    """How many statements a tick needs that writes to so many units."""
    names = [f"{number}队" for number in range(teams)]
    people: list[Contact] = [person(f"{name}长", name) for name in names]
    found(conn, *people, units=tuple(unit(name) for name in names))
    sync(conn, DUE)
    counted: list[str] = []

    def count(*executed: object) -> None:
        counted.append(str(executed[2]))

    event.listen(conn, "before_cursor_execute", count)
    reminding: Reminding = tick(conn, DUE, fresh=False)
    event.remove(conn, "before_cursor_execute", count)
    assert len(reminding.posted) == teams
    return len(counted)


def test_tick_asks_the_database_as_often_for_many_letters_as_for_few(conn: Connection) -> None:
    with conn.begin_nested() as undone:
        few = statements(conn, teams=2)
        undone.rollback()

    assert statements(conn, teams=9) == few
