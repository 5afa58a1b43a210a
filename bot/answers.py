"""Answers in words: each says the unit, the period and how fresh the data is."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from bot.actors import Actor
from bot.forms import Form
from bot.namesakes import say_namesakes
from bot.questions import Question, Span
from bot.standing_lines import asks_activity, describe_figures, describe_row, who_owes
from config.period_names import name_period
from config.wording import Wording
from reports.status import StatusRow, gather_status
from rules.months import Month, months_of_days
from rules.programme import Programme
from rules.roster import Unit
from rules.standings import LATE, Standing
from store.hours import HoursTotal, gather_hours

_MOST = 40
Begin = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an answer is made from."""

    conn: Connection
    programme: Programme
    actor: Actor
    units: Mapping[int, Unit]
    now: datetime
    wording: Wording
    question: Question
    unit_ids: frozenset[int] | None
    """The units asked about; None for all, and for a person."""
    begin: Begin
    """How to begin what writes."""
    offices: frozenset[int] = frozenset()
    """Units that owe nothing themselves, and are in no ranking."""

    @property
    def today(self) -> date:
        """The programme's local date."""
        return self.now.astimezone(self.programme.timezone).date()

    def active(self) -> frozenset[int]:
        """The units asked about that hold activities."""
        asked = frozenset(self.units) if self.unit_ids is None else self.unit_ids
        return asked - self.offices

    def subject(self) -> str:
        """Whom the question is about, in words."""
        scope = self.question.scope
        kind, _, name = scope.partition(":")
        if kind in {"unit", "person", "district"}:
            return name
        if kind == "self" and self.actor.contact is not None:
            return self.wording.say("ask.you", name=self.actor.contact.name)
        if kind == "own_unit" and self.actor.unit_id is not None:
            return self.units[self.actor.unit_id].name
        return self.wording.say("ask.all-units")

    def period(self) -> str:
        """The period in words, an assumed one named as such."""
        say, span = self.wording.say, self.question.span
        if span is None:
            return say("ask.all-time")
        text = describe_span(span, self.wording)
        return say("ask.assumed", period=text) if self.question.assumed_period else text


def answer_hours(setting: Setting) -> str:
    """Hours, activities and person-times of the units or the person."""
    total = total_of(setting, setting.question.span)
    facts = {
        "subject": setting.subject(),
        "period": setting.period(),
        "hours": f"{total.minutes / 60:.1f}",
        "confirmed": f"{total.confirmed / 60:.1f}",
        "pending": f"{total.pending / 60:.1f}",
        "activities": total.activities,
        "participations": total.participations,
        "synced": say_synced(setting, total.synced_at),
    }
    person = setting.question.scope == "self" or setting.question.scope.startswith("person:")
    text = setting.wording.say("ask.hours-person" if person else "ask.hours", **facts)
    return text + _namesakes(setting) + _standing_note(setting) + speaker_note(setting)


def answer_status(setting: Setting) -> str:
    """The standing of each month asked about; figures where several units are meant."""
    rows = _rows(setting)
    say = setting.wording.say
    if not rows:
        return say("ask.nothing-owed", subject=setting.subject(), period=setting.period())
    lines = [say("ask.status", subject=setting.subject(), period=setting.period())]
    if setting.unit_ids is not None and len(setting.unit_ids) == 1:
        lines += [describe_row(setting.programme, setting.wording, row) for row in rows]
    else:
        lines += describe_figures(setting.programme, setting.wording, rows)
    return "\n".join([*lines, freshness_line(setting)]) + speaker_note(setting)


def answer_late(setting: Setting) -> str:
    """The late list: overdue, missed, and months reported as nil; those alone where asked for."""
    rows = _rows(setting)
    nil = setting.question.form is Form.NIL
    late = [row for row in rows if row.standing in ({Standing.NIL} if nil else LATE)]
    waiting = [row for row in rows if row.standing is Standing.OPEN and not nil]
    wording, nodes = setting.wording, setting.programme.calendar.nodes
    say, code = wording.say, "ask.nil" if nil else "ask.late"
    facts = {"subject": setting.subject(), "period": setting.period(), "count": len(late)}
    lines = [say(code if late else f"{code}-none", **facts)]
    lines += [
        say(
            "ask.late-line",
            unit=who_owes(setting.programme, wording, r),
            period=name_period(r.period, nodes, wording),
            standing=say(f"standing.{r.standing.value}"),
        )
        for r in late[:_MOST]
    ]
    if len(late) > _MOST:
        lines.append(say("ask.more", count=len(late) - _MOST))
    if waiting:
        due = min(row.due for row in waiting)
        lines.append(say("ask.late-open", count=len({row.unit for row in waiting}), due=due))
    return "\n".join([*lines, freshness_line(setting)]) + speaker_note(setting)


def describe_span(span: Span, wording: Wording) -> str:
    """A whole month or year by its name, else both days."""
    month = Month.of(span.first)
    if (span.first, span.last) == (month.first, month.last):
        number = f"{month.month:02d}" if wording.locale == "en" else month.month
        return wording.say("ask.month", year=month.year, month=number)
    if (span.first, span.last) == (Month(month.year, 1).first, Month(month.year, 12).last):
        return wording.say("ask.year", year=month.year)
    if span.first == span.last:
        return span.first.isoformat()
    return wording.say("ask.days", first=span.first, last=span.last)


def freshness_line(setting: Setting) -> str:
    """As of when the rows of these units were read."""
    total = gather_hours(
        setting.conn, setting.programme, now=setting.now, unit_ids=setting.unit_ids
    )
    return setting.wording.say("ask.fresh", synced=say_synced(setting, total.synced_at))


def speaker_note(setting: Setting) -> str:
    """At the shell nobody is named: the answer says so."""
    return "\n" + setting.wording.say("ask.as-office") if setting.actor.is_shell else ""


def people_meant(setting: Setting) -> tuple[tuple[str, ...], str | None, frozenset[int] | None]:
    """Names and number of the person asked about, none for units, and the units looked in."""
    scope, contact = setting.question.scope, setting.actor.contact
    if scope == "self" and contact is not None:
        # A number names one person; a name alone only within the unit.
        number = contact.volunteer_no
        own = frozenset({setting.actor.unit_id} if setting.actor.unit_id else ())
        return (number or contact.name, contact.name), number, own
    if scope.startswith("person:"):
        own_units = None if setting.actor.is_shell else setting.actor.own
        return (scope.partition(":")[2],), None, own_units
    return (), None, setting.unit_ids


def total_of(setting: Setting, span: Span | None) -> HoursTotal:
    """The hours of whom the question is about, in a period or of all time."""
    people, number, unit_ids = people_meant(setting)
    return gather_hours(
        setting.conn,
        setting.programme,
        now=setting.now,
        unit_ids=unit_ids,
        volunteer=people,
        number=number,
        first=span.first if span else None,
        last=span.last if span else None,
    )


def say_synced(setting: Setting, instant: datetime | None) -> str:
    """When rows were read, in the programme's local time."""
    if instant is None:
        return setting.wording.say("word.never")
    return instant.astimezone(setting.programme.timezone).strftime("%m-%d %H:%M")


def _namesakes(setting: Setting) -> str:
    """Behind the hours of a name that several units know: how much each has."""
    kind, _, name = setting.question.scope.partition(":")
    if kind != "person":
        return ""
    span, own = setting.question.span, None if setting.actor.is_shell else setting.actor.own
    said = say_namesakes(
        setting.conn,
        setting.programme,
        name,
        setting.wording,
        now=setting.now,
        unit_ids=own,
        first=span.first if span else None,
        last=span.last if span else None,
    )
    return f"\n{said}" if said else ""


def _rows(setting: Setting) -> list[StatusRow]:
    span = setting.question.span
    months = months_of_days(span.first, span.last) if span else (Month.of(setting.today),)
    return gather_status(
        setting.conn, setting.programme, months, now=setting.now, unit_ids=setting.unit_ids
    )


def _standing_note(setting: Setting) -> str:
    """Behind the hours of one unit and one month: whether the month is met."""
    span = setting.question.span
    if span is None or setting.unit_ids is None or len(setting.unit_ids) != 1:
        return ""
    if Month.of(span.first) != Month.of(span.last):
        return ""
    rows = [row for row in _rows(setting) if asks_activity(setting.programme, row)]
    if len(rows) != 1:
        return ""
    return "\n" + describe_row(setting.programme, setting.wording, rows[0])
