"""`delivery`: who cannot be reached, and why."""

from typing import Any

import click

from app.channels import usable_channels
from app.commands import command
from app.office import Office, Options
from app.printing import print_json
from bot.reaching import Unreached, list_unreached
from store.letters import count_letters


@command("delivery", help="谁联系不上 · who cannot be reached, and why")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def delivery_command(options: Options, *, as_json: bool) -> None:
    """Contacts whom their first channel does not reach, and letters that did not arrive."""
    office = Office(options)
    with office.reading() as conn:
        unreached = list_unreached(conn, office.programme, usable_channels(office))
        counts = count_letters(conn, office.programme.id)
    letters = {state: counts.get(state, 0) for state in ("failed", "unknown")}
    if as_json:
        print_json({"unreached": [_document(one) for one in unreached], "letters": letters})
        return
    say = office.wording.say
    code = "delivery.heading" if unreached else "delivery.all-well"
    click.echo(say(code, count=len(unreached)))
    for one in unreached:
        click.echo(_line(office, one))
    if any(letters.values()):
        click.echo(say("delivery.letters", **letters))


def _line(office: Office, one: Unreached) -> str:
    since = one.since.astimezone(office.programme.timezone) if one.since else None
    say = office.wording.say
    return say(
        "delivery.line-instead" if one.instead else "delivery.line",
        unit=one.contact.unit,
        name=one.contact.name,
        channel=one.channel,
        reason=say(f"delivery.{one.reason}", since=f"{since:%m-%d %H:%M}" if since else "—"),
        instead=one.instead or "",
    )


def _document(one: Unreached) -> dict[str, Any]:
    return {
        "contact": one.contact.name,
        "unit": one.contact.unit,
        "channel": one.channel,
        "reason": one.reason,
        "since": one.since.isoformat() if one.since else None,
        "instead": one.instead,
    }
