"""Which call an address is, and what it does."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from tests.servers.google import drive_calls, sheets_calls
from tests.servers.google.answers import Json, invalid
from tests.servers.google.call import Asked
from tests.servers.google.quotas import Kind
from tests.servers.google.world import World


@dataclass(frozen=True, slots=True)
class Route:
    """A call of the interface: its name in counts and faults, what quota it takes, what it does."""

    name: str
    kind: Kind
    method: str
    path: re.Pattern[str]
    call: Callable[[World, Asked], Json | str | None] = field(repr=False)


def _routes() -> list[Route]:
    tables = ((sheets_calls.CALLS, "/v4/spreadsheets"), (drive_calls.CALLS, ""))
    return [
        Route(name, kind, method, re.compile(prefix + path), call)
        for calls, prefix in tables
        for name, kind, method, path, call in calls
    ]


ROUTES = _routes()


def route_of(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The call of a method and a raw path, with what the path names; None if there is none."""
    for route in ROUTES:
        if route.method == method and (match := route.path.fullmatch(path)):
            return route, {name: unquote(text) for name, text in match.groupdict("").items()}
    return None


def parse_body(body: bytes, content_type: str) -> Json:
    """The JSON object of a request's body; {} without one. 400 where it is none."""
    if not body or not content_type.startswith("application/json"):
        return {}
    try:
        value = json.loads(body)
    except ValueError:
        raise invalid("Invalid JSON payload received. Unexpected token.") from None
    if not isinstance(value, dict):
        raise invalid(
            'Invalid JSON payload received. Unknown name "": Root element must be a message.'
        )
    return value
