"""A list of names that is read without the grammar says what the grammar says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.nodes import NodeTable
from sync.cells import read_names
from sync.plain_names import plain_names
from sync.reading import CellContext, Reading

_ANYWHERE = CellContext(nodes=NodeTable(days={}))
#: Surnames and signs that count, number, stand in for or describe people too.
_FIRST = "王李张刘丁万于代等共方安班党全成家管时段和与及陆千百"
_LATER = "伟芳敏静丽一二三五十百千万人名位等代替共计余多几长员队录男女事时分和及同跟另外有其他"
_NAMES = st.tuples(st.sampled_from(_FIRST), st.text(_LATER, min_size=1, max_size=2)).map("".join)
_PARTS = _NAMES | st.sampled_from(["张伟", "三人", "另三人", "一行五人", "记录", "代签", "欧阳修"])


@given(parts=st.lists(_PARTS, min_size=1, max_size=4), separator=st.sampled_from("、,，"))
@settings(max_examples=1000, derandomize=True, deadline=None, database=None)
def test_plain_list_says_what_the_grammar_says(parts: list[str], separator: str) -> None:
    text = separator.join(parts)

    names = plain_names(text)

    assert names is None or read_names(text, _ANYWHERE) == Reading(tuple(names))


@pytest.mark.parametrize("text", ["张伟、李娜", "张伟,李娜,王秀英", "张伟，李娜"])
def test_names_with_one_sign_between_them_are_a_plain_list(text: str) -> None:
    assert plain_names(text) == list(read_names(text, _ANYWHERE).value or ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "张伟",
        "张伟、张伟",
        "张伟、李娜等5人",
        "张伟、李 娜",
        "张伟、组长",
        "张伟,李娜、王芳",
        "万一、张伟",
    ],
)
def test_what_has_to_be_read_closely_is_no_plain_list(text: str) -> None:
    assert plain_names(text) is None
