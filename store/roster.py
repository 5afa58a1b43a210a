"""Units and contacts in the store: the roster of the last sync that could be believed."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from rules.roster import Channel, Contact, Role, Roster, Unit
from store.addresses import load_learned
from store.ids import take_ids
from store.tables import contact, unit


def load_units(conn: Connection, programme_id: str) -> dict[int, Unit]:
    """All units in force, by id, in the roster's order."""
    rows = conn.execute(
        select(unit)
        .where(unit.c.programme_id == programme_id, unit.c.withdrawn_at.is_(None))
        .order_by(unit.c.id)
    )
    return {row.id: _unit(row) for row in rows}


def load_contacts(conn: Connection, programme_id: str) -> dict[int, tuple[int, Contact]]:
    """All contacts in force: (unit id, contact) by contact id, in the roster's order.

    Their channels are as they can be used: with bound chats and moved addresses, none that is gone.
    """
    learned = load_learned(conn, programme_id)
    listed = load_listed(conn, programme_id)
    return {n: (unit_id, learned.apply(n, one)) for n, (unit_id, one) in listed.items()}


def load_listed(conn: Connection, programme_id: str) -> dict[int, tuple[int, Contact]]:
    """The same contacts with their channels as the roster lists them."""
    rows = conn.execute(
        select(contact, unit.c.name.label("unit_name"))
        .join(
            unit,
            (unit.c.programme_id == contact.c.programme_id) & (unit.c.id == contact.c.unit_id),
        )
        .where(contact.c.programme_id == programme_id, contact.c.withdrawn_at.is_(None))
        .order_by(contact.c.id)
    )
    return {row.id: (row.unit_id, _contact(row)) for row in rows}


def save_roster(conn: Connection, programme_id: str, roster: Roster, now: datetime) -> bool:
    """Makes the store equal to the roster; True where anything changed.

    A unit keeps its id by its name, or by its number where it was renamed.
    """
    rows = conn.execute(select(unit).where(unit.c.programme_id == programme_id))
    stored = {row.id: row for row in rows}
    ids = _matched(stored, roster)
    changed = _withdraw(conn, unit, programme_id, set(stored) - set(ids.values()), now)
    fresh = [u for u in roster.units if u.name not in ids]
    new_ids = take_ids(conn, programme_id, "unit", len(fresh)) if fresh else ()
    for number, one in zip(new_ids, fresh, strict=True):
        ids[one.name] = number
        key = {"programme_id": programme_id, "id": number, "seen_at": now}
        conn.execute(insert(unit).values(**key, **_unit_values(one)))
    for one in roster.units:
        row = stored.get(ids[one.name])
        if row is not None and (row.withdrawn_at is not None or _unit(row) != one):
            _change(conn, unit, programme_id, row.id, _unit_values(one))
            changed = True
    people = _save_contacts(conn, programme_id, roster, ids, now)
    return bool(fresh) or changed or people


def _save_contacts(
    conn: Connection, programme_id: str, roster: Roster, ids: Mapping[str, int], now: datetime
) -> bool:
    rows = conn.execute(select(contact).where(contact.c.programme_id == programme_id))
    stored = {(row.unit_id, row.name, row.role): row for row in rows}
    wanted = {(ids[c.unit], c.name, c.role.value): c for c in roster.contacts if c.unit in ids}
    gone = {row.id for key, row in stored.items() if key not in wanted}
    changed = _withdraw(conn, contact, programme_id, gone, now)
    fresh = [key for key in wanted if key not in stored]
    numbers = take_ids(conn, programme_id, "contact", len(fresh)) if fresh else ()
    for number, key in zip(numbers, fresh, strict=True):
        unit_id, name, role = key
        person = {"programme_id": programme_id, "id": number, "name": name, "role": role}
        values = _contact_values(wanted[key])
        conn.execute(insert(contact).values(**person, unit_id=unit_id, seen_at=now, **values))
    for key, row in stored.items():
        values = _contact_values(wanted[key]) if key in wanted else {}
        if values and any(getattr(row, name) != value for name, value in values.items()):
            _change(conn, contact, programme_id, row.id, values)
            changed = True
    return changed or bool(fresh)


def _matched(stored: Mapping[int, Row[Any]], roster: Roster) -> dict[str, int]:
    by_name = {row.name: number for number, row in stored.items()}
    listed = {one.name for one in roster.units}
    # Of two units with one number the one in force has it, though another had it before.
    in_force_last = sorted(stored.values(), key=lambda row: row.withdrawn_at is None)
    by_code = {r.code: r.id for r in in_force_last if r.code and r.name not in listed}
    ids: dict[str, int] = {}
    taken: set[int] = set()
    for one in roster.units:
        number = by_name.get(one.name) or by_code.get(one.code or "")
        if number is not None and number not in taken:
            ids[one.name] = number
            taken.add(number)
    return ids


def _withdraw(
    conn: Connection, table: Table, programme_id: str, ids: Collection[int], now: datetime
) -> bool:
    mine = update(table).where(table.c.programme_id == programme_id, table.c.withdrawn_at.is_(None))
    everything, withdrawn = sorted(ids), 0
    for start in range(0, len(everything), _CHUNK):
        chunk = table.c.id.in_(everything[start : start + _CHUNK])
        withdrawn += conn.execute(mine.where(chunk).values(withdrawn_at=now)).rowcount
    return withdrawn > 0


def _change(
    conn: Connection, table: Table, programme_id: str, number: int, values: Mapping[str, object]
) -> None:
    mine = (table.c.programme_id == programme_id) & (table.c.id == number)
    conn.execute(update(table).where(mine).values(**values))


def _unit(row: Row[Any]) -> Unit:
    return Unit(
        name=row.name,
        code=row.code,
        aliases=tuple(row.aliases),
        parent=row.parent,
        category=row.category,
        members=row.members,
        joined=date.fromisoformat(row.joined) if row.joined else None,
        left=date.fromisoformat(row.left) if row.left else None,
        grouping=row.grouping,
    )


def _unit_values(one: Unit) -> dict[str, object]:
    return {
        "name": one.name,
        "code": one.code,
        "aliases": list(one.aliases),
        "parent": one.parent,
        "category": one.category,
        "members": one.members,
        "joined": one.joined.isoformat() if one.joined else None,
        "left": one.left.isoformat() if one.left else None,
        "grouping": one.grouping,
        "withdrawn_at": None,
    }


def _contact(row: Row[Any]) -> Contact:
    return Contact(
        unit=row.unit_name,
        name=row.name,
        role=Role(row.role),
        volunteer_no=row.volunteer_no,
        locale=row.locale,
        channels=tuple(Channel(**channel) for channel in row.channels),
    )


def _contact_values(one: Contact) -> dict[str, object]:
    return {
        "volunteer_no": one.volunteer_no,
        "locale": one.locale,
        "channels": [{"kind": c.kind, "address": c.address} for c in one.channels],
        "withdrawn_at": None,
    }


_CHUNK = 500
