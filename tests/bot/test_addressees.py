from collections.abc import Mapping

import pytest

from bot.addressees import Directory, build_directory, choose_channel, lacking, next_channel
from rules.roster import Channel, Contact, Role, Unit
from tests.bot.city import DISTRICT, LIBRARY, OFFICE, PEOPLE, SCHOOL, UNITS, person
from tests.builders import unit


def directory(*people: Contact, units: tuple[Unit, ...] = UNITS) -> Directory:
    numbered = dict(enumerate(units, start=1))
    ids = {one.name: number for number, one in numbered.items()}
    contacts = {n: (ids[one.unit], one) for n, one in enumerate(people, start=1)}
    return build_directory(numbered, contacts)


def names(found: Directory, unit_id: int, rank: int) -> list[str]:
    return [found.contacts[number].name for number in found.addressees(unit_id, rank)]


@pytest.mark.parametrize(
    ("rank", "people"),
    [
        (0, ["馆员"]),
        (1, ["馆员", "副馆员"]),
        (2, ["馆员", "副馆员", "馆长", "主管", "区联络员"]),
        (3, ["市联络员"]),
        (4, []),
    ],
)
def test_rung_speaks_to_the_people_of_its_rank(rank: int, people: list[str]) -> None:
    assert names(directory(*PEOPLE), LIBRARY, rank) == people


@pytest.mark.parametrize(
    ("people", "by_rank"),
    [
        ([], {0: [], 1: [], 2: [], 3: []}),
        ([person("志愿者", role=Role.VOLUNTEER)], {0: [], 1: [], 2: []}),
        ([person("副馆员", role=Role.DEPUTY)], {0: ["副馆员"], 1: ["副馆员"], 2: ["副馆员"]}),
        ([person("馆长", role=Role.LEADER)], {0: ["馆长"], 1: ["馆长"], 2: ["馆长"]}),
        ([person("区联络员", "东城区文明办")], {0: ["区联络员"], 2: ["区联络员"], 3: []}),
        ([person("区领导", "东城区文明办", Role.LEADER)], {0: [], 2: []}),
        ([person("市联络员", "市文明办")], {0: [], 2: [], 3: ["市联络员"]}),
    ],
)
def test_next_rank_stands_in_where_a_rank_has_nobody(
    people: list[Contact], by_rank: Mapping[int, list[str]]
) -> None:
    found = directory(*people)

    assert {rank: names(found, LIBRARY, rank) for rank in by_rank} == by_rank


def test_office_above_a_district_is_told_of_it_at_the_second_rank() -> None:
    assert names(directory(*PEOPLE), DISTRICT, 2) == ["区联络员", "区领导", "市联络员"]


def test_body_that_names_no_parent_is_not_the_office() -> None:
    units = (*UNITS, unit("第一中学"), unit("中学志愿队", parent="第一中学"))

    found = directory(*PEOPLE, person("校长", "第一中学", Role.LEADER), units=units)

    assert names(found, LIBRARY, 3) == ["市联络员"]


def test_office_is_told_of_units_that_name_no_parent() -> None:
    found = directory(*PEOPLE, units=tuple(unit(u.name, category=u.category) for u in UNITS))

    assert names(found, LIBRARY, 3) == ["市联络员"]


def test_person_with_one_address_in_two_units_is_one_addressee() -> None:
    found = directory(person("王芳", address="7"), person("王芳", "学校", address="7"))

    assert (found.addressees(LIBRARY, 0), found.addressees(SCHOOL, 0)) == ((1,), (1,))


def test_person_of_several_roles_is_one_addressee_of_the_ranks_of_each() -> None:
    found = directory(
        person("王芳", role=Role.VOLUNTEER, address="7"),
        person("王芳", role=Role.DEPUTY, address="7"),
        person("王芳", "学校", address="7"),
    )

    ranks = [found.addressees(LIBRARY, rank) for rank in (0, 1, 2)]
    assert (ranks, found.addressees(SCHOOL, 0)) == ([(2,)] * 3, (2,))


@pytest.mark.parametrize(
    "other",
    [
        person("王芳", "学校"),
        person("王芳", "学校", address="8"),
        person("李芳", "学校", address="7"),
    ],
)
def test_people_of_another_name_or_address_stay_two(other: Contact) -> None:
    found = directory(person("王芳", address="7"), other)

    assert (found.addressees(LIBRARY, 0), found.addressees(SCHOOL, 0)) == ((1,), (2,))


def test_parent_that_only_groups_others_has_nobody() -> None:
    units = (unit("图书馆", parent="文化口"), unit("文化口", grouping=True))

    assert directory(person("馆员"), units=units).addressees(1, 2) == (1,)


def test_office_without_contacts_has_nobody_to_tell() -> None:
    assert directory(person("馆员")).addressees(OFFICE, 3) == ()


@pytest.mark.parametrize(
    ("usable", "kind"),
    [({"console"}, "console"), ({"telegram", "console"}, "telegram"), (set(), "telegram")],
)
def test_first_channel_that_is_set_up_is_chosen(usable: set[str], kind: str) -> None:
    channels = (Channel(kind="telegram", address="7"), Channel(kind="console"))
    contact = Contact(unit="图书馆", name="王芳", channels=channels)

    assert choose_channel(contact, usable).kind == kind


@pytest.mark.parametrize(
    ("used", "usable", "kind"),
    [
        (Channel(kind="telegram", address="7"), {"telegram", "email", "console"}, "email"),
        (Channel(kind="telegram", address="7"), {"telegram", "console"}, "console"),
        (Channel(kind="console"), {"telegram", "console"}, None),
        (Channel(kind="wecom", address="9"), {"wecom", "telegram"}, "telegram"),
    ],
)
def test_next_channel_is_the_first_behind_the_used_that_a_letter_can_go_by(
    used: Channel, usable: set[str], kind: str | None
) -> None:
    channels = (
        Channel(kind="telegram", address="7"),
        Channel(kind="email", address="a@b.cn"),
        Channel(kind="console"),
    )
    contact = Contact(unit="图书馆", name="王芳", channels=channels)

    found = next_channel(contact, used, usable)

    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("channel", "reason"),
    [
        (Channel(kind="console"), None),
        (Channel(kind="telegram", address="7"), None),
        (Channel(kind="telegram"), "address-missing"),
        (Channel(kind="email", address="a@b.cn"), "channel-missing"),
    ],
)
def test_channel_without_address_or_not_set_up_is_no_way(
    channel: Channel, reason: str | None
) -> None:
    assert lacking(channel, {"telegram", "console"}) == reason
