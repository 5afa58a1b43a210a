"""Swapped signs: the one slip of typing that is mended without asking."""

from collections.abc import Mapping

from config.unit_words import load_unit_words

#: Shorter names have other names too near.
_LEAST = 6


def unswapped(plain: str, names: Mapping[str, int | None]) -> int | None:
    """The unit whose name this is with two neighbouring signs the wrong way round.

    Only where a whole word is broken by it (图馆书): 平和 may be a place as well as 和平.
    Signs that tell units apart are never moved.
    """
    if len(plain) < _LEAST:
        return None
    found = set[int | None]()
    for at in range(len(plain) - 1):
        pair = plain[at : at + 2]
        swapped = plain[:at] + pair[::-1] + plain[at + 2 :]
        if swapped in names and swapped != plain and _breaks_a_word(swapped, at):
            found.add(names[swapped])
    return found.pop() if len(found) == 1 else None


def _breaks_a_word(name: str, at: int) -> bool:
    """Whether one of the two signs stands in a whole word, and neither tells units apart."""
    words = load_unit_words()
    if words.telling.intersection(name[at : at + 2]):
        return False
    return any(
        name.startswith(word, start)
        for word in words.whole
        for start in range(max(0, at - len(word) + 1), at + 2)
    )
