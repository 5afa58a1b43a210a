"""Tables of what is owed and who is told: obligations, transitions, nudges, letters."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from store.columns import PLAIN, key, metadata, number, subject
from store.types import UtcDateTime

obligation = Table(
    "obligation",
    metadata,
    key(),
    Column("duty", String(64), primary_key=True),
    Column("unit_id", BigInteger, primary_key=True, autoincrement=False),
    subject(primary_key=True),
    Column("period", String(32), primary_key=True),
    Column("label", Text, comment="what the subject is called"),
    Column("first", String(10), nullable=False, comment="the period's first day"),
    Column("event", String(10), comment="the day it counts from, where an event began it"),
    Column("due", String(10), nullable=False),
    Column("deadline", String(10), nullable=False, comment="the last day that is in time"),
    Column("quiet_until", String(10), comment="rungs up to this day spoke of parts now shown"),
    Column("awaited", String(10), comment="the day of a row dated ahead: silent until then"),
    Column("closes", String(10), comment="None where only evidence ends it"),
    Column("owed", Boolean, nullable=False, comment="False where the programme asks it no more"),
    Column("history", Boolean, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("held", Integer, nullable=False),
    Column("because", JSON, nullable=False),
    Column("ladder", JSON, nullable=False, comment="rungs in force since it opened"),
    Column("next_at", UtcDateTime, comment="when time alone changes it or a rung falls due"),
    Index(None, "programme_id", "next_at"),
    Index(None, "programme_id", "unit_id", "first"),
)

transition = Table(
    "transition",
    metadata,
    key(),
    number(),
    Column("duty", String(64), nullable=False),
    Column("unit_id", BigInteger, nullable=False),
    subject(),
    Column("period", String(32), nullable=False),
    Column("from_standing", String(16)),
    Column("to_standing", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("because", JSON, nullable=False),
    Index(None, "programme_id", "unit_id", "period"),
)

nudge = Table(
    "nudge",
    metadata,
    key(),
    Column("key", PLAIN, primary_key=True),
    Column("duty", String(64), nullable=False),
    Column("unit_id", BigInteger, nullable=False),
    subject(),
    Column("period", String(32), nullable=False),
    Column("rung", String(32), nullable=False),
    Column("contact_id", BigInteger, nullable=False),
    Column("letter_key", PLAIN, comment="None where it was passed over"),
    Column("reason", String(16), comment="why it stayed unsaid, where it did"),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "programme_id", "unit_id", "period"),
    Index(None, "programme_id", "letter_key"),
)

letter = Table(
    "letter",
    metadata,
    key(),
    Column("key", PLAIN, primary_key=True),
    Column("contact_id", BigInteger, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("address", Text, nullable=False),
    Column("day", String(10), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text),
    Column("text", Text, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("owner", String(64)),
    Column("lease_until", UtcDateTime),
    Column("sends_started", Integer, nullable=False),
    Column("posted_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("message_id", Text, comment="the channel's number of what was sent"),
    Index(None, "programme_id", "state", "not_before"),
    Index(None, "programme_id", "contact_id", "day"),
)
