"""Lines of a roster: a table's headers and its rows as texts by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.columns import load_headers
from sync.extent import write_address
from sync.reading import RawCell

_SEPARATORS = "、,，;；/|\n"


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A row with the texts and headers of its fields, where it stands and as it was stored."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]
    raw: Sequence[RawCell]
    headers: Mapping[str, str]

    def at(self, name: str) -> tuple[str, int, str | None]:
        """The sheet, row and cell of a field; no cell where the table has no such column."""
        column = self.columns.get(name)
        cell = None if column is None else write_address(self.number - 1, column)
        return self.sheet, self.number, cell


def match_headers(register: str, row: Sequence[RawCell]) -> dict[str, int]:
    """The columns of the fields that a header row names."""
    headers = load_headers(register)
    fields: dict[str, int] = {}
    for column, cell in enumerate(row):
        if field_name := headers.field(cell):
            fields.setdefault(field_name, column)
    return fields


def roster_lines(
    sheet: str, rows: Sequence[Sequence[RawCell]], header: int, columns: Mapping[str, int]
) -> list[RosterLine]:
    """The rows below a header that say anything."""
    headers = {name: _text(rows[header][column]) for name, column in columns.items()}
    lines = []
    for index in range(header + 1, len(rows)):
        row = rows[index]
        cells = {
            name: text
            for name, column in columns.items()
            if column < len(row) and (text := _text(row[column]))
        }
        if cells:
            lines.append(RosterLine(sheet, index + 1, cells, columns, row, headers))
    return lines


def _text(cell: RawCell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).replace("\0", "").strip()


def split_texts(text: str) -> tuple[str, ...]:
    """The texts of a cell that lists several."""
    for separator in _SEPARATORS[1:]:
        text = text.replace(separator, _SEPARATORS[0])
    return tuple(part.strip() for part in text.split(_SEPARATORS[0]) if part.strip())
