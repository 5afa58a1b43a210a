"""Table of filings: activities reported in the chat, from draft to row of a sheet."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, Text

from store.columns import PLAIN, key, metadata
from store.types import UtcDateTime

filing = Table(
    "filing",
    metadata,
    key(),
    Column("key", String(16), primary_key=True),
    Column("contact_id", BigInteger, comment="who reports; None for the office's shell"),
    Column("unit_id", BigInteger, nullable=False),
    Column("state", String(16), nullable=False, comment="draft, filed, written, cancelled"),
    Column("fields", JSON, nullable=False, comment="what the row says, by field of an activity"),
    Column("photos", JSON, nullable=False, comment="digests of its photos"),
    Column("activity_id", BigInteger, comment="the activity that it is, once filed"),
    Column("at", UtcDateTime, nullable=False, comment="when it was last shown as a draft"),
    Column("filed_at", UtcDateTime),
    Column("written_at", UtcDateTime),
    Column("book", PLAIN, comment="where it was written"),
    Column("sheet", Text),
    Column("row", Integer),
    Index(None, "programme_id", "state"),
    Index(None, "programme_id", "contact_id"),
    comment="activities reported in the chat",
)
