"""Swapped signs: the one slip of typing that is mended without asking."""

import pytest

from sync.unit_swaps import unswapped

_NAMES = {
    "江城市图书馆": 1,
    "城东街道办事处": 2,
    "和平社区志愿服务队": 3,
    "图书馆": 4,
    "雷锋一队服务": None,
}


@pytest.mark.parametrize(
    ("plain", "unit_id"),
    [
        ("江城市图馆书", 1),
        ("和平区社志愿服务队", None),
        ("和平社区志愿务服队", 3),
        ("和平社志区愿服务队", None),
        ("平和社区志愿服务队", None),
        ("东城街道办事处", None),
        ("图馆书", None),
        ("雷锋一队务服", None),
        ("江城市图书馆", None),
    ],
)
def test_swap_is_mended_where_it_breaks_a_word(plain: str, unit_id: int | None) -> None:
    assert unswapped(plain, _NAMES) == unit_id
