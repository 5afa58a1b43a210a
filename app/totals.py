"""`hours`: person-minutes of a unit, a person or everybody."""

from datetime import date, datetime
from typing import Any

import click
from sqlalchemy import Connection

from app.commands import command
from app.office import Office, Options
from app.parameters import DAY
from app.printing import print_json
from app.units import find_unit
from bot.namesakes import say_namesakes
from store.hours import HoursTotal, gather_hours
from store.namesakes import is_person_of
from store.roster import load_contacts


@command("hours", help="多少小时 · how many hours")
@click.option("--unit", help="单位 · unit")
@click.option("--volunteer", help="志愿者姓名或编号 · a volunteer's name or number")
@click.option("--from", "first", type=DAY, help="从 2026-03-01")
@click.option("--to", "last", type=DAY, help="到 2026-03-31")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def hours_command(
    options: Options,
    *,
    unit: str | None,
    volunteer: str | None,
    first: date | None,
    last: date | None,
    as_json: bool,
) -> None:
    """Person-minutes: confirmed and pending, of a unit, a person or everybody."""
    office = Office(options)
    if first and last and first > last:
        raise click.UsageError(office.wording.say("hours.backwards", first=first, last=last))
    with office.reading() as conn:
        unknown = volunteer is not None and not _is_known(conn, office, volunteer)
        unit_id = find_unit(conn, office.programme, unit) if unit else None
        total = gather_hours(
            conn,
            office.programme,
            now=office.now,
            unit_ids=None if unit_id is None else [unit_id],
            volunteer=[volunteer] if volunteer else [],
            first=first,
            last=last,
        )
        namesakes = ""
        if volunteer and unit_id is None:
            namesakes = _say_namesakes(conn, office, volunteer, first, last)
    if as_json:
        print_json(hours_document(total))
    elif unknown:
        click.echo(office.wording.say("hours.volunteer-unknown", name=volunteer))
    else:
        _say_total(office, total)
        if namesakes:
            click.echo(namesakes)


def _say_total(office: Office, total: HoursTotal) -> None:
    """One line of figures, and one for rows that count as nothing."""
    line = office.wording.say(
        "hours.line",
        hours=f"{total.minutes / 60:.1f}",
        confirmed=f"{total.confirmed / 60:.1f}",
        pending=f"{total.pending / 60:.1f}",
        activities=total.activities,
        participations=total.participations,
        synced=say_instant(office, total.synced_at),
    )
    click.echo(line)
    if total.incomplete:
        click.echo(office.wording.say("hours.incomplete", count=total.incomplete))


def _say_namesakes(
    conn: Connection, office: Office, name: str, first: date | None, last: date | None
) -> str:
    """Where the total is of people of several units: how much each unit has."""
    return say_namesakes(
        conn, office.programme, name, office.wording, now=office.now, first=first, last=last
    )


def _is_known(conn: Connection, office: Office, volunteer: str) -> bool:
    """Whether a row or the roster names somebody so."""
    programme_id = office.programme.id
    listed = (contact for _, contact in load_contacts(conn, programme_id).values())
    return is_person_of(conn, programme_id, [volunteer], None) or any(
        volunteer in {one.name, one.volunteer_no} for one in listed
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
