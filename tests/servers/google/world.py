"""Everything Google knows here: files, who may see them, and what changed in which order."""

import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.servers.google.accounts import EVERYONE, Accounts
from tests.servers.google.answers import Json, file_not_found, sheets_error
from tests.servers.google.book import Book, Tab
from tests.servers.google.clock import Clock
from tests.servers.google.looks import DEFAULT_FORMAT, THEME

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(slots=True)
class File:
    """A file of the drive; `book` is what it holds where it is a spreadsheet."""

    id: str
    name: str
    mime: str
    owner: str
    created: float
    modified: float
    book: Book
    version: int = 1
    last_editor: str = ""
    trashed: bool = False
    roles: dict[str, str] = field(default_factory=dict)
    """Role by e-mail; EVERYONE stands for each account of this server."""
    permission_ids: dict[str, str] = field(default_factory=dict)

    def role(self, account: str) -> str:
        """owner, writer, commenter, reader or "" for who may not see it."""
        if account == self.owner:
            return "owner"
        return self.roles.get(account) or self.roles.get(EVERYONE, "")


@dataclass(slots=True)
class Change:
    """A place in the feed of changes."""

    number: int
    time: float


class World:
    """The state behind the interface; hold `lock` while reading or changing it."""

    def __init__(self, clock: Clock, seed: int = 1) -> None:
        self.lock = threading.RLock()
        self.clock = clock
        self.accounts = Accounts(clock)
        self.files: dict[str, File] = {}
        self.deleted: dict[str, File] = {}
        self.changes: dict[str, Change] = {}
        """The latest of each file, in order."""
        self.losses: dict[tuple[str, str], Change] = {}
        """When a file was taken away from an account, or from EVERYONE, by file and account."""
        self.change_number = 1
        self.oldest_token = 1
        self.expired_token_code = 400
        self.random = random.Random(seed)  # noqa: S311  ids, not secrets
        self._latest = 0.0

    def new_id(self) -> str:
        """An id of 44 signs, as Google's are."""
        return "1" + "".join(self.random.choices(_SIGNS, k=43))

    def new_number(self) -> int:
        """A number for a sheet, range or chart."""
        return self.random.randrange(1, 2**31 - 1)

    def instant(self) -> float:
        """Now, but later than every instant given out before, by a millisecond at least."""
        self._latest = max(self.clock.now(), self._latest + 0.001)
        return self._latest

    def add_file(self, name: str, owner: str, book: Book | None = None) -> File:
        """A new spreadsheet with one tab, or with the given content."""
        now = self.instant()
        file_id = book.id if book else self.new_id()
        book = book or Book(file_id, _properties(name))
        if not book.tabs:
            book.tabs.append(Tab(tab_properties(0, "Sheet1")))
        file = File(file_id, name, SPREADSHEET, owner, now, self.instant(), book, last_editor=owner)
        self.files[file_id] = file
        self.deleted.pop(file_id, None)
        self.log(file)
        return file

    def log(self, file: File) -> None:
        """Put a file at the end of the change feed, once."""
        self.changes.pop(file.id, None)
        self.changes[file.id] = self._change()

    def lose(self, file: File, account: str) -> None:
        """Say in an account's feed that a file is gone for it."""
        self.losses[file.id, account] = self._change()

    def _change(self) -> Change:
        self.change_number += 1
        return Change(self.change_number - 1, self.instant())

    def edited(self, file: File, editor: str) -> None:
        """Somebody changed the file's content or name."""
        file.modified = self.instant()
        file.version += 1
        file.last_editor = editor
        self.log(file)

    def touched(self, file: File) -> None:
        """Something nobody sees: the version grows and nothing else."""
        file.version += 1
        self.log(file)

    def expire_tokens(self, code: int) -> None:
        """Page tokens given out so far are too old from now on."""
        self.change_number += 1
        self.oldest_token, self.expired_token_code = self.change_number, code

    def remove(self, file: File) -> None:
        """Delete a file for good."""
        self.deleted[file.id] = self.files.pop(file.id)
        self.log(file)

    def visible(self, account: str) -> Iterator[File]:
        """The files an account may see, the latest modified first."""
        files = [file for file in self.files.values() if file.role(account)]
        yield from sorted(files, key=lambda file: file.modified, reverse=True)

    def sheet_file(self, file_id: str, account: str, *, write: bool = False) -> File:
        """A spreadsheet as Sheets grants it: 404 if unknown, 403 if not shared."""
        file = self.files.get(file_id)
        if file is None:
            raise sheets_error(404, "Requested entity was not found.")
        if not file.role(account) or (write and file.role(account) not in ("owner", "writer")):
            raise sheets_error(403, "The caller does not have permission")
        return file

    def drive_file(self, file_id: str, account: str) -> File:
        """A file as Drive grants it: 404 if unknown or not shared."""
        file = self.files.get(file_id)
        if file is None or not file.role(account):
            raise file_not_found(file_id)
        return file


def _properties(title: str) -> Json:
    return {
        "title": title,
        "locale": "en_US",
        "autoRecalc": "ON_CHANGE",
        "timeZone": "Etc/GMT",
        "defaultFormat": DEFAULT_FORMAT,
        "spreadsheetTheme": THEME,
    }


def tab_properties(sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Json:
    """The properties of a new tab."""
    grid = {"rowCount": rows, "columnCount": columns}
    return {"sheetId": sheet_id, "title": title, "sheetType": "GRID", "gridProperties": grid}


def new_book(file_id: str, title: str, locale: str, time_zone: str) -> Book:
    """A spreadsheet without tabs yet."""
    return Book(file_id, _properties(title) | {"locale": locale, "timeZone": time_zone})
