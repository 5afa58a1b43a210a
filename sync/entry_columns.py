"""Entry columns: which register's header a row is, told by its words and the table's name."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rules.records import ACTIVITY, SERVICE_RECORD
from rules.registers import Register
from sync.columns import Columns, load_headers
from sync.entry_headers import Known, know
from sync.header_levels import Merged, Rows, find_levels
from sync.header_texts import fold_header

#: Fewer known headers make no table.
_FEWEST = 2
#: What a register's name above the table is worth, in headers.
_NAMED = 1.5
#: Fields that only a log has; the others may stand in any table.
_OF_LOGS = frozenset(
    {
        "date", "title", "content", "undecided", "headcount", "person_times", "duration",
        "total_hours", "beneficiaries", "participants", "volunteer", "volunteer_no", "photo",
    }
)  # fmt: skip


class Recognised(NamedTuple):
    """The register that a header is of, and the fields it needs and has no column for."""

    known: Known
    lacking: frozenset[str] = frozenset()


def recognise(
    texts: Sequence[str], said: str, registers: tuple[Register, ...]
) -> Recognised | None:
    """The register that a row of these headers begins, under a name that says so or not.

    A log is rather a log: a register has to explain more than what only a log has, or as much
    where the tab's name or a title line speaks of it. One that lacks a column is told of only
    where it is spoken of and nothing makes the table a log.
    """
    logs = {text: _fields_of_logs(text) for text in texts}
    best: tuple[bool, float, Recognised] | None = None
    for known in know(registers):
        fields = known.fields(texts)
        if len(fields) < _FEWEST:
            continue
        named = any(word in said for word in known.named)
        own, logged = _told_apart(logs, known)
        if not (own > logged or (named and own == logged)):
            continue
        lacking = known.lacking(fields, named=named)
        if lacking and not (named and own > logged == 0):
            continue
        rank = (not lacking, len(fields) + _NAMED * named)
        if best is None or rank > best[:2]:
            best = (*rank, Recognised(known, lacking))
    return best[2] if best else None


def columns_of(rows: Rows, index: int, merged: Merged, known: Known) -> Columns:
    """The columns of a register's table under the header that the row belongs to."""
    found = find_levels(rows, index, merged, known.field)
    fields: dict[str, int] = {}
    repeated: list[int] = []
    headers = {column: path[-1] for column, path in sorted(found.paths.items())}
    for column, path in sorted(found.paths.items()):
        field = _field(path, known)
        first = fields.setdefault(field, column) if field is not None else column
        if first != column and fold_header(headers[first]) == fold_header(headers[column]):
            repeated.append(column)
    return Columns(
        register=known.register.name,
        fields=fields,
        headers=headers,
        first_row=found.last + 1,
        header_row=found.first,
        unknown=tuple(column for column in headers if column not in fields.values()),
        repeated=tuple(repeated),
    )


def _fields_of_logs(text: str) -> set[str]:
    found = (load_headers(one).field(text) for one in (ACTIVITY, SERVICE_RECORD))
    return {field for field in found if field}


def _told_apart(logs: Mapping[str, set[str]], known: Known) -> tuple[int, int]:
    """How many fields the register alone knows, and how many only a log has.

    `logs` are the headers with what they mean in a log.
    """
    own: set[str] = set()
    logged: set[str] = set()
    for text, of_log in logs.items():
        field = known.field(text)
        if field and not of_log:
            own.add(field)
        elif not field:
            logged |= of_log & _OF_LOGS
    return len(own), len(logged)


def _field(path: Sequence[str], known: Known) -> str | None:
    """What a column means by its own words, or by these and the words above."""
    return known.field(path[-1]) or (known.field("".join(path[-2:])) if len(path) > 1 else None)
