"""Answers about logging: until when, and in which workbook."""

from bot.answers import Setting
from config.wording import show_name
from rules.months import Month, months_of_days
from store.books import load_unit_books


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
    """Which workbook the unit keeps."""
    own = sorted(setting.unit_ids or ())
    books = load_unit_books(setting.conn, setting.programme.id, own)
    if len(own) == 1 and own[0] in books:
        book = show_name(books[own[0]])
        return setting.wording.say("ask.sheet", subject=setting.subject(), book=book)
    return setting.wording.say("ask.sheet-none", subject=setting.subject())
