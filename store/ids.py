"""Numbers for rows, taken in blocks, one sequence for each programme and kind."""

from sqlalchemy import Connection, text

#: Both databases understand it; as text, since it is asked for with every book.
_TAKE = text(
    "INSERT INTO counter (programme_id, kind, next) VALUES (:programme, :kind, 1 + :count)"
    " ON CONFLICT (programme_id, kind) DO UPDATE SET next = counter.next + :count RETURNING next"
)


def take_ids(conn: Connection, programme: str, kind: str, count: int) -> range:
    """The next `count` numbers; no other transaction can take them."""
    values = {"programme": programme, "kind": kind, "count": count}
    after: int = conn.execute(_TAKE, values).scalar_one()
    return range(after - count, after)
