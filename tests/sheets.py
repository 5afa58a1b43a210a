"""Sheets drawn as text: cells between strokes, so that a reader of a test sees the case."""

import re
from pathlib import Path

from sync.reading import RawCell
from sync.workbook import Tab, write_workbook

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def sheet(
    drawing: str, *, name: str = "3月", merged: tuple[tuple[int, int, int, int], ...] = ()
) -> Tab:
    """A tab; bare figures are numbers, anything else is text, as are figures behind a `'`."""
    return Tab(name=name, rows=rows(drawing), merged=merged)


def rows(drawing: str) -> list[list[RawCell]]:
    """The cells of a drawing, line by line; a line of dots is an empty row."""
    lines = [line.strip() for line in drawing.strip("\n").splitlines() if line.strip()]
    return [[] if line == "..." else [_cell(part) for part in line.split("|")] for line in lines]


def save_book(path: Path, **drawings: str) -> Path:
    """Writes a workbook with these tabs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(path, [(name, rows(drawing)) for name, drawing in drawings.items()])
    return path


def _cell(part: str) -> RawCell:
    text = part.strip()
    return float(text) if _NUMBER.fullmatch(text) else text.removeprefix("'")
