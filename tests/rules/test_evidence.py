from datetime import date

import pytest

from rules.conditions import Condition
from rules.duties import Link, Measure, Part
from rules.evidence import Evidence, Subject, begins_in, held_in, speaks_of
from rules.nodes import NodeTable
from rules.periods import node_period, parse_period
from rules.records import begins_of

NODES = NodeTable(days={("duanwu", 2026): date(2026, 6, 19), ("duanwu", 2025): date(2025, 5, 31)})
SEEN = date(2026, 6, 30)


def row(days: str, **facts: str | int | bool | None) -> Evidence:
    spans = days if len(days) > 10 else None
    return Evidence(1, begins_of(days), SEEN, facts=facts, days=spans)


@pytest.mark.parametrize(
    ("days", "period", "begins"),
    [
        ("2026-03-05", "2026-03", date(2026, 3, 5)),
        ("2026-02-27/2026-03-02", "2026-03", date(2026, 3, 1)),
        ("2026-03-05", "2026-Q1", date(2026, 3, 5)),
        ("2025-12-30/2026-01-02", "2026-Q1", date(2026, 1, 1)),
        ("2026-04-01", "2026-Q1", None),
        ("2026-06-13/2026-06-15", "duanwu-2026", date(2026, 6, 14)),
        ("2026-06-02/2026-06-03", "duanwu-2026", None),  # in its month, before its window
        ("2026-06-20", "duanwu-2026", date(2026, 6, 20)),
        ("2026-06-21", "duanwu-2026", None),
    ],
)
def test_row_falls_into_the_periods_that_its_days_reach(
    days: str, period: str, begins: date | None
) -> None:
    assert begins_in(row(days), parse_period(period, NODES), Part()) == begins


@pytest.mark.parametrize(
    ("measure", "day", "answers"),
    [
        (Measure.COUNT, "2026-03-05", True),
        (Measure.COUNT, "2026-03-04", False),
        (Measure.AGE_OF_LATEST, "2026-03-05", False),  # it is what the wait began with
        (Measure.AGE_OF_LATEST, "2026-03-06", True),
    ],
)
def test_what_counts_from_an_event_is_answered_by_what_follows(
    measure: Measure, day: str, *, answers: bool
) -> None:
    event = parse_period("2026-03-05", NODES)

    begins = begins_in(row(day), event, Part(measure=measure))

    assert (begins is not None) is answers


@pytest.mark.parametrize(
    ("facts", "about"),
    [
        ({"node": "duanwu", "year": "2026"}, True),
        ({"node": "duanwu", "year": 2025}, False),
        ({"node": "duanwu", "year": None}, True),
        ({"node": "zhongqiu", "year": "2026"}, False),
    ],
)
def test_row_about_a_node_answers_whenever_it_was_handed_in(
    facts: dict[str, str | int | None], *, about: bool
) -> None:
    window = node_period("duanwu", 2026, NODES)
    assert window is not None

    begins = begins_in(row("2026-05-20", **facts), window, Part(register="node_plan"))

    assert (begins is not None) is about


def test_row_without_a_year_is_about_the_nearest_node() -> None:
    last = node_period("duanwu", 2025, NODES)
    assert last is not None

    begins = begins_in(row("2026-05-20", node="duanwu"), last, Part(register="node_plan"))

    assert begins is None


def test_what_is_once_on_file_stays_there() -> None:
    year, part = parse_period("2026", NODES), Part(register="document", earlier=True)

    days = [begins_in(row(day), year, part) for day in ("2024-03-05", "2026-03-05", "2027-01-01")]

    assert days == [date(2026, 1, 1), date(2026, 3, 5), None]


@pytest.mark.parametrize(
    ("link", "title", "place", "speaks"),
    [
        (Link.TITLE, "东门 站", "", True),
        (Link.TITLE, "东门站便民", "", False),
        (Link.MENTION, "东门站便民", "", True),
        (Link.MENTION, "便民", "东门站前", True),
        (Link.MENTION, "便民", "西门", False),
    ],
)
def test_row_speaks_of_a_station_by_its_title_or_place(
    link: Link, title: str, place: str, *, speaks: bool
) -> None:
    assert speaks_of(row("2026-03-05", title=title, place=place), "东门站", link) is speaks


def test_nothing_speaks_of_what_has_no_name() -> None:
    assert not speaks_of(row("2026-03-05", title="便民"), "", Link.MENTION)


def test_own_row_is_known_from_the_day_its_cell_was_filled() -> None:
    answered = date(2026, 3, 9)
    own = row("2026-03-05", answered_on="2026-03-08")._replace(
        seen=date(2026, 3, 5), edited={"answered_on": answered, "remark": SEEN}
    )
    part = Part(link=Link.SELF, where=(Condition.parse("answered_on", "filled"),))
    subject = Subject(1, "#1", "修路灯", own, date(2026, 3, 5))

    [held] = held_in(part, subject, parse_period("2026-03-05", NODES), ())

    assert held.seen == answered


def test_own_row_that_does_not_say_so_is_no_evidence() -> None:
    part = Part(link=Link.SELF, where=(Condition.parse("answered_on", "filled"),))
    subject = Subject(1, "#1", "修路灯", row("2026-03-05"))

    assert held_in(part, subject, parse_period("2026-03-05", NODES), ()) == []
