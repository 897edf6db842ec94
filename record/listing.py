"""What one answer listed, under which validators: by that a server is caught that lies about them. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from record.types import Poll, Validators


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole answer, as far as it matters: a comment or an advertisement in it may differ."""

    hash: str | None  # None: nothing is known of it
    validators: Validators


def listing_of(poll: Poll) -> Listing:
    """Of a Poll that brought a whole answer."""
    plain = "\n".join(sorted(_lines(poll)))
    digest = hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()
    return Listing(digest, poll.validators or Validators())


def is_lie(before: Listing, now: Listing) -> bool:
    """Whether two whole answers differ in what they list, and the server calls them the same.

    An ETag that both have decides; the date of the last change only where neither has one.
    """
    if before.hash is None or before.hash == now.hash:
        return False
    one, other = before.validators, now.validators
    if one.etag or other.etag:
        return one.etag == other.etag
    return one.last_modified is not None and one.last_modified == other.last_modified


def _lines(poll: Poll) -> Iterator[str]:
    """The dates as they are written: "5 minutes ago" is the same text a minute later, and another time."""
    for entry in poll.entries:
        yield f"{entry.url}\t{entry.title}\t{entry.published_raw}"
    for post in poll.posts:
        yield f"{post.key}\t{post.text}\t{post.quoted}"
