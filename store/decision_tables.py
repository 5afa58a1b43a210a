"""Tables of what people decided and answered: the office's decisions, contacts' answers."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from store.columns import key, metadata, number, subject
from store.types import UtcDateTime

decision = Table(
    "decision",
    metadata,
    key(),
    number(),
    Column("kind", String(16), nullable=False, comment="exempt, pause, close or reopen"),
    Column("unit_id", BigInteger, comment="None where a period is decided on"),
    Column("duty", String(64)),
    Column("period", String(32), comment="what is closed or opened again"),
    Column("first", String(10), comment="from which local day on"),
    Column("last", String(10), comment="through which day; None where nobody knows yet"),
    Column("reason", Text),
    Column("granted_by", Text, comment="who decided, where it was said"),
    Column("at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Index(None, "programme_id", "unit_id"),
    comment="what the office decided",
)

answer = Table(
    "answer",
    metadata,
    key(),
    number(),
    Column("kind", String(32), nullable=False, comment="promise, snooze, mute, not_us …"),
    Column("contact_id", BigInteger, nullable=False),
    Column("unit_id", BigInteger, nullable=False),
    Column("duty", String(64), comment="None where it is about all that the unit owes"),
    subject(),
    Column("period", String(32)),
    Column("days", Integer, comment="how many days were said, today included"),
    Column("last", String(10), comment="the last local day it runs; None where it has no end"),
    Column("rank", Integer, comment="from which the ladder goes on when it is over"),
    Column("at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Index(None, "programme_id", "unit_id"),
    comment="what contacts answered to reminders",
)
