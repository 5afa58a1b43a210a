"""Writes docs/registers.md from config/registers.toml.

Run it as `python -m tools.registers_doc` when a register has changed.
"""

from collections.abc import Iterator
from pathlib import Path

from config.programme_file import read_programme
from config.registers import load_registers
from rules.registers import Field, Kind, Register

DOCUMENT = Path(__file__).parents[1] / "docs" / "registers.md"
_OPENING = """# Registers · 台账

The kinds of tables that are read beside the logs of [workspace.md](workspace.md).
Written by `tools/registers_doc.py`; edit `config/registers.toml` instead.

A table is known by its headers, helped by what its tab or a title line above it is called.
A header of a date may say 日期 or 时间; 是否, 有, 统一 and the like before a header do not matter.
A log stays a log whatever its tab is called; a table that is neither is passed over.
Bold fields are required: a row without one is reported and does not count.
Rows that say the same in the fields of the key are one row written twice; the first seen counts.
A row speaks of the days of its *day*.
A node without a year is the nearest to the row's date, else that of the sheet's year.
`records --register NAME` shows what is stored, `check FILE` what would be.

| kind | what a cell may hold |
|---|---|
| text | anything; private numbers are masked |
| code | a code for a person or household, with a figure or letter; a name is not kept |
| date | as in the logs; one that lies ahead is asked about unless the field says it may |
| month | 2026-03, 2026年3月, 3月; where no column says it, the month of the tab or title |
| year | 2026, 2026年; where nothing says it, this year |
| count | people: 12, 约12人 |
| number | 95.5, 8学时, 四星级, ★★★ |
| flag | 是 否 有 无 √ × 已… 未… yes no; a number is yes |
| choice | one of the words listed, alone or within a text |
| names | people, as in the logs |
| node | 端午, 2026年端午节, 3.5, duanwu; anything else is an event of the office, by its title |
| unit | as in the logs; several with 、 between them make a row of each |

A city adds a register, or changes one, in `programme.toml`:

```toml
[registers.flag]
zh = "队旗"
en = "flag"
named = ["队旗"]
key = ["unit", "title"]
[registers.flag.fields]
unit = { kind = "unit", required = true }
title = { kind = "code", required = true, headers = ["队旗编号"] }
date = { kind = "date", headers = ["领取日期", "领取时间"] }
```

`key`, `day`, `title` and `telling` name fields; left out, they are unit, title and date.
A table without the columns of `needs` (else of the required fields) is none of the register.
`of` names the field that tells where a cell does not: a month's date, a text with a node in it.
A row is no more than a line of a form where none of `telling` is filled.
`people = true` keeps telephone numbers out of every column; `events = true` makes nodes of rows.
`affirms = true` passes over the rows whose flag says no.
`ahead = true` lets the days of a field lie in the future.
"""


def render_document() -> str:
    """The whole document."""
    return "\n".join([_OPENING, *_sections(read_programme(b"").registers)])


def _sections(registers: tuple[Register, ...]) -> Iterator[str]:
    for one in registers:
        yield f"## {one.name} · {one.zh}\n"
        yield f"{one.en}; told by {_joined(one.named)}; {_roles(one)}.\n"
        yield "| field | kind | headers |\n|---|---|---|"
        yield from map(_row, one.fields)
        yield ""


def _roles(register: Register) -> str:
    told = [f"key {', '.join(register.key)}"]
    if register.day:
        told.append(f"day {register.day}")
    if register.title:
        told.append(f"title {register.title}")
    return "; ".join(told)


def _row(field: Field) -> str:
    name = f"**{field.name}**" if field.required else field.name
    kind = f"{field.kind}, may lie ahead" if field.ahead else str(field.kind)
    if field.words:
        kind += ": " + "; ".join(f"{value} ({_joined(w)})" for value, w in field.words.items())
    as_in_logs = field.kind is Kind.UNIT and field.headers == load_registers().activity["unit"]
    return f"| {name} | {kind} | {'as in the logs' if as_in_logs else _joined(field.headers)} |"


def _joined(words: tuple[str, ...]) -> str:
    return "、".join(words)


if __name__ == "__main__":
    DOCUMENT.write_text(render_document(), encoding="utf-8")
