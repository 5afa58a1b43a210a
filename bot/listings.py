"""Answers of several lines: units by their figures, and the activities of a period."""

from bot.answers import Setting, freshness_line, speaker_note
from bot.forms import Form
from bot.intents import Intent
from store.tallies import UnitTally, load_held, tally_units

_MOST = 20
_TITLE = 40
#: Which figure of a tally each intent ranks by, and what it is called.
_FIGURES = {Intent.HOURS: 0, Intent.ACTIVITY_COUNT: 1, Intent.VOLUNTEER_COUNT: 2}
_NOTHING = UnitTally(0, 0, 0)


def answer_ranking(setting: Setting) -> str:
    """The units with the highest or lowest figures, alike ones on one place."""
    say, question = setting.wording.say, setting.question
    span, figure = question.span, _FIGURES[question.intent]
    tallies = tally_units(
        setting.conn,
        setting.programme,
        setting.unit_ids,
        now=setting.now,
        first=span.first if span else None,
        last=span.last if span else None,
    )
    names = {n: setting.units[n].name for n in setting.active() if n in setting.units}
    names = {n: name for n, name in names.items() if n in tallies or _was_there(setting, n)}
    figures = {n: tallies.get(n, _NOTHING)[figure] for n in names}
    if question.form is Form.MOST:
        figures = {n: count for n, count in figures.items() if count}
    sign = 1 if question.form is Form.LEAST else -1
    ranked = sorted(figures, key=lambda n: (sign * figures[n], n))
    facts = {"subject": setting.subject(), "period": setting.period()}
    kind = question.intent.value.replace("_", "-")
    lines = [say(f"ask.{question.form.value}-{kind}" if ranked else "ask.ranking-none", **facts)]
    for number in ranked[: question.places]:
        place = 1 + sum(sign * other < sign * figures[number] for other in figures.values())
        count = f"{figures[number] / 60:.1f}" if figure == 0 else figures[number]
        line = say(f"ask.ranked-{kind}", place=place, unit=names[number], count=count)
        lines.append(line)
    if len(ranked) > question.places:
        lines.append(say("ask.more", count=len(ranked) - question.places))
    return "\n".join([*lines, freshness_line(setting)]) + speaker_note(setting)


def _was_there(setting: Setting, number: int) -> bool:
    """Whether the unit was listed for any of the period."""
    unit, span = setting.units[number], setting.question.span
    if span is None:
        return True
    gone = unit.left is not None and unit.left <= span.first
    return not gone and (unit.joined is None or unit.joined <= span.last)


def answer_list(setting: Setting) -> str:
    """The activities with day, title, people and hours; the units too where there are several."""
    say, span = setting.wording.say, setting.question.span
    held = load_held(
        setting.conn,
        setting.programme,
        setting.unit_ids,
        now=setting.now,
        first=span.first if span else None,
        last=span.last if span else None,
    )
    several = setting.unit_ids is None or len(setting.unit_ids) > 1
    facts = {"subject": setting.subject(), "period": setting.period(), "count": len(held)}
    lines = [say("ask.list" if held else "ask.list-none", **facts)]
    for one in held[:_MOST]:
        unit = setting.units.get(one.unit_id)
        title = " ".join(one.title.split())
        lines.append(
            say(
                "ask.list-line",
                day=one.day,
                unit=f"{unit.name} " if several and unit else "",
                title=title if len(title) <= _TITLE else f"{title[:_TITLE]}…",
                people=one.people,
                hours=f"{one.minutes / 60:.1f}",
            )
        )
    if len(held) > _MOST:
        lines.append(say("ask.more", count=len(held) - _MOST))
    return "\n".join([*lines, freshness_line(setting)]) + speaker_note(setting)
