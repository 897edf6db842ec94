"""A web server that answers as it is told: well, wrongly, slowly, in part, or not at all."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self

DRIP_SECONDS = 0.05
CHUNK = b"x" * 16_384


@dataclass(frozen=True)
class Reply:
    """A whole answer; a Content-Length among the headers replaces the true one."""

    status: int = 200
    body: bytes = b"ok"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Drip:
    """One byte at a time, without an end: within the headers, or within the body."""

    where: Literal["headers", "body"]
    status: int = 200


@dataclass(frozen=True)
class Stream:
    """A body of that many bytes, or without an end (None), never held in memory."""

    size: int | None = None
    status: int = 200


@dataclass(frozen=True)
class Broken:
    """These bytes and nothing else, then the end of the connection: half an answer, or none."""

    raw: bytes
    end: Literal["close", "reset"] = "close"


# "hang": it reads, and answers nothing until the receiver is closed. "reset": it reads, and cuts.
# "reset-unread": it cuts before it reads.
Scripted = Reply | Drip | Stream | Broken | Literal["hang", "reset", "reset-unread"]


def redirect(to: str, status: int = 302) -> Reply:
    """To another place."""
    return Reply(status, b"", {"Location": to})


def limited(wait: float | datetime | None = None, status: int = 429) -> Reply:
    """Too many; come back after so many seconds, or at a time."""
    if wait is None:
        return Reply(status, b"")
    told = format_datetime(wait, usegmt=True) if isinstance(wait, datetime) else f"{wait:g}"
    return Reply(status, b"", {"Retry-After": told})


@dataclass(frozen=True)
class Posted:
    """One request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class WebhookReceiver:
    """Any path. `posts` holds what was read, whatever was answered; `streamed` the bytes that a Stream has
    handed to the system; `answer` is what it says once the script is over."""

    script: deque[Scripted] = field(default_factory=deque)
    posts: list[Posted] = field(default_factory=list)
    answer: Scripted = field(default_factory=Reply)
    streamed: int = 0
    port: int = 0

    def __enter__(self) -> Self:
        self._closed = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def handle(self) -> None:
                if receiver.script and receiver.script[0] == "reset-unread":
                    receiver.script.popleft()
                    _reset(self.connection)
                else:
                    with suppress(ConnectionError):  # who has read enough hangs up
                        super().handle()

            def do_POST(self) -> None:  # the base class's name
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                receiver.posts.append(Posted(self.command, self.path, dict(self.headers), body))
                receiver._reply(self, receiver.script.popleft() if receiver.script else receiver.answer)

            do_GET = do_PUT = do_PATCH = do_DELETE = do_POST  # noqa: N815

            def finish(self) -> None:
                with suppress(OSError, ValueError):  # the connection may be cut already
                    super().finish()

            def log_message(self, format: str, *args: object) -> None:
                """Nothing on the test's output."""

        return Handler

    def _reply(self, handler: BaseHTTPRequestHandler, reply: Scripted) -> None:
        handler.close_connection = True
        if isinstance(reply, Reply):
            _send_head(handler, reply.status, {"Content-Length": str(len(reply.body)), **reply.headers})
            handler.wfile.write(reply.body)
        elif isinstance(reply, Drip):
            self._drip(handler, reply)
        elif isinstance(reply, Stream):
            self._stream(handler, reply)
        elif isinstance(reply, Broken):
            handler.wfile.write(reply.raw)
            if reply.end == "reset":
                _reset(handler.connection)
        elif reply == "hang":
            self._closed.wait()
        else:
            _reset(handler.connection)

    def _drip(self, handler: BaseHTTPRequestHandler, reply: Drip) -> None:
        if reply.where == "body":
            _send_head(handler, reply.status, {"Content-Length": "1000000"})
        else:
            handler.wfile.write(f"HTTP/1.1 {reply.status} OK\r\nX-Slow: ".encode())
        while not self._closed.wait(DRIP_SECONDS):
            handler.wfile.write(b"x")

    def _stream(self, handler: BaseHTTPRequestHandler, reply: Stream) -> None:
        _send_head(handler, reply.status, {} if reply.size is None else {"Content-Length": str(reply.size)})
        left = reply.size
        while (left is None or left > 0) and not self._closed.is_set():
            chunk = CHUNK if left is None else CHUNK[:left]
            handler.wfile.write(chunk)
            self.streamed += len(chunk)
            left = None if left is None else left - len(chunk)


def _send_head(handler: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str]) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@contextmanager
def closed_port() -> Iterator[int]:
    """A port at which connections are refused, held so that nobody else takes it meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@contextmanager
def garbled_tls_port() -> Iterator[int]:
    """A port that answers a TLS handshake with nonsense."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_garble, args=(server,), daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def _garble(server: socket.socket) -> None:
    with suppress(OSError):  # the server's end
        while True:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b"\x16\x03\x03\x00\x04\xde\xad\xbe\xef" * 4)
