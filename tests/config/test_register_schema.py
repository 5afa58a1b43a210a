"""Registers in the programme file: a city adds and changes them, and wrong ones are named."""

import pytest

from config.programme_file import ProgrammeWrong, read_programme
from config.registers import load_registers
from rules.registers import Field, Kind, Register

_FLAG = """
[registers.flag]
zh = "队旗"
en = "flag"
[registers.flag.fields]
unit = { kind = "unit", required = true }
title = { kind = "code", headers = ["队旗编号"] }
date = { kind = "date", headers = ["领取日期"] }
"""


def register(toml: str, name: str = "flag") -> Register:
    """The register of that name in a programme whose file says this."""
    [found] = [one for one in read_programme(toml.encode()).registers if one.name == name]
    return found


def test_city_adds_a_register_without_code() -> None:
    flag = register(_FLAG)

    assert (flag.zh, flag.key, flag.day, flag.title, flag.telling) == (
        "队旗",
        ("unit", "title", "date"),
        "date",
        "title",
        ("title", "date"),
    )
    assert flag.fields[1] == Field(name="title", kind=Kind.CODE, headers=("队旗编号",))


def test_unit_is_headed_as_in_the_logs_where_nothing_else_is_said() -> None:
    assert register(_FLAG).fields[0].headers == load_registers().activity["unit"]


def test_city_changes_only_what_it_names_of_a_register() -> None:
    toml = '[registers.wish]\nnamed = ["愿望树"]\n[registers.wish.fields.title]\nheaders = ["愿望"]'

    wish, shipped = register(toml, "wish"), register("", "wish")

    assert (wish.named, wish.key, wish.people) == (("愿望树",), shipped.key, True)
    assert [one.headers for one in wish.fields if one.name == "title"] == [("愿望",)]
    assert len(wish.fields) == len(shipped.fields)


def test_key_holds_the_unit_as_two_units_never_write_one_row() -> None:
    assert register(_FLAG.replace('en = "flag"', 'en = "flag"\nkey = ["title"]')).key == (
        "unit",
        "title",
    )


def test_every_register_that_is_shipped_names_its_rows_and_days_by_fields_it_has() -> None:
    told = {
        one.name: [name for name in (*one.key, *one.telling, one.day, one.title) if name]
        for one in read_programme(b"").registers
    }

    fields = {one.name: {f.name for f in one.fields} for one in read_programme(b"").registers}
    assert [name for name, names in told.items() if not fields[name].issuperset(names)] == []


@pytest.mark.parametrize(
    ("changed", "key", "value"),
    [
        ('kind = "code"', "registers.flag.fields.title.kind", "'words'"),
        ('headers = ["领取日期"]', "registers.flag.fields.date.headers", "[]"),
        ('zh = "队旗"', "registers.flag.zh", "1"),
    ],
)
def test_wrong_value_is_named_with_what_is_allowed(changed: str, key: str, value: str) -> None:
    wrong = f"{changed.partition(' =')[0]} = {value}"

    with pytest.raises(ProgrammeWrong) as told:
        read_programme(_FLAG.replace(changed, wrong).encode())

    assert (told.value.values["key"], told.value.values["value"]) == (key, value)


@pytest.mark.parametrize(
    ("changed", "wrong", "value"),
    [
        ('en = "flag"', 'en = "flag"\nkey = ["number"]', "'number'"),
        ('en = "flag"', 'en = "flag"\nday = "title"', "'title'"),
        ('kind = "code"', 'kind = "choice"', "'title'"),
        (', headers = ["队旗编号"]', "", "'title'"),
        ("unit = {", "team = {", "'team'"),
        (', headers = ["领取日期"]', ', affirms = true, headers = ["领取日期"]', "'date'"),
    ],
)
def test_register_that_contradicts_itself_is_named(changed: str, wrong: str, value: str) -> None:
    with pytest.raises(ProgrammeWrong) as told:
        read_programme(_FLAG.replace(changed, wrong).encode())

    assert (told.value.values["key"], told.value.values["value"]) == ("registers.flag", value)


@pytest.mark.parametrize("name", ["activity", "service_record", "roster"])
def test_name_of_a_register_with_a_table_of_its_own_is_taken(name: str) -> None:
    with pytest.raises(ProgrammeWrong) as told:
        read_programme(_FLAG.replace("registers.flag", f"registers.{name}").encode())

    assert told.value.values["value"] == f"'{name}'"


def test_unknown_key_of_a_register_names_the_one_that_was_meant() -> None:
    with pytest.raises(ProgrammeWrong) as told:
        read_programme(_FLAG.replace('en = "flag"', 'en = "flag"\nnames = []').encode())

    assert told.value.values == {"key": "registers.flag.names", "near": "named、needs"}
