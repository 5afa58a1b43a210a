"""What a message asks: its intent, whom it is about and when, by rules alone."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.delays import days_commanded, find_delay
from bot.forms import Form, FormFound, find_form, intent_of_form
from bot.intents import COMMANDS, Intent
from bot.names import UnitNames
from bot.periods import PeriodFound, Span, find_period
from bot.phrases import measures, phrase
from bot.scopes import (
    ALL_UNITS,
    ScopeFound,
    find_loose,
    find_named,
    find_pronoun,
    is_talk,
    scope_by_default,
)
from bot.spelling import fold, is_english, mend
from bot.wordings import find_intent
from rules.nodes import NodeTable

__all__ = ["Intent", "Question", "Span", "UnitNames", "understand"]

#: Intents whose figures may be wanted as a ranking or a list.
_FORMED = frozenset({Intent.HOURS, Intent.ACTIVITY_COUNT, Intent.VOLUNTEER_COUNT})
#: Intents without a sum over all time: 到现在谁没报 asks for this month.
_CURRENT = frozenset({Intent.COMPLIANCE, Intent.LATE_LIST, Intent.DEADLINE})
#: Intents whose answer is about a period.
_DATED = _FORMED | _CURRENT
#: Intents that a name left over in the message may belong to.
_NAMING = _DATED | {Intent.STARS, Intent.CLARIFY, Intent.UNKNOWN}
_COMMAND = re.compile(r"^[/、]([a-z]+)(?:@\w+)?\s*(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A message understood; where it is not, `choices` are texts to ask back with."""

    intent: Intent
    #: self, own_unit, all_units, unit:NAME, person:NAME or district:NAME.
    scope: str
    #: False where the scope is the intent's default.
    scope_stated: bool
    #: None means all time where `all_time`, else that the intent needs no period.
    span: Span | None = None
    all_time: bool = False
    assumed_period: bool = False
    form: Form = Form.TOTAL
    #: How many units a ranking names.
    places: int = 0
    #: How long a promise or a snooze runs, today included.
    days: int | None = None
    choices: tuple[str, ...] = ()
    problem: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    intent: Intent
    scope: ScopeFound
    period: PeriodFound
    english: bool
    form: FormFound
    text: str


def understand(
    text: str,
    *,
    today: date,
    nodes: NodeTable,
    units: Sequence[UnitNames],
    people: Collection[str] = (),
    districts: Collection[str] = (),
    english: bool | None = None,
) -> Question:
    """The question in a message; never a guess: what is unclear asks back, gibberish is unknown.

    Texts to ask back with are English where `english`, in the message's language where None.
    """
    folded = fold(text)
    command = _COMMAND.match(folded)
    commanded = COMMANDS.get(command[1]) if command else None
    if command and commanded:
        folded = command[2]
    named = find_named(folded.lstrip("/"), units, people, districts)
    rest = mend(named.rest)
    delay = _delayed(rest, commanded, today, text)
    if delay is not None:
        return delay
    form = find_form(rest)
    period = find_period(form.rest, today=today, nodes=nodes)
    parts = _parts(named, period, commanded, units, text=text, form=form)
    if parts.intent in _CURRENT and period.all_time:
        now = find_period("", today=today, nodes=nodes)
        parts = replace(parts, period=replace(now, rest=period.rest))
    return _checked(parts if english is None else replace(parts, english=english))


def _delayed(rest: str, commanded: Intent | None, today: date, text: str) -> Question | None:
    if commanded is None:
        delay = find_delay(rest, today=today)
        return _with_days(delay.intent, delay.days, text) if delay else None
    if commanded not in (Intent.PROMISE, Intent.SNOOZE):
        return None
    delay = find_delay(f"{rest} {commanded.value}", today=today)
    return _with_days(commanded, days_commanded(rest) or (delay.days if delay else None), text)


def _with_days(intent: Intent, days: int | None, text: str) -> Question:
    scope = scope_by_default(intent)
    if days is not None:
        return Question(intent=intent, scope=scope, scope_stated=False, days=days, text=text)
    return Question(
        intent=Intent.CLARIFY,
        scope=scope,
        scope_stated=False,
        choices=tuple(f"/{intent.value} {days}" for days in (1, 3, 7)),
        problem="days-missing",
        text=text,
    )


def _parts(
    named: ScopeFound,
    period: PeriodFound,
    commanded: Intent | None,
    units: Sequence[UnitNames],
    *,
    text: str,
    form: FormFound,
) -> _Parts:
    scope = named if named.scope or named.problem else find_pronoun(period.rest)
    of_one = scope.scope not in (None, ALL_UNITS) and not (scope.scope or "").startswith("district")
    intent = commanded or find_intent(period.rest, of_one=of_one or bool(scope.problem))
    intent = intent_of_form(form.form, intent, period.rest)
    if scope.scope is None and scope.problem is None and intent in _NAMING:
        asked = intent is not Intent.UNKNOWN or bool(period.text)
        scope = find_loose(scope.rest, units, asked=asked)
    if scope.scope and intent is Intent.LATE_LIST and commanded is None:
        intent = find_intent(period.rest, of_one=scope.scope.startswith(("unit:", "person:")))
    if scope.scope is None and not scope.problem and period.span and "全部" in text:
        scope = replace(scope, scope=ALL_UNITS)
    english = is_english(text)
    return _Parts(intent=intent, scope=scope, period=period, english=english, form=form, text=text)


def _checked(parts: _Parts) -> Question:
    """The question of the parts, or the question to ask back."""
    period, intent = parts.period, parts.intent
    if intent in _NAMING and parts.scope.problem:
        return _back(parts, parts.scope.problem, _names(parts))
    if intent is Intent.UNKNOWN and _is_talk(parts):
        return _plain(parts)
    greeted = intent is Intent.GREETING and period.text
    if greeted or intent in {Intent.UNKNOWN, Intent.CLARIFY}:
        return _back(replace(parts, intent=Intent.CLARIFY), "measure-missing", _measures(parts))
    if intent not in _DATED:
        return _plain(parts)
    if parts.form.form is Form.OTHER:
        return _back(parts, "figure-unknown", _measures(parts))
    return _back(parts, period.problem, _periods(parts)) if period.problem else _plain(parts)


def _is_talk(parts: _Parts) -> bool:
    """Whether nothing was named to ask about, or it stands among words we do not know."""
    named = (parts.scope.scope or "").partition(":")[2]
    if not (parts.scope.scope or parts.period.text):
        return True
    figures = re.search(r"\d\s*(?:人|小时|次|h\b|hours?|people)", parts.period.rest)
    return not named and not figures and is_talk(parts.scope.rest)


def _plain(parts: _Parts) -> Question:
    period, dated = parts.period, parts.intent in _DATED
    said = not period.assumed and (dated or parts.intent in {Intent.STARS, Intent.DISPUTE})
    form = parts.form.form
    if parts.intent not in ({Intent.LATE_LIST} if form is Form.NIL else _FORMED):
        form = Form.TOTAL
    ranked = form in {Form.MOST, Form.LEAST}
    by_default = ALL_UNITS if ranked else scope_by_default(parts.intent)
    return Question(
        intent=parts.intent,
        scope=parts.scope.scope or by_default,
        form=form,
        places=parts.form.places if ranked else 0,
        scope_stated=parts.scope.scope is not None,
        span=period.span if dated or said else None,
        all_time=said and period.all_time,
        assumed_period=dated and period.assumed,
        text=parts.text,
    )


def _back(parts: _Parts, problem: str, choices: tuple[str, ...]) -> Question:
    scope = parts.scope.scope
    return Question(
        intent=Intent.CLARIFY,
        scope=scope or scope_by_default(parts.intent),
        scope_stated=scope is not None,
        choices=choices[:4],
        problem=problem,
        text=parts.text,
    )


def _names(parts: _Parts) -> tuple[str, ...]:
    scopes = [f"unit:{name}" for name in parts.scope.choices] or ["own_unit", ALL_UNITS]
    return tuple(
        phrase(parts.intent, scope=scope, period=_said(parts), english=parts.english)
        for scope in scopes
    )


def _measures(parts: _Parts) -> tuple[str, ...]:
    return tuple(
        phrase(intent, scope=parts.scope.scope, period=_said(parts), english=parts.english)
        for intent in measures(parts.scope.scope)
    )


def _periods(parts: _Parts) -> tuple[str, ...]:
    usual = ("last month", "this month") if parts.english else ("上月", "本月")
    return tuple(
        phrase(parts.intent, scope=parts.scope.scope, period=period, english=parts.english)
        for period in parts.period.readings or usual
    )


def _said(parts: _Parts) -> str:
    if parts.period.problem or parts.period.assumed:
        return ""
    span = parts.period.span
    if parts.english is not is_english(parts.text) and span is not None:
        # Days are read in both languages, the words that were typed perhaps not.
        return f"{span.first.isoformat()}~{span.last.isoformat()}"
    if parts.period.all_time:
        return "all time" if parts.english else "累计"
    return parts.period.text
