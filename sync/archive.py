"""The zip that an .xlsx or .ods file is: unpacked within bounds, and packed again.

Nothing a header says is believed: sizes are bounded while inflating, and what was judged here is
packed anew, so that a second reader of the same bytes cannot see another archive in them.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from sync.workbook_errors import WorkbookEncrypted, WorkbookTooLarge, WorkbookUnreadable

#: Unpacked bytes of a whole workbook: some 800,000 rows of a log; a thousand units need 0.3 MB each.
LARGEST_UNPACKED = 300_000_000
#: Parts of a workbook: a tab is one or two; a file of a hundred tabs and photos has a few hundred.
MOST_PARTS = 10_000

_READ_BY_US = (".xml", ".rels")
_NO_TABLES = ("docprops/", "xl/theme/", "xl/drawings/", "xl/charts/", "customxml/", "thumbnails/")
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_UTF8_NAMES = 0x800


def unpack(content: bytes, file: str, *, largest: int = LARGEST_UNPACKED) -> dict[str, bytes]:
    """The XML parts of a zip by name; pictures and other parts that hold no table stay packed."""
    parts: dict[str, bytes] = {}
    room = largest
    for entry in _entries(content, file, largest=largest):
        name = entry.filename.lower()
        if not name.endswith(_READ_BY_US) or name.startswith(_NO_TABLES):
            continue
        part = _inflate(content, entry, file, room=room)
        if b"<!DOCTYPE" in part:
            raise WorkbookUnreadable(file, f"its part {entry.filename} declares entities")
        room -= len(part)
        parts[entry.filename] = part
    return parts


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the parts, stored as they are: made to be read at once, not to be kept."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, part in parts.items():
        encoded = name.encode()
        size = len(part)
        facts = (20, _UTF8_NAMES, _STORED, 0, 0, zlib.crc32(part), size, size, len(encoded), 0)
        head = struct.pack("<4s5H3I2H", _LOCAL, *facts)
        directory += (struct.pack("<4sH5H3I2H3H2I", _CENTRAL, 20, *facts, 0, 0, 0, 0, offset),)
        directory += (encoded,)
        pieces += (head, encoded, part)
        offset += len(head) + len(encoded) + size
    listing = b"".join(directory)
    count = len(parts)
    end = struct.pack("<4s4H2IH", _END, 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*pieces, listing, end))


def _entries(content: bytes, file: str, *, largest: int) -> list[zipfile.ZipInfo]:
    if content.count(_CENTRAL) > MOST_PARTS:
        raise WorkbookTooLarge(file, f"it has more than {MOST_PARTS} parts")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise WorkbookUnreadable(file, "it is cut short or damaged", passing=True) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookEncrypted(file)
    if sum(entry.file_size for entry in entries) > largest:
        raise WorkbookTooLarge(file, f"unpacked it has more than {largest} bytes")
    return entries


def _inflate(content: bytes, entry: zipfile.ZipInfo, file: str, *, room: int) -> bytes:
    packed = _packed(content, entry)
    if entry.compress_type == _DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = inflater.decompress(packed, room + 1)
        except zlib.error as error:
            raise WorkbookUnreadable(file, "it is damaged", passing=True) from error
    else:
        part = packed if entry.compress_type == _STORED else b""
    if len(part) > room:
        raise WorkbookTooLarge(file, "it unpacks to more than its own directory says")
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise WorkbookUnreadable(file, "it is damaged", passing=True)
    return part


def _packed(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    head = content[entry.header_offset : entry.header_offset + 30]
    if not head.startswith(_LOCAL) or len(head) < 30:  # noqa: PLR2004 - a local header's length
        return b""
    name_length, extra_length = struct.unpack_from("<2H", head, 26)
    start = entry.header_offset + 30 + name_length + extra_length
    return content[start : start + entry.compress_size]
