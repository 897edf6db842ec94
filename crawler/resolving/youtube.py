"""YouTube: a channel's id stands in its address, or on the page that its handle or its video leads to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from crawler.conversation import Ask
from crawler.reading.answers import judge
from crawler.reading.markup import one_line
from crawler.resolving.places import LONGEST_NAME, Found, Place, Resolution, Resolving, Unresolved
from record.types import Account, Profile

HOSTS = ("youtube.com", "youtu.be", "music.youtube.com", "youtube-nocookie.com")
BASE = "https://www.youtube.com"

_ID = r"UC[A-Za-z0-9_-]{22}"
CHANNEL = re.compile(_ID)
_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
_NAME = re.compile(r"@?[\w.·-]{3,60}")
_OWN = ("feed", "feeds", "gaming", "hashtag", "playlist", "premium", "results", "watch", "about", "t")
# In the order in which they are believed: what the page says that it is, then what its scripts say.
_PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"<link[^<>]{{0,80}}rel=[\"']canonical[\"'][^<>]{{0,80}}/channel/({_ID})[\"']",
        rf"<meta[^<>]{{0,40}}itemprop=[\"'](?:identifier|channelId)[\"'][^<>]{{0,40}}content=[\"']({_ID})[\"']",
        rf"<meta[^<>]{{0,40}}property=[\"']og:url[\"'][^<>]{{0,80}}/channel/({_ID})[\"']",
        rf"\"externalId\"\s?:\s?\"({_ID})\"",
        rf"\"externalChannelId\"\s?:\s?\"({_ID})\"",
    )
)
_ANY = re.compile(rf"\"channelId\"\s?:\s?\"({_ID})\"")
_TITLE = re.compile(r"<meta[^<>]{0,40}property=[\"']og:title[\"'][^<>]{0,40}content=\"([^\"<>]{1,300})\"")
_OWNER = re.compile(r"\"ownerChannelName\"\s?:\s?\"([^\"\\]{1,200})\"")
_WAY_OUT = "on the channel's page: Share, Copy channel ID"


def read_youtube(place: Place) -> Found:
    """Raises Unresolved."""
    first, second = place.part(0), place.part(1)
    stated = second if first == "channel" else place.query.get("channel_id", "")
    if CHANNEL.fullmatch(stated):
        return Account("youtube", stated)
    video = _video(place)
    if video:
        return _ask(f"/watch?v={video}", video=True)
    name = second if first in ("c", "user") else first
    if place.host == "youtu.be" or name in _OWN or not _NAME.fullmatch(name):
        raise Unresolved(f"this names no channel of YouTube; {_WAY_OUT}")
    path = f"/{first}/" if first in ("c", "user") else "/"
    return _ask(path + quote(name, safe="@"), video=False)


def _video(place: Place) -> str:
    first = place.part(0)
    stated = place.part(1) if first in ("shorts", "live", "embed", "v") else place.query.get("v", "")
    stated = first if place.host == "youtu.be" else stated
    return stated if _VIDEO.fullmatch(stated) else ""


def _ask(path: str, *, video: bool) -> Resolving:
    answer = yield Ask(f"{BASE}{path}")
    verdict = judge(answer)
    if verdict:
        raise Unresolved(f"YouTube says: {verdict[1]}; {_WAY_OUT}")
    parts = urlsplit(answer.url).path.split("/")
    sent_to = [part for part in parts[2:3] if parts[1] == "channel" and CHANNEL.fullmatch(part)]
    html = answer.text
    uid = sent_to[0] if sent_to else _channel_in(html)
    if uid is None:
        raise Unresolved(f"YouTube's page names no channel, or several; {_WAY_OUT}")
    # The title of a video's page is the video's.
    name = (_OWNER if video else _TITLE).search(html)
    return Resolution(Profile(Account("youtube", uid), one_line(name[1])[:LONGEST_NAME] if name else None))


def _channel_in(html: str) -> str | None:
    """What the page calls itself; else the one channel that it speaks of, where it is one."""
    for place in _PLACES:
        if found := place.search(html):
            return found[1]
    named = set(_ANY.findall(html))
    return named.pop() if len(named) == 1 else None
