"""Answers of contacts in the store: each is kept, and one that hushes replaces an older one."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import Connection, Row, insert, or_, select, update

from rules.answers import HUSHING, Answer, AnswerKind
from store.ids import take_ids
from store.tables import answer

_CHUNK = 400


def save_answers(conn: Connection, programme_id: str, answers: Collection[Answer]) -> None:
    """Keeps answers; earlier ones of the contact that hush these units run no longer."""
    hushing = [one for one in answers if one.kind in HUSHING]
    for contact_id, unit_id, at in {(one.contact_id, one.unit_id, one.at) for one in hushing}:
        withdraw_hushes(conn, programme_id, contact_id, unit_id, at)
    numbers = take_ids(conn, programme_id, "answer", len(answers)) if answers else ()
    rows = [
        {
            "programme_id": programme_id,
            "id": number,
            "kind": one.kind.value,
            "contact_id": one.contact_id,
            "unit_id": one.unit_id,
            "duty": one.duty,
            "subject": one.subject,
            "period": one.period,
            "days": one.days,
            "last": one.last.isoformat() if one.last else None,
            "rank": one.rank,
            "at": one.at,
        }
        for number, one in zip(numbers, answers, strict=True)
    ]
    if rows:
        conn.execute(insert(answer), rows)


def withdraw_hushes(
    conn: Connection, programme_id: str, contact_id: int, unit_id: int, now: datetime
) -> None:
    """What the contact said before hushes that unit's reminders no longer."""
    columns = answer.c
    mine = (
        columns.programme_id == programme_id,
        columns.contact_id == contact_id,
        columns.unit_id == unit_id,
        columns.kind.in_([kind.value for kind in HUSHING]),
        columns.withdrawn_at.is_(None),
    )
    conn.execute(update(answer).where(*mine).values(withdrawn_at=now))


def load_answers(
    conn: Connection,
    programme_id: str,
    unit_ids: Collection[int],
    *,
    at: datetime,
    kinds: Iterable[AnswerKind] = tuple(AnswerKind),
) -> dict[int, list[Answer]]:
    """What was answered by an instant and holds then, by unit, the oldest first."""
    columns, found = answer.c, dict[int, list[Answer]]()
    ordered = sorted(unit_ids)
    for start in range(0, len(ordered), _CHUNK):
        rows = conn.execute(
            select(answer)
            .where(
                columns.programme_id == programme_id,
                columns.unit_id.in_(ordered[start : start + _CHUNK]),
                columns.kind.in_([kind.value for kind in kinds]),
                columns.at <= at,
                or_(columns.withdrawn_at.is_(None), columns.withdrawn_at > at),
            )
            .order_by(columns.at, columns.id)
        )
        for row in rows:
            found.setdefault(row.unit_id, []).append(_answer(row))
    return found


def _answer(row: Row[tuple[object, ...]]) -> Answer:
    return Answer(
        kind=AnswerKind(row.kind),
        contact_id=row.contact_id,
        unit_id=row.unit_id,
        at=row.at,
        duty=row.duty,
        subject=row.subject,
        period=row.period,
        days=row.days,
        last=date.fromisoformat(row.last) if row.last else None,
        rank=row.rank,
        id=row.id,
    )
