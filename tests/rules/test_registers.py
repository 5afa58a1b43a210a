from dataclasses import replace

import pytest

from rules.records import Entry, Value, register_of
from rules.registers import Field, Kind, Register, is_complete, key_of, telling_fields

UNIT = Field(name="unit", kind=Kind.UNIT, headers=("单位",), required=True)
TITLE = Field(name="title", kind=Kind.TEXT, headers=("站点",), required=True)
STAR = Field(name="star", kind=Kind.NUMBER, headers=("星级",))
STATION = Register(
    name="station", zh="站点", en="station", fields=(UNIT, TITLE, STAR), key=("unit", "title")
)


def entry(**values: Value) -> Entry:
    return Entry("station", values=tuple(values.items()))


def test_entry_belongs_to_the_register_it_names() -> None:
    assert register_of(entry()) == "station"


@pytest.mark.parametrize(("field", "value"), [("star", 4), ("title", None), ("hours", None)])
def test_value_is_what_the_field_says(field: str, value: Value) -> None:
    assert entry(title=None, star=4).value(field) == value


@pytest.mark.parametrize(
    ("unit_id", "title", "complete"),
    [(1, "灯塔", True), (None, "灯塔", False), (1, None, False)],
)
def test_entry_is_complete_with_its_unit_and_required_fields(
    *, unit_id: int | None, title: str | None, complete: bool
) -> None:
    assert is_complete(STATION, unit_id, entry(title=title, star=None)) is complete


def test_key_does_not_heed_spaces_and_signs() -> None:
    keys = {key_of(STATION, 1, entry(title=title)) for title in ("阅读站", "阅 读·站")}

    assert keys == {(1, "阅读站")}


@pytest.mark.parametrize(("unit_id", "title"), [(None, "阅读站"), (1, None)])
def test_row_that_lacks_a_required_part_of_its_key_has_none(
    unit_id: int | None, title: str | None
) -> None:
    assert key_of(STATION, unit_id, entry(title=title)) is None


def test_part_of_a_key_that_is_not_required_may_be_blank() -> None:
    starred = replace(STATION, key=("title", "star"))

    assert key_of(starred, 1, entry(title="灯塔", star=None)) == ("灯塔", None)


def test_register_without_a_key_names_no_row() -> None:
    keyless = Register(name="notes", zh="杂记", en="notes", fields=(TITLE,))

    assert key_of(keyless, 1, entry(title="阅读站")) is None


def test_fields_that_frame_a_row_do_not_show_that_it_is_filled_in() -> None:
    month = Field(name="month", kind=Kind.MONTH, headers=("月份",))

    assert telling_fields((UNIT, month, TITLE)) == ("title",)
    assert telling_fields((UNIT, month)) == ("unit", "month")


def test_field_is_found_by_its_name() -> None:
    assert (STATION.field("star"), STATION.field("moon")) == (STAR, None)


@pytest.mark.parametrize(("locale", "called"), [("zh", "站点"), ("en", "station")])
def test_register_is_called_as_the_language_has_it(locale: str, called: str) -> None:
    assert STATION.called(locale) == called
