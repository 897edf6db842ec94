"""The layer under apprise: sees every HTTP request and every SMTP step that one send makes.

apprise reports only true or false, takes a followed redirect or a 200 with an error code for a success, tries
again by itself, and reads a reply of any size. While a Wire is attached, each request is checked by the
guard, follows nothing, reads at most 64 KiB, carries `Idempotency-Key`, has the body that its family has
written, and leaves an Exchange behind; each mail gets one Message-ID that depends on the Delivery's key only.
Once an answer was "later", or none came, nothing more is sent. Without a Wire the wrapped functions do what
they always did.
"""

from __future__ import annotations

import json
import logging
import smtplib
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache, wraps
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from alerts.sending.bodies import Letter, Outgoing, remote_id, shaped
from alerts.sending.codes import BodyCode
from alerts.sending.guard import permitted
from alerts.sending.mails import finish_mail, message_id
from alerts.sending.replies import (
    Exchange,
    read_http_failure,
    read_reply,
    read_smtp_code,
    read_smtp_failure,
)
from record.failpoints import reach
from record.types import Message, SendClass

Inner = Callable[..., Any]  # the wrapped function
LONGEST_REPLY = 64 * 1024  # bytes
REPLY_SECONDS = 15.0  # for all of an answer's body; a drip would hold the sender up to its deadline
TOO_MANY = 429
READING = frozenset({"GET", "HEAD"})
PIECE = 8192  # bytes
CHATTY = "urllib3.connectionpool"  # its debug lines name paths, and those are the secrets


@dataclass(slots=True)
class Wire:
    """What one send may see and must say: made for it, attached while it lasts."""

    key: str
    code: BodyCode | None = None
    text: str | None = None  # our own plain part of a mail; None leaves apprise's
    schema: str = ""
    message: Message | None = None  # for bodies.py; None leaves what apprise made
    private: bool = False  # any private address may be connected to
    requests: int = 0  # that may change something
    halted: bool = False  # one more would break "later", or repeat what may have arrived
    exchanges: list[Exchange] = field(default_factory=list)
    connected: bool = False  # by smtplib, or to a broker
    in_data: bool = False  # the mail's bytes are on their way


_wire: ContextVar[Wire | None] = ContextVar("wire", default=None)


@contextmanager
def attached(wire: Wire) -> Iterator[Wire]:
    """Everything sent inside, by this thread, is seen by the wire."""
    install()
    token = _wire.set(wire)
    try:
        yield wire
    finally:
        _wire.reset(token)


@cache
def install() -> None:
    """Wraps requests, smtplib and the look-up of names, once in a process."""
    _wrap(socket, "getaddrinfo", _find)
    _wrap(socket, "create_connection", _connect)
    _wrap(HTTPAdapter, "send", _send_request)
    _wrap(smtplib.SMTP, "__init__", _take_step)
    _wrap(smtplib.SMTP, "starttls", _take_step)
    _wrap(smtplib.SMTP, "login", _take_step)
    _wrap(smtplib.SMTP, "sendmail", _send_mail)
    _wrap(smtplib.SMTP, "data", _send_data)
    logging.getLogger(CHATTY).addFilter(_silent_while_sending)


def _silent_while_sending(_record: logging.LogRecord) -> bool:
    return _wire.get() is None


def _wrap(owner: Any, name: str, through: Callable[..., Any]) -> None:
    inner = getattr(owner, name)

    @wraps(inner)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        wire = _wire.get()
        return inner(*args, **kwargs) if wire is None else through(wire, inner, *args, **kwargs)

    setattr(owner, name, wrapped)


def _find(wire: Wire, inner: Inner, host: Any, *args: Any, **kwargs: Any) -> Any:
    """Both requests and smtplib connect to what this gives and to nothing else."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    return permitted(name, inner(host, *args, **kwargs), wire.private)


def _connect(wire: Wire, inner: Inner, *args: Any, **kwargs: Any) -> Any:
    """A broker that was never reached was sent nothing; requests and smtplib say so themselves."""
    try:
        connection = inner(*args, **kwargs)
    except OSError as error:
        if not wire.connected:
            wire.exchanges.append(read_smtp_failure(error, in_data=False))
        raise
    wire.connected = True
    return connection


# ---------------------------------------------------------------- HTTP


def _send_request(
    wire: Wire,
    inner: Inner,
    adapter: HTTPAdapter,
    request: requests.PreparedRequest,
    **kwargs: Any,
) -> requests.Response:
    if wire.halted:
        raise requests.ConnectionError("one attempt is one try")
    _make_ours(wire, request)
    reach("deliver.connected")
    try:
        response: requests.Response = inner(adapter, request, **{**kwargs, "stream": True})
    except (requests.RequestException, OSError) as error:
        _note(wire, request, read_http_failure(error))
        raise
    body = _read_body(response)
    exchange = read_reply(response.status_code, response.headers, body, wire.code)
    _note(wire, request, replace(exchange, remote_id=remote_id(wire.schema, body)))
    reach("deliver.accepted")
    response.headers.pop("Location", None)  # where there is nothing to follow, nothing is followed
    response._content, response._content_consumed = body or b"", True
    return response


def _note(wire: Wire, request: requests.PreparedRequest, exchange: Exchange) -> None:
    wire.exchanges.append(exchange)
    unsettled = exchange.kind in (SendClass.TRANSIENT, SendClass.IN_DOUBT)
    if exchange.status == TOO_MANY or (unsettled and request.method not in READING):
        wire.halted = True  # a look-up that failed may be got over


def _make_ours(wire: Wire, request: requests.PreparedRequest) -> None:
    """Its key, whatever the address or apprise would say, and its body."""
    request.headers["Accept-Encoding"] = "identity"
    # A second request of one send is none that the first may be taken for.
    request.headers["Idempotency-Key"] = f"{wire.key}-{wire.requests}" if wire.requests else wire.key
    wire.requests += request.method not in READING
    body = _json_body(request)
    if wire.message is None or body is None:
        return
    before = Outgoing(request.method or "", request.url or "", body)
    after = shaped(wire.schema, before, Letter(wire.message, wire.key))
    request.url = after.url
    if after.body != body:
        request.body = json.dumps(after.body).encode()
        request.headers["Content-Length"] = str(len(request.body))


def _json_body(request: requests.PreparedRequest) -> dict[str, Any] | None:
    """None for a form, a file, XML."""
    if not isinstance(request.body, str | bytes):
        return None
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _read_body(response: requests.Response) -> bytes | None:
    """At most LONGEST_REPLY bytes, unpacked; None where the connection broke, or dripped, meanwhile."""
    body = b""
    ends = time.monotonic() + REPLY_SECONDS
    try:
        while len(body) < LONGEST_REPLY and (piece := response.raw.read1(PIECE, decode_content=True)):
            body += piece
            if time.monotonic() > ends:
                return None
    except (HTTPError, OSError):
        return None
    finally:
        response.close()
    return body[:LONGEST_REPLY]


# ---------------------------------------------------------------- SMTP


def _take_step(wire: Wire, inner: Inner, session: smtplib.SMTP, *args: Any, **kwargs: Any) -> Any:
    """Connect, STARTTLS, log in: nothing is sent yet."""
    try:
        return inner(session, *args, **kwargs)
    except OSError as error:  # every error of smtplib, socket and ssl is one
        wire.exchanges.append(read_smtp_failure(error, in_data=False))
        raise


def _send_mail(
    wire: Wire, inner: Inner, session: smtplib.SMTP, sender: str, to: Any, mail: str, **kwargs: Any
) -> Any:
    wire.in_data = False
    reply_to = wire.message.reply_to if wire.message else None
    try:
        finished = finish_mail(mail, sender, wire.key, wire.text, reply_to)
        refused = inner(session, sender, to, finished, **kwargs)
    except OSError as error:
        wire.exchanges.append(read_smtp_failure(error, wire.in_data))
        raise
    wire.exchanges.append(_ended(refused, message_id(wire.key, sender)))
    return refused


def _ended(refused: dict[str, tuple[int, bytes]], name: str) -> Exchange:
    if refused:
        return read_smtp_code(min(code for code, _ in refused.values()), "recipient")
    return Exchange(SendClass.OK, 250, None, "SMTP 250", remote_id=name)


def _send_data(wire: Wire, inner: Inner, session: smtplib.SMTP, mail: Any) -> Any:
    reach("deliver.connected")
    wire.in_data = True
    answer = inner(session, mail)
    reach("deliver.accepted")
    return answer
