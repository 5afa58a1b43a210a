"""Writing of workbooks: texts that stay texts, in a file that is there whole or not at all."""

import io
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "#")
#: The name under which a workbook is written until it is whole; what a killed process leaves.
LEFT_BEHIND = re.compile(r"\.~[0-9a-f]{12}\.tmp")
#: What no XML file may hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Signs that fit in a cell.
_LONGEST = 32_767
_DATES = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss", time: "hh:mm:ss"}


def write_workbook(
    path: Path,
    tabs: Sequence[tuple[str, Sequence[Sequence[object]]]],
    *,
    header: bool = False,
    above: int = 0,
    widths: Sequence[float] = (),
    heights: Sequence[float] = (),
    label: str = "",
) -> None:
    """Replaces a file by a workbook of named tabs; no text in it is ever a formula.

    With header the first row of each tab, or the one below so many rows above it, is bold and
    stays in view; widths are of columns from A. Heights are of rows from 1, and long texts go on
    in a new line then. The label is for programs: `read_label` of `sync.workbook` finds it.
    """
    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True})
    book.set_properties({"keywords": label} if label else {})
    formats = _Formats(book)
    for title, rows in tabs:
        sheet = book.add_worksheet(title)
        if header:
            sheet.freeze_panes(above + 1, 0)
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        for number, height in enumerate(heights):
            sheet.set_row(number, height)
        for number, row in enumerate(rows):
            style: dict[str, object] = {"bold": True} if header and number == above else {}
            if heights and number >= above:
                style |= {"text_wrap": True, "valign": "top"}
            for column, value in enumerate(row):
                _write(sheet, (number, column), value, formats, style)
    book.close()
    with _replacing(path) as beside:
        beside.write_bytes(written.getvalue())


class _Formats(dict[tuple[tuple[str, object], ...], Format]):
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        super().__init__()
        self._book = book

    def of(self, style: dict[str, object]) -> Format | None:
        """The format with these properties; None for the plain one."""
        return self[tuple(style.items())] if style else None

    def __missing__(self, properties: tuple[tuple[str, object], ...]) -> Format:
        made = self[properties] = self._book.add_format(dict(properties))
        return made


def _write(
    sheet: Worksheet,
    at: tuple[int, int],
    value: object,
    formats: _Formats,
    style: dict[str, object],
) -> None:
    """A value as it is: text stays text, whatever it begins with."""
    if isinstance(value, str):
        text = _ILLEGAL.sub("", value)[:_LONGEST]
        if text.startswith(_LIKE_A_FORMULA):
            # Else who enters the cell and leaves it makes a formula of it.
            style = style | {"quote_prefix": True}
        sheet.write_string(*at, text, formats.of(style))
        return
    if type(value) in _DATES:
        style = style | {"num_format": _DATES[type(value)]}
    sheet.write(*at, value, formats.of(style))


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A file beside it, under a name that readers of the folder skip; then it takes its place."""
    beside = path.with_name(f".~{secrets.token_hex(6)}.tmp")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
