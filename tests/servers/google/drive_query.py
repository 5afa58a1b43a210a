"""Drive's search language, as far as files are looked for by name, kind, owner and time."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from tests.servers.google.answers import ApiError, drive_error
from tests.servers.google.world import File

Test = Callable[[File], bool]

_SIGN = re.compile(
    r"\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")|(?P<sign><=|>=|!=|[=<>()])"
    r"|(?P<word>[A-Za-z]\w*))"
)


def parse_query(query: str, account: str) -> Test:
    """A test of files, where `'me' in owners` is the account; 400 for what cannot be read."""
    query = re.sub(r"'me'(?=\s+in\b)", f"'{account}'", query)
    signs, at = [], 0
    while query[at:].strip():
        match = _SIGN.match(query, at)
        if match is None:
            raise _unreadable()
        signs.append(match[0].strip())
        at = match.end()
    if not signs:
        return lambda _: True
    test, rest = _either(signs)
    if rest:
        raise _unreadable()
    return test


def _unreadable() -> ApiError:
    where = {"location": "q", "locationType": "parameter"}
    return drive_error(400, "invalid", "Invalid Value", **where)


def _either(signs: list[str]) -> tuple[Test, list[str]]:
    left, signs = _both(signs)
    if signs[:1] != ["or"]:
        return left, signs
    right, rest = _either(signs[1:])
    return (lambda file: left(file) or right(file)), rest


def _both(signs: list[str]) -> tuple[Test, list[str]]:
    left, signs = _one(signs)
    if signs[:1] != ["and"]:
        return left, signs
    right, rest = _both(signs[1:])
    return (lambda file: left(file) and right(file)), rest


def _one(signs: list[str]) -> tuple[Test, list[str]]:
    if signs[:1] == ["not"]:
        inner, rest = _one(signs[1:])
        return (lambda file: not inner(file)), rest
    if signs[:1] == ["("]:
        inner, rest = _either(signs[1:])
        if rest[:1] != [")"]:
            raise _unreadable()
        return inner, rest[1:]
    if len(signs) < 3:
        raise _unreadable()
    first, sign, second = signs[:3]
    if sign == "in":
        return _contained(_text(first), second), signs[3:]
    return _compared(first, sign, second), signs[3:]


def _contained(wanted: str, field: str) -> Test:
    roles = {
        "owners": ("owner",),
        "writers": ("owner", "writer"),
        "readers": ("owner", "writer", "reader"),
    }
    if field == "parents":
        return lambda _: wanted == "root"
    if field not in roles:
        raise _unreadable()
    return lambda file: file.role(wanted) in roles[field]


def _compared(field: str, sign: str, value: str) -> Test:
    if field in ("modifiedTime", "createdTime"):
        return _timed(field, sign, _instant(_text(value)))
    if field == "trashed" and value in ("true", "false"):
        return lambda file: (file.trashed == (value == "true")) == (sign == "=")
    text = _text(value)
    if field == "name" and sign == "contains":
        words = text.casefold().rstrip("*")
        return lambda file: any(part.startswith(words) for part in _suffixes(file.name))
    if field in ("name", "mimeType") and sign in ("=", "!="):
        same = sign == "="
        return lambda file: ((file.name if field == "name" else file.mime) == text) == same
    raise _unreadable()


def _suffixes(name: str) -> list[str]:
    """A name from each of its words on: `contains` finds beginnings of words."""
    name = name.casefold()
    starts = [0, *(match.end() for match in re.finditer(r"\W+", name))]
    return [name[start:] for start in starts]


def _timed(field: str, sign: str, instant: float) -> Test:
    compare: dict[str, Callable[[float], bool]] = {
        "=": lambda time: time == instant,
        "!=": lambda time: time != instant,
        ">": lambda time: time > instant,
        "<": lambda time: time < instant,
        ">=": lambda time: time >= instant,
        "<=": lambda time: time <= instant,
    }
    if sign not in compare:
        raise _unreadable()
    test = compare[sign]
    return lambda file: test(round(file.modified if field == "modifiedTime" else file.created, 3))


def _instant(text: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _unreadable() from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _text(sign: str) -> str:
    if sign[:1] not in ("'", '"'):
        raise _unreadable()
    return re.sub(r"\\(.)", r"\1", sign[1:-1])
