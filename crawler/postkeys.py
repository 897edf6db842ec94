"""From an address of a post, however it is spelt, to the keys under which the record may have the post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.mirrors import feed
from crawler.payloads.mids import read_address
from record.urls import document_key

_SCHEME = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
_END = r"(?:$|[/\s?#&])"
_HOST, _NAME, _ID = r"[\w.-]{1,200}(?::[0-9]{1,5})?", r"[\w.-]{1,100}", r"[0-9A-Za-z]{1,64}"
_RKEY = r"[\w.:~-]{1,512}"
# Of what follows the host's "www.": where it stands, and the key.
_PLACES = (
    (r"(?:x|twitter)\.com/(?:i/web|\w{1,20})/status(?:es)?/([0-9]{1,19})", "x:{}"),
    (r"threads\.(?:com|net)/(?:t|@[\w.]{1,40}/post)/([\w-]{5,40})", "threads:{}"),
    (r"(?:t|telegram)\.me/(?:s/)?([A-Za-z0-9_]{4,32}/[0-9]{1,18})", "telegram:{}"),
    (r"(?:youtu\.be|youtube\.com/(?:shorts|live|embed))/([\w-]{5,20})", "youtube:{}"),
    (r"youtube\.com/watch\?(?:[^#\s]{0,500}&)?v=([\w-]{5,20})", "youtube:{}"),
    (rf"bsky\.app/profile/(did:[\w.:%-]{{1,200}})/post/({_RKEY})", "bluesky:at://{}/app.bsky.feed.post/{}"),
    # Of a handle, or of `at://` with one, only the account's own number stands in the key.
    (rf"bsky\.app/profile/{_NAME}/post/({_RKEY})", "/app.bsky.feed.post/{}"),
    (rf"at://(did:[\w.:%-]{{1,200}}/app\.bsky\.feed\.(?:re)?post/{_RKEY})", "bluesky:at://{}"),
    (rf"at://{_NAME}(/app\.bsky\.feed\.(?:re)?post/{_RKEY})", "{}"),
    (r"truthsocial\.com/(?:@\w{1,40}(?:/posts)?|users/\w{1,40}/statuses)/([0-9]{5,25})", "truthsocial:{}"),
    (rf"({_HOST})/(?:@{_NAME}|(?:ap/)?users/{_NAME}/statuses)/({_ID})", "mastodon:{}/{}"),
    (r"sec\.gov/\S{1,200}?/([0-9]{10}-[0-9]{2}-[0-9]{6})[\w.-]{0,40}", "edgar:{}"),
)
_KEYS = tuple(
    (re.compile(rf"(?:www\.|m\.|mobile\.|music\.)?{place}{_END}", re.ASCII), key) for place, key in _PLACES
)


def post_keys(written: str) -> tuple[str, ...]:
    """Keys of the post, the likeliest first; one that begins with / is only the end of a key."""
    host, slash, path = _SCHEME.sub("", written.strip(), count=1).partition("/")
    return tuple(dict.fromkeys(_keys(host.lower() + slash + path)))


def _keys(address: str) -> Iterator[str]:
    """`address`: without a scheme, unless that is no web's."""
    weibo = read_address(address)
    if weibo:
        yield f"weibo:{weibo.mid}"
        return
    for place, key in _KEYS:
        found = place.match(address)
        if found:
            made = key.format(*found.groups())
            yield made.lower() if key.startswith("telegram:") else made
            return
    for platform in feed.PLATFORMS if "/" in address else ():
        # As the feed's format makes its keys: medium's addresses name the feed that they were found in.
        shown = address.partition("?")[0] if platform == "medium" else address
        yield f"{platform}:{document_key(f'https://{shown}')}"
