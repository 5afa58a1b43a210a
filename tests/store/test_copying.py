"""Copies of a programme, from databases of both kinds."""

from sqlalchemy import Engine, update

from store.copying import copied
from store.database import reading, writing
from store.tables import unit
from tests.builders import activity
from tests.builders import unit as listed
from tests.store.builders import everything_of, list_units, log, look


def test_copy_holds_everything_of_its_programme(engine: Engine) -> None:
    with writing(engine) as conn:
        list_units(conn, listed())
        log(conn, activity(), activity(days="2026-04-01"))
        look(conn, "2026-04-10")
    with reading(engine) as conn:
        everything = everything_of(conn, "city")

    with copied(engine, "city") as copy, reading(copy) as conn:
        found = everything_of(conn, "city")

    assert len(found["obligation"]) == 2
    assert found == everything


def test_what_is_done_to_a_copy_leaves_the_database_alone(engine: Engine) -> None:
    with writing(engine) as conn:
        list_units(conn, listed())
    with reading(engine) as conn:
        everything = everything_of(conn, "city")

    with copied(engine, "city") as copy, writing(copy) as conn:
        conn.execute(update(unit).values(name="另一个"))

    with reading(engine) as conn:
        assert everything_of(conn, "city") == everything
