"""From the address of an account to the id that people.yaml wants.

Where the id stands in the address nobody is asked. Else it is a conversation, as with the mirrors
(crawler/conversation/__init__.py): each question is yielded, and its Answer is sent back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawler.conversation import Ask
from crawler.reading.answers import Answer, Refused, Verdict
from crawler.resolving import bluesky, fediverse, named, weibo, youtube
from crawler.resolving.places import Found, Place, Resolution, Resolving, Unresolved, place_of
from crawler.sourcefields import is_domain
from record.types import Account, Profile

__all__ = ["NOT_ASKED", "Inquiry", "Resolution", "Unresolved", "resolve"]

LONGEST = 2_000  # characters of an address
NOT_ASKED = "Weibo is not asked unless you say `--ask-weibo`"

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_CIK = re.compile(r"CIK[ :=]?([0-9]{1,10})", re.IGNORECASE)


def resolve(written: str, no_weibo: str = NOT_ASKED) -> Resolving:
    """`no_weibo`: why m.weibo.cn is not asked; empty where it may be, once. Raises Unresolved."""
    found = _read(written.strip().strip("<>\"'"), no_weibo)
    return Resolution(Profile(found)) if isinstance(found, Account) else (yield from found)


def _read(written: str, no_weibo: str) -> Found:
    if len(written) > LONGEST or not written.isprintable():
        raise Unresolved("this is no address")
    bare = _read_bare(written)
    if bare is not None:
        return bare
    return _read_place(place_of(written if _SCHEME.match(written) else f"https://{written}"), no_weibo)


def _read_bare(written: str) -> Found | None:
    """What is no address, and names an account all the same."""
    cik = _CIK.fullmatch(written)
    if cik:
        return named.read_cik(cik[1])
    if youtube.CHANNEL.fullmatch(written):
        return Account("youtube", written)
    if written.startswith(("did:", "at://")):
        return bluesky.read_name(written.removeprefix("at://").partition("/")[0])
    name = fediverse.ADDRESS.fullmatch(written)
    if name:
        return fediverse.read_name(name[1], name[2].lower())
    if written.startswith("@") and bluesky.HANDLE.fullmatch(written[1:]):
        return bluesky.read_name(written[1:])
    if "." not in written and "/" not in written:
        raise Unresolved("a name or a number alone names no platform: give the address of the account's page")
    return None


def _read_place(place: Place, no_weibo: str) -> Found:
    if _is_at(place, *weibo.HOSTS):
        return weibo.read_weibo(place, no_weibo)
    if _is_at(place, *youtube.HOSTS):
        return youtube.read_youtube(place)
    if place.host == "bsky.app":
        return bluesky.read_bluesky(place)
    if place.host.endswith(".bsky.social"):
        return bluesky.read_name(place.host)
    if place.host == fediverse.TRUTH:
        return fediverse.read_truthsocial(place)
    for host, read in named.BY_HOST.items():
        if _is_at(place, host):
            return read(place)
    return _read_elsewhere(place)


def _is_at(place: Place, *hosts: str) -> bool:
    return any(place.host == host or place.host.endswith(f".{host}") for host in hosts)


def _read_elsewhere(place: Place) -> Found:
    """Mastodon may run at any host, and so may a newsroom."""
    found = fediverse.read_mastodon(place) or named.read_feed(place)
    if found is not None:
        return found
    if not place.parts and not place.query and is_domain(place.host):
        hint = f"if it is a handle of Bluesky, write @{place.host}; if it is a site"
        raise Unresolved(
            f"this host is no account; {hint}, `onrecord sources discover {place.host}` finds its feeds"
        )
    hint = "for a newsroom give the address of its feed, which `onrecord sources discover` finds"
    raise Unresolved(f"no platform that is known here has such addresses; {hint}")


@dataclass(slots=True)
class Inquiry:
    """One address on its way to an id: ask for `asking` until it is None, then one of the last two is set."""

    written: str
    no_weibo: str = NOT_ASKED
    questions: int = 0
    asking: Ask | None = None
    resolution: Resolution | None = None
    failure: str = ""
    blocked: bool = False  # whoever was asked refuses us
    _conversation: Resolving = field(init=False)

    def __post_init__(self) -> None:
        self._conversation = resolve(self.written, self.no_weibo)
        self._advance(None)

    @property
    def asks_weibo(self) -> bool:
        return self.asking is not None and self.asking.url.startswith(f"{weibo.BASE}/")

    def answered(self, answer: Answer) -> None:
        self.questions += 1
        self._advance(answer)

    def failed(self, verdict: Verdict) -> None:
        """The question brought no answer."""
        self.questions += 1
        self._advance(Refused(verdict))

    def broken_off(self, reason: str) -> None:
        if self.resolution is None and not self.failure:
            self.asking, self.failure = None, reason

    def _advance(self, heard: Answer | Refused | None) -> None:
        asked = self.asking
        try:
            self.asking = self._step(heard)
        except StopIteration as end:
            self.asking, self.resolution = None, end.value
        except Unresolved as error:
            self.asking, self.failure, self.blocked = None, str(error), error.blocked
        except Refused as error:
            where = asked.url.split("/")[2] if asked else ""
            self.asking, self.failure = None, f"{where}: {error}"

    def _step(self, heard: Answer | Refused | None) -> Ask:
        if heard is None:
            return next(self._conversation)
        if isinstance(heard, Refused):
            return self._conversation.throw(heard)
        return self._conversation.send(heard)
