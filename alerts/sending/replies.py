"""What a channel's answer means: the pure half of the layer under apprise.

The class of an Exchange decides what comes next: `not_sent` and `transient` are tried again, `permanent` is
a dead letter, `in_doubt` may have arrived. No detail carries an address, path, header or words of a server.
"""

from __future__ import annotations

import json
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import requests
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from record.retryafter import LONGEST_WAIT, http_date, retry_after
from record.types import SendClass, SendResult

RETRY_STATUSES = frozenset({408, 425, 429})
_CODE_WORD = re.compile(r"[a-z][a-z_]{0,39}")  # "not_in_channel": a code, never a sentence or a secret


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with its reply, or one step of one SMTP session."""

    kind: SendClass
    status: int | None = None
    retry_after: float | None = None  # seconds
    detail: str = ""
    hidden: bool = False  # a failure that apprise takes for a success

    def result(self) -> SendResult:
        return SendResult(self.kind, self.status, self.retry_after, self.detail)


@dataclass(frozen=True, slots=True)
class BodyCode:
    """Where a service that always answers 200 says how it went."""

    fields: tuple[str, ...]  # the first one present counts
    good: frozenset[object]
    busy: frozenset[object] = frozenset()  # worth another try


_ZERO: frozenset[object] = frozenset({0, "0"})
_SLACK = BodyCode(
    ("ok", "success"),
    frozenset({True}),
    frozenset({"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable"}),
)
_FEISHU = BodyCode(("code", "StatusCode"), _ZERO, frozenset({9499, 11232, 99991400}))
_BARK = BodyCode(("code",), frozenset({200}), frozenset({500, 503}))
_PUSHDEER = BodyCode(("code",), _ZERO)
BODY_CODES: Mapping[str, BodyCode] = {
    "slack": _SLACK,
    "slackhook": _SLACK,
    "slackhooks": _SLACK,
    "tgram": BodyCode(("ok",), frozenset({True}), frozenset({429, 500, 502})),
    "feishu": _FEISHU,
    "lark": _FEISHU,
    "dingtalk": BodyCode(("errcode",), _ZERO, frozenset({-1, 130101, 410100})),
    "wecombot": BodyCode(("errcode",), _ZERO, frozenset({-1, 45009})),
    "schan": _PUSHDEER,
    "pushdeer": _PUSHDEER,
    "pushdeers": _PUSHDEER,
    "bark": _BARK,
    "barks": _BARK,
    "pushplus": BodyCode(("code",), frozenset({200}), frozenset({999})),
}


# ---------------------------------------------------------------- HTTP


def read_reply(
    status: int, headers: Mapping[str, str], body: bytes | None, rule: BodyCode | None = None
) -> Exchange:
    """Class of an HTTP reply; `body` is None where it was lost after the status line."""
    if status in RETRY_STATUSES or status >= 500:
        return Exchange(SendClass.TRANSIENT, status, _wait(headers, body), f"HTTP {status}")
    if 300 <= status < 400:
        return Exchange(
            SendClass.PERMANENT, status, None, f"HTTP {status}: redirects are not followed", hidden=True
        )
    if not 200 <= status < 300:
        return Exchange(SendClass.PERMANENT, status, None, f"HTTP {status}")
    if body is None:
        return Exchange(SendClass.IN_DOUBT, status, None, f"HTTP {status}, but the answer was lost")
    return _read_code(status, _json(body), rule) or Exchange(SendClass.OK, status, None, f"HTTP {status}")


def _read_code(status: int, answer: Mapping[str, object], rule: BodyCode | None) -> Exchange | None:
    """The failure that a 200 hides, or None."""
    name = next((f for f in rule.fields if f in answer), None) if rule else None
    if rule is None or name is None or _hashable(answer[name]) in rule.good:
        return None
    codes = [_hashable(answer.get(f)) for f in (name, "error", "error_code")]
    busy = any(code in rule.busy for code in codes)
    shown = next((str(c) for c in reversed(codes) if _is_code(c)), "refused")
    kind = SendClass.TRANSIENT if busy else SendClass.PERMANENT
    detail = f"HTTP {status}, but the answer says {shown}"
    return Exchange(kind, status, _body_wait(answer), detail, hidden=True)


def _hashable(value: object) -> object:
    return value if isinstance(value, int | str | bool) else None


def _is_code(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, str) and bool(_CODE_WORD.fullmatch(value)))


def _json(body: bytes | None) -> Mapping[str, object]:
    try:
        answer = json.loads(body or b"")
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _wait(headers: Mapping[str, str], body: bytes | None) -> float | None:
    """Seconds from Retry-After, whose date counts from the reply's own Date; else from the body."""
    asked = retry_after(headers.get("Retry-After"), http_date(headers.get("Date")))
    return _body_wait(_json(body)) if asked is None else asked


def _body_wait(answer: Mapping[str, object]) -> float | None:
    """Telegram and Discord say it in the body."""
    inner = answer.get("parameters")
    value = (inner if isinstance(inner, dict) else answer).get("retry_after")
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        return None
    return float(min(value, LONGEST_WAIT))  # in this order: an int may be too large for a float


def read_http_failure(error: Exception) -> Exchange:
    """Class of a request without a reply: did it leave this machine?"""
    if isinstance(error, requests.ReadTimeout):
        return Exchange(SendClass.IN_DOUBT, detail="no answer in time")
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidHeader):
        return Exchange(SendClass.PERMANENT, detail="the channel's address is not valid")
    causes = tuple(_causes(error))
    if any(isinstance(e, NameResolutionError | socket.gaierror) for e in causes):
        return Exchange(SendClass.NOT_SENT, detail="the host's name was not found")
    if any(isinstance(e, ConnectionRefusedError) for e in causes):
        return Exchange(SendClass.NOT_SENT, detail="connection refused")
    if any(isinstance(e, NewConnectionError | ConnectTimeoutError) for e in causes):
        return Exchange(SendClass.NOT_SENT, detail="no connection")
    if any(isinstance(e, requests.exceptions.ProxyError) for e in causes):
        return Exchange(SendClass.NOT_SENT, detail="the proxy refused")
    if any(map(_tls_refused, causes)):
        return Exchange(SendClass.NOT_SENT, detail="TLS failed")
    return Exchange(SendClass.IN_DOUBT, detail="connection lost while sending")


def _tls_refused(error: BaseException) -> bool:
    """A handshake that failed; an early end may as well come after the request was sent."""
    return isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError)


def _causes(error: BaseException | None, depth: int = 8) -> Iterator[BaseException]:
    """An error and all it wraps: requests and urllib3 keep the cause in args, reason or __cause__."""
    if error is None or not depth:
        return
    yield error
    inner = [a for a in (*error.args, getattr(error, "reason", None)) if isinstance(a, BaseException)]
    for cause in (*inner, error.__cause__, error.__context__):
        yield from _causes(cause, depth - 1)


# ---------------------------------------------------------------- SMTP


def read_smtp_failure(error: OSError, in_data: bool) -> Exchange:
    """Class of a failed step of an SMTP session; `in_data` once the mail itself was on its way."""
    code = _smtp_code(error)
    if code is not None and 400 <= code < 600:
        return read_smtp_code(code)
    if in_data:
        return Exchange(SendClass.IN_DOUBT, detail="connection lost after DATA")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Exchange(SendClass.PERMANENT, detail="the mail server lacks what the address asks for")
    return Exchange(SendClass.NOT_SENT, detail=_smtp_words(error))


def read_smtp_code(code: int) -> Exchange:
    """Class of a refusal by its reply code."""
    kind = SendClass.TRANSIENT if code < 500 else SendClass.PERMANENT
    return Exchange(kind, code, None, f"SMTP {code}")


def _smtp_code(error: OSError) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min((code for code, _ in error.recipients.values()), default=None)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None


def _smtp_words(error: OSError) -> str:
    known = (
        (ConnectionRefusedError, "connection refused"),
        (socket.gaierror, "the host's name was not found"),
        (ssl.SSLError, "TLS failed"),
        (TimeoutError, "no connection in time"),
    )
    return next((words for kind, words in known if isinstance(error, kind)), "no connection")
