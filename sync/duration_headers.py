"""Units that stand outside a duration cell: in its column's header and its number format."""

import re

from sync.cell_texts import fold

_HOURS = re.compile(r"小时|钟头|工时|时数|(?<![a-z])h(?:ours?|rs?)?(?![a-z])")
_MINUTES = re.compile(r"分钟|[(/]分\)?|(?<![a-z])min(?:ute)?s?(?![a-z])")
_TOTAL = re.compile(r"总(?:服务)?(?:时长|时间|时数|工时|小时|分钟|计)|合计|累计|total")
_PER_PERSON = re.compile(r"人均|每人|/人|平均|per person")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_HIDDEN = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\])[^\]]*\]')


def unit_of_header(header: str) -> int | None:
    """Minutes of the unit that the header names; None where it names none, or both."""
    text = fold(header).lower()
    hours, minutes = _HOURS.search(text), _MINUTES.search(text)
    if bool(hours) == bool(minutes):
        return None
    return 60 if hours else 1


def is_total_header(header: str) -> bool:
    """The header asks for the time of all people together."""
    text = fold(header).lower()
    return bool(_TOTAL.search(text)) and not _PER_PERSON.search(text)


def unit_of_format(number_format: str) -> str:
    """What a number format makes of a number: clock, length, date, hours, minutes or nothing."""
    form = number_format.lower()
    shows = _HIDDEN.sub("", form)
    if "[h" in shows or "[m" in shows:
        return "length"
    if "h" in shows:
        return "clock"
    if re.search(r"[yd]", shows.replace("red", "").replace("general", "")):
        return "date"
    literal = "".join(found[1] or found[2] for found in _LITERAL.finditer(form))
    return "hours" if _HOURS.search(literal) else "minutes" if "分" in literal else ""
