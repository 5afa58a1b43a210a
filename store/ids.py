"""Numbers for rows, taken in blocks, one sequence for each programme and kind."""

from sqlalchemy import Connection

from store.bulk import upsert
from store.tables import counter


def take_ids(conn: Connection, programme: str, kind: str, count: int) -> range:
    """The next `count` numbers; no other transaction can take them."""
    statement = (
        upsert(conn, counter)
        .values(programme_id=programme, kind=kind, next=1 + count)
        .on_conflict_do_update(
            index_elements=["programme_id", "kind"], set_={"next": counter.c.next + count}
        )
        .returning(counter.c.next)
    )
    after = conn.execute(statement).scalar_one()
    return range(after - count, after)
