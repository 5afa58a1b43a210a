"""Postponements: remarks that an activity was held on another day than the one that is written."""

import re
from datetime import timedelta

from rules.days import Days
from sync.cell_doubts import CellDoubt
from sync.cell_texts import fold, shown
from sync.cells import read_date
from sync.reading import CellContext, RawCell

POSTPONED, OPEN = "date-postponed", "date-postponed-open"
_MOVED = re.compile(
    r"(?P<sure>改期|延期|推迟|顺延|推后|延后|改|调整)(?:举[办行]|开展|进行)?"
    r"(?P<link>至|到|为|于|在|,)? ?(?P<to>[^,。;]+)"
)
_SURE = frozenset({"改期", "延期", "推迟", "顺延", "推后", "延后"})
_BEHIND = re.compile(r"(?:举[办行]|开展|进行|完成)?(?:活动)?[。.!]?$")
#: Another time of the same day, or how much later it began.
_SAME_DAY = re.compile(r"[上下中]午|[早晚]|凌晨|\d{1,2} ?[:点时]|(?:\d+|半个?) ?(?:小时|分)")
#: Days that were named, and that nobody can know.
_NAMED = frozenset({"date-month-only", "date-other-month", "date-ambiguous"})
#: Nobody postpones for longer without its being another activity.
_LONGEST = timedelta(days=92)
_LEAP_DAY = (2, 29)


def postponement(remark: RawCell, context: CellContext) -> tuple[CellDoubt, ...]:
    """What a remark says of another day; its `days` are '' where it names none."""
    if not isinstance(remark, str):
        return ()
    text = {"text": shown(remark)}
    for found in _MOVED.finditer(fold(remark)):
        reading = read_date(_BEHIND.sub("", found["to"]), context)
        if reading.value is not None and len(reading.value.spans) == 1:
            return (CellDoubt(POSTPONED, text | {"days": str(reading.value)}),)
        sure = found["sure"] in _SURE and found["link"] in {"至", "到"}
        if sure and not _SAME_DAY.match(found["to"]):
            code = OPEN if reading.fault in _NAMED or reading.value else POSTPONED
            return (CellDoubt(code, text | {"days": ""}),)
    return ()


def settle(doubt: CellDoubt, written: str) -> tuple[str | None, CellDoubt | None]:
    """The days a row counts on, and what is told of it; nothing where both say the same."""
    text, moved = doubt.values["text"], doubt.values["days"]
    days = _moved(written, moved) if moved else written
    if doubt.code == OPEN or days is None:
        return None, CellDoubt(OPEN, {"text": text})
    if moved and days == written:
        return written, None
    return days, CellDoubt(POSTPONED, {"text": text, "days": days})


def _moved(written: str, moved: str) -> str | None:
    """The later days; those as written where they lie in them, None where they cannot be."""
    before, after = Days.parse(written), Days.parse(moved)
    if before.first <= after.first <= before.last:
        return written
    later = (days for days in (after, _next_year(after)) if _follows(before, days))
    return next(map(str, later), None)


def _follows(before: Days, after: Days) -> bool:
    return timedelta(0) < after.first - before.last <= _LONGEST


def _next_year(days: Days) -> Days:
    """A bare day of January that is told of one in December."""
    first = days.first
    if (first.month, first.day) == _LEAP_DAY:
        return days
    first = first.replace(year=first.year + 1)
    return Days.run(first, first + (days.last - days.first))
