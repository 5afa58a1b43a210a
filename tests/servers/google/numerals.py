"""Numbers, dates and times as a spreadsheet shows them, by a number format's pattern."""

import functools
import math
import re
from datetime import datetime, timedelta

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  a serial number has no time zone
#: What a format shows without a pattern of its own, by the spreadsheet's locale.
DATES = {"en_US": "M/d/yyyy", "zh_CN": "yyyy/M/d", "fr_FR": "dd/MM/yyyy", "de_DE": "dd.MM.yyyy"}
TIMES = {"en_US": "h:mm:ss am/pm"}
_LAST_DAY = 2958466

_TOKEN = re.compile(
    r'"[^"]*"|\\.|\[h+\]|\[m+\]|y+|M+|d+|h+|m+|s+|am/pm|.', re.IGNORECASE | re.DOTALL
)
_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"


def shown_number(number: float) -> str:
    """A number in the automatic format: no grouping, no more digits than it needs."""
    if float(number).is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.15g}"
    if "e" not in text:
        return text
    fixed = f"{number:.15f}".rstrip("0")
    return fixed if 1e-10 < abs(number) < 1 else f"{number:.2E}"


def shown(number: float, kind: str, pattern: str, locale: str) -> str:
    """A number in a numberFormat's type and pattern."""
    if kind in ("DATE", "TIME", "DATE_TIME"):
        return _shown_moment(number, pattern or default_pattern(kind, locale))
    if kind == "TEXT" or (not pattern and kind in ("", "NUMBER_FORMAT_TYPE_UNSPECIFIED")):
        return shown_number(number)
    return _shown_decimal(number, pattern or ("0.00%" if kind == "PERCENT" else "#,##0.00"))


def default_pattern(kind: str, locale: str) -> str:
    """The pattern of DATE, TIME or DATE_TIME where a format names none."""
    date, time = DATES.get(locale, "yyyy-MM-dd"), TIMES.get(locale, "H:mm:ss")
    return {"DATE": date, "TIME": time}.get(kind, f"{date} {time.removesuffix(' am/pm')}")


def _shown_decimal(number: float, pattern: str) -> str:
    core = re.search(r"[#0,]*[#0](?:\.[#0]+)?", pattern)
    if core is None:
        return shown_number(number)
    whole, _, fraction = core[0].partition(".")
    value = abs(number) * (100 if "%" in pattern else 1)
    text = f"{_rounded(value, len(fraction)):{',' if ',' in whole else ''}.{len(fraction)}f}"
    optional = len(fraction) - len(fraction.rstrip("#"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    text = text.removesuffix(".")
    before, after = pattern[: core.start()], pattern[core.end() :]
    sign = "-" if number < 0 and text.strip("0.,") else ""
    return sign + _literal(before) + text + _literal(after)


def _rounded(value: float, places: int) -> float:
    """Half goes up, as people expect of a sheet."""
    scale: float = 10.0**places
    return math.floor(value * scale + 0.5 + 1e-9) / scale


def _literal(text: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', lambda match: match[1] or match[2] or "", text)


def moment_of(serial: float) -> datetime:
    """The local moment of a serial number, to the second."""
    return EPOCH + timedelta(seconds=round(serial * 86400))


def serial_of(moment: datetime) -> float:
    """The serial number of a local moment: days since 1899-12-30."""
    span = moment - EPOCH
    return span.days + span.seconds / 86400 if span.seconds else float(span.days)


@functools.lru_cache(maxsize=10_000)
def _shown_moment(serial: float, pattern: str) -> str:
    if not -693593 < serial < _LAST_DAY:
        return shown_number(serial)
    moment = moment_of(serial)
    tokens = _TOKEN.findall(pattern)
    twelve = any(token.lower() == "am/pm" for token in tokens)
    hours = False
    parts: list[str] = []
    for token in tokens:
        parts.append(_moment_part(token, moment, serial, twelve=twelve, minute=hours))
        hours = token[0] in "hH[" or (hours and token[0] not in "sSdDyY")
    return "".join(parts)


def _moment_part(token: str, moment: datetime, serial: float, *, twelve: bool, minute: bool) -> str:
    letter, width = token[0], len(token)
    if token.lower() == "am/pm":
        return "AM" if moment.hour < 12 else "PM"
    if letter == "[":
        total = round(serial * 1440)
        return f"{total // 60 if 'h' in token.lower() else total:0{width - 2}d}"
    if letter in "hH":
        return f"{(moment.hour + 11) % 12 + 1 if twelve else moment.hour:0{min(width, 2)}d}"
    if letter == "m" and minute:
        return f"{moment.minute:0{min(width, 2)}d}"
    if letter in "sS":
        return f"{moment.second:0{min(width, 2)}d}"
    return _date_part(letter.lower(), width, moment) or _literal(token)


def _date_part(letter: str, width: int, moment: datetime) -> str:
    if letter == "y":
        return f"{moment.year % 100:02d}" if width <= 2 else f"{moment.year:04d}"
    if letter == "m":
        name = _MONTHS.split()[moment.month - 1]
        return {3: name[:3], 4: name}.get(width, f"{moment.month:0{min(width, 2)}d}")
    if letter == "d":
        name = _DAYS.split()[moment.weekday()]
        return {3: name[:3], 4: name}.get(width, f"{moment.day:0{min(width, 2)}d}")
    return ""
