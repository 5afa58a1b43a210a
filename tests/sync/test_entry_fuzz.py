"""Whatever stands under a register's headers, entries come of it that can be stored."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.registers import Register
from store.bulk import stored_json
from sync.reading import RawCell
from sync.workbook import Tab
from tests.sync.entry_reading import REGISTERS, entries
from tests.sync.test_cell_fuzz import CELLS

_ROWS = st.lists(st.lists(CELLS, min_size=12, max_size=12), max_size=4)


@pytest.mark.parametrize("one", REGISTERS, ids=lambda one: one.name)
@given(rows=_ROWS)
@settings(max_examples=10, deadline=None)
def test_any_cells_make_entries_with_all_fields_of_their_register(
    one: Register, rows: list[list[RawCell]]
) -> None:
    header: list[RawCell] = [field.headers[0] for field in one.fields]
    tab = Tab(name=one.zh, rows=[header, *rows])

    mine = [entry for entry in entries(tab) if entry.register == one.name]

    names = [field.name for field in one.fields if field.name != "unit"]
    assert [[name for name, _ in entry.values] for entry in mine] == [names] * len(mine)
    assert all(stored_json(dict(entry.values)) for entry in mine)
