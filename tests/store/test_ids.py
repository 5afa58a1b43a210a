from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Connection, Engine

from store.database import writing
from store.ids import take_ids


def test_numbers_begin_at_one_and_go_on(conn: Connection) -> None:
    first = take_ids(conn, "city", "record", 2)

    second = take_ids(conn, "city", "record", 3)

    assert [*first, *second] == [1, 2, 3, 4, 5]


def test_each_programme_and_kind_has_a_sequence_of_its_own(conn: Connection) -> None:
    take_ids(conn, "city", "record", 5)

    others = [take_ids(conn, "city", "unit", 1), take_ids(conn, "town", "record", 1)]

    assert others == [range(1, 2), range(1, 2)]


def test_numbers_of_a_transaction_that_failed_are_taken_again(engine: Engine) -> None:
    with engine.connect() as undone:
        take_ids(undone, "city", "record", 5)

    with engine.connect() as conn:
        numbers = take_ids(conn, "city", "record", 1)

    assert numbers == range(1, 2)


def test_two_connections_never_get_one_number(engine: Engine) -> None:
    def take(_: int) -> list[int]:
        with writing(engine) as conn:
            return list(take_ids(conn, "city", "record", 3))

    with ThreadPoolExecutor(4) as pool:
        taken = [number for numbers in pool.map(take, range(20)) for number in numbers]

    assert sorted(taken) == list(range(1, 61))
