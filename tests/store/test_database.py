from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from store.database import (
    HEAD,
    StoreAhead,
    StoreBehind,
    StoreDriverMissing,
    StoreError,
    StoreFull,
    StoreLocked,
    bring_to_head,
    build_engine,
    hold,
    reading,
    writing,
)
from store.ids import take_ids
from store.tables import contact, counter, cycle, unit

_NOON = datetime(2026, 3, 6, 12, tzinfo=timezone(timedelta(hours=8)))


def save_cycle(conn: Connection, at: datetime) -> None:
    conn.execute(insert(cycle).values(programme_id="city", id=1, at=at))


@pytest.mark.parametrize(
    "at",
    [
        _NOON,
        datetime(2026, 3, 6, 4, tzinfo=UTC),
        datetime(2026, 3, 6, 4, 0, 0, 123456, tzinfo=UTC),
        datetime(2025, 12, 31, 23, 30, tzinfo=timezone(-timedelta(hours=5))),
    ],
)
def test_instant_comes_back_aware_and_in_utc(conn: Connection, at: datetime) -> None:
    save_cycle(conn, at)

    [stored] = conn.execute(select(cycle.c.at)).scalars()

    assert (stored, stored.tzinfo) == (at, UTC)


def test_instants_are_compared_as_instants(conn: Connection) -> None:
    save_cycle(conn, _NOON)

    later = conn.execute(
        select(cycle.c.id).where(cycle.c.at > datetime(2026, 3, 6, 3, 59, tzinfo=UTC))
    )

    assert later.scalars().all() == [1]


def test_unknown_instant_stays_unknown(conn: Connection) -> None:
    save_cycle(conn, _NOON)

    [stored] = conn.execute(select(cycle.c.finished_at)).scalars()

    assert stored is None


def test_naive_instant_is_refused(conn: Connection) -> None:
    naive = _NOON.replace(tzinfo=None)

    with pytest.raises(StatementError, match="naive instant"):
        save_cycle(conn, naive)


def test_contact_of_no_unit_is_refused(engine: Engine) -> None:
    row = {"programme_id": "city", "id": 1, "name": "王芳", "role": "coordinator", "channels": []}

    with pytest.raises(IntegrityError), writing(engine) as conn:
        conn.execute(insert(contact).values(unit_id=7, **row))


def test_two_units_of_one_name_are_refused(engine: Engine) -> None:
    row = {"programme_id": "city", "name": "图书馆", "aliases": [], "grouping": False}

    with pytest.raises(IntegrityError), writing(engine) as conn:
        conn.execute(insert(unit), [{"id": n, "seen_at": _NOON} | row for n in (1, 2)])


def test_writing_that_fails_leaves_nothing_behind(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as conn:
        twice(conn)

    with reading(engine) as conn:
        assert conn.execute(select(counter)).all() == []


def test_reading_leaves_nothing_behind(engine: Engine) -> None:
    with reading(engine) as conn:
        take_ids(conn, "city", "record", 1)

    with reading(engine) as conn:
        assert conn.execute(select(counter)).all() == []


def test_reading_goes_on_while_another_writes(engine: Engine) -> None:
    with writing(engine) as busy:
        take_ids(busy, "city", "record", 1)

        with reading(engine) as conn:
            found = conn.execute(select(counter)).all()

    assert found == []


def test_busy_database_is_locked_after_our_patience(engine: Engine, url: str) -> None:
    impatient = build_engine(url, patience=0.05)

    with writing(engine) as busy:
        take_ids(busy, "city", "record", 1)
        with pytest.raises(StoreLocked), writing(impatient) as conn:
            take_ids(conn, "city", "record", 1)

    impatient.dispose()


def test_name_that_is_held_is_locked_after_our_patience(engine: Engine, url: str) -> None:
    impatient = build_engine(url, patience=0.05)

    with writing(engine) as busy:
        hold(busy, "city")
        with pytest.raises(StoreLocked), writing(impatient) as conn:
            hold(conn, "city")

    impatient.dispose()


def test_held_name_is_free_after_the_transaction(engine: Engine, url: str) -> None:
    impatient = build_engine(url, patience=0.05)
    with writing(engine) as conn:
        hold(conn, "city")

    with writing(impatient) as conn:
        hold(conn, "city")

    impatient.dispose()


def test_bringing_to_head_what_is_there_changes_nothing(engine: Engine) -> None:
    bring_to_head(engine, only_if_empty=True)

    with reading(engine) as conn:
        found = conn.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    assert found == [HEAD]


@pytest.mark.parametrize("only_if_empty", [True, False])
def test_database_of_a_newer_version_is_refused(engine: Engine, *, only_if_empty: bool) -> None:
    set_revision(engine, "9999")

    with pytest.raises(StoreAhead):
        bring_to_head(engine, only_if_empty=only_if_empty)

    set_revision(engine, HEAD)


def test_older_database_is_refused_where_only_an_empty_one_is_wanted(engine: Engine) -> None:
    set_revision(engine, "0000")

    with pytest.raises(StoreBehind):
        bring_to_head(engine, only_if_empty=True)

    set_revision(engine, HEAD)


def test_driver_that_is_not_installed_is_named() -> None:
    with pytest.raises(StoreDriverMissing) as missing:
        build_engine("postgresql+pg8000://nobody@127.0.0.1/city")

    assert missing.value.values == {"detail": "pg8000"}


def test_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    engine = build_engine(f"sqlite:///{tmp_path}/new/city/yueyue.db")

    bring_to_head(engine)

    engine.dispose()
    assert (tmp_path / "new/city/yueyue.db").exists()


def test_database_in_memory_can_be_used() -> None:
    engine = build_engine("sqlite://")

    bring_to_head(engine)

    with writing(engine) as conn:
        assert take_ids(conn, "city", "record", 1) == range(1, 2)
    engine.dispose()


def test_file_that_is_no_database_is_an_error_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "yueyue.db").write_text("单位,日期\n" * 1000, encoding="utf-8")
    engine = build_engine(f"sqlite:///{tmp_path}/yueyue.db")

    with pytest.raises(StoreError, match="not a database"):
        bring_to_head(engine)

    engine.dispose()


def test_server_that_is_not_there_is_an_error_of_the_store() -> None:
    engine = build_engine("postgresql+psycopg://127.0.0.1:1/yueyue")

    with pytest.raises(StoreError, match="Connection refused"):
        bring_to_head(engine)

    engine.dispose()


def test_full_disk_is_an_error_of_its_own(tmp_path: Path) -> None:
    engine = build_engine(f"sqlite:///{tmp_path}/yueyue.db")
    bring_to_head(engine)

    with pytest.raises(StoreFull), writing(engine) as conn:
        fill_the_disk(conn)

    engine.dispose()


def count(conn: Connection, *kinds: str) -> None:
    conn.execute(insert(counter), [{"programme_id": "city", "kind": k, "next": 1} for k in kinds])


def twice(conn: Connection) -> None:
    count(conn, "record")
    count(conn, "record")


def fill_the_disk(conn: Connection) -> None:
    conn.exec_driver_sql("PRAGMA max_page_count=1")
    count(conn, *(str(number) for number in range(5000)))


def set_revision(engine: Engine, revision: str) -> None:
    with writing(engine) as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = :now"), {"now": revision})


def test_address_that_is_none_is_an_error_of_the_store_and_shows_no_password() -> None:
    with pytest.raises(StoreError) as refused:
        build_engine("postgresql+psycopg://u:geheim@[::1/x")

    assert refused.value.values == {"detail": "YUEYUE_DATABASE_URL"}
