"""How tests read a tab that may hold registers: its rows in short, and what is wrong in it."""

from dataclasses import replace

from rules.findings import Finding
from rules.records import Entry, Value
from rules.registers import Register
from store.placed import Placed
from sync.reader import read_book
from sync.sources import Book, BookRef
from sync.surroundings import BookContext
from sync.workbook import Tab
from tests.builders import programme
from tests.sync.reading import BOOK, context

REGISTERS = programme().registers


def read_tab(
    tab: Tab, around: BookContext | None = None, registers: tuple[Register, ...] = REGISTERS
) -> tuple[list[Placed], list[Finding]]:
    """The rows and findings of a book with this tab alone."""
    known = replace(around or context(), registers=registers)
    rows, findings, _ = read_book(Book(BookRef(known.book, ""), "", (tab,)), known)
    return list(rows), findings


def entries(tab: Tab, around: BookContext | None = None) -> list[Entry]:
    """The entries of a tab, whatever is wrong in it."""
    rows, _ = read_tab(tab, around)
    return [row.record for row in rows if isinstance(row.record, Entry)]


def said(tab: Tab, around: BookContext | None = None) -> list[dict[str, Value]]:
    """What the fields of each entry say that say something."""
    return [
        {name: value for name, value in one.values if value is not None}
        for one in entries(tab, around)
    ]


def kinds(tab: Tab, around: BookContext | None = None) -> list[str]:
    """The register of each row, in the order of the rows."""
    rows, _ = read_tab(tab, around)
    named = sorted((row.row, getattr(row.record, "register", "log")) for row in rows)
    return [name for _, name in named]


def wrong(tab: Tab, around: BookContext | None = None) -> list[tuple[str, str | None]]:
    """The code and the cell of each finding."""
    _, findings = read_tab(tab, around)
    return [(one.code, one.where.cell) for one in findings]


__all__ = ["BOOK", "REGISTERS", "entries", "kinds", "read_tab", "said", "wrong"]
