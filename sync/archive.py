"""The zip that an .xlsx or .ods file is: unpacked within bounds, and packed again.

Nothing a header says is believed: sizes are bounded while inflating, and what was judged here is
packed anew, so that a second reader of the same bytes cannot see another archive in them.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from sync.workbook_errors import WorkbookEncrypted, WorkbookTooLarge, WorkbookUnreadable

#: Unpacked bytes of a whole workbook: some 500,000 rows of a log; a unit's year takes 0.3 MB.
LARGEST_UNPACKED = 300_000_000
#: Parts of a workbook: a tab is one or two; a file of a hundred tabs and photos has a few hundred.
MOST_PARTS = 10_000

_READ_BY_US = (".xml", ".rels", "mimetype")
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_SIZE, _END_64_SIZE = 22, 42
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_UTF8_NAMES = 0x800


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The XML parts of a zip by name; plain, where no reader could find anything else in it."""

    parts: dict[str, bytes]
    plain: bool


def unpack(content: bytes, file: str) -> Archive:
    """What a zip holds; pictures and other parts without a table stay packed."""
    entries, directory = _entries(content, file)
    parts: dict[str, bytes] = {}
    for entry in entries:
        if not entry.filename.lower().endswith(_READ_BY_US):
            continue
        part = _inflate(content, entry, file)
        if b"!" in part and b"<!DOCTYPE" in part:
            raise WorkbookUnreadable(file, f"its part {entry.filename} declares entities")
        if part.startswith(_UTF16_MARKS):
            raise WorkbookUnreadable(file, f"its part {entry.filename} is not in UTF-8")
        parts[entry.filename] = part
    plain = len(parts) == len(entries) and _ends_plainly(content, directory)
    return Archive(parts=parts, plain=plain)


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


def _entries(content: bytes, file: str) -> tuple[list[zipfile.ZipInfo], int]:
    """The entries of the zip's directory, and where it begins."""
    if content.count(_CENTRAL) > MOST_PARTS:
        raise WorkbookTooLarge(file, f"it has more than {MOST_PARTS} parts")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries, directory = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise WorkbookUnreadable(file, "it is cut short or damaged", passing=True) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookEncrypted(file)
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise WorkbookTooLarge(file, f"unpacked it has more than {LARGEST_UNPACKED} bytes")
    return entries, directory


def _ends_plainly(content: bytes, directory: int) -> bool:
    """Whether the zip has one end, without comment or 64-bit fields, that names its directory."""
    end = content[-_END_SIZE:]
    (stated,) = struct.unpack_from("<I", end, 16)
    return end.startswith(_END) and stated == directory and _END_64 not in content[-_END_64_SIZE:]


def _inflate(content: bytes, entry: zipfile.ZipInfo, file: str) -> bytes:
    packed = _packed(content, entry)
    if entry.compress_type == _DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = inflater.decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise WorkbookUnreadable(file, "it is damaged", passing=True) from error
    else:
        part = packed if entry.compress_type == _STORED else b""
    if len(part) > entry.file_size:
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
