"""`explain`: how cells would be read, one JSON object a line in and one a line out."""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

import click

from app.commands import command
from app.office import Options
from config.calendar import load_nodes
from config.settings import named_locale
from config.wording import Wording, load_wording
from rules.days import Days
from rules.months import Month
from sync.cells import read_count, read_date, read_duration, read_names, read_photos
from sync.columns import read_header
from sync.reading import CellContext, RawCell, Reading
from sync.rowtypes import read_rowtype

_EXACT_DIGITS = 16  # more do not fit a number cell

_READERS: Mapping[str, Callable[[Any, CellContext], Reading[Any]]] = {
    "date": read_date,
    "duration": read_duration,
    "count": read_count,
    "names": read_names,
    "header": read_header,
    "rowtype": read_rowtype,
    "photo": read_photos,
}


class _RequestWrong(Exception):
    """A line asks for nothing that can be answered: its code and the facts for a sentence."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@command("explain", help="单元格会读成什么 · how cells would be read")
@click.option(
    "--stdin", "from_stdin", is_flag=True, help="逐行读 JSON · one JSON object a line from stdin"
)
def explain_command(options: Options, *, from_stdin: bool) -> None:
    """Answers each line as it comes; a line that asks wrongly is answered with a finding."""
    wording = load_wording(options.locale or named_locale() or "zh")
    if not from_stdin:
        raise click.UsageError(wording.say("explain.how"))
    for line in sys.stdin.buffer:
        click.echo(json.dumps(explain_line(line, wording), ensure_ascii=False))


def explain_line(line: bytes, wording: Wording) -> dict[str, object]:
    """The answer to one line: value, flags, and the finding in words."""
    try:
        reading = _answer(_parse_request(line))
    except _RequestWrong as wrong:
        message = wording.say(f"explain.{wrong.code}", **wrong.facts)
        return {"value": None, "flags": [], "finding": {"code": wrong.code, "message": message}}
    finding = None
    if reading.fault is not None:
        message = wording.say(f"finding.{reading.fault}", **reading.facts)
        finding = {"code": reading.fault, "message": message}
    return {"value": _written(reading.value), "flags": list(reading.flags), "finding": finding}


def _parse_request(line: bytes) -> Mapping[str, Any]:
    try:
        request = json.loads(line.decode("utf-8-sig"), parse_int=_parse_whole)
    except (ValueError, RecursionError):
        raise _RequestWrong("request-unreadable") from None
    if not isinstance(request, dict):
        raise _RequestWrong("request-unreadable")
    return request


def _parse_whole(text: str) -> int | float:
    return int(text) if len(text) < _EXACT_DIGITS else float(text)


def _answer(request: Mapping[str, Any]) -> Reading[Any]:
    kind, raw, context = request.get("kind"), request.get("raw"), request.get("context") or {}
    read = _READERS.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise _RequestWrong("kind-unknown", kinds=", ".join(_READERS))
    if not isinstance(raw, str | int | float | None):
        raise _RequestWrong("raw-wrong")
    if not isinstance(context, dict):
        raise _RequestWrong("context-wrong", key="context")
    return read(_stored(raw, context), _cell_context(context))


def _stored(raw: RawCell, context: Mapping[str, Any]) -> RawCell:
    """The cell as the sheet held it: figures of a number cell are a number."""
    if context.get("cell", "text") not in ("text", "number"):
        raise _RequestWrong("context-wrong", key="cell")
    if context.get("cell") != "number" or not isinstance(raw, str):
        return raw
    try:
        return float(raw)
    except ValueError:
        return raw


def _cell_context(context: Mapping[str, Any]) -> CellContext:
    return CellContext(
        nodes=load_nodes(),
        month=_part(context, "sheet_month", Month.parse),
        year=_part(context, "sheet_year", _parse_year),
        header=_part(context, "header", str) or "",
        number_format=_part(context, "numfmt", str) or "",
    )


def _part(context: Mapping[str, Any], key: str, parse: Callable[[str], Any]) -> Any:  # noqa: ANN401 - what `parse` makes
    """What the context says under a key; None where it says nothing."""
    told = context.get(key)
    if told is None or told == "":
        return None
    try:
        if isinstance(told, str | int):
            return parse(str(told))
    except ValueError:
        pass
    raise _RequestWrong("context-wrong", key=key)


def _parse_year(text: str) -> int:
    return Month.parse(f"{text}-01").year


def _written(value: object) -> object:
    if isinstance(value, Days):
        return value.written()
    return list(value) if isinstance(value, tuple) else value
