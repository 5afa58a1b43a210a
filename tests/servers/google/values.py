"""Reading, writing, appending and clearing plain values of an area."""

from collections.abc import Iterable

from tests.servers.google.a1 import Area, quoted
from tests.servers.google.answers import Json, invalid, invalid_field
from tests.servers.google.book import Book, insert_lines
from tests.servers.google.entering import entered
from tests.servers.google.grid import Scalar
from tests.servers.google.rendering import renderer
from tests.servers.google.tables import table_around

Rows = list[list[Scalar | None]]


def read_values(book: Book, area: Area, options: Json) -> Json:
    """A ValueRange of an area; empty cells at the ends are left out."""
    major = options.get("majorDimension") or "ROWS"
    render = str(options.get("valueRenderOption") or "FORMATTED_VALUE")
    dates = str(options.get("dateTimeRenderOption") or "SERIAL_NUMBER")
    rows = _rows(book, area, render, dates)
    if major == "COLUMNS":
        rows = _trimmed(_transposed(rows))
    answer: Json = {"range": str(area), "majorDimension": major}
    return answer | ({"values": rows} if rows else {})


def _rows(book: Book, area: Area, render: str, dates: str) -> list[list[Scalar]]:
    show = renderer(book, area.tab, render, dates)
    rows: list[list[Scalar]] = [
        [show(slot) for slot in cells[area.left : area.right]]
        for cells in area.tab.grid.rows[area.top : area.bottom]
    ]
    return _trimmed(rows)


def _trimmed(rows: list[list[Scalar]]) -> list[list[Scalar]]:
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _transposed(rows: list[list[Scalar]]) -> list[list[Scalar]]:
    width = max((len(row) for row in rows), default=0)
    return [[row[i] if i < len(row) else "" for row in rows] for i in range(width)]


def write_values(book: Book, area: Area, given: Json, options: Json, year: int) -> Json:
    """Write a ValueRange from an area's first cell on; how much was written, as Google tells it."""
    rows = given_rows(given)
    option = options.get("valueInputOption") or "INPUT_VALUE_OPTION_UNSPECIFIED"
    if option not in ("RAW", "USER_ENTERED"):
        raise invalid("'valueInputOption' is required but not specified")
    written = [
        (area.top + down, area.left + across, value)
        for down, row in enumerate(rows)
        for across, value in enumerate(row)
        if value is not None
    ]
    _stay_within(area, written)
    for row, column, value in written:
        put_value(book, area, (row, column), value, raw=option == "RAW", year=year)
    size = _size(rows)
    covered = Area(
        area.tab, area.top, area.left, area.top + max(size[0], 1), area.left + max(size[1], 1)
    )
    report: Json = {"spreadsheetId": book.id, "updatedRange": str(covered)}
    if written:
        report["updatedRows"] = len({row for row, _, _ in written})
        report["updatedColumns"] = len({column for _, column, _ in written})
        report["updatedCells"] = len(written)
    if options.get("includeValuesInResponse"):
        shape = {
            "valueRenderOption": options.get("responseValueRenderOption"),
            "dateTimeRenderOption": options.get("responseDateTimeRenderOption"),
        }
        report["updatedData"] = read_values(book, covered, shape)
    return report


def put_value(
    book: Book, area: Area, place: tuple[int, int], value: Scalar, *, raw: bool, year: int
) -> None:
    """Write one value as RAW or as typed."""
    old = area.tab.grid.cell(*place)
    if raw:
        cell = old._replace(value=None if value == "" else value, formula="")
    else:
        cell = entered(value, old, str(book.properties["locale"]), year)
    area.tab.grid.put(*place, cell)


def given_rows(given: Json) -> Rows:
    """The rows of a ValueRange; 400 where its values are no lists of cells."""
    values = given.get("values")
    if values is None:
        return []
    kind = "type.googleapis.com/google.protobuf.ListValue"
    if not isinstance(values, list):
        text = f'"{values}"' if isinstance(values, str) else values
        raise invalid_field("data.values", f"Invalid value at 'data.values' ({kind}), {text}")
    for index, row in enumerate(values):
        if not isinstance(row, list):
            field = f"data.values[{index}]"
            raise invalid_field(field, f"Invalid value at '{field}' ({kind}), \"{row}\"")
        if any(isinstance(value, dict | list) for value in row):
            raise invalid(f"Invalid values[{index}]: list_value or struct_value is not a cell's")
    return _turned(values) if given.get("majorDimension") == "COLUMNS" else values


def _turned(columns: Rows) -> Rows:
    height = max((len(column) for column in columns), default=0)
    return [[c[i] if i < len(c) else None for c in columns] for i in range(height)]


def _size(rows: Rows) -> tuple[int, int]:
    return len(rows), max((len(row) for row in rows), default=0)


def _stay_within(area: Area, written: Iterable[tuple[int, int, Scalar]]) -> None:
    """Nothing may lie outside the range that was named, unless it is one cell, nor off the grid."""
    single = area.height == area.width == 1
    bottom = area.tab.row_count if single else area.bottom
    right = area.tab.column_count if single else area.right
    name = f"{quoted(area.tab.title)}!{str(area).rpartition('!')[2]}"
    for row, column, _ in written:
        if row >= bottom:
            raise invalid(
                f"Requested writing within range [{name}], but tried writing to row [{row + 1}]"
            )
        if column >= right:
            letter = str(Area(area.tab, 0, column, 1, column + 1)).rpartition("!")[2][:-1]
            raise invalid(
                f"Requested writing within range [{name}], but tried writing to column [{letter}]"
            )


def append_values(book: Book, area: Area, given: Json, options: Json, year: int) -> Json:
    """Write below the table that lies at an area, or at its first cell where there is none."""
    rows = given_rows(given)
    table = table_around(area)
    top, left = (table.bottom, table.left) if table else (area.top, area.left)
    height, width = _size(rows)
    if options.get("insertDataOption") == "INSERT_ROWS" and table and top < area.tab.row_count:
        insert_lines(book, area.tab, "ROWS", top, max(height, 1))
    area.tab.grow(top + max(height, 1), left + max(width, 1))
    target = Area(area.tab, top, left, top + max(height, 1), left + max(width, 1))
    given = {"values": rows}
    report = write_values(book, target, given, options, year)
    where = {"tableRange": str(table)} if table else {}
    return {"spreadsheetId": book.id, **where, "updates": report}


def clear_values(area: Area) -> str:
    """Empty an area's values, leaving notes and looks; its range as Google echoes it."""
    grid = area.tab.grid
    for row in range(area.top, min(area.bottom, len(grid.rows))):
        for column in range(area.left, min(area.right, len(grid.rows[row]))):
            cell = grid.cell(row, column)
            if cell.value is not None or cell.formula:
                grid.put(row, column, cell._replace(value=None, formula=""))
    return str(area)
