"""Spellings: how a unit may be written so that it can be no other unit of the roster."""

import pytest

from sync.unit_spellings import Spellings
from sync.unit_texts import compared_name, plain_name
from tests.builders import unit

_CITY = {
    1: unit("江城市文明办"),
    2: unit("清河区文明办", parent="江城市文明办"),
    3: unit("城东街道办事处", parent="清河区文明办"),
    4: unit("城东街道和平社区", parent="城东街道办事处"),
    5: unit("翠竹社区", parent="城东街道办事处"),
    6: unit("江城市博物馆", aliases=("市文博馆",)),
    7: unit("清河区图书馆"),
    8: unit("城东街道建设社区志愿服务队"),
    9: unit("江城市护河志愿服务队"),
    10: unit("江城市青年志愿者协会"),
    11: unit("江城大学"),
    12: unit("江城大学青年志愿者协会"),
}


@pytest.mark.parametrize(
    ("written", "unit_id"),
    [
        ("江城市清河区城东街道和平社区", 4),
        ("城东和平社区", 4),
        ("和平社区", 4),
        ("清河区和平社区", 4),
        ("城东街道翠竹社区", 5),
        ("清河区翠竹社区", 5),
        ("博物馆", 6),
        ("江城博物馆", 6),
        ("江城市文博馆", 6),
        ("市博物馆志愿者协会", 6),
        ("城东街道建设社区", 8),
        ("护河志愿服务队", 9),
        ("江城市护河", None),
        ("望湖区翠竹社区", None),
        ("城西街道和平社区", None),
        ("图书馆", None),
        ("青年志愿者协会", None),
        ("江城大学志愿者协会", None),
        ("文明办", None),
        ("社区", None),
    ],
)
def test_spelling_is_one_units_or_nobodys(written: str, unit_id: int | None) -> None:
    assert Spellings(_CITY).find(compared_name(plain_name(written))) == unit_id


def test_unit_that_is_its_own_parent_has_spellings() -> None:
    round_about = {1: unit("甲社区", parent="乙街道"), 2: unit("乙街道", parent="甲社区")}

    assert Spellings(round_about).find("乙街道甲社区") == 1
