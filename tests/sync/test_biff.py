"""Old .xls files: what a cell shows is what comes out."""

import struct

import pytest

from sync.ole import pack_stream
from sync.workbook import open_workbook

_GLOBALS, _TAB, _END = 0x05, 0x10, (0x0A, b"")
Record = tuple[int, bytes]


def book(*tabs: list[Record], version: int = 0x600) -> bytes:
    """An .xls whose tabs A, B … hold these records."""
    bodies = [_stream([(0x809, _begin(_TAB, version)), *tab, _END]) for tab in tabs]
    names = [_name(letter, version) for letter, _ in zip("AB", tabs, strict=False)]
    start = len(_head([0] * len(tabs), names, version))
    starts = [start + sum(map(len, bodies[:n])) for n in range(len(tabs))]
    stream = _head(starts, names, version) + b"".join(bodies)
    return pack_stream("Workbook" if version == 0x600 else "Book", stream)


def _head(starts: list[int], names: list[bytes], version: int) -> bytes:
    listed = [
        (0x85, struct.pack("<I2x", start) + name) for start, name in zip(starts, names, strict=True)
    ]
    return _stream([(0x809, _begin(_GLOBALS, version)), *listed, _END])


def _begin(kind: int, version: int) -> bytes:
    return struct.pack("<4H2I", version, kind, 0, 1997, 0, 0)


def _name(letter: str, version: int) -> bytes:
    return bytes([1, 0] if version == 0x600 else [1]) + letter.encode()


def _stream(records: list[Record]) -> bytes:
    return b"".join(struct.pack("<2H", kind, len(rest)) + rest for kind, rest in records)


def error(row: int, column: int, code: int) -> Record:
    """An error that was typed or pasted."""
    return 0x205, struct.pack("<3H2B", row, column, 0, code, 1)


def failed(row: int, column: int, code: int) -> Record:
    """A formula whose result is an error."""
    result = bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF])
    return 0x06, struct.pack("<3H8sH4xH", row, column, 0, result, 0, 0)


def number(row: int, column: int, value: float) -> Record:
    return 0x203, struct.pack("<3Hd", row, column, 0, value)


def truth(row: int, column: int, *, value: bool) -> Record:
    return 0x205, struct.pack("<3H2B", row, column, 0, value, 0)


@pytest.mark.parametrize("version", [0x600, 0x500])
def test_errors_of_an_old_workbook_are_shown_in_every_tab(version: int) -> None:
    first = [error(0, 0, 0x2A), number(0, 1, 3.5), failed(1, 0, 0x17), truth(1, 1, value=True)]
    second = [number(0, 0, 12), failed(0, 1, 0x07), error(2, 0, 0x0F)]

    tabs = open_workbook(book(first, second, version=version), "书.xls")

    assert [(tab.name, tab.rows) for tab in tabs] == [
        ("A", [["#N/A", 3.5], ["#REF!", True]]),
        ("B", [[12.0, "#DIV/0!"], ["", ""], ["#VALUE!", ""]]),
    ]


def test_error_that_nobody_knows_is_one_all_the_same() -> None:
    [tab] = open_workbook(book([error(0, 0, 0x2B)]), "书.xls")

    assert tab.rows == [["#N/A"]]
