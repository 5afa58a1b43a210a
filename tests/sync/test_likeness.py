"""An edited row is told by its cells, its name and the row it stands below."""

from sync.changes import Changes, plan_changes
from tests.builders import activity
from tests.sync.placing import GREEN, RIVER, below, numbered, placed


def test_row_edited_and_sorted_is_told_by_what_names_it() -> None:
    before = below(RIVER, GREEN)
    after = below(GREEN, RIVER._replace(headcount=15, place="清河", content="净滩", duration=60))

    assert plan_changes(numbered(before), after) == Changes(
        moved=[(2, after[0])], edited=[(1, after[1])]
    )


def test_row_renamed_and_sorted_is_told_by_its_likeness() -> None:
    river = RIVER._replace(place="清河", leader="王芳", duration=90)
    before, after = below(river, GREEN), below(GREEN, river._replace(title="护河净滩"))

    assert plan_changes(numbered(before), after) == Changes(
        moved=[(2, after[0])], edited=[(1, after[1])]
    )


def test_row_edited_below_an_inserted_one_is_told_by_the_row_above_it() -> None:
    before = below(RIVER, GREEN)
    inserted = activity(title="敬老", days="2026-03-20", headcount=40)
    after = below(inserted, RIVER, GREEN._replace(title="植树", place="清河"))

    changes = plan_changes(numbered(before), after)

    assert changes == Changes(added=[after[0]], moved=[(1, after[1])], edited=[(2, after[2])])


def test_rows_edited_and_sorted_into_one_anothers_places_are_told_by_their_cells() -> None:
    river = RIVER._replace(place="清河", leader="王芳", duration=90)
    green = river._replace(place="公园", leader="张伟", title="护绿")
    before = below(river, green)
    after = below(green._replace(headcount=15), river._replace(headcount=15))

    changes = plan_changes(numbered(before), after)

    assert sorted(changes.edited) == [(1, after[1]), (2, after[0])]


def test_dates_that_all_slip_by_a_week_leave_each_row_itself() -> None:
    weeks = [f"2026-03-{day:02}" for day in (2, 9, 16, 23, 30)]
    before = below(*(activity(days=day, headcount=n) for n, day in enumerate(weeks[:4])))
    after = below(*(activity(days=day, headcount=n) for n, day in enumerate(weeks[1:])))

    changes = plan_changes(numbered(before), after)

    assert changes == Changes(edited=list(enumerate(after, start=1)))


def test_ids_survive_a_sorted_tab_with_a_quarter_edited() -> None:
    rows = [
        RIVER._replace(
            days=f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}", place=f"{n}号楼", leader="王芳"
        )
        for n in range(12_000)
    ]
    edited = [row if n % 4 else row._replace(headcount=15) for n, row in enumerate(rows)]
    after = sorted(below(*edited), key=lambda one: one.record.days or "")
    after = [placed(one.record, row=row) for row, one in enumerate(after, start=2)]

    changes = plan_changes(numbered(below(*rows)), after)

    told = dict([*changes.edited, *changes.moved])
    assert (changes.added, changes.withdrawn, len(changes.edited)) == ([], [], 3000)
    assert all(one.record == edited[number - 1] for number, one in told.items())


def test_very_many_rows_of_one_name_are_told_by_their_places() -> None:
    before = below(*[RIVER] * 3000)
    after = [placed(RIVER._replace(headcount=15), row=one.row) for one in before]

    changes = plan_changes(numbered(before), after)

    assert sorted(changes.edited) == list(enumerate(after, start=1))


def test_very_many_rows_that_say_nothing_alike_are_others() -> None:
    before = [placed(activity(title=f"旧{n}", headcount=n), row=n) for n in range(2, 420)]
    after = [
        placed(activity(title=f"新{n}", days="2026-03-20", headcount=1000 + n), row=n)
        for n in range(2, 420)
    ]

    changes = plan_changes(numbered(before), after)

    assert (len(changes.added), len(changes.withdrawn), changes.edited) == (418, 418, [])
