"""Disputes: which rows a figure was counted from, and which of them were not counted."""

from collections.abc import Sequence

from bot.answering import answer_reminder, disputes_figures
from bot.answers import Setting, describe_span, freshness_line, people_meant, speaker_note
from bot.questions import Span
from config.wording import show_name
from rules.months import Month
from store.books import load_titles
from store.counted import CountedRow, load_counted_rows, load_rows_of_person

_MOST = 20
_TITLE = 30


def answer_dispute(setting: Setting) -> str:
    """The rows of the period, since last month where none is said; a unit's dispute is kept."""
    kept = [answer_reminder(setting)] if setting.actor.answers_for else []
    if not disputes_figures(setting):
        return "\n".join(kept)
    span = setting.question.span or _lately(setting)
    rows, say = _rows(setting, span), setting.wording.say
    counted = [row for row in rows if row.counts]
    left = [row for row in rows if not row.counts]
    period = describe_span(span, setting.wording)
    facts = {"subject": setting.subject(), "period": period, "count": len(counted)}
    lines = [*kept, say("ask.rows" if counted else "ask.rows-none", **facts)]
    lines += _lines(setting, counted)
    if left:
        lines += [say("ask.rows-left", count=len(left)), *_lines(setting, left)]
    lines += [say("ask.rows-mend"), freshness_line(setting)]
    return "\n".join(lines) + speaker_note(setting)


def _lately(setting: Setting) -> Span:
    return Span(first=Month.of(setting.today).plus(-1).first, last=setting.today)


def _rows(setting: Setting, span: Span) -> list[CountedRow]:
    conn, programme, now = setting.conn, setting.programme, setting.now
    names, _, unit_ids = people_meant(setting)
    if names:
        return load_rows_of_person(
            conn, programme, names, unit_ids, now=now, first=span.first, last=span.last
        )
    return load_counted_rows(conn, programme, unit_ids, now=now, first=span.first, last=span.last)


def _lines(setting: Setting, rows: Sequence[CountedRow]) -> list[str]:
    titles, say = load_titles(setting.conn, setting.programme.id), setting.wording.say
    lines = []
    for row in rows[:_MOST]:
        title = " ".join((row.title or "—").split())
        book = show_name(titles.get(row.book, row.book))
        lines.append(
            say(
                "ask.row-line",
                day=row.day,
                title=title if len(title) <= _TITLE else f"{title[:_TITLE]}…",
                people=row.people,
                hours=f"{row.minutes / 60:.1f}",
                where=say("place.row", book=book, sheet=show_name(row.sheet), row=row.row),
            )
        )
    if len(rows) > _MOST:
        lines.append(say("ask.more", count=len(rows) - _MOST))
    return lines
