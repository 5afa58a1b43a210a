"""batchUpdate requests (objects)."""

from tests.servers.google.work import Request

REQUESTS: dict[str, Request] = {}
