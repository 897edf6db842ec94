"""WeCom (Work WeChat), a group's robot: text, which mentions by `<@id>`; what is too long is refused."""

from __future__ import annotations

from alerts.messages.formats.markup import Format
from alerts.messages.formats.plain import size, write

MOST = 2048  # bytes

FORMAT = Format(write, size, MOST)
