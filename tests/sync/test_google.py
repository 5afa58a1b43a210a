"""The door to Google over real HTTP: keys, tokens, tries, time-outs and counting."""

import json
import re
from pathlib import Path

import pytest

from sync.google import GoogleAccount, Hosts
from sync.google_errors import (
    CredentialsUnusable,
    GoogleGone,
    GoogleNotShared,
    GoogleOverQuota,
    GoogleRefused,
    GoogleSignInRefused,
    GoogleUnreachable,
)
from sync.google_pool import Pace
from tests.servers.google import Fault, GoogleServer, Quotas
from tests.sync.google_city import save_keys

_NOTE = {
    "updateCells": {
        "start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 0},
        "rows": [{"values": [{"note": "x"}]}],
        "fields": "note",
    }
}


class Watch:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.sleeps: list[float] = []

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.seconds += seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def account(google: GoogleServer, tmp_path: Path, watch: Watch) -> GoogleAccount:
    [key] = save_keys(google, tmp_path, ["sync"])
    pace = Pace(clock=watch.now, sleep=watch.sleep)
    return GoogleAccount(key, Hosts(sheets=google.url, drive=google.url), pace)


@pytest.fixture
def book(google: GoogleServer) -> str:
    return google.add_spreadsheet("图书馆", {"活动": [["日期", "活动"]]})


def test_token_is_fetched_once_and_again_when_it_is_worth_nothing(
    google: GoogleServer, account: GoogleAccount, book: str
) -> None:
    account.read_spreadsheet(book)
    account.read_spreadsheet(book)
    once = google.counts()["token"]
    google.revoke_tokens()

    account.read_spreadsheet(book)

    assert (once, google.counts()["token"]) == (1, 2)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(calls="sheets", how="status", status=500),
        Fault(calls="sheets", how="status", status=503),
        Fault(calls="sheets", how="status", status=429, headers={"Retry-After": "7"}),
        Fault(calls="sheets", how="html", status=502),
        Fault(calls="sheets", how="reset"),
        Fault(calls="sheets", how="half"),
    ],
    ids=lambda fault: f"{fault.how}-{fault.status}",
)
def test_reading_is_tried_again_where_that_may_help(
    google: GoogleServer, account: GoogleAccount, book: str, fault: Fault
) -> None:
    fault.times = 2
    google.fail(fault)

    answer = account.read_spreadsheet(book)

    assert answer["properties"]["title"] == "图书馆"
    assert account.pace.counts == {"read": 3, "token": 1, "failed": 2}


def test_pause_that_google_asks_for_is_kept(
    google: GoogleServer, account: GoogleAccount, book: str, watch: Watch
) -> None:
    google.fail(Fault(calls="sheets", how="status", status=429, headers={"Retry-After": "17"}))

    account.read_spreadsheet(book)

    assert watch.seconds >= 17


def test_pauses_end_after_six_tries(
    google: GoogleServer, account: GoogleAccount, book: str, watch: Watch
) -> None:
    google.fail(Fault(calls="sheets", how="status", status=503, times=100))

    with pytest.raises(GoogleUnreachable):
        account.read_spreadsheet(book)

    assert account.pace.counts["read"] == 6
    assert [pause <= 2**n for n, pause in enumerate(watch.sleeps)] == [True] * 5


@pytest.mark.parametrize(
    ("status", "expected"), [(400, GoogleRefused), (403, GoogleNotShared), (404, GoogleGone)]
)
def test_what_lasts_is_not_tried_again(
    google: GoogleServer,
    account: GoogleAccount,
    book: str,
    status: int,
    expected: type[Exception],
) -> None:
    google.fail(Fault(calls="sheets", how="status", status=status))

    with pytest.raises(expected):
        account.read_spreadsheet(book)

    assert account.pace.counts["read"] == 1


def test_writing_that_may_have_arrived_is_not_sent_twice_unless_that_is_harmless(
    google: GoogleServer, account: GoogleAccount, book: str
) -> None:
    google.fail(Fault(calls="sheets", how="lost", times=2))

    account.update(book, [_NOTE])
    google.fail(Fault(calls="sheets", how="lost", times=1))
    with pytest.raises(GoogleUnreachable):
        account.update(book, [_NOTE], repeatable=False)

    assert account.pace.counts["write"] == 4


def test_writing_that_surely_did_not_arrive_is_sent_again(
    google: GoogleServer, account: GoogleAccount, book: str
) -> None:
    google.fail(Fault(calls="sheets", how="status", status=429))

    account.update(book, [_NOTE], repeatable=False)

    assert account.pace.counts["write"] == 2


def test_key_that_google_does_not_accept_is_told(
    google: GoogleServer, account: GoogleAccount, book: str
) -> None:
    google.disable_account(account.email)

    with pytest.raises(GoogleSignInRefused, match=re.escape(account.email)):
        account.read_spreadsheet(book)


def test_nobody_there_is_unreachable(tmp_path: Path, watch: Watch) -> None:
    with GoogleServer() as server:
        [key] = save_keys(server, tmp_path, ["sync"])
    gone = GoogleAccount(
        key, Hosts(sheets=server.url, drive=server.url), Pace(clock=watch.now, sleep=watch.sleep)
    )

    with pytest.raises(GoogleUnreachable):
        gone.read_spreadsheet("1a")


def test_quota_is_kept_without_ever_being_told(tmp_path: Path, watch: Watch) -> None:
    quotas = Quotas(reads_per_account=60, window="sliding")
    with GoogleServer(quotas=quotas) as server:
        watch.sleep = lambda seconds: _pass(watch, server, seconds)  # type: ignore[method-assign]
        [key] = save_keys(server, tmp_path, ["sync"])
        pace = Pace(clock=watch.now, sleep=watch.sleep)
        account = GoogleAccount(key, Hosts(sheets=server.url, drive=server.url), pace)
        book = server.add_spreadsheet("图书馆")

        for _ in range(150):
            account.read_spreadsheet(book)

    assert account.pace.counts["failed"] == 0
    assert watch.seconds == pytest.approx(120, abs=5)


def _pass(watch: Watch, server: GoogleServer, seconds: float) -> None:
    watch.seconds += seconds
    server.advance(seconds)


def test_over_quota_waits_until_the_minute_is_over(
    google: GoogleServer, account: GoogleAccount, book: str
) -> None:
    google.fail(Fault(calls="sheets", how="status", status=429, times=100))

    with pytest.raises(GoogleOverQuota):
        account.read_spreadsheet(book)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"type": "service_account"}', "\x00"])
def test_file_that_holds_no_key_is_named_without_its_content(content: str, tmp_path: Path) -> None:
    file = tmp_path / "key.json"
    file.write_text(content)

    with pytest.raises(CredentialsUnusable) as unusable:
        GoogleAccount(file, Hosts(), Pace())

    assert unusable.value.values == {"file": str(file)}


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CredentialsUnusable, match="none"):
        GoogleAccount(tmp_path / "none.json", Hosts(), Pace())


def test_key_is_not_shown_where_it_is_damaged(google: GoogleServer, tmp_path: Path) -> None:
    file = tmp_path / "key.json"
    held = google.account("sync") | {"private_key": "-----BEGIN PRIVATE KEY-----\nabc\n"}
    file.write_text(json.dumps(held))

    with pytest.raises(CredentialsUnusable) as unusable:
        GoogleAccount(file, Hosts(), Pace())

    assert unusable.value.__cause__ is None
    assert unusable.value.__suppress_context__


def test_answer_that_does_not_come_is_given_up_and_asked_for_again(
    google: GoogleServer, account: GoogleAccount, book: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.google._TIMEOUT", (1, 0.3))
    google.fail(Fault(calls="sheets", how="delay", seconds=1.0))

    answer = account.read_spreadsheet(book)

    assert answer["properties"]["title"] == "图书馆"
    assert account.pace.counts["failed"] == 1
