"""Bundles: the nudges of one letter as items, those already answered left out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from bot.letters import Item
from config.wording import Wording
from rules.ladders import parse_rung
from rules.months import Month
from rules.programme import Programme, owes
from rules.roster import Unit
from rules.standings import LATE, Standing
from store.books import load_unit_books
from store.evidence import load_awaited
from store.nudges import Nudge
from store.obligations import load_obligations

#: Standings that a letter still speaks about.
REMINDED = frozenset({Standing.OPEN, *LATE})


def load_items(
    conn: Connection,
    programme: Programme,
    units: Mapping[int, Unit],
    nudges: Sequence[Nudge],
    wording: Wording,
    *,
    now: datetime,
) -> list[Item]:
    """What a letter with these nudges has to say now, each obligation once.

    What was met meanwhile, is announced for a day to come or is owed no more is gone.
    """
    today = now.astimezone(programme.timezone).date()
    unit_ids = {nudge.unit_id for nudge in nudges}
    stored = load_obligations(conn, programme.id, unit_ids)
    books = load_unit_books(conn, programme.id, unit_ids)
    awaited = load_awaited(conn, programme, unit_ids, today=today, seen_by=now)
    items = []
    for (duty_id, unit_id, period), nudge in _highest(nudges).items():
        row, month = stored.get((duty_id, unit_id, period)), Month.parse(period)
        unit, duty = units.get(unit_id), programme.duty(duty_id)
        if row is None or unit is None or duty is None or not owes(duty, unit, month):
            continue
        if Standing(row["standing"]) in REMINDED and (unit_id, month) not in awaited:
            title = duty.title(wording.locale)
            items.append(_item(nudge, title, unit.name, row, books.get(unit_id)))
    return items


def _highest(nudges: Sequence[Nudge]) -> dict[tuple[str, int, str], Nudge]:
    """Of several nudges about one obligation the one of the highest rank speaks."""
    order = {(nudge.duty, nudge.unit_id, nudge.period): nudge for nudge in nudges}
    for nudge in sorted(nudges, key=lambda one: parse_rung(one.rung).rank):
        order[nudge.duty, nudge.unit_id, nudge.period] = nudge
    return order


def _item(nudge: Nudge, title: str, unit: str, row: Mapping[str, object], book: str | None) -> Item:
    return Item(
        unit=unit,
        duty=nudge.duty,
        duty_title=title,
        period=nudge.period,
        rung=nudge.rung,
        rank=parse_rung(nudge.rung).rank,
        due=date.fromisoformat(str(row["due"])),
        standing=Standing(str(row["standing"])),
        book=book,
    )
