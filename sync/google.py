"""The one door to Google: every request of an account goes through here, and through gspread."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from typing import Any

import orjson
import requests
from google.auth.exceptions import RefreshError, TransportError
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.service_account import Credentials
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL

from sync.google_cells import MASK
from sync.google_errors import (
    CredentialsUnusable,
    GoogleSignInRefused,
    GoogleTooLarge,
    GoogleUnreachable,
    classify,
)
from sync.google_limiter import MOST_OF_ACCOUNT, MOST_OF_PROJECT, SlidingWindow
from sync.google_pool import GooglePool, Json, Pace, Plain

SHEETS, DRIVE = "https://sheets.googleapis.com", "https://www.googleapis.com"
_SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)
#: Seconds to connect, and to wait for an answer; gspread itself would wait for ever.
_TIMEOUT = (5, 60)
_TRIES = 6
#: Seconds that one request is tried again in, and the longest pause between two tries.
_PATIENCE, _LONGEST_PAUSE = 120.0, 32.0
_MOST_BYTES = 64_000_000

_parse_credentials: Any = Credentials.from_service_account_info  # which has no types
_KINDS = {"get": "read"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """Where Sheets and Drive are reached; without a path."""

    sheets: str = SHEETS
    drive: str = DRIVE

    def replace(self, address: str) -> str:
        """The address, at these hosts."""
        return address.replace(SHEETS, self.sheets, 1).replace(DRIVE, self.drive, 1)


class GoogleAccount:
    """One service account: its key, its quota, and the few things that are asked of Google.

    Everything raises GoogleError. Many threads may use it; none shares a session with another.
    """

    def __init__(self, file: Path, hosts: Hosts, pace: Pace) -> None:
        """CredentialsUnusable where the file holds no key."""
        try:
            held = json.loads(file.read_text(encoding="utf-8-sig"))
            self.credentials: Credentials = _parse_credentials(held, scopes=_SCOPES)
        except (OSError, ValueError, AttributeError, TypeError):
            raise CredentialsUnusable(file) from None  # the original might show the key
        self.email = str(self.credentials.service_account_email)
        self.hosts, self.pace = hosts, pace
        project = str(held.get("project_id", self.email))
        shared = pace.projects.setdefault(project, _windows(MOST_OF_PROJECT))
        own = _windows(MOST_OF_ACCOUNT)
        self.windows = {kind: (own[kind], shared[kind]) for kind in own}
        self._lock, self._signing = threading.Lock(), threading.Lock()
        self._idle: list[_Client] = []

    def read_spreadsheet(self, book: str) -> Json:
        """Tabs, values and notes of a spreadsheet, in one request; see `MASK`."""
        return self._ask("get", SPREADSHEET_URL % book, {"fields": MASK})

    def update(self, book: str, changes: Sequence[Json], *, repeatable: bool = True) -> Json:
        """Carries out all changes or none; the spreadsheet as it stands afterwards.

        What is not repeatable is sent once more only where it surely did not arrive.
        """
        body = {
            "requests": list(changes),
            "includeSpreadsheetInResponse": True,
            "responseIncludeGridData": True,
        }
        url, params = SPREADSHEET_BATCH_UPDATE_URL % book, {"fields": f"updatedSpreadsheet({MASK})"}
        answer = self._ask("post", url, params, body, repeatable=repeatable)
        after: Json = answer.get("updatedSpreadsheet", {})
        return after

    def ask_drive(self, path: str, params: Mapping[str, Plain]) -> Json:
        """The answer of Drive v3 to a GET below /drive/v3/."""
        return self._ask("get", f"{DRIVE}/drive/v3/{path}", params)

    def sign_in(self, *, anew: bool = False) -> None:
        """Has a token that is valid now; threads wait for the one that fetches it."""
        with self._signing:
            if self.credentials.valid and not anew:
                return
            self.pace.count("token")
            session = requests.Session()
            try:
                self.credentials.refresh(Request(session))  # type: ignore[no-untyped-call] # has no types
            except TransportError as error:
                raise GoogleUnreachable("token", arrived=False) from error
            except RefreshError as error:
                if error.retryable:
                    raise GoogleUnreachable("token", arrived=False) from error
                raise GoogleSignInRefused(self.email) from error
            finally:
                session.close()

    def _ask(
        self,
        method: str,
        url: str,
        params: Mapping[str, Plain],
        body: Json | None = None,
        *,
        repeatable: bool = True,
    ) -> Json:
        with self._client() as client:
            client.repeatable = repeatable
            told = client.request(method, url, {**params, "prettyPrint": "false"}, json=body)
        answer: Json = orjson.loads(told.content)
        return answer

    @contextmanager
    def _client(self) -> Iterator["_Client"]:
        """A client that no other thread uses meanwhile; its connection is kept for the next."""
        with self._lock:
            client = self._idle.pop() if self._idle else None
        client = client or _Client(self)
        try:
            yield client
        finally:
            with self._lock:
                self._idle.append(client)


class _Client(HTTPClient):
    """gspread's client with a limit, a deadline, and another try where one may help."""

    def __init__(self, account: GoogleAccount) -> None:
        # A token that is refused is renewed here: the session would leave the answer unread.
        session = AuthorizedSession(account.credentials, refresh_status_codes=())  # type: ignore[no-untyped-call] # has no types
        super().__init__(account.credentials, session)
        self.set_timeout(_TIMEOUT)
        self.account, self.repeatable = account, True

    def request(self, method: str, endpoint: str, *rest: Any, **asked: Any) -> requests.Response:  # noqa: ANN401 - as gspread calls it
        """The answer, after up to six tries with pauses of full jitter between them."""
        asked |= zip(("params", "data", "json", "files", "headers"), rest, strict=False)
        kind = "drive" if endpoint.startswith(DRIVE) else _KINDS.get(method.lower(), "write")
        pace, windows, end = self.account.pace, self.account.windows.get(kind, ()), None
        for attempt in range(1, _TRIES + 1):
            pace.limiter.acquire(windows)
            try:
                return self._try(kind, method, self.account.hosts.replace(endpoint), asked)
            except GoogleUnreachable as error:
                pace.count("failed")
                end = pace.clock() + _PATIENCE if end is None else end
                pause = max(_jitter(attempt), error.retry_after)
                pace.limiter.close(windows, error.retry_after)
                given_up = attempt == _TRIES or pace.clock() + pause > end
                if given_up or (error.arrived and not self.repeatable):
                    raise
            pace.sleep(pause)
        raise AssertionError(endpoint)  # the last try returns or raises

    def _try(self, kind: str, method: str, url: str, asked: Mapping[str, Any]) -> requests.Response:
        """The answer, with a new token where the one at hand is refused."""
        self.account.sign_in()
        try:
            return self._send(kind, method, url, asked)
        except GoogleSignInRefused:
            self.account.sign_in(anew=True)
        return self._send(kind, method, url, asked)

    def _send(
        self, kind: str, method: str, url: str, asked: Mapping[str, Any]
    ) -> requests.Response:
        """One request, counted, with every way to fail told apart."""
        self.account.pace.count(kind)
        try:
            response = self.session.request(method, url, **asked, timeout=self.timeout, stream=True)
            content = _read_content(response)
        except requests.ConnectTimeout as error:
            raise GoogleUnreachable("time-out", arrived=False) from error
        except (requests.RequestException, TransportError) as error:
            raise GoogleUnreachable(type(error).__name__) from error
        except RefreshError as error:
            raise GoogleSignInRefused(self.account.email) from error
        response._content = content  # noqa: SLF001 - else it would be read again, without a limit
        told = _parse_json(content)
        if not response.ok:
            retry_after = response.headers.get("Retry-After")
            raise classify(response.status_code, told, self.account.email, retry_after)
        if not isinstance(told, Mapping):
            raise GoogleUnreachable("half an answer")
        return response


def build_pool(files: Sequence[Path], hosts: Hosts, pace: Pace | None = None) -> GooglePool:
    """The accounts of these key files; CredentialsUnusable."""
    pace = pace or Pace()
    return GooglePool(accounts=[GoogleAccount(file, hosts, pace) for file in files], pace=pace)


def _windows(most: int) -> dict[str, SlidingWindow]:
    return {"read": SlidingWindow(most), "write": SlidingWindow(most)}


def _jitter(attempt: int) -> float:
    return SystemRandom().uniform(0, min(2.0 ** (attempt - 1), _LONGEST_PAUSE))


def _read_content(response: requests.Response) -> bytes:
    """The body, unpacked, up to a limit; GoogleTooLarge beyond it."""
    content = bytearray()
    with response:
        for part in response.iter_content(1 << 20):
            content += part
            if len(content) > _MOST_BYTES:
                raise GoogleTooLarge
    return bytes(content)


def _parse_json(content: bytes) -> object:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
