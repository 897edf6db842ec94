"""What no crawled text can do in a mail."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from tests.alerts.messages.naughty import NAUGHTY, naughty_alert
from tests.alerts.messages.rendering import rendered, send_mail
from tests.receivers import MailReceiver


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
