from __future__ import annotations

import pytest

from tests.alerts.sending.posing import Posing
from tests.receivers import WebhookReceiver


@pytest.fixture
def service(web: WebhookReceiver, monkeypatch: pytest.MonkeyPatch) -> WebhookReceiver:
    """Poses as whatever service is sent to."""
    Posing(web.port).start(monkeypatch)
    return web
