"""Private numbers: ID and mobile numbers in a text, known by their form and masked."""

import re
from enum import StrEnum

_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID = re.compile(
    r"(?<!\d)[1-8]\d{5}[ -]?"
    rf"(?:(?:19|20)\d\d{_MONTH_DAY}[ -]?\d{{3}}[\dXx]|\d\d{_MONTH_DAY}\d{{3}})(?!\d)"
)
_PHONE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ .-]?\d{4}){2}(?!\d)")
#: Signs that stand for another one by one, so that places stay the same.
_WIDE = str.maketrans("０１２３４５６７８９－Ｘｘ＋　．", "0123456789-Xx+ .")
_SHORTEST = 11
_KEPT = 3
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
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
    if _ID.search(plain):
        return Private.ID
    return Private.PHONE if _PHONE.search(plain) else None


def mask_private(text: str) -> str:
    """The text with all but the first figures of its private numbers as stars."""
    if find_private(text) is None:
        return text
    plain = text.translate(_WIDE)
    signs = list(text)
    for pattern in (_ID, _PHONE):
        for found in pattern.finditer(plain):
            first, last = found.start() + _KEPT, found.end()
            signs[first:last] = "*" * (last - first)
    return "".join(signs)


def is_id_number(text: str) -> bool:
    """Whether the whole text is an ID number of 18 signs, and no volunteer's number.

    Those of the national platform may look alike, but hold no day of birth before there were any,
    nor a check sign.
    """
    plain = text.translate(_WIDE).upper()
    if len(plain) != len(_WEIGHTS) + 1 or not _ID.fullmatch(plain):
        return False
    if int(plain[_YEAR]) < _FIRST_VOLUNTEER_NUMBERS:
        return True
    weighed = sum(int(sign) * weight for sign, weight in zip(plain, _WEIGHTS, strict=False))
    return _CHECK_SIGNS[weighed % len(_CHECK_SIGNS)] == plain[-1]
