"""Cell judges: what a cell of each field says, what is wrong in it, and what is doubtful."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from rules.checks import day_count
from rules.days import Days
from rules.private import mask_private
from rules.records import ACTIVITY, SERVICE_RECORD, Activity, ServiceRecord
from sync.cell_doubts import CANCELLED, CellDoubt, doubts_of, private_doubts
from sync.cell_texts import as_text, is_ditto, is_error, shown
from sync.cell_totals import read_total
from sync.cells import read_count, read_date, read_duration, read_names, read_photos
from sync.clock_lengths import clock_minutes
from sync.judgements import Judged
from sync.name_lists import count_names
from sync.postponements import postponement
from sync.reading import CellContext, RawCell, Reading
from sync.row_words import count_items, is_cancelled
from sync.rowtypes import BLANK_MARKS

#: Signs of a text that are kept: a name or title is indexed, a report may be long.
_SHORT, _LONG = 500, 8000
_TELLING = frozenset({"content", "remark"})
_NOTHING: Mapping[str, Any] = {}
#: What is said of an error such as #N/A in a column of other than words.
_UNREADABLE = {
    "date": "date-unreadable",
    "duration": "duration-unreadable",
    "total_hours": "duration-unreadable",
    "headcount": "count-unreadable",
    "person_times": "count-unreadable",
    "beneficiaries": "count-unreadable",
    "participants": "names-unreadable",
    "photo": "photo-unreadable",
}


def judge_of(
    field: str,
    context: CellContext,
    maker: type[Activity] | type[ServiceRecord],
    *,
    confirmed: frozenset[str],
    watched: str,
    clocked: bool,
) -> Callable[[RawCell], Judged]:
    """How a cell of a field is judged; of a column that is only watched `field` is empty.

    `clocked` takes the times of day beside a date for the length. Counting numbers are not judged.
    """
    if watched == "seq":
        return lambda _: Judged()
    judges: Mapping[str, Callable[[RawCell], Judged]] = {
        "": lambda _: Judged(),
        "date": lambda raw: _days(raw, read_date(raw, context), context, clocked=clocked),
        "state": lambda raw: _state(raw, confirmed),
        "duration": lambda raw: _plain(field, raw, read_duration(raw, context), context),
        "total_hours": lambda raw: _plain(field, raw, read_total(raw, context), context),
        "headcount": lambda raw: _heads(raw, read_count(raw, context), context),
        "person_times": lambda raw: _plain(field, raw, read_count(raw, context), context),
        "beneficiaries": lambda raw: _plain(field, raw, read_count(raw, context), context),
        "participants": lambda raw: _names(raw, read_names(raw, context), context),
        "volunteer": _person,
        "remark": lambda raw: _remark(raw, context),
        "photo": lambda raw: _plain(field, raw, read_photos(raw, context), context),
    }
    of_words = partial(_text, field=field)
    register = ACTIVITY if maker is Activity else SERVICE_RECORD
    judge = _calculated(judges.get(field, of_words), field)
    return _watching(judge, watched, register, context.header)


def _calculated(judge: Callable[[RawCell], Judged], field: str) -> Callable[[RawCell], Judged]:
    """The judgement of cells that show no error; #N/A and its like are nothing of theirs."""
    code = _UNREADABLE.get(field)

    def calculated(raw: RawCell) -> Judged:
        if not is_error(raw):
            return judge(raw)
        text = shown(raw)
        facts = {"text": text, "name": text} if field == "participants" else {"text": text}
        return Judged(None, code, facts) if code else Judged()

    return calculated


def _watching(
    judge: Callable[[RawCell], Judged], field: str, register: str, header: str
) -> Callable[[RawCell], Judged]:
    """The judgement, with a doubt where the cell holds a private number."""

    def watched(raw: RawCell) -> Judged:
        judged = judge(raw)
        private = private_doubts(field, register, raw, header)
        if not private:
            return judged
        value = judged.value
        if isinstance(value, str) and not judged.fault:
            value = None if field == "volunteer_no" else mask_private(value)
        return judged._replace(value=value, doubts=(*judged.doubts, *private))

    return watched


def _state(raw: RawCell, confirmed: frozenset[str]) -> Judged:
    doubts = _cancelled("state", raw)
    return Judged(str(raw).strip().casefold() in confirmed, doubts=doubts)


def _days(raw: RawCell, reading: Reading[Days], context: CellContext, *, clocked: bool) -> Judged:
    if reading.value is None:
        cancelled = _cancelled("date", raw)
        return Judged(doubts=cancelled) if cancelled else Judged(None, reading.fault, reading.facts)
    days = str(reading.value)
    minutes = clock_minutes(raw) if clocked and day_count(days) == 1 else None
    more = {"duration": minutes} if minutes else _NOTHING
    return Judged(days, None, more, doubts_of("date", raw, reading, context))


def _plain(field: str, raw: RawCell, reading: Reading[Any], context: CellContext) -> Judged:
    doubts = doubts_of(field, raw, reading, context)
    return Judged(reading.value, reading.fault, reading.facts, doubts)


def _heads(raw: RawCell, reading: Reading[int], context: CellContext) -> Judged:
    """People, or what the cell says are person-times, which are no head-count."""
    if "unit=人次" in reading.flags and reading.value is not None:
        return Judged(facts={"person_times": reading.value})
    return _plain("headcount", raw, reading, context)


def _names(raw: RawCell, reading: Reading[tuple[str, ...]], context: CellContext) -> Judged:
    if reading.value is None:
        return Judged(None, reading.fault, reading.facts)
    total = next((f[6:] for f in reading.flags if f.startswith("total=")), None)
    more = {"names_total": int(total)} if total and "incomplete" in reading.flags else _NOTHING
    doubts = doubts_of("participants", raw, reading, context)
    return Judged("|".join(reading.value) or None, None, more, doubts)


def _person(raw: RawCell) -> Judged:
    """The person of a service record; several in one cell are no one's record."""
    if (count := count_names(raw)) > 1:
        return Judged(None, "person-several", {"count": str(count)})
    return _text(raw, "volunteer")


def _remark(raw: RawCell, context: CellContext) -> Judged:
    """The remark, with what it says of another day."""
    judged = _text(raw, "remark")
    return judged._replace(doubts=judged.doubts or postponement(raw, context))


def _text(raw: RawCell, field: str) -> Judged:
    """The text; where it repeats the cell above, a fault that only a title's lack reports."""
    if is_ditto(raw):
        return Judged(None, "title-missing" if field == "title" else "")
    text = as_text(raw).replace("\0", "").strip()[: _LONG if field in _TELLING else _SHORT]
    doubts = _cancelled(field, raw) if field in {"title", "remark"} else ()
    if field == "title" and (items := count_items(raw)) > 1:
        doubts = (*doubts, CellDoubt("title-several", {"count": str(items)}))
    return Judged(None if text in BLANK_MARKS else text, doubts=doubts)


def _cancelled(field: str, raw: RawCell) -> tuple[CellDoubt, ...]:
    return (CellDoubt(CANCELLED, {"text": shown(raw)}),) if is_cancelled(field, raw) else ()
