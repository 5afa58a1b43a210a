"""Standing lines: what one unit owes and how it stands, each duty by its name."""

from collections.abc import Sequence

from config.period_names import name_period
from config.wording import Wording
from reports.status import StatusRow, count_standings
from rules.programme import Programme
from rules.standings import Standing


def asks_activity(programme: Programme, row: StatusRow) -> bool:
    """Whether an activity of the month is all that the row's duty asks."""
    duty = programme.duty(row.duty)
    return duty is None or duty.shown_by_activities


def who_owes(programme: Programme, wording: Wording, row: StatusRow) -> str:
    """The unit; with the duty and what of the unit owes it, unless an activity is all it asks."""
    return _join(row.unit, _title(programme, wording, row), row.subject)


def describe_row(programme: Programme, wording: Wording, row: StatusRow) -> str:
    """How one obligation stands and when it is due."""
    mark = "✅ " if row.standing in {Standing.MET, Standing.MET_LATE} else ""
    facts = {
        "period": name_period(row.period, programme.calendar.nodes, wording),
        "standing": mark + wording.say(f"standing.{row.standing.value}"),
        "due": row.due,
    }
    if asks_activity(programme, row):
        return wording.say("ask.month-line", held=row.held, **facts)
    title = _join(_title(programme, wording, row), row.subject)
    return wording.say("ask.duty-line", title=title, **facts)


def describe_figures(
    programme: Programme, wording: Wording, rows: Sequence[StatusRow]
) -> list[str]:
    """How many obligations have each standing, a line for each duty and period."""
    alike: dict[tuple[str, str], list[StatusRow]] = {}
    for row in rows:
        alike.setdefault((_title(programme, wording, row), row.period), []).append(row)
    lines = []
    for (title, written), counted in alike.items():
        period = _join(title, name_period(written, programme.calendar.nodes, wording))
        parts = [
            f"{wording.say(f'standing.{name}')} {count}"
            for name, count in count_standings(counted).items()
        ]
        lines.append(wording.say("ask.figures", period=period, parts=" · ".join(parts)))
    return lines


def _title(programme: Programme, wording: Wording, row: StatusRow) -> str:
    duty = programme.duty(row.duty)
    if duty is None or duty.shown_by_activities:
        return ""
    return duty.title(wording.locale)


def _join(*parts: str | None) -> str:
    return " ".join(filter(None, parts))
