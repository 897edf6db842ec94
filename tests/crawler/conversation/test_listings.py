"""Lists of posts: each once, and which of the missing ones are asked about, in turn."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from datetime import timedelta

import pytest

from crawler.conversation import Ask, Context
from crawler.conversation.listings import BEYOND, Listing, Page, each_once, missing, read_back
from crawler.reading.answers import Answer, Verdict
from record.types import Account, KnownPost, Outcome, Post, PostFacts
from tests.crawler.mirrors.polls import HOUR, NOW, known


def post(key: str, age: timedelta = HOUR, *, pinned: bool = False) -> Post:
    facts = PostFacts(pinned=pinned)
    return Post(key, Account("x", "1"), "https://x", key, published_at=NOW - age, facts=facts)


def sought(posts: list[Post], *past: KnownPost, minutes: int = 0) -> list[str]:
    context = Context(NOW + timedelta(minutes=minutes), known={one.key: one for one in past})
    return [one.key for one in missing(tuple(posts), context)]


def test_a_post_that_stands_pinned_and_in_its_place_is_one() -> None:
    found = each_once([post("a", pinned=True), post("b"), post("a"), post("b", pinned=True)])
    assert [(one.key, one.facts.pinned) for one in found] == [("a", True), ("b", True)]


@pytest.mark.parametrize(
    ("age", "expected"),
    [(2, ["k"]), (0, ["k"]), (4, [])],
    ids=["between", "newer than all", "older than all"],
)
def test_a_post_is_missing_where_the_list_reaches_back_so_far(age: int, expected: list[str]) -> None:
    posts = [post("a"), post("b", 3 * HOUR), post("old", 900 * HOUR, pinned=True)]
    assert sought(posts, known("k", NOW - age * HOUR)) == expected


def test_an_old_post_that_nobody_marks_as_pinned_says_nothing_of_how_far_a_list_reaches() -> None:
    posts = [post("old", 900 * HOUR), post("a"), post("b", 3 * HOUR)]
    assert sought(posts, known("k", NOW - 2 * HOUR), known("before", NOW - 9 * HOUR)) == ["k"]


@pytest.mark.parametrize(
    ("posts", "reads_on"),
    [
        ([post("old", 900 * HOUR), post("a")], True),
        ([post("a"), post("b", 6 * HOUR)], False),
        ([post("a"), post("old", 900 * HOUR, pinned=True)], True),
        ([post("old", 900 * HOUR, pinned=True)], True),
    ],
)
def test_pages_are_read_while_the_end_of_the_last_one_is_newer_than_the_last_poll(
    posts: list[Post], reads_on: bool
) -> None:
    page = Page(tuple(posts), "https://x/2")
    reading = read_back(Answer("https://x", 200, b""), NOW - 5 * HOUR, lambda _: page)
    assert (next(reading, None) is not None) is reads_on


@pytest.mark.parametrize(("hours", "said"), [(99, (Outcome.OK, BEYOND)), (5, None)])
def test_that_more_came_than_five_pages_show_is_said(hours: int, said: Verdict | None) -> None:
    pages = iter(Page((post(str(n), n * HOUR),), f"https://x/{n}") for n in range(1, 9))
    answer = Answer("https://x", 200, b"")
    learnt: list[Listing] = []

    def read() -> Generator[Ask, Answer, None]:
        learnt.append((yield from read_back(answer, NOW - hours * HOUR, lambda _: next(pages))))

    asking = read()
    next(asking)
    for _ in range(4):
        with suppress(StopIteration):
            asking.send(answer)
    assert [(len(listing.posts), listing.trouble) for listing in learnt] == [(5, said)]


def test_a_list_of_pinned_posts_alone_says_nothing() -> None:
    assert sought([post("a", 9 * HOUR, pinned=True)], known("k")) == []


def test_those_that_went_just_now_come_first_and_the_others_in_turn() -> None:
    posts = [post("a"), post("b", 9 * HOUR)]
    old = [known(key, NOW - 2 * HOUR, absent=True) for key in ("p", "q", "r")]
    orders = [sought(posts, *old, known("new", NOW - 3 * HOUR), minutes=minute) for minute in range(3)]
    assert {order[0] for order in orders} == {"new"}
    assert {order[1] for order in orders} == {"p", "q", "r"}
