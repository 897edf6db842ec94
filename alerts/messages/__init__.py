"""Messages: what a Channel is told of an Alert, for each family of Channels.

The order is always: who, said what, first-party or not, why you got it, where to look, what else. What is
told of accounts is in account.py, and what the operator is told of Sources in operator.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from alerts.messages.account import account_message
from alerts.messages.defusing import defused
from alerts.messages.links import Links
from alerts.messages.mail import html_part, plain_part, sheet, subject
from alerts.messages.operator import Family, operator_message
from alerts.messages.slack import slack_text
from alerts.messages.story import Searches, Story, stories
from record.types import AccountAlert, AnyAlert, Message, OperatorAlert

__all__ = ["mark_repeat", "render"]

QUOTE_LIMITS = (600, 300, 140, 60)  # tried in turn: a long text is cut at its quotes, never at a link
MAIL_QUOTE = 4000
SLACK_CHARACTERS = 3000  # Slack takes more, but folds it away
PLAIN_BYTES = 1900  # the smallest that chats take: 2,000 characters, or 2,048 bytes
REPEAT_PLACE = "<!--repeat-->"  # crawled text is escaped and cannot hold it


def render(
    alert: AnyAlert,
    family: Family,
    *,
    now: datetime,
    zone: ZoneInfo,
    repeat: str | None = None,
    page: str | None = None,
    names: Mapping[str, str] | None = None,
    searches: Searches | None = None,
) -> Message:
    """The Message for one family. `repeat`: mark it as a possible repeat with this short reference;
    `page`: the page's address, for its links; `names`: organisation id -> name; `searches`: Statement id ->
    where its original was looked for."""
    if isinstance(alert, OperatorAlert):
        message = operator_message(alert.event, family, now, zone)
    elif isinstance(alert, AccountAlert):
        message = account_message(alert, family, now, zone)
    else:
        message = _story_message(stories(alert, names or {}, searches), family, now, zone, Links(page))
    return mark_repeat(message, repeat) if repeat else message


def _story_message(told: list[Story], family: Family, now: datetime, zone: ZoneInfo, links: Links) -> Message:
    if family == "email":
        return _mail(told, now, zone, links)
    if family == "slack":
        text = _fit(lambda limit: slack_text(told, limit, now, zone, links), len, SLACK_CHARACTERS)
    else:
        told = [*map(defused, told)]
        text = _fit(lambda limit: plain_part(sheet(told, limit, now, zone, links)), _bytes, PLAIN_BYTES)
    return Message(subject(told[0]), text)


def mark_repeat(message: Message, ref: str) -> Message:
    """The same Message, saying in subject and body that it may have arrived before."""
    note = f"possible repeat · ref {ref}"
    first, _, rest = message.text.partition("\n")
    html = message.html and message.html.replace(REPEAT_PLACE, f"<p>{escape(note)}</p>", 1)
    return Message(f"{message.subject} ({note})", f"{first}\n{note}\n{rest}", html)


def _mail(told: Sequence[Story], now: datetime, zone: ZoneInfo, links: Links) -> Message:
    both = sheet(told, MAIL_QUOTE, now, zone, links)
    return Message(subject(told[0]), plain_part(both), html_part(both))


def _fit(written: Callable[[int], str], size: Callable[[str], int], most: int) -> str:
    """The text with the longest quotes that fit; with the shortest where none do."""
    texts = (written(limit) for limit in QUOTE_LIMITS)
    return next((text for text in texts if size(text) <= most), written(QUOTE_LIMITS[-1]))


def _bytes(text: str) -> int:
    return len(text.encode())
