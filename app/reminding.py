"""`nudge`, `deliver`, `letters`: what is due is planned, sent, and accounted for."""

import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

import click
from sqlalchemy import Connection

from app.channels import build_senders, usable_channels
from app.commands import command
from app.office import Office, Options, rehearsing
from app.printing import name_some, print_json
from bot.addressees import LACKING
from bot.delivery import deliver
from bot.letters import Item
from bot.post_office import Post
from bot.recovery import CHANNEL_FAILED
from bot.reminders import Held, Posted, Reminding, remind
from rules.roster import Contact
from store.letters import STATES, WAITING, Letter, count_letters, load_letters
from store.roster import load_contacts

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


def deliver_once(office: Office, stop: Callable[[], bool] = lambda: False) -> list[Letter]:
    """Sends what waits; the letters as they ended."""
    post = Post(
        begin=office.writing,
        programme=office.programme,
        senders=build_senders(office),
        wording_of=office.wording_of,
        owner=f"{os.getpid()}-{secrets.token_hex(4)}",
        clock=lambda: office.now,
    )
    return deliver(post, stop)


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


@command("deliver", help="投递 · send the letters that wait")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def deliver_command(options: Options, *, as_json: bool) -> None:
    """Sends what waits, on working days in the programme's hours."""
    office = Office(options)
    handled = deliver_once(office)
    with office.reading() as conn:
        waiting = load_letters(conn, office.programme.id, [*WAITING, "unknown"])
        people = load_contacts(conn, office.programme.id)
    seen = {letter.key for letter in handled}
    letters = [*handled, *(letter for letter in waiting if letter.key not in seen)]
    if as_json:
        document = [_letter_document(letter, people) for letter in letters]
        print_json({**_counts(handled, waiting), "letters": document})
        return
    for letter in handled:
        if letter.state == "sent" and letter.channel == "console":
            click.echo(_block(letter, people))
    say_delivery(office, handled, waiting)


def say_delivery(office: Office, handled: list[Letter], waiting: list[Letter]) -> None:
    """One line of figures, and why letters wait."""
    counts = _counts(handled, waiting)
    click.echo(office.wording.say("deliver.done", **counts))
    lacking = Counter((one.reason, one.channel) for one in waiting if one.reason in LACKING)
    for (reason, channel), count in sorted(lacking.items()):
        click.echo(office.wording.say(f"deliver.{reason}", channel=channel, count=count))
    if rerouted := sum(one.reason == CHANNEL_FAILED for one in handled):
        click.echo(office.wording.say("deliver.rerouted", count=rerouted))
    if faulty := sum(one.reason == "faulty" for one in handled):
        click.echo(office.wording.say("deliver.faulty", count=faulty))
    if counts["waiting"] and not handled and not lacking:
        click.echo(_why_waiting(office, waiting))


def _why_waiting(office: Office, waiting: Iterable[Letter]) -> str:
    """What letters wait for that nothing else speaks of."""
    programme, say, now = office.programme, office.wording.say, office.now
    if not programme.is_open(now):
        return say("deliver.quiet")
    times = [one.not_before for one in waiting if one.state in WAITING]
    first = min(times).astimezone(programme.timezone)
    if first > now:
        return say("deliver.later", count=len(times), at=f"{first:%Y-%m-%d %H:%M}")
    return say("deliver.elsewhere", count=sum(time <= now for time in times))


@command("letters", help="信在哪里 · what waits, failed or is unknown")
@click.option("--state", type=click.Choice(STATES), help="只看一种 · one state")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def letters_command(options: Options, *, state: str | None, as_json: bool) -> None:
    """A block per contact, ready to paste into a group chat."""
    office = Office(options)
    with office.reading() as conn:
        states = None if state is None else [state]
        wanted = states or [*WAITING, "failed", "unknown"]
        letters = load_letters(conn, office.programme.id, wanted)
        people = load_contacts(conn, office.programme.id)
        counts = count_letters(conn, office.programme.id)
    if as_json:
        documents = [_letter_document(one, people) | _details(one) for one in letters]
        print_json({"letters": documents, "totals": counts})
        return
    for letter in letters:
        click.echo(_block(letter, people))
        step = letter.reason if letter.reason in LACKING else letter.state
        click.echo(office.wording.say(f"letters.next-{step}", channel=letter.channel))
        click.echo()
    if not letters:
        click.echo(office.wording.say("letters.none", sent=counts.get("sent", 0)))


def tell_addressee(contact: Contact | None, letter: Letter) -> dict[str, str | None]:
    """Whom a letter is for, as JSON documents have it."""
    return {
        "contact": contact.name if contact else None,
        "unit": contact.unit if contact else None,
        "channel": letter.channel,
    }


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


def _letter_document(letter: Letter, people: Mapping[int, tuple[int, Contact]]) -> dict[str, Any]:
    contact = people[letter.contact_id][1] if letter.contact_id in people else None
    return {
        "key": letter.key,
        "to": tell_addressee(contact, letter),
        "state": letter.state,
        "copies": letter.sends_started,
    }


def _details(letter: Letter) -> dict[str, Any]:
    return {
        "day": letter.day,
        "reason": letter.reason,
        "not_before": letter.not_before.isoformat(),
        "text": letter.text,
    }


def _counts(handled: Iterable[Letter], waiting: Iterable[Letter]) -> dict[str, int]:
    ended = [letter.state for letter in handled]
    left = [letter.state for letter in waiting]
    return {
        "sent": ended.count("sent"),
        "failed": ended.count("failed"),
        "unknown": left.count("unknown"),
        "waiting": sum(state in WAITING for state in left),
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


def _block(letter: Letter, people: Mapping[int, tuple[int, Contact]]) -> str:
    contact = people[letter.contact_id][1] if letter.contact_id in people else None
    heading = f"── {contact.unit} {contact.name} · {letter.channel} ──" if contact else letter.key
    return f"{heading}\n{letter.text}"


def _held_by_reason(held: Iterable[Held]) -> dict[str, list[str]]:
    units: dict[str, list[str]] = {}
    for reason, unit in dict.fromkeys((one.reason, one.unit) for one in held):
        units.setdefault(reason, []).append(unit)
    return units
