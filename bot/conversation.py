"""The conversation: one message, one answer; permission is asked before any figure is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.actors import Actor, units_below
from bot.answers import (
    Setting,
    answer_deadline,
    answer_hours,
    answer_late,
    answer_sheet,
    answer_status,
)
from bot.names import UnitNames
from bot.phrases import phrase
from bot.questions import Intent, Question, Span, understand
from config.wording import Wording
from rules.programme import Programme
from rules.roster import Unit, city_offices, districts_by_name
from store.aliases import load_named_units
from store.hours import is_person_of

#: Questions about figures, which not everybody may hear.
_GUARDED = frozenset(
    {
        Intent.HOURS,
        Intent.ACTIVITY_COUNT,
        Intent.VOLUNTEER_COUNT,
        Intent.COMPLIANCE,
        Intent.LATE_LIST,
        Intent.SHEET_LINK,
        Intent.STARS,
    }
)
_HANDLERS: Mapping[Intent, Callable[[Setting], str]] = {
    Intent.HOURS: answer_hours,
    Intent.ACTIVITY_COUNT: answer_hours,
    Intent.VOLUNTEER_COUNT: answer_hours,
    Intent.COMPLIANCE: answer_status,
    Intent.LATE_LIST: answer_late,
    Intent.DEADLINE: answer_deadline,
    Intent.SHEET_LINK: answer_sheet,
}
#: Intents with buttons to the neighbouring periods.
_PERIODICAL = frozenset(_HANDLERS) - {Intent.SHEET_LINK, Intent.DEADLINE}
_PERIODS = {"zh": ("上月", "本季度", "今年"), "en": ("last month", "this quarter", "this year")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A reply: its words, its buttons, and what was understood; `refused` names the reason."""

    intent: Intent
    scope: str
    span: Span | None
    text: str
    buttons: tuple[str, ...] = ()
    refused: str | None = None


def ask(
    conn: Connection,
    programme: Programme,
    actor: Actor,
    text: str,
    *,
    now: datetime,
    wording: Wording,
) -> Answer:
    """The answer to one message; a question about others' figures is refused in kind words."""
    units = load_named_units(conn, programme.id)
    question = _understand(text, units, actor, programme, now)
    setting = Setting(
        conn=conn,
        programme=programme,
        actor=actor,
        units=units,
        now=now,
        wording=wording,
        question=question,
        unit_ids=_units_of(question, units, actor, programme),
    )
    refused = _refusal(setting)
    if refused is not None:
        return _reply(setting, wording.say(f"ask.refused-{refused}"), refused=refused)
    handler = _HANDLERS.get(question.intent)
    if handler is not None:
        return _reply(setting, handler(setting), buttons=_buttons(question, wording))
    return _reply(setting, _say_plain(question, wording), buttons=question.choices)


def _understand(
    text: str, units: Mapping[int, Unit], actor: Actor, programme: Programme, now: datetime
) -> Question:
    own = actor.contact
    question = understand(
        text,
        today=now.astimezone(programme.timezone).date(),
        nodes=programme.calendar.nodes,
        units=[UnitNames(name=u.name, aliases=_also(u)) for u in units.values()],
        people={name for name in (own.name, own.volunteer_no) if name} if own else (),
        districts=_districts(units),
    )
    return replace(question, scope=_scope(question, units, actor, programme))


def _scope(
    question: Question, units: Mapping[int, Unit], actor: Actor, programme: Programme
) -> str:
    """Where none is stated, volunteers mean themselves and the shell the whole city.

    Who speaks for units below their own asks by 谁没报 which of those are late; the office of a
    district is named for its district.
    """
    scope = question.scope
    kind, _, name = scope.partition(":")
    if kind == "unit" and name in _districts(units):
        named = next(unit for unit in units.values() if unit.name == name)
        return f"district:{name}" if _is_office(named, programme) else scope
    if question.intent is Intent.LATE_LIST and not question.scope_stated:
        leads = actor.own < actor.reach < frozenset(units)
        return "own_unit" if leads else scope
    if scope.startswith("person:") and actor.is_own(scope.partition(":")[2]):
        return "self"
    if actor.is_shell and scope in {"own_unit", "self"}:
        return "all_units"
    if actor.is_volunteer and scope == "own_unit" and not question.scope_stated:
        return "self"
    return scope


def _units_of(
    question: Question, units: Mapping[int, Unit], actor: Actor, programme: Programme
) -> frozenset[int] | None:
    """The units asked about: of an office, and of a late list, those below the unit too."""
    kind, _, name = question.scope.partition(":")
    if kind == "district":
        districts = districts_by_name(units.values())
        return frozenset(n for n, unit in units.items() if districts.get(unit.name) == name)
    if kind == "own_unit" and actor.unit_id is not None:
        meant = frozenset({actor.unit_id})
    elif kind == "unit":
        meant = frozenset(number for number, unit in units.items() if unit.name == name)
    else:
        return None
    listed = question.intent is Intent.LATE_LIST
    offices = [n for n in meant if listed or _is_office(units[n], programme)]
    return meant | units_below(offices, units)


def _is_office(unit: Unit, programme: Programme) -> bool:
    """Whether it owes nothing itself: its figures are those of the units below it."""
    excused = (duty.excused_categories for duty in programme.duties)
    return unit.grouping or all((unit.category or "") in categories for categories in excused)


def _districts(units: Mapping[int, Unit]) -> frozenset[str]:
    """The bodies right below the city office that others stand below."""
    found = set(districts_by_name(units.values()).values()) - _leaves(units)
    return frozenset(found) - city_offices(units.values())


def _refusal(setting: Setting) -> str | None:
    """Why the speaker may not hear this; None where the speaker may."""
    actor, question = setting.actor, setting.question
    if actor.is_shell or question.intent not in _GUARDED or question.scope == "self":
        return None
    kind, _, name = question.scope.partition(":")
    if kind == "person":
        return None if _may_hear(setting, name) else "person"
    if actor.is_volunteer:
        return "volunteer"
    asked = frozenset(setting.units) if setting.unit_ids is None else setting.unit_ids
    if asked <= actor.reach:
        return None
    return "all-units" if kind == "all_units" else "other-unit"


def _may_hear(setting: Setting, name: str) -> bool:
    """A coordinator hears of the people of the own units alone, not whether others exist."""
    actor, programme_id = setting.actor, setting.programme.id
    return actor.may_hear_person(name) and is_person_of(
        setting.conn, programme_id, [name], actor.own
    )


def _buttons(question: Question, wording: Wording) -> tuple[str, ...]:
    """The same question for other periods, as texts that are understood when sent."""
    if question.intent not in _PERIODICAL:
        return ()
    english = wording.locale == "en"
    return tuple(
        phrase(question.intent, scope=question.scope, period=period, english=english)
        for period in _PERIODS[wording.locale]
    )


def _say_plain(question: Question, wording: Wording) -> str:
    """Talk, help, and what has to be asked back."""
    if question.problem is not None and f"ask.{question.problem}" in wording.sentences:
        return wording.say(f"ask.{question.problem}")
    code = f"ask.{question.intent.value.replace('_', '-')}"
    return wording.say(code if code in wording.sentences else "ask.not-yet")


def _reply(
    setting: Setting, text: str, *, buttons: tuple[str, ...] = (), refused: str | None = None
) -> Answer:
    question = setting.question
    return Answer(
        intent=question.intent,
        scope=question.scope,
        span=question.span,
        text=text,
        buttons=buttons,
        refused=refused,
    )


def _also(unit: Unit) -> tuple[str, ...]:
    return (*unit.aliases, unit.code) if unit.code else unit.aliases


def _leaves(units: Mapping[int, Unit]) -> set[str]:
    """Units without any below them are units, not districts."""
    parents = {unit.parent for unit in units.values()}
    return {unit.name for unit in units.values() if unit.name not in parents}
