"""Messages as they are rendered and mailed, for the tests that read them."""

from __future__ import annotations

from typing import Literal

from alerts import channels
from alerts.messages import render
from alerts.messages.story import Searches
from record.types import (
    Alert,
    Message,
    SendClass,
)
from tests.alerts.stories import (
    NOW,
    ZONE,
)
from tests.receivers import MailReceiver

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
NAMES = {"xiaomi": "Xiaomi"}


Family = Literal["email", "slack", "plain"]
FAMILIES: tuple[Family, ...] = ("email", "slack", "plain")


def rendered(
    alert: Alert,
    family: Family,
    repeat: str | None = None,
    page: str | None = None,
    searches: Searches | None = None,
) -> Message:
    return render(alert, family, now=NOW, zone=ZONE, repeat=repeat, page=page, names=NAMES, searches=searches)


def send_mail(mail: MailReceiver, message: Message) -> None:
    url = f"mailto://127.0.0.1:{mail.port}?from=onrecord@example.org&to=desk@example.org"
    assert channels.send(url, message, KEY).kind is SendClass.OK
