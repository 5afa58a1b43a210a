"""Answering: what contacts say to reminders is kept, hushes what it may, and is confirmed."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.addressees import build_directory
from bot.answers import Setting
from bot.intents import Intent
from rules.answers import Answer, AnswerKind, rank_after
from rules.ladders import parse_rung
from rules.standings import LATE, Standing
from store.answers import save_answers
from store.nudges import load_told
from store.obligations import Key, hurry_unit
from store.owed import OwedRow, load_pending
from store.roster import load_contacts

#: Days that a mute runs, today included.
_MUTED_DAYS = 30
#: So many obligations a confirmation names.
_NAMED = 3
_KINDS: Mapping[Intent, AnswerKind] = {
    Intent.PROMISE: AnswerKind.PROMISE,
    Intent.SNOOZE: AnswerKind.SNOOZE,
    Intent.MUTE: AnswerKind.MUTE,
}
_NOT_US = re.compile(
    r"不归|不由|不是我|不属于|无关|\b(?:not (?:us|ours|mine|our)|isn'?t (?:us|ours|mine|our))\b"
)
_EXEMPTION = re.compile(r"免报|豁免|\bexempt")
#: Intents that answer a reminder.
ANSWERS = frozenset({*_KINDS, Intent.DISPUTE})


def answer_reminder(setting: Setting) -> str:
    """Keeps the answer of who speaks for units, and says what it means and until when."""
    if setting.actor.is_shell:
        return setting.wording.say("answer.shell")
    kind, units = _kind(setting), sorted(setting.actor.answers_for)
    with setting.begin() as conn:
        owed = load_pending(conn, setting.programme, units)
        told = _told(conn, setting, owed)
        pending = _pressing(owed, told)
        if not pending and kind in {AnswerKind.PROMISE, AnswerKind.SNOOZE}:
            return setting.wording.say("answer.nothing-owed", units=_names(setting, units))
        answers = _answers(setting, kind, _person(conn, setting), pending, told)
        save_answers(conn, setting.programme.id, answers)
        for unit_id in units:
            hurry_unit(conn, setting.programme.id, unit_id, setting.now)
    return _confirm(setting, answers[0], pending)


def disputes_figures(setting: Setting) -> bool:
    """Whether figures are doubted, rather than that a reminder is meant for this unit."""
    disputed = setting.question.intent is Intent.DISPUTE
    return disputed and _kind(setting) is AnswerKind.DISPUTE


def _kind(setting: Setting) -> AnswerKind:
    """A dispute may say that it is another's, or ask to be released."""
    question = setting.question
    if question.intent in _KINDS:
        return _KINDS[question.intent]
    if _EXEMPTION.search(question.text.casefold()):
        return AnswerKind.EXEMPTION_REQUEST
    return AnswerKind.NOT_US if _NOT_US.search(question.text.casefold()) else AnswerKind.DISPUTE


def _person(conn: Connection, setting: Setting) -> int:
    """The contact id by which the speaker is written to."""
    contacts, actor = load_contacts(conn, setting.programme.id), setting.actor
    found = (
        number
        for number, (unit_id, one) in contacts.items()
        if (unit_id, one) == (actor.unit_id, actor.contact)
    )
    return build_directory(setting.units, contacts).person(next(found))


def _pressing(owed: Sequence[OwedRow], told: Collection[Key]) -> list[OwedRow]:
    """What the units were reminded of, or are late with; where nothing is, what is open."""
    pressing = [one for one in owed if one.standing in LATE or one.key in told]
    return pressing or [one for one in owed if one.standing is Standing.OPEN]


def _told(
    conn: Connection, setting: Setting, owed: Sequence[OwedRow]
) -> dict[Key, list[tuple[int, int]]]:
    """(rank, contact id) of what was told about each obligation."""
    units, periods = {one.unit_id for one in owed}, {one.period.text for one in owed}
    return {
        key: [(parse_rung(one.rung).rank, one.contact_id) for one in nudges]
        for key, nudges in load_told(conn, setting.programme.id, units, periods).items()
    }


def _answers(
    setting: Setting,
    kind: AnswerKind,
    contact_id: int,
    pending: Sequence[OwedRow],
    told: Mapping[Key, Sequence[tuple[int, int]]],
) -> list[Answer]:
    """One answer for each obligation where it is put off, else one for each unit."""
    plain = Answer(
        kind=kind,
        contact_id=contact_id,
        unit_id=0,
        at=setting.now,
        days=setting.question.days,
        last=_last_day(setting, kind),
    )
    if kind not in {AnswerKind.PROMISE, AnswerKind.SNOOZE}:
        return [replace(plain, unit_id=n) for n in sorted(setting.actor.answers_for)]
    answers = []
    for one in pending:
        of_all = kind is AnswerKind.PROMISE
        ranks = [rank for rank, to in told.get(one.key, ()) if of_all or to == contact_id]
        duty, unit_id, subject, period = one.key
        about = replace(plain, duty=duty, unit_id=unit_id, subject=subject, period=period)
        answers.append(replace(about, rank=rank_after(kind, max(ranks, default=None))))
    return answers


def _last_day(setting: Setting, kind: AnswerKind) -> date | None:
    if kind is AnswerKind.MUTE:
        return setting.today + timedelta(days=_MUTED_DAYS - 1)
    days = setting.question.days
    return setting.today + timedelta(days=days - 1) if days else None


def _confirm(setting: Setting, one: Answer, pending: Sequence[OwedRow]) -> str:
    programme = setting.programme
    ends = one.ends(programme.hours, programme.calendar.workdays)
    return setting.wording.say(
        f"answer.{one.kind.value.replace('_', '-')}",
        units=_names(setting, sorted(setting.actor.answers_for)),
        what=_list_pending(setting, pending),
        last=one.last or "—",
        until=_at(ends),
    )


def _list_pending(setting: Setting, pending: Sequence[OwedRow]) -> str:
    """The first obligations by unit, period and duty, and how many there are more."""
    say, locale, named = setting.wording.say, setting.wording.locale, []
    for one in sorted(pending, key=lambda owed: (owed.period, owed.unit_id))[:_NAMED]:
        duty = setting.programme.duty(one.duty)
        title = duty.title(locale) if duty else one.duty
        unit = setting.units[one.unit_id].name
        named.append(say("answer.one", unit=unit, period=one.period, title=title))
    more = len(pending) - len(named)
    listed = ("、" if locale == "zh" else "; ").join(named)
    return listed + say("answer.more", count=more) if more > 0 else listed


def _names(setting: Setting, units: Sequence[int]) -> str:
    names = [setting.units[unit_id].name for unit_id in units[:_NAMED]]
    more = len(units) - len(names)
    listed = ("、" if setting.wording.locale == "zh" else ", ").join(names)
    return listed + setting.wording.say("answer.more", count=more) if more > 0 else listed


def _at(ends: datetime | None) -> str:
    return f"{ends:%Y-%m-%d %H:%M}" if ends else "—"
