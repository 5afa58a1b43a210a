"""`deliver`: the letters that wait are sent, and what became of them is told."""

import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta

import click

from app.channels import open_senders
from app.clock_time import read_now
from app.commands import command
from app.letters import render_block, show_letter
from app.office import Office, Options
from app.printing import print_json
from bot.addressees import LACKING
from bot.delivery import deliver
from bot.post_office import Post
from bot.recovery import CHANNEL_FAILED
from bot.senders import BOT_REFUSED
from store.letters import WAITING, Letter, load_letters
from store.roster import load_contacts


def deliver_once(
    office: Office,
    stop: Callable[[], bool] = lambda: False,
    say: Callable[[str], None] = lambda line: click.echo(line, err=True),
) -> list[Letter]:
    """Sends what waits; the letters as they ended. `say` hears when a storm will be over."""

    def announce(count: int, seconds: float) -> None:
        at = (read_now() + timedelta(seconds=seconds)).astimezone(office.programme.timezone)
        facts = {"count": count, "seconds": round(seconds), "at": f"{at:%H:%M:%S}"}
        say(office.wording.say("deliver.storm", **facts))

    with open_senders(office) as senders:
        post = Post(
            begin=office.writing,
            programme=office.programme,
            senders=senders,
            wording_of=office.wording_of,
            owner=f"{os.getpid()}-{secrets.token_hex(4)}",
            clock=lambda: office.now,
            announce=announce,
        )
        return deliver(post, stop)


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
        document = [show_letter(letter, people) for letter in letters]
        print_json({**_counts(handled, waiting), "letters": document})
        return
    for letter in handled:
        if letter.state == "sent" and letter.channel == "console":
            click.echo(render_block(letter, people))
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
    if any(one.reason == BOT_REFUSED for one in waiting):
        click.echo(office.wording.say("deliver.bot-refused"))
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


def _counts(handled: Iterable[Letter], waiting: Iterable[Letter]) -> dict[str, int]:
    ended = [letter.state for letter in handled]
    left = [letter.state for letter in waiting]
    return {
        "sent": ended.count("sent"),
        "failed": ended.count("failed"),
        "unknown": left.count("unknown"),
        "waiting": sum(state in WAITING for state in left),
    }
