"""Checks of entries together: rows written twice, and nodes that nobody knows."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from rules.findings import CellRef, Finding
from rules.nodes import NodeTable
from rules.records import Entry
from rules.registers import Kind, Register, is_complete, key_of


class SeenEntry(NamedTuple):
    """An entry that stands in a sheet: its id, unit and place, and when it was first seen (UTC)."""

    id: int
    unit_id: int | None
    book: str
    sheet: str
    row: int
    seen_at: datetime
    counts: bool
    entry: Entry
    edited: Mapping[str, str] | None = None
    """When each cell that was edited since was edited last, as instants are stored."""

    @property
    def where(self) -> CellRef:
        """Its place."""
        return CellRef(self.book, self.sheet, self.row)


def count_entries(
    rows: Iterable[SeenEntry], registers: Mapping[str, Register]
) -> tuple[set[int], dict[int, SeenEntry]]:
    """Which rows count, and of those that repeat another the one that does, by id.

    The first seen counts, then the smaller id; a row counts where it has all that its register
    requires.
    """
    counting: set[int] = set()
    repeated: dict[int, SeenEntry] = {}
    firsts: dict[Hashable, SeenEntry] = {}
    for row in sorted(rows, key=attrgetter("seen_at", "id")):
        register = registers.get(row.entry.register)
        if register is None or not is_complete(register, row.unit_id, row.entry):
            continue
        key = key_of(register, row.unit_id, row.entry)
        first = row if key is None else firsts.setdefault((register.name, *key), row)
        if first is row:
            counting.add(row.id)
        else:
            repeated[row.id] = first
    return counting, repeated


def check_repeated(
    rows: Collection[SeenEntry], registers: Mapping[str, Register]
) -> list[tuple[SeenEntry, Finding]]:
    """V-04 for entries: rows that say once more what another says."""
    _, repeated = count_entries(rows, registers)
    return [
        (row, Finding(code="entry-repeated", where=row.where, values=_place_of(repeated[row.id])))
        for row in rows
        if row.id in repeated
    ]


def check_nodes(
    rows: Iterable[SeenEntry],
    registers: Mapping[str, Register],
    nodes: NodeTable,
    events: Collection[str],
) -> list[tuple[SeenEntry, Finding]]:
    """Rows about a node that is neither in the calendar nor an event of the office."""
    known = {*events, *(node.id for node in nodes.nodes)}
    named = "、".join(node.zh for node in nodes.nodes)
    found = []
    for row in rows:
        node = node_of(row.entry, registers)
        if node is not None and node not in known:
            facts = {"text": node, "known": named}
            found.append((row, Finding(code="node-unknown", where=row.where, values=facts)))
    return found


def node_of(entry: Entry, registers: Mapping[str, Register]) -> str | None:
    """The node that a row is about."""
    register = registers.get(entry.register)
    field = register and next((one for one in register.fields if one.kind is Kind.NODE), None)
    node = entry.value(field.name) if field else None
    return None if node is None else str(node)


def _place_of(row: SeenEntry) -> dict[str, str]:
    return {"book": row.book, "sheet": row.sheet, "row": str(row.row)}
