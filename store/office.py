"""What the office decides: each decision written with its journal, and what it touches judged anew.

A decision and a remembered name are their own journal: who reads them sees since when. What a name
touches is read again by the next sync, and until then nobody is nudged for it; what a decision
touches is judged at once.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection

from rules.duties import Duty
from rules.periods import Period, periods_between
from rules.programme import Programme
from store.aliases import delete_alias, hold_aliases, insert_alias
from store.books import doubt_books
from store.database import hold
from store.deciding import DecisionRefused, decide, spans_of, take_back
from store.decisions import CLOSE, EXEMPT, PAUSE, REOPEN, Decision, Grant, list_decisions


def remember_alias(
    conn: Connection,
    programme_id: str,
    *,
    text: str,
    folded: str,
    unit_id: int,
    books: Collection[str],
    now: datetime,
) -> None:
    """From now on the text means the unit; the books that write it are read anew."""
    hold_aliases(conn, programme_id)
    delete_alias(conn, programme_id, folded)
    insert_alias(conn, programme_id, text=text, folded=folded, unit_id=unit_id, now=now)
    doubt_books(conn, programme_id, books)


def forget_alias(
    conn: Connection, programme_id: str, folded: str, *, books: Collection[str]
) -> None:
    """The text means nothing any more; the books that write it are read anew."""
    hold_aliases(conn, programme_id)
    delete_alias(conn, programme_id, folded)
    doubt_books(conn, programme_id, books)


def exempt_unit(
    conn: Connection,
    programme: Programme,
    unit_id: int,
    duty: Duty,
    period: Period,
    *,
    until: date | None,
    grant: Grant,
) -> int:
    """Releases a unit from a duty, from a period to the one that holds `until`.

    How many standings changed; DecisionRefused where no period of the duty lies there.
    """
    last = max(until or period.last, period.first)
    if until is not None and until < period.first:
        raise DecisionRefused("exempt-until", until=until, period=period)
    nodes = programme.calendar.nodes
    if duty.period != "event" and not any(
        one.first >= period.first
        for one in periods_between(duty.period, period.first, last, nodes, duty.nodes)
    ):
        raise DecisionRefused("exempt-period", period=period, duty=duty.id, kind=duty.period)
    one = Decision(
        kind=EXEMPT,
        unit_id=unit_id,
        duty=duty.id,
        first=period.first,
        last=last,
        reason=grant.reason,
        granted_by=grant.by,
        at=grant.at,
    )
    return decide(conn, programme, one)


def pause_unit(
    conn: Connection,
    programme: Programme,
    unit_id: int,
    *,
    first: date,
    last: date | None,
    grant: Grant,
) -> int:
    """Lets a unit rest from one local day through another: it owes nothing and hears nothing.

    How many standings changed; DecisionRefused where the days are the wrong way round.
    """
    if last is not None and last < first:
        raise DecisionRefused("pause-backwards", first=first, last=last)
    one = Decision(
        kind=PAUSE,
        unit_id=unit_id,
        first=first,
        last=last,
        reason=grant.reason,
        granted_by=grant.by,
        at=grant.at,
    )
    return decide(conn, programme, one)


def withdraw_exemption(
    conn: Connection,
    programme: Programme,
    unit_id: int,
    duty: Duty,
    period: Period,
    *,
    now: datetime,
) -> int:
    """Takes back what was released of a duty for that period; how many standings changed."""
    hold(conn, programme.id)
    found = [
        one
        for one in list_decisions(conn, programme.id, at=now, unit_id=unit_id)
        if one.kind == EXEMPT and one.duty == duty.id
        if one.first <= period.last and (one.last or one.first) >= period.first
    ]
    if not found:
        raise DecisionRefused("exempt-none", duty=duty.id, period=period)
    return take_back(conn, programme, unit_id, found, now)


def resume_unit(
    conn: Connection, programme: Programme, unit_id: int, *, on: date, now: datetime
) -> int:
    """Takes back every pause of a unit that is not over by that day; standings that changed."""
    hold(conn, programme.id)
    found = [
        one
        for one in list_decisions(conn, programme.id, at=now, unit_id=unit_id)
        if one.kind == PAUSE and (one.last is None or one.last >= on)
    ]
    if not found:
        raise DecisionRefused("pause-none")
    return take_back(conn, programme, unit_id, found, now)


def close_period(conn: Connection, programme: Programme, period: Period, *, now: datetime) -> int:
    """Closes a period before its day: what is overdue in it is missed; standings that changed.

    DecisionRefused where it is not due yet, or there is nothing to close.
    """
    hold(conn, programme.id)
    today = now.astimezone(programme.timezone).date()
    spans = spans_of(conn, programme, period)
    if all(one.is_closed(today) for one in spans):
        raise DecisionRefused("close-closed", period=period)
    due = min(one.deadline for one in spans if not one.is_closed(today))
    if today <= due:
        raise DecisionRefused("close-early", period=period, due=due)
    one = Decision(kind=CLOSE, period=period.text, first=today, at=now)
    return decide(conn, programme, one, since=period.first)


def reopen_period(conn: Connection, programme: Programme, period: Period, *, grant: Grant) -> int:
    """Opens a closed period again: what was missed is overdue until the office closes it."""
    hold(conn, programme.id)
    today = grant.at.astimezone(programme.timezone).date()
    spans = spans_of(conn, programme, period)
    if not any(one.is_closed(today) for one in spans):
        raise DecisionRefused("reopen-open", period=period)
    one = Decision(
        kind=REOPEN,
        period=period.text,
        first=today,
        reason=grant.reason,
        granted_by=grant.by,
        at=grant.at,
    )
    return decide(conn, programme, one, since=period.first)
