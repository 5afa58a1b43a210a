"""Findings: what is written wrong in a sheet, as values that hold no sentence.

Their sentences are in config/messages/, under [finding].
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rules.private import find_private, mask_private


class Severity(StrEnum):
    """How much a finding weighs: a note informs, a warning asks, a breach must be mended."""

    NOTE = "note"
    WARNING = "warning"
    BREACH = "breach"


@dataclass(frozen=True, slots=True)
class CellRef:
    """A place in a book; sheet, row (from 1) and cell (A1) are None where the whole is meant."""

    book: str
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing written wrong: a code of `SEVERITIES`, its place, the facts for its sentence.

    No fact holds a private number, whoever makes the finding and wherever it was stored.
    """

    code: str
    where: CellRef
    values: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Masks private numbers."""
        if any(map(find_private, self.values.values())):
            masked = {name: mask_private(value) for name, value in self.values.items()}
            object.__setattr__(self, "values", masked)

    @property
    def severity(self) -> Severity:
        """What the code weighs."""
        return SEVERITIES[self.code]


_NOTE, _WARNING, _BREACH = Severity.NOTE, Severity.WARNING, Severity.BREACH

#: What the office alone is told, as it is the office that looks into it.
OFFICE_ONLY = frozenset({"backfill-late", "backfill-batch"})

#: Every code there is, with its severity.
SEVERITIES: Mapping[str, Severity] = {
    # cells: value is None, the coordinator is asked
    "date-unreadable": _BREACH,
    "date-impossible": _BREACH,
    "date-month-only": _BREACH,
    "date-vague": _BREACH,
    "date-ambiguous": _BREACH,
    "date-year-implausible": _BREACH,
    "date-month-unknown": _BREACH,
    "date-other-month": _BREACH,
    "duration-unreadable": _WARNING,
    "duration-unit-missing": _WARNING,
    "duration-clock-time": _WARNING,
    "duration-impossible": _WARNING,
    "duration-total-only": _WARNING,
    "duration-range": _WARNING,
    "count-unreadable": _WARNING,
    "count-range": _WARNING,
    "count-implausible": _WARNING,
    "names-unreadable": _WARNING,
    "person-several": _BREACH,
    "photo-unreadable": _NOTE,
    "header-undecided": _WARNING,
    "header-unknown": _NOTE,
    "header-hours-unclear": _WARNING,
    "table-planned": _WARNING,
    # rows
    "date-missing": _BREACH,
    "date-future": _WARNING,
    "date-other-year": _WARNING,
    "nil-month-missing": _BREACH,
    "title-missing": _BREACH,
    "unit-missing": _BREACH,
    "unit-unknown": _BREACH,
    "unit-assumed": _NOTE,
    # rows and cells of registers other than the logs
    "register-column-missing": _WARNING,
    "entry-missing": _BREACH,
    "entry-repeated": _WARNING,
    "node-unknown": _WARNING,
    "month-unreadable": _BREACH,
    "year-unreadable": _WARNING,
    "number-unreadable": _WARNING,
    "flag-unreadable": _WARNING,
    "choice-unknown": _WARNING,
    "code-unlike": _BREACH,
    # rows that were read and should be looked at
    "date-weekday-differs": _NOTE,
    "date-off-month": _NOTE,
    "date-crosses-months": _NOTE,
    "date-outside-membership": _WARNING,
    "date-postponed": _WARNING,
    "date-postponed-open": _BREACH,
    "duration-over-cap": _WARNING,
    "duration-over-days": _WARNING,
    "duration-clock-differs": _WARNING,
    "duration-parts-differ": _NOTE,
    "duration-zero": _WARNING,
    "count-zero": _WARNING,
    "count-parts-differ": _NOTE,
    "count-large": _NOTE,
    "names-repeated": _NOTE,
    "names-total-differs": _NOTE,
    "names-over-headcount": _WARNING,
    "person-times-below": _WARNING,
    "total-hours-differ": _WARNING,
    "total-differs": _WARNING,
    "title-several": _NOTE,
    "activity-cancelled": _NOTE,
    "private-id": _BREACH,
    "private-phone": _WARNING,
    "minor-too-young": _BREACH,
    "minor-at-risk": _BREACH,
    "minor-unaccompanied": _WARNING,
    "minor-without-consent": _WARNING,
    "insurance-missing": _BREACH,
    "training-missing": _WARNING,
    "findings-alike": _NOTE,
    # rows of one unit together
    "activity-repeated": _WARNING,
    "activity-alike": _NOTE,
    "person-repeated": _WARNING,
    "text-repeated": _NOTE,
    "backfill-late": _WARNING,
    "backfill-batch": _WARNING,
    "backfill-no-photo": _WARNING,
    # tables and books
    "header-repeated": _NOTE,
    "formula-uncalculated": _WARNING,
    "book-without-log": _WARNING,
    "book-conflict-copy": _WARNING,
    "book-name-unreadable": _WARNING,
    "book-no-file": _WARNING,
    "book-vanished": _WARNING,
    "feedback-name-taken": _WARNING,
    "folder-unreadable": _WARNING,
    "book-read-only": _WARNING,
    "book-not-shared": _BREACH,
    "book-not-found": _BREACH,
    "book-unreachable": _WARNING,
    "book-refused": _WARNING,
    "book-too-large": _BREACH,
    "google-sign-in": _BREACH,
    "google-api-off": _BREACH,
    "google-storage-full": _BREACH,
    "source-unreachable": _BREACH,
    "workbook-empty": _BREACH,
    "workbook-encrypted": _BREACH,
    "workbook-unreadable": _BREACH,
    "workbook-unforeseen": _BREACH,
    "workbook-too-large": _BREACH,
    "workbook-far-cell": _BREACH,
    # the roster
    "roster-vanished": _WARNING,
    "roster-unit-renamed": _NOTE,
    "roster-empty": _BREACH,
    "roster-shrunk": _BREACH,
    "roster-repeated": _WARNING,
    "roster-parent-unlisted": _NOTE,
    "roster-name-missing": _BREACH,
    "roster-unit-repeated": _WARNING,
    "roster-name-shared": _BREACH,
    "roster-name-alike": _WARNING,
    "roster-alias-taken": _WARNING,
    "roster-parent-cyclic": _WARNING,
    "roster-locale-unknown": _NOTE,
    "roster-contact-incomplete": _WARNING,
    "roster-contact-unit-unknown": _WARNING,
    "roster-channel-unknown": _WARNING,
    "roster-role-unknown": _WARNING,
    "roster-date-unreadable": _WARNING,
    "roster-number-unreadable": _NOTE,
}
