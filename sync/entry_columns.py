"""Entry columns: which register's header a row is, told by its words and the table's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rules.records import ACTIVITY, SERVICE_RECORD
from rules.registers import Field, Kind, Register
from sync.columns import Columns, Headers, load_headers
from sync.header_levels import Merged, Rows, find_levels
from sync.header_texts import fold_header
from sync.reading import RawCell

#: Without one of these a table is no log.
_ANCHORS = frozenset({"date", "title", "undecided"})
#: Fewer known headers make no table.
_FEWEST = 2
#: What a register's name above the table is worth, in headers.
_NAMED = 1.5


@dataclass(frozen=True, slots=True)
class Known:
    """A register with its header synonyms, folded, and the words that announce it."""

    register: Register
    headers: Headers
    named: tuple[str, ...]
    needed: frozenset[str]
    """Fields that have a column in every table of this register."""

    def fields(self, texts: Sequence[str]) -> set[str]:
        """The fields that these headers mean."""
        return {field for text in texts if (field := self.headers.field(text))}


@lru_cache(maxsize=8)
def know(registers: tuple[Register, ...]) -> tuple[Known, ...]:
    """The registers as headers are compared with them."""
    return tuple(_known(one) for one in registers)


@lru_cache(maxsize=8)
def telling_words(registers: tuple[Register, ...]) -> frozenset[RawCell]:
    """Headers as the registers spell them: one at least stands in a table's header."""
    return frozenset(word for one in registers for field in one.fields for word in field.headers)


def recognise(texts: Sequence[str], said: str, registers: tuple[Register, ...]) -> Known | None:
    """The register that a row of these headers begins, under a name that says so or not.

    A log is rather a log: a register has to explain more of its headers, or as many where the
    tab's name or a title line speaks of it.
    """
    logged = _count_logged(texts)
    own = [text for text in texts if not _is_of_log(text)]
    best: tuple[float, Known] | None = None
    for known in know(registers):
        fields = known.fields(texts)
        if len(fields) < _FEWEST or not known.needed <= fields:
            continue
        named = any(word in said for word in known.named)
        telling = len(known.fields(own))
        if not (telling and len(fields) > logged) and not (named and len(fields) >= logged):
            continue
        score = len(fields) + _NAMED * named
        if best is None or score > best[0]:
            best = score, known
    return best[1] if best else None


def columns_of(rows: Rows, index: int, merged: Merged, known: Known) -> Columns:
    """The columns of a register's table under the header that the row belongs to."""
    found = find_levels(rows, index, merged, known.headers.field)
    fields: dict[str, int] = {}
    named: dict[int, str | None] = {}
    repeated: list[int] = []
    for column, path in sorted(found.paths.items()):
        field = named[column] = _field(path, known.headers)
        if field is not None and fields.setdefault(field, column) != column:
            repeated.append(column)
    return Columns(
        register=known.register.name,
        fields=fields,
        headers={column: path[-1] for column, path in found.paths.items()},
        first_row=found.last + 1,
        header_row=found.first,
        unknown=tuple(column for column, field in named.items() if field is None),
        repeated=tuple(repeated),
    )


def _known(register: Register) -> Known:
    by_text = {fold_header(word): one.name for one in register.fields for word in one.headers}
    return Known(
        register=register,
        headers=Headers(by_text, loose=False),
        named=tuple(word.casefold() for word in register.named),
        needed=frozenset(one.name for one in register.fields if _has_column(one, register)),
    )


def _has_column(field: Field, register: Register) -> bool:
    """What surroundings can tell needs no column: unit and month; an event names itself."""
    if field.kind in {Kind.UNIT, Kind.MONTH}:
        return False
    return field.required and not (register.events and field.kind is Kind.NODE)


def _field(path: Sequence[str], headers: Headers) -> str | None:
    """What a column means by its own words, or by these and the words above."""
    own = headers.field(path[-1])
    return own or (headers.field("".join(path[-2:])) if len(path) > 1 else None)


def _count_logged(texts: Sequence[str]) -> int:
    """How many headers a log would know; none where there is nothing that makes it a log."""
    logs = [
        {field for text in texts if (field := load_headers(one).field(text))}
        for one in (ACTIVITY, SERVICE_RECORD)
    ]
    return 0 if logs[0].isdisjoint(_ANCHORS) else max(map(len, logs))


def _is_of_log(text: str) -> bool:
    return any(load_headers(one).field(text) for one in (ACTIVITY, SERVICE_RECORD))
