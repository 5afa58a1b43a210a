"""Duration cells: how many minutes each person served."""

import math
import re
from datetime import time, timedelta

from sync.cell_texts import UnreadableError, fold
from sync.duration_headers import is_total_header, unit_of_format, unit_of_header
from sync.duration_sums import Amount
from sync.duration_texts import amount_of_text, parse_duration_text, without_each_day
from sync.duration_totals import refused_total
from sync.reading import CellContext, RawCell, Reading

_LONGEST_TEXT = 300
_HOUR, _DAY = 60, 1440
_LENGTH_BELOW = 6 * _HOUR  # 5:30 is a length, 6:00 a time of day
_WARNED_ABOVE = 480
_MOST_ASSUMED_HOURS = 12
_FEWEST_MINUTES = 5
_LARGEST = 1e7

#: 1.30 as text may be an hour and a half, or 1.3 hours.
_LIKE_CLOCK = re.compile(r"\d\.(?:[1-4]0|15|45)")


def parse_duration(raw: RawCell, context: CellContext) -> Reading[int]:
    """Whole minutes per person; UnreadableError where nobody can know."""
    if isinstance(raw, timedelta):
        return _finished(Amount(raw.total_seconds() / 60))
    if isinstance(raw, time):
        return _by_clock(raw.hour * _HOUR + raw.minute)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _parse_number(raw, context)
    if not isinstance(raw, str) or len(raw) > _LONGEST_TEXT:
        raise UnreadableError("duration-unreadable")
    return _parse_text(fold(raw), context)


def _by_clock(minutes: float) -> Reading[int]:
    if minutes >= _LENGTH_BELOW:
        raise UnreadableError("duration-clock-time", "clock_time")
    return _finished(Amount(minutes))


def _parse_number(number: float, context: CellContext) -> Reading[int]:
    if not 0 <= number <= _LARGEST:
        raise UnreadableError("duration-impossible")
    form = unit_of_format(context.number_format)
    if form == "clock":
        return _by_clock(round(number * _DAY))
    if form == "length":
        return _finished(Amount(number * _DAY))
    if form == "date":
        raise UnreadableError("duration-unreadable")
    unit = {"hours": _HOUR, "minutes": 1}.get(form) or unit_of_header(context.header)
    return _with_unit(number, unit, context)


def _parse_text(text: str, context: CellContext) -> Reading[int]:
    _refuse_each_day(text, context)
    said = parse_duration_text(text)
    unit = unit_of_header(context.header)
    if said.bare_number is not None and _LIKE_CLOCK.fullmatch(said.text):
        raise UnreadableError("duration-unreadable", "ambiguous")
    if said.bare_number is not None:
        reading = _with_unit(said.bare_number, unit, context)
    else:
        amount = amount_of_text(said, unit)
        if is_total_header(context.header) and not said.per_person:
            raise refused_total(amount.minutes)
        reading = _finished(amount)
    if said.approximate and "approx" not in reading.flags:
        return Reading(reading.value, ("approx", *reading.flags))
    return reading


def _refuse_each_day(text: str, context: CellContext) -> None:
    """每天8小时 says how long only together with the days, which stand in another cell."""
    rest = without_each_day(text)
    if rest is None:
        return
    reading = _parse_text(rest, context)
    raise UnreadableError("duration-unreadable", *reading.flags, per_day=str(reading.value))


def _with_unit(number: float, unit: int | None, context: CellContext) -> Reading[int]:
    """A bare number: hours, as nationally, where nothing else is said and it can be."""
    if unit is None and number > _MOST_ASSUMED_HOURS:
        raise UnreadableError("duration-unit-missing", "ambiguous_unit")
    if unit is None and 0 < number < 1 and round(number, 3) != number:  # a part of a day, perhaps
        raise UnreadableError("duration-unit-missing", "ambiguous_unit")
    if unit == 1 and 0 < number < _FEWEST_MINUTES:
        raise UnreadableError("duration-unit-missing", "ambiguous_unit")
    minutes = number * (unit or _HOUR)
    if is_total_header(context.header):
        raise refused_total(minutes)
    return _finished(Amount(minutes, flags=() if unit or not number else ("assumed_unit",)))


def _finished(amount: Amount) -> Reading[int]:
    """Whole minutes, halves upwards; more than a day for one session is refused."""
    most = _DAY * amount.sessions
    if not 0 <= amount.minutes <= most:
        told = {"minutes": f"{amount.minutes:.0f}"} if most < amount.minutes else {}
        raise UnreadableError("duration-impossible", "implausible", "over_daily_cap", **told)
    minutes = math.floor(amount.minutes + 0.5)
    flags = amount.flags
    if amount.minutes > _WARNED_ABOVE * amount.sessions:
        flags = (*flags, "over_daily_cap")
    return Reading(minutes, flags if minutes else ("zero", *flags))
