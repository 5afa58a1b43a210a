"""Which year a festival or lunar date is of: the written one, or the nearest to the sheet."""

import re
from collections.abc import Callable

from rules.days import Days
from rules.months import Month
from sync.cell_texts import UnreadableError
from sync.date_placing import check_year, month_distance, sheet_flags
from sync.reading import CellContext, Reading

_YEAR = re.compile(r"(\d{4})年|(?<!\d)(\d{4})(?=[^\d.年/-])")


def nearest_year(
    days_in: Callable[[int], Days | None], text: str, flag: str, context: CellContext
) -> Reading[Days]:
    """The days in the year that lies nearest to the sheet's month, at most one month away."""
    years, written = _years(text, flag, context)
    known = [days for year in years if (days := days_in(year)) is not None]
    if context.month is None and not written:
        known = [days for days in known if days.first.year == context.year]
    if not known:
        raise UnreadableError("date-impossible", flag, "invalid")
    if context.month is None and len(known) > 1:
        raise UnreadableError("date-ambiguous", flag, "ambiguous")
    best = min(known, key=lambda days: _distance(days, context))
    if not written and _distance(best, context) > 1:
        raise UnreadableError("date-other-month", flag, "off_month", month=str(context.month))
    return Reading(best, (flag, *sheet_flags(best, context)))


def _distance(days: Days, context: CellContext) -> int:
    return abs(month_distance(Month.of(days.first), context))


def _years(text: str, flag: str, context: CellContext) -> tuple[tuple[int, ...], bool]:
    if found := _YEAR.search(text):
        year = int(found[1] or found[2])
        check_year(year, context)
        return (year,), True
    year = context.month.year if context.month else context.year or 0
    if not year:
        raise UnreadableError("date-month-unknown", flag)
    return (year - 1, year, year + 1), False
