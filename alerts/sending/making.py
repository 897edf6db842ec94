"""Making the message of a Delivery: as the record has it now, for its Channel and its recipient.

While nothing of it can have arrived it is made anew for every Attempt: a Statement that was edited or deleted
meanwhile says so. From the first doubt on what was sent goes again as it was, so that a repeat is one.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.channels import family, recipient_ids, recipients
from alerts.knowing import know_speakers
from alerts.messages import mark_repeat, render
from alerts.messages.changes import told_statement
from alerts.messages.outline import Told
from alerts.watches import Channel
from record.originals import Search
from record.people import People
from record.store.alertrows import recipient_hash
from record.store.sending import SendingStore
from record.types import Alert, AnyAlert, Delivery, Message
from statements.originals import search

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One of a Channel's: his own address, and who he is as a hash."""

    url: str
    id: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What the messages of one installation are made with."""

    people: People
    zone: ZoneInfo
    page: str | None


def find_recipient(channel: Channel | None, delivery: Delivery) -> Recipient | None:
    """Found by who he is, never by place: the Channel may have changed since."""
    if channel is None:
        return None
    everybody = map(Recipient, recipients(channel.url), recipient_ids(channel.url))
    wanted = delivery.recipient_hash
    return next((each for each in everybody if recipient_hash(delivery.key, each.id) == wanted), None)


def make_message(
    store: SendingStore, delivery: Delivery, channel: Channel, recipient: Recipient, desk: Desk, now: datetime
) -> Message:
    """To be frozen and sent. Blocks. Errors: whatever a message that cannot be made raises."""
    if delivery.doubt and delivery.payload:
        return delivery.payload
    try:
        message = _render(store, delivery, channel, desk, now)
        return replace(message, reply_to=store.first_told(delivery, recipient.id))
    except Exception:
        if delivery.payload is None:
            raise
        logger.exception("the delivery %s goes as it was made before", delivery.key)
        return delivery.payload


def mark(message: Message, delivery: Delivery) -> Message:
    """What may have arrived before says so."""
    return mark_repeat(message, ref(delivery)) if delivery.doubt else message


def ref(delivery: Delivery) -> str:
    """What a person types."""
    return delivery.key[:6]


def _render(store: SendingStore, delivery: Delivery, channel: Channel, desk: Desk, now: datetime) -> Message:
    alert = know_speakers(store.alert(delivery), desk.people)
    organisations = (known for known in desk.people.all() if known.kind == "organisation")
    return render(
        alert,
        family(channel.url),
        now=now,
        zone=channel.zone or desk.zone,
        page=desk.page,
        names={known.id: known.name for known in organisations},
        searches=_searches(store, alert),
        template=channel.template,
        delivery=_told(delivery),
        end=store.digest_end(delivery.alert_id),
    )


def _told(delivery: Delivery) -> Told:
    return Told(
        delivery.key,
        ref(delivery),
        delivery.purpose,
        delivery.stands_for,
        delivery.since,
        delivery.escalates_to,
        delivery.escalates_at,
    )


def _searches(store: SendingStore, alert: AnyAlert) -> dict[int, Search]:
    """What came of the search for each original, by Statement, as of now."""
    told = [told_statement(hit.event) for hit in alert.hits] if isinstance(alert, Alert) else []
    found = {each.id: store.sought(each, each.speaker.accounts) for each in told if each}
    return {number: search(sought) for number, sought in found.items() if sought}
