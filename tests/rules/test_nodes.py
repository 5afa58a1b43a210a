from datetime import date

import pytest

from rules.nodes import NODES, NodeTable

#: Around the leap eleventh month of 2033, the case lunar tables are known to miss.
MONTHS = {
    (2033, 11, False): date(2033, 11, 22),
    (2033, 11, True): date(2033, 12, 22),
    (2033, 12, False): date(2034, 1, 20),
    (2034, 1, False): date(2034, 2, 19),
}
TABLE = NodeTable(days={("duanwu", 2024): date(2024, 6, 10)}, months=MONTHS)
NODE_BY_ID = {node.id: node for node in NODES}


@pytest.mark.parametrize(
    ("node", "year", "day"),
    [
        ("duanwu", 2024, date(2024, 6, 10)),
        ("duanwu", 1900, None),
        ("laba", 2024, None),
    ],
)
def test_node_day_is_what_the_table_says(node: str, year: int, day: date | None) -> None:
    assert TABLE.day(node, year) == day


@pytest.mark.parametrize(
    ("lunar", "leap", "day"),
    [
        ((2033, 11, 1), False, date(2033, 11, 22)),
        ((2033, 11, 30), False, date(2033, 12, 21)),
        ((2033, 11, 1), True, date(2033, 12, 22)),
        ((2033, 11, 29), True, date(2034, 1, 19)),
        ((2033, 12, 30), False, date(2034, 2, 18)),
    ],
)
def test_lunar_day_is_counted_from_the_first_of_its_month(
    *, lunar: tuple[int, int, int], leap: bool, day: date
) -> None:
    assert TABLE.lunar_day(*lunar, leap=leap) == day


@pytest.mark.parametrize(
    ("lunar", "leap"),
    [
        ((2033, 11, 30), True),  # that month has 29 days
        ((2033, 11, 31), False),
        ((2033, 11, 0), False),
        ((2033, 12, 1), True),  # not a leap month of that year
        ((2033, 13, 1), False),
        ((2032, 11, 1), False),  # before the table
        ((2034, 1, 1), False),  # the table ends, so its length is not known
    ],
)
def test_lunar_day_is_not_known_where_there_is_none(
    *, lunar: tuple[int, int, int], leap: bool
) -> None:
    assert TABLE.lunar_day(*lunar, leap=leap) is None


def test_table_of_node_days_alone_knows_no_lunar_day() -> None:
    assert NodeTable(days={}).lunar_day(2024, 5, 5) is None


@pytest.mark.parametrize(
    ("node", "first", "window"),
    [
        ("leifeng", date(2026, 3, 5), (date(2026, 3, 1), date(2026, 3, 31))),
        ("duanwu", date(2026, 6, 19), (date(2026, 6, 14), date(2026, 6, 20))),
        ("chunjie", date(2026, 2, 17), (date(2026, 2, 2), date(2026, 2, 24))),
        ("qixi", date(2026, 8, 19), (date(2026, 8, 19), date(2026, 8, 19))),
    ],
)
def test_window_lies_around_the_first_day(
    node: str, first: date, window: tuple[date, date]
) -> None:
    assert NODE_BY_ID[node].window(first) == window


def test_nodes_are_the_eleven_of_the_design() -> None:
    ids = "chuxi chunjie yuanxiao leifeng qingming duanwu gaokao qixi zhongqiu chongyang ivd"

    assert [node.id for node in NODES] == ids.split()
