"""`bind`: a one-time link and its QR code, by which a contact's chat becomes theirs."""

import sys
from typing import Any

import click

from app.bots import build_account, name_bot
from app.clock_time import read_now
from app.commands import command
from app.office import Office, Options
from app.printing import print_json
from bot.actors import identify_contact
from bot.binding import LINK_HOLDS, Binder
from rules.roster import Contact
from store.roster import load_contacts, load_units


@command("bind", help="绑定链接 · a one-time link for a contact")
@click.argument("contact")
@click.option("--replace", is_flag=True, help="换人:原来的绑定作废 · ends earlier bindings")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def bind_command(options: Options, *, contact: str, replace: bool, as_json: bool) -> None:
    """Prints the link; the bot's name comes from Telegram itself."""
    office = Office(options)
    build_account(office.settings)
    with office.reading() as conn:
        units = load_units(conn, office.programme.id)
        number, person = identify_contact(contact, units, load_contacts(conn, office.programme.id))
    name = name_bot(office)
    with office.writing() as conn:
        binder = Binder(
            conn=conn, programme=office.programme, wording=office.wording, now=read_now()
        )
        token = binder.invite(number, replaces=replace)
    document = _document(office, person, f"https://t.me/{name}?start={token}")
    if as_json:
        print_json(document)
        return
    click.echo(office.wording.say("bind.link", **document))
    click.echo(document["link"])
    _draw(document["link"])


def _document(office: Office, person: Contact, link: str) -> dict[str, Any]:
    expires = (read_now() + LINK_HOLDS).astimezone(office.programme.timezone)
    return {
        "name": person.name,
        "unit": person.unit,
        "link": link,
        "expires": f"{expires:%Y-%m-%d %H:%M}",
    }


def _draw(link: str) -> None:
    """The QR code, where somebody looks at a terminal."""
    if not sys.stdout.isatty():
        return
    import segno  # noqa: PLC0415 - only where it is drawn

    segno.make_qr(link, error="m").terminal(out=sys.stdout, compact=True)
