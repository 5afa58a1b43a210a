"""Doubts of cells: what was read although somebody should look, and what should not stand there."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rules.private import Private, find_private, is_id_number
from sync.cell_texts import as_text, fold, shown
from sync.reading import CellContext, RawCell, Reading

#: An activity that was cancelled is no activity.
CANCELLED = "activity-cancelled"
#: What should not stand in a shared sheet, whatever its row is.
PRIVATE = frozenset({"private-id", "private-phone"})
_CODES: Mapping[tuple[str, str], str] = {
    ("date", "weekday_mismatch"): "date-weekday-differs",
    ("date", "off_month"): "date-off-month",
    ("date", "crosses_month"): "date-crosses-months",
    ("duration", "mismatch"): "duration-parts-differ",
    ("duration", "zero"): "duration-zero",
    ("headcount", "mismatch"): "count-parts-differ",
    ("headcount", "implausible"): "count-large",
    ("headcount", "zero"): "count-zero",
    ("participants", "mismatch"): "names-total-differs",
    ("participants", "duplicate"): "names-repeated",
}
#: Sheets store numbers as floats; these are the longest that are no private number.
_SHORT_NUMBER = 10**10


class CellDoubt(NamedTuple):
    """A finding's code and the facts for its sentence; the cell's value stands all the same."""

    code: str
    values: Mapping[str, str]


def doubts_of(
    field: str, raw: RawCell, reading: Reading[Any], context: CellContext
) -> tuple[CellDoubt, ...]:
    """What the cell's grammar flagged that a coordinator would want to confirm."""
    if reading.value is None or not reading.flags:
        return ()
    return tuple(
        CellDoubt(code, _facts(code, raw, reading, context))
        for flag in reading.flags
        if (code := _CODES.get((field, flag))) and not _is_usual(code, raw, context)
    )


def private_doubts(field: str, register: str, raw: RawCell, header: str) -> tuple[CellDoubt, ...]:
    """V-12: a number that belongs to a person's papers; the fact is the column, never the number.

    A log's column of telephone numbers is for its contact, and may hold one.
    """
    kind = _private_in(field, raw)
    if kind is None or (kind is Private.PHONE and field == "phone" and register == "activity"):
        return ()
    return (CellDoubt(f"private-{kind}", {"column": " ".join(header.split())}),)


def _private_in(field: str, raw: RawCell) -> Private | None:
    if isinstance(raw, float | int):
        if isinstance(raw, bool) or not _SHORT_NUMBER <= raw < float("inf") or raw % 1:
            return None
        raw = f"{raw:.0f}"
    if not isinstance(raw, str):
        return None
    if field == "volunteer_no":
        # Numbers of the national platform have as many figures, but no check sign.
        text = fold(raw)
        phone = find_private(text) is Private.PHONE
        return Private.ID if is_id_number(text) else Private.PHONE if phone else None
    return find_private(raw)


def _facts(code: str, raw: RawCell, reading: Reading[Any], context: CellContext) -> dict[str, str]:
    if code == "names-repeated":
        return {}
    facts = {"text": shown(raw)}
    if code == "date-off-month":
        return facts | {"month": str(context.month)}
    if code == "names-total-differs":
        names: Sequence[object] = reading.value if isinstance(reading.value, tuple) else ()
        return {"named": str(len(names))}
    if code in {"count-zero", "duration-zero", "count-large"}:
        return facts
    return facts | {"read": str(reading.value)}


def _is_usual(code: str, raw: RawCell, context: CellContext) -> bool:
    """Whether the flag says what nobody has to confirm."""
    if code == "date-off-month":
        return context.month is None
    # Not everybody stands in the photo; sign-in beats it.
    return code == "count-parts-differ" and any(word in as_text(raw) for word in ("合影", "照"))
