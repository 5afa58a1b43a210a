"""The content of an .ods, judged before it is read: what is repeated how often, and how far out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.extent import MOST_TEXT, MOST_UNCALCULATED, Extent, judge_extents, write_address
from sync.workbook_errors import WorkbookEncrypted, WorkbookTooLarge

_ATTRIBUTES = rb"((?:\s+[^\s=<>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>"
_TAG = re.compile(rb"<(/?)table:(table|table-row|(?:covered-)?table-cell)" + _ATTRIBUTES)
_REPEATED = re.compile(rb"\stable:number-(?:rows|columns)-repeated\s*=\s*[\"']\s*(\d+)")
_NAME = re.compile(rb"\stable:name\s*=\s*[\"']([^\"']*)")
_SPACES = re.compile(rb"text:c\s*=\s*[\"'](\d+)")


@dataclass(slots=True)
class _Walk:
    """Where the reading of a document stands."""

    extents: list[tuple[str, Extent]] = field(default_factory=list)
    uncalculated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    text: int = 0
    tab: str = ""
    row: int = 0
    rows: int = 0
    column: int = 0
    open_cell: tuple[int, int] | None = None

    def open_tab(self, attributes: bytes) -> None:
        name = _NAME.search(attributes)
        self.tab = _unescape(name[1]) if name else ""
        self.extents.append((self.tab, Extent()))
        self.row = self.rows = 0

    def open_row(self, attributes: bytes) -> None:
        self.row += self.rows
        self.rows = _repeated(attributes)
        self.column = 0

    def open_cell_of(self, attributes: bytes, end: int, *, holds: bool) -> None:
        columns = _repeated(attributes)
        if holds and self.extents:
            self.extents[-1][1].add(self.row + self.rows - 1, self.column + columns - 1)
        if b"table:formula" in attributes and b"value-type" not in attributes:
            found = self.uncalculated.get(self.tab, ())
            address = write_address(self.row, self.column)
            self.uncalculated[self.tab] = (*found, address)[:MOST_UNCALCULATED]
        self.open_cell = (end, columns * self.rows)
        self.column += columns

    def close_cell(self, part: bytes, start: int) -> None:
        if self.open_cell:
            end, times = self.open_cell
            inner = part[end:start]
            spaces = sum(int(found) for found in _SPACES.findall(inner))
            self.text += times * (len(inner) + spaces)
        self.open_cell = None


def judge_opendocument(parts: Mapping[str, bytes], file: str) -> dict[str, tuple[str, ...]]:
    """The addresses, by tab, of uncalculated formulas; raises where reading takes too much."""
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise WorkbookEncrypted(file)
    walk = _walk(parts["content.xml"])
    judge_extents(walk.extents, file)
    if walk.text > MOST_TEXT:
        raise WorkbookTooLarge(file, "a long text is repeated in too many cells")
    return walk.uncalculated


def show_errors(parts: dict[str, bytes]) -> None:
    """Makes texts of error values such as #REF!, which would read as blank."""
    content = parts["content.xml"]
    if b'calcext:value-type="error"' in content:
        parts["content.xml"] = content.replace(b' office:string-value=""', b"")


def _walk(part: bytes) -> _Walk:
    walk = _Walk()
    for tag in _TAG.finditer(part):
        closing, kind, attributes, empty = tag.groups()
        if kind.endswith(b"cell") and closing:
            walk.close_cell(part, tag.start())
        elif kind.endswith(b"cell"):
            bare = bool(empty) or part.startswith(b"</", tag.end())
            holds = not bare or b"office:" in attributes or b"table:formula" in attributes
            walk.open_cell_of(attributes, tag.end(), holds=holds)
        elif kind == b"table-row" and not closing:
            walk.open_row(attributes)
        elif kind == b"table" and not closing:
            walk.open_tab(attributes)
    return walk


def _repeated(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return max(1, int(found[1][:18])) if found else 1


def _unescape(text: bytes) -> str:
    plain = text.decode(errors="replace")
    for escaped, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        plain = plain.replace(escaped, sign)
    return plain.replace("&amp;", "&")
