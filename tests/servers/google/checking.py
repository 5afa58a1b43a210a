"""Whether what is asked has names and kinds that Google knows."""

import re
from typing import Any

from tests.servers.google.answers import ApiError, Json, drive_error, invalid_field, sheets_error
from tests.servers.google.masks import Mask, parse_mask
from tests.servers.google.shapes import SHAPES

_PLAIN: dict[str, tuple[type, ...]] = {"s": (str,), "i": (int,), "n": (int, float), "b": (bool,)}
_GOOGLE = {"s": "TYPE_STRING", "i": "TYPE_INT32", "n": "TYPE_DOUBLE", "b": "TYPE_BOOL"}


def check_shape(name: str, value: Any, where: str) -> None:  # noqa: ANN401  any JSON
    """Refuse, with 400, what is no message of that name; `where` is its place in the body."""
    if not isinstance(value, dict):
        raise invalid_field(where, f"Invalid value at '{where}' (type {name}), {value!r}")
    for key, item in value.items():
        place = f"{where}.{snake(key)}" if where else snake(key)
        if key not in SHAPES[name]:
            at = f" at '{where}'" if where else ""
            said = f'Invalid JSON payload received. Unknown name "{key}"{at}: Cannot find field.'
            raise invalid_field(where, said)
        if item is not None:
            _check_kind(SHAPES[name][key], item, place)


def _check_kind(kind: str, value: Any, where: str) -> None:  # noqa: ANN401  any JSON
    if kind.startswith("["):
        if not isinstance(value, list):
            raise invalid_field(where, f"Invalid value at '{where}' (a list), {value!r}")
        for index, item in enumerate(value):
            _check_kind(kind[1:-1], item, f"{where}[{index}]")
    elif kind.startswith("mask("):
        check_mask(kind[5:-1], parse_mask(str(value)), where)
    elif kind in SHAPES:
        check_shape(kind, value, where)
    elif kind != "*" and not _is_plain(kind, value):
        raise invalid_field(where, f"Invalid value at '{where}' ({_kind(kind)}), {value!r}")


def _is_plain(kind: str, value: Any) -> bool:  # noqa: ANN401  any JSON
    if kind not in _PLAIN:
        return value in kind.split("|") or str(value).endswith("_UNSPECIFIED")
    if kind in ("i", "n") and isinstance(value, str):
        return bool(re.fullmatch(r"-?\d+(\.\d+)?", value))
    if kind == "i" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _PLAIN[kind]) and (kind == "b" or not isinstance(value, bool))


def _kind(kind: str) -> str:
    return _GOOGLE.get(kind, "TYPE_ENUM")


def snake(name: str) -> str:
    """A name as Google writes it in a place: userEnteredValue is user_entered_value."""
    return re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def check_mask(name: str, mask: Mask, where: str = "fields") -> None:
    """Refuse, with 400, a field mask over a message that names what the message has not."""
    if unknown := _unknown(name, mask):
        path = f"Cannot find matching fields for path '{unknown}'."
        violation = {"field": where, "description": f"Error expanding 'fields' parameter. {path}"}
        kind = "type.googleapis.com/google.rpc.BadRequest"
        details: list[Json] = [{"@type": kind, "fieldViolations": [violation]}]
        raise sheets_error(400, "Request contains an invalid argument.", details)


def check_drive_mask(name: str, mask: Mask) -> None:
    """The same for Drive, in its words."""
    if unknown := _unknown(name, mask):
        raise _no_selection(unknown)


def _no_selection(unknown: str) -> ApiError:
    where = {"location": "fields", "locationType": "parameter"}
    last = unknown.rpartition(".")[2]
    return drive_error(400, "invalidParameter", f"Invalid field selection {last}", **where)


def _unknown(name: str, mask: Mask) -> str:
    """The first path of a mask that a message has not; "" if it has all."""
    for key, branch in mask.items():
        if key == "*":
            continue
        if key not in SHAPES[name]:
            return key
        kind = SHAPES[name][key].strip("[]")
        below = _unknown(kind, branch) if kind in SHAPES else ""
        if below:
            return f"{key}.{below}"
    return ""


def check_options(query: dict[str, list[str]]) -> None:
    """Refuse, with 400, an option of the query that Sheets does not know, or its value."""
    for name, values in query.items():
        if name not in SHAPES["Options"]:
            said = f"Field '{name}' could not be found in request message."
            start = f'Invalid JSON payload received. Unknown name "{name}"'
            raise invalid_field("", f"{start}: Cannot bind query parameter. {said}")
        kind = SHAPES["Options"][name]
        for value in values:
            truth = kind == "b" and value.lower() in ("true", "false", "1", "0", "")
            if not truth and (kind == "b" or not _is_plain(kind, value)):
                raise invalid_field(
                    snake(name), f"Invalid value at '{snake(name)}' ({_kind(kind)})"
                )
