"""Findings drawn in a terminal, one line each."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from config.wording import Wording
from reports.findings import Line
from rules.findings import Severity

_STYLES = {Severity.BREACH: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def print_lines(console: Console, wording: Wording, lines: Sequence[Line], *, limit: int) -> None:
    """The first lines, and how many more there are."""
    for line in lines[:limit]:
        text = Text("  ")
        mark = wording.say(f"severity.{line.finding.severity.value}")
        text.append(mark, style=_STYLES[line.finding.severity])
        text.append(f" {line.place}", style="bold")
        # Where a person looks on, a long sentence has a line of its own.
        text.append(f"\n      {line.message}" if console.is_terminal else f"  {line.message}")
        console.print(text, soft_wrap=not console.is_terminal)
    if len(lines) > limit:
        console.print(Text("  " + wording.say("sync.more-findings", count=len(lines) - limit)))
