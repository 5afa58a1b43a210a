"""Bindings: whose chat speaks as which contact, and the one-time links that make one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from store.bulk import upsert
from store.tables import binding, invitation


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A person's chat that speaks as a contact, or asks to."""

    channel: str
    address: str
    contact_id: int
    approved: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A one-time link of a contact."""

    contact_id: int
    replaces: bool
    expires_at: datetime
    used_by: str | None = None


def load_bindings(conn: Connection, programme_id: str) -> Sequence[Binding]:
    """All bindings and requests for one, the oldest first."""
    columns = binding.c
    rows = conn.execute(
        select(binding)
        .where(columns.programme_id == programme_id)
        .order_by(columns.at, columns.address, columns.contact_id)
    )
    return [
        Binding(
            channel=row.channel,
            address=row.address,
            contact_id=row.contact_id,
            approved=row.approved,
            at=row.at,
        )
        for row in rows
    ]


def save_binding(conn: Connection, programme_id: str, one: Binding) -> None:
    """Binds, or asks to; an approved binding is never asked for again."""
    key = {
        "programme_id": programme_id,
        "channel": one.channel,
        "address": one.address,
        "contact_id": one.contact_id,
    }
    statement = upsert(conn, binding).values(**key, approved=one.approved, at=one.at)
    if one.approved:
        approved = statement.on_conflict_do_update(
            index_elements=list(key), set_={"approved": True}
        )
        conn.execute(approved)
    else:
        conn.execute(statement.on_conflict_do_nothing())


def drop_bindings(
    conn: Connection,
    programme_id: str,
    *,
    channel: str,
    address: str | None = None,
    contact_id: int | None = None,
) -> int:
    """Ends bindings of an address, of a contact, or of both together; how many there were."""
    mine = [binding.c.programme_id == programme_id, binding.c.channel == channel]
    if address is not None:
        mine.append(binding.c.address == address)
    if contact_id is not None:
        mine.append(binding.c.contact_id == contact_id)
    return conn.execute(delete(binding).where(*mine)).rowcount


def save_invitation(conn: Connection, programme_id: str, token: str, one: Invitation) -> None:
    """Keeps a link, by its token's digest: who reads the database cannot use it."""
    conn.execute(
        insert(invitation).values(
            programme_id=programme_id,
            digest=_digest(token),
            contact_id=one.contact_id,
            replaces=one.replaces,
            expires_at=one.expires_at,
        )
    )


def load_invitation(conn: Connection, programme_id: str, token: str) -> Invitation | None:
    """The link of that token; None where there is none."""
    columns = invitation.c
    row = conn.execute(
        select(invitation).where(
            columns.programme_id == programme_id, columns.digest == _digest(token)
        )
    ).first()
    if row is None:
        return None
    return Invitation(
        contact_id=row.contact_id,
        replaces=row.replaces,
        expires_at=row.expires_at,
        used_by=row.used_by,
    )


def use_invitation(
    conn: Connection, programme_id: str, token: str, *, by: str, now: datetime
) -> bool:
    """Uses a link up; False where somebody has."""
    columns = invitation.c
    unused = (
        (columns.programme_id == programme_id)
        & (columns.digest == _digest(token))
        & columns.used_at.is_(None)
    )
    used = conn.execute(update(invitation).where(unused).values(used_at=now, used_by=by))
    return used.rowcount == 1


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
