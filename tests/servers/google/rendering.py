"""A cell as the interface tells it: the three value renderings, and the parts of its CellData."""

from collections.abc import Callable

from tests.servers.google.answers import Json
from tests.servers.google.book import Book, Tab
from tests.servers.google.formulas import Value, effective
from tests.servers.google.grid import Cell, Fault, Scalar, Slot, cell_of
from tests.servers.google.looks import effective_format
from tests.servers.google.masks import Mask, masked
from tests.servers.google.numerals import shown, shown_number

MOMENTS = ("DATE", "TIME", "DATE_TIME")
Renderer = Callable[[Slot], Scalar]


def renderer(book: Book, tab: Tab, render: str, dates: str) -> Renderer:
    """A function from a slot to what `values` answers for it; "" for an empty one."""
    locale = str(book.properties["locale"])
    dates_as_text = dates != "SERIAL_NUMBER"

    def formatted(slot: Slot) -> Scalar:
        return formatted_text(book, tab, cell_of(slot), locale)

    def unformatted(slot: Slot) -> Scalar:
        if not isinstance(slot, Cell):
            return "" if slot is None else whole(slot)
        value = effective(book, tab, slot)
        if dates_as_text and isinstance(value, int | float) and number_kind(slot) in MOMENTS:
            return formatted_text(book, tab, slot, locale)
        return value.text if isinstance(value, Fault) else "" if value is None else whole(value)

    def formula(slot: Slot) -> Scalar:
        return slot.formula if isinstance(slot, Cell) and slot.formula else unformatted(slot)

    return {"UNFORMATTED_VALUE": unformatted, "FORMULA": formula}.get(render, formatted)


def number_kind(cell: Cell) -> str:
    """The type of a cell's number format, "" for the automatic one."""
    return str((cell.form or {}).get("numberFormat", {}).get("type", ""))


def formatted_text(book: Book, tab: Tab, cell: Cell, locale: str) -> str:
    """What a person sees in a cell."""
    value = effective(book, tab, cell)
    if isinstance(value, Fault):
        return value.text
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    form = (cell.form or {}).get("numberFormat")
    if not form:
        return shown_number(value)
    return shown(value, str(form.get("type", "")), str(form.get("pattern", "")), locale)


def cell_data(book: Book, tab: Tab, cell: Cell, wanted: Mask) -> Json:
    """The CellData of a cell, only the wanted parts of it; {} for an empty cell."""
    parts: Json = {}
    value = effective(book, tab, cell)
    if value is not None:
        shown = extended(value)
        entered = {"formulaValue": cell.formula} if cell.formula else shown
        parts |= {"userEnteredValue": entered, "effectiveValue": shown}
        if _wants(wanted, "formattedValue"):
            locale = str(book.properties["locale"])
            parts["formattedValue"] = formatted_text(book, tab, cell, locale)
    if cell.form:
        parts["userEnteredFormat"] = cell.form
    if _wants(wanted, "effectiveFormat") and (value is not None or cell.form):
        parts["effectiveFormat"] = effective_format(cell.form)
    if cell.note:
        parts["note"] = cell.note
    parts |= cell.more or {}
    return _cut(parts, wanted)


def _wants(wanted: Mask, name: str) -> bool:
    return not wanted or name in wanted or "*" in wanted


def _cut(parts: Json, wanted: Mask) -> Json:
    if not wanted or "*" in wanted:
        return parts
    return {
        name: masked(parts[name], branch) if branch else parts[name]
        for name, branch in wanted.items()
        if name in parts
    }


def extended(value: Value) -> Json:
    """A value with its type, as ExtendedValue."""
    if isinstance(value, Fault):
        return {"errorValue": {"type": value.type, "message": value.message}}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    return {} if value is None else {"numberValue": whole(value)}


def whole(value: Scalar) -> Scalar:
    """The value; a number without a fraction is an integer, as Google writes it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
