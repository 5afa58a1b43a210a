"""All tables. Every key begins with the programme: one database may hold several cities."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from store.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key(name: str = "programme_id") -> Column[str]:
    return Column(name, String(64), primary_key=True)


def _id(name: str = "id") -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


programme = Table(
    "programme",
    metadata,
    _key("id"),
    Column("start", String(7), comment="first month that is duty, not history"),
    Column("roster_mark", String(64), comment="digest of the roster in force"),
    Column("reader_mark", String(64), comment="what the books were read with"),
    Column("opened", String(7), comment="last month whose obligations all stand"),
)

counter = Table(
    "counter",
    metadata,
    _key(),
    Column("kind", String(32), primary_key=True),
    Column("next", BigInteger, nullable=False),
)

cycle = Table(
    "cycle",
    metadata,
    _key(),
    _id(),
    Column("at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
)

book = Table(
    "book",
    metadata,
    _key(),
    Column("id", String(1024), primary_key=True, comment="path under sheets/ with /"),
    Column("stamp", String(64), comment="what the source said of it when it was last read"),
    Column("revision", String(64), comment="digest of its content"),
    Column("looked_at", UtcDateTime, comment="last look that could be believed"),
    Column("synced_at", UtcDateTime, comment="when its rows were last read or found unchanged"),
    Column("cycle", BigInteger),
    Column("state", String(16), nullable=False, comment="read, failing, vanished"),
    Column("failures", Integer, nullable=False, default=0),
)

unit = Table(
    "unit",
    metadata,
    _key(),
    _id(),
    Column("name", String(255), nullable=False),
    Column("code", String(64)),
    Column("aliases", JSON, nullable=False),
    Column("parent", String(255)),
    Column("category", String(64)),
    Column("members", Integer),
    Column("joined", String(10)),
    Column("left", String(10)),
    Column("grouping", Boolean, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Index(None, "programme_id", "name", unique=True),
)

contact = Table(
    "contact",
    metadata,
    _key(),
    _id(),
    Column("unit_id", BigInteger, nullable=False),
    Column("name", String(255), nullable=False),
    Column("role", String(32), nullable=False),
    Column("volunteer_no", String(64)),
    Column("locale", String(8)),
    Column("channels", JSON, nullable=False, comment="[{kind, address}] in the order to try"),
    Column("withdrawn_at", UtcDateTime),
    ForeignKeyConstraint(["programme_id", "unit_id"], ["unit.programme_id", "unit.id"]),
    Index(None, "programme_id", "unit_id", "name", "role", unique=True),
)

book_unit = Table(
    "book_unit",
    metadata,
    _key(),
    Column("unit_id", BigInteger, primary_key=True, autoincrement=False),
    Column("book", String(1024), primary_key=True),
    comment="which books a unit's standing depends on",
)


def _place() -> tuple[Column[str], Column[str], Column[int]]:
    return (
        Column("book", String(1024), nullable=False),
        Column("sheet", String(255), nullable=False),
        Column("row", Integer, nullable=False),
    )


def _held() -> tuple[Column[int], Column[str], Column[str]]:
    return (
        Column("unit_id", BigInteger, comment="None where the unit is not known"),
        Column("first_day", String(10)),
        Column("last_day", String(10)),
    )


activity = Table(
    "activity",
    metadata,
    _key(),
    _id(),
    *_place(),
    *_held(),
    Column("people", Integer, nullable=False, comment="derived: people who count"),
    Column("minutes", BigInteger, nullable=False, comment="derived: minutes of all people"),
    Column("confirmed_minutes", BigInteger, nullable=False, comment="derived"),
    Column("counts", Boolean, nullable=False, comment="derived: neither repeated nor nil"),
    Column("unit_text", Text),
    Column("days", Text),
    Column("title", Text),
    Column("headcount", Integer),
    Column("duration", Integer),
    Column("total_minutes", BigInteger),
    Column("person_times", Integer),
    Column("names", Text),
    Column("names_total", Integer),
    Column("photos", Integer),
    Column("confirmed", Boolean, nullable=False),
    Column("nil", Boolean, nullable=False),
    Column("category", Text),
    Column("place", Text),
    Column("content", Text),
    Column("target", Text),
    Column("beneficiaries", Integer),
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
    _key(),
    _id(),
    *_place(),
    *_held(),
    Column("activity_id", BigInteger, comment="derived: the activity whose person this is"),
    Column(
        "counts", Boolean, nullable=False, comment="derived: not repeated, within the head-count"
    ),
    Column("unit_text", Text),
    Column("days", Text),
    Column("title", Text),
    Column("volunteer", Text),
    Column("volunteer_no", Text),
    Column("duration", Integer),
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
    _key(),
    Column("activity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("volunteer", Text, nullable=False),
    Column("unit_id", BigInteger),
    Column("first_day", String(10), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Index(None, "programme_id", "volunteer", "first_day"),
    Index(None, "programme_id", "unit_id"),
    comment="people named in an activity's list that no service record names better",
)

finding = Table(
    "finding",
    metadata,
    _key(),
    _id(),
    Column("book", String(1024), nullable=False),
    Column("sheet", String(255)),
    Column("row", Integer),
    Column("cell", String(16)),
    Column("code", String(64), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Index(None, "programme_id", "book"),
)

obligation = Table(
    "obligation",
    metadata,
    _key(),
    Column("duty", String(16), primary_key=True),
    Column("unit_id", BigInteger, primary_key=True, autoincrement=False),
    Column("period", String(32), primary_key=True),
    Column("due", String(10), nullable=False),
    Column("closes", String(10), nullable=False),
    Column("history", Boolean, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("held", Integer, nullable=False),
    Column("because", JSON, nullable=False),
    Column("ladder", JSON, nullable=False, comment="rungs in force since it opened"),
    Column("next_at", UtcDateTime, comment="when time alone changes it or a rung falls due"),
    Index(None, "programme_id", "next_at"),
)

transition = Table(
    "transition",
    metadata,
    _key(),
    _id(),
    Column("duty", String(16), nullable=False),
    Column("unit_id", BigInteger, nullable=False),
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
    _key(),
    Column("key", String(255), primary_key=True),
    Column("duty", String(16), nullable=False),
    Column("unit_id", BigInteger, nullable=False),
    Column("period", String(32), nullable=False),
    Column("rung", String(32), nullable=False),
    Column("contact_id", BigInteger, nullable=False),
    Column("letter_key", String(255), comment="None where it was passed over"),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "programme_id", "duty", "unit_id", "period"),
    Index(None, "programme_id", "letter_key"),
)

letter = Table(
    "letter",
    metadata,
    _key(),
    Column("key", String(255), primary_key=True),
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
    Index(None, "programme_id", "state", "not_before"),
    Index(None, "programme_id", "contact_id", "day"),
)
