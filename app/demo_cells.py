"""The sample city's cells: how a row is typed, plainly, oddly, or so that nobody can know."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from app.demo_activities import Held, Quirk
from app.demo_layouts import Tabs, Taste

_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
_WEEKDAYS = "一二三四五六日"
_HOUR = 60
_FEBRUARY = 2


def write_cell(field: str, held: Held, taste: Taste) -> object:
    """What stands in the field's cell of the row; a planted fault first."""
    if (planted := _PLANTED.get(held.fault)) and field_of(held.fault) == field:
        return planted(held.day)
    return _WRITERS[field](held, taste)


def field_of(fault: str) -> str:
    """The field that the fault stands in."""
    return _FAULT_FIELDS[fault.partition("-")[0]]


def hours_text(minutes: int) -> str:
    """A length in hours without needless zeros: 1.5."""
    return f"{minutes / _HOUR:g}"


def _date(held: Held, taste: Taste) -> object:
    if held.quirk is Quirk.RUN and not held.nil:
        return _run(held.day, taste)
    if held.quirk is Quirk.DATE and not held.fault:
        return _odd_date(held, taste)
    return _plain_date(held.day, taste.dates)


def _plain_date(day: date, style: str) -> object:
    styles: Mapping[str, object] = {
        "short": f"{day.month}.{day.day}",
        "worded": f"{day.month}月{day.day}日",
        "dotted": f"{day.year}.{day.month}.{day.day}",
        "full": f"{day.year}年{day.month}月{day.day}日",
    }
    return styles.get(style, day)


def _run(day: date, taste: Taste) -> str:
    """Two days, as 3月5日-6日."""
    year = f"{day.year}年" if taste.layout.tabs is Tabs.ALL else ""
    return f"{year}{day.month}月{day.day}日-{(day + timedelta(1)).day}日"


def _odd_date(held: Held, taste: Taste) -> object:
    """A date that can be read although it is written unlike its neighbours."""
    day = held.day
    dotted, worded = f"{day.month}.{day.day}", f"{day.month}月{day.day}日"
    odd: list[object] = [
        f"{day.year}.{dotted}",
        f"{day.year}年{worded}上午",
        f"{day.year}.{dotted}".translate(_FULL_WIDTH),
        f"{day.year}-{day.month:02d}-{day.day:02d} 9:00",
    ]
    if taste.layout.tabs is not Tabs.ALL:
        odd += [
            f"{worded}上午",
            dotted,
            dotted.translate(_FULL_WIDTH),
            f"{worded}（周{_WEEKDAYS[day.weekday()]}）",
        ]
    if taste.layout.tabs is Tabs.YEAR and day.day > 3 and day.day % 10:  # noqa: PLR2004 - no lost 0
        odd.append(float(dotted))
    if taste.layout.tabs is Tabs.MONTH:
        odd.append(f"{day.day}日")
    return odd[held.pick % len(odd)]


def _count(held: Held, _: Taste) -> object:
    people = held.people
    if held.nil:
        return None
    if held.quirk is not Quirk.COUNT:
        return people
    odd = (
        f"约{people}人",
        f"{people}人",
        f"{people}人左右",
        f"{people}".translate(_FULL_WIDTH),
        f"签到{people}人，合影{people - 1}人",
        f"{people}人（其中党员{people // 3}人）",
    )
    return odd[held.pick % len(odd)]


def _hours(held: Held, taste: Taste) -> object:
    if held.nil:
        return None
    written = hours_text(held.minutes)
    if held.quirk is Quirk.DURATION:
        half = held.minutes % _HOUR
        whole = f"{held.minutes // _HOUR}个" + ("半" if half else "") + "小时"
        clock = f"9:00-{9 + held.minutes // _HOUR}:{half:02d}"
        return (whole, f"{held.minutes}分钟", f"{written}小时/人", clock)[held.pick % 4]
    if taste.worded_hours:
        return f"{written}小时"
    return float(written) if "." in written else int(written)


def _names(held: Held, _: Taste) -> object:
    if held.nil or not held.names:
        return None
    if len(held.names) >= held.people:
        return "、".join(held.names)
    shown = held.names if held.pick % 2 else held.names[:2]
    return f"{'、'.join(shown)}等{held.people}人"


def _photo(held: Held, _: Taste) -> object:
    if not held.photos:
        return None
    return ("√", held.photos, f"{held.photos}张")[held.pick % 3]


def _impossible(day: date) -> str:
    """A day that the month does not have."""
    last = (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return f"{day.month}月{last.day + (2 if day.month == _FEBRUARY else 1)}日"


_WRITERS: Mapping[str, Callable[[Held, Taste], object]] = {
    "date": _date,
    "title": lambda held, _: held.title,
    "place": lambda held, _: held.place or None,
    "count": _count,
    "hours": _hours,
    "names": _names,
    "photo": _photo,
    "remark": lambda held, _: held.remark or None,
}
_FAULT_FIELDS = {
    "date": "date",
    "count": "count",
    "duration": "hours",
    "names": "names",
    "photo": "photo",
    "unit": "unit",
    "row": "title",
}
#: What is typed in the faulty cell; faults that are elsewhere in the row are not listed.
_PLANTED: Mapping[str, Callable[[date], object]] = {
    "date-vague": lambda _: "昨天",
    "date-month-only": lambda day: f"{day.month}月底",
    "date-impossible": _impossible,
    "date-ambiguous": lambda day: float(f"{day.month}.{2 if day.month == _FEBRUARY else 3}"),
    "date-year-implausible": lambda day: f"{day.year + 180}年{day.month}月{day.day}日",
    "count-range": lambda _: "20-30人",
    "count-unreadable": lambda _: "见附件",
    "duration-unit-missing": lambda _: 30,
    "duration-range": lambda _: "2-3小时",
    "duration-total-only": lambda _: "总时长24小时",
    "names-unreadable": lambda _: "全体党员",
    "photo-unreadable": lambda _: "见附件",
}
