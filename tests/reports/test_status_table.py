"""The month's table and the year's map, as they stand in a terminal."""

from io import StringIO

import pytest
from rich.console import Console

from config.wording import Locale, load_wording
from reports.status import StatusRow
from reports.status_table import print_month, print_year
from rules.months import Month, months_between
from rules.standings import Standing

YEAR = months_between(Month(2026, 1), Month(2026, 12))


def row(
    unit: str, standing: Standing, period: str = "2026-03", district: str = "青山区"
) -> StatusRow:
    """A unit's standing in a month."""
    return StatusRow(
        unit=unit,
        unit_code=None,
        district=district,
        duty="U-01",
        subject=None,
        period=period,
        standing=standing,
        due="2026-04-07",
        held=0,
        because=(),
    )


def drawn(
    print_it: object,
    rows: list[StatusRow],
    months: object,
    locale: Locale = "zh",
    title: str = "每月至少一次活动",
) -> str:
    """What a printer draws, without colours."""
    console = Console(file=StringIO(), width=100, color_system=None)
    print_it(console, load_wording(locale), rows, months, title)  # type: ignore[operator] # a printer
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_seven_standings_have_seven_signs(locale: Locale) -> None:
    rows = [row(f"第{number}队", standing) for number, standing in enumerate(Standing)]

    text = drawn(print_year, rows, YEAR, locale)

    signs = [line.split()[1] for line in text.splitlines() if "队" in line]
    assert len(set(signs)) == len(Standing)


def test_map_groups_units_by_district_and_leaves_months_blank_that_are_not_owed() -> None:
    rows = [
        row("甲队", Standing.MET, "2026-01"),
        row("甲队", Standing.MISSED, "2026-03"),
        row("乙队", Standing.OPEN, "2026-03", district="江北区"),
    ]

    lines = [line.split() for line in drawn(print_year, rows, YEAR).splitlines() if line.strip()]

    assert lines[3:7] == [["青山区"], ["甲队", "成", "缺"], ["江北区"], ["乙队", "未"]]


def test_month_names_the_units_that_are_late() -> None:
    rows = [row("甲队", Standing.MET), row("乙队", Standing.OVERDUE), row("丙队", Standing.NIL)]

    text = drawn(print_month, rows, Month(2026, 3))

    assert ["青山区", "1", "1", "1", "乙队、丙队"] in [line.split() for line in text.splitlines()]
    assert "2026-03:3 个单位,已完成 1 · 逾期 1 · 零报告 1。截止日 2026-04-07。" in text


def test_name_with_markup_is_printed_as_it_is() -> None:
    text = drawn(print_month, [row("[red]甲队[/red]", Standing.OVERDUE)], Month(2026, 3))

    assert "[red]甲队[/red]" in text


def test_title_of_a_duty_with_markup_is_printed_as_it_is() -> None:
    late = [row("甲队", Standing.OVERDUE)]

    month = drawn(print_month, late, Month(2026, 3), title="[/]走访[red]")
    year = drawn(print_year, late, YEAR, title="[/]走访[red]")

    assert "[/]走访[red]" in month
    assert "[/]走访[red]" in year
