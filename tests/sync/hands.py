"""A book in the hands of people: what they do to it between two cycles, and what it says then."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from tests.sync.books import inline, xlsx

UNITS = ("图书馆", "文化馆")
HEADER = ("单位", "日期", "活动名称", "人数", "时长(小时)", "地点", "活动内容")
_NOBODY, _SOME_DAY, _MANY = "没有这家", "看情况", "很多"
_LAST = 10**9
_REFUSED = {0: _NOBODY, 1: _SOME_DAY, 3: _MANY}


class Row(NamedTuple):
    """What a person writes in a row; the place is its own, and its first title."""

    unit: str
    day: str
    title: str
    headcount: int | str
    hours: int
    place: str
    content: str


@dataclass(frozen=True)
class Kept:
    """A row with what is not written: who it is."""

    who: int
    row: Row


class Deed(NamedTuple):
    """Something a person does, with what is drawn for it."""

    kind: str
    tab: int = 0
    to: int = 0
    at: int = 0
    day: str = "2026-02-05"
    title: str = "护河"
    number: int = 12


@dataclass
class Sheet:
    """A tab: a table below some titles, perhaps with a column that says nothing."""

    name: str
    rows: list[Kept] = field(default_factory=list)
    titles: int = 0
    column: int = len(HEADER)

    def cells(self) -> list[list[object]]:
        """All cells, with titles and header."""
        lines = [HEADER, *(one.row for one in self.rows)]
        more = ("审核意见", *[""] * len(self.rows))
        cells: list[list[object]] = [["志愿服务台账"] for _ in range(self.titles)]
        for line, said in zip(lines, more, strict=True):
            cells.append([*line[: self.column], said, *line[self.column :]])
        return cells

    def numbered(self) -> Iterator[tuple[int, Kept]]:
        """Each row with its number in the sheet."""
        return enumerate(self.rows, start=self.titles + 2)

    def refused(self) -> Iterator[tuple[str, str]]:
        """Tab and address of the cells that nobody can read."""
        for number, one in self.numbered():
            for column, text in _REFUSED.items():
                if one.row[column] == text:
                    yield self.name, f"{'ABCDEFGH'[column + (self.column <= column)]}{number}"


class Hands:
    """A book of three tabs, and what is done to it."""

    def __init__(self, rows: int) -> None:
        self.sheets = [Sheet(name) for name in ("1月", "2月", "3月")]
        #: Places that more than one row ever had: a copy is as good as what it was made of.
        self.copied: set[str] = set()
        self._written = 0
        self._cut: list[tuple[Sheet, int, list[Kept]]] = []
        chance = random.Random(rows)  # noqa: S311 - the same book each time
        for n in range(rows):
            day, heads = f"2026-02-{chance.randint(1, 28):02}", chance.randint(3, 150)
            self.do(Deed("insert", n, chance.randrange(5), _LAST, day, number=heads))

    def do(self, deed: Deed) -> None:
        """Does it to the tab that it means."""
        sheet = self.sheets[deed.tab % len(self.sheets)]
        at = deed.at % len(sheet.rows) if sheet.rows and deed.at != _LAST else len(sheet.rows)
        getattr(self, deed.kind)(sheet, at, deed)

    def insert(self, sheet: Sheet, at: int, deed: Deed) -> None:
        n = self._written + 1
        unit, hours = UNITS[deed.to % 2], deed.number % 3 + 1
        title = f"{deed.title}之{n}"
        row = Row(unit, deed.day, title, deed.number, hours, f"{n}号楼", f"{n % 991}组")
        sheet.rows.insert(at, self._new(row))

    def delete(self, sheet: Sheet, at: int, deed: Deed) -> None:
        del sheet.rows[at : at + deed.number % 3 + 1]

    def move(self, sheet: Sheet, at: int, deed: Deed) -> None:
        taken, sheet.rows[at : at + 2] = sheet.rows[at : at + 2], []
        self._other(deed).rows.extend(taken)

    def paste(self, sheet: Sheet, at: int, deed: Deed) -> None:
        self._other(deed).rows.extend(self._copies(sheet.rows[at : at + deed.number % 2 + 1]))

    def edit(self, sheet: Sheet, at: int, deed: Deed) -> None:
        """One cell or two, sometimes to what nobody can read."""
        heads = _MANY if deed.number % 7 == 0 else deed.number
        day = _SOME_DAY if deed.number % 5 == 0 else deed.day
        changes: tuple[dict[str, object], ...] = (
            {"headcount": heads},
            {"day": day},
            {"day": day, "title": deed.title},
            {"title": deed.title, "headcount": heads},
            {"unit": (*UNITS, _NOBODY)[deed.number % 3]},
        )
        self._change(sheet, at, changes[deed.to % len(changes)])

    def mend(self, sheet: Sheet, at: int, deed: Deed) -> None:
        """The next row that cannot be read is mended, if it is not far."""
        wanted = {"unit": UNITS[0], "day": deed.day, "headcount": deed.number}
        for number in range(at, min(at + 300, len(sheet.rows))):
            row = sheet.rows[number].row
            odd = [Row._fields[column] for column, text in _REFUSED.items() if row[column] == text]
            if odd:
                self._change(sheet, number, {name: wanted[name] for name in odd})
                return

    def cut(self, sheet: Sheet, at: int, deed: Deed) -> None:
        rows = sheet.rows[at : at + deed.number % 3 + 1]
        del sheet.rows[at : at + len(rows)]
        self._cut.append((sheet, at, rows))

    def undo(self, _: Sheet, __: int, ___: Deed) -> None:
        """What was cut last stands again, in its own tab if that is still there."""
        if self._cut:
            sheet, at, rows = self._cut.pop()
            place = sheet if any(one is sheet for one in self.sheets) else self.sheets[0]
            place.rows[at:at] = rows

    def clear(self, sheet: Sheet, _: int, deed: Deed) -> None:
        self.cut(sheet, 0, deed._replace(number=3 * len(sheet.rows) + 2))
        self._cut[-1] = (sheet, 0, self._cut[-1][2] + sheet.rows)
        sheet.rows.clear()

    def sort(self, sheet: Sheet, _: int, deed: Deed) -> None:
        column = deed.number % len(HEADER)
        sheet.rows.sort(key=lambda one: str(one.row[column]), reverse=deed.to % 2 == 1)

    def rename(self, sheet: Sheet, _: int, deed: Deed) -> None:
        taken = {one.name for one in self.sheets}
        names = ("台账", "1月", "一月(新)", "2026年2月", "汇总", "3月", "备份")
        free = [name for name in names if name not in taken]
        sheet.name = free[deed.number % len(free)]

    def title(self, sheet: Sheet, _: int, deed: Deed) -> None:
        sheet.titles = deed.number % 3

    def column(self, sheet: Sheet, _: int, deed: Deed) -> None:
        sheet.column = deed.number % (len(HEADER) + 1)

    def duplicate(self, sheet: Sheet, _: int, __: Deed) -> None:
        if len(self.sheets) < 4:
            rows = self._copies(sheet.rows)
            self.sheets.append(replace(sheet, name=f"副本{self._written}", rows=rows))

    def drop(self, _: Sheet, __: int, ___: Deed) -> None:
        if len(self.sheets) > 3:
            self.sheets.pop()

    def save(self, place: Path) -> None:
        """Saves the book."""
        tabs = [inline(sheet.cells()) for sheet in self.sheets]
        place.write_bytes(xlsx(*tabs, names=[sheet.name for sheet in self.sheets]))

    def standing(self) -> dict[tuple[str, int], Kept]:
        """Every row by its place."""
        return {
            (sheet.name, number): one for sheet in self.sheets for number, one in sheet.numbered()
        }

    def refused(self) -> Counter[tuple[str, str]]:
        """Tab and address of every cell that nobody can read."""
        return Counter(place for sheet in self.sheets for place in sheet.refused())

    def _other(self, deed: Deed) -> Sheet:
        return self.sheets[deed.to % len(self.sheets)]

    def _new(self, row: Row) -> Kept:
        self._written += 1
        return Kept(self._written, row)

    def _copies(self, rows: list[Kept]) -> list[Kept]:
        self.copied.update(one.row.place for one in rows)
        return [self._new(one.row) for one in rows]

    def _change(self, sheet: Sheet, at: int, changes: dict[str, object]) -> None:
        if at < len(sheet.rows):
            one = sheet.rows[at]
            sheet.rows[at] = Kept(one.who, one.row._replace(**changes))  # type: ignore[arg-type] # as drawn


ROW_DEEDS = ("insert", "delete", "move", "paste", "edit", "mend", "cut", "undo")
TAB_DEEDS = ("sort", "rename", "title", "column", "clear", "duplicate", "drop")


def said_by(row: Row) -> tuple[object, ...]:
    """What the cells of a row say; None where nobody can know."""
    day = None if row.day == _SOME_DAY else row.day
    heads = None if row.headcount == _MANY else row.headcount
    return row.unit, day, row.title, heads, row.hours * 60, row.place, row.content
