"""The columns of a table whose rows need not be equally long."""

from sync.reading import RawCell
from sync.table_cells import cells_of, columns_of, padded, texts_together

_ROWS: list[list[RawCell]] = [["护河", 1.0], [], ["义诊", 2.0, "备注"]]


def test_cells_of_a_column_are_those_of_rows_that_reach_it() -> None:
    assert (cells_of(_ROWS, 1), cells_of(_ROWS[::2], 0)) == ([1.0, 2.0], ["护河", "义诊"])


def test_padded_rows_have_a_cell_in_each_column() -> None:
    rows = padded(_ROWS, 2)

    assert columns_of(rows) == [("护河", "", "义诊"), (1.0, "", 2.0)]
    assert padded(rows, 2) is rows


def test_texts_stand_together_without_what_is_no_text() -> None:
    assert (texts_together(["9:00", "-"]), texts_together(["9:00", 1.0, "-"])) == ("9:00-", "9:00-")
