"""Writes docs/findings.md from rules/findings.py and the sentences of config/messages/.

Run it as `python -m tools.findings_doc` when a finding or its sentence has changed.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from config.wording import Wording, load_wording
from rules.findings import SEVERITIES

DOCUMENT = Path(__file__).parents[1] / "docs" / "findings.md"
#: What the first word of a code is about.
GROUPS = {
    "date": "Dates",
    "duration": "Lengths",
    "count": "Head-counts",
    "names": "Names",
    "person": "People",
    "title": "Activities",
    "activity": "Activities",
    "text": "Activities",
    "total": "Totals",
    "private": "Private data",
    "minor": "Minors, insurance, training",
    "insurance": "Minors, insurance, training",
    "training": "Minors, insurance, training",
    "backfill": "Late rows (for the office)",
    "unit": "Units",
    "roster": "The roster",
    "workbook": "Books",
    "book": "Books",
    "folder": "Books",
    "formula": "Books",
}
_OTHER = "Tables"
_OPENING = """# Findings · 要看的地方

What `sync` and `check` tell of sheets: every code, its weight, its sentence in both languages.
Written by `tools/findings_doc.py`; edit `rules/findings.py` and `config/messages/` instead.

A breach (须改) has to be mended before the value counts, or must not stand in a shared sheet.
A warning (请看) was read as well as could be and is likely wrong.
A note (提示) was read and should be confirmed.
Words in braces are facts of the case.
ID and phone numbers are never repeated, neither here nor in the database.
Of more than ten alike in one column the rest are told as a number.

Not checked: whether two activities of one person overlap in time (V-03); times are not stored.
"""


def render_document() -> str:
    """The whole document."""
    return "\n".join([_OPENING, *_tables(load_wording("zh"), load_wording("en"))])


def _tables(zh: Wording, en: Wording) -> Iterator[str]:
    order = list(dict.fromkeys([*GROUPS.values(), _OTHER]))
    grouped = sorted(SEVERITIES, key=lambda code: order.index(_group(code)))
    for group, codes in groupby(grouped, _group):
        yield f"## {group}\n"
        yield "| code | weight | 中文 | English |\n|---|---|---|---|"
        for code in codes:
            told = (wording.sentences[f"finding.{code}"] for wording in (zh, en))
            cells = " | ".join(sentence.replace("|", "\\|") for sentence in told)
            yield f"| `{code}` | {SEVERITIES[code].value} | {cells} |"
        yield ""


def _group(code: str) -> str:
    return GROUPS.get(code.partition("-")[0], _OTHER)


if __name__ == "__main__":
    DOCUMENT.write_text(render_document(), encoding="utf-8")
