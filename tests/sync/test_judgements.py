"""What is read a column at a time says what each cell says alone."""

from hypothesis import given
from hypothesis import strategies as st

from sync.cell_doubts import CellDoubt
from sync.judgements import ODD, Judged, JudgedCells, TextCells, WatchedCells
from sync.memos import Memo
from sync.reading import RawCell

_WORDS = [
    "护河",
    "同上",
    "无",
    "ditto",
    "None",
    "",
    " 护河",
    "第3次",
    "13800000000",
    "学雷锋月",
    "—",
]
_CELLS = st.one_of(st.sampled_from(_WORDS), st.text(max_size=6), st.integers(), st.booleans())


def judge(raw: RawCell) -> Judged:
    """A cell that repeats or hides a number is faulty, a blank one says nothing."""
    if raw == "同上" or (isinstance(raw, str) and sum(map(str.isdigit, raw)) > 10):
        return Judged(None, "odd")
    text = str(raw).strip()
    return Judged(None if text in {"", "无", "—", "None"} else text)


def alone(raw: RawCell, cells: JudgedCells) -> object:
    judged = Memo(0, "title", 2, cells)[raw]
    return ODD if judged.fault else judged.value


@given(st.lists(st.lists(_CELLS, min_size=1), max_size=4))
def test_columns_of_words_say_what_each_cell_says_alone(columns: list[list[RawCell]]) -> None:
    cells = TextCells(judge)

    for column in columns:
        values, plain = cells.values_of(column)
        wanted = [alone(raw, JudgedCells(judge)) for raw in column]
        told = [(v, w) for v, w in zip(values, wanted, strict=True) if v is not ODD]
        assert [value for value, _ in told] == [want for _, want in told]
        assert plain == (ODD not in values)


def test_truth_value_is_not_taken_for_the_number_it_equals() -> None:
    cells = JudgedCells(lambda raw: Judged(str(raw)))
    cells.values_of([1, 0])

    values, plain = cells.values_of([True, 2])

    assert (values, plain) == ([ODD, "2"], False)
    assert Memo(0, "title", 2, cells)[True][0] == "True"


def test_cell_that_must_say_something_is_looked_at_where_it_is_blank() -> None:
    cells = TextCells(judge, plain_if=lambda text: text is not None)

    assert cells.values_of(["护河", ""]) == (["护河", ODD], False)


def test_column_that_nobody_keeps_is_looked_through_for_private_numbers() -> None:
    cells = WatchedCells(
        lambda raw: Judged(doubts=(CellDoubt("private-phone", {}),) if raw != "晴" else ())
    )

    assert cells.values_of(["晴", "2026030513300000"]) == ([None, None], True)
    assert cells.values_of(["晴", "13800138000"]) == ([None, ODD], False)
    assert cells.values_of(["晴", 13800138000.0]) == ([None, ODD], False)


def test_words_that_change_a_row_are_looked_at() -> None:
    cells = TextCells(
        lambda raw: Judged(raw, doubts=(CellDoubt("x", {}),) if "取消" in str(raw) else ())
    )

    assert cells.values_of(["护河", "因雨取消"]) == (["护河", ODD], False)
