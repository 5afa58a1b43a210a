"""`simulate`: days in fast motion on a copy, every letter with who, when and why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import partial
from itertools import groupby
from typing import Any

import click

from app.commands import command
from app.letters import tell_addressee
from app.office import Office, Options
from app.printing import print_json
from app.reminding import tell_obligations
from bot.simulation import Simulated, simulate
from config.wording import Wording
from rules.ladders import parse_rung
from rules.months import Month
from rules.programme import Programme
from store.copying import copied
from store.database import writing
from store.grounds import start_of
from store.programmes import load_state

_DAY = click.DateTime(["%Y-%m-%d"])
_LAST_MINUTE = time(23, 59)
#: Letters that are listed of a day, and what of them is told in a line.
_MOST, _MOST_REASONS = 10, 3


@command("simulate", help="快进演练 · replay days on a copy: every letter, who, when and why")
@click.option("--from", "first", type=_DAY, required=True, help="第一天 · the first day")
@click.option("--to", "last", type=_DAY, required=True, help="最后一天 · the last day")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def simulate_command(options: Options, *, first: datetime, last: datetime, as_json: bool) -> None:
    """Both days included; nothing is sent, and nothing but the copy is written."""
    office = Office(options)
    if last < first:
        raise click.UsageError(office.wording.say("simulate.backwards", first=first.date()))
    letters = _replay(office, first.date(), last.date())
    if as_json:
        print_json({"letters": [_document(office, one) for one in letters]})
    else:
        _show(office, first.date(), letters)


def _replay(office: Office, first: date, last: date) -> Iterator[Simulated]:
    """The letters of these days; a first day to come is reached from today on."""
    programme = office.programme
    begins = _instant(programme, first, time.min)
    until = _instant(programme, last, _LAST_MINUTE)
    with copied(office.engine, programme.id) as copy:
        letters = simulate(
            partial(writing, copy),
            programme,
            since=min(begins, office.now),
            until=until,
            wording_of=office.wording_of,
        )
        yield from (one for one in letters if one.at >= begins)


def _instant(programme: Programme, day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=programme.timezone)


def _document(office: Office, one: Simulated) -> dict[str, Any]:
    return {
        "at": one.at.astimezone(office.programme.timezone).isoformat(),
        "key": one.letter.key,
        "to": tell_addressee(one.contact, one.letter),
        "obligations": tell_obligations(one.items),
        "text": one.letter.text,
        "because": _because(one, office.wording),
    }


def _because(one: Simulated, wording: Wording, most: int | None = None) -> str:
    """Why it goes: each rung that came due, for what, with how many units are told alike."""
    alike = Counter(
        (item.duty, item.period, item.rung, item.due, item.standing) for item in one.items
    )
    reasons = [
        wording.say(
            "simulate.because",
            duty=duty,
            period=period,
            rung=rung,
            due=due,
            standing=wording.say(f"standing.{standing.value}"),
            count=count,
        )
        for (duty, period, rung, due, standing), count in alike.items()
    ]
    told = wording.say("simulate.and").join(reasons[:most])
    return told + ("……" if most is not None and len(reasons) > most else "")


def _show(office: Office, first: date, letters: Iterable[Simulated]) -> None:
    """Day by day as it is replayed, then how many letters each month brought."""
    say, zone = office.wording.say, office.programme.timezone
    _say_history(office, first)
    summary: Counter[tuple[Month, int]] = Counter()
    for day, of_day in groupby(letters, key=lambda one: one.at.astimezone(zone).date()):
        listed = list(of_day)
        weekday = say(f"weekday.{day.weekday()}")
        click.echo(say("simulate.day", day=day, weekday=weekday, letters=len(listed)))
        for one in listed[:_MOST]:
            click.echo(f"  {_line(office, one)}")
        if len(listed) > _MOST:
            click.echo(f"  {say('simulate.more', count=len(listed) - _MOST)}")
        summary.update((Month.of(day), _rank(one)) for one in listed)
    _show_summary(office, summary)


def _say_history(office: Office, first: date) -> None:
    """A period before the programme begins brings no letters: that is told before nothing comes."""
    with office.reading() as conn:
        stored = load_state(conn, office.programme.id).start
    start = start_of(office.programme, stored, office.now)
    if Month.of(first) < start:
        click.echo(office.wording.say("simulate.history", start=start))


def _line(office: Office, one: Simulated) -> str:
    return office.wording.say(
        "simulate.line",
        at=f"{one.at.astimezone(office.programme.timezone):%H:%M}",
        name=one.contact.name,
        unit=one.contact.unit,
        channel=one.letter.channel,
        because=_because(one, office.wording, _MOST_REASONS),
    )


def _rank(one: Simulated) -> int:
    return max((parse_rung(item.rung).rank for item in one.items), default=0)


def _show_summary(office: Office, summary: Counter[tuple[Month, int]]) -> None:
    from app.tables import print_table  # noqa: PLC0415 - rich costs start-up time

    say = office.wording.say
    if not summary:
        click.echo(say("simulate.none"))
        return
    ranks = sorted({rank for _, rank in summary})
    months = sorted({month for month, _ in summary})
    rows = [
        (str(month), *(str(summary[month, rank]) for rank in ranks), str(_total(summary, month)))
        for month in months
    ]
    click.echo()
    headings = [say("simulate.month"), *(f"L{rank}" for rank in ranks), say("simulate.letters")]
    print_table(headings, rows)
    click.echo(say("simulate.done", letters=summary.total()))


def _total(summary: Counter[tuple[Month, int]], month: Month) -> int:
    return sum(count for (of, _), count in summary.items() if of == month)
