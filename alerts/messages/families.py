"""The families of Channels: those that take a message in the same form."""

from __future__ import annotations

from typing import Literal

Family = Literal[
    "email", "slack", "telegram", "discord", "teams", "feishu", "wecom", "dingtalk", "webhook", "plain"
]
