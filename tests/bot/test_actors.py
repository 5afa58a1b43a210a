import pytest

from bot.actors import Actor, ContactAmbiguous, ContactUnknown, identify
from rules.roster import Contact, Role, Unit
from tests.bot.city import DISTRICT, LIBRARY, OFFICE, PEOPLE, SCHOOL, UNITS, person
from tests.builders import unit

ALL = (OFFICE, DISTRICT, LIBRARY, SCHOOL)


def actor(text: str | None, *people: Contact, units: tuple[Unit, ...] = UNITS) -> Actor:
    numbered = dict(enumerate(units, start=1))
    ids = {one.name: number for number, one in numbered.items()}
    contacts = {n: (ids[one.unit], one) for n, one in enumerate(people or PEOPLE, start=1)}
    return identify(text, numbered, contacts)


def test_nobody_named_is_the_office_at_its_shell() -> None:
    shell = actor(None)

    assert (shell.is_shell, shell.is_volunteer, shell.reach) == (True, False, frozenset(ALL))


@pytest.mark.parametrize("text", ["馆员", "图书馆/馆员", "01/馆员", "市图/馆员", "77"])
def test_contact_is_found_by_name_unit_and_name_or_address(text: str) -> None:
    units = (*UNITS[:2], unit("图书馆", code="01", aliases=("市图",)))

    found = actor(text, person("馆员", address="77"), person("老师", "东城区文明办"), units=units)

    assert (found.contact, found.unit_id) == (person("馆员", address="77"), LIBRARY)


@pytest.mark.parametrize(
    ("text", "near"), [("馆", "图书馆/馆员、图书馆/馆长"), ("王芳", "—"), ("", "—")]
)
def test_contact_nobody_knows_is_told_with_the_nearest(text: str, near: str) -> None:
    with pytest.raises(ContactUnknown) as raised:
        actor(text)

    assert (raised.value.code, raised.value.values) == (
        "contact-unknown",
        {"text": text, "near": near},
    )


@pytest.mark.parametrize(("one", "other"), [("", ""), ("7", "8"), ("7", "")])
def test_two_people_of_one_name_are_ambiguous(one: str, other: str) -> None:
    people = (person("王芳", address=one), person("王芳", "学校", address=other))

    with pytest.raises(ContactAmbiguous) as raised:
        actor("王芳", *people)

    assert raised.value.values["near"] == "图书馆/王芳、学校/王芳"


def test_unit_tells_two_people_of_one_name_apart() -> None:
    people = (person("王芳"), person("王芳", "学校"))

    assert actor("学校/王芳", *people).unit_id == SCHOOL


def test_person_with_one_address_speaks_for_all_their_units() -> None:
    found = actor("王芳", person("王芳", address="7"), person("王芳", "学校", address="7"))

    assert (found.unit_id, set(found.own)) == (LIBRARY, {LIBRARY, SCHOOL})


def test_volunteer_who_is_also_coordinator_speaks_for_the_unit() -> None:
    found = actor("王芳", person("王芳", role=Role.VOLUNTEER), person("王芳"))

    assert (found.is_volunteer, set(found.own)) == (False, {LIBRARY})


@pytest.mark.parametrize(
    ("text", "own", "reach"),
    [
        ("馆员", {LIBRARY}, {LIBRARY}),
        ("副馆员", {LIBRARY}, {LIBRARY}),
        ("主管", {LIBRARY}, {LIBRARY}),
        ("志愿者", set(), set()),
        ("区联络员", {DISTRICT}, {DISTRICT, LIBRARY, SCHOOL}),
        ("市联络员", {OFFICE}, {OFFICE, DISTRICT, LIBRARY, SCHOOL}),
        ("市志愿者", set(), set()),
    ],
)
def test_speaker_reaches_the_own_unit_and_what_stands_below(
    text: str, own: set[int], reach: set[int]
) -> None:
    found = actor(text)

    assert (set(found.own), set(found.reach)) == (own, reach)


def test_office_reaches_units_that_name_no_parent() -> None:
    units = tuple(unit(one.name, category=one.category) for one in UNITS)

    assert actor("市联络员", units=units).reach == frozenset(ALL)


def test_units_that_are_each_other_s_parents_are_reached_once() -> None:
    units = (unit("图书馆", parent="学校"), unit("学校", parent="图书馆"))

    assert actor("馆员", person("馆员"), units=units).reach == {1, 2}


def test_volunteer_is_known_by_number_too() -> None:
    found = actor("张伟", person("张伟", role=Role.VOLUNTEER, number="V01"))

    assert [found.is_own(name) for name in ("张伟", "V01", "V02")] == [True, True, False]
