"""`nudge`: what is due is planned into letters, and who is not reminded is told."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

import click
from sqlalchemy import Connection

from app.channels import usable_channels
from app.commands import command
from app.letters import tell_addressee
from app.office import Office, Options, rehearsing
from app.printing import name_some, print_json
from bot.letters import Item
from bot.reminders import Held, Posted, Reminding, remind

Begin = Callable[[], AbstractContextManager[Connection]]


def remind_once(office: Office, begin: Begin) -> Reminding:
    """One tick: what is due becomes letters."""
    with begin() as conn:
        return remind(
            conn,
            office.programme,
            now=office.now,
            wording_of=office.wording_of,
            usable=usable_channels(office),
        )


@command("nudge", help="计划催办信 · plan and post the letters that are due")
@click.option("--dry-run", is_flag=True, help="只看会发什么 · plan only")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def nudge_command(options: Options, *, dry_run: bool, as_json: bool) -> None:
    """Plans what is due from what was synced last, and posts it; sends nothing yet."""
    office = Office(options)
    with rehearsing(office, dry_run=dry_run) as begin:
        reminding = remind_once(office, begin)
    if as_json:
        print_json(_reminding_document(office, reminding))
        return
    say_reminding(office, reminding, dry_run=dry_run)


def say_reminding(office: Office, reminding: Reminding, *, dry_run: bool = False) -> None:
    """Who gets a letter about what, and who is not reminded for which reason."""
    say = office.wording.say
    code = "nudge.planned" if dry_run else "nudge.posted"
    click.echo(say(code, letters=len(reminding.posted)) if reminding.posted else say("nudge.none"))
    for posted in reminding.posted:
        click.echo(f"  {_about(office, posted)}")
    for reason, units in _held_by_reason(reminding.held).items():
        click.echo(say(f"nudge.held-{reason}", count=len(units), units=name_some(units)))


def tell_obligations(items: Iterable[Item]) -> list[dict[str, str]]:
    """What a letter speaks about, as JSON documents have it."""
    return [
        {"unit": item.unit, "duty": item.duty, "period": item.period, "rung": item.rung}
        for item in items
    ]


def _reminding_document(office: Office, reminding: Reminding) -> dict[str, Any]:
    zone = office.programme.timezone
    return {
        "letters": [
            {
                "key": posted.letter.key,
                "to": tell_addressee(posted.contact, posted.letter),
                "obligations": tell_obligations(posted.items),
                "text": posted.letter.text,
                "not_before": posted.letter.not_before.astimezone(zone).isoformat(),
            }
            for posted in reminding.posted
        ],
        "held": [
            {
                "unit": one.unit,
                "reason": one.reason,
                "looked_at": one.looked_at.isoformat() if one.looked_at else None,
            }
            for one in reminding.held
        ],
    }


def _about(office: Office, posted: Posted) -> str:
    units = "、".join(dict.fromkeys(item.unit for item in posted.items[:3]))
    more = "…" if len(posted.items) > 3 else ""  # noqa: PLR2004 - three names are enough in a line
    return office.wording.say(
        "nudge.line",
        name=posted.contact.name,
        unit=posted.contact.unit,
        channel=posted.letter.channel,
        about=units + more,
    )


def _held_by_reason(held: Iterable[Held]) -> dict[str, list[str]]:
    units: dict[str, list[str]] = {}
    for reason, unit in dict.fromkeys((one.reason, one.unit) for one in held):
        units.setdefault(reason, []).append(unit)
    return units
