"""The roster workbook: units and contacts, by headers in Chinese or English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from config.registers import load_registers
from rules.findings import CellRef, Finding
from rules.nodes import NodeTable
from rules.roster import Channel, Contact, Role, Roster, Unit, with_groupings
from sync.cells import read_date
from sync.columns import load_headers
from sync.extent import write_address
from sync.names import shared_names
from sync.reading import CellContext, RawCell
from sync.sources import Book
from sync.unit_texts import fold_name

_NAMES = frozenset({"名册", "roster"})
_HEADER_ROWS = 10
#: More people than this many digits can say stand in no roster.
_DIGITS = 8
#: Columns that only a table of units has, even where it names a contact too.
_UNITS_ALONE = frozenset({"parent", "category", "aliases", "joined", "left"})
_SEPARATORS = "、,，;；/|\n"
CHANNELS = (
    "telegram", "email", "wecom", "dingtalk", "feishu", "slack", "matrix", "sms", "console",
)  # fmt: skip


def is_roster(book_id: str) -> bool:
    """Whether a book is the roster: by its file's name."""
    file = book_id.rpartition("/")[2]
    return (file.rpartition(".")[0] or file).casefold() in _NAMES


@dataclass(slots=True)
class RosterReading:
    """The roster a workbook holds, and what is wrong in it."""

    roster: Roster
    findings: list[Finding] = field(default_factory=list)


def read_roster(book: Book, nodes: NodeTable) -> RosterReading:
    """Units and contacts of all tabs; a row without a name is a finding, not a unit."""
    reader = _RosterReader(book.ref.id, nodes)
    for tab in book.tabs:
        reader.read_tab(tab.name, tab.rows)
    units = with_groupings(reader.units.values())
    for unit in units[len(reader.units) :]:
        where = reader.parents[unit.name]
        reader.add("roster-parent-unlisted", where, text=unit.name)
    return RosterReading(Roster(units=units, contacts=reader.people()), reader.findings)


@dataclass(frozen=True, slots=True)
class _Line:
    sheet: str
    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]
    raw: Sequence[RawCell]

    def at(self, name: str) -> tuple[str, int, str | None]:
        column = self.columns.get(name)
        cell = None if column is None else write_address(self.number - 1, column)
        return self.sheet, self.number, cell


class _RosterReader:
    def __init__(self, book_id: str, nodes: NodeTable) -> None:
        self.book_id, self.nodes = book_id, nodes
        self.units: dict[str, Unit] = {}
        self.parents: dict[str, tuple[str, int, str | None]] = {}
        self.places: dict[str, tuple[str, int, str | None]] = {}
        self.contacts: dict[tuple[str, str, Role], list[Channel]] = {}
        self.details: dict[tuple[str, str, Role], tuple[str | None, str | None]] = {}
        self.lines: list[_Line] = []
        self.findings: list[Finding] = []

    def read_tab(self, sheet: str, rows: Sequence[Sequence[RawCell]]) -> None:
        for index, row in enumerate(rows[:_HEADER_ROWS]):
            people, units = _match("roster_contact", row), _match("roster_unit", row)
            if {"unit", "name"} <= people.keys() and not _UNITS_ALONE & units.keys():
                self.lines += _lines(sheet, rows, index, people)
                return
            if "name" in units:
                for line in _lines(sheet, rows, index, units):
                    self._unit(line)
                return

    def people(self) -> tuple[Contact, ...]:
        """All contacts; several lines of one person are several channels, in their order."""
        shared = shared_names(self.units.values())
        for text, names in shared.items():
            for name in names:
                self.add("roster-name-shared", self.places[name], text=text, units="、".join(names))
        full = {fold_name(written): unit.name for unit in self.units.values()
                for written in (unit.code, *unit.aliases) if written}  # fmt: skip
        full = {text: name for text, name in full.items() if text not in shared}
        full |= {fold_name(name): name for name in self.units}
        for line in self.lines:
            self._contact(line, full)
        return tuple(
            Contact(
                unit=unit,
                name=name,
                role=role,
                volunteer_no=self.details[unit, name, role][0],
                locale=self.details[unit, name, role][1],
                channels=tuple(channels),
            )
            for (unit, name, role), channels in self.contacts.items()
        )

    def _unit(self, line: _Line) -> None:
        cells = line.cells
        name = cells.get("name")
        if not name:
            self.add("roster-name-missing", line.at("name"))
            return
        if name in self.units:
            self.add("roster-unit-repeated", line.at("name"), text=name)
            return
        if parent := cells.get("parent"):
            self.parents.setdefault(parent, line.at("parent"))
        self.places[name] = line.at("name")
        self.units[name] = Unit(
            name=name,
            code=cells.get("code"),
            aliases=_split(cells.get("aliases", "")),
            parent=parent,
            category=cells.get("category"),
            members=self._number(line, "members"),
            joined=self._day(line, "joined"),
            left=self._day(line, "left"),
        )

    def _contact(self, line: _Line, full: Mapping[str, str]) -> None:
        cells = line.cells
        name, written = cells.get("name"), cells.get("unit")
        if not name or not written:
            self.add("roster-contact-incomplete", line.at("name" if not name else "unit"))
            return
        unit = full.get(fold_name(written))
        if unit is None:
            self.add("roster-contact-unit-unknown", line.at("unit"), text=written)
            return
        role = self._role(line)
        kind = cells.get("channel", "console").casefold()
        if kind not in CHANNELS:
            allowed = "、".join(CHANNELS)
            self.add("roster-channel-unknown", line.at("channel"), text=kind, allowed=allowed)
            kind = "console"
        key = (unit, name, role)
        self.contacts.setdefault(key, []).append(
            Channel(kind=kind, address=cells.get("address", ""))
        )
        locale = cells.get("locale", "").casefold()[:2]
        locale = {"中文": "zh", "英文": "en", "汉语": "zh", "英语": "en"}.get(locale, locale)
        known = locale if locale in {"zh", "en"} else None
        self.details.setdefault(key, (cells.get("volunteer_no"), known))

    def _role(self, line: _Line) -> Role:
        text = line.cells.get("role")
        if not text:
            return Role.COORDINATOR
        for role, words in load_registers().roles.items():
            if fold_name(text) in {fold_name(word) for word in words}:
                return Role(role)
        self.add("roster-role-unknown", line.at("role"), text=text)
        return Role.COORDINATOR

    def _day(self, line: _Line, name: str) -> date | None:
        if not line.cells.get(name):
            return None
        reading = read_date(line.raw[line.columns[name]], CellContext(nodes=self.nodes))
        if reading.fault is not None:
            self.add("roster-date-unreadable", line.at(name), text=line.cells[name])
        return reading.value.first if reading.value is not None else None

    def _number(self, line: _Line, name: str) -> int | None:
        text = line.cells.get(name, "")
        if not text:
            return None
        if not text.isdecimal() or len(text) > _DIGITS:
            self.add("roster-number-unreadable", line.at(name), text=text)
            return None
        return int(text)

    def add(self, code: str, at: tuple[str, int, str | None], **values: str) -> None:
        """Notes a finding at that place."""
        where = CellRef(self.book_id, *at)
        self.findings.append(Finding(code=code, where=where, values=values))


def _match(register: str, row: Sequence[RawCell]) -> dict[str, int]:
    headers = load_headers(register)
    fields: dict[str, int] = {}
    for column, cell in enumerate(row):
        if field_name := headers.field(cell):
            fields.setdefault(field_name, column)
    return fields


def _lines(
    sheet: str, rows: Sequence[Sequence[RawCell]], header: int, columns: Mapping[str, int]
) -> list[_Line]:
    lines = []
    for index in range(header + 1, len(rows)):
        row = rows[index]
        cells = {
            name: text
            for name, column in columns.items()
            if column < len(row) and (text := _text(row[column]))
        }
        if cells:
            lines.append(_Line(sheet, index + 1, cells, columns, row))
    return lines


def _text(cell: RawCell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).replace("\0", "").strip()


def _split(text: str) -> tuple[str, ...]:
    for separator in _SEPARATORS[1:]:
        text = text.replace(separator, _SEPARATORS[0])
    return tuple(part.strip() for part in text.split(_SEPARATORS[0]) if part.strip())
