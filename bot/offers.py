"""Offers: what may be asked next, as buttons below an answer."""

from bot.answers import describe_span
from bot.forms import Form
from bot.intents import Intent
from bot.phrases import phrase
from bot.questions import Question
from bot.replies import Button, question_button
from config.wording import Wording
from rules.months import Month

_FIGURES = frozenset({Intent.HOURS, Intent.ACTIVITY_COUNT, Intent.VOLUNTEER_COUNT})
#: Intents that are asked of other periods too.
_PERIODICAL = _FIGURES | {Intent.COMPLIANCE, Intent.LATE_LIST}
_PERIODS = {"zh": ("上月", "本季度", "今年"), "en": ("last month", "this quarter", "this year")}


def buttons_below(question: Question, wording: Wording) -> tuple[Button, ...]:
    """The same question for other periods, its activities, and the rows behind its figures."""
    if question.intent not in _PERIODICAL:
        return ()
    buttons = [
        question_button(_worded(question, wording, question.intent, period, question.form), period)
        for period in _PERIODS[wording.locale]
    ]
    kind = question.scope.partition(":")[0]
    of_one = kind in {"own_unit", "unit"}
    if question.intent in _FIGURES and question.form is Form.TOTAL and of_one:
        listed = _worded(question, wording, Intent.ACTIVITY_COUNT, _period(question, wording))
        buttons.append(question_button(listed, wording.say("ask.offer-list")))
    if question.intent is not Intent.LATE_LIST and (of_one or kind in {"self", "person"}):
        doubted = _worded(question, wording, Intent.DISPUTE, _period(question, wording))
        buttons.append(question_button(doubted, wording.say("ask.offer-dispute")))
    return tuple(buttons)


def _worded(
    question: Question, wording: Wording, intent: Intent, period: str, form: Form = Form.LIST
) -> str:
    english = wording.locale == "en"
    return phrase(intent, scope=question.scope, period=period, english=english, form=form)


def _period(question: Question, wording: Wording) -> str:
    """The question's own period in words that are read again."""
    span = question.span
    if span is None:
        return ""
    month = Month.of(span.first)
    if (span.first, span.last) == (month.first, month.last):
        return describe_span(span, wording)
    return f"{span.first.isoformat()}~{span.last.isoformat()}"
