from datetime import date

import pytest
from sqlalchemy import Connection

from rules.roster import Channel, Contact, Role, Roster, Unit
from store.roster import load_contacts, load_units, save_roster
from store.tables import contact as contact_table
from store.tables import unit as unit_table
from tests.builders import instant, unit
from tests.store.builders import contact, everything_of, list_units, only

_NOW = instant("2026-03-01")
_LIBRARY, _SCHOOL = unit("图书馆", code="01"), unit("学校", code="02")


def list_people(conn: Connection, *people: Contact, on: str = "2026-03-01") -> bool:
    return save_roster(conn, "city", Roster(units=(_LIBRARY,), contacts=people), instant(on))


def test_unit_comes_back_as_it_was_listed(conn: Connection) -> None:
    full = Unit(
        name="图书馆",
        code="01",
        aliases=("市图", "市图书馆"),
        parent="文化局",
        category="事业单位",
        members=40,
        joined=date(2025, 5, 1),
        left=date(2027, 1, 1),
        grouping=True,
    )

    list_units(conn, full)

    assert load_units(conn, "city") == {1: full}


def test_long_name_of_a_unit_is_kept_whole(conn: Connection) -> None:
    long = unit("志愿服务队" * 60)

    list_units(conn, long)

    assert load_units(conn, "city") == {1: long}


def test_first_roster_is_a_change(conn: Connection) -> None:
    changed = list_units(conn, _LIBRARY)

    assert changed


def test_same_roster_again_changes_nothing(conn: Connection) -> None:
    roster = Roster(units=(_LIBRARY, _SCHOOL), contacts=(contact("王芳"), contact("李强")))
    save_roster(conn, "city", roster, _NOW)
    before = everything_of(conn, "city")

    changed = save_roster(conn, "city", roster, instant("2026-03-02"))

    assert (changed, everything_of(conn, "city")) == (False, before)


def test_unit_renamed_keeps_its_id_by_its_number(conn: Connection) -> None:
    list_units(conn, _LIBRARY, _SCHOOL)

    changed = list_units(conn, unit("市图书馆", code="01"), _SCHOOL)

    assert changed
    assert load_units(conn, "city") == {1: unit("市图书馆", code="01"), 2: _SCHOOL}


def test_unit_given_another_number_keeps_its_id_by_its_name(conn: Connection) -> None:
    list_units(conn, _LIBRARY, _SCHOOL)

    list_units(conn, unit("图书馆", code="09"), _SCHOOL)

    assert load_units(conn, "city") == {1: unit("图书馆", code="09"), 2: _SCHOOL}


def test_units_that_swap_their_numbers_keep_their_ids(conn: Connection) -> None:
    list_units(conn, _LIBRARY, _SCHOOL)

    list_units(conn, unit("图书馆", code="02"), unit("学校", code="01"))

    assert load_units(conn, "city") == {1: unit("图书馆", code="02"), 2: unit("学校", code="01")}


def test_new_unit_with_the_number_of_another_gets_an_id_of_its_own(conn: Connection) -> None:
    list_units(conn, _LIBRARY)

    list_units(conn, _LIBRARY, unit("分馆", code="01"))

    assert load_units(conn, "city") == {1: _LIBRARY, 2: unit("分馆", code="01")}


def test_renamed_unit_is_the_one_in_force_and_not_one_that_had_its_number(
    conn: Connection,
) -> None:
    list_units(conn, unit("图书馆", code="02"), unit("旧馆", code="01"))
    list_units(conn, _LIBRARY)

    list_units(conn, unit("市图书馆", code="01"))

    assert load_units(conn, "city") == {1: unit("市图书馆", code="01")}


def test_removed_unit_is_withdrawn(conn: Connection) -> None:
    list_units(conn, _LIBRARY, _SCHOOL)

    changed = list_units(conn, _SCHOOL, on="2026-03-09")

    assert changed
    assert only(conn, unit_table.c.withdrawn_at) == [instant("2026-03-09"), None]


def test_withdrawn_unit_is_not_withdrawn_again(conn: Connection) -> None:
    list_units(conn, _LIBRARY, _SCHOOL)
    list_units(conn, _SCHOOL, on="2026-03-09")

    changed = list_units(conn, _SCHOOL, on="2026-03-10")

    assert not changed
    assert only(conn, unit_table.c.withdrawn_at) == [instant("2026-03-09"), None]


def test_unit_that_returns_has_its_old_id(conn: Connection) -> None:
    list_units(conn, _LIBRARY, _SCHOOL)
    list_units(conn, _SCHOOL)

    changed = list_units(conn, _LIBRARY, _SCHOOL)

    assert changed
    assert load_units(conn, "city") == {1: _LIBRARY, 2: _SCHOOL}


def test_very_many_units_are_withdrawn_at_once(conn: Connection) -> None:
    list_units(conn, *(unit(f"{number}队") for number in range(1001)))

    list_units(conn, unit("0队"))

    assert load_units(conn, "city") == {1: unit("0队")}


def test_contact_comes_back_as_it_was_listed(conn: Connection) -> None:
    channels = (Channel(kind="telegram", address="42"), Channel(kind="console"))
    full = Contact(
        unit="图书馆", name="王芳", role=Role.VOLUNTEER, volunteer_no="V7", locale="en",
        channels=channels,
    )  # fmt: skip

    list_people(conn, full)

    assert load_contacts(conn, "city") == {1: (1, full)}


@pytest.mark.parametrize(
    "after",
    [
        Contact(unit="图书馆", name="王芳", locale="en"),
        Contact(unit="图书馆", name="王芳", volunteer_no="V7"),
        Contact(unit="图书馆", name="王芳", channels=(Channel(kind="email", address="a@b"),)),
    ],
)
def test_contact_whose_details_change_keeps_its_id(conn: Connection, after: Contact) -> None:
    list_people(conn, contact("王芳"))

    changed = list_people(conn, after)

    assert (changed, load_contacts(conn, "city")) == (True, {1: (1, after)})


def test_removed_contact_is_withdrawn(conn: Connection) -> None:
    list_people(conn, contact("王芳"), contact("李强"))

    changed = list_people(conn, contact("李强"), on="2026-03-09")

    assert changed
    assert only(conn, contact_table.c.withdrawn_at) == [instant("2026-03-09"), None]


def test_contact_that_returns_has_its_old_id(conn: Connection) -> None:
    list_people(conn, contact("王芳"), contact("李强"))
    list_people(conn, contact("李强"))

    changed = list_people(conn, contact("王芳"), contact("李强"))

    people = {1: (1, contact("王芳")), 2: (1, contact("李强"))}
    assert (changed, load_contacts(conn, "city")) == (True, people)


def test_one_person_may_have_two_roles(conn: Connection) -> None:
    both = (contact("王芳"), contact("王芳", role=Role.VOLUNTEER))

    list_people(conn, *both)

    assert load_contacts(conn, "city") == {1: (1, both[0]), 2: (1, both[1])}


def test_contacts_of_a_withdrawn_unit_are_withdrawn(conn: Connection) -> None:
    list_people(conn, contact("王芳"))

    list_units(conn, _SCHOOL)

    assert load_contacts(conn, "city") == {}


def test_contact_of_a_renamed_unit_stays_with_it(conn: Connection) -> None:
    list_people(conn, contact("王芳"))
    roster = Roster(units=(unit("市图", code="01"),), contacts=(contact("王芳", unit="市图"),))

    save_roster(conn, "city", roster, _NOW)

    assert load_contacts(conn, "city") == {1: (1, contact("王芳", unit="市图"))}
