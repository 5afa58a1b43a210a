"""Bundles: the nudges of one letter as items, those already answered left out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from bot.letters import Item, Mending
from config.wording import Wording
from rules.ladders import parse_rung
from rules.months import Month
from rules.programme import Programme, owes
from rules.roster import Unit
from rules.standings import LATE, Standing
from store.books import load_titles, load_unit_books, name_to_open
from store.evidence import load_awaited
from store.mending import Unmended, load_unmended
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
    unmended: Mapping[int, Sequence[Unmended]]
    titles: Mapping[str, str] = field(default_factory=dict)
    """Of books whose ids are no names."""


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
    unmended = {}
    if since is not None:
        unmended = load_unmended(conn, programme, unit_ids, since=since, seen_by=now)
    return Grounds(
        programme=programme,
        units=units,
        obligations=load_obligations(conn, programme.id, unit_ids, since=since),
        books=load_unit_books(conn, programme.id, unit_ids),
        awaited=load_awaited(conn, programme, unit_ids, today=today, seen_by=now),
        unmended=unmended,
        titles=load_titles(conn, programme.id),
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
            item = _item(nudge, title, unit.name, row, grounds.books.get(unit_id))
            items.append(replace(item, mending=_mending(grounds, unit_id, month, item.due)))
    return items


def _mending(grounds: Grounds, unit_id: int, month: Month, due: date) -> Mending | None:
    """The rows that may be of that month and only need mending; None where there are none."""
    rows = [row for row in grounds.unmended.get(unit_id, ()) if row.may_be_of(month)]
    if not rows:
        return None
    shown = grounds.programme.feedback
    titles = grounds.titles
    books = tuple(sorted({name_to_open(row.book, titles.get(row.book)) for row in rows}))
    in_time = any(row.seen <= due for row in rows)
    return Mending(rows=len(rows), books=books, shown=shown, in_time=in_time)


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
