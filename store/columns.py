"""What the tables are made of: their metadata and the columns that many of them share."""

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Text that both databases put into the same order, sign by sign, whatever their language.
PLAIN = Text().with_variant(Text(collation="C"), "postgresql")


def key(name: str = "programme_id") -> Column[str]:
    """The first column of every key: the programme."""
    return Column(name, String(64), primary_key=True)


def number(name: str = "id") -> Column[int]:
    """A row's number, taken by `store.ids`."""
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def place() -> tuple[Column[str], Column[str], Column[int]]:
    """Where a record stands."""
    return (
        Column("book", PLAIN, nullable=False),
        Column("sheet", PLAIN, nullable=False),
        Column("row", Integer, nullable=False),
    )


def held() -> tuple[Column[int], Column[str], Column[str]]:
    """Of which unit a record is, and from which day to which."""
    return (
        Column("unit_id", BigInteger, comment="None where the unit is not known"),
        Column("first_day", String(10)),
        Column("last_day", String(10)),
    )


def subject(*, primary_key: bool = False) -> Column[str]:
    """What of a unit owes: empty for the unit itself, else `#` and a record's id."""
    return Column("subject", String(32), primary_key=primary_key, nullable=False, server_default="")
