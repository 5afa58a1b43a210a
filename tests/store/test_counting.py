import pytest
from sqlalchemy import Connection, select

from rules.records import ACTIVITY, SERVICE_RECORD, Record
from store.counting import settle_units
from store.records import Placed, edit_records, withdraw_records
from store.tables import activity as activity_table
from store.tables import participation
from store.tables import service_record as service_table
from tests.builders import activity, instant, service_record
from tests.store.builders import add, everything_of, log, only, placed

_NAMED = activity(headcount=3, duration=60, names="张伟|王芳|李强")


def counts(conn: Connection) -> list[object]:
    """Whether each activity counts."""
    return only(conn, activity_table.c.counts)


def figures(conn: Connection) -> list[tuple[int, int, int]]:
    """People, minutes and confirmed minutes of each activity."""
    columns = activity_table.c
    rows = select(columns.people, columns.minutes, columns.confirmed_minutes).order_by(columns.id)
    return [(people, minutes, confirmed) for people, minutes, confirmed in conn.execute(rows)]


def people(conn: Connection) -> list[tuple[int, str, int]]:
    """Who is named in lists: unit, name, minutes."""
    columns = participation.c
    rows = select(columns.unit_id, columns.volunteer, columns.minutes)
    ordered = rows.order_by(columns.activity_id, columns.ordinal)
    return [(unit_id, name, minutes) for unit_id, name, minutes in conn.execute(ordered)]


def withdraw(conn: Connection, register: str, *ids: int) -> None:
    withdraw_records(conn, "city", register, ids, instant("2026-03-20"))
    settle_units(conn, "city", {1})


def edit(conn: Connection, number: int, row: Placed, *units: int) -> None:
    edit_records(conn, "city", [(number, row)], instant("2026-03-07"))
    settle_units(conn, "city", units)


def test_of_rows_repeated_across_books_the_first_seen_counts(conn: Connection) -> None:
    log(conn, activity(), on="2026-03-06", book="a.xlsx")

    log(conn, activity(title="清河，护绿"), on="2026-03-09", book="b.xlsx")

    assert counts(conn) == [True, False]


def test_row_seen_earlier_counts_though_it_was_stored_later(conn: Connection) -> None:
    log(conn, activity(), on="2026-03-09", book="a.xlsx")

    log(conn, activity(), on="2026-03-06", book="b.xlsx")

    assert counts(conn) == [False, True]


def test_of_rows_seen_at_once_the_smallest_id_counts(conn: Connection) -> None:
    log(conn, activity(), activity(), activity())

    assert counts(conn) == [True, False, False]


@pytest.mark.parametrize(
    "other", [activity(days="2026-03-06"), activity(title="敬老"), activity(title=None)]
)
def test_row_of_another_day_or_title_repeats_nothing(conn: Connection, other: Record) -> None:
    log(conn, other, activity())

    assert counts(conn)[-1] is True


def test_row_of_another_unit_repeats_nothing(conn: Connection) -> None:
    add(conn, placed(activity(), unit_id=1), placed(activity(), unit_id=2, row=3))

    settle_units(conn, "city", {1, 2})

    assert counts(conn) == [True, True]


@pytest.mark.parametrize("with_record", [False, True])
def test_repeated_row_counts_once_the_first_is_withdrawn(
    conn: Connection, *, with_record: bool
) -> None:
    first, second = log(conn, activity(), activity())
    log(conn, *[service_record(title="敬老")] * with_record, book="b.xlsx")

    withdraw(conn, ACTIVITY, first)

    assert only(conn, activity_table.c.counts, id=second) == [True]


@pytest.mark.parametrize("with_record", [False, True])
def test_nil_report_never_counts(conn: Connection, *, with_record: bool) -> None:
    log(conn, activity(nil=True), *[service_record()] * with_record)

    assert counts(conn) == [False]


def test_names_become_participations(conn: Connection) -> None:
    log(conn, _NAMED)

    assert people(conn) == [(1, "张伟", 60), (1, "王芳", 60), (1, "李强", 60)]


def test_settling_twice_changes_nothing(conn: Connection) -> None:
    log(conn, _NAMED, activity(), service_record("赵敏"))
    before = everything_of(conn, "city")

    settle_units(conn, "city", {1})

    assert everything_of(conn, "city") == before


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (_NAMED._replace(headcount=2), ["张伟", "王芳"]),
        (_NAMED._replace(names="张伟|赵敏"), ["张伟", "赵敏"]),
        (_NAMED._replace(names=None), []),
        (_NAMED._replace(nil=True), []),
        (_NAMED._replace(days=None), []),
    ],
)
def test_participations_follow_the_row_as_it_is_edited(
    conn: Connection, row: Record, named: list[str]
) -> None:
    log(conn, _NAMED)

    edit(conn, 1, placed(row), 1)

    assert [name for _, name, _ in people(conn)] == named


def test_names_of_a_withdrawn_row_are_no_participations(conn: Connection) -> None:
    log(conn, _NAMED)

    withdraw(conn, ACTIVITY, 1)

    assert people(conn) == []


def test_names_of_a_repeated_row_are_no_participations(conn: Connection) -> None:
    log(conn, _NAMED, _NAMED)

    assert len(people(conn)) == 3


@pytest.mark.parametrize("unit_id", [2, 401])
def test_names_go_with_the_row_to_another_unit(conn: Connection, unit_id: int) -> None:
    log(conn, _NAMED)

    edit(conn, 1, placed(_NAMED, unit_id=unit_id), *range(1, 402))

    assert people(conn) == [(unit_id, "张伟", 60), (unit_id, "王芳", 60), (unit_id, "李强", 60)]


@pytest.mark.parametrize("unit_id", [2, 401])
def test_names_come_with_the_row_from_another_unit(conn: Connection, unit_id: int) -> None:
    add(conn, placed(_NAMED, unit_id=unit_id))
    settle_units(conn, "city", {unit_id})

    edit(conn, 1, placed(_NAMED), *range(1, 402))

    assert people(conn) == [(1, "张伟", 60), (1, "王芳", 60), (1, "李强", 60)]


def test_service_records_replace_the_name_list(conn: Connection) -> None:
    log(conn, activity(duration=60, names="张伟|王芳|李强"))

    log(conn, service_record("赵敏", duration=90), book="b.xlsx")

    assert (figures(conn), people(conn)) == ([(1, 90, 0)], [])


def test_withdrawn_service_records_give_the_name_list_back(conn: Connection) -> None:
    log(conn, activity(duration=60, names="张伟|王芳"))
    [record] = log(conn, service_record("赵敏", duration=90), book="b.xlsx")

    withdraw(conn, SERVICE_RECORD, record)

    assert figures(conn) == [(2, 120, 0)]
    assert people(conn) == [(1, "张伟", 60), (1, "王芳", 60)]


@pytest.mark.parametrize("unit_id", [2, 401, None])
def test_service_records_of_another_unit_now_give_the_name_list_back(
    conn: Connection, unit_id: int | None
) -> None:
    log(conn, activity(duration=60, names="张伟|王芳"))
    [record] = log(conn, service_record("赵敏", duration=90), book="b.xlsx")

    edit(conn, record, placed(service_record("赵敏", duration=90), unit_id=unit_id), 1, 2, 401)

    assert figures(conn) == [(2, 120, 0)]
    assert people(conn) == [(1, "张伟", 60), (1, "王芳", 60)]
    assert only(conn, service_table.c.activity_id) == [None]


def test_stated_headcount_bounds_the_service_records(conn: Connection) -> None:
    log(conn, activity(headcount=1, duration=60))

    log(conn, service_record("张伟", duration=90), service_record("王芳"), book="b.xlsx")

    assert figures(conn) == [(1, 90, 0)]
    assert only(conn, service_table.c.counts) == [True, False]


def test_people_beyond_the_service_records_stay_nameless(conn: Connection) -> None:
    log(conn, activity(headcount=3, duration=60))

    log(conn, service_record("张伟", duration=90, confirmed=True), book="b.xlsx")

    assert figures(conn) == [(3, 210, 90)]


def test_service_record_knows_the_activity_whose_person_it_is(conn: Connection) -> None:
    [number] = log(conn, activity())

    log(conn, service_record(), service_record("王芳", title="敬老"), book="b.xlsx")

    assert only(conn, service_table.c.activity_id) == [number, None]


def test_service_record_written_twice_counts_once(conn: Connection) -> None:
    log(conn, service_record(), service_record())

    assert only(conn, service_table.c.counts) == [True, False]


def test_more_units_than_one_chunk_are_settled(conn: Connection) -> None:
    rows = [placed(activity(), unit_id=number, row=number) for number in range(1, 501)]
    add(conn, *rows, *rows)

    settle_units(conn, "city", range(1, 501))

    assert counts(conn) == [True] * 500 + [False] * 500
