"""What the office decides: each decision written with its journal, and what it touches judged anew.

A remembered name is its own journal: who reads it sees since when. What it touches is read again
by the next sync, and until then nobody is nudged for it.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from store.aliases import delete_alias, hold_aliases, insert_alias
from store.books import doubt_books


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
