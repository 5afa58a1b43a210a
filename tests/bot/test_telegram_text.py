"""Texts for Telegram: escaped, and in parts that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram_text import MOST, escape, split_text
from tests.servers.telegram_limits import plain_text


@given(st.text(min_size=1))
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    if text.strip() and "\r" not in text and "\x00" not in text:
        assert plain_text(escape(text), "HTML", 10**9) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a", ["a"]),
        ("a\nb\nc", ["a\nb\nc"]),
        ("aaaa\nbbbb\ncccc", ["aaaa\nbbbb", "cccc"]),
        ("a" * 12, ["aaaaa", "aaaaa\naa"]),
        ("👍" * 6, ["👍" * 5, "👍"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_text_is_parted_between_lines(text: str, parts: list[str]) -> None:
    assert split_text(text, 10) == parts


@given(st.text(alphabet="甲👍 \n", max_size=300))
def test_no_part_is_too_long(text: str) -> None:
    parts = split_text(text, 40)

    assert all(len(part.encode("utf-16-le")) // 2 <= 40 for part in parts)
    assert MOST == 4096
