"""The stream of an old .xls, judged before it is read: all its sheets unfold when it is opened."""

import struct
from collections.abc import Iterator

from sync.extent import Extent, judge_extents
from sync.ole import pack_stream, parse_streams
from sync.workbook_errors import WorkbookEncrypted, WorkbookUnreadable

_END, _PASSWORD, _TAB, _MULTIPLE, _TEXTS, _SIZE = 0x0A, 0x2F, 0x85, 0xBD, 0xFC, 0x200
_FORMULA, _TRUTH, _LABEL = 0x06, 0x205, 0x204
#: Number, label, truth or error, formula, compact number, shared text, several numbers.
_CELLS = frozenset({0x203, _LABEL, _TRUTH, _FORMULA, 0x27E, 0xFD, _MULTIPLE})
_ERRORS = {
    0x00: b"#NULL!", 0x07: b"#DIV/0!", 0x0F: b"#VALUE!", 0x17: b"#REF!", 0x1D: b"#NAME?",
    0x24: b"#NUM!", 0x2A: b"#N/A",
}  # fmt: skip
_SHORTEST_TEXT = 3
_NEWEST = 0x600
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # how an .xlsx with a password is wrapped


def judge_biff(content: bytes, file: str) -> bytes:
    """The workbook alone, in a container of ours; raises where it is locked or reaches too far."""
    if _LOCKED in content:
        raise WorkbookEncrypted(file)
    try:
        streams = parse_streams(content)
        stream = bytearray(streams.get("Workbook") or streams.get("Book") or b"")
        if not stream:
            raise WorkbookUnreadable(file, "it holds no sheets")
        tabs = _tabs(stream, file)
        extents = [(name, _extent(stream, start)) for start, _, name in tabs]
        _show_errors(stream, [(start, entry) for start, entry, _ in tabs])
    except (struct.error, IndexError) as error:
        raise WorkbookUnreadable(file, "it is cut short or damaged", passing=True) from error
    judge_extents(extents, file)
    return pack_stream("Workbook", bytes(stream))


def _tabs(stream: bytearray, file: str) -> list[tuple[int, int, str]]:
    """Where each tab begins, where that is written, and its name."""
    tabs: list[tuple[int, int, str]] = []
    for kind, record, _ in _records(stream, 0):
        if kind == _PASSWORD and struct.unpack_from("<H", stream, record)[0]:
            raise WorkbookEncrypted(file)
        if kind == _TEXTS:
            (count,) = struct.unpack_from("<i", stream, record + 4)
            if not 0 <= count * _SHORTEST_TEXT <= len(stream):
                raise IndexError(count)  # the reader would set memory aside for all of them
        if kind == _TAB:
            start, length, wide = struct.unpack_from("<I2x2B", stream, record)
            size, codec = (2 * length, "utf-16-le") if wide & 1 else (length, "latin-1")
            name = stream[record + 8 : record + 8 + size].decode(codec, "replace")
            tabs.append((start, record, name))
    return tabs


def _extent(stream: bytearray, start: int) -> Extent:
    """How far the cells of a tab reach; what the tab says of its own size is struck out."""
    extent = Extent()
    for kind, record, length in _records(stream, start):
        if kind in _CELLS:
            row, column = struct.unpack_from("<2H", stream, record)
            last = record + length - 2 if kind == _MULTIPLE else record + 2
            extent.add(row, max(column, *struct.unpack_from("<H", stream, last)))
        elif kind == _SIZE:
            stream[record : record + length] = bytes(length)
    return extent


def _show_errors(stream: bytearray, tabs: list[tuple[int, int]]) -> None:
    """Makes texts of error values such as #N/A, which would read as blank.

    Tabs are where each begins and where that is written: the texts are longer.
    """
    moved = {start: 0 for start, _ in tabs}
    for start in sorted(moved, reverse=True):
        newest = struct.unpack_from("<H", stream, start + 4)[0] >= _NEWEST
        found = [r for r in _records(stream, start) if _error(stream, *r)]
        for kind, record, length in reversed(found):
            error = _error(stream, kind, record, length)
            flag = b"\0" if newest else b""  # its signs take one byte each
            text = struct.pack("<H", len(error)) + flag + error
            content = stream[record : record + 6] + text
            head = struct.pack("<2H", _LABEL, len(content))
            stream[record - 4 : record + length] = head + content
            for other in moved:
                moved[other] += (len(content) - length) * (other > start)
    for start, entry in tabs:
        struct.pack_into("<I", stream, entry, start + moved[start])


def _error(stream: bytearray, kind: int, record: int, length: int) -> bytes:
    """The error a cell shows; nothing where it shows none."""
    content = stream[record : record + length]
    if kind == _TRUTH and content[7:8] == b"\1":
        return _ERRORS.get(content[6], b"#N/A")
    if kind == _FORMULA and content[6:7] == b"\2" and content[12:14] == b"\xff\xff":
        return _ERRORS.get(content[8], b"#N/A")
    return b""


def _records(stream: bytearray, start: int) -> Iterator[tuple[int, int, int]]:
    """The records of one part of the stream: kind, place of the content, and its length."""
    kind, at = 0, start
    while kind != _END and at < len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        if at + 4 + length > len(stream):
            raise IndexError(at)
        yield kind, at + 4, length
        at += 4 + length
