"""A row is the same row wherever it went, as long as it can be told to be."""

import pytest

from rules.records import Record
from sync.changes import Changes, plan_changes
from tests.builders import activity, service_record
from tests.sync.placing import BOOKS, GREEN, RIVER, below, numbered, placed, stored


def test_first_reading_adds_all_rows() -> None:
    rows = below(RIVER, GREEN)

    assert plan_changes([], rows) == Changes(added=rows)


def test_reading_again_changes_nothing() -> None:
    rows = below(RIVER, GREEN)

    assert not plan_changes(numbered(rows), rows)


def test_inserted_row_moves_those_below_it() -> None:
    before, after = below(RIVER, GREEN), below(RIVER, BOOKS, GREEN)

    assert plan_changes(numbered(before), after) == Changes(added=[after[1]], moved=[(2, after[2])])


def test_deleted_row_is_withdrawn_and_those_below_move() -> None:
    before, after = below(RIVER, GREEN, BOOKS), below(RIVER, BOOKS)

    assert plan_changes(numbered(before), after) == Changes(
        moved=[(3, after[1])], withdrawn=[(2, before[1])]
    )


def test_sorted_rows_move() -> None:
    before, after = below(RIVER, GREEN, BOOKS), below(BOOKS, RIVER, GREEN)

    changes = plan_changes(numbered(before), after)

    assert sorted(changes.moved) == [(1, after[1]), (2, after[2]), (3, after[0])]
    assert (changes.added, changes.edited, changes.withdrawn) == ([], [], [])


def test_row_moved_to_another_tab_is_the_same_row() -> None:
    before, after = placed(RIVER), placed(RIVER, sheet="4月", row=9)

    assert plan_changes([stored(1, before)], [after]) == Changes(moved=[(1, after)])


def test_pasted_copy_is_another_row() -> None:
    before, after = below(RIVER), below(RIVER, RIVER)

    assert plan_changes(numbered(before), after) == Changes(added=[after[1]])


def test_of_equal_rows_those_that_stayed_keep_their_places() -> None:
    before, after = below(RIVER, RIVER, RIVER), [placed(RIVER, row=2), placed(RIVER, row=4)]

    assert plan_changes(numbered(before), after) == Changes(withdrawn=[(2, before[1])])


@pytest.mark.parametrize(
    "edited",
    [
        RIVER._replace(headcount=15),
        RIVER._replace(title="护河净滩"),
        RIVER._replace(days="2026-03-06"),
        RIVER._replace(names="张伟|李娜"),
        RIVER._replace(title="护 河!"),
    ],
)
def test_edited_row_is_the_same_row(edited: Record) -> None:
    [after] = below(edited)

    assert plan_changes(numbered(below(RIVER)), [after]) == Changes(edited=[(1, after)])


def test_row_whose_unit_is_known_now_is_the_same_row() -> None:
    after = placed(RIVER, unit_id=7)

    changes = plan_changes([stored(1, placed(RIVER, unit_id=None))], [after])

    assert changes == Changes(edited=[(1, after)])


def test_other_row_at_the_same_place_is_another_row() -> None:
    before = below(RIVER)
    after = below(activity(title="读书会", days="2026-03-20", headcount=40))

    assert plan_changes(numbered(before), after) == Changes(added=after, withdrawn=[(1, before[0])])


def test_person_is_no_activity() -> None:
    before, after = below(RIVER), below(service_record(title="护河"))

    assert plan_changes(numbered(before), after) == Changes(added=after, withdrawn=[(1, before[0])])


def test_people_of_one_activity_are_told_apart() -> None:
    before = below(service_record("张伟"), service_record("李娜"))
    after = below(service_record("李娜", duration=60), service_record("张伟", duration=60))

    changes = plan_changes(numbered(before), after)

    assert sorted(changes.edited) == [(1, after[1]), (2, after[0])]


def test_rows_without_a_name_are_told_by_place() -> None:
    bare = activity(title=None, days=None, headcount=12)
    before, after = below(bare), below(bare._replace(days="2026-03-05"))

    assert plan_changes(numbered(before), after) == Changes(edited=[(1, after[0])])


def test_empty_rows_have_no_likeness() -> None:
    before = [stored(1, placed(activity(title=None, days=None), unit_id=1))]
    after = placed(activity(title=None, days=None), unit_id=2)

    assert plan_changes(before, [after]) == Changes(
        added=[after], withdrawn=[(1, before[0].placed)]
    )


def test_withdrawn_row_stays_withdrawn() -> None:
    assert not plan_changes([stored(1, placed(RIVER), withdrawn=True)], [])


def test_withdrawn_row_that_comes_back_stands_again() -> None:
    after = placed(RIVER, row=9)

    changes = plan_changes([stored(1, placed(RIVER), withdrawn=True)], [after])

    assert changes == Changes(edited=[(1, after)])


def test_row_that_comes_back_is_itself_though_another_is_like_it() -> None:
    before = [stored(1, placed(RIVER), withdrawn=True), stored(2, placed(GREEN))]
    [after] = below(RIVER)

    changes = plan_changes(before, [after])

    assert changes == Changes(edited=[(1, after)], withdrawn=[(2, before[1].placed)])


def test_row_edited_back_is_itself_though_a_copy_of_it_was_withdrawn() -> None:
    before = [
        stored(1, placed(RIVER._replace(days=None), row=2)),
        stored(2, placed(RIVER, row=9), withdrawn=True),
    ]
    [after] = below(RIVER)

    assert plan_changes(before, [after]) == Changes(edited=[(1, after)])


def test_row_that_comes_back_elsewhere_is_itself_though_one_like_it_went() -> None:
    before = [
        stored(1, placed(GREEN, row=2)),
        stored(2, placed(RIVER, row=5), withdrawn=True),
        stored(3, placed(BOOKS, row=3)),
    ]
    after = [placed(BOOKS, row=2), placed(RIVER, row=3)]

    changes = plan_changes(before, after)

    assert changes == Changes(
        moved=[(3, after[0])], edited=[(2, after[1])], withdrawn=[(1, before[0].placed)]
    )


def test_row_that_comes_back_where_another_is_edited_stands_beside_it() -> None:
    before = [
        stored(1, placed(GREEN, row=2)),
        stored(2, placed(RIVER, row=5), withdrawn=True),
    ]
    after = below(RIVER, GREEN._replace(place="公园"))

    assert plan_changes(before, after) == Changes(edited=[(2, after[0]), (1, after[1])])


def test_rows_at_one_place_do_not_lose_one_another() -> None:
    before = [placed(RIVER), placed(GREEN), placed(GREEN)]
    after = [placed(GREEN), placed(RIVER._replace(headcount=15)), placed(GREEN), placed(BOOKS)]

    changes = plan_changes(numbered(before), after)

    assert changes == Changes(added=[after[3]], edited=[(1, after[1])])


def test_row_of_another_unit_that_says_the_same_is_the_same_row() -> None:
    before = below(RIVER, GREEN)
    after = [placed(GREEN, row=2, unit_id=7), placed(RIVER, row=3, unit_id=7)]

    changes = plan_changes(numbered(before), after)

    assert sorted(changes.edited) == [(1, after[1]), (2, after[0])]


def test_equal_rows_are_moved_however_many_there_are() -> None:
    before = below(*[RIVER] * 3000)

    changes = plan_changes(numbered(before), below(GREEN, *[RIVER] * 3000))

    assert (len(changes.added), len(changes.moved), changes.withdrawn) == (1, 1, [])
