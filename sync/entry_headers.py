"""Entry headers: which field of a register a header means."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rules.registers import Field, Kind, Register
from sync.header_texts import fold_header, split_unit
from sync.reading import RawCell

#: What may stand before a header without making it another: 是否建有, 有统一.
_BEFORE = re.compile(
    r"(?:是否|有无|已?建有|已?建成|[有已]|固定|统一|完善|健全|主要|具体|志愿者?|志愿服务|服务|工作)"
)
#: Words for a day that mean the same behind a header: 走访时间, 走访日期.
_DAYS = (("时间", "日期"), ("日期", "时间"))
_SHORTEST = 2
_MOST_TOLD = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """A register with its header synonyms, folded, and the words that announce it."""

    register: Register
    by_text: Mapping[str, str]
    named: tuple[str, ...]
    needed: frozenset[str]
    """Fields that have a column in every table of this register."""
    stated: Mapping[str, frozenset[str]]
    """Fields that need one, or another's, unless the register is named above the table."""
    _told: dict[str, str | None] = field(default_factory=dict, compare=False)

    def field(self, text: str) -> str | None:
        """The field a header means; None where it is none of this register."""
        if text not in self._told:
            if len(self._told) > _MOST_TOLD:
                self._told.clear()
            known = (self.by_text[form] for form in _forms(text) if form in self.by_text)
            self._told[text] = next(known, None)
        return self._told[text]

    def lacking(self, fields: Collection[str], *, named: bool) -> frozenset[str]:
        """The fields that a table with these columns lacks; one that is named may lack more."""
        stated = {} if named else self.stated
        return self.needed.difference(fields).union(
            name for name, columns in stated.items() if columns.isdisjoint(fields)
        )

    def fields(self, texts: Sequence[str]) -> set[str]:
        """The fields that these headers mean."""
        return {found for text in texts if (found := self.field(text))}


@lru_cache(maxsize=8)
def know(registers: tuple[Register, ...]) -> tuple[Known, ...]:
    """The registers as headers are compared with them."""
    return tuple(map(_known, registers))


@lru_cache(maxsize=8)
def listed_words(registers: tuple[Register, ...]) -> frozenset[RawCell]:
    """Headers as they may be spelled: of a table one at least stands so in its header."""
    listed = (word for one in registers for each in one.fields for word in each.headers)
    return frozenset(listed).union(*(known.by_text for known in know(registers)))


def _known(register: Register) -> Known:
    by_text = {word: one.name for one in register.fields for word in _spellings(one)}
    needed = [one for one in register.fields if _has_column(one, register)]
    stated = [one for one in needed if one.kind is Kind.MONTH or one.of is not None]
    return Known(
        register=register,
        by_text=by_text,
        named=tuple(word.casefold() for word in register.named),
        needed=frozenset(one.name for one in needed if one not in stated),
        stated={one.name: frozenset(_columns_for(one)) for one in stated},
    )


def _spellings(one: Field) -> Iterator[str]:
    """The headers of a field, folded; of a date with either word for a day."""
    for word in map(fold_header, one.headers):
        yield word
        if one.kind is Kind.DATE:
            yield from (word.removesuffix(a) + b for a, b in _DAYS if word.endswith(a))


def _has_column(one: Field, register: Register) -> bool:
    """What surroundings can tell needs no column: the unit; and an event names itself."""
    if register.needs:
        return one.name in register.needs
    told = one.kind is Kind.UNIT or (register.events and one.kind is Kind.NODE)
    return one.required and not told


def _columns_for(one: Field) -> tuple[str, ...]:
    """A date says its month for certain, while a text may name its node or not."""
    return (one.name, one.of) if one.of and one.kind is Kind.MONTH else (one.name,)


def _forms(text: str) -> Iterator[str]:
    """What a header may be listed as: itself, without brackets, and without words before it."""
    folded = fold_header(text)
    for whole in dict.fromkeys((folded, split_unit(folded)[0])):
        at: int | None = 0
        while at is not None and len(form := whole[at:]) >= _SHORTEST:
            yield form
            before = _BEFORE.match(whole, at)
            at = before.end() if before else None
