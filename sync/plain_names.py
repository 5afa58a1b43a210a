"""Plain lists of names: full names and one sign between them, read without the grammar."""

import re
from functools import lru_cache

from sync.cell_texts import UnreadableError
from sync.name_texts import NameText, parse_name_text
from sync.name_words import is_name, is_remark
from sync.numerals import NUMERAL_SIGNS

_SEPARATOR = re.compile("[、,，]")
_WRITTEN = re.compile(r"[\u4e00-\u9fff]{2,3}")
_NUMERALS = frozenset(NUMERAL_SIGNS)


def plain_names(text: str) -> list[str] | None:
    """Several names as they stand in a list; None where the text has to be read closely."""
    separator = _SEPARATOR.search(text)
    names = text.split(separator[0]) if separator else []
    distinct = set(names)
    return names if names and len(distinct) == len(names) and all(map(_is_plain, names)) else None


@lru_cache(maxsize=65_536)
def _is_plain(name: str) -> bool:
    """Whether a part of a list is a name and nothing else, whatever stands beside it.

    All that the grammar does across separators is to count people and to number them.
    """
    if not _WRITTEN.fullmatch(name) or _NUMERALS.issuperset(name) or is_remark(name):
        return False
    try:
        return is_name(name) and parse_name_text(name) == NameText(text=name)
    except UnreadableError:
        return False
