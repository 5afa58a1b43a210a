"""What each account last saw on Google: the spreadsheets shared with it, and where to look on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from store.bulk import upsert
from store.google_tables import google_account, google_file

_CHUNK = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class GoogleFile:
    """A spreadsheet as Drive last told of it; `version` grows with every change."""

    id: str
    name: str
    version: int
    ours: bool
    """Whether the account that tells made the last change."""
    editable: bool


@dataclass(slots=True, kw_only=True)
class Seen:
    """What an account saw; without a page token it has never looked."""

    page_token: str | None = None
    listed_on: str | None = None
    files: dict[str, GoogleFile] = field(default_factory=dict)


def load_seen(conn: Connection, programme_id: str, account: str) -> Seen:
    """What this account last saw."""
    row = conn.execute(select(google_account).where(*_mine(google_account, programme_id, account)))
    known = row.mappings().first()
    columns = [google_file.c[name] for name in GoogleFile.__dataclass_fields__]
    files = conn.execute(select(*columns).where(*_mine(google_file, programme_id, account)))
    return Seen(
        page_token=known["page_token"] if known else None,
        listed_on=known["listed_on"] if known else None,
        files={one["id"]: GoogleFile(**one) for one in files.mappings()},
    )


def save_seen(
    conn: Connection, programme_id: str, account: str, seen: Seen, before: Mapping[str, GoogleFile]
) -> None:
    """Remembers it; `before` is what was remembered of files until now."""
    values = {"page_token": seen.page_token, "listed_on": seen.listed_on}
    statement = upsert(conn, google_account).values(
        programme_id=programme_id, account=account, **values
    )
    keys = ["programme_id", "account"]
    conn.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))
    _forget(conn, programme_id, account, before.keys() - seen.files.keys())
    for file in seen.files.values():
        if before.get(file.id) != file:
            _save_file(conn, programme_id, account, file)


def _save_file(conn: Connection, programme_id: str, account: str, file: GoogleFile) -> None:
    values: dict[str, Any] = {name: getattr(file, name) for name in GoogleFile.__dataclass_fields__}
    statement = upsert(conn, google_file).values(
        programme_id=programme_id, account=account, **values
    )
    del values["id"]
    keys = ["programme_id", "account", "id"]
    conn.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


def _forget(conn: Connection, programme_id: str, account: str, ids: Collection[str]) -> None:
    gone = sorted(ids)
    for start in range(0, len(gone), _CHUNK):
        chunk = gone[start : start + _CHUNK]
        mine = _mine(google_file, programme_id, account)
        conn.execute(delete(google_file).where(*mine, google_file.c.id.in_(chunk)))


def _mine(table: Table, programme_id: str, account: str) -> tuple[Any, Any]:
    return table.c.programme_id == programme_id, table.c.account == account
