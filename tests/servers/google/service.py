"""What happens to one request on its way: faults, token, quota, work, and being counted."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, parse_qsl, urlsplit

from tests.servers.google.answers import ApiError, Json, drive_error, sheets_error
from tests.servers.google.call import Asked
from tests.servers.google.faults import Fault, Faults
from tests.servers.google.quotas import Meter
from tests.servers.google.routes import Route, parse_body, route_of
from tests.servers.google.world import World

_HTML = (
    "<!DOCTYPE html><html lang=en><title>Error {0}</title><p><b>{0}.</b> "
    "<ins>That’s an error.</ins><p>The server encountered a temporary error."
)
_SAID = {
    400: "Request contains an invalid argument.",
    403: "The caller does not have permission",
    404: "Requested entity was not found.",
    429: "Resource has been exhausted (e.g. check quota).",
    503: "The service is currently unavailable.",
    504: "The operation timed out.",
}
JSON_TYPE = "application/json; charset=UTF-8"
NOBODY = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    """Names in small letters."""
    body: bytes


@dataclass(slots=True)
class Answer:
    """What goes back; `send` is how much of it: all, half and then a cut, or nothing but a cut."""

    status: int
    body: bytes = b""
    content_type: str = JSON_TYPE
    headers: dict[str, str] = field(default_factory=dict)
    send: str = "all"


@dataclass(frozen=True, slots=True)
class Counted:
    """A request that was answered, as tests read it: who asked what, and how it went."""

    call: str
    account: str
    status: int
    """0 where the connection was cut."""
    file_id: str
    at: float
    """Seconds since 1970 on the server's clock."""
    bytes: int


class Service:
    """The interface over a world."""

    def __init__(self, world: World, meter: Meter, faults: Faults) -> None:
        self.world = world
        self.meter = meter
        self.faults = faults
        self.counted: list[Counted] = []
        self.crashes: list[Exception] = []
        """What went wrong in the server itself."""
        self._lock = threading.Lock()

    def answer(self, received: Received) -> Answer:
        """The answer to one request, counted."""
        path = urlsplit(received.target).path
        if path == "/token":
            answer, account, name, file_id = self._token(received), NOBODY, "token", ""
        else:
            found = route_of(received.method, path)
            account = self._account(received)
            name = found[0].name if found else "unknown"
            file_id = found[1].get("id", "") if found else ""
            answer = self._faulty(name, account, lambda: self._work(received, found))
        status = 0 if answer.send == "nothing" else answer.status
        with self._lock:
            now = self.world.clock.now()
            self.counted.append(Counted(name, account, status, file_id, now, len(answer.body)))
        return answer

    def counts(self) -> Counter[str]:
        """How often each call was made, failed ones included."""
        with self._lock:
            return Counter(counted.call for counted in self.counted)

    def _account(self, received: Received) -> str:
        try:
            with self.world.lock:
                return self.world.accounts.account_of(received.headers.get("authorization"))
        except ApiError:
            return NOBODY

    def _token(self, received: Received) -> Answer:
        form = dict(parse_qsl(received.body.decode("utf-8", "replace")))

        def exchange() -> Answer:
            with self.world.lock:
                return Answer(200, encoded(self.world.accounts.exchange(form)))

        return self._faulty("token", NOBODY, exchange)

    def _faulty(self, name: str, account: str, work: Callable[[], Answer]) -> Answer:
        """The work's answer, or what a fault makes of it."""
        with self._lock:
            fault = self.faults.strike(name, account)
        if fault is None:
            return _safely(work)
        time.sleep(fault.seconds)
        if fault.how in ("status", "html"):
            return _failed(fault, name)
        if fault.how == "reset":
            return Answer(0, send="nothing")
        answer = _safely(work)
        answer.send = {"half": "half", "lost": "nothing"}.get(fault.how, "all")
        return answer

    def _work(self, received: Received, found: tuple[Route, dict[str, str]] | None) -> Answer:
        with self.world.lock:
            account = self.world.accounts.account_of(received.headers.get("authorization"))
            if found is None:
                raise sheets_error(404, "The requested URL was not found on this server.")
            route, path = found
            self.meter.take(route.kind, account)
            asked = Asked(
                account=account,
                path=path,
                query=parse_qs(urlsplit(received.target).query, keep_blank_values=True),
                body=parse_body(received.body, received.headers.get("content-type", "")),
                raw=received.body,
            )
            result = route.call(self.world, asked)
            if result is None:
                return Answer(204)
            if isinstance(result, str):
                return Answer(200, result.encode(), "text/csv")
            return Answer(200, encoded(result))


def _safely(work: Callable[[], Answer]) -> Answer:
    try:
        return work()
    except ApiError as error:
        return Answer(error.code, encoded(error.body))


def encoded(value: Json) -> bytes:
    """JSON as it goes over the wire."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _failed(fault: Fault, call: str) -> Answer:
    if fault.how == "html":
        page = fault.body or _HTML.format(fault.status)
        return Answer(fault.status, page.encode(), "text/html; charset=UTF-8", fault.headers)
    if fault.body is not None:
        return Answer(fault.status, fault.body.encode(), headers=fault.headers)
    said = _SAID.get(fault.status, "Internal error encountered.")
    error = sheets_error(fault.status, said)
    if call.startswith("drive."):
        error = drive_error(fault.status, fault.reason or "backendError", said)
    return Answer(fault.status, encoded(error.body), headers=fault.headers)
