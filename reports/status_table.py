"""Status drawn in a terminal: a month as a table by district, a year as a map."""

from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.wording import Wording
from reports.status import StatusRow, count_standings
from rules.months import Month
from rules.standings import LATE, Standing

STYLES: Mapping[Standing, str] = {
    Standing.OPEN: "cyan",
    Standing.MET: "green",
    Standing.MET_LATE: "black on green",
    Standing.OVERDUE: "bold yellow",
    Standing.MISSED: "bold white on red",
    Standing.EXEMPT: "dim",
    Standing.NIL: "bold magenta",
}


def print_month(
    console: Console, wording: Wording, rows: Sequence[StatusRow], month: Month, title: str
) -> None:
    """Each district's figures for one duty, then who is late; the whole month in one line."""
    say = wording.say
    table = _titled(say("status.month-title", month=month, title=title))
    table.add_column(say("status.district"))
    shown = [standing for standing in Standing if any(r.standing is standing for r in rows)]
    for standing in shown:
        table.add_column(say(f"standing.{standing.value}"), justify="right")
    table.add_column(say("status.late-units"), overflow="fold")
    for district, mine in _by_district(rows).items():
        counted = count_standings(mine)
        late = "、".join(_named(row) for row in mine if row.standing in LATE)
        cells = [_figure(counted.get(standing.value, 0), standing) for standing in shown]
        table.add_row(Text(district), *cells, Text(late))
    console.print(table)
    console.print(Text(_totals(wording, rows, month)))


def print_year(
    console: Console,
    wording: Wording,
    rows: Sequence[StatusRow],
    months: Sequence[Month],
    title: str,
) -> None:
    """Units down, months across, one sign for each standing of a monthly duty, by district."""
    say = wording.say
    heading = say("status.year-title", year=months[0].year, title=title)
    table = _titled(heading)
    table.add_column(say("status.unit"), no_wrap=True)
    for month in months:
        table.add_column(str(month.month), justify="center")
    for district, mine in _by_district(rows).items():
        table.add_row(Text(district, style="bold"))
        for unit, cells in _by_unit(mine).items():
            marks = [_mark(wording, cells.get(str(month))) for month in months]
            table.add_row(Text(f"  {unit}"), *marks)
    console.print(table)
    legend = Text()
    for standing in Standing:
        legend.append(say(f"mark.{standing.value}"), style=STYLES[standing])
        legend.append(f" {say(f'standing.{standing.value}')}   ")
    console.print(legend)


def print_periods(
    console: Console, wording: Wording, rows: Sequence[StatusRow], title: str
) -> None:
    """The standings of a duty whose periods are no months, one by one."""
    say = wording.say
    table = _titled(say("status.other-title", title=title))
    for heading in ("unit", "subject", "period", "standing", "due"):
        table.add_column(say(f"status.{heading}"), overflow="fold")
    for row in rows:
        standing = Text(say(f"standing.{row.standing.value}"), style=STYLES[row.standing])
        table.add_row(Text(row.unit), Text(row.subject or ""), row.period, standing, row.due)
    console.print(table)


def _titled(heading: str) -> Table:
    """An empty table; a duty's title in its heading is plain text, never markup."""
    return Table(title=Text(heading, style="table.title"), box=box.SIMPLE_HEAD)


def _named(row: StatusRow) -> str:
    return f"{row.unit} {row.subject}" if row.subject else row.unit


def _figure(count: int, standing: Standing) -> Text:
    return Text(str(count), style=STYLES[standing]) if count else Text("-", style="dim")


def _mark(wording: Wording, standing: Standing | None) -> Text:
    if standing is None:
        return Text("")
    return Text(wording.say(f"mark.{standing.value}"), style=STYLES[standing])


def _totals(wording: Wording, rows: Sequence[StatusRow], month: Month) -> str:
    counted = count_standings(rows)
    parts = [f"{wording.say(f'standing.{name}')} {count}" for name, count in counted.items()]
    due = "、".join(sorted({row.due for row in rows})[:_DUES])
    return wording.say(
        "status.totals",
        month=month,
        units=len({row.unit for row in rows}),
        parts=" · ".join(parts),
        due=due,
    )


def _by_district(rows: Iterable[StatusRow]) -> dict[str, list[StatusRow]]:
    grouped: dict[str, list[StatusRow]] = {}
    for row in rows:
        grouped.setdefault(row.district, []).append(row)
    return grouped


def _by_unit(rows: Iterable[StatusRow]) -> dict[str, dict[str, Standing]]:
    grouped: dict[str, dict[str, Standing]] = {}
    for row in rows:
        grouped.setdefault(row.unit, {})[row.period] = row.standing
    return grouped


#: So many due days a line names.
_DUES = 3
