"""Reading whole books, ahead of their storing: in threads, as the reading releases the GIL."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from config.logs import Log
from rules.findings import CellRef, Finding
from store.placed import PlacedRows
from sync.entries import read_entries
from sync.entry_tables import part_tab
from sync.rows import TabReading, read_tab
from sync.sources import Book, BookRef, Source
from sync.surroundings import BookContext
from sync.workbook import Tab, WorkbookError
from sync.workbook_errors import WorkbookUnforeseen

log = Log(__name__)

#: The rows of a book, what is wrong in it, and the units that it speaks for.
BookReading = tuple[PlacedRows, list[Finding], set[int]]

#: Books in one transaction, and batches in memory.
_BATCH = 20
_AHEAD = 2


def read_ahead(
    source: Source, refs: Sequence[BookRef]
) -> Iterator[list[tuple[BookRef, Book | WorkbookError]]]:
    """Batches of books in order, each read or with its own error; the next is read ahead."""
    batches = [refs[start : start + _BATCH] for start in range(0, len(refs), _BATCH)]
    with ThreadPoolExecutor(source.threads) as pool:
        waiting: deque[list[Future[Book | WorkbookError]]] = deque()
        ahead = iter(batches)
        for batch in batches:
            while len(waiting) < _AHEAD and (coming := next(ahead, None)) is not None:
                waiting.append([pool.submit(_read, source, ref) for ref in coming])
            futures = waiting.popleft()
            yield [(ref, future.result()) for ref, future in zip(batch, futures, strict=True)]


def read_book(book: Book, context: BookContext) -> BookReading:
    """The rows and findings of all tabs, and the units that the book speaks for."""
    rows = PlacedRows()
    findings: list[Finding] = []
    units: set[int] = set()
    tables = 0
    for reading in (one for tab in book.tabs for one in _read_tab(tab, context)):
        tables += 1
        rows += reading.rows
        findings += reading.findings
        units |= reading.rows.unit_ids
        if reading.default_unit is not None:
            units.add(reading.default_unit)
    if not tables:
        findings.append(Finding(code="book-without-log", where=CellRef(book.ref.id)))
    return rows, findings, units


def _read_tab(tab: Tab, context: BookContext) -> Iterator[TabReading]:
    """The tables of a tab: those of registers, and what is left if it is a log."""
    registers, rest = part_tab(tab, context.registers, book=context.places[0])
    log_reading = read_tab(rest, context)
    yield from (read_entries(table, context) for table in registers)
    if log_reading is not None:
        yield log_reading


def read_safely(book: Book, context: BookContext) -> BookReading:
    """`read_book`; what it did not foresee becomes an error of this book alone."""
    try:
        return read_book(book, context)
    except Exception as error:
        log.exception("book_unforeseen", book=book.ref.id)
        raise WorkbookUnforeseen(book.ref.id) from error


def _read(source: Source, ref: BookRef) -> Book | WorkbookError:
    try:
        return source.read(ref)
    except WorkbookError as error:
        return error
    except Exception:
        log.exception("book_unforeseen", book=ref.id)
        return WorkbookUnforeseen(ref.id)
