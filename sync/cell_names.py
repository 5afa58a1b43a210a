"""Cells of names: who took part, by full name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from sync.cell_texts import UnreadableError, fold, shown
from sync.name_texts import OPEN, SHUT, NameText, parse_name_text
from sync.name_words import (
    is_group,
    is_half_named,
    is_name,
    is_remark,
    name_before_group,
    plain_name,
    split_joined,
)
from sync.reading import CellContext, RawCell, Reading
from sync.surnames import NAME_PARTS, SINGLE_SURNAMES

_LONGEST_TEXT = 5000
_UNBROKEN = re.compile(r"[^\W\d]{60}|\d{40}")  # no list of names
_SEPARATORS = re.compile(
    r"[,、;/\\|\n\t+。&]+|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])|(?<![A-Za-z])\.(?=[\u3400-\u9fff])"
)
_LATIN_SPACE = re.compile(r"(?<=[A-Za-z.]) (?=[A-Za-z])")
_LABEL = re.compile(r"(?P<label>[^,、;:/|\n\t+ ]{1,14}) ?:")
_HOURS = re.compile(f" ?{OPEN}(\\d+){SHUT}")
_DOTS = re.compile(r"[\u3400-\u9fff]+(?:\.[\u3400-\u9fff]+)+")
_HELD_SPACE = "\ue002"
#: What stands in a text for hours that were taken out of it.
_SIGNS = re.compile(f"{OPEN}\\d+{SHUT}|{_HELD_SPACE}")

#: A full name and, where the cell says them, the minutes of that person.
Named = tuple[str, str | None]


def parse_names(raw: RawCell, _context: CellContext) -> Reading[tuple[str, ...]]:
    """The full names; UnreadableError where the cell holds none that is certain."""
    if not isinstance(raw, str) or len(raw) > _LONGEST_TEXT or _UNBROKEN.search(raw):
        raise UnreadableError("names-unreadable")
    said = parse_name_text(fold(raw))
    text = _LABEL.sub(_without_label, _DOTS.sub(_joined_by_dot, said.text))
    named: list[Named] = []
    groups = False
    for segment in _segments(text):
        if is_remark(segment):
            continue
        found = _named(segment)
        if found is None:
            groups = True
            found = _beside_group(segment, said)
        named += found
    if not named:
        raise UnreadableError("names-unreadable", *said.flags)
    return _finished(named, said, groups=groups)


def _joined_by_dot(found: re.Match[str]) -> str:
    """阿卜杜拉.艾合买提 is one name; 张三.李四 are two."""
    one = any(part in found[0] for part in NAME_PARTS)
    return found[0].replace(".", "·") if one else found[0]


def _without_label(found: re.Match[str]) -> str:
    """组长: goes; 张三: stays for the hours behind it."""
    label = found["label"]
    behind = found.string[found.end() :].lstrip()
    said = _SEPARATORS.split(behind.replace(" ", "、"))[0]
    if is_name(label) and (not said or behind.startswith(OPEN) or is_remark(said)):
        return f"{label} "
    return "、"


def _segments(text: str) -> Iterator[str]:
    """What stands between separators; a space separates names, not the signs of one."""
    held = _HOURS.sub(r"" + OPEN + r"\1" + SHUT, _LATIN_SPACE.sub(_HELD_SPACE, text))
    for part in _SEPARATORS.split(held):
        words = part.split()
        while words:
            word = words.pop(0)
            if len(word) == 1 and word in SINGLE_SURNAMES and words and len(words[0]) == 1:
                word += words.pop(0)
            if word not in {"和", "与", "及", "-"}:
                yield word.replace(_HELD_SPACE, " ")


@lru_cache(maxsize=20_000)
def _named(segment: str) -> tuple[Named, ...] | None:
    """The names of one segment, each with the minutes behind it; None where it is no name.

    Remembered, as the same people come again and again.
    """
    named: list[Named] = []
    at = 0
    for found in _HOURS.finditer(segment):
        name = plain_name(segment[at : found.start()])
        if name is None:
            return None
        named.append((name, found[1]))
        at = found.end()
    rest = segment[at:].strip(" :-")
    if not rest:
        return tuple(named)
    joined = split_joined(rest)
    return None if joined is None else (*named, *((name, None) for name in joined))


def _beside_group(segment: str, said: NameText) -> tuple[Named, ...]:
    """A group has no names, but may have one before it; anything else is no name."""
    if not is_group(segment) or is_half_named(segment):
        written = _SIGNS.sub(" ", segment).strip()
        raise UnreadableError("names-unreadable", *said.flags, name=shown(written))
    first = name_before_group(segment)
    return ((first, None),) if first else ()


def _finished(named: list[Named], said: NameText, *, groups: bool) -> Reading[tuple[str, ...]]:
    names = tuple(dict.fromkeys(name for name, _ in named))
    flags = [*said.flags]
    if len(names) < len(named):
        flags.append("duplicate")
    if any(minutes for _, minutes in named):
        hours = ",".join(f"{name}:{minutes}" for name, minutes in named if minutes)
        flags.append(f"hours={hours}")
    return Reading(names, (*flags, *_total_flags(len(named), said, groups=groups)))


def _total_flags(listed: int, said: NameText, *, groups: bool) -> Iterator[str]:
    """What the cell says of how many there were beside those it names."""
    total = listed + said.others if said.others else None
    if said.totals and sum(said.totals) != listed:
        total = said.totals[-1]
        if len(said.totals) > 1 and sum(said.totals[:-1]) != total:
            total = sum(said.totals)
    elif said.totals:
        total = listed
    if total is not None:
        yield f"total={total}"
        if total < listed:
            yield "mismatch"
    if (total is not None and total > listed) or (said.more and total is None) or groups:
        yield "incomplete"
    if said.approximate:
        yield "approx"
