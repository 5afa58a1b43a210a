"""Whatever people do while we read and write: nothing of theirs is lost or moved by us."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from config.wording import load_wording
from rules.records import ACTIVITY
from store.database import reading, writing
from store.findings import load_findings
from store.records import load_records
from sync.google_cells import parse_spreadsheet
from sync.google_pool import Account, GooglePool, Json, Plain
from sync.google_source import GoogleSource
from sync.google_standing import MARK, SHOWN_TABS
from sync.run import synchronise
from tests.builders import instant, programme
from tests.servers.google import GoogleServer
from tests.servers.google.entering import Rows
from tests.sync.google_city import new_pool

_BOOK = "1book000000000000000000000"
_HEADER = ["日期", "活动名称", "人数", "时长(小时)"]
_DAYS: Rows = [[f"2026-02-{n:02}", f"护河{n}", n, 2] for n in range(3, 9)]
_TEXTS = ["2026-02-11", "看情况", "护绿", "很多", "", "=1+1", "12"]


class Deed(NamedTuple):
    """Something a person does to a tab, at a row and column."""

    kind: str
    tab: int
    row: int
    column: int
    text: int


_DEEDS = st.lists(
    st.builds(
        Deed,
        kind=st.sampled_from(("type", "type", "insert", "delete", "rename", "add", "sort")),
        tab=st.integers(0, 2),
        row=st.integers(2, 9),
        column=st.integers(0, 3),
        text=st.integers(0, len(_TEXTS) - 1),
    ),
    max_size=3,
)
#: What people do at each moment in turn: before and after each of our readings and writings.
_MOMENTS = st.lists(_DEEDS, min_size=6, max_size=24)


class People:
    """Does everything on two servers: one that we sync, and one that nobody else touches."""

    def __init__(self, *servers: GoogleServer) -> None:
        self.servers, self._numbers = servers, count(1)

    def do(self, deed: Deed) -> None:
        number = next(self._numbers)
        for server in self.servers:
            tabs = peoples_tabs(server)
            tab = tabs[deed.tab % len(tabs)]
            getattr(self, f"_{deed.kind}")(server, tab, deed, number)

    def _type(self, server: GoogleServer, tab: str, deed: Deed, _: int) -> None:
        server.type(_BOOK, f"'{tab}'!{'ABCD'[deed.column]}{deed.row}", _TEXTS[deed.text])

    def _insert(self, server: GoogleServer, tab: str, deed: Deed, number: int) -> None:
        server.insert_rows(_BOOK, tab, deed.row)
        server.type_rows(_BOOK, f"'{tab}'!A{deed.row}", [[_TEXTS[deed.text], f"新{number}", 5, 1]])

    def _delete(self, server: GoogleServer, tab: str, deed: Deed, _: int) -> None:
        server.delete_rows(_BOOK, tab, deed.row)

    def _rename(self, server: GoogleServer, tab: str, _: Deed, number: int) -> None:
        server.rename_tab(_BOOK, tab, f"台账{number}")

    def _add(self, server: GoogleServer, _: str, __: Deed, number: int) -> None:
        if len(peoples_tabs(server)) < 3:
            server.add_tab(_BOOK, f"新表{number}")
            server.type_rows(
                _BOOK, f"'新表{number}'!A1", [_HEADER, ["随便", f"敬老{number}", 3, 1]]
            )

    def _sort(self, server: GoogleServer, tab: str, deed: Deed, _: int) -> None:
        area = {"sheetId": server.sheet_id(_BOOK, tab), "startRowIndex": 1, "endRowIndex": 12}
        by = {"dimensionIndex": deed.column, "sortOrder": "DESCENDING"}
        whole = {**area, "startColumnIndex": 0, "endColumnIndex": 4}
        server.edit(_BOOK, {"sortRange": {"range": whole, "sortSpecs": [by]}})


class Busy:
    """An account whose every reading and writing people are quicker and slower than."""

    def __init__(self, account: Account, moment: Callable[[], None]) -> None:
        self.account, self.moment, self.email = account, moment, account.email

    def read_spreadsheet(self, book: str) -> Json:
        self.moment()
        answer = self.account.read_spreadsheet(book)
        self.moment()
        return answer

    def update(self, book: str, changes: Sequence[Json], *, repeatable: bool = True) -> Json:
        self.moment()
        answer = self.account.update(book, changes, repeatable=repeatable)
        self.moment()
        return answer

    def ask_drive(self, path: str, params: Mapping[str, Plain]) -> Json:
        answer = self.account.ask_drive(path, params)
        self.moment()
        return answer


def peoples_tabs(server: GoogleServer) -> list[str]:
    """The tabs that are not ours, in their order."""
    return [tab for tab in server.tabs(_BOOK) if server.sheet_id(_BOOK, tab) not in SHOWN_TABS]


def written(server: GoogleServer) -> object:
    """What people wrote: all their tabs, cells and formulas."""
    return [(tab, server.values(_BOOK, tab, "FORMULA")) for tab in peoples_tabs(server)]


def sync(engine: Engine, pool: GooglePool, name: str) -> None:
    rules = programme(f'[programme]\nid = "{name}"')
    source = GoogleSource(
        pool,
        lambda: writing(engine),
        programme_id=name,
        today=instant("2026-03-06").date(),
        wording=load_wording("zh"),
    )
    now, wording = instant("2026-03-06"), load_wording("zh")
    synchronise(lambda: writing(engine), rules, source, now=now, feedback=wording)


_NAMES = count()


@given(moments=_MOMENTS)
@settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_people_edit_while_we_read_and_write(
    sqlite: Engine, tmp_path: Path, moments: list[list[Deed]]
) -> None:
    name = f"city{next(_NAMES)}"
    with GoogleServer() as ours, GoogleServer() as untouched:
        for server in (ours, untouched):
            server.add_spreadsheet("图书馆台账", {"台账": [_HEADER, *_DAYS]}, spreadsheet_id=_BOOK)
        ours.add_spreadsheet("名册", {"单位": [["单位名称"], ["图书馆"]]})
        people, ahead, quiet = People(ours, untouched), deque(moments), new_pool(ours, tmp_path)

        def moment() -> None:
            for deed in ahead.popleft() if ahead else ():
                people.do(deed)

        busy = GooglePool(accounts=[Busy(a, moment) for a in quiet.accounts], pace=quiet.pace)

        while ahead:
            sync(sqlite, busy, name)
        for _ in range(2):
            sync(sqlite, quiet, name)

        assert written(ours) == written(untouched)
        compare_store(sqlite, quiet, name)
        compare_notes(ours, sqlite, name)


def compare_store(engine: Engine, pool: GooglePool, name: str) -> None:
    """The store says what the sheet says: every title at its place, and no other."""
    stands = parse_spreadsheet(pool.accounts[0].read_spreadsheet(_BOOK)).peoples(SHOWN_TABS)
    with reading(engine) as conn:
        stored = load_records(conn, name, ACTIVITY)
    titles = {(one.sheet, one.row): one.record.title for _, _, one, _ in stored}
    told = {
        (tab.name, number): str(row[1]) if len(row) > 1 else ""
        for tab in stands
        for number, row in enumerate(tab.rows, start=1)
    }
    assert {place: told[place] for place in titles} == {p: t or "" for p, t in titles.items()}
    assert {
        p for p, title in told.items() if str(title).startswith(("新", "敬老"))
    } <= titles.keys()


def compare_notes(server: GoogleServer, engine: Engine, name: str) -> None:
    """Each finding about a cell is a note on that cell, and there is no other note."""
    with reading(engine) as conn:
        found = load_findings(conn, name, today=instant("2026-03-06").date(), books=[_BOOK])
    wanted = {(one.where.sheet, one.where.cell) for one in found if one.where.cell}
    for tab in peoples_tabs(server):
        notes = server.notes(_BOOK, tab)
        assert set(notes) == {cell for sheet, cell in wanted if sheet == tab}
        assert all(note.startswith(MARK) for note in notes.values())
