"""Which of the posts that a list shows cut are worth a question of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from crawler.conversation import Context
from crawler.conversation.completing import unread
from record.types import Account, KnownPost, Post, PostFacts
from tests.crawler.mirrors.polls import HOUR, NOW, known

DAY = timedelta(days=1)
CUT = Post(
    "a", Account("x", "1"), "https://x", "words", published_at=NOW - HOUR, facts=PostFacts(False, edits=1)
)
WHOLE = replace(known("a"), edits=1)


@pytest.mark.parametrize(
    ("before", "age", "asks"),
    [
        (None, 9 * DAY, True),
        (replace(WHOLE, shown=False), 9 * DAY, True),
        (WHOLE, HOUR, False),
        (replace(WHOLE, complete=False), HOUR, True),
        (replace(WHOLE, complete=False), 3 * DAY, False),
        (replace(WHOLE, edits=0), 9 * DAY, True),
        (replace(WHOLE, edits=2), HOUR, False),
        (replace(WHOLE, edits=None), HOUR, False),
    ],
    ids=["new", "new here", "read", "late", "refused for days", "edited", "an older copy", "no count"],
)
def test_a_cut_post_is_asked_for_while_it_is_new_or_edited_or_late(
    before: KnownPost | None, age: timedelta, asks: bool
) -> None:
    post = replace(CUT, published_at=NOW - age)
    context = Context(NOW, known={"a": before} if before else {})
    assert unread([post], context) == ([post] if asks else [])
    assert unread([replace(post, facts=PostFacts())], context) == []
