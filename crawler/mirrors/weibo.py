"""m.weibo.cn itself, asked as a visitor: best effort, and only where sources.yaml says `direct: true`.

Weibo does not welcome it. So it is asked for one account at a time, seldom and slowly, with one visitor
cookie for all; the first refusal ends the conversation, and nothing is ever solved or signed in to.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from crawler.conversation import Ask, Context, Conversation, Manners, Timeline, account_of
from crawler.conversation.completing import unread
from crawler.conversation.listings import BEYOND, MOST_PAGES, missing, reach_of
from crawler.payloads.mblogs import is_deleted, key_of
from crawler.payloads.weiboanswers import (
    DELETED,
    is_about_post,
    may_have_expired,
    number_of,
    read_visitor,
    refusal,
)
from crawler.payloads.weibojson import dict_at, parse_json, text_at
from crawler.payloads.weibolists import Listing, read_listing
from crawler.payloads.weibowords import read_words
from crawler.reading.answers import Answer, Refused, judge_error
from record.errors import UnreadableFeed
from record.types import Account, Json, Outcome, Post, Profile, Source, Visitor

__all__ = ["BASE", "MANNERS", "PLATFORMS", "address", "poll", "read_posts", "refusal"]

PLATFORMS = ("weibo",)
BASE = "https://m.weibo.cn"
MANNERS = Manners(opt_in=True, alone=True, pace=5.0, period=600.0, block=3600.0, robots=False)

_LIST = "/api/container/getIndex"
_PASSPORT = "https://passport.weibo.com"
# It answers phones. Who asks is said as everywhere.
_AGENT = "Mozilla/5.0 (Linux; Android 10; K) Mobile (compatible; Onrecord/0.1)"
_UID = re.compile(r"[1-9][0-9]{3,14}")
_VISITOR_AGE = timedelta(hours=1)  # a younger cookie that is refused has not expired: it is not believed
_LONGEST_AGE = timedelta(days=7)  # one that old is given up, or who was blocked would be refused for ever
_MOST_LONG, _MOST_MISSING = 10, 3  # in one conversation


def address(base: str, account: Account) -> str:
    """The list of one account's posts. Raises ValueError for what is no account's number."""
    if not _UID.fullmatch(account.uid):
        raise ValueError("a Weibo account goes by its number; `onrecord accounts resolve URL` finds it")
    query = {"type": "uid", "value": account.uid, "containerid": f"107603{account.uid}"}
    return f"{base.rstrip('/')}{_LIST}?{urlencode(query)}"


def poll(source: Source, context: Context) -> Conversation:
    """The list, pages of a gap, the rest of long posts, and what became of posts that should be there."""
    talk = _Talk(source, account_of(source), context, context.visitor)
    try:
        yield from talk.hold()
    except (Refused, UnreadableFeed) as error:
        if not (talk.posts or talk.minted):
            raise
        return talk.learnt(judge_error(error))
    return talk.learnt()


def read_posts(answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
    """The account's posts in the list's order, each once, pinned ones too. Raises as `poll`."""
    return _read_own(answer, account_of(source), now).posts


@dataclass(slots=True)
class _Talk:
    """One conversation: what it knows, and what it has learnt so far."""

    source: Source
    account: Account
    context: Context
    visitor: Visitor | None
    minted: bool = False
    ends_early: bool = False  # there are more new posts than pages that may be asked for
    posts: dict[str, Post] = field(default_factory=dict)
    gone: dict[str, None] = field(default_factory=dict)
    profile: Profile | None = None

    def learnt(self, trouble: tuple[Outcome, str] | None = None) -> Timeline:
        visitor = self.visitor if self.minted else None
        if self.ends_early:
            trouble = trouble or (Outcome.OK, BEYOND)
        return Timeline(tuple(self.posts.values()), tuple(self.gone), self.profile, trouble, visitor)

    def hold(self) -> Generator[Ask, Answer, None]:
        if self.visitor is None:
            yield from self._mint()
        listing = yield from self._first_page()
        yield from self._close_gap(listing)
        yield from self._complete()
        yield from self._look_for_missing()

    def _mint(self) -> Generator[Ask, Answer, None]:
        base = _PASSPORT if self._base == BASE else self._base
        form = {
            "cb": "visitor_gray_callback",
            "ver": "20250916",
            "tid": "",
            "from": "weibo",
            "webdriver": "false",
            "return_url": f"{BASE}/u/{self.account.uid}",
        }
        answer = yield Ask(f"{base}/visitor/genvisitor2", {"User-Agent": _AGENT}, form)
        self.visitor, self.minted = read_visitor(answer, self.context.now), True

    def _first_page(self) -> Generator[Ask, Answer, Listing]:
        answer = yield self._question(self.source.url)
        if self._may_mint_anew() and may_have_expired(answer):
            yield from self._mint()
            answer = yield self._question(self.source.url)
        listing = _read_own(answer, self.account, self.context.now)
        self._take(listing)
        return listing

    def _close_gap(self, listing: Listing) -> Generator[Ask, Answer, None]:
        """Older pages, while all of what is listed came after the last poll."""
        for number in range(2, MOST_PAGES + 1):
            if not self._is_newer(listing):
                return
            turn = {"since_id": listing.cursor} if listing.cursor else {"page": str(number)}
            answer = yield self._question(f"{self.source.url}&{urlencode(turn)}")
            verdict = refusal(answer)
            if verdict and verdict[0] is Outcome.EMPTY:
                return  # nothing is older
            before, listing = listing, _read_page(answer, self.account, self.context.now)
            if not self._take(listing) or (listing.cursor and listing.cursor == before.cursor):
                return
        self.ends_early = self._is_newer(listing)

    def _complete(self) -> Generator[Ask, Answer, None]:
        for post in unread(self.posts.values(), self.context)[:_MOST_LONG]:
            answer = yield self._question(f"{self._base}/statuses/extend?id={_id_of(post.key)}")
            html = text_at(_of_one_post(answer), "data", "longTextContent")
            words = read_words(html, post.facts.reposts is not None)
            if words.complete and (words.text == post.text or len(words.text) > len(post.text)):
                whole = replace(post.facts, complete=True)
                self.posts[post.key] = replace(post, text=words.text, facts=whole)

    def _look_for_missing(self) -> Generator[Ask, Answer, None]:
        for known in missing(tuple(self.posts.values()), self.context)[:_MOST_MISSING]:
            key = known.key
            answer = yield self._question(f"{self._base}/statuses/show?id={_id_of(key)}")
            shown = dict_at(_of_one_post(answer), "data")
            stub = key_of(shown) == key and is_deleted(shown)
            if stub or number_of(answer) == DELETED:
                self.gone[key] = None

    def _take(self, listing: Listing) -> bool:
        """Whether it brought anything new."""
        before = len(self.posts)
        for post in listing.posts:
            self.posts.setdefault(post.key, post)
        self.gone.update(dict.fromkeys(listing.deleted))
        self.profile = self.profile or listing.profile
        return len(self.posts) > before

    def _is_newer(self, listing: Listing) -> bool:
        since, reached = self.context.since, reach_of(listing.posts)
        return since is not None and reached is not None and reached > since

    def _may_mint_anew(self) -> bool:
        """Where the last poll was refused too, no newer cookie helps."""
        visitor = self.context.visitor
        if visitor is None:
            return False
        age = self.context.now - visitor.minted_at
        return age > (_LONGEST_AGE if self.context.blocks else _VISITOR_AGE)

    def _question(self, url: str) -> Ask:
        headers = {
            "User-Agent": _AGENT,
            "Referer": f"{BASE}/u/{self.account.uid}",
            "MWeibo-Pwa": "1",
            "X-Requested-With": "XMLHttpRequest",
        }
        return Ask(url, {**headers, "Cookie": self.visitor.cookie} if self.visitor else headers)

    @property
    def _base(self) -> str:
        return self.source.url.partition(_LIST)[0]


def _read_own(answer: Answer, account: Account, now: datetime) -> Listing:
    listing = _read_page(answer, account, now)
    if listing.strange:
        raise UnreadableFeed("none of the entries is a post of this account")
    return listing


def _read_page(answer: Answer, account: Account, now: datetime) -> Listing:
    """Raises Refused or UnreadableFeed."""
    verdict = refusal(answer)
    if verdict:
        raise Refused(verdict)
    return read_listing(parse_json(answer.text) or {}, account, now)


def _of_one_post(answer: Answer) -> Json:
    """What is said of one post; empty where nothing is. Raises Refused where it may be about who asks."""
    verdict = refusal(answer)
    if verdict and (verdict[0] is Outcome.BLOCKED or not is_about_post(answer)):
        raise Refused(verdict)
    return {} if verdict else parse_json(answer.text) or {}


def _id_of(key: str) -> str:
    return key.partition(":")[2]
