"""Channels: the only package that knows apprise. One URL, one recipient, one attempt.

Beside apprise's own addresses (any that speaks HTTP, SMTP or a message broker) there are two of ours, for a
webhook that understands Slack's payload at another address: Mattermost, Rocket.Chat, a receiver in a test.

    slackhook://127.0.0.1:8065/T0/B0/X0       posts to http://127.0.0.1:8065/T0/B0/X0
    slackhooks://chat.example.org/hooks/KEY   posts to https://chat.example.org/hooks/KEY

A mail server on this machine or network, without TLS and log-in:

    mailto://127.0.0.1:2525?from=onrecord@example.org&to=desk@example.org
"""

from alerts.channels.addresses import allowed_schemas, family, problem_of
from alerts.channels.plugins import CONNECT_SECONDS, READ_SECONDS, RenderedSlack
from alerts.channels.recipients import recipient_ids, recipients
from alerts.channels.sending import judge, send

__all__ = [
    "CONNECT_SECONDS",
    "READ_SECONDS",
    "RenderedSlack",
    "allowed_schemas",
    "family",
    "judge",
    "problem_of",
    "recipient_ids",
    "recipients",
    "send",
]
