"""Answers about logging: until when, and in which workbook."""

from collections.abc import Sequence

from bot.answers import Setting
from bot.letters import companion_of
from config.wording import show_name
from rules.months import Month, months_of_days
from store.books import load_titles, load_unit_books, name_to_open
from store.evidence import first_month
from store.mending import load_unmended

_BOOKS = 3


def answer_deadline(setting: Setting) -> str:
    """Until when the months asked about may be logged."""
    span = setting.question.span
    months = months_of_days(span.first, span.last) if span else (Month.of(setting.today),)
    lines = []
    for month in months[:12]:
        due = setting.programme.due(month)
        code = "ask.deadline-past" if due < setting.today else "ask.deadline"
        days = abs((due - setting.today).days)
        weekday = setting.wording.say(f"weekday.{due.weekday()}")
        facts = {"period": month, "due": due, "days": days, "weekday": weekday}
        lines.append(setting.wording.say(code, **facts))
    return "\n".join(lines)


def answer_sheet(setting: Setting) -> str:
    """Which workbook the unit keeps, and where it stands what has to be mended."""
    say = setting.wording.say
    own = sorted(setting.units if setting.unit_ids is None else setting.unit_ids)
    books = load_unit_books(setting.conn, setting.programme.id, own)
    if not books:
        return say("ask.sheet-none", subject=setting.subject())
    if len(own) == 1:
        said = say("ask.sheet", subject=setting.subject(), book=show_name(books[own[0]]))
    else:
        said = say("ask.sheets", subject=setting.subject(), count=len(set(books.values())))
    return f"{said}\n{_mending_line(setting, own)}"


def _mending_line(setting: Setting, unit_ids: Sequence[int]) -> str:
    """How many of the units' rows wait to be mended, and in which books that is told."""
    conn, programme, say = setting.conn, setting.programme, setting.wording.say
    since = first_month(conn, programme.id) or Month.of(setting.today)
    found = load_unmended(conn, programme, unit_ids, since=since, seen_by=setting.now)
    waiting = [row for rows in found.values() for row in rows]
    if not waiting:
        return say("ask.sheet-clean")
    titles = load_titles(conn, programme.id)
    books = sorted({name_to_open(row.book, titles.get(row.book)) for row in waiting})
    shown = [show_name(companion_of(one) if programme.feedback else one) for one in books]
    where = ("、" if setting.wording.locale == "zh" else ", ").join(shown[:_BOOKS])
    return say("ask.sheet-mend", count=len(waiting), where=where + "…" * (len(shown) > _BOOKS))
