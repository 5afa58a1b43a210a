"""What stops a command, as one sentence in the reader's language."""

import sys
import traceback
from pathlib import Path

import click

from config.wording import Locale, load_wording


def explain_failure(error: Exception) -> str:
    """What is wrong, where, and what to do next; our own faults ask to be reported."""
    wording = load_wording(_locale())
    code = getattr(error, "code", None)
    if isinstance(code, str) and f"failure.{code}" in wording.sentences:
        values = getattr(error, "values", {})
        return wording.say(f"failure.{code}", **values)
    if isinstance(error, OSError):
        place = str(error.filename or "")
        return wording.say("failure.system", place=place, detail=error.strerror or str(error))
    detail = f"{type(error).__name__}: {error}"
    trace = traceback.extract_tb(error.__traceback__)
    place = f"{Path(trace[-1].filename).name}:{trace[-1].lineno}" if trace else ""
    return wording.say("failure.ours", detail=detail.splitlines()[0], place=place)


def _locale() -> Locale:
    """The language typed, since the command may have failed before any setting was read."""
    context = click.get_current_context(silent=True)
    typed = context.params.get("locale") if context else None
    if typed is None and "--locale" in sys.argv[:-1]:
        typed = sys.argv[sys.argv.index("--locale") + 1]
    return "en" if typed == "en" or "--locale=en" in sys.argv else "zh"
