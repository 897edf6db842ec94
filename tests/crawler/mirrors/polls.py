"""Polls of one account by a script of answers, and payloads of which a part is spoilt."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from crawler.conversation import Context
from crawler.mirrors import FORMATS
from crawler.reading.answers import Answer, Refused
from record.types import Account, KnownPost, Outcome, Post, Schedule, Source
from tests.crawler.mirrors.scripted import Held, hold

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
UNREACHABLE = Refused((Outcome.UNREACHABLE, "no answer in time"))


def source_of(format: str, uid: str, base: str | None = None) -> Source:
    """One account on one mirror, addressed as the catalog does it."""
    account = Account(format, uid)
    url = FORMATS[format].address(base or FORMATS[format].BASE or "", account)
    return Source(f"m:{uid}", "posts", format, url, account.key, "M", Schedule(every=60), account=account)


def known(key: str, made: datetime = NOW, *, absent: bool = False, gone: bool = False) -> KnownPost:
    return KnownPost(key, made, shown=True, complete=True, edits=0, absent=absent, gone=gone)


def answer(url: str, body: Any, status: int = 200) -> Answer:
    """JSON, or the text as it is."""
    text = body if isinstance(body, str) else json.dumps(body)
    return Answer(url, status, text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Talk(Held):
    @property
    def keys(self) -> list[str]:
        return [post.key for post in self.learnt.posts]


def talk(
    source: Source,
    script: Mapping[str, Answer | Refused],
    *past: KnownPost,
    since: datetime | None = None,
) -> Talk:
    """A poll of what the record knows so much about."""
    context = Context(NOW, since, {post.key: post for post in past})
    held = hold(FORMATS[source.format].poll(source, context), script)
    return Talk(held.asked, held.learnt)


def is_fit(post: Post) -> bool:
    """The record takes it: no halves of characters, no control characters."""
    said = (post.key, post.url, post.text, post.quoted, post.author, post.facts.client, *post.facts.media)
    text = "".join(said)
    return not any(0xD800 <= ord(char) < 0xE000 or char in "\0\x1b\x9b" for char in text)


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=20)
    | st.text(st.characters(categories=["Cs"]), max_size=3)
    | st.sampled_from(["\0\x1b[2J", "<p>" * 300, "at://", "https://[", "9" * 5000, "2026-99-99T00:00:00Z"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def spoilt(draw: st.DrawFn, payload: Any) -> Any:
    """The payload with up to three of its parts, however deep, replaced by something else or taken away."""
    holder = [deepcopy(payload)]
    for _ in range(draw(st.integers(1, 3))):
        tree, key = draw(st.sampled_from(list(_places(holder))))
        if isinstance(tree, dict) and draw(st.booleans()):
            del tree[key]
        else:
            tree[key] = draw(JUNK)
    return holder[0]


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in list(pairs):
        yield tree, key
        yield from _places(value)
