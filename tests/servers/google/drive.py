"""Drive v3: files as JSON, their list, and the feed of changes."""

from typing import Any

from tests.servers.google.accounts import EVERYONE
from tests.servers.google.answers import ApiError, Json, drive_error
from tests.servers.google.checking import check_drive_mask
from tests.servers.google.clock import rfc3339
from tests.servers.google.drive_query import parse_query
from tests.servers.google.masks import Mask, masked, parse_mask
from tests.servers.google.world import Change, File, World

_BASIC = "kind,id,name,mimeType"
_PAGE = f"kind,nextPageToken,files({_BASIC})"
_CHANGES = (
    "kind,nextPageToken,newStartPageToken,"
    f"changes(kind,type,changeType,time,removed,fileId,file({_BASIC}))"
)


def file_json(file: File, account: str, mask: Mask) -> Json:
    """The wanted parts of a file as one account sees it."""
    editor = _user(file.last_editor, account)
    role = file.role(account)
    answer: Json = {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime,
        "trashed": file.trashed,
        "explicitlyTrashed": file.trashed,
        "starred": False,
        "parents": ["root"],
        "version": str(file.version),
        "createdTime": rfc3339(file.created),
        "modifiedTime": rfc3339(file.modified),
        "lastModifyingUser": editor,
        "owners": [_user(file.owner, account)],
        "ownedByMe": file.owner == account,
        "shared": bool(file.roles),
        "size": "1024",
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{file.id}/edit?usp=drivesdk",
        "capabilities": {"canEdit": role in ("owner", "writer"), "canCopy": True},
        "permissions": [permission_json(file, email) for email in (file.owner, *file.roles)],
    }
    return dict(masked(answer, mask))


def _user(email: str, account: str) -> Json:
    return {
        "kind": "drive#user",
        "displayName": email,
        "me": email == account,
        "permissionId": permission_id(email),
        "emailAddress": email,
    }


def permission_id(email: str) -> str:
    """Twenty digits that stand for an address, the same at every file."""
    if email == "*":
        return "anyoneWithLink"
    return f"{int.from_bytes(email.encode(), 'big') % 10**20:020d}"


def permission_json(file: File, email: str) -> Json:
    """What somebody may do with a file."""
    role = "owner" if email == file.owner else file.roles[email]
    answer: Json = {"kind": "drive#permission", "id": permission_id(email), "role": role}
    if email == "*":
        return answer | {"type": "anyone", "allowFileDiscovery": False}
    return answer | {"type": "user", "emailAddress": email, "displayName": email}


def basic_mask(options: Json) -> Mask:
    """The mask of a request about one file; without one, kind, id, name and mimeType."""
    return _mask("File", options, _BASIC)


def _mask(shape: str, options: Json, default: str) -> Mask:
    mask = parse_mask(str(options.get("fields") or default))
    check_drive_mask(shape, mask)
    return mask


def list_files(world: World, account: str, options: Json) -> Json:
    """One page of the files an account may see, the latest modified first."""
    test = parse_query(str(options.get("q") or ""), account)
    size = _page_size(options, 100)
    start = _number(options.get("pageToken") or "0")
    found = [file for file in world.visible(account) if test(file)]
    page = found[start : start + size]
    mask = _mask("FileList", options, _PAGE)
    files = [file_json(file, account, mask.get("files", {})) for file in page]
    answer: Json = {"kind": "drive#fileList", "incompleteSearch": False, "files": files}
    if start + size < len(found):
        answer["nextPageToken"] = str(start + size)
    return dict(masked(answer, mask))


def _page_size(options: Json, default: int) -> int:
    size = _number(options.get("pageSize") or str(default))
    if not 1 <= size <= 1000:
        raise _bad(
            "pageSize", f"Invalid value '{size}'. Values must be within the range: [1, 1000]"
        )
    return size


def _number(text: Any) -> int:  # noqa: ANN401  what a request holds
    if not str(text).isdecimal():
        raise _bad("pageToken", "Invalid Value")
    return int(text)


def _bad(parameter: str, message: str) -> ApiError:
    return drive_error(400, "invalid", message, location=parameter, locationType="parameter")


def start_page_token(world: World) -> Json:
    """The token from which on changes are still to come."""
    return {"kind": "drive#startPageToken", "startPageToken": str(world.change_number)}


def list_changes(world: World, account: str, options: Json) -> Json:
    """One page of what changed since a token, each file once, at its latest place in the feed."""
    token = _number(options.get("pageToken") or "")
    if token < world.oldest_token or token > world.change_number:
        raise _too_old(world.expired_token_code)
    size = _page_size(options, 100)
    mask = _mask("ChangeList", options, _CHANGES)
    seen = [entry for entry in _feed(world, account) if entry[1].number >= token]
    page = seen[:size]
    entries = [_change_json(world, account, *item, mask.get("changes", {})) for item in page]
    answer: Json = {"kind": "drive#changeList", "changes": entries}
    if len(seen) > size:
        answer["nextPageToken"] = str(seen[size][1].number)
    else:
        answer["newStartPageToken"] = str(world.change_number)
    return dict(masked(answer, mask))


def _too_old(code: int) -> ApiError:
    if code == 400:
        return _bad("pageToken", "Invalid Value")
    return drive_error(code, "fullSyncRequired", "The page token is too old; start anew.")


def _feed(world: World, account: str) -> list[tuple[str, Change]]:
    """What an account is told of: files it may see or saw deleted, and files taken from it."""

    def role(file_id: str) -> str:
        return (world.files.get(file_id) or world.deleted[file_id]).role(account)

    seen = [(file_id, change) for file_id, change in world.changes.items() if role(file_id)]
    seen += [
        (file_id, change)
        for (file_id, loser), change in world.losses.items()
        if loser in (account, EVERYONE) and not role(file_id)
    ]
    return sorted(seen, key=lambda entry: entry[1].number)


def _change_json(world: World, account: str, file_id: str, change: Change, mask: Mask) -> Json:
    file = world.files.get(file_id)
    removed = file is None or not file.role(account)
    answer: Json = {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": rfc3339(change.time),
        "removed": removed,
        "fileId": file_id,
    }
    if file is not None and not removed:
        answer["file"] = file_json(file, account, mask.get("file", {}))
    return dict(masked(answer, mask))
