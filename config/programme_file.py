"""A city's programme.toml over the defaults, checked key by key, as a `Programme`."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from config.calendar import load_nodes, load_workdays
from config.duty_checks import find_misfits
from config.duty_schema import build_duty
from config.programme_schema import (
    ALLOWED,
    BackfillTable,
    HoursTable,
    MinorsTable,
    ProgrammeFile,
    StarsTable,
    parse_window,
)
from config.register_schema import FieldTable, RegisterTable, build_register
from config.registers import load_tables
from rules.checks import Limits
from rules.duties import Duty
from rules.ladders import Hours
from rules.months import Month
from rules.nodes import NODES, Node
from rules.programme import Calendar, Programme
from rules.stars import StarLadder
from rules.unit_checks import Backfill

_HERE = Path(__file__).parent
FILE_NAME = "programme.toml"
#: The duty whose minimum is `activity.min_per_month`.
MONTHLY = "U-01"
_HOUR = 60
_LINE = re.compile(r"at line (\d+)")
#: What follows the monthly duty, up to the sentences.
_CATALOGUE = re.compile(r"(?<=\n)\[duties\.U-02\].*?(?=# 想换一种说法时)", re.DOTALL)


class ProgrammeWrong(Exception):
    """A programme file says something that cannot be."""

    code = "programme-wrong"

    def __init__(self, key: str, value: str, allowed: str) -> None:
        self.values = {"key": key, "value": value, "allowed": allowed}
        super().__init__(f"programme.toml: '{key}' is {value}; {allowed}")


class ProgrammeKeyUnknown(ProgrammeWrong):
    """A programme file has a key that there is not."""

    code = "programme-key-unknown"

    def __init__(self, key: str, near: str) -> None:
        super().__init__(key, "", near)
        self.values = {"key": key, "near": near}


class ProgrammeUnreadable(ProgrammeWrong):
    """A programme file is no TOML."""

    code = "programme-unreadable"

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}", "no TOML", "UTF-8, key = value")
        self.values = {"line": str(line)}


def load_programme(workspace: Path) -> Programme:
    """The programme of that workspace; ProgrammeWrong names the first key that is wrong."""
    path = workspace / FILE_NAME
    return read_programme(path.read_bytes() if path.exists() else b"")


def read_programme(content: bytes) -> Programme:
    """The programme that this file's content and the defaults make together."""
    try:
        text = content.decode("utf-8-sig")
        own = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ProgrammeUnreadable(content.count(b"\n", 0, error.start) + 1) from error
    except (ValueError, RecursionError) as error:
        # No TOML, or a figure or nesting beyond what its reader takes.
        at = _LINE.search(str(error))
        raise ProgrammeUnreadable(int(at[1]) if at else len(text.splitlines())) from error
    defaults = tomllib.loads((_HERE / "defaults.toml").read_text(encoding="utf-8"))
    defaults["registers"] = load_tables()["registers"]
    try:
        programme = _programme(ProgrammeFile.model_validate(_over(defaults, own)))
    except ValidationError as error:
        raise _told(error, defaults) from error
    for misfit in find_misfits(programme.duties, programme.registers):
        raise ProgrammeWrong(misfit.key, repr(misfit.value), misfit.allowed)
    return programme


def commented_defaults() -> str:
    """A programme file that changes nothing: every key with its comment, commented out."""
    text = (_HERE / "defaults.toml").read_text(encoding="utf-8")
    # The catalogue of duties is long, and stands in docs/duties.md.
    lines = _CATALOGUE.sub("", text).splitlines()
    kept = (line if not line or line[0] in "#[" else f"# {line}" for line in lines)
    # A list over several lines ends in a bracket of its own, which opens no table.
    return "\n".join("# ]" if line == "]" else line for line in kept) + "\n"


def _over(defaults: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The defaults with the city's keys laid over them, table by table."""
    merged = dict(defaults)
    for key, value in own.items():
        below = merged.get(key)
        tables = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _over(below or {}, value) if tables else value
    return merged


def _programme(file: ProgrammeFile) -> Programme:
    opens, closes = parse_window(file.send_window)
    return Programme(
        id=file.programme.id,
        name=file.programme.name,
        timezone=ZoneInfo(file.programme.timezone),
        locale=file.programme.locale,
        calendar=_calendar(file),
        duties=_duties(file),
        start=Month.parse(file.programme.start) if file.programme.start else None,
        due_day=file.due_day,
        roll=file.roll,
        close_workdays=file.close_workdays,
        stale_hours=file.stale_hours,
        sync_minutes=file.sync_minutes,
        hours=Hours(send_at=time.fromisoformat(file.send_at), opens=opens, closes=closes),
        delivery=file.delivery,
        late_percent=file.score.late_percent,
        stars=_stars(file.stars),
        limits=_limits(file.hours, file.minors),
        backfill=_backfill(file.backfill),
        excluded_books=tuple(file.sources.exclude),
        feedback=file.sources.feedback,
        registers=tuple(build_register(name, table) for name, table in file.registers.items()),
        wording={name: dict(texts) for name, texts in file.messages.items()},
    )


def _limits(hours: HoursTable, minors: MinorsTable) -> Limits:
    return Limits(
        warn_minutes=hours.daily_cap_warn * _HOUR,
        min_age=minors.min_age,
        accompany_below=minors.accompany_below,
        consent_below=minors.consent_below,
    )


def _backfill(table: BackfillTable) -> Backfill:
    return Backfill(
        days=table.days,
        batch_minutes=table.batch_hours * _HOUR,
        photo_minutes=table.photo_hours * _HOUR,
    )


def _stars(table: StarsTable) -> StarLadder:
    return StarLadder(
        hours=tuple(table.ladder),
        yearly=table.period == "year",
        sequential=table.sequential,
    )


def _duties(file: ProgrammeFile) -> tuple[Duty, ...]:
    exempt = frozenset(Month.parse(month) for month in file.activity.exempt_months)
    tables = dict(file.duties)
    if monthly := tables.get(MONTHLY):
        # What the office changes most has a key of its own.
        tables[MONTHLY] = monthly.model_copy(update={"minimum": file.activity.min_per_month})
    return tuple(build_duty(name, table, exempt_months=exempt) for name, table in tables.items())


def _calendar(file: ProgrammeFile) -> Calendar:
    table, nodes = load_nodes(), {node.id: node for node in NODES}
    days = dict(table.days)
    for name, own in file.nodes.items():
        known = nodes.get(name) or Node(id=name, zh=name, en=name)
        changed = own.model_dump(exclude_none=True, exclude={"dates"})
        nodes[name] = replace(known, **changed)
        days |= {(name, day.year): day for day in own.dates}
    own_table = replace(table, days=days, nodes=tuple(nodes.values()))
    return Calendar(workdays=load_workdays(), nodes=own_table if file.nodes else table)


def _told(error: ValidationError, defaults: Mapping[str, Any]) -> ProgrammeWrong:
    """The first fault: its key, its value, and what is allowed there."""
    first = error.errors()[0]
    if first["type"] == "send_at":
        return ProgrammeWrong("send_at", repr(first["ctx"]["value"]), "send_window")
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "register":
        return ProgrammeWrong(key, repr(first["ctx"]["value"]), first["ctx"]["allowed"])
    if first["type"] == "extra_forbidden":
        return ProgrammeKeyUnknown(key, _near(first["loc"], defaults))
    written = "—" if first["type"] == "missing" else repr(first["input"])[:80]
    return ProgrammeWrong(key, written, _allowed(key, first["msg"]))


def _near(place: Sequence[int | str], defaults: Mapping[str, Any]) -> str:
    """The keys there are that are called most alike, each with its table; a register's alone."""
    name = str(place[-1])
    if place[0] == "registers":
        named = {key: key for key in (*RegisterTable.model_fields, *FieldTable.model_fields)}
    else:
        tables = {key: table for key, table in defaults.items() if key != "registers"}
        # Of duties the keys of the monthly one stand for all.
        keys = [k for k in _keys(tables) if not k.startswith("duties.") or MONTHLY in k]
        named = {key.rpartition(".")[2]: key for key in (*keys, "programme.start")}
    return "、".join(named[one] for one in get_close_matches(name, named, n=2)) or "—"


def _keys(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def _allowed(key: str, message: str) -> str:
    """What may stand at a key, as an example where the checker's own words say little."""
    parts = key.split(".")
    named = (f"{parts[0]}.{parts[1]}", *reversed(parts)) if len(parts) > 1 else parts
    known = next((ALLOWED[part] for part in named if part in ALLOWED), None)
    return known or message
