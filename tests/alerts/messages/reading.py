"""What a receiver makes of a message: its links, its mentions, its tags, as its service reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

from alerts.messages.families import Family
from record.types import Message

MENTION = re.compile(r"[@＠]\w")
TAG = re.compile(r"<[@!#:a-zA-Z/?]")
ADDRESS = re.compile(r"\w://|\b[Ww]{3}\.\w|\bmailto:\S+@\w|\b[\w-]+\.[a-z]{2,}/")  # what chats make a link of
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
TELEGRAM_TAGS = frozenset({"b", "s", "code", "a", "blockquote"})
MAIL_TAGS = frozenset(
    {"html", "head", "meta", "title", "body", "div", "p", "blockquote", "span", "br", "a", "del", "ins"}
    | {"h1", "h2", "h3", "ul", "ol", "li", "strong", "code", "style", "section", "table", "tr", "td", "small"}
)
CARD = re.compile(r"\{\{|\$\{")  # of an adaptive card: its own functions


@dataclass(frozen=True)
class Seen:
    """`links`: where a press leads; `live`: what it should not have been able to do."""

    links: tuple[str, ...]
    live: tuple[str, ...]


class _Page(HTMLParser):
    def __init__(self, source: str, tags: frozenset[str]) -> None:
        super().__init__()
        self.allowed, self.links, self.live, self.words = tags, [], [], []  # type: ignore[var-annotated]
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag not in self.allowed:
            self.live.append(f"<{tag}>")
        self.live += [name for name, _ in attrs if name.startswith("on") or name in ("src", "srcset")]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        if "a" not in self.open:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]


def _slack(text: str) -> Seen:
    parts = re.findall(r"<([^<>]*)>", text)
    links = tuple(part.partition("|")[0].replace("&amp;", "&") for part in parts)
    rest = re.sub(r"<[^<>]*>", "", text)
    live = [sign for sign in "<>" if sign in re.sub("^> ", "", rest, flags=re.MULTILINE)]
    live += re.findall(r"&(?!amp;|lt;|gt;)", rest)
    words = rest.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return Seen(links, (*live, *_live_words(words)))


def _telegram(text: str) -> Seen:
    page = _Page(text, TELEGRAM_TAGS)
    words = " ".join(page.words)
    return Seen(tuple(page.links), (*page.live, *re.findall(r"(?<![\w/])/\w+", words), *_live_words(words)))


def _mail(message: Message) -> Seen:
    page = _Page(message.html or "", MAIL_TAGS)
    return Seen(tuple(page.links), tuple(page.live))


def _markdown(text: str) -> Seen:
    """As CommonMark reads it, with HTML."""
    blocks = MarkdownIt("commonmark").parse(text)
    tokens = [token for block in blocks for token in (block, *(block.children or ()))]
    links = tuple(str(token.attrs.get("href") or "") for token in tokens if token.type == "link_open")
    bad = {"html_block", "html_inline", "image", "fence", "code_block", "hr", "table_open"}
    live = [f"{token.type} {token.content[:40]}" for token in tokens if token.type in bad]
    live += [token.markup for token in tokens if token.type == "heading_open" and token.markup != "###"]
    return Seen(links, (*live, *_live_words(" ".join(_unlinked(tokens)))))


def _unlinked(tokens: list[Token]) -> Iterator[str]:
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type in ("text", "code_inline") and not depth:
            yield token.content


def _plain(text: str) -> Seen:
    links = tuple(re.findall(r"https?://\S+", text))
    return Seen(links, _live_words(re.sub(r"https?://\S+", "", text)))


def _live_words(text: str) -> tuple[str, ...]:
    found = (*MENTION.findall(text), *TAG.findall(text), *ADDRESS.findall(text), *CONTROL.findall(text))
    return (*found, *re.findall(r"\]\(", text))


def _teams(text: str) -> Seen:
    seen = _markdown(text)
    return Seen(seen.links, (*seen.live, *CARD.findall(text)))


def _webhook(message: Message) -> Seen:
    """What is JSON stays JSON, and no text in it has a second line or a control sign."""
    again = json.loads(json.dumps(message.fields))
    quotes = [each["quote"]["text"] for each in again["statements"]]
    live = [found for quote in quotes for found in re.findall(r"[\n\r]", quote) + CONTROL.findall(quote)]
    return Seen((), (*live, *(["changed"] if again != message.fields else [])))


_READERS: dict[Family, Callable[[str], Seen]] = {
    "slack": _slack,
    "telegram": _telegram,
    "discord": _markdown,
    "teams": _teams,
    "dingtalk": _markdown,
    "feishu": _plain,
    "wecom": _plain,
    "plain": _plain,
}


def read(message: Message, family: Family) -> Seen:
    if family == "email":
        return _mail(message)
    if family == "webhook":
        return _webhook(message)
    seen = _READERS[family](message.text)
    if family != "slack" or not message.fields:
        return seen
    parts = [_slack(text) for name, text in message.fields.items() if name != "color"]
    return Seen(seen.links, (*seen.live, *(live for part in parts for live in part.live)))
