"""Tables of the chat: who is bound to which chat, what came in, what buttons do, how fast we go."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from store.columns import PLAIN, key, metadata
from store.types import UtcDateTime

chat = Table(
    "chat",
    metadata,
    key(),
    Column("channel", String(32), primary_key=True),
    Column("address", PLAIN, primary_key=True),
    Column("gone", String(32), comment="why nothing reaches it; None where something may"),
    Column("gone_at", UtcDateTime),
    Column("moved_to", Text, comment="its new address, where it has one"),
    comment="what was learned of addresses",
)

binding = Table(
    "binding",
    metadata,
    key(),
    Column("channel", String(32), primary_key=True),
    Column("address", PLAIN, primary_key=True),
    Column("contact_id", BigInteger, primary_key=True, autoincrement=False),
    Column("approved", Boolean, nullable=False, comment="False while the first is asked"),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "programme_id", "contact_id"),
    comment="people's own chats, by the contact whom they speak as",
)

invitation = Table(
    "invitation",
    metadata,
    key(),
    Column("digest", String(64), primary_key=True, comment="of the link's token"),
    Column("contact_id", BigInteger, nullable=False),
    Column("replaces", Boolean, nullable=False, comment="whether it ends earlier bindings"),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("used_by", Text),
    comment="one-time links",
)

inbox = Table(
    "inbox",
    metadata,
    key(),
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", PLAIN, comment="where it came from"),
    Column("message", BigInteger, comment="the message's number in its chat"),
    Column("raw", Text, nullable=False),
    Column("state", String(16), nullable=False, comment="received, answered, done, failed"),
    Column("replies", JSON, nullable=False, comment="what is to be sent for it"),
    Column("sent", JSON, nullable=False, comment="numbers of the messages sent for it"),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "programme_id", "bot", "state"),
    Index(None, "programme_id", "bot", "chat", "message"),
    comment="updates, each kept before it is acknowledged",
)

button = Table(
    "button",
    metadata,
    key(),
    Column("id", String(32), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("owner", PLAIN, nullable=False, comment="who alone may press it"),
    Column("action", String(32), nullable=False),
    Column("argument", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "programme_id", "at"),
)

attachment = Table(
    "attachment",
    metadata,
    key(),
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("sender", PLAIN, nullable=False, comment="the address it came from"),
    Column("album", Text, comment="what photos sent together share"),
    Column("caption", Text),
    Column("file_id", Text, nullable=False, comment="the channel's handle, for this bot alone"),
    Column("unique_id", PLAIN, nullable=False, comment="the channel's name for the content"),
    Column("digest", String(64), nullable=False, comment="SHA-256 of the content"),
    Column("size", Integer, nullable=False),
    Column("path", Text, nullable=False, comment="in the workspace, with /"),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "programme_id", "album"),
    Index(None, "programme_id", "digest"),
    comment="photos and files that came in",
)

pace = Table(
    "pace",
    metadata,
    key(),
    Column("name", PLAIN, primary_key=True, comment="a token's or a chat's messages"),
    Column("next_at", UtcDateTime, nullable=False, comment="when the next would be on time"),
)
