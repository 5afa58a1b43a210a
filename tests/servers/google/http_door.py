"""HTTP/1.1 on 127.0.0.1: requests in, answers out, connections kept or cut."""

import contextlib
import gzip
import socket
import socketserver
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

from tests.servers.google.admin import administered
from tests.servers.google.answers import sheets_error
from tests.servers.google.service import Answer, Received, Service, encoded

_WORTH_GZIP = 1000


class Door(ThreadingHTTPServer):
    """Listens, and hands each request to the service in a thread of its connection."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, service: Service, port: int) -> None:
        self.service = service
        self.connections: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def server_bind(self) -> None:
        """Bind without looking up our own name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no news."""

    def cut_all(self) -> None:
        """Close what clients still hold open."""
        for connection in list(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        cast("Door", self.server).connections.add(self.connection)

    def finish(self) -> None:
        cast("Door", self.server).connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        received = Received(
            method=self.command,
            target=self.path,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length),
        )
        service = cast("Door", self.server).service
        try:
            answer = administered(service, received) or service.answer(received)
        except Exception as crash:  # noqa: BLE001  told to the test when its server stops
            service.crashes.append(crash)
            answer = Answer(500, encoded(sheets_error(500, f"{crash!r}").body))
        if answer.send == "nothing":
            self._cut()
        else:
            self._send(answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815  http.server's names

    def _send(self, answer: Answer) -> None:
        body = answer.body
        self.send_response(answer.status)
        if "gzip" in self.headers.get("Accept-Encoding", "") and len(body) > _WORTH_GZIP:
            body = gzip.compress(body, compresslevel=1)
            self.send_header("Content-Encoding", "gzip")
        if answer.status != 204:
            self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if answer.send == "half" else body)
        self.wfile.flush()
        if answer.send == "half":
            self._cut()

    def _cut(self) -> None:
        """Close at once, and not as a finished conversation: the client sees a reset."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's name
        """Nothing: tests read the counts instead."""
