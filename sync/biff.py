"""The stream of an old .xls, judged before it is read: all its sheets unfold when it is opened."""

import struct
from collections.abc import Iterator

from sync.extent import Extent, judge_extents
from sync.ole import pack_stream, parse_streams
from sync.workbook_errors import WorkbookEncrypted, WorkbookUnreadable

_END, _PASSWORD, _TAB, _MULTIPLE, _TEXTS, _SIZE = 0x0A, 0x2F, 0x85, 0xBD, 0xFC, 0x200
#: Number, label, truth or error, formula, compact number, shared text, several numbers.
_CELLS = frozenset({0x203, 0x204, 0x205, 0x06, 0x27E, 0xFD, _MULTIPLE})
_SHORTEST_TEXT = 3
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
        extents = [(name, _extent(stream, start)) for start, name in tabs]
    except (struct.error, IndexError) as error:
        raise WorkbookUnreadable(file, "it is cut short or damaged", passing=True) from error
    judge_extents(extents, file)
    return pack_stream("Workbook", bytes(stream))


def _tabs(stream: bytearray, file: str) -> list[tuple[int, str]]:
    """Where each tab begins, and its name."""
    tabs: list[tuple[int, str]] = []
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
            tabs.append((start, stream[record + 8 : record + 8 + size].decode(codec, "replace")))
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


def _records(stream: bytearray, start: int) -> Iterator[tuple[int, int, int]]:
    """The records of one part of the stream: kind, place of the content, and its length."""
    kind, at = 0, start
    while kind != _END and at < len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        if at + 4 + length > len(stream):
            raise IndexError(at)
        yield kind, at + 4, length
        at += 4 + length
