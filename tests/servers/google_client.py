"""A plain HTTP client of the Google test server, for its own tests."""

import ssl
from typing import Any

import httpx

from tests.servers.google import GoogleServer
from tests.servers.google.entering import Rows

#: Straight to the server; what TLS would trust is read once, for it takes its time.
SETTINGS: Any = {"trust_env": False, "verify": ssl.create_default_context()}
ROWS: Rows = [
    ["日期", "活动", "人数"],
    ["2026-03-05", "护河", 12],
    [],
    ["3月8日", "植树", "20"],
]


class GoogleClient:
    """Asks as one account, with a token of its own."""

    def __init__(self, server: GoogleServer, account: str = "sync", token: str = "") -> None:
        email = server.account(account)["client_email"]
        self._url = server.url
        self._headers = {"Authorization": f"Bearer {token or server.token(email)}"}

    def answer(self, method: str, path: str, body: object = None, **options: Any) -> httpx.Response:  # noqa: ANN401
        """The answer to a request; options are the query's."""
        url, headers = self._url + path, self._headers
        return httpx.request(
            method, url, json=body, params=options, headers=headers, timeout=10, **SETTINGS
        )

    def get(self, path: str, **options: Any) -> Any:  # noqa: ANN401  any JSON
        """The JSON of a GET that succeeds."""
        return self.answer("GET", path, **options).raise_for_status().json()

    def batch_get(self, book: str, *ranges: str, render: str = "UNFORMATTED_VALUE") -> Any:  # noqa: ANN401
        """The value ranges of a `values:batchGet`."""
        path = f"/v4/spreadsheets/{book}/values:batchGet"
        return self.get(path, ranges=list(ranges), valueRenderOption=render)["valueRanges"]

    def batch_update(self, book: str, *requests: Any, **body: Any) -> httpx.Response:  # noqa: ANN401
        """The answer to a `batchUpdate` of these requests."""
        path = f"/v4/spreadsheets/{book}:batchUpdate"
        return self.answer("POST", path, {"requests": requests, **body})

    def changes(self, token: str, **options: Any) -> Any:  # noqa: ANN401  any JSON
        """A page of the change feed: file ids with their names, None for what is gone."""
        fields = "nextPageToken,newStartPageToken,changes(fileId,removed,file(name,trashed))"
        page = self.get("/drive/v3/changes", pageToken=token, fields=fields, **options)
        page["changes"] = [
            (change["fileId"], change["file"]["name"] if "file" in change else None)
            for change in page["changes"]
        ]
        return page

    def start_token(self) -> str:
        """The token from which on changes are to come."""
        return str(self.get("/drive/v3/changes/startPageToken")["startPageToken"])


def message(answer: httpx.Response) -> tuple[int, str]:
    """Status and message of a refusal."""
    return answer.status_code, answer.json()["error"]["message"]
