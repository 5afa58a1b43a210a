"""A Google of our own on 127.0.0.1: Sheets v4, Drive v3 and the token endpoint, for tests.

    from tests.servers.google import GOOGLE_QUOTAS, Fault, GoogleServer, Quotas

    with GoogleServer() as server:            # a free port; serves in a thread
        key = server.account("sync")          # service-account JSON, token_uri at server.url
        book = server.add_spreadsheet("图书馆", {"3月": [["日期", "活动"], ["2026-03-05", "护河"]]})
        server.type(book, "'3月'!B2", "植树")  # as a person does
        server.counts()                       # {"sheets.values.batchGet": 1, …}

A request that the server itself fails at is answered with 500, and its error raised at the end.
Base address of Sheets and of Drive: `server.url`, before `/v4/…` and `/drive/v3/…`.

GoogleServer(port=0, quotas=UNLIMITED, faults=(), still_at=None, token_seconds=3600, seed=1)
    quotas    GOOGLE_QUOTAS, or Quotas(reads_per_account=…, window="sliding" | "fixed", …)
    still_at  an aware datetime: the clock stands there and moves by `advance` alone

accounts      account(name) -> key JSON · token(email) -> bearer · revoke_tokens() ·
              disable_account(email)
files         add_spreadsheet(title, {tab: rows}, shared_with=None for everyone or names, role=,
              locale=, time_zone=, spreadsheet_id=, typed=) -> id · share · unshare · rename ·
              trash · delete · touch (version moves, content does not) · file(id)
people edit   type(id, "'tab'!B2", value) · type_rows(id, "'tab'!A5", rows) · add_tab ·
              insert_rows(id, tab, at) · delete_rows(id, tab, at) · rename_tab · delete_tab ·
              edit(id, *batchUpdate requests)
looking       tabs(id) · values(id, tab) · notes(id, tab) · formulas(id, tab) · sheet_id(id, tab)
counts        requests (list of Counted) · counts() · forget_requests()
faults        fail(Fault(how="status" | "html" | "reset" | "delay" | "half" | "lost",
              calls=regex of the call's name, status=, times=, chance=, seconds=, headers=,
              body=, reason= (Drive's), account=)) · heal()
time          advance(seconds) · expire_page_tokens(code=400)

Calls are named as Google names its methods: `sheets.spreadsheets.get`, `sheets.values.batchGet`,
`sheets.spreadsheets.batchUpdate`, `drive.changes.list`, `drive.files.list`; and `token`.
Judged by Google's recorded answers and schemas. Not proven against Google are the bodies of 429
and 5xx, an old page token, `changes.list`, charts, developer metadata, data filters and other
locales than en_US.
"""

from tests.servers.google.faults import Fault
from tests.servers.google.quotas import GOOGLE_QUOTAS, UNLIMITED, Quotas
from tests.servers.google.server import PERSON, GoogleServer
from tests.servers.google.service import Counted

__all__ = ["GOOGLE_QUOTAS", "PERSON", "UNLIMITED", "Counted", "Fault", "GoogleServer", "Quotas"]
