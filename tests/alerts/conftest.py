"""Real receivers on loopback, for whatever sends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.receivers import MailReceiver, WebhookReceiver


@pytest.fixture
def mail() -> Iterator[MailReceiver]:
    with MailReceiver() as receiver:
        yield receiver


@pytest.fixture
def web() -> Iterator[WebhookReceiver]:
    with WebhookReceiver() as receiver:
        yield receiver
