"""The schema of a programme file: every key, its type, and what is allowed."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from config.duty_schema import ALLOWED_IN_DUTIES, DutyTable
from config.register_schema import (
    ALLOWED_IN_REGISTERS,
    NameText,
    RegisterTable,
    check_names,
)
from rules.months import Month

#: What may stand at a key, in words that need no language.
ALLOWED: Mapping[str, str] = {
    "due_day": "1–28",
    "roll": "next_working_day | previous_working_day | none",
    "close_workdays": "0–60",
    "send_at": "09:30",
    "send_window": "09:00-17:30",
    "stale_hours": "1, 2, 3 …",
    "sync_minutes": "1, 2, 3 …",
    "delivery": "resend | hold",
    "id": '"city"',
    "timezone": "Asia/Shanghai",
    "locale": "zh | en",
    "start": "2026-03",
    "min_per_month": "1, 2, 3 …",
    "exempt_months": '["2026-02"]',
    "daily_cap_warn": "1–24",
    "min_age": "0–130",
    "accompany_below": "0–130",
    "consent_below": "0–130",
    "days": "1, 2, 3 …",
    "batch_hours": "1, 2, 3 …",
    "photo_hours": "1, 2, 3 …",
    "exclude": '["draft/*.xlsx"]',
    "feedback": "true | false",
    "late_percent": "0–100",
    "stars.ladder": "[100, 300, 600, 1000, 1500]",
    "stars.period": "lifetime | year",
    "sequential": "true | false",
    "dates": '["2020-07-07"]',
    "before": "0–60",
    "after": "0–60",
    **ALLOWED_IN_DUTIES,
    **ALLOWED_IN_REGISTERS,
}


def _month(text: str) -> str:
    Month.parse(text)
    return text


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (KeyError, OSError) as error:
        raise ValueError("e.g. Asia/Shanghai") from error
    return text


def parse_window(text: str) -> tuple[time, time]:
    """Two times of a day written 09:00-17:30, the earlier first; ValueError otherwise."""
    opens, closes = (_time_of_day(part.strip()) for part in text.split("-"))
    if opens >= closes:
        raise ValueError(text)
    return opens, closes


def _window(text: str) -> str:
    parse_window(text)
    return text


def _clock(text: str) -> str:
    _time_of_day(text)
    return text


def _time_of_day(text: str) -> time:
    """The local time; one with a zone of its own is none, as the programme names the zone."""
    found = time.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError(text)
    return found


def _rising(hours: list[int]) -> list[int]:
    """Each star takes more hours than the one before it."""
    if hours != sorted(set(hours)):
        raise ValueError(hours)
    return hours


_MonthText = Annotated[str, AfterValidator(_month)]
_Positive = Annotated[int, Field(ge=1, le=10_000)]
_HoursOfDay = Annotated[int, Field(ge=1, le=24)]
_Age = Annotated[int, Field(ge=0, le=130)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _ProgrammeTable(_Table):
    id: Annotated[str, Field(min_length=1, max_length=64)]
    name: str
    timezone: Annotated[str, AfterValidator(_zone)]
    locale: Literal["zh", "en"]
    start: _MonthText | None = None


class ActivityTable(_Table):
    """What is owed of activities."""

    min_per_month: _Positive
    exempt_months: list[_MonthText]


class HoursTable(_Table):
    """What hours of one person and day are plausible."""

    daily_cap_warn: _HoursOfDay


class MinorsTable(_Table):
    """From which age somebody may serve, alone and without consent."""

    min_age: _Age
    accompany_below: _Age
    consent_below: _Age


class BackfillTable(_Table):
    """What of late rows the office is shown."""

    days: _Positive
    batch_hours: _Positive
    photo_hours: _Positive


class StarsTable(_Table):
    """Which hours make a volunteer eligible to apply for which star."""

    ladder: Annotated[list[_Positive], Field(min_length=1, max_length=10), AfterValidator(_rising)]
    period: Literal["lifetime", "year"]
    sequential: bool


class _ScoreTable(_Table):
    late_percent: Annotated[int, Field(ge=0, le=100)]


class _SourcesTable(_Table):
    exclude: list[str]
    feedback: bool


class NodeOverride(_Table):
    """A node as the city has it: other windows, other days, or one of its own."""

    zh: str | None = None
    en: str | None = None
    before: Annotated[int, Field(ge=0, le=60)] | None = None
    after: Annotated[int, Field(ge=0, le=60)] | None = None
    dates: list[date] = []


class ProgrammeFile(_Table):
    """All keys there are."""

    @model_validator(mode="after")
    def _send_within_window(self) -> Self:
        """A send time outside the window would keep every letter for ever."""
        opens, closes = parse_window(self.send_window)
        if not opens <= time.fromisoformat(self.send_at) <= closes:
            raise PydanticCustomError("send_at", "send_at", {"value": self.send_at})
        return self

    due_day: Annotated[int, Field(ge=1, le=28)]
    roll: Literal["next_working_day", "previous_working_day", "none"]
    close_workdays: Annotated[int, Field(ge=0, le=60)]
    send_at: Annotated[str, AfterValidator(_clock)]
    send_window: Annotated[str, AfterValidator(_window)]
    stale_hours: _Positive
    sync_minutes: _Positive
    delivery: Literal["resend", "hold"]
    programme: _ProgrammeTable
    activity: ActivityTable
    hours: HoursTable
    minors: MinorsTable
    backfill: BackfillTable
    sources: _SourcesTable
    score: _ScoreTable
    stars: StarsTable
    duties: dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9][\w-]{0,30}$")], DutyTable]
    nodes: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,20}$")], NodeOverride]
    messages: dict[Literal["zh", "en"], dict[str, str]]
    registers: Annotated[dict[NameText, RegisterTable], AfterValidator(check_names)]
