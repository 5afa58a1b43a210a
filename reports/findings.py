"""Findings as people read them: where, what is wrong, and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from config.wording import Wording, show_name
from rules.findings import CellRef, Finding, Severity
from rules.programme import Programme
from store.books import load_titles
from store.findings import load_findings

_ORDER = (Severity.BREACH, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with its place and sentence in words."""

    finding: Finding
    place: str
    message: str


def load_lines(
    conn: Connection, programme: Programme, wording: Wording, *, today: date
) -> list[Line]:
    """All findings that stand, the heaviest first."""
    found = load_findings(conn, programme.id, today=today)
    titles = load_titles(conn, programme.id)
    return [render_line(one, wording, titles) for one in order_findings(found)]


def order_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Breaches first, then warnings, then notes; within them as they stand in the books."""
    return sorted(findings, key=lambda one: _ORDER.index(one.severity))


def render_line(
    finding: Finding, wording: Wording, titles: Mapping[str, str] = MappingProxyType({})
) -> Line:
    """The finding in words; `titles` are of books whose ids are no names."""
    code = f"finding.{finding.code}"
    message = wording.say(code, **wording.known(code, finding.values))
    where = finding.where
    named = replace(where, book=titles.get(where.book, where.book))
    return Line(finding, render_place(named, wording), message)


def render_place(where: CellRef, wording: Wording) -> str:
    """A book, a tab, a row or a cell, as people name them."""
    book = show_name(where.book)
    if where.sheet is None:
        return book
    sheet = show_name(where.sheet)
    if where.cell is None and where.row is None:
        return wording.say("place.sheet", book=book, sheet=sheet)
    if where.cell is None:
        return wording.say("place.row", book=book, sheet=sheet, row=where.row)
    return wording.say("place.cell", book=book, sheet=sheet, cell=where.cell)


def finding_document(finding: Finding, message: str) -> dict[str, Any]:
    """A finding for JSON (design §5, `check`)."""
    where = finding.where
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": {
            "book": where.book,
            "sheet": where.sheet,
            "row": where.row,
            "cell": where.cell,
        },
        "values": dict(finding.values),
        "message": message,
    }
