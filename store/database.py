"""The engine: SQLite and PostgreSQL set up so that both keep the same promises."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    OperationalError,
    ProgrammingError,
)

#: The newest revision in store/migrations/versions; a test compares.
HEAD = "0014"
_PATIENCE = 10.0
#: What a database says of disk, lock and file; a file that is none is a plain DatabaseError.
_OF_THE_WORLD = (OperationalError, DatabaseError)


class StoreError(Exception):
    """The database cannot be used; `code` names the sentence for people."""

    code = "store-unusable"

    def __init__(self, detail: str) -> None:
        self.values = {"detail": detail}
        super().__init__(detail)


class StoreLocked(StoreError):
    """Another process holds the database longer than we wait."""

    code = "store-locked"


class StoreFull(StoreError):
    """The disk is full."""

    code = "store-full"


class StoreBehind(StoreError):
    """The database has an older shape than this version."""

    code = "store-behind"


class StoreDriverMissing(StoreError):
    """What speaks to that kind of database is not installed."""

    code = "store-driver-missing"


class StoreAhead(StoreError):
    """The database was made by a newer version."""

    code = "store-ahead"


def build_engine(url: str, *, patience: float = _PATIENCE) -> Engine:
    """An engine for `sqlite:///…` or `postgresql+psycopg://…`.

    Raises StoreLocked, in `reading` and `writing`, after `patience` seconds of waiting for others.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError("YUEYUE_DATABASE_URL") from None  # the original would show a password
    if parsed.get_backend_name() != "sqlite":
        try:
            engine = create_engine(
                _with_keepalives(parsed), pool_pre_ping=True, hide_parameters=True
            )
        except ModuleNotFoundError as error:
            raise StoreDriverMissing(str(error.name)) from error
        event.listen(engine, "connect", partial(_set_up_postgresql, patience=patience))
        return engine
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": patience}, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction; what the database says of the world becomes a `StoreError`."""
    with _telling(), _connect(engine) as conn, conn.begin():
        yield conn


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A read that takes no write lock and leaves nothing behind."""
    with _telling(), _connect(engine).execution_options(yueyue_reads=True) as conn:
        yield conn
        conn.rollback()


def hold(conn: Connection, name: str) -> None:
    """Until this transaction ends nobody else holds that name; SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name}
        )


def bring_to_head(engine: Engine, *, only_if_empty: bool = False) -> None:
    """Creates or migrates the tables; cheap where nothing is to do.

    Raises StoreBehind where `only_if_empty` and an older shape stands there, StoreAhead where it
    is none that this version knows.
    """
    found = _revision(engine)
    if found == HEAD:
        return
    if found is not None and not (found.isdecimal() and found < HEAD):
        raise StoreAhead(found)
    if found is not None and only_if_empty:
        raise StoreBehind(found)
    from store.migrate import upgrade  # noqa: PLC0415 - alembic costs start-up time

    upgrade(engine)


def _connect(engine: Engine) -> Connection:
    """A connection; whatever keeps us from one is the world's, also where the driver blames us."""
    try:
        return engine.connect()
    except DBAPIError as error:
        raise _told(error) from error


def _revision(engine: Engine) -> str | None:
    with reading(engine) as conn:
        try:
            return conn.execute(text("SELECT version_num FROM alembic_version")).scalar()
        except (OperationalError, ProgrammingError) as error:
            if "alembic_version" in str(error.orig):
                return None
            raise


def _set_up_sqlite(connection: Any, record: Any) -> None:  # noqa: ANN401 - the driver's own
    del record
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _set_up_postgresql(connection: Any, record: Any, *, patience: float) -> None:  # noqa: ANN401 - the driver's own
    del record
    connection.execute(f"SET lock_timeout = {round(patience * 1000)}")
    connection.commit()


def _begin_immediate(conn: Connection) -> None:
    reads = conn.get_execution_options().get("yueyue_reads")
    conn.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _with_keepalives(url: URL) -> URL:
    settings = {"keepalives": "1", "keepalives_idle": "30", "keepalives_interval": "10"}
    return url.update_query_dict(settings, append=False)


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if type(error) not in _OF_THE_WORLD:
            raise
        raise _told(error) from error


def _told(error: DBAPIError) -> StoreError:
    detail = " ".join(str(error.orig).split())
    if "locked" in detail or "lock timeout" in detail:
        return StoreLocked(detail)
    if "full" in detail or "No space" in detail:
        return StoreFull(detail)
    return StoreError(detail)
