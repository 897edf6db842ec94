"""RSSHub's feed of one Weibo account (RSS, Atom or JSON) to Posts.

The post's id carries its time, exact to the second; RSSHub's own dates are off by hours whenever its second
call failed, so they count only where there is no id. Titles are cut and hold reposted words, so they are left
out.
"""

from __future__ import annotations

import json
import re
from datetime import datetime

from lxml.html import HtmlElement, tostring  # type: ignore[import-untyped]

from crawler.mirrors.conversation import Ask, Context, Conversation, Manners, Timeline, require
from crawler.mirrors.mids import FIRST_EXACT, bid_of, dated_id
from crawler.reading.answers import Answer, Refused
from crawler.reading.dates import LEAD, read_date
from crawler.reading.feeds import Item, read_items
from crawler.reading.markup import one_line, parse_fragment, text_of
from record.errors import UnreadableFeed
from record.types import Account, Outcome, Post, Source

PLATFORMS = ("weibo",)
BASE = None
MANNERS = Manners()

_ADDRESS = re.compile(
    r"https?://(?:www\.)?weibo\.com/([0-9]{3,15})/([0-9]{15,16}|[0-9A-Za-z]{5,13})(?=$|[/?#])"
)
_FORWARDED = re.compile(r"//@[^:：\s]{1,40}\s*[:：].*", re.DOTALL)
_REPOST_LEAD = re.compile(r"^\s*-?\s*转发\s*@?[^:：\n]{0,60}[:：]\s*")
_MESSAGE = re.compile(r"Error Message:\s*(?:<[^<>]{1,300}>\s*){0,4}(?:Error:\s*)?([^<\n]{3,200})")
_DEAD = "[原微博不可访问]"


def address(base: str, account: Account) -> str:
    """Where a mirror at `base` shows one account. Without these parameters RSSHub drops reposts silently."""
    return f"{base.rstrip('/')}/weibo/user/{account.uid}/showRetweeted=1&displayVideo=0"


def poll(source: Source, context: Context) -> Conversation:
    """One question."""
    answer = yield Ask(source.url, conditional=True)
    said = refusal(answer)
    if said:
        raise Refused((Outcome.BLOCKED, said))
    return Timeline(read_posts(require(answer), source, context.now))


def refusal(answer: Answer) -> str | None:
    """Why the mirror could not ask Weibo: RSSHub answers 503 with an error as JSON or as a page."""
    if answer.status < 500:
        return None
    text = answer.text
    try:
        said = json.loads(text)["error"]["message"] if text.lstrip().startswith("{") else None
    except (ValueError, KeyError, TypeError, RecursionError):
        said = None
    if not isinstance(said, str):
        shown = _MESSAGE.search(text) if "RSSHub" in text else None
        said = shown[1] if shown else None
    return f"HTTP {answer.status}: {one_line(said)[:200]}" if said else None


def read_posts(answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
    """The account's posts in the mirror's order, each once, pinned ones too. Raises as `read_items`."""
    if source.account is None:
        raise UnreadableFeed("this Source names no account")
    items = read_items(answer)
    posts = [_post(item, source.account, source.zone, now) for item in items]
    own = {post.key: post for post in posts if post}
    if items and not own:
        raise UnreadableFeed("none of the entries is a post of this account")
    return tuple(own.values())


def _post(item: Item, account: Account, zone: str, now: datetime) -> Post | None:
    place = _ADDRESS.match(item.url) or _ADDRESS.match(item.id)
    dated = dated_id(place[2]) if place and place[1] == account.uid else None
    if dated is None:
        return None
    mid, made = dated
    text, quoted = _words(item.html)
    return Post(
        key=f"weibo:{mid}",
        account=account,
        url=f"https://weibo.com/{account.uid}/{bid_of(mid)}",
        text=text,
        quoted=quoted,
        published_raw=item.published_raw,
        published_at=_moment(made, now, read_date(item.published_raw, zone, now)),
        author=one_line(item.author),
    )


def _moment(made: datetime, now: datetime, stated: datetime | None) -> datetime | None:
    """The id's time is exact, the feed's may be hours off: only ids of before mid-2011 come out wrong."""
    if made < FIRST_EXACT:
        return stated
    return made if made <= now + LEAD else None


def _words(html: str) -> tuple[str, str]:
    """(own words, words of the reposted post); RSSHub puts the latter into a <blockquote>."""
    tree = parse_fragment(html)
    quotes = tree.xpath("//blockquote")
    quoted = "\n".join(_quoted(quote) for quote in quotes)
    for quote in quotes:
        quote.drop_tree()
    own = _FORWARDED.sub("", text_of(tree)).rstrip()
    return own, quoted.strip()


def _quoted(quote: HtmlElement) -> str:
    """The words of the reposted post; a post that is gone has none, only Weibo's notice."""
    text = text_of(parse_fragment(str(tostring(quote, encoding="unicode", with_tail=False))))
    return "" if _DEAD in text else _REPOST_LEAD.sub("", text)
