"""However often the clock ticks, the same standings and the same reminders come of it.

For random duties and edits: once a minute over two days, once a day, or once after an outage.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from bot.reminders import remind
from rules.programme import Programme
from rules.records import ACTIVITY
from store.books import BookState, save_book, save_book_units
from store.counting import settle_units
from store.leases import change_letter
from store.letters import load_letters
from store.records import Placed, add_records, load_records, withdraw_records
from store.tables import nudge, obligation
from tests.bot.city import LIBRARY, PEOPLE, SCHOOL, UNITS, found, judge, person, words
from tests.builders import activity, instant, programme

_RUNGS = (
    "L0@start+14d", "L0@end-10d", "L0@end-2wd", "L0@end+1d", "L1@due+0d", "L2@due+1wd",
    "L3@due+3wd", "L3@due+1wd/3d",
)  # fmt: skip
_FIRST, _DUE = instant("2026-03-02"), instant("2026-04-07T00:00")
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Edit:
    """At so many minutes from the start a unit logs an activity of March, or loses all."""

    minute: int
    unit_id: int
    day: int | None


def _edits(minutes: int) -> st.SearchStrategy[list[Edit]]:
    days = st.none() | st.integers(1, 31)
    one = st.builds(Edit, st.integers(1, minutes - 1), st.sampled_from([LIBRARY, SCHOOL]), days)
    return st.lists(one, max_size=4)


_LADDERS = st.lists(st.sampled_from(_RUNGS), min_size=1, max_size=5, unique=True)


def _rules(ladder: list[str], minimum: int, close: int) -> Programme:
    rungs = ", ".join(f'"{rung}"' for rung in ladder)
    return programme(f"""
        close_workdays = {close}
        stale_hours = 10000
        [programme]
        id = "city"
        start = "2026-03"
        [activity]
        min_per_month = {minimum}
        [duties.U-01]
        ladder = [{rungs}]
    """)


@contextmanager
def _fresh(engine: Engine) -> Iterator[Connection]:
    """A transaction that leaves nothing behind."""
    with engine.connect() as conn:
        yield conn
        conn.rollback()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left in the end: standings, rungs said and rungs that stayed unsaid."""

    standings: list[tuple[object, ...]]
    said: frozenset[str]
    unsaid: frozenset[str]


def _live(
    engine: Engine,
    rules: Programme,
    begins: datetime,
    edits: Iterable[Edit],
    ticks: Iterable[datetime],
) -> Outcome:
    """What becomes of a city whose sheets are edited so and whose clock ticks then."""
    with _fresh(engine) as conn:
        found(conn, *PEOPLE, person("老师", "学校"), units=UNITS, rules=rules)
        save_book(conn, "city", BookState(id="甲.xlsx", looked_at=begins))
        save_book_units(conn, "city", "甲.xlsx", [LIBRARY, SCHOOL])
        _tick(conn, rules, _FIRST)
        if begins > _FIRST:
            _tick(conn, rules, begins)
        timed = [(begins + edit.minute * _MINUTE, edit) for edit in edits]
        for at, edit in sorted([*timed, *((at, None) for at in ticks)], key=_order):
            if edit is None:
                _tick(conn, rules, at)
            else:
                _edit(conn, rules, at, edit)
        return _outcome(conn)


def _order(one: tuple[datetime, Edit | None]) -> tuple[datetime, bool]:
    return one[0], one[1] is None


def _edit(conn: Connection, rules: Programme, at: datetime, edit: Edit) -> None:
    if edit.day is None:
        ids = [row[0] for row in load_records(conn, "city", ACTIVITY, unit_id=edit.unit_id)]
        withdraw_records(conn, "city", ACTIVITY, ids, at)
    else:
        held = activity(days=f"2026-03-{edit.day:02d}", title=f"第{edit.minute}次")
        add_records(conn, "city", "甲.xlsx", [Placed("活动", 2, edit.unit_id, held)], at)
    settle_units(conn, "city", {edit.unit_id})
    judge(conn, at.strftime("%Y-%m-%dT%H:%M"), rules=rules)


def _tick(conn: Connection, rules: Programme, now: datetime) -> None:
    """Plans what is due, and sends what may go."""
    remind(conn, rules, now=now, wording_of=words, usable=("console",))
    if rules.is_open(now):
        for one in load_letters(conn, "city", ["planned"]):
            if one.not_before <= now:
                change_letter(conn, "city", one.key, "planned", state="sent", sent_at=now)


def _outcome(conn: Connection) -> Outcome:
    ended = obligation.c
    standings = conn.execute(
        select(ended.unit_id, ended.period, ended.standing, ended.held).order_by(
            ended.unit_id, ended.period
        )
    )
    keys = list(conn.execute(select(nudge.c.key, nudge.c.letter_key)))
    return Outcome(
        [tuple(row) for row in standings],
        frozenset(key for key, letter in keys if letter is not None),
        frozenset(key for key, letter in keys if letter is None),
    )


def _agree(often: Outcome, seldom: Outcome) -> None:
    """The same standings; what was said less is remembered as unsaid, with the reason."""
    assert seldom.standings == often.standings
    assert seldom.said | seldom.unsaid >= often.said
    assert seldom.said <= often.said | often.unsaid


@settings(max_examples=12)
@given(ladder=_LADDERS, minimum=st.integers(1, 2), close=st.integers(1, 6), edits=_edits(60_000))
def test_ticking_daily_or_once_after_an_outage_ends_alike(
    migrated_sqlite: Engine, ladder: list[str], minimum: int, close: int, edits: list[Edit]
) -> None:
    rules = _rules(ladder, minimum, close)
    daily = [_FIRST + timedelta(days=n) for n in range(1, 46)]

    often = _live(migrated_sqlite, rules, _FIRST, edits, daily)
    seldom = _live(migrated_sqlite, rules, _FIRST, edits, daily[-1:])

    _agree(often, seldom)


@settings(max_examples=3)
@given(ladder=_LADDERS, edits=_edits(2 * 24 * 60))
def test_ticking_every_minute_daily_or_once_ends_alike(
    migrated_sqlite: Engine, ladder: list[str], edits: list[Edit]
) -> None:
    rules = _rules(ladder, 1, 3)
    minutes = [_DUE + n * _MINUTE for n in range(1, 2 * 24 * 60 + 1)]

    often = _live(migrated_sqlite, rules, _DUE, edits, minutes)
    daily = _live(migrated_sqlite, rules, _DUE, edits, [minutes[24 * 60 - 1], minutes[-1]])
    once = _live(migrated_sqlite, rules, _DUE, edits, minutes[-1:])

    _agree(often, daily)
    _agree(often, once)
