"""Tables of what the sheets say: activities, service records, the people named, findings."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from store.columns import PLAIN, held, key, metadata, number, place
from store.types import UtcDateTime

activity = Table(
    "activity",
    metadata,
    key(),
    number(),
    *place(),
    *held(),
    Column("people", BigInteger, nullable=False, comment="derived: people who count"),
    Column("minutes", BigInteger, nullable=False, comment="derived: minutes of all people"),
    Column("confirmed_minutes", BigInteger, nullable=False, comment="derived"),
    Column("counts", Boolean, nullable=False, comment="derived: neither repeated nor nil"),
    Column("unit_text", Text),
    Column("days", Text),
    Column("title", Text),
    Column("headcount", BigInteger),
    Column("duration", BigInteger),
    Column("total_minutes", BigInteger),
    Column("person_times", BigInteger),
    Column("names", Text),
    Column("names_total", BigInteger),
    Column("photos", BigInteger),
    Column("confirmed", Boolean, nullable=False),
    Column("nil", Boolean, nullable=False),
    Column("category", Text),
    Column("place", Text),
    Column("content", Text),
    Column("target", Text),
    Column("beneficiaries", BigInteger),
    Column("leader", Text),
    Column("recorder", Text),
    Column("remark", Text),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Index(None, "programme_id", "unit_id", "first_day"),
    Index(None, "programme_id", "book"),
)

service_record = Table(
    "service_record",
    metadata,
    key(),
    number(),
    *place(),
    *held(),
    Column("activity_id", BigInteger, comment="derived: the activity whose person this is"),
    Column(
        "counts", Boolean, nullable=False, comment="derived: not repeated, within the head-count"
    ),
    Column("minutes", BigInteger, nullable=False, comment="derived: stated, else the activity's"),
    Column("unit_text", Text),
    Column("days", Text),
    Column("title", Text),
    Column("volunteer", Text),
    Column("volunteer_no", Text),
    Column("duration", BigInteger),
    Column("confirmed", Boolean, nullable=False),
    Column("place", Text),
    Column("remark", Text),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Index(None, "programme_id", "unit_id", "first_day"),
    Index(None, "programme_id", "volunteer", "first_day"),
    Index(None, "programme_id", "book"),
)

participation = Table(
    "participation",
    metadata,
    key(),
    Column("activity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("volunteer", Text, nullable=False),
    Column("unit_id", BigInteger),
    Column("first_day", String(10), nullable=False),
    Column("minutes", BigInteger, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Index(None, "programme_id", "volunteer", "first_day"),
    Index(None, "programme_id", "unit_id"),
    comment="people named in an activity's list that no service record names better",
)

finding = Table(
    "finding",
    metadata,
    key(),
    number(),
    Column("book", PLAIN, nullable=False),
    Column("sheet", PLAIN),
    Column("row", Integer),
    Column("cell", PLAIN),
    Column("code", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("unit_id", BigInteger, comment="whose rows together gave it; None: read in its book"),
    Index(None, "programme_id", "book"),
    Index(None, "programme_id", "unit_id"),
)
