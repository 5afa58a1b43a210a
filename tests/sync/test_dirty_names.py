"""Names as units write them, against a city's roster: nothing wrong is taken for certain."""

import string
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.roster import Unit
from sync.names import UnitNames
from sync.unit_texts import plain_name
from tests.builders import unit
from tests.sync.dirty_city import load_city, load_written

_STEMS = ("和平", "清河", "望湖", "第一", "第二", "城东", "城西", "滨河", "滨江", "实验")
_KINDS = ("社区", "街道办事处", "小学", "中学", "图书馆", "志愿服务队", "供水公司", "供水有限公司")
_PLACES = ("", "江城市", "江城区", "江城县", "城东街道", "城西街道")
_SIGNS = "东西南北一二三123第市区县社队馆学和平江城清河 ()" + string.ascii_letters[:3]

unit_names = st.builds("{}{}{}".format, *map(st.sampled_from, (_PLACES, _STEMS, _KINDS)))
rosters = st.lists(unit_names, min_size=2, max_size=8, unique_by=plain_name)


@cache
def city() -> UnitNames:
    return UnitNames(load_city())


def meant(name: str) -> str:
    found = city().find(name)
    return "" if found is None else city().name(found)


def units_of(names: list[str]) -> dict[int, Unit]:
    return {number: unit(name) for number, name in enumerate(names, start=1)}


def test_no_name_is_taken_for_another_units() -> None:
    wrong = [(name, meant(name), of) for name, of in load_written() if meant(name) not in {of, ""}]

    assert wrong == []


def test_three_names_in_four_need_nobody() -> None:
    answers = [meant(name) == of for name, of in load_written() if of]

    assert sum(answers) >= 0.75 * len(answers)


def test_refused_name_finds_its_unit_among_three() -> None:
    refused = [(name, of) for name, of in load_written() if of and not meant(name)]
    near = [of in city().nearest(name) for name, of in refused]

    assert sum(near) >= 0.95 * len(refused)


def test_every_listed_name_is_its_own_units() -> None:
    listed = load_city()

    assert {number: city().find(one.name) for number, one in listed.items()} == {
        number: number for number in listed
    }


@given(rosters, st.data())
def test_name_that_is_a_units_own_is_never_anothers(names: list[str], data: st.DataObject) -> None:
    written = data.draw(edited(data.draw(st.sampled_from(names))))
    found = UnitNames(units_of(names)).find(written)

    own = {
        number for number, name in enumerate(names, 1) if plain_name(name) == plain_name(written)
    }
    assert not own or found in {*own, None}


@given(rosters, st.data())
def test_name_made_out_is_another_unit_once_that_is_listed(
    names: list[str], data: st.DataObject
) -> None:
    written = data.draw(edited(data.draw(st.sampled_from(names))))
    listed = units_of([*names, written])

    assert UnitNames(listed).find(written) in {len(listed), *_alike(names, written)}


@given(rosters, st.sampled_from("东西南北一二三四五"), st.data())
def test_name_with_another_telling_sign_is_never_taken_for_it(
    names: list[str], sign: str, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(names))
    places = [at for at, one in enumerate(name) if one in "东西南北一二三四五" and one != sign]
    if not places:
        return
    at = data.draw(st.sampled_from(places))

    found = UnitNames(units_of(names)).find(name[:at] + sign + name[at + 1 :])

    assert found is None or names[found - 1] != name


@st.composite
def edited(draw: st.DrawFn, name: str) -> str:
    """The name with a sign dropped, put in, exchanged or moved, once or twice."""
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, max(0, len(name) - 1)))
        sign = draw(st.sampled_from(_SIGNS))
        name = draw(
            st.sampled_from(
                [
                    name[:at] + name[at + 1 :],
                    name[:at] + sign + name[at:],
                    name[:at] + sign + name[at + 1 :],
                    name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
                ]
            )
        )
    return name or "社"


def _alike(names: list[str], written: str) -> set[int | None]:
    """Units whose plain names are the same: then neither is certain."""
    alike = {n for n, name in enumerate(names, 1) if plain_name(name) == plain_name(written)}
    return {None, *alike} if alike or not plain_name(written) else set()


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        (["江城市公安局", "江城市公安局特警支队"], "江城市公安局特警志愿服务队"),
        (["江城大学", "江城大学青年志愿者协会"], "江城大学志愿者协会"),
        (["江城大学"], "江城大学 文学院 13900000000"),
        (["清河区图书馆", "望湖区文明办"], "图书馆"),
        (["清河区图书馆", "望湖区文明办"], "望湖区图书馆"),
        (["江城市第一小学"], "江城市第一小学(东校区)"),
        (["城东街道办事处"], "东城街道办事处"),
        (["江城市教育局"], "江城市体育局"),
        (["和平社区志愿服务队"], "平和社区志愿服务队"),
        (["江城市和平小学", "江城市第一小学"], "江城市第二小学"),
        (["江城市志愿者协会", "江城市图书馆"], "志愿者协会"),
        (["雷锋一队", "雷锋第一队"], "雷锋1队"),
    ],
)
def test_name_that_may_be_another_unit_is_refused(listed: list[str], written: str) -> None:
    assert UnitNames(units_of(listed)).find(written) is None


def test_unit_that_is_not_listed_is_taken_for_none_but_its_own_body_or_team() -> None:
    listed = load_city()
    written = [(name, of) for name, of in load_written() if of]
    taken = []
    for number, one in listed.items():
        others = UnitNames({n: other for n, other in listed.items() if n != number})
        for name in (one.name, *(name for name, of in written if of == one.name)):
            found = others.find(name)
            other = "" if found is None else others.name(found)
            if not (one.name.startswith(other) or other.startswith(one.name)):
                taken.append((name, other))

    assert taken == []
