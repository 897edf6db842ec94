"""Weibo's own form of a post (mblog) to a Post, as m.weibo.cn and weibo.com give it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape

from crawler.payloads.mids import bid_of, dated_id, read_mid
from crawler.payloads.weibodates import published, read_moment
from crawler.payloads.weibojson import count_at, dict_at, is_set, items_at, line_at, text_at
from crawler.payloads.weibomedia import media_of
from crawler.payloads.weibowords import Words, quoted_words, read_words
from crawler.reading.jsontrees import dig
from record.types import Account, Json, Post, PostFacts, Profile

_BID = re.compile(r"[0-9A-Za-z]{5,13}")
_SCHEME = re.compile(r"/status/([0-9A-Za-z]{5,17})|[?&]mblogid=([0-9A-Za-z]{5,17})")
_SHORT = re.compile(r"https?://t\.cn/[0-9A-Za-z]{1,20}")
_STUB = "抱歉，"  # how Weibo's notices in the place of a post begin
_REGION = re.compile(r"^发布于\s*")
_PINNED_TITLE = re.compile("(?:微博)?置[顶頂]")
_PINNED_TYPE = "2"
_MOST_ANSWERS = 50
_OLD = 10**16  # ids from here on are from before 2011


@dataclass(frozen=True, slots=True)
class Card:
    """A post as it stands in a list, with what the list says of it."""

    mblog: Json
    scheme: str = ""
    pinned: bool = False  # as its card says, or the one around it


def key_of(mblog: Json, scheme: str = "") -> str | None:
    """ "weibo:4648806186747944"; None where no id is given."""
    mid = _mid(mblog, scheme)
    return f"weibo:{mid}" if mid else None


def is_by(mblog: Json, account: Account) -> bool:
    """Whether the account wrote it; `user` is null where Weibo shows a notice in the place of a post."""
    return account.uid in (text_at(mblog, "user", "id"), text_at(mblog, "user", "idstr"))


def is_deleted(mblog: Json) -> bool:
    """Whether Weibo says that the post is gone for good. One that is hidden, or from others, is not."""
    nobody = not dict_at(mblog, "user")
    said = text_at(mblog, "text")
    removed = text_at(mblog, "state") == "7" or (said.startswith(_STUB) and "删除" in said)
    return is_set(mblog, "deleted") or (nobody and removed)


def read_post(card: Card, account: Account, now: datetime) -> Post | None:
    """None for what is somebody else's, not for everybody, or no post."""
    mblog = card.mblog
    mid = _mid(mblog, card.scheme)
    if mid is None or not is_by(mblog, account) or is_deleted(mblog) or not _is_public(mblog):
        return None
    words, quoted, original = _said(mblog, mid)
    return Post(
        key=f"weibo:{mid}",
        account=account,
        url=f"https://weibo.com/{account.uid}/{_bid(mblog, card.scheme, mid)}",
        text=words.text,
        quoted=quoted,
        published_raw=line_at(mblog, "created_at") or None,
        published_at=published(mid, line_at(mblog, "created_at"), now),
        author=line_at(mblog, "user", "screen_name"),
        facts=_facts(card, original, words.complete, now),
    )


def is_marked(tree: Json) -> bool:
    """Whether a post, or a card around it, says that it is pinned."""
    titles = line_at(tree, "title", "text"), line_at(tree, "title")
    return (
        text_at(tree, "profile_type_id").startswith("proweibotop")
        or is_set(tree, "isTop")
        or any(_PINNED_TITLE.fullmatch(title) for title in titles)
    )


def read_profile(mblog: Json, account: Account) -> Profile:
    """Who the account says it is, as it stands beside its post."""
    verified = dig(mblog, "user", "verified")
    reason = dig(mblog, "user", "verified_reason")
    return Profile(
        account,
        line_at(mblog, "user", "screen_name") or None,
        verified if isinstance(verified, bool) else None,
        line_at(mblog, "user", "verified_reason") if isinstance(reason, str) else None,
    )


def _mid(mblog: Json, scheme: str) -> int | None:
    for name in ("mid", "id", "idstr"):
        if mid := read_mid(text_at(mblog, name)):
            return mid
    dated = dated_id(_named(mblog, scheme))
    return dated[0] if dated else None


def _named(mblog: Json, scheme: str) -> str:
    """What stands in the post's address; empty where that is not told."""
    found = _SCHEME.search(scheme[:500])
    names = (text_at(mblog, "bid"), text_at(mblog, "mblogid"), (found[1] or found[2]) if found else "")
    return next((name for name in names if _BID.fullmatch(name)), "")


def _bid(mblog: Json, scheme: str, mid: int) -> str:
    """Old ids of 17 digits cannot be computed from."""
    return bid_of(mid) if mid < _OLD else _named(mblog, scheme) or str(mid)


def _is_public(mblog: Json) -> bool:
    return text_at(mblog, "visible", "type") in ("", "0")


def _said(mblog: Json, mid: int) -> tuple[Words, str, str | None]:
    """(own words, words of the post reposted, its key). Who reposts at one touch says nothing of his own."""
    reposted, quick = dict_at(mblog, "retweeted_status"), read_mid(text_at(mblog, "ori_mid"))
    if quick and quick != mid and not reposted:
        return Words(""), quoted_words(_html(mblog)), f"weibo:{quick}"
    words = read_words(_html(mblog), bool(reposted), is_set(mblog, "isLongText"))
    return words if reposted else _with_vote(words, mblog), _quoted(reposted), key_of(reposted)


def _with_vote(words: Words, mblog: Json) -> Words:
    """What a vote of the author's asks and lets one answer; behind words that are cut it would mislead."""
    vote = dict_at(mblog, "page_info", "card_info", "vote_object")
    asked = line_at(vote, "content")
    answers = [line_at(answer, "content") for answer in items_at(vote, "vote_list")[:_MOST_ANSWERS]]
    if not (words.complete and any(answers)):
        return words
    lines = [words.text, "" if asked in words.text else asked, *answers]
    return Words("\n".join(filter(None, lines)))


def _quoted(reposted: Json) -> str:
    """Where a post has no author, what stands there is Weibo's notice, however it is put."""
    nobodys = not dict_at(reposted, "user") or is_deleted(reposted)
    return "" if nobodys else quoted_words(_html(reposted))


def _html(mblog: Json) -> str:
    """weibo.com gives bare words too, in which addresses stand where the page shows their titles."""
    if html := text_at(mblog, "text"):
        return html
    bare = text_at(mblog, "text_raw") or text_at(mblog, "raw_text")
    links = items_at(mblog, "url_struct")
    titles = {text_at(link, "short_url"): line_at(link, "url_title") for link in links}
    bare = _SHORT.sub(lambda found: titles.get(found[0]) or found[0], bare)
    return escape(bare).replace("\n", "<br>")


def _facts(card: Card, original: str | None, complete: bool, now: datetime) -> PostFacts:
    mblog = card.mblog
    edited = is_set(mblog, "edit_config", "edited")
    return PostFacts(
        complete=complete,
        edits=count_at(mblog, "edit_count") or int(edited),
        edited_at=read_moment(line_at(mblog, "edit_at"), now),
        pinned=_is_pinned(card),
        reposts=original,
        media=media_of(mblog),
        region=_REGION.sub("", line_at(mblog, "region_name")),
        client=line_at(mblog, "source"),
        reposted=count_at(mblog, "reposts_count"),
        commented=count_at(mblog, "comments_count"),
        liked=count_at(mblog, "attitudes_count"),
    )


def _is_pinned(card: Card) -> bool:
    return card.pinned or is_marked(card.mblog) or text_at(card.mblog, "mblogtype") == _PINNED_TYPE
