"""The Bot API test server's HTTP side: calls, files, long polling, pushes, and remote control."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.servers.telegram_limits import Refused, decoded
from tests.servers.telegram_methods import METHODS
from tests.servers.telegram_world import Fault, Json, World

#: Calls that count as messages, and so meet faults named for none.
SENDS = frozenset({"sendmessage", "sendphoto", "senddocument"})
_STEP = 0.01
#: Seconds that an answer takes which should find nobody waiting.
_LONG = 3.0


class Cut(Response):
    """An answer that breaks off: the caller cannot know what became of the call."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        length = [(b"content-length", b"100")]
        await send({"type": "http.response.start", "status": 200, "headers": length})
        await send({"type": "http.response.body", "body": b"{"})


def build_app(world: World, control: Callable[[str, Json], Any]) -> Starlette:
    """The server of that world; `control` does what tests ask for over HTTP."""

    async def call(request: Request) -> Response:
        token, method = request.path_params["token"], request.path_params["method"].lower()
        world.calls[method] += 1
        try:
            _check_call(world, token, method)
            return await _answer(world, method, await _given(request))
        except Refused as refused:
            return _refusal(world, refused)

    async def file(request: Request) -> Response:
        number = request.path_params["path"].rpartition("/")[2].partition(".")[0]
        if request.path_params["token"] != world.token or number not in world.files:
            return Response(status_code=404)
        return Response(world.files[number], media_type="image/jpeg")

    async def steer(request: Request) -> Response:
        body = await request.body()
        given = await request.json() if body else {}
        return JSONResponse(control(request.path_params["command"], given))

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", file),
            Route("/control/{command}", steer, methods=["POST"]),
        ]
    )


async def push(world: World) -> None:
    """Pushes updates to the webhook, in order, each until it is taken."""
    async with httpx.AsyncClient(timeout=10) as client:
        while True:
            url, waiting = world.webhook["url"], list(world.updates)[:1]
            if not url or not waiting:
                await asyncio.sleep(_STEP)
                continue
            secret = world.webhook.get("secret")
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
            try:
                answer = await client.post(url, json=waiting[0], headers=headers)
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
                continue
            world.webhook_answers[answer.status_code] += 1
            if answer.is_success:
                world.confirm(waiting[0]["update_id"] + 1)
            else:
                await asyncio.sleep(0.2)


def _check_call(world: World, token: str, method: str) -> None:
    if token != world.token:
        raise Refused(401, "Unauthorized")
    if method != "getupdates" and method not in METHODS:
        raise Refused(404, "Not Found: method not found")


async def _given(request: Request) -> Json:
    given: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        given.update(await request.json())
        return given
    async with request.form() as form:
        return given | {k: v if isinstance(v, str) else await v.read() for k, v in form.items()}


async def _answer(world: World, method: str, given: Json) -> Response:
    if method == "getupdates":
        return _result(await _poll(world, given))
    fault = _fault(world, method, given)
    if fault is None:
        return _result(METHODS[method](world, given))
    if fault.seconds:
        await asyncio.sleep(fault.seconds)
    if fault.kind == "reset":
        return Cut()
    if isinstance(fault.kind, int) and fault.kind != 200:
        if fault.kind == 429:
            world.limits.punish(time.monotonic(), fault.parameters.get("retry_after", 1))
        raise Refused(fault.kind, fault.description or "fault", **fault.parameters)
    result = _result(METHODS[method](world, given))
    if fault.kind == "slow":
        await asyncio.sleep(_LONG)
    return Cut() if fault.kind == "lost" else result


def _fault(world: World, method: str, given: Json) -> Fault | None:
    with world.lock:
        for fault in world.faults:
            meant = fault.method.lower() == method if fault.method else method in SENDS
            there = fault.chat is None or str(fault.chat) == str(given.get("chat_id"))
            if meant and there and fault.times and world.chance.random() < fault.share:
                fault.times -= 1
                return fault
    return None


async def _poll(world: World, given: Json) -> list[Json]:
    if world.webhook["url"]:
        text = "Conflict: can't use getUpdates method while webhook is active"
        raise Refused(409, text)
    mine = world.poller = world.number("poller")
    world.confirm(int(given.get("offset") or 0))
    wanted = decoded(given.get("allowed_updates"))
    until = time.monotonic() + float(given.get("timeout") or 0)
    while not (found := _wanted(world, wanted)) and time.monotonic() < until:
        await asyncio.sleep(_STEP)
        if world.poller != mine:
            raise Refused(409, "Conflict: terminated by other getUpdates request")
    return found[: int(given.get("limit") or 100)]


def _wanted(world: World, kinds: list[str] | None) -> list[Json]:
    with world.lock:
        return [one for one in world.updates if not kinds or one.keys() & set(kinds)]


def _result(result: object) -> Response:
    return JSONResponse({"ok": True, "result": result})


def _refusal(world: World, refused: Refused) -> Response:
    world.refusals[refused.code] += 1
    answer: Json = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.description,
    }
    if refused.parameters:
        answer["parameters"] = refused.parameters
    return JSONResponse(answer, status_code=refused.code)
