"""The webhook: where Telegram posts updates, and where others ask whether we are well."""

import hmac
import json
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
#: An update is small; whoever posts more is not Telegram.
_MOST = 1024 * 1024


def build_web_app(
    url: str,
    secret: str,
    take: Callable[[str], Awaitable[None]],
    is_well: Callable[[], bool],
) -> Starlette:
    """The application that answers at the path of `url`, and at /healthz.

    `take` returns once an update is kept; 403 without the secret, 200 for what is no update:
    Telegram would post it for ever.
    """

    async def post(request: Request) -> Response:
        given = request.headers.get(_SECRET, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        raw = await _read(request)
        if raw is not None and _is_update(raw):
            await take(raw)
        return Response(status_code=200)

    async def health(request: Request) -> Response:
        del request
        well = is_well()
        return JSONResponse({"ok": well}, status_code=200 if well else 503)

    path = urlsplit(url).path
    return Starlette(routes=[Route(path, post, methods=["POST"]), Route("/healthz", health)])


async def _read(request: Request) -> str | None:
    """The body; None where it is too long or no text."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST:
            return None
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


def _is_update(raw: str) -> bool:
    try:
        update = json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)
