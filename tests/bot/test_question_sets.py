"""What coordinators, volunteers and offices write, each with the question meant.

`questions.csv` was written before the grammar was tried on it, `questions_later.csv` after it had
been fitted to the first. An empty scope or period of talk is not looked at.
"""

import csv
from pathlib import Path

import pytest

from bot.questions import understand
from rules.nodes import NodeTable
from tests.bot.asking import TODAY, UNITS
from tests.builders import programme

_HERE = Path(__file__).parent
#: Intents whose period says something.
_DATED = {"hours", "activity_count", "volunteer_count", "compliance", "late_list", "deadline"}


@pytest.mark.parametrize("name", ["questions.csv", "questions_later.csv"])
def test_question_set_is_understood(name: str) -> None:
    nodes = programme().calendar.nodes
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    missed = {row["text"]: got for row in rows if (got := _missed(row, nodes))}

    assert len(missed) <= len(rows) * 0.02, missed


def _missed(row: dict[str, str], nodes: NodeTable) -> tuple[str, ...] | None:
    """What was understood instead; None where it is what was meant."""
    question = understand(
        row["text"],
        today=TODAY,
        nodes=nodes,
        units=UNITS,
        people=("王小明", "赵六"),
        districts=("颍州区", "颍东区"),
    )
    span = question.span
    days = (span.first.isoformat(), span.last.isoformat()) if span else ("", "")
    got = (question.intent.value, question.scope, *days)
    meant = (row["intent"], row["scope"] or question.scope, row["from"], row["to"])
    looked_at = 4 if row["intent"] in _DATED else 2
    return None if got[:looked_at] == meant[:looked_at] else got
