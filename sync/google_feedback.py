"""Feedback as changes to a spreadsheet: notes on cells, and a tab of our own; nothing else."""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from config.wording import Wording
from sync.companion import COLUMNS, WIDTHS, tabulate
from sync.extent import column_of
from sync.google_standing import FEEDBACK_TAB, MARK, STATUS_TAB, Place, Standing, trim
from sync.sources import Feedback

Change = Mapping[str, Any]

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
#: What neither JSON nor a cell should hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Notes in one spreadsheet; the tab tells of all the others too.
_MOST_NOTES = 500
#: Pixels of a column for each figure of its width.
_PIXELS = 8
#: The line that says when, which does not make feedback another one.
_WRITTEN = 1


def plan_feedback(standing: Standing, feedback: Feedback, wording: Wording) -> list[Change]:
    """The changes that make a spreadsheet show this feedback; none where it does already."""
    rows, about = tabulate_online(feedback, wording), tabulate_status(feedback, wording)
    return [
        *_plan_notes(standing.notes, wanted_notes(standing, feedback)),
        *_plan_tab(standing, FEEDBACK_TAB, wording.say("feedback.tab-online"), rows),
        *_plan_tab(standing, STATUS_TAB, wording.say("feedback.tab-status"), about),
    ]


def touch_cells(changes: Sequence[Change]) -> bool:
    """Whether notes on cells of people are among the changes."""
    return any(change.get("updateCells", {}).get("fields") == "note" for change in changes)


def is_shown(standing: Standing) -> bool:
    """Whether a spreadsheet shows anything of ours."""
    return bool(standing.shown) or bool(standing.notes_of_ours())


def digest_feedback(standing: Standing, feedback: Feedback, wording: Wording) -> str:
    """What tells one feedback from another, whenever it is written."""
    rows = _without_time(trim(tabulate_online(feedback, wording)))
    notes = sorted(wanted_notes(standing, feedback).items())
    said = repr((rows, notes, feedback.status))
    return blake2b(said.encode(errors="replace"), digest_size=8).hexdigest()


def tabulate_online(feedback: Feedback, wording: Wording) -> list[list[str]]:
    """The rows of our tab: what it is, as of when, and a table of all that is to be mended."""
    state = "standing" if feedback.remarks else "mended"
    written = f"{feedback.at:%Y-%m-%d %H:%M}"
    rows = [
        [wording.say("feedback.about-online")],
        [wording.say(f"feedback.{state}", count=len(feedback.remarks), written=written)],
        *tabulate(feedback, wording),
    ]
    return [[_ILLEGAL.sub("", text) for text in row] for row in rows]


def tabulate_status(feedback: Feedback, wording: Wording) -> list[list[str]]:
    """The rows of our tab of standings."""
    about, written = wording.say("feedback.about-status"), f"{feedback.at:%Y-%m-%d %H:%M}"
    return [
        [about],
        [wording.say("feedback.written", written=written)],
        *map(list, feedback.status),
    ]


def wanted_notes(standing: Standing, feedback: Feedback) -> dict[Place, str]:
    """The notes that belong on cells, several remarks about a cell in one."""
    notes: dict[Place, list[str]] = {}
    for remark in feedback.remarks:
        tab = standing.tabs.get(remark.sheet or "")
        address = _ADDRESS.fullmatch(remark.cell or "")
        if tab is None or address is None or len(notes) >= _MOST_NOTES:
            continue
        place = tab, int(address[2]) - 1, column_of(address[1])
        notes.setdefault(place, []).append(f"{remark.problem}{remark.remedy}")
    return {place: _ILLEGAL.sub("", MARK + "\n".join(said)) for place, said in notes.items()}


def _plan_notes(standing: Mapping[Place, str], wanted: Mapping[Place, str]) -> Iterator[Change]:
    """A change for each cell whose note is another; a person's note stays where it is."""
    for place in sorted(standing.keys() | wanted.keys()):
        text, there = wanted.get(place, ""), standing.get(place, "")
        if text != there and (not there or there.startswith(MARK)):
            tab, row, column = place
            start = {"sheetId": tab, "rowIndex": row, "columnIndex": column}
            cells = [{"values": [{"note": text}]}]
            yield {"updateCells": {"start": start, "rows": cells, "fields": "note"}}


def _plan_tab(
    standing: Standing, tab: int, title: str, rows: Sequence[Sequence[str]]
) -> Iterator[Change]:
    """What makes our tab say these rows; only the line that says when may be older."""
    there, wanted = standing.shown.get(tab), trim(rows)
    if there is None and len(rows) == _WRITTEN + 1:
        return  # nothing to say, and nothing was ever said
    if there is not None and _without_time(there) == _without_time(wanted):
        return
    height = max(len(rows), len(there or ()))
    if there is None:
        yield from _add_tab(standing, tab, title, height)
    elif standing.row_counts[tab] < height:
        grid = {"sheetId": tab, "gridProperties": {"rowCount": height}}
        fields = "gridProperties.rowCount"
        yield {"updateSheetProperties": {"properties": grid, "fields": fields}}
    area = {
        "sheetId": tab,
        "startRowIndex": 0,
        "endRowIndex": height,
        "startColumnIndex": 0,
        "endColumnIndex": len(COLUMNS),
    }
    cells = [{"values": [_text(cell) for cell in row]} for row in rows]
    yield {"updateCells": {"range": area, "rows": cells, "fields": "userEnteredValue"}}


def _add_tab(standing: Standing, tab: int, title: str, height: int) -> Iterator[Change]:
    """A tab of that id at the end, which warns who is about to write into it."""
    free = title if title not in standing.tabs else f"{title} {MARK}"
    grid = {"rowCount": height, "columnCount": len(COLUMNS)}
    yield {"addSheet": {"properties": {"sheetId": tab, "title": free, "gridProperties": grid}}}
    whole = {"sheetId": tab}
    guard = {"range": whole, "description": "Yueyue", "warningOnly": True}
    yield {"addProtectedRange": {"protectedRange": guard}}
    looks = {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"}
    below = {**whole, "startRowIndex": _WRITTEN + 1}
    yield _format(below, looks)
    yield _format({**below, "endRowIndex": _WRITTEN + 2}, {"textFormat": {"bold": True}})
    for column, width in enumerate(WIDTHS):
        span = {**whole, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1}
        size = {"range": span, "properties": {"pixelSize": int(width * _PIXELS)}}
        yield {"updateDimensionProperties": {**size, "fields": "pixelSize"}}


def _format(area: Change, looks: Mapping[str, object]) -> Change:
    fields = ",".join(f"userEnteredFormat.{name}" for name in looks)
    return {"repeatCell": {"range": area, "cell": {"userEnteredFormat": looks}, "fields": fields}}


def _text(text: str) -> Change:
    """A cell that is text, whatever it begins with."""
    return {"userEnteredValue": {"stringValue": text}} if text else {}


def _without_time(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return (*rows[:_WRITTEN], *rows[_WRITTEN + 1 :])
