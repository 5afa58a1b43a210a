"""The Google test server refuses and goes wrong on demand: tokens, quotas, faults; and counts."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

import httpx
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.servers.google import GOOGLE_QUOTAS, Fault, GoogleServer, Quotas
from tests.servers.google.answers import Json
from tests.servers.google_client import ROWS, SETTINGS, GoogleClient, message

ADD: Json = {"addSheet": {"properties": {}}}
NOON = datetime(2026, 4, 12, 12, tzinfo=UTC)


@pytest.fixture
def still() -> Iterator[GoogleServer]:
    """A server whose clock stands at noon, with Google's quotas."""
    with GoogleServer(still_at=NOON, quotas=GOOGLE_QUOTAS) as server:
        yield server


def assertion(key: dict[str, str], at: datetime = NOON) -> dict[str, str]:
    """The signed form that a service account sends for a token."""

    def encoded(value: bytes) -> str:
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    second = int(at.timestamp())
    claims = {"iss": key["client_email"], "iat": second, "exp": second + 3600}
    parts = ".".join(encoded(json.dumps(part).encode()) for part in ({"alg": "RS256"}, claims))
    private = serialization.load_pem_private_key(key["private_key"].encode(), None)
    assert isinstance(private, rsa.RSAPrivateKey)
    signature = private.sign(parts.encode(), padding.PKCS1v15(), hashes.SHA256())
    return {"assertion": f"{parts}.{encoded(signature)}"}


def test_token_is_given_for_a_signed_assertion_and_holds_for_an_hour(still: GoogleServer) -> None:
    key = still.account("sync")
    book = still.add_spreadsheet("图书馆")

    answer = httpx.post(key["token_uri"], data=assertion(key), **SETTINGS).json()

    client = GoogleClient(still, token=answer["access_token"])
    path = f"/v4/spreadsheets/{book}"
    still.advance(answer["expires_in"] - 1)
    assert client.answer("GET", path).status_code == 200
    still.advance(2)
    assert client.answer("GET", path).status_code == 401
    assert still.counts() == {"token": 1, "sheets.spreadsheets.get": 2}


def test_assertion_with_a_wrong_signature_gets_no_token(still: GoogleServer) -> None:
    key = still.account("sync")
    forged = {"assertion": assertion(key)["assertion"][:-8] + "AAAAAAAA"}

    answer = httpx.post(key["token_uri"], data=forged, **SETTINGS)

    said = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
    assert (answer.status_code, answer.json()) == (400, said)


def test_account_that_was_disabled_gets_no_token(still: GoogleServer) -> None:
    key = still.account("sync")

    still.disable_account(key["client_email"])

    answer = httpx.post(key["token_uri"], data=assertion(key), **SETTINGS)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_request_without_a_token_is_refused(still: GoogleServer) -> None:
    answer = httpx.get(f"{still.url}/drive/v3/files", **SETTINGS)

    assert message(answer) == (403, "The request is missing a valid API key.")


def test_sixty_reads_a_minute_are_let_through_by_a_sliding_window(still: GoogleServer) -> None:
    book, client = still.add_spreadsheet("图书馆"), GoogleClient(still)

    def statuses(count: int) -> list[int]:
        path = f"/v4/spreadsheets/{book}/values/Sheet1"
        return [client.answer("GET", path).status_code for _ in range(count)]

    first = statuses(30)
    still.advance(30)
    second = statuses(31)
    still.advance(30)
    third = statuses(31)

    assert (first, second, third) == ([200] * 30, [200] * 30 + [429], [200] * 30 + [429])


@pytest.mark.parametrize(("window", "status"), [("fixed", 200), ("sliding", 429)])
def test_fixed_window_lets_twice_as_much_through_at_its_border(
    window: Literal["fixed", "sliding"], status: int
) -> None:
    quotas = Quotas(reads_per_account=1, window=window)
    with GoogleServer(still_at=NOON, quotas=quotas) as server:
        book, client = server.add_spreadsheet("图书馆"), GoogleClient(server)
        server.advance(59)
        client.get(f"/v4/spreadsheets/{book}")
        server.advance(2)

        answer = client.answer("GET", f"/v4/spreadsheets/{book}")

    assert answer.status_code == status


def test_reads_writes_and_accounts_are_counted_apart_and_the_project_together() -> None:
    quotas = Quotas(reads_per_account=1, writes_per_account=1, reads_per_project=2)
    with GoogleServer(still_at=NOON, quotas=quotas) as server:
        book = server.add_spreadsheet("图书馆")
        path = f"/v4/spreadsheets/{book}"
        accounts = [GoogleClient(server, name) for name in ("one", "two", "three")]

        reads = [account.answer("GET", path).status_code for account in accounts]
        writes = [account.batch_update(book, ADD).status_code for account in accounts]

    assert (reads, writes) == ([200, 200, 429], [200, 200, 200])


def test_refusal_for_quota_says_so_in_googles_words(still: GoogleServer) -> None:
    book, client = still.add_spreadsheet("图书馆"), GoogleClient(still)
    answers = [client.answer("GET", f"/v4/spreadsheets/{book}") for _ in range(61)]

    error = answers[-1].json()["error"]

    assert (error["code"], error["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert error["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"


def test_fault_strikes_its_call_as_often_as_told(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆")
    google.fail(Fault(calls="values.get$", status=503, times=2, headers={"Retry-After": "7"}))

    answers = [client.answer("GET", f"/v4/spreadsheets/{book}/values/A1") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert answers[0].headers["Retry-After"] == "7"
    assert client.answer("GET", f"/v4/spreadsheets/{book}").status_code == 200


def test_fault_of_drive_has_drives_form_and_reason(
    google: GoogleServer, client: GoogleClient
) -> None:
    google.fail(Fault(calls="drive", status=403, reason="rateLimitExceeded"))

    answer = client.answer("GET", "/drive/v3/files")

    [error] = answer.json()["error"]["errors"]
    assert (error["domain"], error["reason"]) == ("usageLimits", "rateLimitExceeded")


def test_html_fault_is_no_json(google: GoogleServer, client: GoogleClient) -> None:
    google.fail(Fault(how="html", status=502))

    answer = client.answer("GET", "/drive/v3/files")

    assert answer.status_code == 502
    assert answer.text.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("how", "error", "done"),
    [
        ("reset", httpx.TransportError, False),
        ("half", httpx.RemoteProtocolError, True),
        ("lost", httpx.TransportError, True),
    ],
)
def test_cut_connection_leaves_the_work_done_or_not(
    google: GoogleServer,
    client: GoogleClient,
    how: Literal["reset", "half", "lost"],
    error: type[Exception],
    done: bool,  # noqa: FBT001  a case
) -> None:
    book = google.add_spreadsheet("图书馆")
    google.fail(Fault(how=how, calls="batchUpdate"))

    with pytest.raises(error):
        client.batch_update(book, {"addSheet": {"properties": {"title": "新"}}})

    assert google.tabs(book) == (["Sheet1", "新"] if done else ["Sheet1"])
    assert client.answer("GET", f"/v4/spreadsheets/{book}").status_code == 200


def test_delay_lets_an_impatient_client_time_out(google: GoogleServer) -> None:
    google.fail(Fault(how="delay", seconds=0.2))

    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{google.url}/drive/v3/files", timeout=0.05, **SETTINGS)


def test_requests_are_counted_by_call_account_and_file(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": ROWS})
    client.batch_get(book, "'3月'")
    client.answer("GET", "/v4/spreadsheets/nowhere")

    counted = [(c.call, c.account.partition("@")[0], c.status, c.file_id) for c in google.requests]

    assert counted == [
        ("sheets.values.batchGet", "sync", 200, book),
        ("sheets.spreadsheets.get", "sync", 404, "nowhere"),
    ]


def test_server_in_a_process_of_its_own_is_steered_by_requests() -> None:
    command = [sys.executable, "-m", "tests.servers.google", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        headers = {"Authorization": "Bearer replay-token"}
        with httpx.Client(base_url=url, headers=headers, **SETTINGS) as http:
            http.post("/admin/faults", json={"status": 500}).raise_for_status()
            statuses = [http.get("/drive/v3/files").status_code for _ in range(2)]
            counts = http.get("/admin/requests").json()["counts"]
        process.terminate()

    assert (statuses, counts) == ([500, 200], {"drive.files.list": 2})
