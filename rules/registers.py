"""Registers: the kinds of tables that units keep beside their logs, declared as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rules.records import Entry, title_key


class Kind(StrEnum):
    """How the cells of a field are read."""

    TEXT = "text"
    CODE = "code"
    """A text that stands for a person or household and must not be a name."""
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    COUNT = "count"
    """A whole number of people."""
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    NAMES = "names"
    NODE = "node"
    UNIT = "unit"


#: Kinds that say whose row it is or what it is about, but not that anything was done.
_FRAMES = frozenset({Kind.UNIT, Kind.MONTH, Kind.YEAR, Kind.NODE, Kind.CHOICE, Kind.FLAG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a register: its kind, how it may be headed, and what its cells may say."""

    name: str
    kind: Kind
    headers: tuple[str, ...]
    required: bool = False
    """A row without it does not count."""
    ahead: bool = False
    """Whether its days may lie in the future: a deadline, an event."""
    affirms: bool = False
    """Of a flag: where it says no, the row tells that there is nothing."""
    of: str | None = None
    """The field that tells where nothing else does: a month's date, a text that names the value."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of a choice: how each of its values may be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A kind of table: its fields, what names one of its rows, and the words that announce it."""

    name: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    named: tuple[str, ...] = ()
    """Words by which a tab's name or a title line speaks of it."""
    key: tuple[str, ...] = ()
    """Rows that say the same in these fields are one row, written twice."""
    day: str | None = None
    """The field that says which days a row speaks of: a date, a month or a year."""
    title: str | None = None
    """The field that names a row for people."""
    telling: tuple[str, ...] = ()
    """A row says something where one of these is filled; else it is a line of a form."""
    needs: tuple[str, ...] = ()
    """Fields without whose columns a table is none of this register; else the required ones."""
    people: bool = False
    """Whether its rows are of people, whose telephone numbers are not for a shared sheet."""
    events: bool = False
    """Whether its rows are nodes of their own."""

    def __hash__(self) -> int:
        # What is read with registers is remembered by them, and their words are many.
        return hash(self.name)

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((one for one in self.fields if one.name == name), None)

    def called(self, locale: str) -> str:
        """What the register is called in that language."""
        return self.en if locale == "en" else self.zh


def telling_fields(fields: tuple[Field, ...]) -> tuple[str, ...]:
    """The fields that show a row to be more than a line of a form; all, if there are no such."""
    told = tuple(one.name for one in fields if one.kind not in _FRAMES)
    return told or tuple(one.name for one in fields)


def is_complete(register: Register, unit_id: int | None, entry: Entry) -> bool:
    """Whether a row has what it needs to count: its unit and its required fields."""
    return all(
        (unit_id if one.kind is Kind.UNIT else entry.value(one.name)) is not None
        for one in register.fields
        if one.required
    )


def key_of(register: Register, unit_id: int | None, entry: Entry) -> tuple[object, ...] | None:
    """What names the row among its register's; None where a required part of it is not known."""
    parts = [
        (one, unit_id if one.kind is Kind.UNIT else entry.value(one.name))
        for one in register.fields
        if one.name in register.key
    ]
    if not parts or any(one.required and value is None for one, value in parts):
        return None
    return tuple(title_key(value) if isinstance(value, str) else value for _, value in parts)
