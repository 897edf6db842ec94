"""A real MQTT broker: what is published to it arrives, and what it does not take waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from alerts import channels
from record.types import Message, SendClass
from tests.receivers.broker import Broker, find_mosquitto

MESSAGE = Message("Lei Jun: “no plan”", "plain words, 美国")
pytestmark = pytest.mark.skipif(find_mosquitto() is None, reason="mosquitto is not installed")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    made = Broker(tmp_path / "broker")
    made.start()
    yield made
    made.stop()


def address(broker: Broker, more: str = "") -> str:
    return f"mqtt://127.0.0.1:{broker.port}/desk/alerts?qos=1&rto=1&cto=1{more}"


def test_a_message_arrives_at_whoever_listens(broker: Broker) -> None:
    with broker.listening("desk/#") as arrived:
        assert channels.send(address(broker), MESSAGE, "key").kind is SendClass.OK
        words = arrived.get(timeout=5)
    assert MESSAGE.subject in words
    assert MESSAGE.text in words


def test_a_broker_that_is_down_loses_nothing_and_takes_it_when_it_is_back(broker: Broker) -> None:
    broker.stop()
    assert channels.send(address(broker), MESSAGE, "key").kind is not SendClass.OK
    broker.start()
    with broker.listening("desk/#") as arrived:
        assert channels.send(address(broker), MESSAGE, "key").kind is SendClass.OK
        assert MESSAGE.text in arrived.get(timeout=5)
        assert arrived.empty()


def test_a_broker_that_lets_nobody_in_is_no_success(broker: Broker) -> None:
    broker.stop()
    broker.anonymous = False
    broker.start()
    assert channels.send(address(broker), MESSAGE, "key").kind is not SendClass.OK
