import pytest

from rules.conditions import Condition, Facts

ROW: Facts = {
    "kind": "书面", "photos": 2, "content": "清扫河岸", "named": 3, "headcount": 3, "link": "",
    "sign": True, "answered_on": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "written", "holds"),
    [
        ("kind", "书面", True),
        ("kind", "口头", False),
        ("kind", ["口头", "书面"], True),
        ("sign", True, True),
        ("photos", 2, True),
        ("photos", ">=1", True),
        ("photos", ">=3", False),
        ("photos", "<=2", True),
        ("photos", "=2", True),
        ("content", "len>=4", True),
        ("content", "len>=50", False),
        ("missing", "len>=1", False),
        ("named", ">=headcount", True),
        ("named", ">=missing", False),
        ("missing", ">=1", False),
        ("kind", ">=1", False),
        ("kind", "filled", True),
        ("link", "filled", False),
        ("link", "blank", True),
        ("answered_on", "blank", True),
        ("sign", "blank", False),
        ("answered_on|sign", "filled", True),
        ("answered_on|link", "filled", False),
    ],
)
def test_condition_holds_where_the_row_says_so(field: str, written: object, *, holds: bool) -> None:
    assert Condition.parse(field, written).holds(ROW) is holds


@pytest.mark.parametrize("written", ["", "  ", [], [1], None, 1.5])
def test_condition_that_says_nothing_is_refused(written: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself
        Condition.parse("kind", written)
