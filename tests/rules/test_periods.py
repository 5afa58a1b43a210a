from datetime import date

import pytest

from rules.months import Month
from rules.nodes import Node, NodeTable
from rules.periods import (
    event_period,
    is_kind,
    month_period,
    node_period,
    parse_period,
    periods_between,
)

NODES = NodeTable(
    days={("chunjie", 2026): date(2026, 2, 17), ("duanwu", 2026): date(2026, 6, 19)},
    nodes=(
        Node(id="chunjie", zh="春节", en="Spring Festival", before=15, after=7),
        Node(id="duanwu", zh="端午节", en="Dragon Boat Festival", before=5, after=1),
        Node(id="qixi", zh="七夕节", en="Qixi Festival"),
    ),
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-01..2026-04", date(2026, 1, 1), date(2026, 4, 30)),
        ("2025-11..2026-02", date(2025, 11, 1), date(2026, 2, 28)),
        ("duanwu-2026", date(2026, 6, 14), date(2026, 6, 20)),
        ("2026-03-05", date(2026, 3, 5), date(2026, 3, 5)),
    ],
)
def test_period_is_read_as_it_is_written(text: str, first: date, last: date) -> None:
    period = parse_period(f" {text} ", NODES)

    assert (period.first, period.last, str(period)) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-Q5", "2026-H3", "2026-04..2026-01", "duanwu-2027", "qixi", "26", ""]
)
def test_period_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself, or what is wrong in it
        parse_period(text, NODES)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("month", ["2026-02", "2026-03", "2026-04"]),
        ("quarter", ["2026-Q1", "2026-Q2"]),
        ("half", ["2026-H1"]),
        ("year", ["2026"]),
        ("01..03", ["2026-01..2026-03"]),
        ("05..12", []),
        ("node", ["chunjie-2026"]),
    ],
)
def test_periods_between_two_days_are_those_that_touch_them(kind: str, found: list[str]) -> None:
    periods = periods_between(kind, date(2026, 2, 24), date(2026, 4, 1), NODES)

    assert [period.text for period in periods] == found


def test_periods_of_nodes_are_those_that_a_duty_names() -> None:
    year = date(2026, 1, 1), date(2026, 12, 31)

    periods = periods_between("node", *year, NODES, ["duanwu"])

    assert [period.text for period in periods] == ["duanwu-2026"]


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("month", True),
        ("node", True),
        ("event", True),
        ("01..04", True),
        ("04..01", False),
        ("01..13", False),
        ("week", False),
    ],
)
def test_kind_of_period_is_one_that_can_be_counted(kind: str, *, known: bool) -> None:
    assert is_kind(kind) is known


def test_period_knows_what_it_is() -> None:
    month, day = month_period(Month(2026, 3)), event_period(date(2026, 3, 5))
    window = node_period("duanwu", 2026, NODES)

    assert window is not None
    assert [(p.is_month, p.is_event) for p in (month, day, window)] == [
        (True, False),
        (False, True),
        (False, False),
    ]
