"""The container of old office files: streams by name, each a chain of sectors."""

import struct
from collections.abc import Sequence

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on mean end, free, or table
_HEADER = 512
_ENTRY, _SMALL_SECTOR, _SMALL_STREAM = 128, 64, 4096
_ROOT, _STREAM = 5, 2
_LARGE_SECTOR, _LARGE_SHIFT = 4096, 12
_SECTOR_SIZES = (512, _LARGE_SECTOR)
_TABLE, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_NUMBERS_IN_HEADER = 109


def parse_streams(content: bytes) -> dict[str, bytes]:
    """The streams at the container's names; an IndexError or struct.error where it is damaged."""
    size = _SECTOR_SIZES[struct.unpack_from("<H", content, 30)[0] == _LARGE_SHIFT]
    sectors = _Sectors(content[max(size, _HEADER) :], size)
    following = _table(content, sectors)
    (directory,) = struct.unpack_from("<I", content, 48)
    (small_table,) = struct.unpack_from("<I", content, 60)
    entries = sectors.chain(directory, following)
    small_following = _numbers(sectors.chain(small_table, following))
    small = _Sectors(b"", _SMALL_SECTOR)
    streams: dict[str, bytes] = {}
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        name, kind, start, length = _entry(entries[at : at + _ENTRY])
        if kind == _ROOT:
            small = _Sectors(sectors.chain(start, following), _SMALL_SECTOR)
        elif kind == _STREAM and length < _SMALL_STREAM:
            streams[name] = small.chain(start, small_following)[:length]
        elif kind == _STREAM:
            streams[name] = sectors.chain(start, following)[:length]
    return streams


def pack_stream(name: str, stream: bytes) -> bytes:
    """A container that holds one stream and nothing else, however damaged the first one was."""
    count = max(1, -(-len(stream) // _LARGE_SECTOR))
    tables = -(-(count + 1) // (_LARGE_SECTOR // 4 - 1))
    following = [*range(1, count), _END, _END, *[_TABLE] * tables]
    following += [_FREE] * (tables * _LARGE_SECTOR // 4 - len(following))
    listed = [*range(count + 1, count + 1 + tables)]
    listed += [_FREE] * (_NUMBERS_IN_HEADER - len(listed))
    header = struct.pack(
        f"<8s16x6H4x9I{_NUMBERS_IN_HEADER}I",
        *(SIGNATURE, 0x3E, 4, 0xFFFE, 12, 6, 0),
        *(1, tables, count, 0, _SMALL_STREAM, _END, 0, _END, 0),
        *listed,
    )
    entries = _write_entry("Root Entry", _ROOT, 0) + _write_entry(name, _STREAM, len(stream))
    return b"".join(
        (
            header.ljust(_LARGE_SECTOR, b"\0"),
            stream.ljust(count * _LARGE_SECTOR, b"\0"),
            entries.ljust(_LARGE_SECTOR, b"\0"),
            struct.pack(f"<{len(following)}I", *following),
        )
    )


class _Sectors:
    """The bytes of a container cut into equal sectors."""

    def __init__(self, content: bytes, size: int) -> None:
        self._content, self._size = content, size

    def one(self, number: int) -> bytes:
        """One sector; an IndexError where the file ends before it."""
        sector = self._content[number * self._size : (number + 1) * self._size]
        if len(sector) < self._size:
            raise IndexError(number)
        return sector

    def chain(self, start: int, following: Sequence[int]) -> bytes:
        """The sectors from start on; an IndexError where the chain runs in a ring."""
        pieces: list[bytes] = []
        while start < _LAST_SECTOR:
            pieces.append(self.one(start))
            start = following[start]
            if len(pieces) > len(following):
                raise IndexError(start)
        return b"".join(pieces)


def _table(content: bytes, sectors: _Sectors) -> Sequence[int]:
    """For each sector the one that follows it, gathered from the sectors the header lists."""
    listed = [*struct.unpack_from(f"<{_NUMBERS_IN_HEADER}I", content, 76)]
    (more,) = struct.unpack_from("<I", content, 68)
    seen = 0
    while more < _LAST_SECTOR and seen * len(sectors.one(0)) <= len(content):
        *numbers, more = _numbers(sectors.one(more))
        listed += numbers
        seen += 1
    return _numbers(b"".join(sectors.one(number) for number in listed if number < _LAST_SECTOR))


def _entry(entry: bytes) -> tuple[str, int, int, int]:
    (name_length,) = struct.unpack_from("<H", entry, 64)
    start, length = struct.unpack_from("<2I", entry, 116)
    return entry[: max(name_length - 2, 0)].decode("utf-16-le", "replace"), entry[66], start, length


def _write_entry(name: str, kind: int, length: int) -> bytes:
    encoded = name.encode("utf-16-le")
    child = 1 if kind == _ROOT else _FREE
    around = (len(encoded) + 2, kind, 1, _FREE, _FREE, child)
    size = max(length, _SMALL_STREAM) if kind == _STREAM else 0  # a short one would lie elsewhere
    return struct.pack("<64sH2B3I36xIQ", encoded, *around, 0, size)


def _numbers(sectors: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4])
