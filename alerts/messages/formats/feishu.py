"""Feishu and Lark, whose text knows a few tags of its own (`<at user_id="all">`), and no escape for them."""

from __future__ import annotations

import json

from alerts.messages.formats.markup import Format
from alerts.messages.formats.plain import write
from record.types import Message

MOST = 18_000  # bytes of JSON: a request may have 20,000


def size(message: Message) -> int:
    """As it is sent: a Chinese sign is six bytes there."""
    return len(json.dumps(message.text))


FORMAT = Format(write, size, MOST)
