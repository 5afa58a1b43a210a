"""Private numbers: ID and mobile numbers in a text, known by their form and masked."""

import re
from collections.abc import Iterator
from enum import StrEnum

_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
#: What people put between the groups of a number.
_GAP = r"[ .-]{0,3}"
_BETWEEN = re.compile("[ .-]")
_ID = re.compile(
    rf"(?<!\d)[1-8]\d{{5}}(?:{_GAP}(?:19|20)\d\d{_GAP}{_MONTH_DAY}{_GAP}\d{{3}}[\dXx]"
    rf"|[ .-]?\d\d{_MONTH_DAY}\d{{3}})(?!\d)"
)
_PHONE = re.compile(rf"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:{_GAP}\d{{4}}){{2}}(?!\d)")
#: Signs that stand for another one by one, so that places stay the same.
_WIDE = str.maketrans(
    "０１２３４５６７８９Ｘｘ＋－‐‑‒–—―_　\u00a0\u2003．·•。", "0123456789Xx+--------   ...."
)
_SHORTEST = 11
_KEPT = 3
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LENGTH = len(_WEIGHTS) + 1
_YEAR, _FIRST_VOLUNTEER_NUMBERS = slice(6, 10), 2012
_CHECK_SIGNS = "10X98765432"


class Private(StrEnum):
    """Which private number a text holds."""

    ID = "id"
    PHONE = "phone"


def find_private(text: str) -> Private | None:
    """The kind of number that a shared sheet should not hold; an ID number before a phone."""
    if len(text) < _SHORTEST:
        return None
    plain = text.translate(_WIDE)
    return next((kind for kind, _ in _find_all(plain)), None)


def mask_private(text: str) -> str:
    """The text with all but the first figures of its private numbers as stars."""
    if find_private(text) is None:
        return text
    plain = text.translate(_WIDE)
    signs = list(text)
    for _, found in _find_all(plain):
        first, last = found.start() + _KEPT, found.end()
        signs[first:last] = "*" * (last - first)
    return "".join(signs)


def is_id_number(text: str) -> bool:
    """Whether the whole text is an ID number of 18 signs, and no volunteer's number.

    Those of the national platform may look alike, but hold no day of birth before there were any,
    nor a check sign.
    """
    bare = _bare(text.translate(_WIDE))
    return len(bare) == _LENGTH and _ID.fullmatch(bare) is not None and _is_of_a_person(bare)


def _find_all(plain: str) -> Iterator[tuple[Private, re.Match[str]]]:
    """The numbers in a text, IDs first; groups that stand apart may be another number's."""
    for found in _ID.finditer(plain):
        bare = _bare(found[0])
        if len(bare) != _LENGTH or len(found[0]) == _LENGTH or _is_of_a_person(bare):
            yield Private.ID, found
    for found in _PHONE.finditer(plain):
        yield Private.PHONE, found


def _bare(plain: str) -> str:
    """A number without what stands between its groups."""
    return _BETWEEN.sub("", plain).upper()


def _is_of_a_person(plain: str) -> bool:
    if int(plain[_YEAR]) < _FIRST_VOLUNTEER_NUMBERS:
        return True
    weighed = sum(int(sign) * weight for sign, weight in zip(plain, _WEIGHTS, strict=False))
    return _CHECK_SIGNS[weighed % len(_CHECK_SIGNS)] == plain[-1]
