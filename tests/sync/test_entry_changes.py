"""Entries between two readings: an edited one stays itself, and none is missed or doubled."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rules.records import Entry, Record, Value
from store.placed import Placed
from sync.changes import Changes, plan_changes
from tests.builders import activity
from tests.sync.placing import below, numbered


def wish(title: str | None, *, days: str | None = "2026-03-05", state: str = "new") -> Entry:
    values: tuple[tuple[str, Value], ...] = (("title", title), ("date", days), ("state", state))
    return Entry("wish", "图书馆", days, title, values)


def station(title: str, star: int = 3) -> Entry:
    return Entry("station", "图书馆", None, title, (("title", title), ("star", star)))


LAMP, GLOVES = wish("一盏台灯"), wish("一副手套")


def test_entry_whose_state_changed_is_edited_wherever_it_stands() -> None:
    before = below(LAMP, GLOVES)
    after = below(GLOVES, wish("一盏台灯", state="done"))

    assert plan_changes(numbered(before), after) == Changes(
        moved=[(2, after[0])], edited=[(1, after[1])]
    )


def test_entry_that_has_no_day_is_told_by_its_title() -> None:
    before = below(station("灯塔"), station("书屋"))
    after = below(station("书屋", star=5), station("灯塔", star=4))

    assert sorted(plan_changes(numbered(before), after).edited) == [(1, after[1]), (2, after[0])]


def test_entries_of_two_registers_are_never_one_row() -> None:
    before = below(station("灯塔"))
    after = below(Entry("brand", "图书馆", None, "灯塔", (("title", "灯塔"), ("year", 3))))

    changes = plan_changes(numbered(before), after)

    assert (len(changes.added), len(changes.withdrawn), changes.edited) == (1, 1, [])


def test_entry_and_activity_are_never_one_row() -> None:
    before, after = below(activity(title="一盏台灯")), below(LAMP)

    changes = plan_changes(numbered(before), after)

    assert (len(changes.added), len(changes.withdrawn), changes.edited) == (1, 1, [])


_ROWS: st.SearchStrategy[list[Record]] = st.lists(
    st.one_of(
        st.builds(
            wish,
            st.sampled_from(["一盏台灯", "一副手套", None]),
            days=st.sampled_from(["2026-03-05", "2026-03-06", None]),
            state=st.sampled_from(["new", "done"]),
        ),
        st.builds(station, st.sampled_from(["灯塔", "书屋"]), st.integers(1, 2)),
    ),
    max_size=8,
)


@given(_ROWS, _ROWS)
def test_store_says_what_the_sheet_says_whatever_was_done_to_it(
    old: list[Record], new: list[Record]
) -> None:
    stored, read = numbered(below(*old)), below(*new)

    changes = plan_changes(stored, read)

    kept = {one.id: one.placed for one in stored}
    for number, _ in changes.withdrawn:
        del kept[number]
    kept |= dict([*changes.moved, *changes.edited])
    assert Counter(map(_said, [*kept.values(), *changes.added])) == Counter(map(_said, read))


def _said(placed: Placed) -> tuple[object, ...]:
    return placed.sheet, placed.row, placed.record
