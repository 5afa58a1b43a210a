"""Ours: each sheet read as a tab of a workbook, with the whole grammar of cells."""

from string import digits

from bench.rivals.records import HEADER, TODAY, UNITS, Sheets
from config.calendar import load_nodes
from config.registers import load_registers
from rules.roster import Unit
from sync.extent import column_of
from sync.garbage import uncollected
from sync.names import UnitNames
from sync.rows import read_tab
from sync.surroundings import BookContext
from sync.workbook import Tab

#: The row, counted from 1, of the first record below its header.
_FIRST_ROW = 2


def judge(sheets: Sheets) -> tuple[object, list[tuple[int, int, int]]]:
    """Records, and (sheet, row, column) of each bad cell."""
    units = {number: Unit(name=name) for number, name in enumerate(UNITS, 1)}
    context = BookContext(
        book="records",
        nodes=load_nodes(),
        today=TODAY,
        today_text=TODAY.isoformat(),
        units=UnitNames(units),
        confirmed=load_registers().confirmed,
    )
    with uncollected():
        return _judge(sheets, context)


def _judge(sheets: Sheets, context: BookContext) -> tuple[object, list[tuple[int, int, int]]]:
    records, bad = [], []
    for number, rows in enumerate(sheets):
        reading = read_tab(Tab(name="服务记录", rows=[[*HEADER], *rows]), context)
        if reading is None:
            raise RuntimeError("the sheet is not taken for a log")
        records.append(reading.rows)
        for finding in reading.findings:
            cell, row = finding.where.cell or "", finding.where.row or 0
            bad.append((number, row - _FIRST_ROW, column_of(cell.rstrip(digits))))
    return records, bad
