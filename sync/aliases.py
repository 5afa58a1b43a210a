"""Aliases: which books write a name, and what speaks against remembering it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import Connection

from rules.roster import Unit
from store.aliases import (
    Alias,
    hold_aliases,
    load_aliases,
    load_remembered,
    load_written_units,
)
from store.books import load_titles
from store.office import remember_alias
from sync.names import UnitNames
from sync.unit_texts import fold_name, plain_name, readings_of


class AliasRefused(Exception):
    """The name cannot mean that unit; `code` and `values` make the sentence for people."""

    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(code)


def recall_names(conn: Connection, programme_id: str, names: UnitNames) -> UnitNames:
    """The names, with what the office explained meanwhile; it explains no more until this ends."""
    hold_aliases(conn, programme_id)
    remembered = load_remembered(conn, programme_id)
    return names if remembered == names.remembered else UnitNames(names.units, remembered)


def find_alias(conn: Connection, programme_id: str, text: str) -> Alias | None:
    """What is remembered of a name, spaces, width and case apart."""
    folded = fold_name(text)
    remembered = load_aliases(conn, programme_id)
    return next((one for one in remembered if one.folded == folded), None)


def is_alias_new(text: str, unit_id: int, units: Mapping[int, Unit], known: Alias | None) -> bool:
    """Whether there is anything to remember; AliasRefused where the name is another unit's."""
    folded = fold_name(text)
    if not plain_name(text):
        raise AliasRefused("alias-empty", text=text)
    owner = _owner(folded, units)
    owners = _likewise(text, units) if owner is None else {owner}
    if owners and unit_id not in owners:
        raise AliasRefused("alias-taken", text=text, unit=units[min(owners)].name)
    if known is None or not known.in_force:
        return owner is None
    if known.unit_id != unit_id:
        raise AliasRefused("alias-held", text=known.text, unit=known.unit)
    return False


def remember_former_names(
    conn: Connection,
    programme_id: str,
    before: Mapping[int, Unit],
    units: Mapping[int, Unit],
    now: datetime,
) -> list[tuple[str, Unit]]:
    """The former name of each unit that the roster renamed, remembered unless it is another's.

    Books, folders and tabs that bear it stay the unit's.
    """
    remembered = []
    renamed = [n for n in before.keys() & units.keys() if before[n].name != units[n].name]
    for unit_id in sorted(renamed):
        text, unit = before[unit_id].name, units[unit_id]
        with suppress(AliasRefused):
            if is_alias_new(text, unit_id, units, find_alias(conn, programme_id, text)):
                remember_alias(
                    conn,
                    programme_id,
                    text=text,
                    folded=fold_name(text),
                    unit_id=unit_id,
                    books=(),
                    now=now,
                )
                remembered.append((text, unit))
    return remembered


def books_writing(conn: Connection, programme_id: str, text: str) -> set[str]:
    """The books in which a row, or the name of a tab, file or folder, may be read by this name."""
    folded, plain = fold_name(text), plain_name(text)
    written, titles = load_written_units(conn, programme_id), load_titles(conn, programme_id)
    return {
        book
        for book, sheet, unit in written
        if (
            any(plain_name(reading) == plain for reading in readings_of(unit))
            if unit is not None
            else any(
                _holds(name, folded, plain) for name in (sheet, *_parts(titles.get(book, book)))
            )
        )
    }


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name).parts


def _owner(folded: str, units: Mapping[int, Unit]) -> int | None:
    """The unit that the roster calls so; nobody where several share a number or alias."""
    full = [number for number, unit in units.items() if fold_name(unit.name) == folded]
    bearers = [number for number, unit in units.items() if folded in _also(unit)]
    found = full or bearers
    return found[0] if len(found) == 1 else None


def _likewise(text: str, units: Mapping[int, Unit]) -> set[int]:
    """The units whose full names are the same but for signs that mean the same."""
    plain = plain_name(text)
    return {number for number, unit in units.items() if plain_name(unit.name) == plain}


def _holds(name: str, folded: str, plain: str) -> bool:
    return folded in fold_name(name) or plain in plain_name(name)


def _also(unit: Unit) -> set[str]:
    return {fold_name(text) for text in (unit.code, *unit.aliases) if text}
