"""The XML parts of an .xlsx, judged before they are read: how far cells reach, which lack a value.

Most sheets are settled by one search for a cell outside plain bounds; only the odd one is walked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from posixpath import join, normpath, split
from xml.etree import ElementTree as ET

from sync.extent import (
    MOST_CELLS,
    MOST_TEXT,
    MOST_UNCALCULATED,
    Extent,
    column_of,
    judge_extents,
    write_address,
)
from sync.workbook_errors import WorkbookTooLarge

_CELL = re.compile(
    rb"<(?:[^\s<>/:!?]+:)?(?:row|(c))((?:\s+[^\s=<>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>"
)
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)(\d*)")
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_FILLED_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*+(?<!/)>(?!</)')
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_FORMULA_ALONE = re.compile(
    rb"f(?<=[<:]f)(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v(?:/>|\s/>|>\s*</(?:\w+:)?v>))?\s*</(?:\w+:)?c>"
)
_TEXT_CELL = re.compile(rb"\st\s*=\s*[\"']str[\"']")
_ERROR_CELL = re.compile(rb"(<(?:\w+:)?c\b[^<>]*?\st\s*=\s*[\"'])e([\"'])")
_INDEX = re.compile(rb"v>\s*(\d+)\s*<")
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_SHORTEST_SHARED_CELL = 20
_SHARED_PART = "sharedstrings.xml"
_PLAIN_REST = "[^>]*+>(?!<f|<v>[#E])"  # an error's value is written #REF! or Err:508
_UNBOUNDED = MOST_CELLS + 1
_COLUMNS = (0, 26, 702, 18_278)


def judge_spreadsheet(parts: Mapping[str, bytes], file: str) -> frozenset[str]:
    """The sheets that may hold formulas or errors; raises where reading takes too much memory."""
    sheets = {name: part for name, part in parts.items() if b"sheetData" in part}
    surveys = {name: _survey(part) for name, part in sheets.items()}
    if sum(bound for bound, _ in surveys.values()) > MOST_CELLS:
        names = tab_names(parts)
        extents = [(names.get(name, (name,))[0], _extent(part)) for name, part in sheets.items()]
        judge_extents(extents, file)
    _judge_text(parts, sheets, file)
    return frozenset(name for name, (_, plain) in surveys.items() if not plain)


def show_errors(parts: dict[str, bytes], sheets: Iterable[str]) -> bool:
    """Makes texts of error values such as #REF!, which would read as blank or stop the reader.

    Says whether there were any.
    """
    mended = {
        name: _ERROR_CELL.sub(rb"\1str\2", parts[name])
        for name in sheets
        if b'"e"' in parts[name] or b"'e'" in parts[name]
    }
    parts.update(mended)
    return bool(mended)


def find_uncalculated(
    parts: Mapping[str, bytes], sheets: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """The addresses, by tab, of formulas that nobody has calculated yet."""
    found = {name: addresses for name in sheets if (addresses := _uncalculated(parts[name]))}
    if not found:
        return {}
    names = tab_names(parts)
    return {tab: where for part, where in found.items() for tab in names.get(part, ())}


def tab_names(parts: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """The names of the tabs each part is shown by."""
    spelled = {name.lower(): name for name in parts}
    book = next(iter(_links(parts, "").values()), "xl/workbook.xml")
    links = _links(parts, book)
    names: dict[str, tuple[str, ...]] = {}
    for sheet in _elements(parts, book, "sheet"):
        link = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        part = spelled.get(links.get(link, ""), "")
        names[part] = (*names.get(part, ()), sheet.get("name", ""))
    return names


def _links(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    """The workbooks and worksheets that a part points at, by the names of its pointers."""
    folder, file = split(part)
    return {
        link.get("Id", ""): normpath(join("/", folder, link.get("Target", ""))).lower()[1:]
        for link in _elements(parts, join(folder, "_rels", f"{file}.rels"), "Relationship")
        if link.get("Type", "").endswith(("/officeDocument", "/worksheet"))
    }


def _elements(parts: Mapping[str, bytes], name: str, tag: str) -> list[ET.Element]:
    part = next((part for spelled, part in parts.items() if spelled.lower() == name), b"")
    try:
        root = ET.fromstring(part)  # noqa: S314 - the archive refuses parts that declare entities
    except ET.ParseError:
        return []
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == tag]


def _survey(part: bytes) -> tuple[int, bool]:
    """A number of cells the sheet cannot exceed, and whether it is free of formulas and errors."""
    colon = part.find(b":", part.find(b"sheetData"))
    if colon >= 0 and _PREFIXED_CELL.search(part, colon):
        return _UNBOUNDED, False
    last = _PLAIN_CELL.match(part, max(0, part.rfind(b'<c r="')))
    letters, rows, plain = 1, _round_up(int(last[2])) if last else 19, True
    at = 0
    while found := _outside(letters, rows, plain=plain).search(part, at):
        at = found.start()
        cell = _PLAIN_CELL.match(part, at)
        if not cell:
            return _UNBOUNDED, False
        if len(cell[1]) > letters or int(cell[2]) > rows:
            letters, rows = max(letters, len(cell[1])), max(rows, _round_up(int(cell[2])))
        else:
            plain = False
    return _COLUMNS[letters] * rows, plain


def _round_up(row: int) -> int:
    """The next 19, 299, 3999 and so on: bounds with few spellings make few patterns."""
    digits = str(max(row, 10))
    return int(digits[0] + "9" * (len(digits) - 1))


@lru_cache(maxsize=256)
def _outside(letters: int, rows: int, *, plain: bool) -> re.Pattern[bytes]:
    """What finds a cell that is not within the columns of so many letters and the rows.

    Where all cells were plain so far, it also finds the first that is not: so one search is enough.
    """
    digits = str(rows)
    row = rf"[1-{digits[0]}]?" + r"\d?" * (len(digits) - 2) + r"\d"
    within = f'r="{"[A-Z]?" * (letters - 1)}[A-Z]{row}"' + (_PLAIN_REST if plain else "")
    return re.compile(rf"<c(?! {within}|[a-zA-Z])".encode())


def _extent(part: bytes) -> Extent:
    extent = Extent()
    if _has_plain_cells(part):
        for filled in _FILLED_CELL.finditer(part):  # a million blank cells are passed over quickly
            extent.add(int(filled[2]) - 1, column_of(filled[1].decode()))
        return extent
    for row, column, cell in _cells(part):
        if not cell[3] and not part.startswith(b"</", cell.end()):
            extent.add(row, column)
    return extent


def _has_plain_cells(part: bytes) -> bool:
    """Whether every cell is written as most programs write them."""
    cells = sum(part.count(start) for start in (b"<c ", b"<c>", b"<c/", b"<c\t", b"<c\n", b"<c\r"))
    return cells == part.count(b'<c r="') > 0 and not _PREFIXED_CELL.search(part)


def _cells(part: bytes) -> Iterator[tuple[int, int, re.Match[bytes]]]:
    """Every cell with row and column from 0, counted on where it names no address itself."""
    row, column = -1, 0
    for found in _CELL.finditer(part):
        reference = _REFERENCE.search(found[2])
        letters, digits = reference.groups() if reference else (b"", b"")
        if not found[1]:
            row, column = int(digits) - 1 if digits else row + 1, 0
            continue
        column = column_of(letters.decode()) if letters else column
        yield (int(digits) - 1 if letters and digits else max(row, 0)), column, found
        column += 1


def _uncalculated(part: bytes) -> tuple[str, ...]:
    addresses: list[str] = []
    for formula in _FORMULA_ALONE.finditer(part):
        start = formula.start()
        begin = max(part.rfind(b"<c", 0, start), part.rfind(b":c", 0, start))
        tag = part[begin:start]
        if formula[1] and _TEXT_CELL.search(tag):
            continue  # calculated, and the result is an empty text
        addresses.append(_address(part, tag, start))
        if len(addresses) == MOST_UNCALCULATED:
            break
    return tuple(addresses)


def _address(part: bytes, tag: bytes, position: int) -> str:
    reference = _REFERENCE.search(tag)
    if reference:
        return (reference[1] + reference[2]).decode().upper()
    before = [(row, column) for row, column, cell in _cells(part[:position])]
    return write_address(*before[-1]) if before else ""


def _judge_text(parts: Mapping[str, bytes], sheets: Mapping[str, bytes], file: str) -> None:
    """Raises where cells show too much of the shared text: bounded roughly first, then counted."""
    shared = b"".join(part for name, part in parts.items() if name.lower().endswith(_SHARED_PART))
    cells = sum(len(part) for part in sheets.values()) // _SHORTEST_SHARED_CELL
    if cells * len(shared) <= MOST_TEXT:
        return
    if cells * max(map(len, shared.split(b"si>"))) <= MOST_TEXT:
        return
    if _shown_text(shared, sheets) > MOST_TEXT:
        raise WorkbookTooLarge(file, "a long text is shown by too many cells")


def _shown_text(shared: bytes, sheets: Mapping[str, bytes]) -> int:
    """Signs of text the cells show, counted too high where numbers look like a text's index."""
    starts = [found.start() for found in _SHARED_TEXT.finditer(shared)]
    lengths = [end - start for start, end in zip(starts, [*starts[1:], len(shared)], strict=True)]
    shown = Counter(index for part in sheets.values() for index in _INDEX.findall(part))
    return sum(
        lengths[int(index)] * times
        for index, times in shown.items()
        if len(index) < 10 and int(index) < len(lengths)  # noqa: PLR2004 - longer is no index
    )
