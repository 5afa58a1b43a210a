"""Aliases: which books write a name, and what speaks against remembering it."""

from dataclasses import replace
from datetime import UTC

import pytest
from sqlalchemy import Connection

from store.aliases import Alias, insert_alias
from sync.aliases import AliasRefused, books_writing, find_alias, is_alias_new
from tests.builders import activity, instant, unit
from tests.store.builders import CITY, add, list_units, placed

_NOW = instant("2026-04-08").astimezone(UTC)
_UNITS = {
    1: unit("图书馆", code="U1", aliases=("市图", "一队")),
    2: unit("文化馆", code="U2", aliases=("一队",)),
}


def held(unit_id: int, *, in_force: bool = True) -> Alias:
    return Alias(
        text="书院", folded="书院", unit_id=unit_id, unit=_UNITS[unit_id].name, code=None,
        added_at=_NOW, in_force=in_force,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "unit_id", "known", "new"),
    [
        ("书院", 1, None, True),
        ("书院", 1, held(1), False),
        ("书院", 1, held(2, in_force=False), True),
        ("书院", 1, held(1, in_force=False), True),
        ("图 书馆", 1, None, False),
        ("市图", 1, None, False),
        ("一队", 2, None, True),
        ("圖書館", 1, None, True),
    ],
)
def test_name_is_new_where_it_names_nobody(
    text: str, unit_id: int, known: Alias | None, *, new: bool
) -> None:
    assert is_alias_new(text, unit_id, _UNITS, known) is new


@pytest.mark.parametrize(
    ("text", "known", "code"),
    [
        ("文化 馆", None, "alias-taken"),
        ("u2", None, "alias-taken"),
        ("文化館。", None, "alias-taken"),
        ("书院", held(2), "alias-held"),
        (" 。", None, "alias-empty"),
    ],
)
def test_name_that_is_anothers_is_refused(text: str, known: Alias | None, code: str) -> None:
    with pytest.raises(AliasRefused) as refused:
        is_alias_new(text, 1, _UNITS, known)

    assert refused.value.code == code


def test_remembered_name_is_found_spaces_apart(conn: Connection) -> None:
    list_units(conn, *_UNITS.values())
    insert_alias(conn, CITY, text="书院", folded="书院", unit_id=1, now=_NOW)

    found = [find_alias(conn, CITY, text) for text in (" 书 院", "书社")]

    assert found == [replace(held(1), code="U1"), None]


@pytest.mark.parametrize(
    ("book", "sheet", "written", "writes"),
    [
        ("台账.xlsx", "三月", "书院", True),
        ("台账.xlsx", "三月", "填报单位:書 院", True),
        ("台账.xlsx", "三月", "书院 13900000000", True),
        ("台账.xlsx", "三月", "东书院", False),
        ("书院.xlsx", "三月", "图书馆", False),
        ("书院台账.xlsx", "三月", None, True),
        ("书院/台账.xlsx", "三月", None, True),
        ("台账.xlsx", "书院", None, True),
        ("台账.xlsx", "三月", None, False),
    ],
)
def test_book_that_may_be_read_by_a_name_is_found(
    conn: Connection, book: str, sheet: str, written: str | None, *, writes: bool
) -> None:
    add(conn, placed(activity()._replace(unit_text=written), sheet=sheet), book=book)

    assert books_writing(conn, CITY, "书院") == ({book} if writes else set())
