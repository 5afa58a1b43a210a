"""The handle by which tests start the server, set the scene, edit as people do and look."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Self

from tests.servers.google.a1 import named_cells, whole
from tests.servers.google.accounts import EVERYONE, email_of
from tests.servers.google.answers import Json
from tests.servers.google.batch import apply_batch
from tests.servers.google.clock import Clock
from tests.servers.google.drive import permission_id
from tests.servers.google.drive_calls import unshare
from tests.servers.google.editing import add_tabs, change_book, type_block, year_of
from tests.servers.google.entering import Rows
from tests.servers.google.faults import Fault, Faults
from tests.servers.google.grid import Cell, Scalar
from tests.servers.google.http_door import Door
from tests.servers.google.quotas import UNLIMITED, Meter, Quotas
from tests.servers.google.service import Counted, Service
from tests.servers.google.values import read_values
from tests.servers.google.work import Work
from tests.servers.google.world import File, World, new_book

PERSON = "editor@example.org"


class GoogleServer:
    """Sheets v4, Drive v3 and the token endpoint on a free port of 127.0.0.1; see the package."""

    def __init__(
        self,
        *,
        port: int = 0,
        quotas: Quotas = UNLIMITED,
        faults: Iterable[Fault] = (),
        still_at: datetime | None = None,
        token_seconds: float = 3600,
        seed: int = 1,
    ) -> None:
        self.clock = Clock(still_at)
        self.world = World(self.clock, seed)
        self.world.accounts.lifetime = token_seconds
        self.faults = Faults(faults, seed)
        self._service = Service(self.world, Meter(quotas, self.clock), self.faults)
        self._door = Door(self._service, port)
        self._thread = threading.Thread(target=self._door.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        self._door.shutdown()
        self._door.cut_all()
        self._door.server_close()
        self._thread.join()
        if self._service.crashes and not failed:
            raise self._service.crashes[0]

    @property
    def url(self) -> str:
        """The base address for Sheets and Drive alike, without a slash at the end."""
        return f"http://127.0.0.1:{self._door.server_port}"

    def account(self, name: str = "sync") -> Json:
        """A service account's key file as JSON, whose `token_uri` is this server."""
        with self.world.lock:
            return self.world.accounts.add(name, f"{self.url}/token")

    def token(self, email: str, token: str | None = None, lifetime: float | None = None) -> str:
        """A bearer token without the token endpoint."""
        return self.world.accounts.issue(email, token, lifetime)

    def revoke_tokens(self) -> None:
        """Every token is refused with 401 from now on; new ones may be fetched."""
        with self.world.lock:
            self.world.accounts.revoke_all()

    def disable_account(self, email: str) -> None:
        """The token endpoint answers `invalid_grant` to this account, its tokens end."""
        with self.world.lock:
            self.world.accounts.disabled.add(email)
            self.world.accounts.revoke_all()

    def add_spreadsheet(
        self,
        title: str,
        tabs: Mapping[str, Rows] | None = None,
        *,
        spreadsheet_id: str | None = None,
        shared_with: Iterable[str] | None = None,
        role: str = "writer",
        locale: str = "zh_CN",
        time_zone: str = "Asia/Shanghai",
        owner: str = PERSON,
        typed: bool = True,
    ) -> str:
        """A spreadsheet of a person; its id. Shared with all accounts unless some are named.

        Values are typed in (texts like 2026-03-05 become dates) or, without `typed`, put as is.
        """
        with self.world.lock:
            book = new_book(spreadsheet_id or self.world.new_id(), title, locale, time_zone)
            add_tabs(book, tabs or {"Sheet1": []}, year=year_of(self.world) if typed else None)
            file = self.world.add_file(title, owner, book)
            names = [EVERYONE] if shared_with is None else shared_with
            file.roles = {email_of(name): role for name in names}
            return file.id

    def file(self, spreadsheet_id: str) -> File:
        """The file's state: name, version, modified, trashed, roles; read it, do not write it."""
        return self.world.files[spreadsheet_id]

    def share(self, spreadsheet_id: str, email: str, role: str = "writer") -> None:
        """Let an account (by name or address) in."""
        with self.world.lock:
            file = self.file(spreadsheet_id)
            file.roles[email_of(email)] = role
            self.world.touched(file)

    def unshare(self, spreadsheet_id: str, email: str = EVERYONE) -> None:
        """Take an account's access away, or that of everyone."""
        with self.world.lock:
            unshare(self.world, self.file(spreadsheet_id), permission_id(email_of(email)))

    def rename(self, spreadsheet_id: str, title: str) -> None:
        new = {"properties": {"title": title}, "fields": "title"}
        self.edit(spreadsheet_id, {"updateSpreadsheetProperties": new})

    def trash(self, spreadsheet_id: str, *, trashed: bool = True) -> None:
        with self.world.lock:
            file = self.file(spreadsheet_id)
            file.trashed = trashed
            self.world.edited(file, PERSON)

    def delete(self, spreadsheet_id: str) -> None:
        with self.world.lock:
            self.world.remove(self.file(spreadsheet_id))

    def touch(self, spreadsheet_id: str) -> None:
        """Something nobody sees happens to the file: version and change feed move, content not."""
        with self.world.lock:
            self.world.touched(self.file(spreadsheet_id))

    def edit(self, spreadsheet_id: str, *requests: Json) -> list[Json]:
        """A person does batchUpdate requests, all or none; their replies."""
        answer = self._change(
            spreadsheet_id, lambda work: apply_batch(work, {"requests": list(requests)}, {})
        )
        return list(answer["replies"])

    def type(self, spreadsheet_id: str, cell: str, value: Scalar) -> None:
        """A person types into a cell, `'3月'!B2`; "" empties it, its note and look stay."""
        self.type_rows(spreadsheet_id, cell, [[value]])

    def type_rows(self, spreadsheet_id: str, start: str, rows: Rows) -> None:
        """A person types a block of cells from a cell on; None leaves one as it is."""
        self._change(spreadsheet_id, lambda work: type_block(work, start, rows))

    def insert_rows(self, spreadsheet_id: str, tab: str, at: int, count: int = 1) -> None:
        """A person inserts empty rows before row `at`, counted from 1."""
        self._lines("insertDimension", spreadsheet_id, tab, at - 1, count)

    def delete_rows(self, spreadsheet_id: str, tab: str, at: int, count: int = 1) -> None:
        """A person deletes rows from row `at` on, counted from 1."""
        self._lines("deleteDimension", spreadsheet_id, tab, at - 1, count)

    def _lines(self, kind: str, spreadsheet_id: str, tab: str, *lines: int) -> None:
        span = {"sheetId": self.sheet_id(spreadsheet_id, tab), "dimension": "ROWS"}
        span |= {"startIndex": lines[0], "endIndex": sum(lines)}
        self.edit(spreadsheet_id, {kind: {"range": span}})

    def rename_tab(self, spreadsheet_id: str, tab: str, title: str) -> None:
        properties = {"sheetId": self.sheet_id(spreadsheet_id, tab), "title": title}
        request = {"properties": properties, "fields": "title"}
        self.edit(spreadsheet_id, {"updateSheetProperties": request})

    def add_tab(self, spreadsheet_id: str, title: str) -> None:
        self.edit(spreadsheet_id, {"addSheet": {"properties": {"title": title}}})

    def delete_tab(self, spreadsheet_id: str, tab: str) -> None:
        self.edit(spreadsheet_id, {"deleteSheet": {"sheetId": self.sheet_id(spreadsheet_id, tab)}})

    def _change(self, spreadsheet_id: str, change: Callable[[Work], Any]) -> Any:  # noqa: ANN401
        with self.world.lock:
            return change_book(self.world, self.file(spreadsheet_id), PERSON, change)

    def sheet_id(self, spreadsheet_id: str, tab: str) -> int:
        return {tab.title: tab.id for tab in self.file(spreadsheet_id).book.tabs}[tab]

    def tabs(self, spreadsheet_id: str) -> list[str]:
        """The titles of the tabs, in order."""
        return [tab.title for tab in self.file(spreadsheet_id).book.tabs]

    def values(
        self, spreadsheet_id: str, tab: str, render: str = "UNFORMATTED_VALUE"
    ) -> list[list[Scalar]]:
        """A tab's values as `values.get` gives them: ragged rows, "" for empty cells."""
        with self.world.lock:
            book = self.file(spreadsheet_id).book
            area = whole(book.tab(self.sheet_id(spreadsheet_id, tab)))
            return list(read_values(book, area, {"valueRenderOption": render}).get("values", []))

    def notes(self, spreadsheet_id: str, tab: str) -> dict[str, str]:
        """A tab's notes by cell, {"B2": "…"}."""
        return {name: cell.note for name, cell in self._cells(spreadsheet_id, tab) if cell.note}

    def formulas(self, spreadsheet_id: str, tab: str) -> dict[str, str]:
        """A tab's formulas by cell."""
        cells = self._cells(spreadsheet_id, tab)
        return {name: cell.formula for name, cell in cells if cell.formula}

    def _cells(self, spreadsheet_id: str, tab: str) -> list[tuple[str, Cell]]:
        with self.world.lock:
            book = self.file(spreadsheet_id).book
            return named_cells(book.tab(self.sheet_id(spreadsheet_id, tab)))

    @property
    def requests(self) -> list[Counted]:
        """Every request so far, in order."""
        return list(self._service.counted)

    def counts(self) -> Counter[str]:
        """How often each call was made: {"sheets.values.batchGet": 30, "token": 1, …}."""
        return self._service.counts()

    def forget_requests(self) -> None:
        """Start counting anew; quotas go on."""
        self._service.counted.clear()

    def fail(self, fault: Fault) -> None:
        """Let a fault wait for its call."""
        self.faults.waiting.append(fault)

    def heal(self) -> None:
        """Take back all faults."""
        self.faults.waiting.clear()

    def advance(self, seconds: float) -> None:
        """Move the server's clock on."""
        self.clock.advance(seconds)

    def expire_page_tokens(self, code: int = 400) -> None:
        """Page tokens of the change feed given out so far are too old; they answer with `code`."""
        with self.world.lock:
            self.world.expire_tokens(code)
