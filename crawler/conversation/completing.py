"""Posts of which a list shows only the beginning: which are worth a question of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from crawler.conversation import Context
from record.types import KnownPost, Post

_NEWEST = 50  # of a list; older ones may have left what is known, and would be asked for again and again
_TRIED = timedelta(days=2)  # for that long after its date what refused is tried again
_NEVER = datetime.min.replace(tzinfo=UTC)


def unread(posts: Iterable[Post], context: Context) -> list[Post]:
    """Those that are cut and not known whole, the newest first: new and edited ones, and late ones that
    refused."""
    newest = sorted(posts, key=lambda post: post.published_at or _NEVER, reverse=True)[:_NEWEST]
    return [post for post in newest if not post.facts.complete and _is_worth_asking(post, context)]


def is_read(post: Post, context: Context) -> bool:
    """Whether this Source has shown it whole."""
    known = context.known.get(post.key)
    return known is not None and known.shown and known.complete


def _is_worth_asking(post: Post, context: Context) -> bool:
    known = context.known.get(post.key)
    if known is None or not known.shown:
        return True
    if known.complete:
        return _is_edited(post, known)
    return post.published_at is not None and context.now - post.published_at <= _TRIED


def _is_edited(post: Post, known: KnownPost) -> bool:
    """Since this Source showed it whole."""
    edits = post.facts.edits
    return known.edits is not None and edits is not None and edits > known.edits
