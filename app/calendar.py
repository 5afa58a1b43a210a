"""`calendar`: a year's nodes, unusual working days and due days."""

from typing import Any

import click

from app.commands import command
from app.office import Options, programme_at_hand
from app.printing import print_json
from config.settings import named_locale
from config.wording import Wording, load_wording
from rules.programme import Programme
from rules.years import Year, expand_year


@command("calendar", help="一年的节点、调休和截止日 · a year's nodes, working days and due days")
@click.argument("year", type=click.IntRange(2000, 2100), metavar="YEAR")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def calendar_command(options: Options, *, year: int, as_json: bool) -> None:
    """The year of the programme at hand, of the defaults where there is no workspace."""
    programme = programme_at_hand(options)
    told = expand_year(programme, year)
    if as_json:
        print_json(_document(told))
    else:
        _show(told, programme, load_wording(options.locale or named_locale() or "zh"))


def _document(told: Year) -> dict[str, Any]:
    return {
        "year": told.year,
        "published": told.published,
        "nodes": [
            {
                "node": one.node.id,
                "name": one.node.zh,
                "date": one.first,
                "from": one.opens,
                "to": one.closes,
            }
            for one in told.nodes
        ],
        "special_days": [
            {"date": day, "kind": "work" if worked else "rest"} for day, worked in told.special
        ],
        "due_days": [{"month": str(month), "due": due} for month, due in told.due],
    }


def _show(told: Year, programme: Programme, wording: Wording) -> None:
    from app.tables import print_table  # noqa: PLC0415 - rich costs start-up time

    say = wording.say
    if not told.nodes:
        click.echo(say("calendar.nodes-unknown"))
    click.echo(say("calendar.nodes", year=told.year))
    print_table(
        [say(f"calendar.{name}") for name in ("node", "date", "window")],
        [
            (
                one.node.en if wording.locale == "en" else one.node.zh,
                f"{one.first} {_weekday(wording, one.first.weekday())}",
                f"{one.opens:%m-%d} – {one.closes:%m-%d}",
            )
            for one in told.nodes
        ],
    )
    click.echo("\n" + say("calendar.due-days", day=programme.due_day))
    print_table(
        [say("calendar.month"), say("calendar.due")],
        [(str(month), f"{due} {_weekday(wording, due.weekday())}") for month, due in told.due],
    )
    click.echo()
    for worked in (True, False):
        days = "、".join(f"{day:%m-%d}" for day, kind in told.special if kind is worked)
        click.echo(say("calendar.worked" if worked else "calendar.rested", days=days or "—"))
    click.echo(say("calendar.published" if told.published else "calendar.unpublished"))


def _weekday(wording: Wording, number: int) -> str:
    return wording.say(f"weekday.{number}")
