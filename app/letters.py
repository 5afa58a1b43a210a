"""`letters`: the letters that wait, failed or are unknown, and how one is shown."""

from collections.abc import Mapping
from typing import Any

import click

from app.commands import command
from app.office import Office, Options
from app.printing import print_json
from bot.addressees import LACKING
from rules.roster import Contact
from store.leases import settle_letter
from store.letters import STATES, WAITING, Letter, count_letters, load_letters
from store.roster import load_contacts


class LetterNotOpen(Exception):
    """No letter of that key waits for a person's word."""

    code = "letter-not-open"

    def __init__(self, key: str) -> None:
        self.values = {"key": key}
        super().__init__(f"no unknown or failed letter is called {key}")


@command("letters", help="信在哪里 · what waits, failed or is unknown")
@click.option("--state", type=click.Choice(STATES), help="只看一种 · one state")
@click.option("--resend", metavar="KEY", multiple=True, help="没收到,再发 · send it again")
@click.option("--delivered", metavar="KEY", multiple=True, help="已收到 · it has arrived")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def letters_command(
    options: Options,
    *,
    state: str | None,
    resend: tuple[str, ...],
    delivered: tuple[str, ...],
    as_json: bool,
) -> None:
    """A block per contact, ready to paste into a group chat; first what a person decides."""
    office = Office(options)
    with office.writing() as conn:
        for key in (*resend, *delivered):
            arrived = key in delivered
            if not settle_letter(conn, office.programme.id, key, arrived=arrived, now=office.now):
                raise LetterNotOpen(key)
    with office.reading() as conn:
        states = None if state is None else [state]
        wanted = states or [*WAITING, "failed", "unknown"]
        letters = load_letters(conn, office.programme.id, wanted)
        people = load_contacts(conn, office.programme.id)
        counts = count_letters(conn, office.programme.id)
    if as_json:
        documents = [show_letter(one, people) | _details(one) for one in letters]
        print_json({"letters": documents, "totals": counts})
        return
    for letter in letters:
        click.echo(render_block(letter, people))
        step = letter.reason if letter.reason in LACKING else letter.state
        facts = {"channel": letter.channel, "key": letter.key}
        click.echo(office.wording.say(f"letters.next-{step}", **facts))
        click.echo()
    if not letters:
        click.echo(office.wording.say("letters.none", sent=counts.get("sent", 0)))


def show_letter(letter: Letter, people: Mapping[int, tuple[int, Contact]]) -> dict[str, Any]:
    """A letter as `deliver` and `letters` tell it in JSON."""
    contact = people[letter.contact_id][1] if letter.contact_id in people else None
    return {
        "key": letter.key,
        "to": tell_addressee(contact, letter),
        "state": letter.state,
        "copies": letter.sends_started,
    }


def render_block(letter: Letter, people: Mapping[int, tuple[int, Contact]]) -> str:
    """A letter ready to paste, under whose it is."""
    contact = people[letter.contact_id][1] if letter.contact_id in people else None
    heading = f"── {contact.unit} {contact.name} · {letter.channel} ──" if contact else letter.key
    return f"{heading}\n{letter.text}"


def tell_addressee(contact: Contact | None, letter: Letter) -> dict[str, str | None]:
    """Whom a letter is for, in JSON."""
    return {
        "contact": contact.name if contact else None,
        "unit": contact.unit if contact else None,
        "channel": letter.channel,
    }


def _details(letter: Letter) -> dict[str, Any]:
    return {
        "day": letter.day,
        "reason": letter.reason,
        "not_before": letter.not_before.isoformat(),
        "text": letter.text,
    }
