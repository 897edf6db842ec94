"""A feed of somebody's own to Posts: Substack, Medium, the newsroom of an organisation.

Where it gives only the beginning of a text, the page is asked for the rest, once: the newest first, a few in
one poll, and only on the feed's own site. What is known whole is not asked for again, so its later edits show
only where the feed itself gives it whole.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Generator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit, urlunsplit

from crawler.conversation import Ask, Context, Conversation, Manners, Timeline, account_of, require
from crawler.conversation.completing import is_read, unread
from crawler.pages.blocks import weight_of
from crawler.reading.answers import Answer, Refused, judge
from crawler.reading.dates import read_date
from crawler.reading.feeds import MOST, Item, absolute, read_items
from crawler.reading.markup import LONGEST_TEXT, headline, one_line, parse_fragment, text_of
from record.errors import OnrecordError, UnreadableFeed
from record.sites import same_site
from record.types import Account, Outcome, Post, PostFacts, Source
from record.urls import LONGEST_KEY, document_key, is_web_address

PLATFORMS = ("substack", "medium", "newsroom")
BASE = "https://"  # the host stands in the account's id
MANNERS = Manners()

_NAME = re.compile(r"[\w-]{1,63}", re.ASCII)
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[A-Za-z][\w-]{1,62}(?::[0-9]{1,5})?", re.ASCII)

_PAGES = 5  # in one poll
_SHORTEST_WHOLE = 1_000  # of weight; less is a teaser, or a text that its page shows as well
# What closes a teaser: a link to the rest, dots. A signature closes whole texts too.
_SIGNATURE = re.compile(r"\nThe post [^\n]{1,300} (?:appeared first|first appeared) on [^\n]{1,100}\Z")
_MORE = re.compile(
    r"(?:\A|(?<=\n)|(?<=[…\]])\s?|(?<=\.\.\.)\s?)"
    r"(?:continue reading|keep reading|read (?:more|on|the (?:full|rest|whole))|阅读全文|查看全文|继续阅读)"
    r"[^\n]{0,80}\Z",
    re.IGNORECASE,
)
_DOTS = re.compile(r"\s{0,3}\[?(?:…|\.\.\.)\]?\Z")
_LONGEST_TAIL = 800  # characters


def address(base: str, account: Account) -> str:
    """The feed's address; another base than https:// takes the place of the host, but of a newsroom's.

    Raises ValueError for an id that is neither a name nor an address.
    """
    uid = account.uid
    if account.platform == "newsroom":
        if not is_web_address(uid) or re.search(r"\s", uid):
            raise ValueError("a newsroom's id is the whole address of its feed: https://…")
        return uid
    url = _address_of(uid) if "/" in uid else _address_named(account.platform, uid)
    return url if base == BASE else base.rstrip("/") + urlunsplit(("", "", *urlsplit(url)[2:]))


def _address_named(platform: str, uid: str) -> str:
    if _HOST.fullmatch(uid):
        return f"https://{uid}/feed"
    if platform == "substack" and _NAME.fullmatch(uid):
        return f"https://{uid}.substack.com/feed"
    if platform == "medium" and _NAME.fullmatch(uid.removeprefix("@").replace(".", "")):
        return f"https://medium.com/feed/{uid}"
    way_out = "the name in NAME.substack.com" if platform == "substack" else "@NAME, or a publication's name"
    raise ValueError(f"an id is {way_out}, or the address of the feed")


def _address_of(url: str) -> str:
    """Of a page's address that of its feed; another path is the feed's."""
    if not is_web_address(url) or re.search(r"\s", url):
        raise ValueError("neither a name nor an http or https address")
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if parts.hostname in ("medium.com", "www.medium.com") and not path.startswith("/feed/"):
        return _address_named("medium", path.removeprefix("/"))
    if parts.hostname in ("substack.com", "www.substack.com"):
        raise ValueError("a profile has no feed: name the publication, NAME.substack.com")
    return url if path else f"{parts.scheme}://{parts.netloc}/feed"


def poll(source: Source, context: Context) -> Conversation:
    """The feed, then a few pages."""
    answer = yield Ask(source.url, conditional=True)
    posts = read_posts(require(answer), source, context.now)
    cut = [post for post in unread(posts, context) if same_site(post.url, source.url)]
    texts = yield from _read_pages(cut, source, context.now)
    return Timeline(tuple(_shown(post, texts.get(post.key), context) for post in posts))


def read_posts(answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
    """The feed's entries in its order, each once; a teaser is not complete. Raises as `read_items`."""
    account = account_of(source)
    items = read_items(answer)
    found: dict[str, Post] = {}
    for item in items[: MOST + 1]:
        post = _post(item, account, answer.url, source.zone, now)
        if post:
            found.setdefault(post.key, post)
    if items and not found:
        raise UnreadableFeed(f"none of its {len(items)} entries has an address or an id")
    return tuple(found.values())


def _post(item: Item, account: Account, base: str, zone: str, now: datetime) -> Post | None:
    url = absolute(base, item.url)
    if url and account.platform == "medium":
        url = url.partition("?")[0]  # it names the feed that it was found in
    id = document_key(url) if url else " ".join(item.id.split())
    if not id:
        return None
    text, cut = _without_tail(text_of(parse_fragment(item.html))[:LONGEST_TEXT].rstrip())
    return Post(
        key=f"{account.platform}:{_short(id)}",
        account=account,
        url=url or "",
        text=text,
        published_raw=item.published_raw,
        published_at=read_date(item.published_raw, zone, now),
        author=one_line(item.author),
        title=headline(item.title),
        facts=PostFacts(complete=not cut and weight_of(text) >= _SHORTEST_WHOLE),
    )


def _without_tail(text: str) -> tuple[str, bool]:
    """(the words, whether they are cut)."""
    head, tail = text[:-_LONGEST_TAIL], text[-_LONGEST_TAIL:]
    tail = _SIGNATURE.sub("", tail).rstrip()
    tail, linked = _MORE.subn("", tail)
    tail, dotted = _DOTS.subn("", tail.rstrip())
    return (head + tail).rstrip(), bool(linked or dotted)


def _short(id: str) -> str:
    return id if len(id.encode()) <= LONGEST_KEY else f"sha256:{sha256(id.encode()).hexdigest()}"


def _read_pages(posts: list[Post], source: Source, now: datetime) -> Generator[Ask, Answer, dict[str, str]]:
    """Texts by key; at the first refusal the rest waits for the next poll."""
    texts: dict[str, str] = {}
    for post in posts[:_PAGES]:
        try:
            answer = yield Ask(post.url)
        except Refused:
            break
        verdict = judge(answer)
        if verdict and verdict[0] is Outcome.BLOCKED:
            break
        if not verdict and same_site(answer.url, source.url):
            texts[post.key] = _text_on(answer, source.zone, now)
    return texts


def _text_on(answer: Answer, zone: str, now: datetime) -> str:
    """Empty where no article stands there, or a wall."""
    if "html" not in (answer.content_type or "html").lower():
        return ""
    from crawler.pages.article import read_page  # here: most commands know this format and read no page

    try:
        return read_page(answer.body, answer.content_type, answer.url, zone, now).text
    except OnrecordError:
        return ""
    except Exception:
        # A page that breaks the extractor must not cost the feed.
        logging.getLogger(__name__).exception("reading %s failed", answer.url)
        return ""


def _shown(post: Post, text: str | None, context: Context) -> Post:
    """The post with its page's text; one that is known whole says nothing now, which is no change of it."""
    if post.facts.complete:
        return post
    if is_read(post, context):
        return replace(post, text="")
    if not text:
        return post
    known = context.known.get(post.key)
    if known and known.shown and not text.startswith(post.text):
        text = f"{post.text}\n\n{text}"  # what has been shown is completed, not changed
    longest = max(post.text, text, key=len)
    return replace(post, text=longest[:LONGEST_TEXT], facts=replace(post.facts, complete=True))
