from datetime import date

import pytest

from rules.ladders import Anchors, Rung
from store.timing import Timetable, after, rung_times
from tests.builders import instant, programme

_LADDER = ("L0@end-5d", "L1@due+0d")
MARCH = Anchors(
    start=date(2026, 3, 1), end=date(2026, 3, 31), due=date(2026, 4, 7), event=date(2026, 3, 1)
)
_DAYS = (date(2026, 4, 8), None, date(2026, 4, 11))


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
    found = Timetable(programme(), instant(now)).next_instant(MARCH, _LADDER, days=_DAYS)

    assert found == instant(wanted)


def test_after_its_last_day_nothing_is_left_to_look_at() -> None:
    now = instant("2026-04-11T00:00")

    found = Timetable(programme(), now).next_instant(MARCH, _LADDER, days=_DAYS)

    assert found is None


def test_rung_that_repeats_is_looked_at_for_ever() -> None:
    now = instant("2026-06-10T10:00")

    found = Timetable(programme(), now).next_instant(MARCH, ("L3@due+1wd/7d",), days=())

    assert found == instant("2026-06-17T09:30")  # every Wednesday since 8 April


def test_rungs_have_their_local_times() -> None:
    until = instant("2026-03-01").replace(tzinfo=None)

    times = rung_times(programme(), MARCH, _LADDER, until=until)

    written = [(f"{at:%Y-%m-%dT%H:%M}", name, n) for at, name, n in times]
    assert written == [
        ("2026-03-26T09:30", "L0@end-5d", 1),
        ("2026-04-07T09:30", "L1@due+0d", 1),
    ]


def test_day_is_over_at_local_midnight() -> None:
    over = after(programme(), date(2026, 4, 7))

    assert over == instant("2026-04-08T00:00")


def test_every_rung_of_the_shipped_ladder_has_a_time() -> None:
    ladder = programme().duties[0].ladder
    until = instant("2026-03-01").replace(tzinfo=None)

    times = rung_times(programme(), MARCH, map(str, ladder), until=until)

    assert [Rung.parse(name) for _, name, _ in times] == list(ladder)
