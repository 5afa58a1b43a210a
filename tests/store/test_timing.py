from datetime import date

import pytest

from rules.ladders import Rung
from store.timing import after, next_instant, rung_times
from tests.builders import instant, obligation, programme

_LADDER = ("L0@end-5d", "L1@due+0d")


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("2026-03-01", "2026-03-26T09:30"),
        ("2026-03-26T09:30", "2026-04-07T09:30"),
        ("2026-04-07T09:30", "2026-04-08T00:00"),
        ("2026-04-08T00:00", "2026-04-11T00:00"),
    ],
)
def test_next_instant_is_the_next_rung_or_change_of_standing(now: str, wanted: str) -> None:
    found = next_instant(programme(), obligation(), _LADDER, instant(now), awaited=None)

    assert found == instant(wanted)


def test_after_its_close_nothing_is_left_to_look_at() -> None:
    now = instant("2026-04-11T00:00")

    found = next_instant(programme(), obligation(), _LADDER, now, awaited=None)

    assert found is None


def test_day_that_is_awaited_is_looked_at() -> None:
    now, awaited = instant("2026-03-01"), date(2026, 3, 20)

    found = next_instant(programme(), obligation(), _LADDER, now, awaited=awaited)

    assert found == instant("2026-03-20T00:00")


def test_history_is_never_looked_at_again() -> None:
    now = instant("2026-03-01")

    found = next_instant(programme(), obligation(history=True), _LADDER, now, awaited=None)

    assert found is None


def test_rungs_have_their_local_times() -> None:
    times = rung_times(programme(), obligation(), _LADDER)

    written = {name: at.isoformat(timespec="minutes") for name, at in times.items()}
    assert written == {"L0@end-5d": "2026-03-26T09:30", "L1@due+0d": "2026-04-07T09:30"}


def test_day_is_over_at_local_midnight() -> None:
    over = after(programme(), date(2026, 4, 7))

    assert over == instant("2026-04-08T00:00")


def test_every_rung_of_the_shipped_ladder_has_a_time() -> None:
    ladder = [str(rung) for rung in programme().duties[0].ladder]

    times = rung_times(programme(), obligation(), ladder)

    assert [Rung.parse(name) for name in times] == list(programme().duties[0].ladder)
