"""A server that gives the same validator for two different listings is caught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from record.listing import Listing, is_lie, listing_of
from record.types import Entry, Outcome, Poll, Validators
from tests.builders import EPOCH, entry, mirror, poll, post, source

A, B = entry("a"), entry("b")


def listed(*entries: Entry, etag: str | None = None, modified: str | None = None) -> Listing:
    return listing_of(poll(source(), *entries, validators=Validators(etag, modified)))


@pytest.mark.parametrize(
    ("before", "now", "lie"),
    [
        (listed(A, etag='"1"'), listed(A, B, etag='"1"'), True),
        (listed(A, etag='W/"1"'), listed(A, B, etag='W/"1"'), True),
        (listed(A, etag='"1"'), listed(A, etag='"1"'), False),
        (listed(A, B, etag='"1"'), listed(B, A, etag='"1"'), False),
        (listed(A, etag='"1"'), listed(B, etag='"2"'), False),
        (listed(A, etag='"1"', modified="Mon"), listed(B, etag='"2"', modified="Mon"), False),
        (listed(A, etag='"1"', modified="Mon"), listed(B, modified="Mon"), False),
        (listed(A, modified="Mon"), listed(B, modified="Mon"), True),
        (listed(A, modified="Mon"), listed(B, modified="Tue"), False),
        (listed(A), listed(B), False),
        (Listing(None, Validators('"1"')), listed(A, etag='"1"'), False),
    ],
)
def test_the_same_validator_for_another_listing_is_a_lie(before: Listing, now: Listing, lie: bool) -> None:
    assert is_lie(before, now) is lie


def test_a_listing_is_its_addresses_titles_and_written_dates() -> None:
    first = listed(A)
    assert listed(replace(A, title="Edited")) != first
    assert listed(replace(A, published_raw="5 minutes ago")) != first
    assert listed(replace(A, published_at=EPOCH)) == first, "what we make of a date is not what stands there"


def test_a_listing_of_posts_is_their_words() -> None:
    def told(text: str) -> Poll:
        return poll(mirror(), post(text=text), outcome=Outcome.OK)

    assert listing_of(told("No plan.")) == listing_of(told("No plan."))
    assert listing_of(told("No plan.")) != listing_of(told("A plan."))
