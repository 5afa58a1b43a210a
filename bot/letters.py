"""Letters in words: what is missing, until when, by which rule, and how to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from config.wording import Wording, show_name
from rules.ladders import OFFICE_RANK
from rules.standings import Standing

_MOST = 30


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


def render_letter(
    name: str, items: Sequence[Item], *, today: date, synced: str, wording: Wording, office: str
) -> str:
    """The letter's text: plain lines, one for each unit and month."""
    say = wording.say
    own = [item for item in items if item.rank < OFFICE_RANK]
    listed = [item for item in items if item.rank >= OFFICE_RANK]
    lines = [say("letter.greeting", name=name, office=office)]
    lines += [_own_line(item, today, wording) for item in own[:_MOST]]
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


def _own_line(item: Item, today: date, wording: Wording) -> str:
    facts: Mapping[str, object] = {
        "unit": item.unit,
        "period": item.period,
        "due": item.due,
        "days": abs((item.due - today).days),
    }
    if item.standing is Standing.NIL:
        code = "letter.item-nil"
    elif item.due < today:
        code = "letter.item-late"
    else:
        code = "letter.item-today" if item.due == today else "letter.item-open"
    line = wording.say(code, **facts)
    if item.book is None:
        return line
    return line + wording.say("letter.where", book=show_name(item.book))


def _listed_line(item: Item, today: date, wording: Wording) -> str:
    return wording.say(
        "letter.item-listed",
        unit=item.unit,
        period=item.period,
        standing=wording.say(f"standing.{item.standing.value}"),
        days=max(0, (today - item.due).days),
    )
