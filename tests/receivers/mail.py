"""A mail server that can be scripted to fail at every step of a session."""

from __future__ import annotations

import asyncio
import email
import email.policy
import threading
from collections import deque
from dataclasses import dataclass, field
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Literal, Self

from aiosmtpd.smtp import SMTP, Envelope, Session


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
    """Each step has its scripted replies: "451 4.3.0 later"; "drop" cuts the connection; "slow" says nothing
    until the receiver is closed.

    `begin` answers the command DATA, before any byte of the mail; `data` the mail itself, which was read:
    with "drop" and "slow" it was taken too.
    """

    connect: deque[str] = field(default_factory=deque)
    ehlo: deque[str] = field(default_factory=deque)
    mail: deque[str] = field(default_factory=deque)
    rcpt: deque[str] = field(default_factory=deque)
    begin: deque[str] = field(default_factory=deque)
    data: deque[str] = field(default_factory=deque)
    mails: list[Mail] = field(default_factory=list)
    sessions: int = 0
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
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(lambda: _Scripted(self), "127.0.0.1", 0)

    async def _end(self) -> None:
        self._server.close()
        open_ones = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in open_ones:
            task.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.rcpt:
            return await _answer(server, self.rcpt.popleft())
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        answer = self.data.popleft() if self.data else "250 OK"
        if answer.startswith("2") or answer in ("drop", "slow"):  # either may come after the mail was taken
            content = envelope.content if isinstance(envelope.content, bytes) else b""
            message = email.message_from_bytes(content, policy=email.policy.default)
            self.mails.append(Mail(envelope.mail_from or "", tuple(envelope.rcpt_tos), message))
        return await _answer(server, answer)


class _Scripted(SMTP):
    """aiosmtpd's session with an answer of ours before its own."""

    def __init__(self, receiver: MailReceiver) -> None:
        super().__init__(receiver, hostname="mail.test")
        self._receiver = receiver

    async def _handle_client(self) -> None:
        self._receiver.sessions += 1
        if self._receiver.connect:
            await self.push(await _answer(self, self._receiver.connect.popleft()))
            assert self.transport is not None
            self.transport.close()
        else:
            await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802 - aiosmtpd's name
        if not await self._refused(self._receiver.ehlo):
            await super().smtp_EHLO(hostname)

    async def smtp_HELO(self, hostname: str) -> None:  # noqa: N802 - aiosmtpd's name
        if not await self._refused(self._receiver.ehlo):
            await super().smtp_HELO(hostname)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        if not await self._refused(self._receiver.mail):
            await super().smtp_MAIL(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        if not await self._refused(self._receiver.begin):
            await super().smtp_DATA(arg)

    async def _refused(self, script: deque[str]) -> bool:
        if not script:
            return False
        await self.push(await _answer(self, script.popleft()))
        return True

    async def push(self, status: Any) -> None:
        """Nothing goes into a connection that was cut."""
        if self.transport is not None and not self.transport.is_closing():
            await super().push(status)


async def _answer(server: SMTP, answer: str) -> str:
    if answer == "slow":
        await asyncio.Event().wait()  # the receiver's end cancels it
    if answer == "drop":
        assert isinstance(server.transport, asyncio.Transport)
        server.transport.abort()
    return answer
