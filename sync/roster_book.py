"""The roster workbook: units and contacts, by headers in Chinese or English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from config.registers import load_registers
from rules.findings import CellRef, Finding
from rules.nodes import NodeTable
from rules.roster import Channel, Contact, Role, Roster, Unit, with_groupings
from sync.cell_doubts import private_doubts
from sync.cells import read_date
from sync.reading import CellContext, RawCell
from sync.roster_checks import (
    find_circles,
    shared_names,
    taken_aliases,
    with_known_parents,
    without_parents,
)
from sync.roster_lines import RosterLine, match_headers, roster_lines, split_texts
from sync.sources import Book
from sync.unit_texts import fold_name

_NAMES = frozenset({"名册", "roster"})
_HEADER_ROWS = 10
#: More people than this many digits can say stand in no roster.
_DIGITS = 8
#: Columns that only a table of units has, even where it names a contact too.
_UNITS_ALONE = frozenset({"parent", "category", "aliases", "joined", "left"})
CHANNELS = (
    "telegram", "email", "wecom", "dingtalk", "feishu", "slack", "matrix", "sms", "console",
)  # fmt: skip


def is_roster(name: str) -> bool:
    """Whether the book of that name is the roster."""
    file = name.rpartition("/")[2]
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
    units = reader.judged_units()
    return RosterReading(Roster(units=units, contacts=reader.people()), reader.findings)


class _RosterReader:
    def __init__(self, book_id: str, nodes: NodeTable) -> None:
        self.book_id, self.nodes = book_id, nodes
        self.units: dict[str, Unit] = {}
        self.rows: dict[str, RosterLine] = {}
        self.folded: dict[str, str] = {}
        self.contacts: dict[tuple[str, str, Role], list[Channel]] = {}
        self.details: dict[tuple[str, str, Role], tuple[str | None, str | None]] = {}
        self.lines: list[RosterLine] = []
        self.findings: list[Finding] = []

    def read_tab(self, sheet: str, rows: Sequence[Sequence[RawCell]]) -> None:
        for index, row in enumerate(rows[:_HEADER_ROWS]):
            people, units = match_headers("roster_contact", row), match_headers("roster_unit", row)
            if {"unit", "name"} <= people.keys() and not _UNITS_ALONE & units.keys():
                self.lines += roster_lines(sheet, rows, index, people)
                return
            if "name" in units:
                for line in roster_lines(sheet, rows, index, units):
                    self._unit(line)
                return

    def judged_units(self) -> tuple[Unit, ...]:
        """All units in their tree, and what is wrong with the tree and the names."""
        units = with_known_parents(self.units.values())
        for circle in find_circles(units):
            names = " → ".join((*circle, circle[0]))
            self.add("roster-parent-cyclic", self.rows[circle[0]].at("parent"), units=names)
            units = without_parents(units, circle)
        for text, owner, bearer in taken_aliases(units):
            where = self.rows[bearer].at("name")
            self.add("roster-alias-taken", where, text=text, unit=owner, bearer=bearer)
        parents = {unit.parent: unit.name for unit in reversed(units)}
        complete = with_groupings(units)
        for unit in complete[len(units) :]:
            where = self.rows[parents[unit.name]].at("parent")
            self.add("roster-parent-unlisted", where, text=unit.name)
        return complete

    def people(self) -> tuple[Contact, ...]:
        """All contacts; several lines of one person are several channels, in their order."""
        shared = shared_names(self.units.values())
        for text, names in shared.items():
            for name in names:
                self.add(
                    "roster-name-shared",
                    self.rows[name].at("name"),
                    text=text,
                    units="、".join(names),
                )
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

    def _unit(self, line: RosterLine) -> None:
        cells = line.cells
        name = cells.get("name")
        if not name:
            self.add("roster-name-missing", line.at("name"))
            return
        if name in self.units:
            self.add("roster-unit-repeated", line.at("name"), text=name)
            return
        if (other := self.folded.setdefault(fold_name(name), name)) != name:
            self.add("roster-name-alike", line.at("name"), text=name, other=other)
            return
        self.rows[name] = line
        self.units[name] = Unit(
            name=name,
            code=cells.get("code"),
            aliases=split_texts(cells.get("aliases", "")),
            parent=cells.get("parent"),
            category=cells.get("category"),
            members=self._number(line, "members"),
            joined=self._day(line, "joined"),
            left=self._day(line, "left"),
        )

    def _contact(self, line: RosterLine, full: Mapping[str, str]) -> None:
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
        self.details.setdefault(key, (self._volunteer_no(line), self._locale(line)))

    def _volunteer_no(self, line: RosterLine) -> str | None:
        """The number, unless it is one that belongs to a person's papers."""
        text = line.cells.get("volunteer_no", "")
        header = line.headers.get("volunteer_no", "")
        private = private_doubts("volunteer_no", "roster_contact", text, header)
        for code, values in private:
            self.add(code, line.at("volunteer_no"), **values)
        return None if private else text or None

    def _role(self, line: RosterLine) -> Role:
        text = line.cells.get("role")
        if not text:
            return Role.COORDINATOR
        for role, words in load_registers().roles.items():
            if fold_name(text) in {fold_name(word) for word in words}:
                return Role(role)
        self.add("roster-role-unknown", line.at("role"), text=text)
        return Role.COORDINATOR

    def _locale(self, line: RosterLine) -> str | None:
        text = line.cells.get("locale", "")
        short = text.casefold()[:2]
        known = {"中文": "zh", "英文": "en", "汉语": "zh", "英语": "en"}.get(short, short)
        if known in {"zh", "en"}:
            return known
        if text:
            self.add("roster-locale-unknown", line.at("locale"), text=text)
        return None

    def _day(self, line: RosterLine, name: str) -> date | None:
        if not line.cells.get(name):
            return None
        reading = read_date(line.raw[line.columns[name]], CellContext(nodes=self.nodes))
        if reading.fault is not None:
            self.add("roster-date-unreadable", line.at(name), text=line.cells[name])
        return reading.value.first if reading.value is not None else None

    def _number(self, line: RosterLine, name: str) -> int | None:
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
