"""Places in unit names: the city, district and street that a name begins with."""

import pytest

from sync.unit_places import NameParts, find_places

_NAMES = (
    "江城市图书馆", "江城市文化馆", "清河区文明办", "江城县教育局",
    "城东街道办事处", "城东街道和平社区", "翠竹社区", "超级市场志愿队", "白石镇人民政府",
)  # fmt: skip


def test_places_are_what_names_begin_with() -> None:
    places = find_places(_NAMES)

    assert (places.city, places.districts, places.streets) == (
        "江城市",
        frozenset({"清河区", "江城县"}),
        frozenset({"城东街道", "白石镇"}),
    )


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("江城市图书馆", NameParts(city="江城市", core="图书馆")),
        ("市图书馆", NameParts(city="市", core="图书馆")),
        ("市场监管局", NameParts(core="市场监管局")),
        (
            "江城市清河区城东街道和平社区",
            NameParts(city="江城市", district="清河区", street="城东街道", core="和平社区"),
        ),
        ("城中街道和平社区", NameParts(core="城中街道和平社区")),
        ("翠竹社区", NameParts(core="翠竹社区")),
        ("海州市图书馆", NameParts(core="海州市图书馆")),
    ],
)
def test_name_is_split_at_the_places_that_are_known(name: str, parts: NameParts) -> None:
    assert find_places(_NAMES).split(name) == parts


@pytest.mark.parametrize(
    ("names", "root"),
    [(_NAMES, ""), (_NAMES[:3], "江城"), (("图书馆",), "")],
)
def test_root_of_the_city_is_not_a_districts_too(names: tuple[str, ...], root: str) -> None:
    assert find_places(names).city_root == root
