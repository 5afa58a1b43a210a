"""Bundles: the nudges of one letter as items, those already answered left out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What letters of one moment rest on, gathered once for all of them."""

    programme: Programme
    units: Mapping[int, Unit]
    obligations: Mapping[tuple[str, int, str], Mapping[str, Any]]
    books: Mapping[int, str]
    awaited: Mapping[tuple[int, Month], date]


def load_grounds(
    conn: Connection,
    programme: Programme,
    units: Mapping[int, Unit],
    nudges: Collection[Nudge],
    *,
    now: datetime,
) -> Grounds:
    """The grounds of letters with these nudges, as of now."""
    since = min((Month.parse(nudge.period) for nudge in nudges), default=None)
    unit_ids = {nudge.unit_id for nudge in nudges}
    today = now.astimezone(programme.timezone).date()
    return Grounds(
        programme=programme,
        units=units,
        obligations=load_obligations(conn, programme.id, unit_ids, since=since),
        books=load_unit_books(conn, programme.id, unit_ids),
        awaited=load_awaited(conn, programme, unit_ids, today=today, seen_by=now),
    )


def list_items(grounds: Grounds, nudges: Sequence[Nudge], wording: Wording) -> list[Item]:
    """What a letter with these nudges has to say, each obligation once.

    What was met meanwhile, is announced for a day to come or is owed no more is gone.
    """
    items = []
    for (duty_id, unit_id, period), nudge in _highest(nudges).items():
        row, month = grounds.obligations.get((duty_id, unit_id, period)), Month.parse(period)
        unit, duty = grounds.units.get(unit_id), grounds.programme.duty(duty_id)
        if row is None or unit is None or duty is None or not owes(duty, unit, month):
            continue
        if Standing(row["standing"]) in REMINDED and (unit_id, month) not in grounds.awaited:
            title = duty.title(wording.locale)
            items.append(_item(nudge, title, unit.name, row, grounds.books.get(unit_id)))
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
