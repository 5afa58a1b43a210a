"""Tables as workbooks to pass on."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from config.wording import Wording
from reports.status import StatusRow

_WIDTHS = (20, 28, 12, 8, 10, 12, 10, 12)
_FORMULA_SIGNS = ("=", "+", "-", "@")


def write_status(path: Path, rows: Sequence[StatusRow], wording: Wording) -> None:
    """The standings as a workbook, one row for each; text that looks like a formula stays text."""
    say = wording.say
    frame = pd.DataFrame(
        {
            say("status.district"): [_plain(row.district) for row in rows],
            say("status.unit"): [_plain(row.unit) for row in rows],
            say("status.code"): [_plain(row.unit_code or "") for row in rows],
            say("status.duty"): [row.duty for row in rows],
            say("status.period"): [row.period for row in rows],
            say("status.standing"): [say(f"standing.{row.standing.value}") for row in rows],
            say("status.held"): [row.held for row in rows],
            say("status.due"): [row.due for row in rows],
        }
    )
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        frame.to_excel(writer, index=False, sheet_name=say("status.sheet"), freeze_panes=(1, 2))
        sheet = writer.sheets[say("status.sheet")]
        for number, width in enumerate(_WIDTHS):
            sheet.column_dimensions["ABCDEFGH"[number]].width = width


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
