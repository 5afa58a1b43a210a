"""The port to where sheets live: a source is looked at, its books are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from rules.findings import Finding
from sync.workbook import Tab


@dataclass(frozen=True, slots=True)
class BookRef:
    """A book as the source names it, and the source's own word for its present version."""

    id: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Book:
    """A book that was read: a digest of its content, and its tabs."""

    ref: BookRef
    revision: str
    tabs: tuple[Tab, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a source saw: everything present, what of it changed, what is odd."""

    present: frozenset[str]
    changed: tuple[BookRef, ...]
    findings: tuple[Finding, ...] = ()
    requests: int = 0


class SourceError(Exception):
    """A source cannot be looked at; `code` and `values` make the sentence for people."""

    code = "source-unreachable"

    def __init__(self, place: str) -> None:
        self.values = {"place": place}
        super().__init__(f"the source at {place} cannot be looked at")


class Source(Protocol):
    """Where books live. Its books' errors are `WorkbookError`s, one book's alone."""

    def changed(self, known: Mapping[str, str | None]) -> Look:
        """What is there, and which books differ from the stamps that are known; or SourceError."""
        ...

    def read(self, ref: BookRef) -> Book:
        """One book whole; WorkbookError where it cannot be read."""
        ...
