"""Letters in words: what is missing, until when, by which rule, and how to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.wording import Wording, show_name
from rules.ladders import OFFICE_RANK
from rules.standings import Standing

_MOST = 30
#: So many workbooks a line names.
_BOOKS = 3


class ReminderTurn(StrEnum):
    """Which reminder it is for who reads it."""

    FIRST = "first"
    REPEATED = "repeated"
    LAST = "last"
    """The last one to the unit itself; after it the office is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """Rows that are there and only need mending."""

    rows: int
    books: tuple[str, ...]
    shown: bool
    """Whether what is wrong stands in a workbook beside each book."""
    in_time: bool
    """Whether one was logged by the due day: mended it counts as logged then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One obligation in a letter."""

    unit: str
    duty: str
    duty_title: str
    period: str
    rung: str
    rank: int
    due: date
    standing: Standing
    book: str | None
    mending: Mending | None = None
    subject: str | None = None
    """What of the unit owes, where it is not the unit itself."""
    monthly: bool = True
    """Whether an activity of the month is all that is asked."""
    turn: ReminderTurn = ReminderTurn.FIRST


def render_letter(
    name: str, items: Sequence[Item], *, today: date, synced: str, wording: Wording, office: str
) -> str:
    """The letter's text: plain lines, one for each unit and month."""
    say = wording.say
    own = [item for item in items if item.rank < OFFICE_RANK]
    listed = [item for item in items if item.rank >= OFFICE_RANK]
    lines = [say("letter.greeting", name=name, office=office)]
    lines += [_own_line(item, today, wording) + _turn(item, wording) for item in own[:_MOST]]
    if listed:
        lines.append(say("letter.office-list", count=len(listed)))
        lines += [_listed_line(item, today, wording) for item in listed[:_MOST]]
    if len(own) > _MOST or len(listed) > _MOST:
        more = max(0, len(own) - _MOST) + max(0, len(listed) - _MOST)
        lines.append(say("letter.more", count=more))
    if own:
        lines.append(say("letter.remedy"))
    rules = dict.fromkeys(f"{item.duty} {item.duty_title}" for item in items)
    lines.append(say("letter.closing", rules="、".join(rules), synced=synced))
    return "\n".join(lines)


def _turn(item: Item, wording: Wording) -> str:
    """A first reminder only says what is missing; later ones say that they are."""
    first = item.turn is ReminderTurn.FIRST
    return "" if first else wording.say(f"letter.turn-{item.turn.value}")


def _own_line(item: Item, today: date, wording: Wording) -> str:
    facts: Mapping[str, object] = {
        "unit": item.unit,
        "period": item.period,
        "due": item.due,
        "days": abs((item.due - today).days),
    }
    if not item.monthly:
        return _duty_line(item, today, facts, wording)
    if item.standing is Standing.NIL:
        code = "letter.item-nil"
    elif item.due < today:
        code = "letter.item-late"
    else:
        code = "letter.item-today" if item.due == today else "letter.item-open"
    if item.mending is not None:
        return _mending_line(item, item.mending, today, facts, wording)
    return wording.say(code, **facts) + _where(item, wording)


def _duty_line(item: Item, today: date, facts: Mapping[str, object], wording: Wording) -> str:
    """What is owed by any other duty, with what of the unit owes it."""
    code = "letter.duty-late" if item.due < today else "letter.duty-open"
    subject = wording.say("letter.subject", subject=item.subject) if item.subject else ""
    line = wording.say(code, **facts, title=item.duty_title, subject=subject)
    return line + _where(item, wording)


def _where(item: Item, wording: Wording) -> str:
    """In which workbook it is logged."""
    if item.book is None:
        return ""
    return wording.say("letter.where", book=show_name(item.book))


def _mending_line(
    item: Item, mending: Mending, today: date, facts: Mapping[str, object], wording: Wording
) -> str:
    """Says that rows are there, where it stands what is wrong in them, and that mending is all."""
    code = "letter.item-mend" if item.due >= today else "letter.item-mend-past"
    if item.due < today and not mending.in_time:
        code = "letter.item-mend-late"
    books = [
        show_name(companion_of(book) if mending.shown else book) for book in mending.books[:_BOOKS]
    ]
    where = "、".join(books) if wording.locale == "zh" else ", ".join(books)
    return wording.say(code, **facts, count=mending.rows, where=where)


def companion_of(book: str) -> str:
    """What the workbook beside a book is called; an online one says it within itself."""
    if "://" in book:
        return book
    name = book.rpartition("/")[2]
    return f"反馈_{name}" if name.lower().endswith(".xlsx") else f"反馈_{name}.xlsx"


def _listed_line(item: Item, today: date, wording: Wording) -> str:
    unit = item.unit if item.monthly else f"{item.unit} {item.duty_title}"
    return wording.say(
        "letter.item-listed",
        unit=f"{unit} {item.subject}" if item.subject else unit,
        period=item.period,
        standing=wording.say(f"standing.{item.standing.value}"),
        days=max(0, (today - item.due).days),
    )
