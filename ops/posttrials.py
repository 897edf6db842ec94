"""Posts as a trial shows them: when, whose words, and what the platform says of them."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from record.types import Json, Post, PostFacts

PREVIEW = 200  # characters


def lines(post: Post, zone: ZoneInfo) -> Iterator[str]:
    """The time and the address; the own words; the words of another that it reposts."""
    at = post.published_at
    when = f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S %z}" if at else post.published_raw or "no date"
    marks = "".join(f"  [{mark}]" for mark in marks_of(post.facts))
    yield f"  {when}  {post.url}{marks}"
    words = preview("\n".join(part for part in (post.title, post.text) if part))
    yield f"    {words or 'no words of their own'}"
    if post.quoted or post.facts.reposts:
        reposted = post.facts.reposts or "a post"
        yield f"    reposts {reposted}: {preview(post.quoted) or 'its words are not shown'}"


def marks_of(facts: PostFacts) -> list[str]:
    """`pinned`, `edited twice`, `cut`, `2 pictures or videos`."""
    times = {1: "once", 2: "twice"}.get(facts.edits or 0, f"{facts.edits} times")
    edited = f"edited {times}" if facts.edits else "edited" if facts.edited_at else ""
    media = len(facts.media)
    shown = f"{media} picture{'s' if media > 1 else ''} or video{'s' if media > 1 else ''}" if media else ""
    marks = ["pinned" if facts.pinned else "", edited, "" if facts.complete else "cut", shown]
    return [mark for mark in marks if mark]


def as_json(post: Post) -> Json:
    facts = post.facts
    return {
        "key": post.key,
        "url": post.url,
        "published_at": post.published_at.isoformat() if post.published_at else None,
        "title": post.title,
        "text": preview(post.text),
        "reposts": facts.reposts,
        "quoted": preview(post.quoted),
        "pinned": facts.pinned,
        "edits": facts.edits,
        "edited_at": facts.edited_at.isoformat() if facts.edited_at else None,
        "complete": facts.complete,
        "media": list(facts.media),
    }


def preview(text: str) -> str:
    """The beginning, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= PREVIEW else f"{flat[:PREVIEW]}…"
