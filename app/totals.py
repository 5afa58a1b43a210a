"""`hours`: person-minutes of a unit, a person or everybody."""

from datetime import date, datetime
from typing import Any

import click

from app.commands import command
from app.office import Office, Options
from app.printing import print_json
from app.units import find_unit
from store.hours import HoursTotal, gather_hours


@command("hours", help="多少小时 · how many hours")
@click.option("--unit", help="单位 · unit")
@click.option("--volunteer", help="志愿者姓名或编号 · a volunteer's name or number")
@click.option("--from", "first", help="从 2026-03-01")
@click.option("--to", "last", help="到 2026-03-31")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def hours_command(
    options: Options,
    *,
    unit: str | None,
    volunteer: str | None,
    first: str | None,
    last: str | None,
    as_json: bool,
) -> None:
    """Person-minutes: confirmed and pending, of a unit, a person or everybody."""
    office = Office(options)
    span = _day(first, "--from"), _day(last, "--to")
    if span[0] and span[1] and span[0] > span[1]:
        raise click.UsageError(office.wording.say("hours.backwards", first=first, last=last))
    with office.reading() as conn:
        unit_id = find_unit(conn, office.programme, unit) if unit else None
        total = gather_hours(
            conn,
            office.programme,
            now=office.now,
            unit_ids=None if unit_id is None else [unit_id],
            volunteer=[volunteer] if volunteer else [],
            first=span[0],
            last=span[1],
        )
    if as_json:
        print_json(hours_document(total))
        return
    click.echo(
        office.wording.say(
            "hours.line",
            hours=f"{total.minutes / 60:.1f}",
            confirmed=f"{total.confirmed / 60:.1f}",
            pending=f"{total.pending / 60:.1f}",
            activities=total.activities,
            participations=total.participations,
            synced=say_instant(office, total.synced_at),
        )
    )


def hours_document(total: HoursTotal) -> dict[str, Any]:
    """A total for JSON (design §5, `hours`)."""
    return {
        "minutes": total.minutes,
        "confirmed": total.confirmed,
        "pending": total.pending,
        "activities": total.activities,
        "participations": total.participations,
        "as_of": {
            "synced_at": total.synced_at.isoformat() if total.synced_at else None,
            "cycle": total.cycle,
        },
    }


def say_instant(office: Office, instant: datetime | None) -> str:
    """An instant as the office's clocks show it."""
    if instant is None:
        return office.wording.say("word.never")
    return instant.astimezone(office.programme.timezone).strftime("%Y-%m-%d %H:%M")


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{option} {text!r}: 请写 2026-03-01 · write 2026-03-01") from None
