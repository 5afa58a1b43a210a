"""The schema of a duty in a programme file, and the duty that it makes."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from rules.conditions import Condition
from rules.due import DueRule, Grace
from rules.duties import UNIT, Duty, Force, Link, Measure, Part, Scope
from rules.ladders import Rung, parse_rung
from rules.months import Month
from rules.periods import is_kind
from rules.records import ACTIVITY

#: What may stand at a key of a duty, in words that need no language.
ALLOWED_IN_DUTIES: Mapping[str, str] = {
    "title_zh": '"每月书面报告"',
    "title_en": '"monthly written report"',
    "excused": '["市文明办"]',
    "categories": '["媒体"]',
    "ladder": '["L0@start+14d", "L1@due+0d", "L3@event+5wd/7d"]',
    "force": "always | kept | off",
    "subject": "unit | tier1 | office | lead | station, wish … (a register)",
    "period": "month | quarter | half | year | node | event | 01..04",
    "event": '["opened", "seen"]',
    "nodes": '["leifeng", "ivd"]',
    "due": "due_day | end+3wd | start-14d | event+60d | 06-30",
    "grace": "2wd | 15d",
    "severity": "high | medium | low | info",
    "weight": "0, 1, 2 …",
    "deduction": "0, 1, 2 …",
    "measure": "count | sum | ratio | distinct | age_of_latest | standing_of",
    "minimum": "1, 2, 3 …",
    "maximum": "1, 2, 3 …",
    "link": "none | self | title | mention",
    "also": '["station_log"]',
    "scope": "unit | tree | all",
    "where": '{ kind = "书面", photos = ">=1", content = "len>=50", file = "filled" }',
    "share": "{ plaza = true }",
    "subject_where": '{ headcount = ">=100" }',
}


def _rung(text: str) -> str:
    """A rung; hours are counted from an event alone, as other days have no time of day."""
    rung = Rung.parse(text)
    if rung.measure == "h" and rung.anchor != "event":
        raise ValueError(text)
    return text


def _due(text: str) -> str:
    DueRule.parse(text)
    return text


def _grace(text: str) -> str:
    Grace.parse(text)
    return text


def _period(text: str) -> str:
    if not is_kind(text):
        raise ValueError(text)
    return text


def _conditions(table: dict[str, object]) -> dict[str, object]:
    for field, written in table.items():
        Condition.parse(field, written)
    return table


_Conditions = Annotated[dict[str, object], AfterValidator(_conditions)]
_Amount = Annotated[int, Field(ge=0, le=10_000_000)]
_Minimum = Annotated[int, Field(ge=1, le=10_000_000)]
_DueText = Annotated[str, AfterValidator(_due)]


class PartTable(BaseModel):
    """One thing that has to be shown."""

    model_config = ConfigDict(extra="forbid")

    measure: Literal["count", "sum", "ratio", "distinct", "age_of_latest", "standing_of"] = "count"
    register_: Annotated[str, Field(alias="register")] = ACTIVITY
    also: list[str] = []
    where: _Conditions = {}
    share: _Conditions = {}
    field: str | None = None
    minimum: _Minimum = 1
    maximum: _Amount | None = None
    per_member: bool = False
    link: Literal["none", "self", "title", "mention"] = "none"
    scope: Literal["unit", "tree", "all"] = "unit"
    due: _DueText | None = None
    earlier: bool = False
    of: str | None = None


class DutyTable(PartTable):
    """One duty; all its `parts` have to be shown, without any what stands here is the only one."""

    title_zh: str
    title_en: str
    source: str = ""
    force: Literal["always", "kept", "off"] = "kept"
    subject: str = UNIT
    subject_where: _Conditions = {}
    event: list[str] = []
    due_field: str | None = None
    period: Annotated[str, AfterValidator(_period)] = "month"
    nodes: list[str] = []
    grace: Annotated[str, AfterValidator(_grace)] = "0wd"
    excused: list[str] = []
    categories: list[str] = []
    ladder: list[Annotated[str, AfterValidator(_rung)]] = []
    severity: Literal["high", "medium", "low", "info"] = "medium"
    weight: _Amount = 0
    deduction: _Amount = 0
    parts: list[PartTable] = []


def build_duty(name: str, table: DutyTable, *, exempt_months: frozenset[Month]) -> Duty:
    """The duty that a table of a programme file describes."""
    parts = tuple(_part(one) for one in table.parts) or (_part(table, due=False),)
    return Duty(
        id=name,
        title_zh=table.title_zh,
        title_en=table.title_en,
        source=table.source,
        force=Force(table.force),
        subject=table.subject,
        subject_where=_parsed(table.subject_where),
        event=tuple(table.event),
        due_field=table.due_field,
        period=table.period,
        nodes=tuple(table.nodes),
        due=DueRule.parse(table.due or "due_day"),
        grace=Grace.parse(table.grace),
        categories=frozenset(table.categories),
        excused_categories=frozenset(table.excused),
        exempt_months=exempt_months,
        ladder=tuple(parse_rung(rung) for rung in table.ladder),
        severity=table.severity,
        weight=table.weight,
        deduction=table.deduction,
        parts=parts,
    )


def _part(table: PartTable, *, due: bool = True) -> Part:
    return Part(
        measure=Measure(table.measure),
        register=table.register_,
        also=tuple(table.also),
        where=_parsed(table.where),
        share=_parsed(table.share),
        field=table.field,
        minimum=table.minimum,
        maximum=table.maximum,
        per_member=table.per_member,
        link=Link(table.link),
        scope=Scope(table.scope),
        due=DueRule.parse(table.due) if due and table.due else None,
        earlier=table.earlier,
        of=table.of,
    )


def _parsed(table: Mapping[str, object]) -> tuple[Condition, ...]:
    return tuple(Condition.parse(field, written) for field, written in table.items())
