"""Standing in words where a city keeps more than the first duty: each duty by its name."""

import pytest
from sqlalchemy import Connection

from bot.standing_lines import describe_figures, describe_row, who_owes
from reports.status import StatusRow, gather_status
from rules.months import Month
from store.books import save_book_units
from tests.bot.city import LIBRARY, PEOPLE, UNITS, found, log, tick, words
from tests.builders import activity, instant, programme

RULES = programme("""
    [programme]
    id = "city"
    name = "江城"
    start = "2026-03"
    [duties.U-02]
    force = "always"
    [duties.N-01]
    force = "always"
""")


@pytest.fixture
def rows(conn: Connection) -> list[StatusRow]:
    """The library held its activity, nobody wrote a report, and no node has a leader."""
    found(conn, *PEOPLE, units=UNITS, rules=RULES)
    log(conn, activity(days="2026-03-05"), on="2026-03-06", rules=RULES)
    return gather_status(conn, RULES, [Month(2026, 3)], now=instant("2026-04-20"))


def of(rows: list[StatusRow], unit: str, duty: str, period: str = "2026-03") -> StatusRow:
    [row] = [r for r in rows if (r.unit, r.duty, r.period) == (unit, duty, period)]
    return row


def test_duty_besides_the_activity_is_named_with_its_unit(rows: list[StatusRow]) -> None:
    said = [who_owes(RULES, words("zh"), of(rows, "图书馆", duty)) for duty in ("U-01", "U-02")]

    assert said == ["图书馆", "图书馆 每月书面报告"]


def test_row_of_another_duty_counts_no_activities(rows: list[StatusRow]) -> None:
    activities, report = (
        describe_row(RULES, words("zh"), of(rows, "图书馆", duty)) for duty in ("U-01", "U-02")
    )

    assert activities == "2026-03 ✅ 已完成,活动 1 次,截止日 2026-04-07。"
    assert report == "每月书面报告 2026-03 缺报,截止日 2026-04-07。"


@pytest.mark.parametrize(
    ("locale", "named"), [("zh", "2026年学雷锋日"), ("en", "Learn from Lei Feng Day 2026")]
)
def test_node_is_called_by_its_name(rows: list[StatusRow], locale: str, named: str) -> None:
    row = of(rows, "市文明办", "N-01", "leifeng-2026")

    assert named in describe_row(RULES, words(locale), row)


def test_figures_are_counted_duty_by_duty(rows: list[StatusRow]) -> None:
    monthly = [row for row in rows if row.duty in {"U-01", "U-02"}]

    assert describe_figures(RULES, words("zh"), monthly) == [
        "2026-03:已完成 1 · 缺报 1",
        "每月书面报告 2026-03:缺报 2",
    ]


def test_letter_calls_a_node_by_its_name(conn: Connection) -> None:
    found(conn, *PEOPLE, units=UNITS, rules=RULES)

    letters = "\n".join(one.letter.text for one in tick(conn, "2026-05-06", rules=RULES).posted)

    assert "2026年端午节" in letters
    assert "-2026" not in letters


def test_letter_names_the_log_for_activities_alone(conn: Connection) -> None:
    found(conn, *PEOPLE, units=UNITS, rules=RULES)
    save_book_units(conn, "city", "图书馆.xlsx", [LIBRARY])

    [letter] = [
        one.letter.text
        for one in tick(conn, "2026-04-07", rules=RULES).posted
        if one.contact.name == "馆员"
    ]

    lines = [line for line in letter.splitlines() if line.startswith("· 图书馆")]
    assert ["图书馆.xlsx" in line for line in lines] == [True, False]
    assert "每月书面报告" in lines[1]


def test_letter_about_another_duty_does_not_claim_that_nothing_was_logged(
    conn: Connection,
) -> None:
    found(conn, *PEOPLE, units=UNITS, rules=RULES)

    letters = "\n".join(one.letter.text for one in tick(conn, "2026-04-07", rules=RULES).posted)

    assert "图书馆「每月书面报告」(2026-03)还没有完成或登记,请在 2026-04-07 前办理" in letters
