"""The calls of Drive v3, and the one upload of v2 that gspread still uses."""

import csv
import io
from collections.abc import Callable

from tests.servers.google.accounts import EVERYONE
from tests.servers.google.answers import Json, drive_error, file_not_found
from tests.servers.google.book import Tab
from tests.servers.google.call import Asked
from tests.servers.google.drive import (
    basic_mask,
    file_json,
    list_changes,
    list_files,
    permission_id,
    permission_json,
    start_page_token,
)
from tests.servers.google.entering import entered
from tests.servers.google.grid import EMPTY
from tests.servers.google.quotas import Kind
from tests.servers.google.rendering import formatted_text
from tests.servers.google.world import SPREADSHEET, File, World, tab_properties

Call = Callable[[World, Asked], Json | str | None]


def files_list(world: World, asked: Asked) -> Json:
    return list_files(world, asked.account, asked.options)


def files_create(world: World, asked: Asked) -> Json:
    name = asked.body.get("name") or "Untitled"
    if asked.body.get("mimeType") != SPREADSHEET:
        raise drive_error(
            403, "storageQuotaExceeded", "Service Accounts do not have storage quota."
        )
    return file_json(world.add_file(name, asked.account), asked.account, basic_mask(asked.options))


def files_get(world: World, asked: Asked) -> Json:
    file = world.drive_file(asked.id, asked.account)
    return file_json(file, asked.account, basic_mask(asked.options))


def files_update(world: World, asked: Asked) -> Json:
    file = _writable(world, asked)
    if "name" in asked.body:
        file.name = file.book.properties["title"] = str(asked.body["name"])
    file.trashed = bool(asked.body.get("trashed", file.trashed))
    world.edited(file, asked.account)
    return file_json(file, asked.account, basic_mask(asked.options))


def _writable(world: World, asked: Asked) -> File:
    file = world.drive_file(asked.id, asked.account)
    if file.role(asked.account) not in ("owner", "writer"):
        message = "The user does not have sufficient permissions for this file."
        raise drive_error(403, "insufficientFilePermissions", message)
    return file


def files_delete(world: World, asked: Asked) -> None:
    file = world.drive_file(asked.id, asked.account)
    if file.owner != asked.account:
        message = "The user does not have sufficient permissions for this file."
        raise drive_error(403, "insufficientFilePermissions", message)
    world.remove(file)


def files_copy(world: World, asked: Asked) -> Json:
    source = world.drive_file(asked.id, asked.account)
    name = asked.body.get("name") or f"Copy of {source.name}"
    book = source.book.copy(world.new_id())
    book.properties["title"] = name
    file = world.add_file(name, asked.account, book)
    return file_json(file, asked.account, basic_mask(asked.options))


def files_export(world: World, asked: Asked) -> str:
    """The first tab as CSV or TSV."""
    file = world.drive_file(asked.id, asked.account)
    marks = {"text/csv": ",", "text/tab-separated-values": "\t"}
    kind = str(asked.options.get("mimeType"))
    if kind not in marks:
        raise drive_error(400, "badRequest", "The requested conversion is not supported.")
    tab, locale = file.book.tabs[0], str(file.book.properties["locale"])
    rows: list[list[str]] = []
    for row, column, cell in tab.grid.filled():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = formatted_text(file.book, tab, cell, locale)
    width = max((len(row) for row in rows), default=0)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=marks[kind])
    writer.writerows([row + [""] * (width - len(row)) for row in rows])
    return text.getvalue().removesuffix("\r\n")


def comments_list(world: World, asked: Asked) -> Json:
    world.drive_file(asked.id, asked.account)
    return {"comments": []}


def permissions_list(world: World, asked: Asked) -> Json:
    file = world.drive_file(asked.id, asked.account)
    permissions = [permission_json(file, email) for email in (file.owner, *file.roles)]
    return {"kind": "drive#permissionList", "permissions": permissions}


def permissions_create(world: World, asked: Asked) -> Json:
    file = _writable(world, asked)
    email = str(asked.body.get("emailAddress") or EVERYONE)
    file.roles[email] = str(asked.body.get("role") or "reader")
    world.touched(file)
    return permission_json(file, email)


def _email_of(file: File, permission: str) -> str:
    for email in file.roles:
        if permission_id(email) == permission:
            return email
    where = {"location": "permissionId", "locationType": "parameter"}
    raise drive_error(404, "notFound", f"Permission not found: {permission}.", **where)


def permissions_update(world: World, asked: Asked) -> Json:
    file = _writable(world, asked)
    email = _email_of(file, asked.path["permission"])
    file.roles[email] = str(asked.body.get("role") or file.roles[email])
    world.touched(file)
    return permission_json(file, email)


def permissions_delete(world: World, asked: Asked) -> None:
    unshare(world, _writable(world, asked), asked.path["permission"])


def unshare(world: World, file: File, permission: str) -> None:
    """Take away what somebody may do; their change feed says that the file is gone."""
    email = _email_of(file, permission)
    del file.roles[email]
    world.touched(file)
    world.lose(file, email)


def start_token(world: World, _: Asked) -> Json:
    return start_page_token(world)


def changes_list(world: World, asked: Asked) -> Json:
    return list_changes(world, asked.account, asked.options)


def about_get(_: World, asked: Asked) -> Json:
    user = {"kind": "drive#user", "displayName": asked.account, "emailAddress": asked.account}
    return {"user": user | {"me": True, "permissionId": permission_id(asked.account)}}


def upload(world: World, asked: Asked) -> Json:
    """Replace a spreadsheet by an uploaded CSV: one tab, named as the file is."""
    file = world.files.get(asked.id)
    if file is None or not file.role(asked.account):
        raise file_not_found(asked.id)
    tab = Tab(tab_properties(world.new_number(), file.name))
    for row, cells in enumerate(csv.reader(io.StringIO(asked.raw.decode("utf-8")))):
        tab.grow(row + 1, len(cells))
        for column, text in enumerate(cells):
            tab.grid.put(row, column, entered(text, EMPTY, "en_US", 1970))
    file.book.tabs = [tab]
    file.book.properties["timeZone"] = "America/Los_Angeles"
    world.edited(file, asked.account)
    return {"kind": "drive#file", "id": file.id, "title": file.name, "mimeType": file.mime}


_FILES = "/drive/v3/files"
_FILE = _FILES + "/(?P<id>[^/]+)"
_PERMISSION = _FILE + "/permissions/(?P<permission>[^/]+)"
_TABLE: list[tuple[str, str, str, Call]] = [
    ("files.list", "GET", _FILES, files_list),
    ("files.create", "POST", _FILES, files_create),
    ("files.get", "GET", _FILE, files_get),
    ("files.update", "PATCH", _FILE, files_update),
    ("files.delete", "DELETE", _FILE, files_delete),
    ("files.copy", "POST", _FILE + "/copy", files_copy),
    ("files.export", "GET", _FILE + "/export", files_export),
    ("comments.list", "GET", _FILE + "/comments", comments_list),
    ("permissions.list", "GET", _FILE + "/permissions", permissions_list),
    ("permissions.create", "POST", _FILE + "/permissions", permissions_create),
    ("permissions.update", "PATCH", _PERMISSION, permissions_update),
    ("permissions.delete", "DELETE", _PERMISSION, permissions_delete),
    ("changes.getStartPageToken", "GET", "/drive/v3/changes/startPageToken", start_token),
    ("changes.list", "GET", "/drive/v3/changes", changes_list),
    ("about.get", "GET", "/drive/v3/about", about_get),
    ("upload", "PUT", "/upload/drive/v2/files/(?P<id>[^/]+)", upload),
]
_KIND: Kind = "drive"
CALLS = [(f"drive.{name}", _KIND, method, path, call) for name, method, path, call in _TABLE]
