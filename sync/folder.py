"""The folder source: workbooks that units keep on a share or a synced drive."""

import os
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from hashlib import blake2b
from pathlib import Path

from rules.findings import CellRef, Finding
from sync.sources import Book, BookRef, Look, SourceError
from sync.workbook import WorkbookUnreadable, open_workbook, read_bytes

_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
#: Lock files of Excel, WPS and LibreOffice, our own remarks, and hidden files.
_PASSED_OVER = re.compile(r"^(~\$|\.|反馈_)")
_CONFLICT = re.compile(r"冲突|conflict(?:ed)? copy|sync-conflict|副本冲突", re.IGNORECASE)


class FolderSource:
    """All workbooks under a folder, at any depth; ids are paths with `/`."""

    def __init__(self, root: Path, *, excluded: tuple[str, ...] = ()) -> None:
        self.root = root
        self.excluded = excluded

    def changed(self, known: Mapping[str, str | None]) -> Look:
        """One stat for each file; nothing is opened."""
        if not self.root.is_dir():
            raise SourceError(str(self.root))
        present: dict[str, str] = {}
        odd: list[Finding] = []
        for book_id, stamp in self._walk(self.root, "", odd):
            if _CONFLICT.search(book_id.rsplit("/", 1)[-1]):
                odd.append(Finding(code="book-conflict-copy", where=CellRef(book_id)))
            else:
                present[book_id] = stamp
        changed = [BookRef(b, stamp) for b, stamp in present.items() if known.get(b) != stamp]
        return Look(
            present=frozenset(present),
            changed=tuple(sorted(changed, key=lambda ref: ref.id)),
            findings=tuple(odd),
            requests=len(present),
        )

    def read(self, ref: BookRef) -> Book:
        """One file, hashed and opened from the same bytes; refused while it is being written."""
        path = self.root / ref.id
        content = read_bytes(path)
        if _stamp_of(path) != ref.stamp:
            raise WorkbookUnreadable(path.name, "it is being written", passing=True)
        revision = blake2b(content, digest_size=16).hexdigest()
        return Book(ref, revision, open_workbook(content, path.name))

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
            if _PASSED_OVER.match(entry.name) or self._is_excluded(book_id):
                continue
            if not _is_text(entry.name):
                odd.append(Finding(code="book-name-unreadable", where=CellRef(_shown(book_id))))
                continue
            if _is_folder(entry):
                yield from self._walk(Path(entry.path), f"{book_id}/", odd)
            elif entry.name.lower().endswith(_ENDINGS) and (stamp := _stamp_of(entry)):
                yield book_id, stamp

    def list_folder(self, folder: Path) -> list[os.DirEntry[str]]:
        """What lies in one folder, by name; OSError where it cannot be opened."""
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)

    def _is_excluded(self, book_id: str) -> bool:
        return any(fnmatch(book_id, pattern) for pattern in self.excluded)


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
