"""Posts of a public Telegram channel, from the page of HTML on which Telegram shows it to everybody.

An album is one post, under the id of its first picture. What pictures are shown at changes with time, so that
the ids of their messages stand for them.
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.conversation import Context, Conversation, Manners, account_of, require
from crawler.conversation.listings import Page, each_once, poll_back
from crawler.reading.answers import Answer, Refused
from crawler.reading.dates import read_date
from crawler.reading.markup import headline, outermost, parse_fragment, take_out, text_of
from record.errors import UnreadableFeed
from record.types import Account, Outcome, Post, PostFacts, Profile, Source

PLATFORMS = ("telegram",)
BASE = "https://t.me"
MANNERS = Manners()

_UID = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_PLACE = re.compile(r"([A-Za-z0-9_]{4,32})/([0-9]{1,18})")
_LINK = re.compile(r"https?://t\.me/(?:s/)?([A-Za-z0-9_]{4,32})/([0-9]{1,18})(?:$|[?#])")
_MOST = 200  # messages of one page; Telegram's have twenty
_UNSHOWN = (
    ".//*[contains(@class, 'tgme_widget_message_bubble')]"
    "/*[contains(@class, 'message_media_not_supported_wrap')]"
)
_MEDIA = (
    "photo_wrap",
    "video_player",
    "roundvideo_player",
    "document_wrap",
    "voice_player",
    "sticker_wrap",
    "location_wrap",
)


def address(base: str, account: Account) -> str:
    """The channel's page. Raises ValueError for what is no name of a channel."""
    if not _UID.fullmatch(account.uid):
        raise ValueError("a Telegram channel is written by its public name, as in t.me/NAME, without @")
    return f"{base.rstrip('/')}/s/{account.uid}"


def poll(source: Source, context: Context) -> Conversation:
    """For the page."""
    return poll_back(source, context, _page)


def read_posts(answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
    """The posts of one page, the newest first. Raises Refused or UnreadableFeed."""
    return each_once(_page(answer, source, now).posts)


def _page(answer: Answer, source: Source, now: datetime) -> Page:
    account = account_of(source)
    tree = _shown(require(answer), account)
    named = [message for message in _all(tree, "tgme_widget_message") if message.get("data-post")]
    messages = outermost(tree, named)[-_MOST:]
    posts = [post for message in messages if (post := _post(message, account, now))]
    ids = [id for message in messages if (id := _id(message, account))]
    if messages and not ids:
        raise UnreadableFeed("none of the messages is of this channel")
    older = f"{source.url}?before={min(ids)}" if ids and min(ids) > 1 else None
    return Page(tuple(reversed(posts)), older, _profile(tree, account))


def _shown(answer: Answer, account: Account) -> HtmlElement:
    """The page of the channel's posts. Raises Refused where Telegram shows another one in its place."""
    tree = parse_fragment(answer.text)
    if "/s/" not in urlsplit(answer.url).path or not _all(tree, "tgme_channel_history"):
        reason = (
            f"t.me/{account.uid} shows no preview: it is private, restricted, or there is no such channel"
        )
        raise Refused((Outcome.BLOCKED, reason))
    return tree


def _all(tree: HtmlElement, name: str) -> list[HtmlElement]:
    """Every element of this class, in the page's order."""
    return list(tree.find_class(name))


def _id(message: HtmlElement, account: Account) -> int | None:
    place = _PLACE.fullmatch(message.get("data-post"))
    return int(place[2]) if place and place[1].lower() == account.uid.lower() else None


def _post(message: HtmlElement, account: Account, now: datetime) -> Post | None:
    """None for what Telegram itself says in the channel ("pinned a message"), and for other channels."""
    id = _id(message, account)
    if id is None or "service_message" in message.get("class", "").split():
        return None
    take_out(message, message.xpath(".//*[contains(@class, 'tgme_widget_message_reply')]"))
    forwarded = _all(message, "tgme_widget_message_forwarded_from")
    stated = message.xpath("string((.//time[@datetime])[last()]/@datetime)")
    media, text = _media(message, id), _text(message)
    return Post(
        key=f"telegram:{account.uid.lower()}/{id}",
        account=account,
        url=f"https://t.me/{account.uid}/{id}",
        text="" if forwarded else text,
        quoted=text if forwarded else "",
        published_raw=stated or None,
        published_at=read_date(stated, "UTC", now),
        author=_line(message, "tgme_widget_message_owner_name"),
        facts=PostFacts(
            complete=bool(text) or not _hides(message),
            edits=int(_line(message, "tgme_widget_message_meta").startswith("edited")),
            reposts=_origin(message) if forwarded else None,
            media=() if forwarded else media,
        ),
    )


def _line(tree: HtmlElement, name: str) -> str:
    found = _all(tree, name)
    return headline(found[0].text_content()) if found else ""


def _media(message: HtmlElement, id: int) -> tuple[str, ...]:
    """Ids of the messages that an album joins, or of this one."""
    found: dict[str, None] = {}
    for kind in _MEDIA:
        for element in _all(message, f"tgme_widget_message_{kind}"):
            place = _LINK.match(element.get("href") or "")
            found[place[2] if place else str(id)] = None
    return tuple(found)


def _text(message: HtmlElement) -> str:
    """The words, and what a poll asks. In an album the element of the words holds itself once more."""
    asked = [_line(message, "tgme_widget_message_poll_question")]
    words = _all(message, "tgme_widget_message_text")[:1]
    for element in words:
        element.tail = None  # what stands behind it is not said
    return "\n".join(filter(None, [text_of(element) for element in words] + asked))


def _hides(message: HtmlElement) -> bool:
    """Whether it says "Please open Telegram to view this post"; within every video that stands unseen."""
    return bool(message.xpath(_UNSHOWN))


def _origin(message: HtmlElement) -> str | None:
    """The key of what was forwarded; a person's message has no address."""
    names = _all(message, "tgme_widget_message_forwarded_from_name")
    place = _LINK.match(names[0].get("href") or "") if names else None
    return f"telegram:{place[1].lower()}/{place[2]}" if place else None


def _profile(tree: HtmlElement, account: Account) -> Profile | None:
    titles = _all(tree, "tgme_channel_info_header_title")
    if not titles:
        return None
    name = headline(titles[0].xpath("string(./span)")) or headline(titles[0].text_content())
    return Profile(account, name or None, bool(_all(titles[0], "verified-icon")))
