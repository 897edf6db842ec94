"""Receivers for tests: a mail server and a webhook on ports that the system chooses, scripted to fail.

Both record what reached them. A scripted answer is used once, in order; then everything is accepted.
"""

from __future__ import annotations

import asyncio
import email
import email.policy
import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

# ---------------------------------------------------------------- mail


@dataclass(frozen=True)
class Mail:
    """One accepted message."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage

    def part(self, subtype: Literal["plain", "html"]) -> str:
        body = self.message.get_body((subtype,))
        assert body is not None, f"the mail has no {subtype} part"
        return str(body.get_content()).replace("\r\n", "\n")


@dataclass
class MailReceiver:
    """`rcpt` and `data` hold scripted replies, "451 4.3.0 later"; "drop" cuts the connection."""

    rcpt: deque[str] = field(default_factory=deque)
    data: deque[str] = field(default_factory=deque)
    mails: list[Mail] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()  # of its own thread: the test may have one running
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(lambda: SMTP(self, hostname="mail.test"), "127.0.0.1", 0)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.rcpt:
            return _answer(server, self.rcpt.popleft())
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        answer = self.data.popleft() if self.data else "250 OK"
        if answer.startswith("2") or answer == "drop":  # a drop may come after the mail was taken
            content = envelope.content if isinstance(envelope.content, bytes) else b""
            message = email.message_from_bytes(content, policy=email.policy.default)
            self.mails.append(Mail(envelope.mail_from or "", tuple(envelope.rcpt_tos), message))
        return _answer(server, answer)


def _answer(server: SMTP, answer: str) -> str:
    if answer == "drop":
        assert isinstance(server.transport, asyncio.Transport)
        server.transport.abort()
    return answer


# ---------------------------------------------------------------- webhooks


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: bytes = b"ok"
    headers: Mapping[str, str] = field(default_factory=dict)


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


Scripted = Reply | Literal["hang", "reset"]


@dataclass
class WebhookReceiver:
    """Any path; "hang" answers nothing until the receiver is closed, "reset" cuts after the request."""

    script: deque[Scripted] = field(default_factory=deque)
    posts: list[Posted] = field(default_factory=list)
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
            def do_POST(self) -> None:  # the base class's name
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                receiver.posts.append(Posted(self.command, self.path, dict(self.headers), body))
                receiver._reply(self, receiver.script.popleft() if receiver.script else Reply())

            do_GET = do_POST  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Nothing on the test's output."""

        return Handler

    def _reply(self, handler: BaseHTTPRequestHandler, reply: Scripted) -> None:
        handler.close_connection = True
        if reply == "hang":
            self._closed.wait()
        elif reply == "reset":
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
        else:
            handler.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # who has read enough hangs up
                handler.wfile.write(reply.body)


@contextmanager
def closed_port() -> Iterator[int]:
    """A port at which connections are refused, held so that nobody else takes it meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]
