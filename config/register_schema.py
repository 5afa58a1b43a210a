"""The schema of a register that is data, and the register that it makes."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from config.registers import load_registers
from rules.records import ACTIVITY, SERVICE_RECORD
from rules.registers import Field as RegisterField
from rules.registers import Kind, Register, telling_fields

#: What may stand at a key of a register.
ALLOWED_IN_REGISTERS: Mapping[str, str] = {
    "kind": " | ".join(Kind),
    "headers": '["…", "…"]',
    "fields": 'title = { kind = "text", headers = ["…"] }',
    "named": '["…", "…"]',
    "registers": "[registers.NAME]: a … z, 0 … 9, _",
}
#: A name in the programme file, the store and the documents; it fits the store's column.
NameText = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
_Word = Annotated[str, StringConstraints(min_length=1, max_length=40)]
_Words = Annotated[list[_Word], Field(min_length=1)]
_OWN_TABLES = frozenset({ACTIVITY, SERVICE_RECORD, "roster"})
_DATED = frozenset({Kind.DATE, Kind.MONTH, Kind.YEAR})


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FieldTable(_Table):
    """One field of a register; a unit's may be headed as in the logs where nothing is said."""

    kind: Literal[
        "text", "code", "date", "month", "year", "count", "number", "flag", "choice", "names",
        "node", "unit",
    ]  # fmt: skip
    headers: _Words | None = None
    required: bool = False
    ahead: bool = False
    affirms: bool = False
    of: NameText | None = None
    words: dict[NameText, _Words] | None = None


class RegisterTable(_Table):
    """One register."""

    zh: _Word
    en: _Word
    named: list[_Word] = []
    key: list[NameText] = []
    day: NameText | None = None
    title: NameText | None = None
    telling: list[NameText] = []
    needs: list[NameText] = []
    people: bool = False
    events: bool = False
    fields: Annotated[dict[NameText, FieldTable], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """What a register says of its fields has to be true of them."""
        for named in self._named():
            if named not in self.fields:
                raise _wrong(named, " | ".join(self.fields))
        if self.day and self.fields[self.day].kind not in _DATED:
            raise _wrong(self.day, "kind = date | month | year")
        for name, one in self.fields.items():
            if one.kind == "choice" and not one.words:
                raise _wrong(name, 'words = { person = ["个人"] }')
            if one.affirms and one.kind != "flag":
                raise _wrong(name, 'kind = "flag"')
            if one.headers is None and one.kind != "unit":
                raise _wrong(name, 'headers = ["…"]')
            if (one.kind == "unit") != (name == "unit"):
                raise _wrong(name, 'unit = { kind = "unit" }')
        return self

    def _named(self) -> Iterator[str]:
        """The fields that are spoken of."""
        yield from (*self.key, *self.telling, *self.needs)
        yield from filter(None, (self.title, self.day, *(one.of for one in self.fields.values())))


def check_names(tables: dict[str, RegisterTable]) -> dict[str, RegisterTable]:
    """The tables, where none takes the name of a register that is read in a way of its own."""
    taken = _OWN_TABLES.intersection(tables)
    if taken:
        raise _wrong(min(taken), "a … z, 0 … 9, _")
    return tables


def build_register(name: str, table: RegisterTable) -> Register:
    """The register that a checked table describes."""
    fields = tuple(_field(one, field) for one, field in table.fields.items())
    names = frozenset(table.fields)
    dated = next((one.name for one in fields if one.kind in _DATED), None)
    day = table.day or ("date" if "date" in names else dated)
    title = table.title or ("title" if "title" in names else None)
    # What two units write is never one row.
    key = dict.fromkeys(("unit", *(table.key or (title, day))))
    return Register(
        name=name,
        zh=table.zh,
        en=table.en,
        fields=fields,
        named=tuple(table.named),
        key=tuple(one for one in key if one in names),
        day=day,
        title=title,
        telling=tuple(table.telling) or telling_fields(fields),
        needs=tuple(table.needs),
        people=table.people,
        events=table.events,
    )


def _field(name: str, table: FieldTable) -> RegisterField:
    words = {value: tuple(written) for value, written in (table.words or {}).items()}
    return RegisterField(
        name=name,
        kind=Kind(table.kind),
        headers=tuple(table.headers or load_registers().activity["unit"]),
        required=table.required,
        ahead=table.ahead,
        affirms=table.affirms,
        of=table.of,
        words=words,
    )


def _wrong(value: str, allowed: str) -> PydanticCustomError:
    return PydanticCustomError("register", "{allowed}", {"value": value, "allowed": allowed})
