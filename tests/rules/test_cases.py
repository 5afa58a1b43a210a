from datetime import date

import pytest

from rules.cases import Case, Ground, judge_unit
from rules.decisions import NO_DECISIONS, Decisions, Exemption
from rules.duties import Duty
from rules.evidence import Evidence
from rules.months import Month
from rules.records import begins_of
from rules.roster import Tree
from tests.builders import programme, unit


def row(number: int, days: str, *, seen: str | None = None, **facts: str | int | bool) -> Evidence:
    known = date.fromisoformat(seen or days[:10])
    return Evidence(number, begins_of(days), known, facts={"title": f"第{number}次", **facts})


def judged(
    duty: str,
    rows: dict[str, list[Evidence]],
    *,
    on: str,
    start: str = "2026-01",
    toml: str = "",
    since: str | None = None,
    decisions: Decisions = NO_DECISIONS,
) -> list[Case]:
    """What unit 1 owes by a duty on that day; its own rows by register."""
    rules = programme(toml)
    needed = {duty, "U-01"} if duty == "U-09" else {duty}
    duties: tuple[Duty, ...] = tuple(one for one in rules.duties if one.id in needed)
    ground = Ground(
        programme=rules,
        duties=duties,
        rows={register: {1: found} for register, found in rows.items()},
        start=Month.parse(start),
        today=date.fromisoformat(on),
        tree=Tree(tier1=frozenset({1}), offices=frozenset({1})),
        since=date.fromisoformat(since) if since else None,
        decisions=decisions,
    )
    cases = judge_unit(ground, 1, unit(), known={})
    return [case for case in cases if case.obligation.duty == duty]


def told(cases: list[Case]) -> list[tuple[str, str]]:
    return [(case.obligation.period.text, case.verdict.standing.value) for case in cases]


def test_quarter_sees_the_activities_of_its_three_months_once() -> None:
    rows = [
        row(1, "2026-01-30/2026-02-02", category="环境"),
        row(2, "2026-03-05", category="文化"),
    ]

    [case, *_] = judged("U-07", {"activity": rows}, on="2026-03-31")

    assert (case.obligation.period.text, case.verdict.held) == ("2026-Q1", 2)


@pytest.mark.parametrize(
    ("months", "on", "found"),
    [
        ("01", "2026-03-06", []),  # February alone is late
        ("01", "2026-04-08", [("2026-03", "overdue")]),
        ("01 03", "2026-05-08", []),  # never two in a row
        ("", "2026-04-08", [("2026-02", "overdue"), ("2026-03", "overdue")]),
    ],
)
def test_unit_is_dormant_after_two_late_months_in_a_row(
    months: str, on: str, found: list[tuple[str, str]]
) -> None:
    rows = [row(n, f"2026-{month}-05") for n, month in enumerate(months.split(), start=1)]

    cases = judged("U-09", {"activity": rows}, on=on)

    assert told(cases) == found


def test_dormancy_counts_from_the_day_the_second_month_was_late() -> None:
    [_, last] = judged("U-09", {"activity": []}, on="2026-04-08")

    assert (last.obligation.event, last.verdict.since) == (date(2026, 4, 8), date(2026, 4, 8))


def test_unit_that_owes_no_month_is_not_dormant() -> None:
    toml = '[duties.U-09]\ncategories = ["学校"]'

    assert judged("U-09", {"activity": []}, on="2026-04-08", toml=toml) == []


def test_station_waits_anew_with_each_sign_of_life() -> None:
    station = row(1, "2026-01-05")._replace(facts={"title": "东门站", "opened": "2026-01-05"})
    held = [
        row(2, "2026-01-20", title="东门站便民"),
        row(3, "2026-04-20", title="东门站便民"),
        row(4, "2026-04-25", title="西门站便民"),
    ]

    cases = judged("S-02", {"station": [station], "activity": held}, on="2026-05-01")

    # From 20 January on it was silent for ninety days; since 20 April the next wait is open.
    assert told(cases) == [("2026-01-20", "met_late"), ("2026-04-20", "open")]


def test_station_shows_life_by_what_was_held_there_or_by_its_own_log() -> None:
    station = row(1, "2026-01-05")._replace(facts={"title": "东门站", "opened": "2026-01-05"})
    log = [row(2, "2026-03-01", title="东门站"), row(3, "2026-03-02", title="西门站")]

    cases = judged("S-02", {"station": [station], "station_log": log}, on="2026-04-01")

    assert told(cases) == [("2026-03-01", "open")]


def test_station_owes_its_inspection_in_each_quarter_it_was_there() -> None:
    station = row(1, "2026-05-05")._replace(facts={"title": "东门站", "opened": "2026-05-05"})

    cases = judged("S-01", {"station": [station], "inspection": []}, on="2026-08-01")

    assert told(cases) == [("2026-Q2", "missed"), ("2026-Q3", "open")]


def test_row_whose_event_is_not_told_owes_nothing() -> None:
    station = row(1, "2026-05-05")._replace(facts={"title": "东门站", "star": 3})

    assert judged("S-06", {"station": [station]}, on="2026-08-01") == []


def test_wish_is_due_to_be_claimed_first_and_then_to_be_done() -> None:
    wish = row(1, "2026-03-05", claimed_on="2026-03-09")

    [case] = judged("D-01", {"wish": [wish]}, on="2026-03-10")

    assert (case.verdict.unmet, case.obligation.owed[1].due) == (1, date(2026, 4, 4))


def test_node_opens_with_its_first_rung_before_its_window() -> None:
    lead = row(1, "2026-03-05", node="duanwu", year="2026")
    rows = {"node_lead": [lead], "activity": list[Evidence]()}

    days = {on: told(judged("N-03", rows, on=on)) for on in ("2026-06-04", "2026-06-05")}

    # Seven days before the 14th is a Sunday: the letter moves to Friday the 5th.
    assert days == {"2026-06-04": [], "2026-06-05": [("duanwu-2026", "open")]}


def test_lead_of_a_node_that_has_no_day_owes_nothing() -> None:
    lead = row(1, "2026-03-05", node="yidao", year="2026")

    assert judged("N-03", {"node_lead": [lead]}, on="2026-12-01") == []


def test_lead_that_names_no_year_leads_in_the_year_it_was_seen() -> None:
    lead = row(1, "2026-03-05", node="duanwu")

    cases = judged("N-04", {"node_lead": [lead]}, on="2026-07-10")

    assert told(cases) == [("duanwu-2026", "missed")]


def test_history_of_nodes_is_judged_where_something_was_held() -> None:
    toml = '[duties.C-01]\nnodes = ["duanwu", "zhongqiu"]'
    entry = row(1, "2025-05-30", node="duanwu", year="2025")

    cases = judged("C-01", {"contest_entry": [entry]}, on="2026-02-01", toml=toml)

    assert told(cases) == [("duanwu-2025", "met")]


def test_only_periods_that_begin_later_are_judged_where_only_time_passed() -> None:
    cases = judged("U-01", {"activity": []}, on="2026-04-20", since="2026-03-01")

    assert told(cases) == [("2026-03", "missed"), ("2026-04", "open")]


def test_unit_that_joined_in_a_year_owes_in_proportion() -> None:
    rules = programme('[duties.X-1]\ntitle_zh = "x"\ntitle_en = "x"\nperiod = "year"\nminimum = 12')
    ground = Ground(
        programme=rules,
        duties=tuple(one for one in rules.duties if one.id == "X-1"),
        rows={},
        start=Month(2026, 1),
        today=date(2026, 12, 1),
    )

    [case] = judge_unit(ground, 1, unit(joined="2026-03-20"), known={})

    assert case.obligation.owed[0].minimum == 9


def test_run_of_missed_months_that_the_office_excuses_is_exempt() -> None:
    months = Exemption("U-09", date(2026, 2, 1), date(2026, 2, 28))
    excused = Decisions(exemptions={1: (months,)})

    cases = judged("U-09", {"activity": []}, on="2026-04-01", decisions=excused)

    runs = [one for one in cases if one.obligation.duty == "U-09"]
    assert [(str(one.obligation.period), one.verdict.standing) for one in runs] == [
        ("2026-02", "exempt")
    ]


def test_what_was_due_before_the_programme_began_is_history() -> None:
    cases = judged("N-01", {"node_lead": []}, on="2026-02-03", start="2026-02")

    # Their leads were to be named in December and January.
    assert [(case.obligation.period.text, case.obligation.history) for case in cases] == [
        ("chunjie-2026", True),
        ("yuanxiao-2026", True),
        ("leifeng-2026", True),
    ]
