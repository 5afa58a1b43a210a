"""The conversation: one message, one answer; permission is asked before any figure is read."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.actors import Actor
from bot.answering import ANSWERS, answer_reminder, disputes_figures
from bot.answers import (
    Begin,
    Setting,
    answer_hours,
    answer_late,
    answer_status,
)
from bot.directions import answer_deadline, answer_sheet
from bot.disputes import answer_dispute
from bot.filing import talk_of_filing
from bot.forms import Form
from bot.listings import answer_list, answer_ranking
from bot.names import UnitNames
from bot.offers import buttons_below
from bot.permissions import Matter, matter_of_units, refusal, speaker_of
from bot.questions import Intent, Question, Span, understand
from bot.reach import districts_of, offices_among, own_district, settle_scope, units_asked
from bot.replies import ASK, Action, Button, Reply, question_button
from bot.scopes import OWN_UNIT
from bot.stars import answer_stars
from config.wording import Wording
from rules.programme import Programme
from rules.roster import Unit
from store.aliases import load_named_units
from store.namesakes import is_person_of

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
        Intent.DISPUTE,
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
    Intent.STARS: answer_stars,
    **dict.fromkeys(ANSWERS, answer_reminder),
    Intent.DISPUTE: answer_dispute,
}
#: Forms of answers about several units or activities.
_FORMS: Mapping[Form, Callable[[Setting], str]] = {
    Form.MOST: answer_ranking,
    Form.LEAST: answer_ranking,
    Form.LIST: answer_list,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said, and what was understood; `refused` names the reason of a refusal."""

    intent: Intent
    scope: str
    span: Span | None
    replies: tuple[Reply, ...]
    refused: str | None = None
    filing: bool = False
    """Whether it is about an activity that is reported."""

    @property
    def text(self) -> str:
        """The words of all replies."""
        return "\n".join(reply.text for reply in self.replies)

    @property
    def buttons(self) -> tuple[str, ...]:
        """What the buttons ask, as texts that are understood when typed."""
        actions = (button.action for reply in self.replies for button in reply.buttons)
        return tuple(action.argument for action in actions if action.name == ASK)


def ask(
    conn: Connection,
    programme: Programme,
    actor: Actor,
    message: str | Action,
    *,
    now: datetime,
    wording: Wording,
    begin: Begin | None = None,
    photos: Sequence[str] = (),
) -> Answer:
    """The answer to a message or a press; one about others' figures is refused in kind words.

    `begin`: how to begin a transaction that writes, where `conn` only reads; `photos`: the digests
    of those that came with the message.
    """
    text = message.argument if isinstance(message, Action) else message
    units = load_named_units(conn, programme.id)
    question = _understand(text, units, actor, programme, now=now, wording=wording)
    district = own_district(question, units, actor)
    narrowed = district is not None
    question = replace(question, scope=f"district:{district}") if narrowed else question
    setting = Setting(
        conn=conn,
        programme=programme,
        actor=actor,
        units=units,
        now=now,
        wording=wording,
        question=question,
        unit_ids=units_asked(question, units, actor, programme),
        begin=begin or (lambda: nullcontext(conn)),
        offices=offices_among(units, programme),
    )
    return _file(setting, text, photos) or _answer(setting, narrowed=narrowed)


def _file(setting: Setting, text: str, photos: Sequence[str]) -> Answer | None:
    """The answer where an activity is reported; None elsewhere."""
    said = talk_of_filing(setting, text, photos)
    if said is None:
        return None
    question = replace(setting.question, intent=said.intent, scope=OWN_UNIT, span=None)
    setting = replace(setting, question=question)
    answer = _reply(setting, said.text, buttons=said.buttons, refused=said.refused)
    return replace(answer, filing=True)


def _answer(setting: Setting, *, narrowed: bool) -> Answer:
    """Figures, talk or a question back; `narrowed`: all units were asked, a district is told."""
    question, wording = setting.question, setting.wording
    refused = _refusal(setting)
    if refused is not None:
        return _reply(setting, wording.say(f"ask.refused-{refused}"), refused=refused)
    handler = _handler(setting)
    if handler is not None:
        note = "\n" + wording.say("ask.own-district") if narrowed else ""
        return _reply(setting, handler(setting) + note, buttons=buttons_below(question, wording))
    choices = tuple(question_button(choice) for choice in question.choices)
    return _reply(setting, _say_plain(question, wording), buttons=choices)


def _handler(setting: Setting) -> Callable[[Setting], str] | None:
    """A ranking wants several units, a list those of units; else the figures are told."""
    question, several = setting.question, len(setting.active()) > 1
    of_people = question.scope == "self" or question.scope.startswith("person:")
    if question.form is Form.LIST and question.intent is not Intent.ACTIVITY_COUNT:
        return _HANDLERS.get(question.intent)
    if not of_people and (several or question.form is Form.LIST):
        return _FORMS.get(question.form) or _HANDLERS.get(question.intent)
    return _HANDLERS.get(question.intent)


def _understand(
    text: str,
    units: Mapping[int, Unit],
    actor: Actor,
    programme: Programme,
    *,
    now: datetime,
    wording: Wording,
) -> Question:
    own = actor.contact
    question = understand(
        text,
        today=now.astimezone(programme.timezone).date(),
        nodes=programme.calendar.nodes,
        units=[UnitNames(name=u.name, aliases=_also(u)) for u in units.values()],
        people={name for name in (own.name, own.volunteer_no) if name} if own else (),
        districts=districts_of(units),
        english=wording.locale == "en",
    )
    return replace(question, scope=settle_scope(question, units, actor, programme))


def _refusal(setting: Setting) -> str | None:
    """Why the speaker may not hear this; None where the speaker may."""
    matter = _matter(setting)
    if matter is None:
        return None
    return refusal(speaker_of(setting.actor, setting.units), matter)


def _matter(setting: Setting) -> Matter | None:
    """What the question is about to its speaker; None where anybody may hear the answer."""
    actor, question = setting.actor, setting.question
    if question.intent in ANSWERS and not disputes_figures(setting):
        named = (setting.unit_ids or ()) if question.scope.startswith("unit:") else ()
        own = actor.answers_for and actor.answers_for.issuperset(named)
        return Matter.OWN_REMINDERS if own else Matter.OTHER_REMINDERS
    if question.intent not in _GUARDED:
        return None
    kind, _, name = question.scope.partition(":")
    if question.scope == "self":
        return Matter.OWN_HOURS
    if kind == "person":
        # A coordinator hears of people of the own units alone, not whether others exist.
        own = is_person_of(setting.conn, setting.programme.id, [name], actor.own)
        return Matter.OWN_VOLUNTEER if own else Matter.OTHER_VOLUNTEER
    asked = frozenset(setting.units) if setting.unit_ids is None else setting.unit_ids
    return matter_of_units(actor, asked, all_units=kind == "all_units")


def _say_plain(question: Question, wording: Wording) -> str:
    """Talk, help, and what has to be asked back."""
    if question.problem is not None and f"ask.{question.problem}" in wording.sentences:
        return wording.say(f"ask.{question.problem}")
    code = f"ask.{question.intent.value.replace('_', '-')}"
    return wording.say(code if code in wording.sentences else "ask.not-yet")


def _reply(
    setting: Setting, text: str, *, buttons: tuple[Button, ...] = (), refused: str | None = None
) -> Answer:
    question = setting.question
    return Answer(
        intent=question.intent,
        scope=question.scope,
        span=question.span,
        replies=(Reply(blocks=tuple(text.split("\n")), buttons=buttons),),
        refused=refused,
    )


def _also(unit: Unit) -> tuple[str, ...]:
    return (*unit.aliases, unit.code) if unit.code else unit.aliases
