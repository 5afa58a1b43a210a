"""Filings in a folder: a workbook 聊天填报.xlsx of our own beside the unit's book."""

from pathlib import Path

from rules.findings import CellRef
from sync.companion import is_in_use
from sync.filings import HEADER, TITLE, find_filing, tabulate_filing
from sync.reading import RawCell
from sync.sources import Filing, FilingWaits
from sync.workbook import WorkbookError, read_label, read_workbook, write_workbook

_LABEL = "yueyue-filings"
_WIDTHS = (18, 12, 26, 8, 12, 18, 40, 26, 8, 16)


def append_to_folder(root: Path, filing: Filing) -> CellRef:
    """Where the filing stands; FilingWaits while the workbook is in use, or is not ours."""
    folder, slash, _ = filing.book.rpartition("/")
    book = f"{folder}{slash}{TITLE}.xlsx"
    file = root / book
    try:
        rows = _read_rows(file, filing)
        if (row := find_filing(rows, filing.key)) is None:
            if is_in_use(file):
                raise FilingWaits(filing.key, "somebody has it open")
            rows.append(list(tabulate_filing(filing)))
            row = len(rows)
            write_workbook(file, [(TITLE, rows)], header=True, widths=_WIDTHS, label=_LABEL)
    except (OSError, WorkbookError) as error:
        raise FilingWaits(filing.key, str(error)) from error
    return CellRef(book, TITLE, row)


def _read_rows(file: Path, filing: Filing) -> list[list[RawCell]]:
    """What stands there, people's corrections too; the header alone where nothing does."""
    if not file.exists():
        return [list(HEADER)]
    if read_label(file) != _LABEL:
        raise FilingWaits(filing.key, "a file of that name is not ours")
    [*tabs] = read_workbook(file)
    ours = next((tab for tab in tabs if tab.name == TITLE), None)
    if ours is None or len(tabs) > 1:
        raise FilingWaits(filing.key, "people have rebuilt it")
    return ours.rows
