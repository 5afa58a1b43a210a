"""Fifty cycles while a fifth of all requests fail in every way: in the end nothing is missing."""

import logging
import random
from pathlib import Path

import pytest
from sqlalchemy import Engine

from store.database import writing
from sync.filings import append_filing
from sync.google_pool import Pace
from sync.google_standing import SHOWN_TABS
from sync.sources import Filing, FilingWaits, SourceError
from tests.servers.google import Fault, GoogleServer
from tests.sync.contract import filing
from tests.sync.google_city import GoogleCity, new_pool, new_source

_SHARE = 0.2 / 9
_FAULTS = (
    Fault(how="status", status=500, times=None, chance=_SHARE),
    Fault(how="status", status=503, times=None, chance=_SHARE),
    Fault(how="status", status=429, times=None, chance=_SHARE, headers={"Retry-After": "3"}),
    Fault(how="status", status=400, times=None, chance=_SHARE, calls="sheets"),
    Fault(how="status", status=404, times=None, chance=_SHARE / 2, calls="sheets"),
    Fault(how="status", status=403, times=None, chance=_SHARE / 2, calls="sheets"),
    Fault(how="html", status=502, times=None, chance=_SHARE),
    Fault(how="reset", times=None, chance=_SHARE),
    Fault(how="half", times=None, chance=_SHARE),
    Fault(how="lost", times=None, chance=_SHARE),
)


def test_fifty_cycles_of_faults_end_with_the_store_equal_to_the_sheets(
    tmp_path: Path, sqlite: Engine, google: GoogleServer, caplog: pytest.LogCaptureFixture
) -> None:
    seconds = [0.0]

    def sleep(pause: float) -> None:
        seconds[0] += pause

    pace = Pace(clock=lambda: seconds[0], sleep=sleep)
    city = GoogleCity(google, new_pool(google, tmp_path, "a", "b", pace=pace), sqlite)
    city.roster("图书馆", "文化馆")
    books = [
        city.log(f"图书馆{n}", *((f"2026-02-{day:02}", f"护河{n}{day}", 12, 2) for day in (3, 4)))
        for n in range(4)
    ]
    city.sync()
    chance, waiting = random.Random(7), list[Filing]()  # noqa: S311 - the same each time
    caplog.set_level(logging.INFO)

    for fault in _FAULTS:
        google.fail(fault)
    for number in range(50):
        person_edits(google, chance.choice(books), chance)
        if number % 5 == 0:
            waiting.append(filing(chance.choice(books), f"f-{number}", f"填报{number}"))
        if number % 10 == 9:
            google.revoke_tokens()
        waiting = append_all(city, waiting)
        seconds[0] += 4000
        try:
            city.sync()
        except SourceError:
            continue
    google.heal()
    seconds[0] += 4000
    append_all(city, waiting)
    city.sync()
    city.sync()

    assert city.titles() == standing(google, books)
    assert sum(str(title).startswith("填报") for title in city.titles()) == 10
    secrets = ("PRIVATE KEY", "ya29.", "Bearer", "assertion=")
    assert [secret for secret in secrets if secret in caplog.text] == []


def person_edits(google: GoogleServer, book: str, chance: random.Random) -> None:
    """One of several things: another date that may be unreadable, or a further row."""
    row = chance.randrange(2, 4)
    if chance.random() < 0.5:
        day = chance.choice(("2026-02-05", "看情况"))
        google.type(book, f"'活动'!A{row}", day)
        return
    google.insert_rows(book, "活动", row)
    title = f"植树{chance.randrange(1000)}"
    google.type_rows(book, f"'活动'!A{row}", [["2026-02-06", title, 3, 1]])


def append_all(city: GoogleCity, waiting: list[Filing]) -> list[Filing]:
    """Those that still wait."""
    left = []
    for one in waiting:
        source = new_source(city.pool, city.engine)
        try:
            append_filing(lambda: writing(city.engine), city.programme, source, one)
        except FilingWaits:
            left.append(one)
    return left


def standing(google: GoogleServer, books: list[str]) -> list[str]:
    """Every title in every log, in the order of books, tabs and rows."""
    placed = [
        (book, tab, number, str(row[2 if tab == "聊天填报" else 1]))
        for book in books
        for tab in google.tabs(book)
        if google.sheet_id(book, tab) not in SHOWN_TABS
        for number, row in enumerate(google.values(book, tab))
        if number
    ]
    return [title for *_, title in sorted(placed)]
