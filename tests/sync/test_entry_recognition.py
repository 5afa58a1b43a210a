"""Whatever headers people choose, a log stays a log and a register's table is its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.registers import load_registers
from rules.registers import Register
from sync.entry_tables import part_tab
from sync.reading import RawCell
from sync.workbook import Tab
from tests.sync.entry_reading import REGISTERS

LOG = load_registers().activity
#: Fields of which one is in every log beside day and activity.
_TELLING = ("headcount", "duration", "participants", "content", "photo", "total_hours")
_OTHERS = ("unit", "remark", "leader", "category", "target", "place")
_NAMES = [word for one in REGISTERS for word in (*one.named, one.zh)]


def _headed(fields: list[str]) -> st.SearchStrategy[list[str]]:
    return st.tuples(*(st.sampled_from(LOG[one]) for one in fields)).map(list)


_LOG_HEADERS = st.tuples(
    st.lists(st.sampled_from(_TELLING), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(_OTHERS), max_size=4, unique=True),
).flatmap(lambda more: _headed(["date", "title", *more[0], *more[1]]))


def _tables(headers: list[str], name: str) -> list[tuple[str, bool]]:
    """The registers that a table with these headers is taken for, and whether it can be read."""
    filled: list[RawCell] = ["某事"] * len(headers)
    tables, _ = part_tab(Tab(name=name, rows=[[*headers], filled]), REGISTERS)
    return [(one.register.name, not one.lacking) for one in tables]


@given(_LOG_HEADERS, st.sampled_from(_NAMES))
@settings(max_examples=300, deadline=None)
def test_log_is_a_log_however_it_is_headed_and_called(headers: list[str], name: str) -> None:
    assert _tables(headers, name) == []


@pytest.mark.parametrize("one", REGISTERS, ids=lambda one: one.name)
@given(chosen=st.data())
@settings(max_examples=20, deadline=None)
def test_table_that_is_called_a_register_is_of_it_however_it_is_headed(
    one: Register, chosen: st.DataObject
) -> None:
    needed = [field for field in one.fields if field.required or field.name in one.needs]
    others = [field for field in one.fields if field not in needed]
    more = chosen.draw(st.lists(st.sampled_from(others), unique_by=id)) if others else []
    headers = [chosen.draw(st.sampled_from(field.headers)) for field in (*needed, *more)]

    assert _tables(headers, one.zh) == [(one.name, True)]
