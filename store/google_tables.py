"""Tables of what was last seen of spreadsheets on Google."""

from sqlalchemy import BigInteger, Boolean, Column, String, Table, Text

from store.columns import PLAIN, key, metadata

google_account = Table(
    "google_account",
    metadata,
    key(),
    Column("account", String(320), primary_key=True),
    Column("page_token", Text, comment="where its changes go on"),
    Column("listed_on", String(10), comment="day of the last whole list"),
)

google_file = Table(
    "google_file",
    metadata,
    key(),
    Column("account", String(320), primary_key=True),
    Column("id", PLAIN, primary_key=True),
    Column("name", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("ours", Boolean, nullable=False, comment="we changed it last"),
    Column("editable", Boolean, nullable=False),
    comment="spreadsheets that are shared with our accounts",
)
