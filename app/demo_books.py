"""The sample city's workbooks: rows of cells in each unit's form, and where the faults stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.demo_activities import Held
from app.demo_cells import field_of, hours_text, write_cell
from app.demo_faults import Fault
from app.demo_layouts import SHARED, Layout, Tabs, Taste
from app.demo_people import Team
from app.demo_units import DemoUnit
from rules.months import Month

Rows = Sequence[Sequence[object]]
#: Tabs as the workbook is written: title and rows.
Sheets = Sequence[tuple[str, Rows]]

RECORDS_TAB = "服务记录"
RECORDS_HEADER = ("志愿者姓名", "志愿者编号", "单位", "日期", "活动", "时长", "状态")
SHARED_BOOK = "全市/节点活动汇总.xlsx"
_RECORDED_MONTHS = 11
_UNCERTAIN = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row and the unit's name as it is written in it."""

    unit: str
    held: Held


def build_book(
    unit: DemoUnit, team: Team, taste: Taste, log: Sequence[Held], *, due: Month, current: Month
) -> tuple[Sheets, list[Fault]]:
    """A unit's own workbook: its log, and service records where it keeps them."""
    own = [one for one in log if not (taste.shares_nodes and one.node)]
    entries = [Entry(unit=unit.name, held=one) for one in own]
    head = f"填报单位：{unit.name}", f"填报人：{team.coordinator}"
    sheets, faults = _tabs(unit.book, taste, entries, current, head)
    if taste.keeps_records:
        sheets.append((RECORDS_TAB, _records(unit, team, log, due)))
    return sheets, faults


def build_shared_book(entries: Sequence[Entry], current: Month) -> tuple[Sheets, list[Fault]]:
    """The workbook that several units fill together."""
    return _tabs(SHARED_BOOK, Taste(layout=SHARED), entries, current, ())


def _tabs(
    book: str, taste: Taste, entries: Sequence[Entry], current: Month, head: Sequence[str]
) -> tuple[list[tuple[str, Rows]], list[Fault]]:
    """A tab for each year or month there is something of, and for the present one."""
    layout = taste.layout
    groups: dict[tuple[int, int], list[Entry]] = {_group(layout, current.first): []}
    for entry in entries:
        groups.setdefault(_group(layout, entry.held.day), []).append(entry)
    sheets: list[tuple[str, Rows]] = []
    faults: list[Fault] = []
    for (year, month), mine in sorted(groups.items()):
        name = layout.tab_name.format(year=year, month=month)
        rows = _above(layout, year, month, head)
        faults += _faults(book, name, layout, mine, len(rows))
        sheets.append((name, [*rows, *_lines(taste, mine), *_total(layout, mine)]))
    return sheets, faults


def _group(layout: Layout, day: date) -> tuple[int, int]:
    year = 0 if layout.tabs is Tabs.ALL else day.year
    return year, day.month if layout.tabs is Tabs.MONTH else 0


def _above(layout: Layout, year: int, month: int, head: Sequence[str]) -> list[Sequence[object]]:
    """The lines above the first row: title, unit, header, the template's example."""
    rows: list[Sequence[object]] = []
    if layout.title:
        rows.append([layout.title.format(year=year, month=month)])
    if layout.states_unit:
        rows.append([head[0], None, None, *head[1:]])
    rows.append([header for header, _ in layout.columns])
    if layout.example:
        rows.append(["示例", f"{year}年{month}月5日", "文明劝导", "人民广场", 10, 2, "2张"])
    return rows


def _lines(taste: Taste, entries: Sequence[Entry]) -> list[Sequence[object]]:
    fields = [field for _, field in taste.layout.columns]
    lines: list[Sequence[object]] = [
        [_cell(field, number, entry, taste) for field in fields]
        for number, entry in enumerate(entries, start=1)
    ]
    return [*lines, *([number] for number in range(len(lines) + 1, taste.layout.numbered + 1))]


def _cell(field: str, number: int, entry: Entry, taste: Taste) -> object:
    if field == "seq":
        return number
    return entry.unit if field == "unit" else write_cell(field, entry.held, taste)


def _total(layout: Layout, entries: Sequence[Entry]) -> list[Sequence[object]]:
    if not layout.total:
        return []
    people = sum(entry.held.people for entry in entries)
    fields = [field for _, field in layout.columns]
    return [["合计", *(people if field == "count" else None for field in fields[1:])]]


def _faults(
    book: str, sheet: str, layout: Layout, entries: Sequence[Entry], above: int
) -> Iterable[Fault]:
    fields = [field for _, field in layout.columns]
    for row, entry in enumerate(entries, start=above + 1):
        if kind := entry.held.fault:
            column = chr(ord("A") + fields.index(field_of(kind)))
            yield Fault(book=book, sheet=sheet, cell=f"{column}{row}", kind=kind)


def _records(unit: DemoUnit, team: Team, log: Sequence[Held], due: Month) -> Rows:
    """A row for each person named in the activities of the last year."""
    since = due.plus(-_RECORDED_MONTHS).first
    told = [one for one in log if one.day >= since and not (one.nil or one.fault)]
    return [
        RECORDS_HEADER,
        *(
            (
                name, team.volunteers[name], unit.name, one.day, one.title,
                f"{hours_text(one.minutes)}小时", _state(one, place, due),
            )
            for one in told
            for place, name in enumerate(one.names)
        ),
    ]  # fmt: skip


def _state(held: Held, place: int, due: Month) -> str:
    """Recent service waits to be certified, and some of the older still does."""
    waits = Month.of(held.day) >= due or (held.pick + place) % _UNCERTAIN == 0
    return "待认定" if waits else "已认定"
