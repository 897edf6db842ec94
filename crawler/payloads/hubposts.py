"""One entry of RSSHub's feed to a Post, for each platform that is read through it.

Ids of Weibo and X carry their time. RSSHub's own dates are hours off on Weibo whenever its second call
failed, and on X a repost has the date of what it reposts: they count only where there is no id.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.pages.blocks import weight_of
from crawler.payloads.hubtitles import width_of
from crawler.payloads.mids import FIRST_EXACT, bid_of, read_address
from crawler.payloads.weibowords import split_words
from crawler.reading.dates import LEAD, read_date
from crawler.reading.feeds import Item
from crawler.reading.markup import LONGEST_POST, one_line, outermost, parse_fragment, take_out, text_of
from record.errors import UnreadableFeed
from record.types import Account, Post, PostFacts

_Named = TypeVar("_Named")

_END = r"(?=$|[/?#])"
# The link to the rest is taken out, the dots before it stay. Weibo cuts at 140 signs, two letters for one,
# and counts what is not shown: addresses, emoji. An ellipsis of six dots is the author's own.
_CUT = re.compile(r"(?:(\s{1,3})|(?<![.…]))(?:\.{3}|…)\s?(?:(?:展开)?全文|展开)?$")
_CUT_AT = range(220, 301)  # of width
_LONGEST_WHOLE = 200  # of weight; a shorter text ends in dots of its own
# An avatar is told by its five numbers: a still may be cut too, by four.
_PICTURE = re.compile(
    r"https?://(?!h5\.)[a-z]{1,8}[0-9]?\.sinaimg\.cn/(?!crop(?:\.[0-9]{1,4}){5}/)(?:[^\s?#/]{1,60}/){1,3}([0-9A-Za-z]{16,40})\.[a-z]{3,4}(?=$|[?#])"
)
# Where `readable` is asked for.
_AROUND_QUOTE = re.compile(r"\A@[^\n:]{1,60}:\u2002|\n(?:转发)?原博：[^\n]{1,200}$")
_SHOWN = 9  # pictures of a list; more come only while RSSHub's second call succeeds, and are no edit
_ZONES = timedelta(minutes=15)  # zones differ by multiples of that,
_FARTHEST = timedelta(hours=15)  # and no more than by that
_NEAR = timedelta(seconds=2)

_STATUS = re.compile(
    rf"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/(\w{{1,20}})/status/([0-9]{{1,19}}){_END}", re.A
)
_FIRST_DATED = 100_000_000_000  # ids of X before November 2010 are counted one by one
_STATUS_EPOCH = datetime.fromtimestamp(1_288_834_974, UTC) + timedelta(milliseconds=657)
# The line that names who is reposted; an own post begins with no such space.
_REPOST_LINE = re.compile(
    r"\s{0,20}(?:<small>)?\s{0,20}(?:RT|🔁)?(?:&ensp;|&#8194;|\u2002)(?:<(?!br)[^<>]{1,400}>|[^<>]{1,200}+){1,8}?<br\s*/?>"
)
_QUOTING = "//*[self::blockquote or self::div[@class='rsshub-quote']]"
_QUOTED_NAME = re.compile(r"\A[^\n]{1,100}?:\u2002")
_REPLY = re.compile(r"\A\s{0,20}↩\ufe0f?\s")  # stands before the words of a reply
_LONGEST_STATUS = 250  # characters; what is longer and ends in dots was cut

_THREAD = re.compile(
    rf"https?://(?:www\.)?threads\.(?:com|net)/(?:t|@([\w.]{{1,40}})/post)/([\w-]{{5,40}}){_END}", re.A
)
_AUTHOR_LINE = re.compile(
    r"\A\s{0,20}<p>\s{0,20}(?:<img[^<>]{0,2000}>\s{0,20})?<strong>@[\w.]{1,40}</strong>[^<>]{0,20}:</p>"
)
_QUOTED_BY = re.compile(r"\n?— @[\w.]{0,40} — [^\n]{0,100}$")
_NO_WORDS = "undefined"  # RSSHub writes that where a thread has none


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in an entry's HTML."""

    text: str
    quoted: str
    reposts: str | None = None
    media: tuple[str, ...] = ()
    complete: bool = True


def read_weibo(item: Item, account: Account, zone: str, now: datetime) -> Post | None:
    """None where the entry is somebody else's post. Raises UnreadableFeed where it names none.

    RSSHub keeps a post's id under an edit.
    """
    named = read_address(item.url) or read_address(item.id)
    if named is None:
        raise _nameless(item)
    if named.uid not in ("", account.uid):
        return None
    mid, made = named.mid, named.made
    stated = read_date(item.published_raw, zone, now)
    at = stated if made < FIRST_EXACT else _moment(_to_the_second(made, stated), now)
    url = f"https://weibo.com/{account.uid}/{bid_of(mid)}"
    return _post(item, account, f"weibo:{mid}", url, at, _told_on_weibo(item))


def _to_the_second(made: datetime, stated: datetime | None) -> datetime:
    """The id's time is a second off at times; the seconds of RSSHub's are right, even in a wrong zone."""
    if stated is None or abs(stated - made) > _FARTHEST:
        return made
    off = (stated - made + _ZONES / 2) % _ZONES - _ZONES / 2
    return made + off if abs(off) <= _NEAR else made


def _told_on_weibo(item: Item) -> Told:
    words, quoted = split_words(item.html)
    text = words.text.removeprefix(f"{one_line(item.author)}:\u2002")
    shown = text if words.ended else _before_dots(text)
    tree = parse_fragment(item.html[:LONGEST_POST])
    quotes = take_out(tree, tree.iter("blockquote"))
    originals = _linked(_signatures(quotes), read_address)
    if quotes:
        take_out(tree, tree.iter("video"))
    pictures = [place[1] for source in _shown(tree) if (place := _PICTURE.match(source))]
    return Told(
        shown,
        _AROUND_QUOTE.sub("", quoted).strip(),
        f"weibo:{originals[-1].mid}" if originals else None,
        tuple(dict.fromkeys(pictures))[:_SHOWN],
        words.complete and shown == text,
    )


def _before_dots(text: str) -> str:
    """What stands before the dots at which Weibo cut; a text that is whole stays as it is."""
    dots = _CUT.search(text)
    if not dots:
        return text
    shown = text[: dots.start()].rstrip()
    cut = (dots[1] and weight_of(text) > _LONGEST_WHOLE) or width_of(shown) in _CUT_AT
    return shown if cut else text


def read_x(item: Item, account: Account, zone: str, now: datetime) -> Post | None:
    """As `read_weibo`; an account that is named by its number may bear any name."""
    place = _STATUS.match(item.url) or _STATUS.match(item.id)
    if not place:
        raise _nameless(item)
    if not (account.uid.startswith("+") or place[1].lower() == account.uid.lower()):
        return None
    id = int(place[2])
    made = _STATUS_EPOCH + timedelta(milliseconds=id >> 22)
    at = _moment(made, now) if id >= _FIRST_DATED else read_date(item.published_raw, zone, now)
    url = f"https://x.com/{place[1]}/status/{id}"
    return _post(item, account, f"x:{id}", url, at, _told_on_x(item.html[:LONGEST_POST]))


def _told_on_x(html: str) -> Told:
    line = _REPOST_LINE.match(html)
    tree = parse_fragment(_REPLY.sub("", html[line.end() :] if line else html, count=1))
    quotes = take_out(tree, tree.xpath(_QUOTING))
    originals = _linked(_signatures(quotes), _STATUS.match)
    quoted = "\n".join(_quoted_on_x(quote) for quote in quotes).strip()
    media, text = _stems(tree), text_of(tree)
    if line:
        return Told("", f"{text}\n{quoted}".strip())
    cut = len(text) > _LONGEST_STATUS and text.endswith("…")
    whole = text.removesuffix("…").rstrip() if cut else text
    return Told(whole, quoted, f"x:{int(originals[-1][2])}" if originals else None, media, not cut)


def _quoted_on_x(quote: HtmlElement) -> str:
    """The words of a status that is quoted, without who wrote it and where it stands."""
    take_out(quote, quote.iter("small"))
    return _QUOTED_NAME.sub("", text_of(quote))


def read_threads(item: Item, account: Account, zone: str, now: datetime) -> Post | None:
    """As `read_weibo`."""
    place = _THREAD.match(item.url) or _THREAD.match(item.id)
    if not place:
        raise _nameless(item)
    if (place[1] or account.uid).lower() != account.uid.lower():
        return None
    url = f"https://www.threads.com/@{account.uid}/post/{place[2]}"
    at = read_date(item.published_raw, zone, now)
    return _post(item, account, f"threads:{place[2]}", url, at, _told_on_threads(item.html[:LONGEST_POST]))


def _told_on_threads(html: str) -> Told:
    """RSSHub puts the words into <p> as they were typed, line breaks too."""
    tree = parse_fragment(_AUTHOR_LINE.sub("", html, count=1).replace("\n", "<br>"))
    quotes = take_out(tree, tree.iter("blockquote"))
    originals = _linked(quotes, _THREAD.match)
    quoted = "\n".join(_said(_QUOTED_BY.sub("", text_of(quote))) for quote in quotes).strip()
    media = _stems(tree)
    return Told(_said(text_of(tree)), quoted, f"threads:{originals[-1][2]}" if originals else None, media)


def _said(text: str) -> str:
    return "" if text.strip() == _NO_WORDS else text


def _nameless(item: Item) -> UnreadableFeed:
    return UnreadableFeed(f"names no post: {one_line(item.url or item.id)[:100] or 'no address'}")


def _post(item: Item, account: Account, key: str, url: str, at: datetime | None, told: Told) -> Post:
    return Post(
        key,
        account,
        url,
        told.text,
        told.quoted,
        item.published_raw,
        at,
        one_line(item.author),
        facts=PostFacts(complete=told.complete, reposts=told.reposts, media=told.media),
    )


def _moment(made: datetime, now: datetime) -> datetime | None:
    """The time of an id; one of tomorrow has none."""
    return made.replace(microsecond=0) if made <= now + LEAD else None


def _signatures(quotes: list[HtmlElement]) -> list[HtmlElement]:
    """The small print of quotes: whose words they are, and where those stand."""
    return [small for quote in quotes for small in outermost(quote, quote.iter("small"))]


def _linked(elements: list[HtmlElement], read: Callable[[str], _Named | None]) -> list[_Named]:
    """The posts that links within these name."""
    links = [link.get("href", "") for element in elements for link in element.iter("a")]
    return [found for link in links if (found := read(link))]


def _shown(tree: HtmlElement) -> list[str]:
    """Addresses of pictures, and of the stills of videos, in order."""
    return [shown.get("src" if shown.tag == "img" else "poster", "") for shown in tree.iter("img", "video")]


def _stems(tree: HtmlElement) -> tuple[str, ...]:
    """The names of their files: hosts, sizes and signatures change."""
    return tuple(dict.fromkeys(stem for source in _shown(tree) if (stem := _stem(source))))


def _stem(source: str) -> str:
    try:
        return urlsplit(source).path.rpartition("/")[2].partition(".")[0][:100]
    except ValueError:
        return ""
