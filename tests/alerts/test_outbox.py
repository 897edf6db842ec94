"""The outbox against real receivers: what waits, what is marked, what is never sent again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from alerts.channels import recipient_ids
from alerts.outbox import MAKING_ATTEMPTS, Outbox
from alerts.sending.retrying import LONGEST_PAUSE, retry_in
from alerts.sending.sender import Sender
from alerts.watches import Channel
from record.clock import Clock
from record.people import People
from record.store import Record
from record.store.reading import RecordedDelivery
from record.store.sending import SendingStore
from record.store.tables import channels as channels_table
from record.types import Message, SendClass, SendResult
from tests.receivers import MailReceiver, Reply, WebhookReceiver
from tests.record.store.test_sending import LEASE, MESSAGE, claim_one, judged, reopen

HANGING_SECONDS = 1.5


@pytest.fixture
def record_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/onrecord.db"


@pytest.fixture(scope="module")
def sender() -> Iterator[Sender]:
    started = Sender(2, HANGING_SECONDS)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pause is half of the longest that it could be."""
    monkeypatch.setattr("alerts.sending.retrying.random.random", lambda: 0.5)


def mail_url(port: int, to: str = "desk@example.org") -> str:
    return f"mailto://127.0.0.1:{port}?from=onrecord@example.org&to={to}"


def outbox(record: Record, sender: Sender, **channels: str) -> Outbox:
    found = {name: Channel(name, url) for name, url in channels.items()}
    return Outbox(record.sending, found, sender, Clock(), ZoneInfo("UTC"), People())


def decided(record: Record, **channels: str) -> None:
    """One Alert to each of these Channels."""
    judged(record, recipients={name: recipient_ids(url) for name, url in channels.items()})


def later(record: Record, box: Outbox, hours: int = 1) -> Outbox:
    """The same, with nothing in its memory, after that time."""
    clock = Clock(timedelta(hours=hours))
    return replace(box, store=SendingStore(record.engine, clock), clock=clock)


def deliveries(record: Record) -> list[RecordedDelivery]:
    return record.reading.deliveries(record.reading.statements()[0])


def state(record: Record) -> tuple[str, bool, int]:
    (delivery,) = deliveries(record)
    return delivery.state, delivery.doubt, len(delivery.attempts)


def last_detail(record: Record) -> str:
    (delivery,) = deliveries(record)
    return delivery.attempts[-1].detail


# ---------------------------------------------------------------- one Delivery


def test_a_delivery_is_sent_once(record: Record, sender: Sender, mail: MailReceiver) -> None:
    decided(record, desk=mail_url(mail.port))
    box = outbox(record, sender, desk=mail_url(mail.port))
    assert asyncio.run(box.work()) == 1
    assert asyncio.run(box.work()) == 0
    assert len(mail.mails) == 1
    assert state(record) == ("sent", False, 1)


def test_one_in_flight_at_a_crash_goes_once_more_and_says_so(
    record: Record, sender: Sender, mail: MailReceiver
) -> None:
    decided(record, desk=mail_url(mail.port))
    record.sending.begin_attempt(claim_one(record), MESSAGE, LEASE)
    reopen(record)
    asyncio.run(outbox(record, sender, desk=mail_url(mail.port)).work())
    (arrived,) = mail.mails
    assert "possible repeat" in str(arrived.message["Subject"])
    assert state(record) == ("sent", True, 2)


@pytest.mark.usefixtures("no_jitter")
def test_a_channel_that_is_down_waits_without_doubt(
    record: Record, sender: Sender, mail: MailReceiver
) -> None:
    decided(record, desk=mail_url(mail.port))
    mail.data.append("451 4.3.0 try again")
    box = outbox(record, sender, desk=mail_url(mail.port))
    asyncio.run(box.work())
    assert state(record) == ("pending", False, 1)
    asyncio.run(later(record, box).work())
    assert state(record) == ("sent", False, 2)
    assert len(mail.mails) == 1


# ---------------------------------------------------------------- several Channels, several recipients


def test_a_channel_that_hangs_holds_no_other(
    record: Record, sender: Sender, mail: MailReceiver, web: WebhookReceiver
) -> None:
    web.script.append("hang")
    channels = {
        "ahead": f"slackhook://127.0.0.1:{web.port}/T0/B0/X0",
        "desk": mail_url(mail.port, "one@example.org,two@example.org"),
    }
    decided(record, **channels)
    assert asyncio.run(outbox(record, sender, **channels).work()) == 3
    hanging, *mails = deliveries(record)
    assert (hanging.channel, hanging.attempts[0].kind) == ("ahead", SendClass.IN_DOUBT)
    given_up = hanging.attempts[0].ended_at
    assert given_up is not None
    assert [mail.channel for mail in mails] == ["desk", "desk"]
    assert all(mail.sent_at and mail.sent_at < given_up for mail in mails)


@pytest.mark.usefixtures("no_jitter")
def test_after_a_failure_the_rest_of_the_channel_waits_and_then_comes_first(
    record: Record, sender: Sender, mail: MailReceiver
) -> None:
    channels = {"desk": mail_url(mail.port, "one@example.org,two@example.org")}
    decided(record, **channels)
    mail.data.append("451 4.3.0 try again")
    box = outbox(record, sender, **channels)
    assert asyncio.run(box.work()) == 1
    assert asyncio.run(box.work()) == 0
    assert [len(delivery.attempts) for delivery in deliveries(record)] == [1, 0]
    assert asyncio.run(later(record, box).work()) == 2
    assert [mail.recipients for mail in mail.mails] == [("two@example.org",), ("one@example.org",)]


def test_a_recipient_that_is_gone_is_nobody_else(record: Record, sender: Sender, mail: MailReceiver) -> None:
    everybody = mail_url(mail.port, "a@example.org,b@example.org,c@example.org")
    decided(record, desk=everybody)
    box = outbox(record, sender, desk=mail_url(mail.port, "c@example.org,b@example.org,new@example.org"))
    assert asyncio.run(box.work()) == 3
    assert [mail.recipients for mail in mail.mails] == [("b@example.org",), ("c@example.org",)]
    waiting, *sent = deliveries(record)
    assert [delivery.state for delivery in sent] == ["sent", "sent"]
    assert (waiting.state, len(waiting.attempts)) == ("pending", 0)
    assert waiting.error == "the watchlist has no channel 'desk' with the recipient this is for"
    asyncio.run(later(record, replace(box, channels={"desk": Channel("desk", everybody)})).work())
    assert mail.mails[-1].recipients == ("a@example.org",)


def test_a_channel_that_is_gone_from_the_watchlist_keeps_its_deliveries(
    record: Record, sender: Sender, mail: MailReceiver
) -> None:
    decided(record, desk=mail_url(mail.port))
    asyncio.run(outbox(record, sender).work())
    assert state(record) == ("pending", False, 0)
    assert record.sending.undelivered() == 1


def test_what_no_channel_can_take_is_told_in_the_log_once(
    record: Record, sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    decided(record, desk=mail_url(1, "one@example.org,two@example.org"))
    asyncio.run(outbox(record, sender).work())
    (told,) = [message for message in caplog.messages if "no channel" in message]
    assert told.startswith("the watchlist has no channel 'desk' with the recipient this is for: kept")
    assert told.endswith("(2 open)")


# ---------------------------------------------------------------- a Channel that fails, or is paced


def test_a_channel_that_is_not_found_costs_one_delivery_and_the_rest_go_when_it_is_back(
    record: Record, sender: Sender, web: WebhookReceiver
) -> None:
    channels = {"desk": f"slackhook://127.0.0.1:{web.port}/T0/B0/X0"}
    judged(record, recipients={"desk": recipient_ids(channels["desk"]) * 3})
    web.script += [Reply(404), Reply(404)]
    box = outbox(record, sender, **channels)
    asyncio.run(box.work())
    asyncio.run(later(record, box).work())  # the probe
    assert [delivery.state for delivery in deliveries(record)] == ["dead", "pending", "pending"]
    asyncio.run(later(record, box, 2).work())
    assert [delivery.state for delivery in deliveries(record)] == ["dead", "sent", "sent"]


def test_a_recipient_who_is_unknown_does_not_hold_the_others(
    record: Record, sender: Sender, mail: MailReceiver
) -> None:
    channels = {"desk": mail_url(mail.port, "a@example.org,b@example.org,c@example.org")}
    decided(record, **channels)
    mail.rcpt += ["550 5.1.1 unknown", "550 5.1.1 unknown"]
    asyncio.run(outbox(record, sender, **channels).work())
    assert [delivery.state for delivery in deliveries(record)] == ["dead", "dead", "sent"]


def test_a_round_goes_on_until_what_is_paced_is_sent_too(record: Record) -> None:
    url = "json://127.0.0.1/x"
    judged(record, recipients={"desk": recipient_ids(url) * 5})
    sender = ScriptedSender()
    box = replace(outbox(record, sender), channels={"desk": Channel("desk", url, per_minute=600)})
    with record.engine.begin() as connection:
        connection.execute(insert(channels_table).values(name="desk", tokens=0.0, refilled_at=Clock().now()))
    assert asyncio.run(box.work()) == 5
    assert len(sender.sent) == 5


# ---------------------------------------------------------------- what fails on our side


def test_a_message_that_cannot_be_made_is_kept_as_dead_in_the_end(
    record: Record, sender: Sender, mail: MailReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> Message:
        raise ValueError("a lone surrogate")

    monkeypatch.setattr("alerts.sending.making.render", fail)
    decided(record, desk=mail_url(mail.port))
    box = outbox(record, sender, desk=mail_url(mail.port))
    for hours in range(MAKING_ATTEMPTS):
        assert state(record) == ("pending", False, hours)
        assert asyncio.run(later(record, box, hours).work()) == 1
    assert state(record) == ("dead", False, MAKING_ATTEMPTS)
    assert last_detail(record) == (
        "the message could not be made, nothing was sent: ValueError: a lone surrogate"
    )
    assert mail.mails == []


class ScriptedSender(Sender):
    """Raises, or says that all went well."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__(2)
        self.error = error
        self.sent: list[str] = []

    async def send(self, url: str, message: Message, key: str) -> SendResult:
        self.sent.append(url)
        if self.error:
            raise self.error
        return SendResult(SendClass.OK)


@pytest.mark.usefixtures("no_jitter")
def test_a_sending_that_raises_is_in_doubt_and_repeats_no_secret(record: Record) -> None:
    decided(record, desk="json://127.0.0.1/SECRET")
    box = outbox(
        record, ScriptedSender(ValueError("json://127.0.0.1/SECRET")), desk="json://127.0.0.1/SECRET"
    )
    asyncio.run(box.work())
    assert state(record) == ("in_doubt", True, 1)
    assert last_detail(record) == "the sending failed in itself: ValueError"


def test_a_sender_without_a_process_has_sent_nothing() -> None:
    stopped = Sender()
    stopped.stop()
    result = asyncio.run(stopped.send("json://127.0.0.1/x", MESSAGE, "key"))
    assert result.kind is SendClass.NOT_SENT


class ForgetfulStore(SendingStore):
    """Cannot write how the first so many sendings to the desk ended."""

    failures = 1

    def acknowledge(self, delivery: Any, *result: Any) -> Any:
        if delivery.channel == "desk" and self.failures:
            self.failures -= 1
            raise OSError("the disk is full")
        return super().acknowledge(delivery, *result)


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alerts.sending.recording.PAUSES", (0.0, 0.0))


@pytest.mark.usefixtures("no_pauses")
def test_an_end_that_cannot_be_recorded_is_recorded_as_soon_as_it_can(record: Record) -> None:
    decided(record, desk="json://127.0.0.1/x")
    box = outbox(record, sender := ScriptedSender(), desk="json://127.0.0.1/x")
    asyncio.run(replace(box, store=ForgetfulStore(record.engine, Clock())).work())
    assert state(record) == ("sent", False, 1)
    assert len(sender.sent) == 1


@pytest.mark.usefixtures("no_pauses")
def test_an_end_that_is_never_recorded_is_in_doubt_and_the_error_is_raised_when_the_others_are_back(
    record: Record,
) -> None:
    channels = {"desk": "json://127.0.0.1/x", "phone": "json://127.0.0.1/y"}
    decided(record, **channels)
    store = ForgetfulStore(record.engine, Clock())
    store.failures = 3
    box = outbox(record, ScriptedSender(), **channels)
    with pytest.raises(OSError, match="the disk is full"):
        asyncio.run(replace(box, store=store).work())
    assert [delivery.state for delivery in deliveries(record)] == ["sending", "sent"]
    asyncio.run(later(record, box).work())
    assert [(each.state, each.doubt) for each in deliveries(record)] == [("sent", True), ("sent", False)]


# ---------------------------------------------------------------- pauses


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
