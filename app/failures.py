"""What stops a command, as one sentence in the reader's language."""

import traceback
from collections.abc import Sequence
from pathlib import Path

from config.settings import named_locale
from config.wording import Locale, load_wording


def explain_failure(error: Exception, locale: Locale) -> str:
    """What is wrong, where, and what to do next; our own faults ask to be reported."""
    wording = load_wording(locale)
    code = getattr(error, "code", None)
    if isinstance(code, str) and f"failure.{code}" in wording.sentences:
        return wording.say(f"failure.{code}", **getattr(error, "values", {}))
    if isinstance(error, OSError):
        place, detail = str(error.filename or ""), error.strerror or str(error)
        return wording.say("failure.system", place=place, detail=detail)
    trace = traceback.extract_tb(error.__traceback__)
    place = f"{Path(trace[-1].filename).name}:{trace[-1].lineno}" if trace else ""
    detail = f"{type(error).__name__}: {error}".splitlines()[0]
    return wording.say("failure.ours", detail=detail, place=place)


def typed_locale(arguments: Sequence[str]) -> Locale:
    """The language typed or set, since a command may fail before any setting is read."""
    typed = " ".join(arguments).replace("--locale=", "--locale ")
    if "--locale en" in typed:
        return "en"
    return "zh" if "--locale zh" in typed else named_locale() or "zh"
