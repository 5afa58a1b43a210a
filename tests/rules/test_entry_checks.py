from datetime import UTC, datetime

import pytest

from rules.entry_checks import SeenEntry, check_nodes, check_repeated, count_entries, node_of
from rules.findings import CellRef, Finding
from rules.nodes import NodeTable
from rules.records import Entry, Value
from rules.registers import Field, Kind, Register

TITLE = Field(name="title", kind=Kind.TEXT, headers=("站点",), required=True)
NODE = Field(name="node", kind=Kind.NODE, headers=("节点",))
REGISTERS = {
    "station": Register(name="station", zh="站", en="station", fields=(TITLE,), key=("title",)),
    "lead": Register(name="lead", zh="牵头", en="lead", fields=(NODE,)),
}
TABLE = NodeTable(days={})


def seen(number: int, register: str = "station", *, hour: int = 9, **values: Value) -> SeenEntry:
    at = datetime(2026, 3, 5, hour, tzinfo=UTC)
    entry = Entry(register, values=tuple(values.items()))
    return SeenEntry(number, 1, "a.xlsx", "站", number + 1, at, counts=False, entry=entry)


def test_first_seen_of_rows_that_say_the_same_counts() -> None:
    rows = [seen(1, title="灯塔", hour=10), seen(2, title="灯 塔"), seen(3, title="书屋")]

    counting, repeated = count_entries(rows, REGISTERS)

    assert (counting, repeated) == ({2, 3}, {1: rows[1]})


@pytest.mark.parametrize("row", [seen(1, title=None), seen(1, "parade", title="巡游")])
def test_row_that_is_incomplete_or_of_no_register_does_not_count(row: SeenEntry) -> None:
    assert count_entries([row], REGISTERS) == (set(), {})


def test_row_without_a_key_is_never_repeated() -> None:
    rows = [seen(1, "lead", node="duanwu"), seen(2, "lead", node="duanwu")]

    assert count_entries(rows, REGISTERS) == ({1, 2}, {})


def test_repeated_row_is_told_with_the_place_of_the_first() -> None:
    rows = [seen(1, title="灯塔"), seen(2, title="灯塔")]

    told = check_repeated(rows, REGISTERS)

    first = {"book": "a.xlsx", "sheet": "站", "row": "2"}
    where = CellRef("a.xlsx", "站", 3)
    assert told == [(rows[1], Finding(code="entry-repeated", where=where, values=first))]


@pytest.mark.parametrize(
    ("node", "codes"),
    [("duanwu", []), ("艺术节", []), ("端五", ["node-unknown"]), (None, [])],
)
def test_node_is_of_the_calendar_or_an_event_of_the_office(
    node: str | None, codes: list[str]
) -> None:
    told = check_nodes([seen(1, "lead", node=node)], REGISTERS, TABLE, {"艺术节"})

    assert [finding.code for _, finding in told] == codes


@pytest.mark.parametrize(
    ("entry", "node"),
    [
        (seen(1, "lead", node="duanwu").entry, "duanwu"),
        (seen(1, title="灯塔").entry, None),
        (seen(1, "parade", node="duanwu").entry, None),
    ],
)
def test_node_of_a_row_is_what_its_register_calls_so(entry: Entry, node: str | None) -> None:
    assert node_of(entry, REGISTERS) == node
