"""Whatever people do to a book between two cycles, no row is missed and none is doubled."""

import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from config.wording import load_wording
from reports.findings import render_line
from rules.records import Activity
from store.database import build_engine, reading
from store.hours import gather_hours
from store.records import Placed, load_records
from store.roster import load_units
from store.tables import activity
from sync.reader import read_book
from sync.sources import Book, BookRef
from sync.workbook import read_workbook
from tests.builders import instant
from tests.sync.city import City
from tests.sync.hands import ROW_DEEDS, TAB_DEEDS, UNITS, Deed, Hands, Kept, said_by
from tests.sync.reading import context

BOOK = "台账.xlsx"
_DAYS = [f"2026-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 29)]
_TITLES = ["护河", "护 河", "护绿", "读书会", "敬老", "植树"]
#: What is said of rows together, and of when they were first seen: no one book tells it.
_OF_UNITS = {
    "activity-repeated", "activity-alike", "person-repeated", "text-repeated",
    "backfill-late", "backfill-batch", "backfill-no-photo",
}  # fmt: skip
#: What is said of the cells that nobody can read.
_REFUSED = {"date-unreadable", "date-vague", "count-unreadable", "count-range", "unit-unknown"}
_DEED = st.builds(
    Deed,
    kind=st.sampled_from((*ROW_DEEDS, *TAB_DEEDS)),
    tab=st.integers(0, 4),
    to=st.integers(0, 4),
    at=st.integers(0, 30),
    day=st.sampled_from(_DAYS),
    title=st.sampled_from(_TITLES),
    number=st.integers(1, 60),
)
_CYCLES = st.lists(st.lists(_DEED, max_size=8), min_size=2, max_size=4)


class Watch:
    """Compares the store with the book after each cycle, and ids with those of the one before."""

    def __init__(self, city: City, hands: Hands) -> None:
        self.city, self.hands = city, hands
        self.ids: dict[int, tuple[Kept, int]] = {}
        self.by_content: dict[Hashable, set[int]] = {}
        self.stood: set[int] = set()
        self.seen: dict[int, tuple[str, int]] = {}

    def sync(self, on: str, *, thorough: bool = True) -> None:
        """One cycle, and every comparison; where it is not thorough, all but the slowest."""
        self.hands.save(self.city.folder / BOOK)
        self.city.sync(on)
        with reading(self.city.engine) as conn:
            stored = load_records(conn, self.city.name, "activity")
            mine = activity.c.programme_id == self.city.name
            ever = set(conn.execute(select(activity.c.id).where(mine)).scalars())
            self.units = load_units(conn, self.city.name)
        self.standing = self.hands.standing()
        self.stored = {number: placed for number, _, placed, _ in stored}
        assert self.seen.keys() <= ever
        self.seen |= {number: (on, number) for number in self.stored.keys() - self.seen.keys()}
        self._compare_rows()
        self._compare_counts(on, {number for number, _, _, counts in stored if counts})
        if thorough:
            self._compare_fresh_reading(on)
        self._compare_ids()

    def _compare_rows(self) -> None:
        """The store says what the sheet says, row by row."""
        assert Counter(_said(placed) for placed in self.stored.values()) == Counter(
            (*place, *said_by(one.row)) for place, one in self.standing.items()
        )

    def _compare_counts(self, on: str, counted: set[int]) -> None:
        """Of rows that name one activity the first seen counts, then the smaller id."""
        first: dict[Hashable, tuple[str, int]] = {}
        minutes: Counter[str] = Counter()
        for number, placed in self.stored.items():
            one = self.standing[placed.sheet, placed.row].row
            unit, day, title, *_ = said_by(one)
            if unit in UNITS and day is not None:
                key = (unit, day, str(title).replace(" ", ""))
                first[key] = min(first.get(key, self.seen[number]), self.seen[number])
        for _, number in first.values():
            one = self.standing[self.stored[number].sheet, self.stored[number].row].row
            heads = said_by(one)[3]
            minutes[one.unit] += (heads if isinstance(heads, int) else 0) * one.hours * 60
        assert counted == {number for _, number in first.values()}
        with reading(self.city.engine) as conn:
            for number, unit in self.units.items():
                total = gather_hours(conn, self.city.programme, now=instant(on), unit_ids=[number])
                assert total.minutes == minutes[unit.name]

    def _compare_fresh_reading(self, on: str) -> None:
        """Rows and findings are those of who reads the book for the first time."""
        tabs = read_workbook(self.city.folder / BOOK)
        around = context(BOOK, today=on[:10], units=self.units)
        rows, found, _ = read_book(Book(BookRef(BOOK, ""), "", tabs), around)
        findings = [one for one in self.city.all_findings(on) if one.where.book == BOOK]
        assert Counter(self.stored.values()) == Counter(rows)
        alone = [one for one in findings if one.code not in _OF_UNITS]
        assert set(map(repr, alone)) == set(map(repr, found))
        refused = [one for one in findings if one.code in _REFUSED]
        assert Counter((one.where.sheet, one.where.cell) for one in refused) == self.hands.refused()
        for line in (render_line(one, load_wording("zh")) for one in findings[:50]):
            assert str(line.finding.where.cell or line.finding.where.row) in line.place
            assert "请" in line.message

    def _compare_ids(self) -> None:
        """Equal rows keep their ids between them, and a row that can be told keeps its own."""
        places = {(placed.sheet, placed.row): number for number, placed in self.stored.items()}
        now = {one.who: (one, places[place]) for place, one in self.standing.items()}
        by_content = _grouped((one.row, number) for one, number in now.values())
        for row, ids in self.by_content.items():
            less, more = sorted((ids, by_content.get(row, set())), key=len)
            assert less <= more
        for who in now.keys() & self.ids.keys():
            (before, was), (one, number) = self.ids[who], now[who]
            changed = sum(a != b for a, b in zip(before.row, one.row, strict=True))
            told = changed <= 2 if who in self.stood else changed == 0
            if one.row.place not in self.hands.copied and told:
                assert (one, number) == (one, was)
        self.ids |= now
        self.by_content, self.stood = by_content, set(now)


def _said(placed: Placed) -> tuple[object, ...]:
    one = placed.record
    assert isinstance(one, Activity)
    cells = (one.unit_text, one.days, one.title, one.headcount, one.duration)
    return placed.sheet, placed.row, *cells, one.place, one.content


def _grouped(pairs: Iterable[tuple[Hashable, int]]) -> dict[Hashable, set[int]]:
    grouped: defaultdict[Hashable, set[int]] = defaultdict(set)
    for key, number in pairs:
        grouped[key].add(number)
    return grouped


@pytest.fixture
def new_city(engine: Engine, tmp_path: Path) -> Callable[[], City]:
    """Makes a programme of its own for each example."""
    made: list[City] = []

    def make() -> City:
        made.append(City(engine, tmp_path / f"{len(made)}", f"city{len(made)}"))
        made[-1].roster("单位名称\n" + "\n".join(UNITS), "单位 | 姓名")
        return made[-1]

    return make


@given(cycles=_CYCLES)
@settings(
    max_examples=12,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_after_each_cycle_the_store_equals_the_sheets(
    new_city: Callable[[], City], cycles: list[list[Deed]]
) -> None:
    watch = Watch(new_city(), Hands(30))

    for number, deeds in enumerate([[], *cycles]):
        for deed in deeds:
            watch.hands.do(deed)
        watch.sync(f"2026-03-{6 + number:02}")


@pytest.mark.slow
def test_twenty_cycles_of_twelve_thousand_rows_miss_and_double_none(
    migrated_file: Path, tmp_path: Path
) -> None:
    engine = build_engine(f"sqlite:///{shutil.copy(migrated_file, tmp_path)}")
    city = City(engine, tmp_path / "sheets")
    city.roster("单位名称\n" + "\n".join(UNITS), "单位 | 姓名")
    watch, chance = Watch(city, Hands(12_000)), random.Random(2026)  # noqa: S311 - repeatable

    for number in range(20):
        for _ in range(number * 20):
            watch.hands.do(_drawn(chance, ROW_DEEDS))
        for _ in range(min(number, 1)):
            watch.hands.do(_drawn(chance, TAB_DEEDS))
        watch.sync(f"2026-03-{6 + number:02}", thorough=number % 10 == 9)
    engine.dispose()


def _drawn(chance: random.Random, kinds: tuple[str, ...]) -> Deed:
    return Deed(
        kind=chance.choice(kinds),
        tab=chance.randrange(5),
        to=chance.randrange(5),
        at=chance.randrange(100_000),
        day=chance.choice(_DAYS),
        title=chance.choice(_TITLES),
        number=chance.randrange(1, 60),
    )
