from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.alerts.sending.posing import Posing
from tests.receivers import MailReceiver, WebhookReceiver


@pytest.fixture
def mail() -> Iterator[MailReceiver]:
    with MailReceiver() as receiver:
        yield receiver


@pytest.fixture
def web() -> Iterator[WebhookReceiver]:
    with WebhookReceiver() as receiver:
        yield receiver


@pytest.fixture
def service(web: WebhookReceiver, monkeypatch: pytest.MonkeyPatch) -> WebhookReceiver:
    """Poses as whatever service is sent to."""
    Posing(web.port).start(monkeypatch)
    return web
