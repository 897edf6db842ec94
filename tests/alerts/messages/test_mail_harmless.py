"""What no crawled text can do in a mail."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Literal

import pytest

from alerts import channels
from alerts.messages import render
from alerts.messages.story import Searches
from record.types import (
    Alert,
    Message,
    SendClass,
)
from tests.alerts.messages.naughty import NAUGHTY, naughty_alert
from tests.alerts.stories import (
    NOW,
    ZONE,
)
from tests.receivers import MailReceiver

NAMES = {"xiaomi": "Xiaomi"}


KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


Family = Literal["email", "slack", "plain"]


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


class Page(HTMLParser):
    """Every tag, attribute name and link of a mail."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


HEADERS = [
    *("Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"),
    "X-Application",
]


TAGS = {"html", "head", "meta", "title", "style", "body", "div", "p", "blockquote", "span", "br", "a"}


ATTRIBUTES = {"lang", "charset", "name", "content", "style", "href", "class"}


def check_html(source: str) -> None:
    page = Page(source)
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert all(link.startswith("https://outlet.example/") for link in page.links)


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_words_add_no_header_to_a_mail(mail: MailReceiver, text: str) -> None:
    send_mail(mail, rendered(naughty_alert(text), "email"))
    [arrived] = mail.mails
    assert arrived.recipients == ("desk@example.org",)
    assert sorted(arrived.message.keys()) == HEADERS
    assert arrived.message["Subject"].startswith("Lei Jun: “")
    check_html(arrived.part("html"))
