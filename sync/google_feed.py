"""What Drive tells of an account's spreadsheets: a whole list, or what changed since a page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from store.google_files import GoogleFile, Seen
from sync.google_errors import GoogleGone, GoogleRefused

Json = Mapping[str, Any]
Plain = str | int | bool

_SPREADSHEET = "application/vnd.google-apps.spreadsheet"
_FILE = "id,name,mimeType,trashed,version,lastModifyingUser(me),capabilities(canEdit)"
_PAGE = 1000


class Drive(Protocol):
    """What is asked of Drive on behalf of an account."""

    def ask_drive(self, path: str, params: Mapping[str, Plain]) -> Json:
        """The answer to a GET; GoogleError."""
        ...


def look_on(drive: Drive, seen: Seen, today: str) -> Seen:
    """What the account sees now: the changes since its page, and once a day the whole list.

    A page that is too old is no page: then the whole list is all there is. GoogleError.
    """
    files, token = seen.files, seen.page_token
    if token is not None:
        try:
            changes, token = _read_changes(drive, token)
            files = apply_changes(files, changes)
        except (GoogleGone, GoogleRefused):
            token = None
    if token is None:
        token = str(drive.ask_drive("changes/startPageToken", {})["startPageToken"])
    elif seen.listed_on == today:
        return Seen(page_token=token, listed_on=today, files=files)
    return Seen(page_token=token, listed_on=today, files=_list_files(drive, files))


def apply_changes(
    files: Mapping[str, GoogleFile], changes: Iterable[Json]
) -> dict[str, GoogleFile]:
    """The files after these changes, the later ones last."""
    now = dict(files)
    for change in changes:
        told = parse_file(change.get("file", {}))
        if told is not None and not change.get("removed"):
            now[told.id] = told
        else:
            now.pop(str(change.get("fileId")), None)
    return now


def parse_file(told: Json) -> GoogleFile | None:
    """A spreadsheet as Drive tells of it; None where it is something else, or thrown away."""
    if told.get("mimeType") != _SPREADSHEET or told.get("trashed"):
        return None
    return GoogleFile(
        id=str(told["id"]),
        name=str(told.get("name", "")),
        version=int(told.get("version", 0)),
        ours=bool(told.get("lastModifyingUser", {}).get("me")),
        editable=bool(told.get("capabilities", {}).get("canEdit", True)),
    )


def join_seen(seen: Iterable[Seen]) -> dict[str, GoogleFile]:
    """Every file that any account sees, as the one that knows its latest version tells of it."""
    joined: dict[str, GoogleFile] = {}
    for one in seen:
        for file in one.files.values():
            known = joined.get(file.id)
            if known is None or file.version > known.version:
                joined[file.id] = file
            elif file.version == known.version and file.ours:
                joined[file.id] = replace(known, ours=True)
    return joined


def _read_changes(drive: Drive, token: str) -> tuple[list[Json], str]:
    changes: list[Json] = []
    fields = f"nextPageToken,newStartPageToken,changes(fileId,removed,changeType,file({_FILE}))"
    while True:
        params: dict[str, Plain] = {"pageToken": token, "pageSize": _PAGE, "fields": fields}
        answer = drive.ask_drive("changes", params)
        changes += answer.get("changes", ())
        if "newStartPageToken" in answer:
            return changes, str(answer["newStartPageToken"])
        token = str(answer["nextPageToken"])


def _list_files(drive: Drive, before: Mapping[str, GoogleFile]) -> dict[str, GoogleFile]:
    """The whole list; what a change told meanwhile of a later version stands."""
    found = {file.id: file for file in map(parse_file, _pages_of_files(drive)) if file}
    return {
        file.id: before[file.id]
        if file.id in before and before[file.id].version > file.version
        else file
        for file in found.values()
    }


def _pages_of_files(drive: Drive) -> Iterator[Json]:
    params: dict[str, Plain] = {
        "q": f"mimeType='{_SPREADSHEET}' and trashed=false",
        "pageSize": _PAGE,
        "fields": f"nextPageToken,files({_FILE})",
    }
    while True:
        answer = drive.ask_drive("files", params)
        yield from answer.get("files", ())
        if "nextPageToken" not in answer:
            return
        params["pageToken"] = str(answer["nextPageToken"])
