"""Feedback: what a book's findings say to its editors, shown where they look, when it changed."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from hashlib import blake2b
from types import MappingProxyType

from sqlalchemy import Connection

from config.logs import Log
from config.wording import Wording
from rules.findings import OFFICE_ONLY, CellRef, Finding
from rules.programme import Programme
from store.books import load_books
from store.feedback import Shown, load_shown, mark_findings, save_shown
from store.findings import load_findings
from sync.sources import Feedback, FeedbackWaits, Look, Remark, Source
from sync.status_rows import Rows, load_status_rows

log = Log(__name__)

#: No mark of any findings, and no stamp of any source.
_IN_DOUBT = Shown("", None)
_FIGURES = re.compile(r"(\d+)")
#: Signs of a cell that are repeated, and books that are marked as shown together.
_LONGEST = 120
_BATCH = 50
#: Books a cycle in which nothing but standings is shown anew.
_PATIENT = 50


def show_feedback(
    begin: Callable[[], AbstractContextManager[Connection]],
    programme: Programme,
    source: Source,
    look: Look,
    wording: Wording,
    *,
    now: datetime,
    left: Collection[str] = (),
) -> list[str]:
    """Has the source show what is not shown yet; the books that have to wait for next time.

    At the places that books have left nothing is shown any more. A book is marked after it is
    shown: what was cut short is done by the next cycle.
    """
    at = now.astimezone(programme.timezone)
    with begin() as conn:
        status = _load_status(conn, programme, source, look, wording, now=now)
        planned = plan_feedback(conn, programme.id, look, wording, today=at.date(), status=status)
    planned |= dict.fromkeys(left)
    books, waiting = sorted(planned), list[str]()
    for start in range(0, len(books), _BATCH):
        batch = books[start : start + _BATCH]
        with begin() as conn:
            findings = _load_by_book(conn, programme.id, batch, today=at.date())
            revisions = {b: s.revision for b, s in load_books(conn, programme.id, batch).items()}
            # Where the writing is cut short nobody knows what is shown: it is told anew.
            save_shown(conn, programme.id, dict.fromkeys(batch, _IN_DOUBT))
        shown: dict[str, Shown] = {}
        for book in batch:
            try:
                told = build_feedback(book, findings[book], wording, at=at)
                rows, revision = status.get(book, ()), revisions.get(book)
                stamp = _show(source, replace(told, revision=revision, status=rows))
            except FeedbackWaits:
                waiting.append(book)
            else:
                shown[book] = Shown(planned[book], stamp)
        with begin() as conn:
            save_shown(conn, programme.id, shown)
    return waiting


def plan_feedback(
    conn: Connection,
    programme_id: str,
    look: Look,
    wording: Wording,
    *,
    today: date,
    status: Mapping[str, Rows] = MappingProxyType({}),
) -> dict[str, str | None]:
    """The present books whose feedback differs from what is shown, with the mark of their findings.

    A mark holds how findings are worded too: other words are other feedback. Of books in which
    only standings differ there are a few each cycle: at the turn of a month all differ at once.
    """
    words = _digest_words(wording)
    marks = mark_findings(conn, programme_id, today=today)
    planned: dict[str, str | None] = {}
    patient: dict[str, str | None] = {}
    for book, shown in load_shown(conn, programme_id).items():
        mark = _mark(marks.get(book), words, status.get(book, ()))
        if book in look.present and shown != Shown(mark, look.shown.get(book)):
            same = _findings_of(shown.mark) == _findings_of(mark)
            (patient if same and shown.stamp == look.shown.get(book) else planned)[book] = mark
    return planned | dict(sorted(patient.items())[:_PATIENT])


def _mark(findings: str | None, words: str, status: Rows) -> str | None:
    """The mark of what a book shows; None where it shows nothing."""
    told = None if findings is None else f"{findings} {words}"
    if not status:
        return told
    return f"{told or ''}|{blake2b(repr(status).encode(), digest_size=8).hexdigest()}"


def _findings_of(mark: str | None) -> str:
    """The part of a mark that is of findings."""
    return (mark or "").partition("|")[0]


def _load_status(
    conn: Connection,
    programme: Programme,
    source: Source,
    look: Look,
    wording: Wording,
    *,
    now: datetime,
) -> Mapping[str, Rows]:
    """The standings to be shown in the books whose source shows them."""
    showing = {book for book in look.present if source.shows_status(book)}
    if not showing:
        return {}
    rows = load_status_rows(conn, programme, wording, now=now)
    return {book: rows[book] for book in showing & rows.keys()}


def build_feedback(
    book: str, findings: Iterable[Finding], wording: Wording, *, at: datetime
) -> Feedback:
    """A book's findings in words, in the order of its sheets, rows and columns."""
    ordered = sorted(findings, key=lambda one: _order(one.where))
    return Feedback(book=book, remarks=tuple(_remark(one, wording) for one in ordered), at=at)


def _load_by_book(
    conn: Connection, programme_id: str, books: Sequence[str], *, today: date
) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {book: [] for book in books}
    for one in load_findings(conn, programme_id, today=today, books=books):
        if one.code not in OFFICE_ONLY:
            found[one.where.book].append(one)
    return found


def _show(source: Source, feedback: Feedback) -> str | None:
    try:
        return source.write(feedback)
    except FeedbackWaits:
        raise
    except Exception as error:
        # Our fault, and this book's alone: the sync of the others goes on.
        log.exception("feedback_unforeseen", book=feedback.book)
        raise FeedbackWaits(feedback.book, "it was not foreseen") from error


def _remark(finding: Finding, wording: Wording) -> Remark:
    where = finding.where
    values = {name: _repeatable(text) for name, text in finding.values.items()}
    code = f"finding.{finding.code}"
    problem, remedy = wording.halves(code, **wording.known(code, values))
    return Remark(
        sheet=where.sheet,
        row=where.row,
        cell=where.cell,
        text=values.get("text") or values.get("hours", ""),
        problem=problem,
        remedy=remedy,
        severity=finding.severity,
    )


def _repeatable(text: str) -> str:
    """A text that may stand in a file: whole essays are not repeated."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _order(where: CellRef) -> tuple[object, ...]:
    """The whole book first, then sheets by name, 2月 before 10月, whole sheets first."""
    names = _FIGURES.split(where.sheet or "")
    sheet = [(int(part), "") if part.isdecimal() else (-1, part) for part in names]
    column = (where.cell or "").rstrip("0123456789")
    return where.sheet is not None, sheet, where.row or 0, len(column), column


def _digest_words(wording: Wording) -> str:
    said = [(code, text) for code, text in wording.sentences.items() if code.startswith(_SAID)]
    return blake2b(repr(sorted(said)).encode(), digest_size=8).hexdigest()


_SAID = ("feedback.", "finding.", "severity.")
