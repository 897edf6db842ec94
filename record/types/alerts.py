"""Hits, Alerts and the Deliveries of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from record.types.speakers import Speaker
from record.types.statements import Event
from record.types.values import Json

Severity = Literal["low", "normal", "high", "critical"]
Gathering = Literal["digest", "quiet", "throttle", "burst"]  # why what would be several Alerts is one
Purpose = Literal["alert", "fallback", "escalation"]  # of a Delivery


@dataclass(frozen=True, slots=True)
class Hit:
    """Watch x Event, with its explanation (a JSON tree: see alerts/rules/matcher.py)."""

    watch_id: str
    watch_name: str
    event: Event
    explanation: Json
    severity: Severity = "normal"  # of the watch, when it was judged


@dataclass(frozen=True, slots=True)
class Standby:
    """Which Channel is told too, so long after the first one was to be: unless that took the message, or
    somebody has acknowledged it."""

    purpose: Literal["fallback", "escalation"]
    channel: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Alert:
    """What we decided to tell: Hits of one Speaker in one Document, best first, to one Channel.

    One that gathers holds what would have been several of these, in the order in which they came; there is
    one for a Channel and a slot, or more where that grows too long.
    """

    channel: str
    hits: tuple[Hit, ...]
    not_before: datetime | None = None  # until then it waits for an original; as it was decided
    gathers: Gathering | None = None
    slot: datetime | None = None  # of one that gathers: when it is due
    standbys: tuple[Standby, ...] = ()  # as it was decided

    @property
    def lead(self) -> Hit:
        return self.hits[0]

    @property
    def event(self) -> Event:
        return self.lead.event


@dataclass(frozen=True, slots=True)
class OperatorAlert:
    """What the operator is told of a Source, or of all of them: one Event, to his Channel."""

    channel: str
    event: Event


@dataclass(frozen=True, slots=True)
class AccountAlert:
    """What one Channel is told of a change of a watched account; there is nothing said in it to hit."""

    channel: str
    event: Event
    watches: tuple[str, ...]  # names of those that tell it there
    speaker: Speaker | None = None  # whose account it is; the record keeps only the account
    not_before: datetime | None = None  # the end of quiet hours; as it was decided


AnyAlert = Alert | OperatorAlert | AccountAlert


class SendClass(StrEnum):
    """How one Attempt ended, which decides what comes next."""

    OK = "ok"
    NOT_SENT = "not_sent"
    TRANSIENT = "transient"
    PERMANENT = "permanent"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class SendResult:
    """What the Channel answered; `detail` holds no secret."""

    kind: SendClass
    status: int | None = None
    retry_after: float | None = None  # seconds
    detail: str = ""
    remote_id: str | None = None  # what the Channel calls the message: a Message-ID, a ts, a message_id
    about: Literal["channel", "recipient", "message"] | None = None  # what a refusal speaks of, where it says


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent, for one family of Channels: e-mail reads html and subject, chats read text."""

    subject: str
    text: str
    html: str | None = None
    form: Literal["text", "markdown", "html"] = "text"  # what `text` is written in, as the Channel takes it
    fields: Json | None = None  # of a template with fixed fields, or the whole payload of a webhook
    reply_to: str | None = None  # the remote id of the first message about the Statement, where there is one


@dataclass(frozen=True, slots=True)
class Delivery:
    """One tracked sending of one Alert to one recipient; the claim's token comes with it."""

    key: str
    channel: str
    recipient: int  # index of the recipient within the Channel when the Alert was decided
    recipient_hash: str  # salted; says who that is, whatever the Channel's order has become
    token: str
    attempts: int
    doubt: bool  # an earlier Attempt may have arrived; sticky
    alert_id: int
    payload: Message | None = None  # frozen at the first claim
    purpose: Purpose = "alert"
    stands_for: str | None = None  # of a fallback or an escalation: the Channel that was to be told
    since: datetime | None = None  # when it, or the one that it stands for, was due
    escalates_to: str | None = None  # the Channel that is told too, unless somebody acknowledges it
    escalates_at: datetime | None = None
