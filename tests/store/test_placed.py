"""Rows that are kept by columns are the rows they were made of."""

from rules.records import Activity
from store.placed import Block, Placed, PlacedRows
from tests.builders import activity, service_record
from tests.store.builders import placed

_ROWS = [
    placed(activity(), row=2),
    placed(activity(title="义诊"), row=4, unit_id=None),
    placed(service_record(), row=2, sheet="服务"),
    placed(activity(), row=3, sheet="服务", unit_id=7),
]


def test_rows_kept_by_columns_come_back_as_they_were() -> None:
    rows = PlacedRows.of(_ROWS)

    assert rows == _ROWS
    assert (list(rows), rows[1], rows[2:], len(rows)) == (_ROWS, _ROWS[1], _ROWS[2:], 4)
    assert [len(block.rows) for block in rows.blocks] == [2, 1, 1]


def test_rows_in_blocks_stay_the_same_rows() -> None:
    rows = PlacedRows.of(_ROWS)

    assert PlacedRows.of(rows) is rows
    assert list(rows + PlacedRows.of(_ROWS[:1])) == [*_ROWS, _ROWS[0]]
    assert {rows: "the same"}[PlacedRows.of(_ROWS)] == "the same"
    assert rows != PlacedRows()


def test_units_are_those_that_rows_are_known_to_be_of() -> None:
    assert PlacedRows.of(_ROWS).unit_ids == {1, 7}


def test_block_knows_the_columns_of_its_fields_and_gives_up_rows() -> None:
    fields = tuple(zip(*(one.record for one in _ROWS[:2]), strict=True))
    block = Block("三月", Activity, [2, 4], [1, None], fields)

    assert (block.field("title"), block.field("volunteer")) == (("清河护绿", "义诊"), ())
    assert list(block.only(b"\0\1").placed()) == [Placed("三月", 4, None, _ROWS[1].record)]
