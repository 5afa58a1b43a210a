"""Stars in words: which star somebody may apply for by hours; never that one was awarded."""

from datetime import date

from bot.answers import Setting, describe_span, say_synced, speaker_note, total_of
from bot.questions import Span
from rules.stars import StarLadder


def answer_stars(setting: Setting) -> str:
    """The star whose hours a person has, what is missing to the next, and the ladder's rule."""
    scope, say = setting.question.scope, setting.wording.say
    if scope != "self" and not scope.startswith("person:"):
        return say("ask.stars-of-person") + speaker_note(setting)
    ladder = setting.programme.stars
    span = setting.question.span or (_this_year(setting.today) if ladder.yearly else None)
    total = total_of(setting, span)
    facts = {
        "subject": setting.subject(),
        "period": describe_span(span, setting.wording) if span else say("ask.all-time"),
        "hours": f"{total.minutes / 60:.1f}",
        "confirmed": f"{total.confirmed / 60:.1f}",
        "pending": f"{total.pending / 60:.1f}",
        "reached": _reached(setting, ladder, total.minutes),
        "missing": _missing(setting, ladder, total.minutes),
        "synced": say_synced(setting, total.synced_at),
    }
    lines = [say("ask.stars", **facts)]
    confirmed = ladder.reached(total.confirmed)
    if 0 < confirmed < ladder.reached(total.minutes):
        lines.append(say("ask.stars-confirmed", star=confirmed))
    return "\n".join([*lines, _rule(setting, ladder)]) + speaker_note(setting)


def _this_year(today: date) -> Span:
    return Span(first=date(today.year, 1, 1), last=date(today.year, 12, 31))


def _reached(setting: Setting, ladder: StarLadder, minutes: int) -> str:
    star = ladder.reached(minutes)
    return setting.wording.say("ask.stars-reached" if star else "ask.stars-none", star=star)


def _missing(setting: Setting, ladder: StarLadder, minutes: int) -> str:
    missing, star = ladder.missing(minutes), ladder.reached(minutes)
    if missing is None:
        return setting.wording.say("ask.stars-top")
    needed, hours = ladder.hours[star], f"{missing / 60:.1f}"
    return setting.wording.say("ask.stars-missing", star=star + 1, hours=hours, needed=needed)


def _rule(setting: Setting, ladder: StarLadder) -> str:
    say = setting.wording.say
    return say(
        "ask.stars-rule",
        ladder="/".join(map(str, ladder.hours)),
        counted=say("ask.stars-yearly" if ladder.yearly else "ask.stars-lifetime"),
        sequential=say("ask.stars-sequential") if ladder.sequential else "",
    )
