"""Likeness: the units whose names are most like a text that names none for certain."""

import pytest

from sync.unit_likeness import Likeness
from sync.unit_spellings import Spellings
from tests.builders import unit

_CITY = {
    1: unit("江城市第一小学"),
    2: unit("江城市第二小学"),
    3: unit("江城市第十一小学"),
    4: unit("东湖街道办事处"),
    5: unit("西湖街道办事处", aliases=("西办",)),
}


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("江城市第2小学校", 2),
        ("十一小学校", 3),
        ("东湖街道服务站", 4),
        ("西湖街道服务站", 5),
        ("西办公", 5),
        ("西湖志愿服务队", 5),
    ],
)
def test_nearest_shares_the_signs_that_tell_units_apart(written: str, first: int) -> None:
    likeness = Likeness(Spellings(_CITY), _CITY)

    assert likeness.nearest(written)[0] == first


def test_three_are_near() -> None:
    assert len(Likeness(Spellings(_CITY), _CITY).nearest("小学")) == 3


def test_nobody_is_near_in_an_empty_roster() -> None:
    assert Likeness(Spellings({}), {}).nearest("小学") == ()
