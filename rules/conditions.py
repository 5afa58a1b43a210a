"""Conditions: what a row has to say to be evidence, written in a duty as text or as words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

#: What a field of a row may hold.
Fact = str | int | bool | None
Facts = Mapping[str, Fact]

_COMPARED = re.compile(r"(len\s*)?(>=|<=|=)\s*(\w+)")
FILLED, BLANK = "filled", "blank"


@dataclass(frozen=True, slots=True)
class Condition:
    """A demand on a field: filled, blank, one of some words, or compared to a figure or field.

    Of several fields, written `mended_on|mended`, one has to meet it.
    """

    field: str
    words: tuple[Fact, ...] = ()
    compared: tuple[bool, str, str] | None = None
    """Whether its length is meant, the sign, and a figure or the name of another field."""
    filled: bool | None = None

    @classmethod
    def parse(cls, field: str, written: object) -> Self:
        """`filled`, `blank`, `>=1`, `len>=50`, `>=headcount`, a word or a list of words.

        ValueError for anything else.
        """
        if isinstance(written, bool | int):
            return cls(field, words=(written,))
        if isinstance(written, list) and written and all(isinstance(w, str) for w in written):
            return cls(field, words=tuple(written))
        if not isinstance(written, str) or not written.strip():
            raise ValueError(written)
        if written in (FILLED, BLANK):
            return cls(field, filled=written == FILLED)
        if found := _COMPARED.fullmatch(written.strip()):
            return cls(field, compared=(bool(found[1]), found[2], found[3]))
        return cls(field, words=(written,))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are asked."""
        return tuple(self.field.split("|"))

    def holds(self, facts: Facts) -> bool:
        """Whether a row with these facts meets the demand."""
        return any(self._holds(facts.get(field), facts) for field in self.fields)

    def _holds(self, value: Fact, facts: Facts) -> bool:
        if self.filled is not None:
            return (value not in (None, "", False)) is self.filled
        if self.compared is None:
            return value in self.words
        by_length, sign, other = self.compared
        one = len(str(value or "")) if by_length else _figure(value)
        two = int(other) if other.isdecimal() else _figure(facts.get(other))
        if one is None or two is None:
            return False
        return one >= two if sign == ">=" else one <= two if sign == "<=" else one == two


def hold(conditions: tuple[Condition, ...], facts: Facts) -> bool:
    """Whether all conditions hold."""
    return all(one.holds(facts) for one in conditions)


def _figure(value: Fact) -> int | None:
    return int(value) if isinstance(value, int) else None
