"""The status as a workbook to pass on."""

from pathlib import Path

from config.wording import load_wording
from reports.workbook import write_status
from rules.standings import Standing
from sync.workbook import read_workbook
from tests.reports.test_status_table import row


def test_status_is_written_as_a_table_in_which_nothing_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "完成情况.xlsx"

    write_status(path, [row("=1+1", Standing.OVERDUE)], load_wording("zh"))

    [tab] = read_workbook(path)
    assert (tab.name, tab.rows) == (
        "完成情况",
        [
            ["片区", "单位", "单位编号", "职责", "周期", "状态", "活动次数", "截止日"],
            ["青山区", "'=1+1", "", "U-01", "2026-03", "逾期", 0.0, "2026-04-07"],
        ],
    )
