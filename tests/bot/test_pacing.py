"""The pace of sending: never above its rates, in whatever rhythm slots are asked for."""

from contextlib import nullcontext
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.pacing import LETTERS_A_SECOND, Pace
from store.pace import Rate, hold_back, take_slot
from tests.builders import instant

_NOW = instant("2026-04-08")
_SECOND = timedelta(seconds=1)


def slots(conn: Connection, rate: Rate, waits: list[float], city: str = "city") -> list[datetime]:
    """Slots taken one after the other, each asked for so long after the one before went."""
    taken: list[datetime] = []
    now = _NOW
    for wait in waits:
        now = max(now, taken[-1] if taken else now) + timedelta(seconds=wait)
        taken.append(take_slot(conn, city, [rate], now))
    return taken


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(waits=st.lists(st.floats(0, 0.3), min_size=1, max_size=80), run=st.uuids())
def test_no_second_has_more_slots_than_the_rate_and_its_slack(
    conn: Connection, waits: list[float], run: object
) -> None:
    rate = Rate(str(run), _SECOND / 25, timedelta(milliseconds=100))

    taken = slots(conn, rate, waits)

    most = max(sum(at <= other < at + _SECOND for other in taken) for at in taken)
    assert most <= 25 + 3


def test_slots_keep_their_times_where_asking_takes_a_while(conn: Connection) -> None:
    rate = Rate("letters", _SECOND / 25, timedelta(milliseconds=100))

    taken = slots(conn, rate, [0.03] * 101)

    assert taken[-1] - taken[0] == pytest.approx(timedelta(seconds=4), abs=timedelta(seconds=0.15))


def test_slot_too_far_away_is_not_taken(conn: Connection) -> None:
    rate = Rate("chat", _SECOND)
    first = take_slot(conn, "city", [rate], _NOW)

    far = [take_slot(conn, "city", [rate], _NOW, most=_SECOND / 2) for _ in range(3)]

    assert (first, far) == (_NOW, [_NOW + _SECOND] * 3)


def test_one_chat_that_waits_holds_no_other_up(conn: Connection) -> None:
    everything, mine, other = Rate("all", _SECOND / 30), Rate("1", _SECOND), Rate("2", _SECOND)
    take_slot(conn, "city", [everything, mine], _NOW)
    waits = take_slot(conn, "city", [everything, mine], _NOW)

    goes = take_slot(conn, "city", [everything, other], _NOW)

    assert waits == _NOW + _SECOND
    assert goes < _NOW + _SECOND / 10


def test_pause_holds_everything_back_and_is_never_shortened(conn: Connection) -> None:
    rate = Rate("all", _SECOND / 30)
    hold_back(conn, "city", rate, _NOW + 9 * _SECOND)
    hold_back(conn, "city", rate, _NOW + 2 * _SECOND)

    slot = take_slot(conn, "city", [rate], _NOW)

    assert slot == _NOW + 9 * _SECOND


def test_another_city_has_a_pace_of_its_own(conn: Connection) -> None:
    rate = Rate("all", _SECOND)
    take_slot(conn, "a town", [rate], _NOW)

    assert take_slot(conn, "city", [rate], _NOW) == _NOW


def test_answers_keep_room_beside_letters(conn: Connection) -> None:
    """In the second in which letters go as fast as they may, five answers and more go too."""

    now = [_NOW]
    pace = Pace(begin=lambda: nullcontext(conn), programme_id="city", bot=7, clock=lambda: now[0])
    for number in range(LETTERS_A_SECOND):
        pace.wait_for_letter(str(number), most=2)

    waits = [pace.wait_for_answer(f"answer {number}") for number in range(5)]

    assert max(waits) < 1.05


def test_group_is_written_to_eighteen_times_a_minute(conn: Connection) -> None:

    pace = Pace(begin=lambda: nullcontext(conn), programme_id="city", bot=7, clock=lambda: _NOW)

    waits = [pace.wait_for_answer("-5") for _ in range(20)]

    assert sum(wait < 60 for wait in waits) == 18
