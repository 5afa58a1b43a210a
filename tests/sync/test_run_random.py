"""Whatever people do to a book between two cycles, no row is missed and none is doubled."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from rules.records import ACTIVITY
from store.database import reading
from store.records import load_records
from sync.workbook import write_workbook
from tests.sync.city import City

TABS = ("1月", "2月", "3月")


class Row(NamedTuple):
    """A row as a person knows it: `mark` tells it from every other, and is never edited."""

    mark: str
    day: str
    title: str
    headcount: int

    def cells(self) -> list[object]:
        return [self.day, self.title, self.headcount, self.mark]


Sheets = dict[str, list[Row]]
_DAYS = st.integers(1, 28).map(lambda day: f"2026-02-{day:02}")
_TITLES = st.sampled_from(["护河", "护绿", "读书会"])
_KINDS = st.sampled_from(["insert", "delete", "sort", "move", "paste", "edit"])
_DEED = st.tuples(
    _KINDS,
    st.sampled_from(TABS), st.sampled_from(TABS),
    st.integers(0, 9),
    _DAYS, _TITLES, st.integers(1, 60),
)  # fmt: skip
_CYCLES = st.lists(st.lists(_DEED, max_size=6), min_size=1, max_size=3)


class Book:
    """A book of three tabs in the hands of its unit."""

    def __init__(self) -> None:
        self.tabs: Sheets = {tab: [] for tab in TABS}
        self.touched: set[str] = set()
        self.written = 0

    def do(self, kind: str, tab: str, to: str, at: int, *row: object) -> None:
        """One thing people do; what is edited or doubled is touched."""
        rows = self.tabs[tab]
        if kind == "insert":
            self.written += 1
            rows.insert(at % (len(rows) + 1), Row(f"甲{self.written}", *row))  # type: ignore[arg-type] # as drawn
        elif kind == "sort":
            rows.sort(key=lambda one: (one.title, one.day))
        elif rows:
            self._do_with(rows, at % len(rows), kind, self.tabs[to], row)

    def _do_with(
        self, rows: list[Row], at: int, kind: str, other: list[Row], row: tuple[object, ...]
    ) -> None:
        one = rows[at]
        if kind == "delete":
            rows.pop(at)
        elif kind == "move":
            other.append(rows.pop(at))
        elif kind == "paste":
            self.touched.add(one.mark)
            other.append(one)
        else:
            self.touched.add(one.mark)
            rows[at] = Row(one.mark, *row)  # type: ignore[arg-type] # as drawn

    def save(self, place: Path) -> None:
        """Saves the tabs below each other's header."""
        header: list[object] = ["日期", "活动名称", "人数", "地点"]
        tabs = [(tab, [header, *(one.cells() for one in rows)]) for tab, rows in self.tabs.items()]
        write_workbook(place, tabs)


def said(book: Book) -> Counter[tuple[object, ...]]:
    """What the sheets say, with the place of each row."""
    return Counter(
        (tab, number, one.mark, one.day, one.title, one.headcount)
        for tab, rows in book.tabs.items()
        for number, one in enumerate(rows, start=2)
    )


def counted(city: City) -> list[tuple[str | None, str | None]]:
    """What counts: days and titles."""
    with reading(city.engine) as conn:
        rows = load_records(conn, city.name, ACTIVITY)
    return sorted((one.record.days, one.record.title) for _, _, one, counts in rows if counts)


def stored(city: City) -> tuple[Counter[tuple[object, ...]], dict[str, list[int]]]:
    """What the store says, and the ids of each mark."""
    rows: Counter[tuple[object, ...]] = Counter()
    ids: dict[str, list[int]] = {}
    with reading(city.engine) as conn:
        for number, _, placed, _ in load_records(conn, city.name, ACTIVITY):
            one = placed.record
            mark = str(getattr(one, "place", None))
            headcount = getattr(one, "headcount", None)
            rows[placed.sheet, placed.row, mark, one.days, one.title, headcount] += 1
            ids.setdefault(mark, []).append(number)
    return rows, {mark: sorted(numbers) for mark, numbers in ids.items()}


@pytest.fixture
def new_city(engine: Engine, tmp_path: Path) -> Callable[[], City]:
    """Makes a programme of its own for each example."""
    made: list[City] = []

    def make() -> City:
        made.append(City(engine, tmp_path / f"{len(made)}", f"city{len(made)}"))
        made[-1].roster("单位名称\n图书馆", "单位 | 姓名")
        return made[-1]

    return make


@given(cycles=_CYCLES)
@settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_after_each_cycle_the_store_equals_the_sheets(
    new_city: Callable[[], City], cycles: list[list[tuple[str, str, str, int, str, str, int]]]
) -> None:
    city, book = new_city(), Book()
    for number in range(6):
        book.do("insert", TABS[number % 3], "", 0, f"2026-02-0{number + 1}", "护河", 10 + number)
    before: dict[str, list[int]] = {}

    for deeds in [[], *cycles]:
        book.touched.clear()
        for deed in deeds:
            book.do(*deed)
        book.save(city.folder / "图书馆.xlsx")
        city.sync()

        rows, ids = stored(city)
        assert rows == said(book)
        assert counted(city) == sorted({(day, title) for _, _, _, day, title, _ in said(book)})
        stayed = {
            mark for mark in before.keys() & ids.keys() if len(ids[mark]) == len(before[mark])
        }
        assert {m: ids[m] for m in stayed - book.touched} == {
            m: before[m] for m in stayed - book.touched
        }
        before = ids
