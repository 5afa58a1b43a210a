"""Stars by hours."""

import pytest

from rules.stars import StarLadder

NATIONAL = StarLadder()


@pytest.mark.parametrize(
    ("hours", "star", "missing"),
    [(0, 0, 100), (99, 0, 1), (100, 1, 200), (299, 1, 1), (1000, 4, 500), (1500, 5, None)],
)
def test_star_is_reached_at_its_hours(hours: int, star: int, missing: int | None) -> None:
    minutes = hours * 60

    assert NATIONAL.reached(minutes) == star
    assert NATIONAL.missing(minutes) == (missing if missing is None else missing * 60)


def test_minute_short_of_a_star_is_short_of_it() -> None:
    assert NATIONAL.reached(100 * 60 - 1) == 0


def test_city_has_a_ladder_of_its_own() -> None:
    party = StarLadder(hours=(8, 10, 15, 20, 25), yearly=True)

    assert (party.reached(12 * 60), party.missing(12 * 60)) == (2, 180)
