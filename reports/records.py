"""Records as documents: the fields of a row by the register's own names."""

import re
from typing import Any

from rules.days import Days
from rules.records import Activity, Entry, Record, ServiceRecord, register_of

_REGISTER_NAMES = {
    "unit_text": "unit",
    "days": "date",
    "total_minutes": "total_hours",
    "names": "participants",
    "photos": "photo",
    "confirmed": "state",
}
#: Days of an entry that are more than one.
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:[/;][\d/;-]+)")
#: What stands in the record for the machine alone.
_HIDDEN = frozenset({"names_total", "nil"})


def record_document(
    record: Record, *, book: str, sheet: str, row: int, unit: str | None = None
) -> dict[str, Any]:
    """A record for JSON; `unit` is the roster's name where it is known."""
    fields = _entry_fields(record) if isinstance(record, Entry) else _fields(record)
    if unit is not None:
        fields["unit"] = unit
    if isinstance(record, Activity) and record.nil:
        fields["nil"] = True
    return {
        "register": register_of(record),
        "where": {"book": book, "sheet": sheet, "row": row},
        "fields": fields,
    }


def _fields(record: Activity | ServiceRecord) -> dict[str, Any]:
    return {
        _REGISTER_NAMES.get(name, name): _value(name, value)
        for name, value in zip(record._fields, record, strict=True)
        if name not in _HIDDEN
    }


def _entry_fields(entry: Entry) -> dict[str, Any]:
    """The fields as the register names them; days are written as in every other record."""
    return {"unit": entry.unit_text} | {
        name: _value("days", value) if isinstance(value, str) and _DAYS.fullmatch(value) else value
        for name, value in entry.values
    }


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 - any cell's value
    if value is None:
        return None
    match name:
        case "days":
            return Days.parse(value).written()
        case "names":
            return value.split("|")
        case "confirmed":
            return "confirmed" if value else None
        case _:
            return value
