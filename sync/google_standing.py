"""What of a spreadsheet has to be known to show feedback in it: no cell of people is kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from store.google_files import GoogleFile
from sync.google_cells import Spreadsheet

#: What our notes begin with; a note that does not is a person's, and left alone.
MARK = "【月月】"
#: Ids of the tabs that are ours: an id outlives renaming, and adding a tab twice is refused.
FEEDBACK_TAB, STATUS_TAB, FILINGS_TAB = 1_807_260_001, 1_807_260_002, 1_807_260_003
#: Those that hold no records; what was filed in the chat is read like any log.
SHOWN_TABS = frozenset({FEEDBACK_TAB, STATUS_TAB})

Place = tuple[int, int, int]
"""Tab id, row and column, both from 0."""


class Shown(NamedTuple):
    """Our word for what a spreadsheet shows."""

    base: str
    """The stamp under which its content is stored."""
    digest: str
    """What was shown."""
    whole: bool
    """Whether the answer to our writing held the very content that is stored."""

    def __str__(self) -> str:
        return f"{self.base}|{self.digest}|{'whole' if self.whole else 'edited'}"

    @classmethod
    def parse(cls, text: str) -> "Shown":
        """What a word of ours says; any other says nothing."""
        base, digest, whole = (*text.split("|"), "", "")[:3]
        return cls(base, digest, whole == "whole")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A spreadsheet's tabs and notes, and what its tabs of ours say."""

    revision: str
    """A digest of what people wrote."""
    tabs: Mapping[str, int]
    """The ids of all tabs by title."""
    row_counts: Mapping[int, int]
    notes: Mapping[Place, str]
    shown: Mapping[int, tuple[tuple[str, ...], ...]]
    """The rows of our tabs by id, without what is blank at their ends."""

    def notes_of_ours(self) -> dict[Place, str]:
        """The notes that we wrote."""
        return {place: text for place, text in self.notes.items() if text.startswith(MARK)}


def stand(spreadsheet: Spreadsheet) -> Standing:
    """What stands in a spreadsheet now."""
    return Standing(
        revision=spreadsheet.revision(SHOWN_TABS),
        tabs={one.tab.name: one.id for one in spreadsheet.tabs},
        row_counts={one.id: one.row_count for one in spreadsheet.tabs},
        notes={
            (one.id, *place): text
            for one in spreadsheet.tabs
            if one.id not in SHOWN_TABS
            for place, text in one.notes.items()
        },
        shown={one.id: trim(one.tab.rows) for one in spreadsheet.tabs if one.id in SHOWN_TABS},
    )


def is_as_known(file: GoogleFile, known: str | None, shown: str) -> bool:
    """Whether a file is what was stored of it: its version, or only our own writing since.

    Our last answer held the very content that is stored, and nobody has changed it after us.
    """
    if known == str(file.version):
        return True
    word = Shown.parse(shown)
    return file.ours and word.whole and word.base == known


def trim(rows: Collection[Collection[object]]) -> tuple[tuple[str, ...], ...]:
    """The rows as texts, without blank cells at their ends and blank rows at the end."""
    trimmed: list[tuple[str, ...]] = []
    for row in rows:
        texts = [str(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        trimmed.append(tuple(texts))
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return tuple(trimmed)
