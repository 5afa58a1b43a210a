"""Plain days: whole dates as most people and programs write them, read without the grammar."""

import re
from datetime import date

from rules.days import Days
from sync.cell_texts import UnreadableError
from sync.date_placing import check_year, sheet_flags
from sync.reading import CellContext, Reading

_WRITTEN = re.compile(
    r"((?:19|20)[0-9]{2})"
    r"(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月(?=[0-9]{1,2}日))"
    r"([0-9]{1,2})日?"
)


def plain_day(text: str, context: CellContext) -> Reading[Days] | None:
    """The one day that is written in full; None where the text has to be read closely."""
    written = _WRITTEN.fullmatch(text)
    if written is None or (text.endswith("日") and "年" not in text):
        return None
    year, *months, day = written.groups()
    month = next(filter(None, months))
    try:
        found = Days.on(date(int(year), int(month), int(day)))
        check_year(int(year), context)
    except (ValueError, UnreadableError):
        return None
    return Reading(found, sheet_flags(found, context))
