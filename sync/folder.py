"""The folder source: workbooks that units keep on a share or a synced drive."""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from fnmatch import fnmatch
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from config.wording import Wording, load_wording
from rules.findings import CellRef, Finding
from sync.companion import (
    PREFIX,
    is_in_use,
    is_ours,
    name_book,
    name_companion,
    write_companion,
)
from sync.folder_filings import append_to_folder
from sync.sources import Book, BookRef, Feedback, FeedbackWaits, Filing, Look, SourceError
from sync.workbook import LEFT_BEHIND, WorkbookUnreadable, open_workbook, read_bytes

_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
#: Lock files of Excel, WPS and LibreOffice, and hidden files.
_PASSED_OVER = re.compile(r"^(~\$|\.)")
_CONFLICT = re.compile(r"冲突|conflict(?:ed)? copy|sync-conflict|副本冲突", re.IGNORECASE)


class FolderSource:
    """All workbooks under a folder, at any depth; ids are paths with `/`.

    Feedback lies in a workbook beside each book, in the language of the wording.
    """

    threads = 2

    def __init__(
        self, root: Path, *, excluded: tuple[str, ...] = (), wording: Wording | None = None
    ) -> None:
        self.root = root
        self.excluded = excluded
        self.wording = wording or load_wording("zh")
        self._left_behind: list[Path] = []

    def changed(
        self, known: Mapping[str, str | None], shown: Mapping[str, str] = MappingProxyType({})
    ) -> Look:
        """One stat for each file; only companions that are not as we left them are opened."""
        if not self.root.is_dir():
            raise SourceError(str(self.root))
        self._left_behind.clear()
        present: dict[str, str] = {}
        companions: dict[str, str] = {}
        odd: list[Finding] = []
        for book_id, stamp in self._walk(self.root, "", odd):
            if book_id.rsplit("/", 1)[-1].startswith(PREFIX):
                companions[book_id] = stamp
            elif _CONFLICT.search(book_id.rsplit("/", 1)[-1]):
                odd.append(Finding(code="book-conflict-copy", where=CellRef(book_id)))
            else:
                present[book_id] = stamp
        changed = [BookRef(b, stamp) for b, stamp in present.items() if known.get(b) != stamp]
        return Look(
            books={book_id: BookRef(book_id, stamp) for book_id, stamp in present.items()},
            changed=tuple(sorted(changed, key=lambda ref: ref.id)),
            shown=self._shown(companions, present, shown, odd),
            findings=tuple(odd),
            requests=len(present),
        )

    def shows_status(self, _book: str) -> bool:
        """Nothing is ever written into a workbook."""
        return False

    def holds(self, book: str) -> bool:
        """Whether it is a path to a workbook."""
        return book.lower().endswith(_ENDINGS)

    def requests(self) -> Mapping[str, int]:
        """Nothing: a folder is no network."""
        return {}

    def read(self, ref: BookRef) -> Book:
        """One file, hashed and opened from the same bytes; refused while it is being written."""
        path = self.root / ref.id
        content = read_bytes(path)
        if _stamp_of(path) != ref.stamp:
            raise WorkbookUnreadable(path.name, "it is being written", passing=True)
        revision = blake2b(content, digest_size=16).hexdigest()
        return Book(ref, revision, open_workbook(content, path.name))

    def write(self, feedback: Feedback) -> str | None:
        """Replaces the book's companion; one that a person made or has open is left alone."""
        book = self.root / feedback.book
        companion = book.with_name(name_companion(book.name, _ENDINGS))
        try:
            if companion.exists():
                if not is_ours(companion):
                    raise FeedbackWaits(feedback.book, "a file of that name is not ours")
            elif not feedback.remarks:
                return None
            if is_in_use(companion):
                raise FeedbackWaits(feedback.book, "somebody has it open")
            if not book.exists():
                companion.unlink(missing_ok=True)
                return None
            self._sweep()
            write_companion(companion, feedback, self.wording)
        except OSError as error:
            raise FeedbackWaits(feedback.book, str(error)) from error
        return _stamp_of(companion)

    def append(self, filing: Filing) -> CellRef:
        """In a workbook of our own beside the book."""
        return append_to_folder(self.root, filing)

    def _sweep(self) -> None:
        """Takes away half workbooks that lay there at the last look: their writer was killed."""
        while self._left_behind:
            self._left_behind.pop().unlink(missing_ok=True)

    def _shown(
        self,
        companions: Mapping[str, str],
        present: Collection[str],
        known: Mapping[str, str],
        odd: list[Finding],
    ) -> dict[str, str]:
        """The stamps of companions by their books; what only bears such a name is reported."""
        shown: dict[str, str] = {}
        books = {_beside(book, name_companion): book for book in present}
        for companion, stamp in companions.items():
            book = books.get(companion) or _beside(companion, name_book)
            if known.get(book) == stamp or self._is_ours(companion):
                shown[book] = stamp
            else:
                odd.append(Finding(code="feedback-name-taken", where=CellRef(companion)))
        return shown

    def _is_ours(self, companion: str) -> bool:
        try:
            return is_ours(self.root / companion)
        except OSError:
            return True  # in use, or gone again: nobody's fault, and no one's log

    def _walk(self, folder: Path, prefix: str, odd: list[Finding]) -> Iterator[tuple[str, str]]:
        try:
            entries = self.list_folder(folder)
        except OSError as error:
            if not prefix:
                raise SourceError(str(folder)) from error
            # One unit's folder that nobody may open must not keep the others from being read.
            odd.append(Finding(code="folder-unreadable", where=CellRef(prefix.rstrip("/"))))
            return
        for entry in entries:
            book_id = prefix + entry.name
            if LEFT_BEHIND.fullmatch(entry.name):
                self._left_behind.append(Path(entry.path))
            if _PASSED_OVER.match(entry.name) or self._is_excluded(book_id):
                continue
            if not _is_text(entry.name):
                odd.append(Finding(code="book-name-unreadable", where=CellRef(_shown(book_id))))
                continue
            if _is_folder(entry):
                yield from self._walk(Path(entry.path), f"{book_id}/", odd)
            elif entry.name.lower().endswith(_ENDINGS) and (stamp := _stamp_of(entry)):
                if entry.is_file():
                    yield book_id, stamp
                else:
                    # Reading a pipe would wait for ever.
                    odd.append(Finding(code="book-no-file", where=CellRef(book_id)))

    def list_folder(self, folder: Path) -> list[os.DirEntry[str]]:
        """What lies in one folder, by name; OSError where it cannot be opened."""
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)

    def _is_excluded(self, book_id: str) -> bool:
        return any(fnmatch(book_id, pattern) for pattern in self.excluded)


def _beside(path: str, name: Callable[[str, tuple[str, ...]], str]) -> str:
    """The path in the same folder of what belongs to this one."""
    folder, slash, file = path.rpartition("/")
    return f"{folder}{slash}{name(file, _ENDINGS)}"


def _is_text(name: str) -> bool:
    """Whether a file's name is text at all: other systems may leave bytes that are none."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(name: str) -> str:
    return name.encode(errors="replace").decode()


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether to go down there; not along a link that leads back to where we came from."""
    try:
        if not entry.is_symlink():
            return entry.is_dir()
        place = Path(entry.path)
        return entry.is_dir() and not place.parent.resolve().is_relative_to(place.resolve())
    except OSError:
        return False


def _stamp_of(file: Path | os.DirEntry[str]) -> str | None:
    """What tells one version of a file from the next; None where it is gone, or a dead link."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return f"{stat.st_mtime_ns}:{stat.st_size}"
