"""Bundles: the nudges of one letter as items, those already answered left out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from bot.letters import Item, Mending, ReminderTurn
from bot.quiet import Quiet, load_quiet
from config.period_names import name_period
from config.wording import Wording
from rules.ladders import OFFICE_RANK, parse_rung
from rules.months import Month
from rules.periods import parse_period
from rules.programme import Programme
from rules.roster import Unit
from rules.standings import LATE, Standing
from store.books import load_titles, load_unit_books, name_to_open
from store.mending import Unmended, load_unmended
from store.nudges import Nudge, load_told
from store.obligations import Key, load_obligations
from store.owed import OwedRow, build_owed

#: Standings that a letter still speaks about.
REMINDED = frozenset({Standing.OPEN, *LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What letters of one moment rest on, gathered once for all of them."""

    programme: Programme
    units: Mapping[int, Unit]
    obligations: Mapping[Key, OwedRow]
    books: Mapping[int, str]
    unmended: Mapping[int, Sequence[Unmended]]
    quiet: Quiet
    told: Mapping[Key, Sequence[Nudge]]
    """What went into letters about each obligation."""
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
    unit_ids = {nudge.unit_id for nudge in nudges}
    owed = load_owed(conn, programme, nudges)
    months = [Month.of(one.period.first) for one in owed.values()]
    unmended = {}
    if months:
        unmended = load_unmended(conn, programme, unit_ids, since=min(months), seen_by=now)
    return Grounds(
        programme=programme,
        units=units,
        obligations=owed,
        books=load_unit_books(conn, programme.id, unit_ids),
        unmended=unmended,
        told=load_told(conn, programme.id, unit_ids, {nudge.period for nudge in nudges}),
        quiet=load_quiet(conn, programme, unit_ids, now=now),
        titles=load_titles(conn, programme.id),
    )


def load_owed(
    conn: Connection, programme: Programme, nudges: Collection[Nudge]
) -> dict[Key, OwedRow]:
    """What the nudges speak about, as far as it is still owed, by its key."""
    nodes = programme.calendar.nodes
    first = min((parse_period(nudge.period, nodes).first for nudge in nudges), default=None)
    wanted, unit_ids = {one.obligation for one in nudges}, {one.unit_id for one in nudges}
    rows = load_obligations(conn, programme.id, unit_ids, since=first)
    return {
        key: build_owed(row, nodes) for key, row in rows.items() if key in wanted and row["owed"]
    }


def list_items(grounds: Grounds, nudges: Sequence[Nudge], wording: Wording) -> list[Item]:
    """What a letter with these nudges has to say, each obligation once.

    What was met meanwhile, is announced for a day to come, is put off or is owed no more is gone.
    """
    items, nodes = [], grounds.programme.calendar.nodes
    for key, nudge in _highest(nudges).items():
        owed = grounds.obligations.get(key)
        unit, duty = grounds.units.get(nudge.unit_id), grounds.programme.duty(nudge.duty)
        if owed is None or unit is None or duty is None:
            continue
        if grounds.quiet.hushes(key, nudge.contact_id):
            continue
        if owed.standing in REMINDED and owed.awaited is None:
            mending = _mending(grounds, owed) if duty.shown_by_activities else None
            items.append(
                Item(
                    unit=unit.name,
                    duty=nudge.duty,
                    duty_title=duty.title(wording.locale),
                    subject=owed.label,
                    period=name_period(nudge.period, nodes, wording),
                    rung=nudge.rung,
                    rank=parse_rung(nudge.rung).rank,
                    due=owed.due,
                    standing=owed.standing,
                    # The log; other registers may be kept elsewhere.
                    book=grounds.books.get(nudge.unit_id) if duty.shown_by_activities else None,
                    mending=mending,
                    monthly=duty.shown_by_activities,
                    turn=_turn(owed, nudge, grounds.told.get(key, ())),
                )
            )
    return items


def _turn(owed: OwedRow, nudge: Nudge, told: Sequence[Nudge]) -> ReminderTurn:
    """Whether the contact hears of it for the first time, again, or the unit for the last time."""
    earlier = [one for one in told if one.letter_key != nudge.letter_key]
    rank = parse_rung(nudge.rung).rank
    of_unit = [name for name in owed.ladder if parse_rung(name).rank < OFFICE_RANK]
    highest = max((parse_rung(name).rank for name in of_unit), default=0)
    final = [name for name in of_unit if parse_rung(name).rank == highest][-1:]
    if earlier and rank >= highest and (nudge.rung in final or nudge.rung not in owed.ladder):
        return ReminderTurn.LAST
    mine = any(one.contact_id == nudge.contact_id for one in earlier)
    return ReminderTurn.REPEATED if mine else ReminderTurn.FIRST


def _mending(grounds: Grounds, owed: OwedRow) -> Mending | None:
    """The rows that may be of that month and only need mending; None where there are none."""
    month = Month.of(owed.period.first)
    rows = [row for row in grounds.unmended.get(owed.unit_id, ()) if row.may_be_of(month)]
    if not rows:
        return None
    shown = grounds.programme.feedback
    titles = grounds.titles
    books = tuple(sorted({name_to_open(row.book, titles.get(row.book)) for row in rows}))
    in_time = any(row.seen <= owed.deadline for row in rows)
    return Mending(rows=len(rows), books=books, shown=shown, in_time=in_time)


def _highest(nudges: Sequence[Nudge]) -> dict[Key, Nudge]:
    """Of several nudges about one obligation the one of the highest rank speaks."""
    order = {nudge.obligation: nudge for nudge in nudges}
    for nudge in sorted(nudges, key=lambda one: parse_rung(one.rung).rank):
        order[nudge.obligation] = nudge
    return order
