"""The layer under apprise: sees every HTTP request and every SMTP step that one send makes.

apprise reports only true or false, takes a followed redirect or a 200 with an error code for a success, and
reads a reply of any size. While a Wire is attached, each request follows nothing, reads at most 64 KiB,
carries `Idempotency-Key` and leaves an Exchange behind; each mail gets one Message-ID that depends on the
Delivery's key alone. Without a Wire the wrapped functions do what they always did.
"""

from __future__ import annotations

import email
import logging
import re
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from email.charset import BASE64, Charset
from email.header import Header, decode_header, make_header
from email.message import Message as MailMessage
from email.utils import parseaddr
from functools import cache, wraps
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from alerts.sending.replies import (
    BodyCode,
    Exchange,
    read_http_failure,
    read_reply,
    read_smtp_code,
    read_smtp_failure,
)
from record.types import SendClass

Inner = Callable[..., Any]  # the wrapped function
LONGEST_REPLY = 64 * 1024  # bytes
CHATTY = "urllib3.connectionpool"  # its debug lines name paths, and those are the secrets


@dataclass(slots=True)
class Wire:
    """What one send may see and must say: made for it, attached while it lasts."""

    key: str
    code: BodyCode | None = None
    text: str | None = None  # our own plain part of a mail; None leaves apprise's
    exchanges: list[Exchange] = field(default_factory=list)
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
    """Wraps requests and smtplib, once in a process."""
    _wrap(HTTPAdapter, "send", _send_request)
    _wrap(smtplib.SMTP, "__init__", _take_step)
    _wrap(smtplib.SMTP, "starttls", _take_step)
    _wrap(smtplib.SMTP, "login", _take_step)
    _wrap(smtplib.SMTP, "sendmail", _send_mail)
    _wrap(smtplib.SMTP, "data", _send_data)
    logging.getLogger(CHATTY).addFilter(_silent_while_sending)


def _silent_while_sending(_record: logging.LogRecord) -> bool:
    return _wire.get() is None


def _wrap(owner: type, name: str, through: Callable[..., Any]) -> None:
    inner = getattr(owner, name)

    @wraps(inner)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        wire = _wire.get()
        return inner(*args, **kwargs) if wire is None else through(wire, inner, *args, **kwargs)

    setattr(owner, name, wrapped)


# ---------------------------------------------------------------- HTTP


def _send_request(
    wire: Wire,
    inner: Inner,
    adapter: HTTPAdapter,
    request: requests.PreparedRequest,
    **kwargs: Any,
) -> requests.Response:
    request.headers.setdefault("Idempotency-Key", wire.key)
    request.headers["Accept-Encoding"] = "identity"
    try:
        response: requests.Response = inner(adapter, request, **{**kwargs, "stream": True})
    except (requests.RequestException, OSError) as error:
        wire.exchanges.append(read_http_failure(error))
        raise
    body = _read_body(response)
    wire.exchanges.append(read_reply(response.status_code, response.headers, body, wire.code))
    response.headers.pop("Location", None)  # where there is nothing to follow, nothing is followed
    response._content, response._content_consumed = body or b"", True
    return response


def _read_body(response: requests.Response) -> bytes | None:
    """At most LONGEST_REPLY bytes; None where the connection broke meanwhile."""
    body = b""
    try:
        for chunk in response.iter_content(8192):
            body += chunk
            if len(body) >= LONGEST_REPLY:
                break
    except (requests.RequestException, OSError):
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
    try:
        refused = inner(session, sender, to, finish_mail(mail, sender, wire.key, wire.text), **kwargs)
    except OSError as error:
        wire.exchanges.append(read_smtp_failure(error, wire.in_data))
        raise
    done = Exchange(SendClass.OK, 250, None, "SMTP 250")
    wire.exchanges.append(read_smtp_code(min(code for code, _ in refused.values())) if refused else done)
    return refused


def _send_data(wire: Wire, inner: Inner, session: smtplib.SMTP, mail: Any) -> Any:
    wire.in_data = True
    return inner(session, mail)


def finish_mail(source: str, sender: str, key: str, text: str | None) -> bytes:
    """The mail with its one Message-ID, a well-folded subject and our own plain part.

    A mail that apprise has signed or encrypted keeps its body.
    """
    mail: MailMessage[Any, Any] = email.message_from_string(source)
    subject = str(make_header(decode_header(mail["Subject"] or "")))
    for name in ("Message-ID", "Auto-Submitted", "Subject"):
        del mail[name]
    # apprise writes one encoded word of any length; mail servers fold that badly
    mail["Subject"] = Header(subject, None if subject.isascii() else "utf-8", header_name="Subject")
    mail["Message-ID"] = message_id(key, sender)
    mail["Auto-Submitted"] = "auto-generated"  # so that no holiday notice comes back
    if text is not None and mail.get_content_type() == "multipart/alternative":
        _set_plain_part(mail, text)
    return mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))


def _set_plain_part(mail: MailMessage, text: str) -> None:
    charset = Charset("utf-8")
    charset.body_encoding = BASE64
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            del part["Content-Transfer-Encoding"]
            part.set_payload(text, charset)


def message_id(key: str, sender: str) -> str:
    """The same for every Attempt of one Delivery, so that a mailbox may fold a repeat."""
    domain = parseaddr(sender)[1].rpartition("@")[2]
    clean = re.sub(r"[^A-Za-z0-9.-]", "", domain) or "onrecord.invalid"
    return f"<{re.sub(r'[^A-Za-z0-9._-]', '-', key)}@{clean}>"
