"""The port to where sheets live: a source is looked at, its books are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from rules.findings import CellRef, Finding, Severity
from sync.workbook import Tab


@dataclass(frozen=True, slots=True)
class BookRef:
    """A book as the source names it, and the source's own word for its present version."""

    id: str
    stamp: str
    title: str | None = None
    """What people call it where its id is no name."""

    @property
    def name(self) -> str:
        """What people call it: units, months and the roster are told by it."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Book:
    """A book that was read: a digest of its content, and its tabs."""

    ref: BookRef
    revision: str
    tabs: tuple[Tab, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a source saw: everything present, what of it changed, what is odd."""

    books: Mapping[str, BookRef]
    """All that is there, by id."""
    changed: tuple[BookRef, ...]
    findings: tuple[Finding, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)
    """Books whose feedback is shown, with the source's own word for what it shows."""
    requests: int = 0
    unlooked: frozenset[str] = frozenset()
    """Books that could not be looked at: neither as they were nor gone."""
    whole: bool = True
    """Whether all of the source was looked at; else there may be books that nobody saw."""

    @property
    def present(self) -> frozenset[str]:
        """The ids of all that is there."""
        return frozenset(self.books)

    def name_of(self, book_id: str) -> str:
        """What people call a book that is there."""
        return self.books[book_id].name


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a person is told at one place of a book; sheet, row and cell as in a `CellRef`."""

    sheet: str | None
    row: int | None
    cell: str | None
    text: str
    """What stands there, without numbers of people."""
    problem: str
    remedy: str
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """All that is to be shown of one book, in the order of its sheets."""

    book: str
    remarks: tuple[Remark, ...]
    at: datetime
    """The local time it is written."""
    revision: str | None = None
    """The content that it speaks of; None where any will do."""
    status: tuple[tuple[str, ...], ...] = ()
    """A table of standings, its header first, for sources that show one."""


class FeedbackWaits(Exception):
    """A book's feedback cannot be shown now: its place is in use, not writable, or taken."""

    def __init__(self, book: str, reason: str) -> None:
        super().__init__(f"feedback on {book} waits: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """An activity that was reported in the chat, to be appended where the unit keeps its log."""

    key: str
    """What it is known by; appended twice under one key it stands there once."""
    book: str
    """The unit's book, in or beside which it is to stand."""
    cells: Mapping[str, str | int]
    """By fields of an activity: unit, date (2026-03-05), title, headcount, duration (minutes),
    place, content, participants, photo (how many)."""


class FilingWaits(Exception):
    """A filing cannot be appended now, or nobody knows whether it was: it is tried again."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"filing {key} waits: {reason}")


class SourceError(Exception):
    """A source cannot be looked at; `code` and `values` make the sentence for people."""

    code = "source-unreachable"

    def __init__(self, place: str) -> None:
        self.place = place
        self.values: Mapping[str, str] = {"place": place}
        super().__init__(f"the source at {place} cannot be looked at")


class Source(Protocol):
    """Where books live. Its books' errors are `WorkbookError`s, one book's alone."""

    threads: int
    """How many books are best read at once."""

    def shows_status(self, book: str) -> bool:
        """Whether the standings of a book's units are shown in it too."""
        ...

    def changed(
        self, known: Mapping[str, str | None], shown: Mapping[str, str] = MappingProxyType({})
    ) -> Look:
        """What is there, and which books differ from the stamps that are known; or SourceError.

        `shown` has the stamps that `write` gave: feedback that stands as it was written.
        """
        ...

    def holds(self, book: str) -> bool:
        """Whether a book, there or gone, is one of its own by its id."""
        ...

    def requests(self) -> Mapping[str, int]:
        """What was asked over the network since it was made, by kind; empty for a folder."""
        ...

    def read(self, ref: BookRef) -> Book:
        """One book whole; WorkbookError where it cannot be read."""
        ...

    def write(self, feedback: Feedback) -> str | None:
        """Shows it where the book's editors look, unless it stands there; the stamp of it.

        None where nothing is shown: a book that is well and always was, or is gone. The book
        itself is never saved. FeedbackWaits where it has to be tried again.
        """
        ...

    def append(self, filing: Filing) -> CellRef:
        """Where the filing stands, appended unless it stands there; FilingWaits.

        What people wrote is never touched. The book that was appended to has to be read again.
        """
        ...
