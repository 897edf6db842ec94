"""What goes wrong at a receiver, by name: the answers, and the class that an Attempt has after each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from record.types import SendClass
from tests.receivers.web import Broken, Drip, Reply, Scripted, Stream, limited, redirect

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
MANY_BYTES = 300 * 1024**2


@dataclass(frozen=True)
class WebFault:
    answer: Scripted
    kind: SendClass


# Of Channels that say nothing in the body of a 2xx.
WEB_FAULTS: Mapping[str, WebFault] = {
    "302 to itself": WebFault(redirect("/elsewhere"), SendClass.PERMANENT),
    "307 to another host": WebFault(redirect("http://other.invalid/", 307), SendClass.PERMANENT),
    "308": WebFault(redirect("/elsewhere", 308), SendClass.PERMANENT),
    "400": WebFault(Reply(400), SendClass.PERMANENT),
    "401": WebFault(Reply(401), SendClass.PERMANENT),
    "403": WebFault(Reply(403), SendClass.PERMANENT),
    "404": WebFault(Reply(404), SendClass.PERMANENT),
    "410": WebFault(Reply(410), SendClass.PERMANENT),
    "408": WebFault(Reply(408), SendClass.TRANSIENT),
    "425": WebFault(Reply(425), SendClass.TRANSIENT),
    "429": WebFault(limited(), SendClass.TRANSIENT),
    "429 for seconds": WebFault(limited(30), SendClass.TRANSIENT),
    "429 until a time that is over": WebFault(limited(LONG_AGO), SendClass.TRANSIENT),
    "500": WebFault(Reply(500), SendClass.TRANSIENT),
    "502": WebFault(Reply(502), SendClass.TRANSIENT),
    "503 for seconds": WebFault(limited(30, 503), SendClass.TRANSIENT),
    "reset after reading": WebFault("reset", SendClass.IN_DOUBT),
    "silence": WebFault("hang", SendClass.IN_DOUBT),
    "half a status line": WebFault(Broken(b"HTTP/1."), SendClass.IN_DOUBT),
    "half the headers, then reset": WebFault(Broken(b"HTTP/1.1 200 OK\r\nX:", "reset"), SendClass.IN_DOUBT),
    "the end before any answer": WebFault(Broken(b""), SendClass.IN_DOUBT),
    "no HTTP": WebFault(Broken(b"\x00\x01\x02\x03" * 64 + b"\r\n\r\n"), SendClass.IN_DOUBT),
}
# Each byte comes in time, and there is no end of them: only the deadline of the process that sends helps.
ENDLESS: Mapping[str, WebFault] = {
    "slow headers": WebFault(Drip("headers"), SendClass.IN_DOUBT),
    "a slow body of an error": WebFault(Drip("body", 500), SendClass.IN_DOUBT),
}
# A 2xx was said; what comes after it changes nothing where the body says nothing.
WELL_ENOUGH: Mapping[str, Scripted] = {
    "204": Reply(204, b""),
    "an endless body": Stream(),
    "a huge body": Stream(MANY_BYTES),
    "a body longer than it says": Reply(200, b"ok" * 100, {"Content-Length": "2"}),
}

MailStep = Literal["connect", "ehlo", "mail", "rcpt", "begin", "data"]


@dataclass(frozen=True)
class MailFault:
    step: MailStep
    answer: str
    kind: SendClass
    taken: bool = False  # whether the receiver has the mail


STEPS: tuple[MailStep, ...] = ("connect", "mail", "rcpt", "begin", "data")
EARLY: tuple[MailStep, ...] = ("connect", "ehlo", "mail", "rcpt")
MAIL_FAULTS: Mapping[str, MailFault] = {
    **{f"451 at {step}": MailFault(step, "451 4.3.0 later", SendClass.TRANSIENT) for step in STEPS},
    **{f"421 at {step}": MailFault(step, "421 4.3.2 closing", SendClass.TRANSIENT) for step in STEPS},
    **{f"550 at {step}": MailFault(step, "550 5.7.1 no", SendClass.PERMANENT) for step in STEPS},
    **{
        f"a cut at {step}": MailFault(step, "drop", SendClass.NOT_SENT)
        for step in ("connect", "ehlo", "mail")
    },
    "a cut at rcpt": MailFault("rcpt", "drop", SendClass.NOT_SENT),
    "silence at connect": MailFault("connect", "slow", SendClass.NOT_SENT),
    "silence at ehlo": MailFault("ehlo", "slow", SendClass.NOT_SENT),
    "a cut after the mail": MailFault("data", "drop", SendClass.IN_DOUBT, taken=True),
    "silence after the mail": MailFault("data", "slow", SendClass.IN_DOUBT, taken=True),
}
