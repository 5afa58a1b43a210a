from datetime import date

import pytest

from rules.obligations import list_openings
from rules.roster import Tree, build_tree
from tests.builders import programme, unit

DUTIES = {duty.id: duty for duty in programme().duties}


@pytest.mark.parametrize(
    ("duties", "openings"),
    [
        (["U-01"], {"2026-06-01": "2026-06-01"}),
        # Seven days before the windows of 高考 and 端午, moved off the weekend.
        (
            ["U-02", "U-01", "N-03"],
            {"2026-05-29": "2026-06-06", "2026-06-01": "2026-06-01", "2026-06-05": "2026-06-14"},
        ),
        (["S-02"], {}),  # its rows begin it, not the calendar
    ],
)
def test_periods_open_with_their_first_day_or_their_first_rung(
    duties: list[str], openings: dict[str, str]
) -> None:
    found = list_openings(
        programme(),
        [DUTIES[name] for name in duties],
        since=date(2026, 1, 1),
        after=date(2026, 5, 20),
        until=date(2026, 6, 6),
    )

    assert {str(day): str(first) for day, first in found.items()} == openings


def test_tree_of_a_roster_tells_who_stands_below_whom() -> None:
    units = {
        1: unit("市文明办", category="市文明办"),
        2: unit("东城区文明办", parent="市文明办"),
        3: unit("图书馆", parent="东城区文明办"),
        4: unit("晚报", parent="市文明办"),
    }

    tree = build_tree(units)

    assert tree == Tree(
        below={1: (2, 3, 4), 2: (3,)}, tier1=frozenset({2, 4}), offices=frozenset({1})
    )


def test_parents_that_go_round_in_a_circle_end_where_they_began() -> None:
    tree = build_tree({1: unit("甲", parent="乙"), 2: unit("乙", parent="甲")})

    assert tree.below == {1: (1, 2), 2: (1, 2)}
