"""Receivers for tests: a mail server, webhooks, an MQTT broker and a Matrix homeserver, on ports that the
system chooses. The first two are scripted to fail.

They record what reached them. A scripted answer is used once, in order; then everything is accepted.
"""

from tests.receivers.mail import Mail, MailReceiver
from tests.receivers.web import (
    Broken,
    Drip,
    Posted,
    Reply,
    Scripted,
    Stream,
    WebhookReceiver,
    closed_port,
    garbled_tls_port,
    limited,
    redirect,
)

__all__ = [
    "Broken",
    "Drip",
    "Mail",
    "MailReceiver",
    "Posted",
    "Reply",
    "Scripted",
    "Stream",
    "WebhookReceiver",
    "closed_port",
    "garbled_tls_port",
    "limited",
    "redirect",
]
