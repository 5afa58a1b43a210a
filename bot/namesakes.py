"""Namesakes in words: a name that people of several units bear, with the hours of each unit."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection

from config.wording import Wording
from rules.programme import Programme
from store.namesakes import tally_namesakes
from store.roster import load_units

_MOST = 10


def say_namesakes(
    conn: Connection,
    programme: Programme,
    name: str,
    wording: Wording,
    *,
    now: datetime,
    unit_ids: Collection[int] | None = None,
    first: date | None = None,
    last: date | None = None,
) -> str:
    """A line about the units that have a person so named; empty where fewer than two have."""
    found = tally_namesakes(
        conn, programme, name, now=now, unit_ids=unit_ids, first=first, last=last
    )
    if len(found) <= 1:
        return ""
    units = load_units(conn, programme.id)
    parts = [
        wording.say("hours.of-unit", unit=units[number].name, hours=f"{minutes / 60:.1f}")
        for number, minutes in found.items()
        if number in units
    ]
    said = wording.say("hours.separator").join(parts[:_MOST]) + ("……" if parts[_MOST:] else "")
    return wording.say("hours.namesakes", name=name, count=len(found), parts=said)
