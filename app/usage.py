"""What is wrong with a command line, as one sentence and where its usage is told."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

import click
from click.exceptions import BadOptionUsage, NoSuchCommand, NoSuchOption

from app.commands import COMMANDS
from app.parameters import DAY, MONTH
from config.wording import Locale, Wording, load_wording

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def explain_usage(error: click.UsageError, locale: Locale) -> str:
    """The sentence, and the command whose help tells more."""
    wording = load_wording(locale)
    command = error.ctx.command_path if error.ctx else "yueyue"
    return wording.say("usage.line", problem=_explain(error, wording), command=command)


def _explain(error: click.UsageError, wording: Wording) -> str:
    """Our own errors bring their sentence; click's are known by their kind."""
    say = wording.say
    match error:
        case NoSuchOption():
            return say(
                "usage.option-unknown", text=error.option_name, near=_near(error.possibilities)
            )
        case NoSuchCommand():
            near = _near(get_close_matches(error.command_name, COMMANDS))
            return say("usage.command-unknown", text=error.command_name, near=near)
        case BadOptionUsage():
            unwanted = "not take a value" in error.message
            code = "usage.value-unwanted" if unwanted else "usage.value-missing"
            return say(code, option=error.option_name)
        case click.MissingParameter():
            return say("usage.missing", name=_named(error.param))
        case click.BadParameter():
            return _say_value(error, wording)
    extra = _EXTRA.fullmatch(error.message)
    return say("usage.extra", text=extra[1]) if extra else error.message


def _say_value(error: click.BadParameter, wording: Wording) -> str:
    """What may stand there, by the type of the value."""
    option, kind = _named(error.param), error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        allowed = " | ".join(str(one) for one in kind.choices)
        return wording.say("usage.choice", option=option, allowed=allowed)
    if isinstance(kind, click.IntRange):
        return wording.say("usage.range", option=option, least=kind.min, most=kind.max or "…")
    codes = {MONTH.name: "usage.month", DAY.name: "usage.day"}
    code = codes.get(kind.name if kind else "", "usage.value-wrong")
    return wording.say(code, option=option)


def _near(likely: Iterable[str] | None) -> str:
    return "、".join(likely or ()) or "—"


def _named(parameter: click.Parameter | None) -> str:
    """An option as it is typed, an argument as the usage names it."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name if parameter else "…"
