"""One message, sent as the product sends it."""

from __future__ import annotations

from alerts import channels
from record.types import Message, SendResult

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


MESSAGE = Message("Lei Jun: “no plan”", "plain words <!channel> & more", "<p>html words</p>")


def mail_url(port: int, to: str = "desk@example.org") -> str:
    return f"mailto://127.0.0.1:{port}?from=onrecord@example.org&to={to}"


def hook_url(port: int, more: str = "") -> str:
    return f"slackhook://127.0.0.1:{port}/T0SECRET/B0SECRET/X0SECRET{more}"


def sent(url: str) -> SendResult:
    return channels.send(url, MESSAGE, KEY)
