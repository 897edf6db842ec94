"""What a channel's answer means: the pure half of the layer under apprise.

The class of an Exchange decides what comes next: `not_sent` and `transient` are tried again, `permanent` is
a dead Delivery, `in_doubt` may have arrived. No detail carries an address, path, header or words of a server.
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

from alerts.sending.codes import About, BodyCode
from alerts.sending.guard import Private
from record.retryafter import LONGEST_WAIT, http_date, retry_after
from record.types import SendClass, SendResult

SMTP_NO_ACCESS = frozenset({530, 534, 535, 538})  # "log in first", said to a recipient
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
    about: About | None = None  # what a refusal speaks of, where that is known
    remote_id: str | None = None  # what the service calls the message

    def result(self) -> SendResult:
        return SendResult(
            self.kind, self.status, self.retry_after, self.detail, self.remote_id, about=self.about
        )


REFUSED_PRIVATE = Exchange(
    SendClass.PERMANENT, detail="the host's name leads to a private address", about="channel"
)

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
        return _refused(status, body, rule)
    if body is None:
        return Exchange(SendClass.IN_DOUBT, status, None, f"HTTP {status}, but the answer was lost")
    fine = Exchange(SendClass.OK, status, None, f"HTTP {status}")
    return fine if rule is None else _read_code(status, body, rule) or fine


def _refused(status: int, body: bytes | None, rule: BodyCode | None) -> Exchange:
    """Slack's webhooks name a code in plain words; none is repeated that we do not know."""
    known = rule.about if rule and rule.about else {}
    answer = read_json(body)
    said: list[object] = [(body or b"")[:40].strip().decode("ascii", "replace")]
    said += [answer.get(name) for name in ("error", "errcode", "code", "description")]
    code = next((each for each in said if _is_plain(each) and each in known), None)
    detail = f"HTTP {status}" if code is None else f"HTTP {status}: {code}"
    return Exchange(SendClass.PERMANENT, status, None, detail, about=known.get(code))


def _read_code(status: int, body: bytes, rule: BodyCode) -> Exchange | None:
    """The failure that a 200 hides, or None."""
    answer = read_json(body)
    value = next((v for v in (look_up(answer, f) for f in rule.fields) if v is not None), None)
    if value is None:
        return _unread(status, body, rule)
    if not _failed(value, rule):
        return None
    codes = [each for each in (value, answer.get("error"), answer.get("error_code")) if _is_plain(each)]
    kind = SendClass.TRANSIENT if any(_within(c, rule.busy) for c in codes) else SendClass.PERMANENT
    shown = next((str(c) for c in reversed(codes) if _is_code(c)), "refused")
    about = next((rule.about[c] for c in codes if rule.about and c in rule.about), None)
    detail = f"HTTP {status}, but the answer says {shown}"
    return Exchange(kind, status, _body_wait(answer), detail, hidden=True, about=about)


def _unread(status: int, body: bytes, rule: BodyCode) -> Exchange | None:
    """An answer that does not say how it went."""
    if not rule.strict or body.strip().decode("ascii", "replace") in rule.plain:
        return None
    detail = f"HTTP {status}, but not an answer of this service"
    return Exchange(SendClass.IN_DOUBT, status, None, detail, hidden=True)


def _failed(value: object, rule: BodyCode) -> bool:
    return not _within(value, rule.good) if rule.bad is None else _within(value, rule.bad)


def _within(value: object, values: frozenset[object]) -> bool:
    """As JSON compares: True is not 1, and False is not 0."""
    if not _is_plain(value):
        return False
    return any(value == each and isinstance(value, bool) is isinstance(each, bool) for each in values)


def _is_plain(value: object) -> bool:
    return isinstance(value, int | str)


def look_up(answer: object, path: str) -> object:
    """What lies at "messages.0.status"; None where nothing does."""
    for part in path.split("."):
        if isinstance(answer, list):
            answer = answer[int(part)] if part.isdigit() and int(part) < len(answer) else None
        else:
            answer = answer.get(part) if isinstance(answer, dict) else None
    return answer


def _is_code(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, str) and bool(_CODE_WORD.fullmatch(value)))


def read_json(body: bytes | None) -> Mapping[str, object]:
    try:
        answer = json.loads(body or b"")
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _wait(headers: Mapping[str, str], body: bytes | None) -> float | None:
    """Seconds from Retry-After, whose date counts from the reply's own Date; else from the body."""
    asked = retry_after(headers.get("Retry-After"), http_date(headers.get("Date")))
    return _body_wait(read_json(body)) if asked is None else asked


def _body_wait(answer: Mapping[str, object]) -> float | None:
    """Telegram, Discord and Matrix say it in the body."""
    inner = answer.get("parameters")
    asked = (inner if isinstance(inner, dict) else answer).get("retry_after")
    value, unit = (asked, 1) if asked is not None else (answer.get("retry_after_ms"), 1000)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        return None
    return float(min(value, LONGEST_WAIT * unit)) / unit  # in this order: an int may be too large for a float


def read_http_failure(error: Exception) -> Exchange:
    """Class of a request without a reply: did it leave this machine?"""
    if isinstance(error, requests.ReadTimeout):
        return Exchange(SendClass.IN_DOUBT, detail="no answer in time")
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidHeader):
        return Exchange(SendClass.PERMANENT, detail="the channel's address is not valid", about="channel")
    causes = tuple(_causes(error))
    if any(isinstance(e, Private) for e in causes):
        return REFUSED_PRIVATE
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
    if isinstance(error, Private):
        return REFUSED_PRIVATE
    code = _smtp_code(error)
    if code is not None and 400 <= code < 600:
        return read_smtp_code(code, _spoken_of(error, code))
    if in_data:
        return Exchange(SendClass.IN_DOUBT, detail="connection lost after DATA")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        lacks = "the mail server lacks what the address asks for"
        return Exchange(SendClass.PERMANENT, detail=lacks, about="channel")
    return Exchange(SendClass.NOT_SENT, detail=_smtp_words(error))


def read_smtp_code(code: int, about: About | None = None) -> Exchange:
    """Class of a refusal by its reply code."""
    kind = SendClass.TRANSIENT if code < 500 else SendClass.PERMANENT
    return Exchange(kind, code, None, f"SMTP {code}", about=about)


def _spoken_of(error: OSError, code: int) -> About | None:
    """The step that was refused says what of; "later" may be said of anything, but to one recipient."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "channel" if code in SMTP_NO_ACCESS else "recipient"
    if code < 500:
        return None
    return "message" if isinstance(error, smtplib.SMTPDataError) else "channel"  # log-in, TLS, the sender


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
