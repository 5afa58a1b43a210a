"""A written name is a unit's only where nobody can doubt it."""

import pytest

from rules.roster import Unit
from sync.names import UnitNames
from sync.unit_texts import fold_name
from tests.builders import unit

_CITY = {
    1: unit("图书馆", code="U1", aliases=("市图", "一队")),
    2: unit("文化馆", code="U2", aliases=("一队", "图书馆")),
    3: unit("清河社区"),
    4: unit("清河社区志愿服务队", code="清河"),
    5: unit("城南街道办事处", aliases=("一队", "城南")),
}


def names(units: dict[int, Unit] | None = None) -> UnitNames:
    return UnitNames(_CITY if units is None else units)


@pytest.mark.parametrize(
    ("written", "unit_id"),
    [
        ("图书馆", 1),
        (" 图 书　馆 ", 1),
        ("Ｕ１", 1),
        ("u2", 2),
        ("市图", 1),
        ("单位:图书馆", 1),
        ("填报单位名称：图书馆", 1),
        ("一队", None),
        ("图书", None),
        ("", None),
        ("单位", None),
    ],
)
def test_unit_is_found_by_name_number_or_alias(written: str, unit_id: int | None) -> None:
    assert names().find(written) == unit_id


@pytest.mark.parametrize(
    ("written", "unit_id"),
    [
        ("图书馆", 1),
        ("2026年图书馆台账(终稿)", 1),
        ("2026.3图书馆", 1),
        ("清河社区台账", 3),
        ("清河社区志愿服务队台账", 4),
        ("城南街道办事处清河社区", None),
        ("图书馆、文化馆", None),
        ("市图", 1),
        ("市图台账", None),
        ("台账", None),
    ],
)
def test_unit_is_found_within_the_name_of_a_file(written: str, unit_id: int | None) -> None:
    assert names().find_within(written) == unit_id


def test_alias_that_is_anothers_name_belongs_to_the_other() -> None:
    assert names().find("图书馆") == 1


def test_names_most_like_a_written_one_come_first() -> None:
    assert names().nearest("文化官")[0] == "文化馆"


def test_names_like_one_are_at_most_three() -> None:
    assert len(names().nearest("馆")) == 3


def test_full_name_is_known_by_its_id() -> None:
    assert names().name(2) == "文化馆"


def test_empty_roster_knows_nobody() -> None:
    nobody = names({})

    assert (nobody.find("图书馆"), nobody.find_within("图书馆"), nobody.nearest("图")) == (
        None, None, (),
    )  # fmt: skip


def test_folded_name_has_no_spaces_width_or_case() -> None:
    assert fold_name(" Ａ 馆\t") == "a馆"


def test_name_that_the_office_explained_is_known() -> None:
    explained = UnitNames(_CITY, {"一队": 2, "书院": 3, "图书馆": 2, "没了": 9})

    asked = ("一队", " 书 院", "图书馆", "没了", "書院")

    assert [explained.find(text) for text in asked] == [2, 3, 1, None, 3]
    assert [explained.knows(text) for text in asked] == [True, True, True, False, False]


def test_explained_name_is_found_within_that_of_a_file() -> None:
    assert UnitNames(_CITY, {"老年书院": 3}).find_within("2026老年书院台账") == 3


def test_full_name_in_other_signs_is_its_own_units() -> None:
    written = UnitNames({1: unit("雷锋一队"), 2: unit("文化馆", aliases=("雷锋第一队",))})

    assert [written.find(text) for text in ("雷锋第1队", "雷锋第一队")] == [1, 2]


def test_contact_behind_a_listed_name_makes_it_no_other() -> None:
    assert names().knows("单位:图书馆 王某某 13900000000")
