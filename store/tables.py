"""All tables. Every key begins with the programme: one database may hold several cities."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from store.chat_tables import attachment, binding, button, chat, inbox, invitation, pace
from store.columns import PLAIN, key, metadata, number
from store.decision_tables import answer, decision
from store.duty_tables import letter, nudge, obligation, transition
from store.filing_tables import filing
from store.google_tables import google_account, google_file
from store.record_tables import activity, entry, finding, participation, service_record
from store.types import UtcDateTime

__all__ = [
    "activity",
    "alias",
    "answer",
    "attachment",
    "binding",
    "book",
    "book_unit",
    "button",
    "chat",
    "contact",
    "counter",
    "cycle",
    "decision",
    "entry",
    "filing",
    "finding",
    "google_account",
    "google_file",
    "inbox",
    "invitation",
    "letter",
    "metadata",
    "nudge",
    "obligation",
    "pace",
    "participation",
    "programme",
    "service_record",
    "transition",
    "unit",
]

programme = Table(
    "programme",
    metadata,
    key("id"),
    Column("start", String(7), comment="first month that is duty, not history"),
    Column("roster_mark", String(64), comment="digest of the roster in force"),
    Column("reader_mark", String(64), comment="what the books were read with"),
    Column("rules_mark", String(64), comment="what standings are judged by"),
    Column("opened", String(10), comment="the day whose obligations all stand"),
)

counter = Table(
    "counter",
    metadata,
    key(),
    Column("kind", String(32), primary_key=True),
    Column("next", BigInteger, nullable=False),
)

cycle = Table(
    "cycle",
    metadata,
    key(),
    number(),
    Column("at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
)

book = Table(
    "book",
    metadata,
    key(),
    Column("id", PLAIN, primary_key=True, comment="path under sheets/ with /"),
    Column("stamp", Text, comment="what the source said of it when it was last read"),
    Column("revision", Text, comment="digest of its content"),
    Column("looked_at", UtcDateTime, comment="last look that could be believed"),
    Column("synced_at", UtcDateTime, comment="when its rows were last read or found unchanged"),
    Column("cycle", BigInteger),
    Column("state", String(16), nullable=False, comment="read, doubted, failing, vanished"),
    Column("failures", Integer, nullable=False, default=0),
    Column("feedback", Text, comment="mark of the findings last shown beside it"),
    Column("feedback_stamp", Text, comment="the source's word for what it shows"),
    Column("title", Text, comment="its name where the id is none"),
)

unit = Table(
    "unit",
    metadata,
    key(),
    number(),
    Column("name", Text, nullable=False),
    Column("code", Text),
    Column("aliases", JSON, nullable=False),
    Column("parent", Text),
    Column("category", Text),
    Column("members", BigInteger),
    Column("joined", String(10)),
    Column("left", String(10)),
    Column("grouping", Boolean, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Index(None, "programme_id", "name", unique=True),
)

alias = Table(
    "alias",
    metadata,
    key(),
    Column("folded", PLAIN, primary_key=True, comment="the name as it is compared"),
    Column("text", Text, nullable=False, comment="the name as the office wrote it"),
    Column("unit_id", BigInteger, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["programme_id", "unit_id"], ["unit.programme_id", "unit.id"]),
    comment="unit names that the office explained",
)

contact = Table(
    "contact",
    metadata,
    key(),
    number(),
    Column("unit_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", String(32), nullable=False),
    Column("volunteer_no", Text),
    Column("locale", Text),
    Column("channels", JSON, nullable=False, comment="[{kind, address}] in the order to try"),
    Column("seen_at", UtcDateTime, comment="when the roster first named them"),
    Column("withdrawn_at", UtcDateTime),
    ForeignKeyConstraint(["programme_id", "unit_id"], ["unit.programme_id", "unit.id"]),
    Index(None, "programme_id", "unit_id", "name", "role", unique=True),
)

book_unit = Table(
    "book_unit",
    metadata,
    key(),
    Column("unit_id", BigInteger, primary_key=True, autoincrement=False),
    Column("book", PLAIN, primary_key=True),
    comment="which books a unit's standing depends on",
)
