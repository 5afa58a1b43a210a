"""Durations that add up: parts and what they come to, or a total over stated heads."""

from collections.abc import Sequence

from sync.cell_texts import UnreadableError
from sync.duration_sums import Amount, add_up, shape_of
from sync.duration_tokens import Token, TokenKind

_LEAST_SHARE = 30  # minutes: below it, 2小时(12人) can only be each one's time


def amount_of_total(
    before: Sequence[Token],
    after: Sequence[Token],
    unit: int | None,
    *,
    words: str,
    per_person: bool,
) -> Amount:
    """What parts written before the word or sign of a total, and the total, say of one person."""
    stated = _stated_total(after, unit)
    if stated is None:
        return _headed(before, after, unit, per_person=per_person)
    timed = _without(before, TokenKind.HEADS)
    heads = [token for token in (*before, *after) if token.kind is TokenKind.HEADS]
    if shape_of(timed):
        amount = _checked(timed, heads, stated, unit, words=words)
        if per_person and "mismatch" in amount.flags:
            raise UnreadableError("duration-unreadable")
        return amount
    if per_person:
        return Amount(stated.amount)
    if len(heads) == 1:
        return share(stated.amount, heads[0].amount)
    raise refused_total(stated.amount)


def refused_total(minutes: float) -> UnreadableError:
    """The doubt about a total over all people whose number is not stated."""
    return UnreadableError("duration-total-only", total_flag(minutes))


def check_share(minutes: float, heads: Sequence[Token]) -> None:
    """Nothing, unless 24小时(12人) may be a total over all heads."""
    most = max(token.amount for token in heads)
    if len(heads) > 1 or not most or minutes / most >= _LEAST_SHARE:
        raise refused_total(minutes)


def share(total: float, heads: float) -> Amount:
    """Each one's part of a total."""
    if not heads:
        raise UnreadableError("duration-impossible", "invalid")
    return Amount(total / heads, flags=("derived", total_flag(total)))


def total_flag(minutes: float) -> str:
    """The flag that carries a total's minutes."""
    return f"total={round(minutes)}"


def _stated_total(after: Sequence[Token], unit: int | None) -> Token | None:
    lengths = [token for token in after if token.kind is TokenKind.LENGTH]
    if len(lengths) == 1:
        return lengths[0]
    numbers = [token for token in after if token.kind is TokenKind.NUMBER]
    if len(numbers) == 1 and not lengths and unit:
        return Token(TokenKind.LENGTH, numbers[0].amount * unit, unit)
    return None


def _headed(
    before: Sequence[Token], after: Sequence[Token], unit: int | None, *, per_person: bool
) -> Amount:
    """2小时,共12人: what is totalled is people or sessions, not time."""
    tokens = [*before, *after]
    heads = [token for token in tokens if token.kind is TokenKind.HEADS]
    amount = add_up(_without(tokens, TokenKind.HEADS), "每次", unit)
    if amount is None or not shape_of(_without(before, TokenKind.HEADS)):
        raise UnreadableError("duration-unreadable")
    if not shape_of(after) and not heads and not per_person:
        raise refused_total(amount.minutes)
    if heads and not per_person:
        check_share(amount.minutes, heads)
    return amount


def _checked(
    timed: Sequence[Token],
    heads: Sequence[Token],
    stated: Token,
    unit: int | None,
    *,
    words: str,
) -> Amount:
    """The stated total, compared with its parts; times heads it is not one person's."""
    length = next((token for token in timed if token.kind is TokenKind.LENGTH), None)
    if len(heads) == 1 and length and abs(length.amount * heads[0].amount - stated.amount) < 1:
        return Amount(length.amount, flags=(total_flag(stated.amount),))
    if heads:
        raise UnreadableError("duration-unreadable")
    spanless = _without(timed, TokenKind.SPAN)
    shared = stated.unit if unit is None else unit
    said = f"{words}每次"
    parts = add_up(spanless, said, shared) or add_up(timed, said, shared)
    if parts is None:
        raise UnreadableError("duration-unreadable")
    by_clock = not shape_of(spanless)
    if len(shape_of(timed)) == 1 and abs(parts.minutes - stated.amount) > 1 and not by_clock:
        raise UnreadableError("duration-unreadable")
    return parts.stated_as(stated.amount, by_clock=by_clock)


def _without(tokens: Sequence[Token], kind: TokenKind) -> list[Token]:
    return [token for token in tokens if token.kind is not kind]
