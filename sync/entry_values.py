"""Entry values: what a row's surroundings say where its cells do not, and the entry it makes."""

import re
from collections.abc import Mapping
from datetime import date

from rules.days import Days
from rules.months import Month
from rules.node_names import nearest_year, read_node
from rules.records import Entry, Value, first_day
from rules.registers import Field, Kind, Register
from sync.cell_texts import fold
from sync.entry_cells import EntryContext, find_choice
from sync.reading import RawCell
from sync.row_signs import is_nil, plain_cell

Values = Mapping[str, Value]
#: What stands for a title where there was nothing: 本月无推荐.
_NONE = re.compile(
    r"(?:(?:本|当|上)月|\d{1,2}月份?)?[暂尚]?(?:无|未|没有)可?"
    r"(?:推荐|推报|报送|上报|开展|组织|举办|培训|走访|检查|典型|需求|心愿|报告)*(?:对象|人选|情况)?"
)


def complete_values(
    register: Register, values: Values, written_year: int | None, context: EntryContext
) -> dict[str, Value]:
    """The values of a row with month, node and year from around it where it says none.

    `written_year` is the year beside the node's name.
    """
    found = dict(values)
    for field in register.fields:
        if found.get(field.name) is not None:
            continue
        other = found.get(field.of) if field.of else None
        if field.kind is Kind.MONTH:
            found[field.name] = _month(other, context)
        elif field.kind is Kind.NODE and register.events:
            named = read_node(str(_title(register, found) or ""), context.cells.nodes.nodes)
            found[field.name] = named and named.node
        elif other is not None:
            found[field.name] = _named_in(str(other), field, context)
    for field in register.fields:
        if field.kind is Kind.YEAR and found.get(field.name) is None:
            found[field.name] = written_year or _year(register, found, context)
    return found


def build_entry(register: Register, unit_text: str | None, values: Values) -> Entry:
    """The entry of a row: all fields of its register but the unit, in order."""
    named = _title(register, values)
    return Entry(
        register=register.name,
        unit_text=unit_text,
        days=_days(values.get(register.day) if register.day else None),
        title=None if named is None else str(named),
        values=tuple(
            (field.name, values.get(field.name))
            for field in register.fields
            if field.kind is not Kind.UNIT
        ),
    )


def names_nothing(title: RawCell) -> bool:
    """Whether what stands for a title says that there was nothing to write."""
    if not isinstance(title, str):
        return False
    return _NONE.fullmatch(fold(title)) is not None or is_nil(plain_cell(title))


def _title(register: Register, values: Values) -> Value:
    return values.get(register.title) if register.title else None


def _month(day: Value, context: EntryContext) -> str | None:
    """The sheet's month, else that of the date which the field goes by."""
    if context.month is not None:
        return str(context.month)
    return None if day is None else str(Month.of(_first(day)))


def _named_in(text: str, field: Field, context: EntryContext) -> Value:
    """The node or choice whose name a text of the row holds: 端午节活动方案."""
    if field.kind is Kind.CHOICE:
        return find_choice(text, field.words)
    named = read_node(text, context.cells.nodes.nodes)
    return named.node if named is not None and named.known else None


def _year(register: Register, values: Values, context: EntryContext) -> int:
    """The year of the node that is nearest to the row's day, else the sheet's, else this one."""
    node = next((values.get(f.name) for f in register.fields if f.kind is Kind.NODE), None)
    day = values.get("date")
    if node is not None and day is not None:
        return nearest_year(str(node), _first(day), context.cells.nodes)
    return context.year or context.today.year


def _first(days: Value) -> date:
    return date.fromisoformat(first_day(str(days)))


def _days(value: Value) -> str | None:
    """The days that a date, a month or a year is."""
    if isinstance(value, int):
        return str(Days.run(Month(value, 1).first, Month(value, 12).last))
    if isinstance(value, str) and len(value) == len("2026-03"):
        month = Month.parse(value)
        return str(Days.run(month.first, month.last))
    return None if value is None else str(value)
