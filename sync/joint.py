"""Several sources as one: a programme's workbooks may lie in a folder and on Google together."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from config.logs import Log
from rules.findings import CellRef, Finding
from sync.sources import Book, BookRef, Feedback, Filing, Look, Source, SourceError

log = Log(__name__)


class JointSource:
    """The sources of one programme; a book is of the one that would name it so."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.threads = max(source.threads for source in sources)

    def changed(
        self, known: Mapping[str, str | None], shown: Mapping[str, str] = MappingProxyType({})
    ) -> Look:
        """One look at each; SourceError only where none can be looked at."""
        looks: list[Look] = []
        errors: list[SourceError] = []
        for source in self.sources:
            mine = {book: stamp for book, stamp in known.items() if source.holds(book)}
            try:
                looks.append(source.changed(mine, _of(source, shown)))
            except SourceError as error:
                log.warning("source_failed", code=error.code)
                errors.append(error)
                looks.append(_unlooked(error, mine))
        if len(errors) == len(self.sources):
            raise errors[0]
        return Look(
            books={book: ref for look in looks for book, ref in look.books.items()},
            changed=tuple(ref for look in looks for ref in look.changed),
            shown={book: stamp for look in looks for book, stamp in look.shown.items()},
            findings=tuple(finding for look in looks for finding in look.findings),
            requests=sum(look.requests for look in looks),
            unlooked=frozenset[str]().union(*(look.unlooked for look in looks)),
            whole=all(look.whole for look in looks),
        )

    def shows_status(self, book: str) -> bool:
        """As where the book lies."""
        return any(source.holds(book) and source.shows_status(book) for source in self.sources)

    def holds(self, book: str) -> bool:
        """Whether it is a book of any."""
        return any(source.holds(book) for source in self.sources)

    def requests(self) -> Mapping[str, int]:
        """Those of all."""
        return {kind: n for source in self.sources for kind, n in source.requests().items()}

    def read(self, ref: BookRef) -> Book:
        """The book, from where it lies."""
        return self._source(ref.id).read(ref)

    def write(self, feedback: Feedback) -> str | None:
        """Shown where the book lies."""
        return self._source(feedback.book).write(feedback)

    def append(self, filing: Filing) -> CellRef:
        """Appended where the book lies."""
        return self._source(filing.book).append(filing)

    def _source(self, book: str) -> Source:
        return next(source for source in self.sources if source.holds(book))


def _of(source: Source, shown: Mapping[str, str]) -> dict[str, str]:
    return {book: stamp for book, stamp in shown.items() if source.holds(book)}


def _unlooked(error: SourceError, known: Mapping[str, str | None]) -> Look:
    """A look that saw nothing: its books are neither as they were nor gone."""
    told = Finding(code=error.code, where=CellRef(error.place), values=dict(error.values))
    return Look(books={}, changed=(), findings=(told,), unlooked=frozenset(known), whole=False)
