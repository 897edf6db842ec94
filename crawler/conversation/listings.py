"""Lists of posts that come in pages, the newest first: back to the last poll, and what is missing in them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.conversation import Ask, Context, Conversation, Timeline
from crawler.reading.answers import Answer, Refused, Verdict, judge_error
from record.errors import Blocked, LoginWall, UnreadableFeed
from record.types import KnownPost, Outcome, Post, Profile, Source

MOST_PAGES = 5
BEYOND = f"more than {MOST_PAGES} pages came since the last poll: what is older was not asked for"
REFUSALS = (Refused, UnreadableFeed, LoginWall, Blocked)

_LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer."""

    posts: tuple[Post, ...]
    older: str | None = None  # where the posts before these are
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All pages that were read."""

    posts: tuple[Post, ...]  # each once
    profile: Profile | None = None
    trouble: Verdict | None = None  # a page behind the first could not be had, or there are more


def poll_back(
    source: Source, context: Context, read: Callable[[Answer, Source, datetime], Page]
) -> Conversation:
    """The whole conversation with a platform whose list is all that is asked for."""
    answer = yield Ask(source.url, conditional=True)
    listing = yield from read_back(answer, context.since, lambda page: read(page, source, context.now))
    return Timeline(listing.posts, profile=listing.profile, trouble=listing.trouble)


def read_back(
    answer: Answer, since: datetime | None, read: Callable[[Answer], Page]
) -> Generator[Ask, Answer, Listing]:
    """The posts of this answer, and those before them while the last healthy poll is not reached.

    Raises as `read` does at the first answer only.
    """
    pages = [read(answer)]
    while pages[-1].older and len(pages) < MOST_PAGES and _leaves_a_gap(pages[-1], since):
        try:
            page = read((yield Ask(pages[-1].older)))
        except REFUSALS as error:
            return _listing(pages, judge_error(error))
        if page.older == pages[-1].older:
            break  # it goes round in circles
        pages.append(page)
    return _listing(pages, _beyond(pages, since))


def _beyond(pages: list[Page], since: datetime | None) -> Verdict | None:
    """What was read is fine; that there is more is not passed over."""
    ends_early = pages[-1].older and len(pages) >= MOST_PAGES and _leaves_a_gap(pages[-1], since)
    return (Outcome.OK, BEYOND) if ends_early else None


def _listing(pages: list[Page], trouble: Verdict | None = None) -> Listing:
    return Listing(each_once(post for page in pages for post in page.posts), pages[0].profile, trouble)


def _leaves_a_gap(page: Page, since: datetime | None) -> bool:
    """Whether posts may lie between this page and the last healthy poll."""
    reached = reach_of(page.posts)
    return since is not None and (reached is None or reached > since)


def reach_of(posts: Sequence[Post]) -> datetime | None:
    """How far back posts reach that come the newest first; None where no date tells.

    Only the end tells it: pinned posts are of any age, stand above, and are not always marked.
    """
    dates = (post.published_at for post in reversed(posts) if not post.facts.pinned)
    return next((date for date in dates if date), None)


def each_once(posts: Iterable[Post]) -> tuple[Post, ...]:
    """In their order; what is shown pinned as well is pinned."""
    found: dict[str, Post] = {}
    for post in posts:
        if post.key not in found or post.facts.pinned:
            found[post.key] = post
    return tuple(found.values())


def missing(posts: tuple[Post, ...], context: Context) -> list[KnownPost]:
    """Known posts that the list should show and does not, those that it has left out just now first.

    The platform itself is asked about them, so that nothing is concluded from a list.
    """
    shown, oldest = {post.key for post in posts}, reach_of(posts)
    sought = [
        known
        for known in context.known.values()
        if known.shown and not known.gone and known.key not in shown and _is_due(known, oldest, context.now)
    ]
    old = [known for known in sought if known.absent]
    turn = int(context.now.timestamp() // 60) % max(len(old), 1)  # each has its turn, however few are asked
    return [known for known in sought if not known.absent] + old[turn:] + old[:turn]


def _is_due(known: KnownPost, oldest: datetime | None, now: datetime) -> bool:
    made = known.published_at
    if made is None or made < now - _LATELY:
        return False
    return known.absent or (oldest is not None and made > oldest)
