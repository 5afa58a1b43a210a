"""`exempt`, `pause`, `close`, `reopen`: what the office decides about units and periods."""

from collections.abc import Mapping
from datetime import date

import click
from sqlalchemy import Connection

from app.commands import command
from app.office import Office, Options
from app.parameters import DAY
from app.periods import find_duty, find_period
from app.printing import print_json
from app.units import find_unit
from store.decisions import Grant
from store.office import (
    close_period,
    exempt_unit,
    pause_unit,
    reopen_period,
    resume_unit,
    withdraw_exemption,
)
from store.roster import load_units


@command("exempt", help="免报 · release a unit from a duty, from PERIOD on")
@click.argument("unit")
@click.argument("duty")
@click.argument("period")
@click.option("--reason", help="为什么 · why")
@click.option("--until", type=DAY, help="到哪天所在的周期 · through the period that holds the day")
@click.option("--by", "granted_by", metavar="NAME", help="谁批准的 · who granted it")
@click.option("--withdraw", is_flag=True, help="收回 · take it back")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def exempt_command(
    options: Options,
    *,
    unit: str,
    duty: str,
    period: str,
    reason: str | None,
    until: date | None,
    granted_by: str | None,
    withdraw: bool,
    as_json: bool,
) -> None:
    """Releases a unit with a reason, or takes the release back; standings follow at once."""
    office = Office(options)
    asked, span = find_duty(office, duty), find_period(office, period)
    grant = None if withdraw else _grant(office, reason, granted_by)
    with office.writing() as conn:
        unit_id, name = _find(conn, office, unit)
        changed = (
            exempt_unit(conn, office.programme, unit_id, asked, span, until=until, grant=grant)
            if grant
            else withdraw_exemption(conn, office.programme, unit_id, asked, span, now=office.now)
        )
    last = until or span.last
    facts = {"unit": name, "duty": asked.id, "period": span.text, "until": last}
    if as_json:
        _print_decision(facts, grant, changed)
        return
    code = "decide.exempt" if grant else "decide.exempt-withdrawn"
    title = asked.title(office.locale)
    click.echo(office.wording.say(code, **facts, changed=changed, title=title))


@command("pause", help="暂停 · let a unit rest: it owes nothing and hears nothing")
@click.argument("unit")
@click.option("--from", "first", type=DAY, help="从哪天起 · from which day; today where absent")
@click.option("--to", "last", type=DAY, help="到哪天 · through which day; open where absent")
@click.option("--reason", help="为什么 · why")
@click.option("--by", "granted_by", metavar="NAME", help="谁批准的 · who granted it")
@click.option("--withdraw", is_flag=True, help="恢复 · end the pause as if it had not been")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def pause_command(
    options: Options,
    *,
    unit: str,
    first: date | None,
    last: date | None,
    reason: str | None,
    granted_by: str | None,
    withdraw: bool,
    as_json: bool,
) -> None:
    """Pauses a unit with a reason, or takes the pause back; standings follow at once."""
    office = Office(options)
    day = first or office.today
    grant = None if withdraw else _grant(office, reason, granted_by)
    with office.writing() as conn:
        unit_id, name = _find(conn, office, unit)
        changed = (
            pause_unit(conn, office.programme, unit_id, first=day, last=last, grant=grant)
            if grant
            else resume_unit(conn, office.programme, unit_id, on=day, now=office.now)
        )
    if as_json:
        _print_decision({"unit": name, "from": day, "to": last}, grant, changed)
        return
    code = "decide.pause" if grant else "decide.pause-withdrawn"
    end = last or office.wording.say("decide.open-end")
    click.echo(office.wording.say(code, unit=name, first=day, last=end, changed=changed))


@command("close", help="关账 · close a period before its day")
@click.argument("period")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def close_command(options: Options, *, period: str, as_json: bool) -> None:
    """What is overdue in the period becomes missed; evidence still makes it met late."""
    office = Office(options)
    span = find_period(office, period)
    with office.writing() as conn:
        changed = close_period(conn, office.programme, span, now=office.now)
    _say_period(office, "closed", span.text, changed, as_json=as_json)


@command("reopen", help="重开 · open a closed period again")
@click.argument("period")
@click.option("--reason", help="为什么 · why")
@click.option("--by", "granted_by", metavar="NAME", help="谁批准的 · who granted it")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def reopen_command(
    options: Options, *, period: str, reason: str | None, granted_by: str | None, as_json: bool
) -> None:
    """What was missed in the period is overdue again, until the office closes it."""
    office = Office(options)
    span, grant = find_period(office, period), _grant(office, reason, granted_by)
    with office.writing() as conn:
        changed = reopen_period(conn, office.programme, span, grant=grant)
    _say_period(office, "reopened", span.text, changed, as_json=as_json)


def _say_period(office: Office, done: str, period: str, changed: int, *, as_json: bool) -> None:
    if as_json:
        print_json({"period": period, "done": done, "changed": changed})
        return
    click.echo(office.wording.say(f"decide.{done}", period=period, changed=changed))


def _print_decision(facts: Mapping[str, object], grant: Grant | None, changed: int) -> None:
    """The decision as JSON; `withdrawn` says that an earlier one was taken back."""
    why = {"reason": grant.reason if grant else None, "granted_by": grant.by if grant else None}
    print_json({**facts, **why, "withdrawn": grant is None, "changed": changed})


def _find(conn: Connection, office: Office, unit: str) -> tuple[int, str]:
    unit_id = find_unit(conn, office.programme, unit)
    return unit_id, load_units(conn, office.programme.id)[unit_id].name


def _grant(office: Office, reason: str | None, granted_by: str | None) -> Grant:
    """A decision without a reason is none."""
    if reason is None or not reason.strip():
        raise click.UsageError(office.wording.say("usage.reason"))
    return Grant(reason=reason.strip(), by=granted_by, at=office.now)
