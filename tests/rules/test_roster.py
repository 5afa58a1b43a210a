from dataclasses import replace

import pytest

from rules.roster import (
    Unit,
    city_offices,
    districts_by_name,
    memberships_of,
    parents_by_name,
    with_groupings,
)
from tests.builders import unit

CITY = (
    unit("市文明办", code="0"),
    unit("东城区文明办", code="1", aliases=("东城",), parent="市文明办"),
    unit("东风街道", code="1.1", parent="1"),
    unit("东风社区", parent="东风街道"),
    unit("西城图书馆", parent="0"),
)


def test_parent_that_is_not_listed_becomes_one_grouping_unit() -> None:
    listed = (unit("东风社区", parent="东城区"), unit("清河社区", parent="东城区"))

    units = with_groupings(listed)

    assert units == (*listed, unit("东城区", grouping=True))


@pytest.mark.parametrize("written", ["东城区文明办", "1", "东城", None])
def test_parent_that_is_listed_by_name_number_or_alias_is_not_made_again(
    written: str | None,
) -> None:
    listed = (*CITY, unit("清河社区", parent=written))

    assert with_groupings(listed) == listed


def test_parents_are_full_names_however_they_were_written() -> None:
    assert parents_by_name(CITY) == {
        "东城区文明办": "市文明办",
        "东风街道": "东城区文明办",
        "东风社区": "东风街道",
        "西城图书馆": "市文明办",
    }


def test_parent_written_like_another_units_alias_is_the_unit_of_that_name() -> None:
    units = (unit("东城"), unit("东城区文明办", aliases=("东城",)), unit("清河社区", parent="东城"))

    assert parents_by_name(units) == {"清河社区": "东城"}


def test_parent_that_nobody_listed_is_left_out() -> None:
    assert parents_by_name([unit("清河社区", parent="南城区")]) == {}


def test_district_is_the_child_of_the_root_above_a_unit() -> None:
    assert districts_by_name(CITY) == {
        "市文明办": "市文明办",
        "东城区文明办": "东城区文明办",
        "东风街道": "东城区文明办",
        "东风社区": "东城区文明办",
        "西城图书馆": "西城图书馆",
    }


OFFICE = unit("市文明办", category="市文明办")
SCHOOL = (unit("第一中学"), unit("第一中学志愿队", parent="第一中学"))


@pytest.mark.parametrize(
    ("units", "district"),
    [
        ((OFFICE, *SCHOOL, unit("东风社区", parent="市文明办")), "第一中学"),
        ((replace(OFFICE, parent="宣传部"), unit("宣传部"), *SCHOOL), "第一中学"),
        ((OFFICE, *SCHOOL), "第一中学"),
        (SCHOOL, "第一中学"),  # the only body, and nothing stands below its children
        ((*SCHOOL, unit("东城区"), unit("东风社区", parent="东城区")), "第一中学"),
    ],
)
def test_district_of_a_unit_outside_the_office_s_tree_is_its_topmost_body(
    units: tuple[Unit, ...], district: str
) -> None:
    assert districts_by_name(units)["第一中学志愿队"] == district


def test_office_is_above_districts_though_another_body_stands_above_the_office() -> None:
    units = (
        unit("市委宣传部"),
        replace(OFFICE, parent="市委宣传部"),
        unit("东城区文明办", parent="市文明办"),
        unit("东风社区", parent="东城区文明办"),
    )

    assert districts_by_name(units)["东风社区"] == "东城区文明办"


@pytest.mark.parametrize(
    ("units", "offices"),
    [
        (CITY, {"市文明办"}),
        ((OFFICE, *SCHOOL), {"市文明办"}),
        ((OFFICE, *CITY[1:], *SCHOOL), {"市文明办"}),
        (SCHOOL, {"第一中学"}),
        ((*CITY, *SCHOOL), set()),  # nobody knows which
        ((unit("东风社区"),), set()),
    ],
)
def test_city_office_is_known_by_its_category_or_stands_alone_above(
    units: tuple[Unit, ...], offices: set[str]
) -> None:
    assert city_offices(units) == offices


@pytest.mark.parametrize(
    "units",
    [
        (unit("东风街道", parent="东风街道"),),
        (unit("东风街道", parent="清河街道"), unit("清河街道", parent="东风街道")),
    ],
)
def test_district_is_found_where_units_are_their_own_parents(units: tuple[Unit, ...]) -> None:
    assert set(districts_by_name(units)) == {one.name for one in units}


def test_memberships_are_of_units_that_joined_or_left() -> None:
    units = {1: unit("甲"), 2: unit("乙", joined="2026-03-05"), 3: unit("丙", left="2026-05-01")}

    assert memberships_of(units) == {2: ("2026-03-05", None), 3: (None, "2026-05-01")}
