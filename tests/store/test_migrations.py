from collections.abc import Iterator

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from store.columns import PLAIN
from store.database import HEAD, StoreLocked, bring_to_head, build_engine, hold, writing
from store.migrate import build_config, check, upgrade
from store.tables import metadata

_ORDERED_BY_SIGN = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE collation_name = 'C' AND table_schema = 'public'
"""


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    engine = build_engine(empty_url)
    yield engine
    engine.dispose()


def test_empty_database_gets_every_table(empty: Engine) -> None:
    bring_to_head(empty, only_if_empty=True)

    assert set(inspect(empty).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_migrations_make_what_the_tables_say(engine: Engine) -> None:
    check(engine)


def test_places_are_in_the_order_of_their_signs_on_any_server(migrated_postgresql: Engine) -> None:
    plain = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.type is PLAIN
    }

    with migrated_postgresql.connect() as conn:
        found = conn.execute(text(_ORDERED_BY_SIGN)).all()

    assert {tuple(row) for row in found} == plain


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    before = inspect(engine).get_table_names()

    upgrade(engine)

    assert inspect(engine).get_table_names() == before


def test_head_is_the_newest_revision(engine: Engine) -> None:
    scripts = ScriptDirectory.from_config(build_config(engine))

    assert scripts.get_heads() == [HEAD]


def test_migrating_waits_for_another_that_migrates(empty: Engine, empty_url: str) -> None:
    impatient = build_engine(empty_url, patience=0.05)

    with writing(empty) as conn:
        hold(conn, "migrations")
        with pytest.raises(StoreLocked):
            bring_to_head(impatient)

    impatient.dispose()
