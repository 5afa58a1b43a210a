"""What the tokens of a duration cell amount to: sums, products, spans, totals over heads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sync.cell_texts import UnreadableError
from sync.duration_tokens import Token, TokenKind

_TIMED = (TokenKind.LENGTH, TokenKind.SPAN, TokenKind.COLON)
_TERM = r"(?:[LNK]|S)"
_SUM = re.compile(rf"{_TERM}(?:\+{_TERM})+")
_SPAN_LIST = re.compile(r"S(?:[,+]*S)+")
_TIMES = re.compile(
    r"(?:(?P<before>[LSK]),?\*?(?P<sessions>[TD])|(?P<count>[TD])[,*]?(?P<after>[LSK]))"
)
_CLOCK_SLACK = 15
_LISTED = re.compile(r"L(?:,?L)+")


@dataclass(frozen=True, slots=True)
class Amount:
    """Minutes, in how many sessions they were spread, and what to flag."""

    minutes: float
    sessions: int = 1
    flags: tuple[str, ...] = ()

    def stated_as(self, minutes: float, *, by_clock: bool) -> "Amount":
        """The stated minutes; the computed ones are compared, by the clock not too strictly."""
        fits = abs(minutes - self.minutes) <= (_CLOCK_SLACK if by_clock else 1)
        return replace(
            self, minutes=minutes, flags=self.flags if fits else (*self.flags, "mismatch")
        )


def shape_of(tokens: Sequence[Token]) -> str:
    """The tokens' signs, without separators at the ends."""
    return "".join(token.kind.value for token in tokens).strip(",")


def add_up(tokens: Sequence[Token], words: str, unit: int | None) -> Amount | None:
    """The amount that the tokens make; None where their order makes no certain one."""
    shape = shape_of(tokens)
    kept = [token for token in tokens if token.kind is not TokenKind.SEPARATOR]
    flags = tuple(dict.fromkeys(token.flag for token in tokens if token.flag))
    if shape in {"L", "S", "K"} or (shape == "N" and unit):
        factor = unit or 1 if shape == "N" else 1
        return Amount(kept[0].amount * factor, flags=flags)
    if _SUM.fullmatch(shape):
        return _sum(kept, unit, flags)
    if _SPAN_LIST.fullmatch(shape):
        _check_overlap(kept)
        return Amount(
            sum(token.amount for token in kept if token.kind is TokenKind.SPAN), flags=flags
        )
    if _LISTED.fullmatch(shape):
        return _listed(kept, words, flags)
    if found := _TIMES.fullmatch(shape):
        return _product(found, tokens, words, flags)
    return None


def _sum(tokens: Sequence[Token], unit: int | None, flags: tuple[str, ...]) -> Amount | None:
    terms = [token for token in tokens if token.kind is not TokenKind.PLUS]
    units = {token.unit for token in terms if token.kind is TokenKind.LENGTH}
    shared = units.pop() if len(units) == 1 else unit
    if shared is None and any(token.kind is TokenKind.NUMBER for token in terms):
        return None
    factor = shared or 1
    amounts = [t.amount * factor if t.kind is TokenKind.NUMBER else t.amount for t in terms]
    return Amount(sum(amounts), flags=flags)


def _check_overlap(tokens: Sequence[Token]) -> None:
    ends = sorted(token.ends for token in tokens if token.kind is TokenKind.SPAN)
    if any(later[0] < earlier[1] for earlier, later in pairwise(ends)):
        raise UnreadableError("duration-impossible", "invalid")


def _listed(tokens: Sequence[Token], words: str, flags: tuple[str, ...]) -> Amount | None:
    """Said twice (1.5小时, 90分钟) it is one length; of morning and afternoon it is a sum."""
    amounts = [token.amount for token in tokens]
    labels = re.findall(r"上午|下午|晚上|第", words)
    if len(labels) == len(amounts) and (len(set(labels)) == len(labels) or labels[0] == "第"):
        return Amount(sum(amounts), flags=flags)
    if len(set(amounts)) == 1 and (len({token.unit for token in tokens}) > 1 or "(" in words):
        return Amount(amounts[0], flags=flags)
    return None


def _product(
    found: re.Match[str], tokens: Sequence[Token], words: str, flags: tuple[str, ...]
) -> Amount | None:
    """2小时×3次; without a sign only where the words say so: 3次,每次2小时."""
    counted = next(t for t in tokens if t.kind.value in "TD")
    timed = next(t for t in tokens if t.kind in _TIMED)
    said = "*" in found[0] or re.search(r"每[次场天日回]|/[次场天日]", words)
    if counted.amount == 1:
        return Amount(timed.amount, flags=flags)
    if not said or counted.amount != int(counted.amount):
        return None
    return Amount(timed.amount * counted.amount, int(counted.amount), flags)
