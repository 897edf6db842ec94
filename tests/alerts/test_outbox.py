"""The outbox against real receivers: what waits, what is marked, what is never sent again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from alerts.outbox import LONGEST_PAUSE, Outbox, Sender, retry_in
from record.clock import Clock
from record.store import Record
from record.store.sending import SendingStore
from record.types import SendClass, SendResult
from tests.receivers import MailReceiver
from tests.record.store.test_sending import LEASE, MESSAGE, claim_one, judged, reopen


@pytest.fixture
def mailbox() -> Iterator[MailReceiver]:
    with MailReceiver() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def sender() -> Iterator[Sender]:
    started = Sender()
    started.start()
    yield started
    started.stop()


def outbox(record: Record, sender: Sender, port: int) -> Outbox:
    address = f"mailto://127.0.0.1:{port}?from=onrecord@example.org&to=desk@example.org"
    return Outbox(record.sending, {"desk": address}, sender, Clock(), ZoneInfo("UTC"), {})


def state(record: Record) -> tuple[str, bool, int]:
    (delivery,) = record.reading.deliveries(record.reading.statements()[0])
    return delivery.state, delivery.doubt, len(delivery.attempts)


@pytest.mark.parametrize("record_url", ["sqlite"], indirect=True)
class TestWithMail:
    def test_a_delivery_is_sent_once(self, record: Record, sender: Sender, mailbox: MailReceiver) -> None:
        judged(record)
        box = outbox(record, sender, mailbox.port)
        assert asyncio.run(box.work()) == 1
        assert asyncio.run(box.work()) == 0
        assert len(mailbox.mails) == 1
        assert state(record) == ("sent", False, 1)

    def test_one_in_flight_at_a_crash_goes_once_more_and_says_so(
        self, record: Record, sender: Sender, mailbox: MailReceiver
    ) -> None:
        judged(record)
        record.sending.begin_attempt(claim_one(record), MESSAGE, LEASE)
        reopen(record)
        asyncio.run(outbox(record, sender, mailbox.port).work())
        (mail,) = mailbox.mails
        assert "possible repeat" in str(mail.message["Subject"])
        assert state(record) == ("sent", True, 2)

    def test_a_channel_that_is_down_waits_without_doubt(
        self, record: Record, sender: Sender, mailbox: MailReceiver
    ) -> None:
        judged(record)
        mailbox.data.append("451 4.3.0 try again")
        asyncio.run(outbox(record, sender, mailbox.port).work())
        assert state(record) == ("pending", False, 1)
        later = replace(outbox(record, sender, mailbox.port), store=_later(record))
        asyncio.run(later.work())
        assert state(record) == ("sent", False, 2)
        assert len(mailbox.mails) == 1

    def test_a_channel_that_is_gone_from_the_watchlist_keeps_its_deliveries(
        self, record: Record, sender: Sender, mailbox: MailReceiver
    ) -> None:
        judged(record)
        asyncio.run(replace(outbox(record, sender, mailbox.port), channels={}).work())
        assert state(record) == ("pending", False, 0)
        assert record.sending.undelivered() == 1


def _later(record: Record) -> SendingStore:
    return SendingStore(record.engine, Clock(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("result", "attempts", "least", "most"),
    [
        (SendResult(SendClass.TRANSIENT), 1, 0, 10),
        (SendResult(SendClass.TRANSIENT), 3, 0, 40),
        (SendResult(SendClass.TRANSIENT), 50, 0, LONGEST_PAUSE.total_seconds()),
        (SendResult(SendClass.TRANSIENT, 429, 120.0), 1, 120, 120),
        (SendResult(SendClass.NOT_SENT), 1, 0, 10),
        (SendResult(SendClass.IN_DOUBT), 1, 0, 10),
    ],
)
def test_the_pause_doubles_with_jitter_and_honours_retry_after(
    result: SendResult, attempts: int, least: float, most: float
) -> None:
    for _ in range(50):
        pause = retry_in(result, attempts)
        assert pause is not None
        assert least <= pause.total_seconds() <= most


@pytest.mark.parametrize(
    ("result", "attempts"),
    [
        (SendResult(SendClass.OK), 1),
        (SendResult(SendClass.PERMANENT), 1),
        (SendResult(SendClass.IN_DOUBT), 5),
    ],
)
def test_what_is_done_or_hopeless_is_not_tried_again(result: SendResult, attempts: int) -> None:
    assert retry_in(result, attempts) is None
