"""Bundles: the nudges of one letter as items, those already answered left out."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from bot.letters import Item
from config.wording import Wording
from rules.ladders import parse_rung
from rules.programme import Programme
from rules.roster import Unit
from rules.standings import LATE, Standing
from store.books import load_unit_books
from store.letters import Nudge
from store.obligations import load_obligations

#: Standings that a letter still speaks about.
REMINDED = frozenset({Standing.OPEN, *LATE})


def load_items(
    conn: Connection,
    programme: Programme,
    units: Mapping[int, Unit],
    nudges: Sequence[Nudge],
    wording: Wording,
) -> list[Item]:
    """What a letter with these nudges has to say now: what was met meanwhile is gone."""
    unit_ids = {nudge.unit_id for nudge in nudges}
    stored = load_obligations(conn, programme.id, unit_ids)
    books = load_unit_books(conn, programme.id, unit_ids)
    items = []
    for nudge in nudges:
        row = stored.get((nudge.duty, nudge.unit_id, nudge.period))
        unit = units.get(nudge.unit_id)
        if row is None or unit is None or Standing(row["standing"]) not in REMINDED:
            continue
        duty = programme.duty(nudge.duty)
        title = "" if duty is None else duty.title(wording.locale)
        items.append(_item(nudge, title, unit.name, row, books.get(nudge.unit_id)))
    return items


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
