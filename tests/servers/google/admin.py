"""The way in for tests in another process: faults, counts, time; not part of Google's interface."""

import json
from dataclasses import asdict
from urllib.parse import urlsplit

from tests.servers.google.answers import Json
from tests.servers.google.faults import Fault
from tests.servers.google.service import Answer, Received, Service


def administered(service: Service, received: Received) -> Answer | None:
    """The answer to a request below `/admin/`; None for any other.

    GET /admin/requests: {"counts": {call: n}, "requests": [...]}; DELETE forgets them.
    POST /admin/faults: a Fault's fields as JSON; DELETE takes all back.
    POST /admin/clock: {"advance": seconds}.
    """
    path = urlsplit(received.target).path
    if not path.startswith("/admin/"):
        return None
    given: Json = json.loads(received.body) if received.body else {}
    match received.method, path:
        case "GET", "/admin/requests":
            requests = [asdict(counted) for counted in service.counted]
            return _answer({"counts": service.counts(), "requests": requests})
        case "DELETE", "/admin/requests":
            service.counted.clear()
        case "POST", "/admin/faults":
            service.faults.waiting.append(Fault(**given))
        case "DELETE", "/admin/faults":
            service.faults.waiting.clear()
        case "POST", "/admin/clock":
            service.world.clock.advance(float(given["advance"]))
        case _:
            return Answer(404, b"{}")
    return _answer({})


def _answer(value: Json) -> Answer:
    return Answer(200, json.dumps(value).encode())
