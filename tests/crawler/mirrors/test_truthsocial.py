"""Truth Social: Mastodon's interface with verified accounts, behind Cloudflare."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from crawler.conversation.listings import REFUSALS
from crawler.mirrors import truthsocial
from crawler.outcomes import judge_failure
from record.types import Account, Outcome, Post, Profile
from tests.crawler.mirrors.polls import HOUR, NOW, answer, is_fit, known, source_of, spoilt, talk

UID = "100200300400500600"
SOURCE = source_of("truthsocial", UID)
LIST = f"https://truthsocial.com/api/v1/accounts/{UID}/statuses?exclude_replies=true&limit=40"
AUTHOR = {"id": UID, "username": "ada", "acct": "ada", "display_name": "Ada Quill", "verified": True}
OTHER = {"id": "107780000000000001", "username": "bo", "acct": "bo", "display_name": "Bo", "verified": False}


def status(id: str = "115000000000000001", content: str = "<p>We open in Lyon.</p>", **more: Any) -> Any:
    return {
        "id": id,
        "created_at": "2026-11-23T10:00:00.250Z",
        "visibility": "public",
        "uri": f"https://truthsocial.com/@ada/{id}",
        "url": f"https://truthsocial.com/@ada/{id}",
        "content": content,
        "account": AUTHOR,
        "media_attachments": [],
        "replies_count": 2,
        "reblogs_count": 3,
        "favourites_count": 5,
        "upvotes_count": 5,
        "edited_at": None,
        "reblog": None,
        "quote_id": None,
        "quote": None,
        **more,
    }


def read(*statuses: Any) -> tuple[Post, ...]:
    return truthsocial.read_posts(answer(LIST, list(statuses)), SOURCE, NOW)


def test_a_post_has_the_networks_own_key_and_page() -> None:
    (post,) = read(status(media_attachments=[{"id": "115", "type": "video"}]))
    assert (post.key, post.url) == (
        "truthsocial:115000000000000001",
        "https://truthsocial.com/@ada/115000000000000001",
    )
    assert (post.text, post.facts.media, post.facts.edits, post.facts.liked) == (
        "We open in Lyon.",
        ("115",),
        0,
        5,
    )


def test_a_repost_and_a_quote_name_what_they_show_by_the_same_kind_of_key() -> None:
    other = status("42", "<p>The tide is high.</p>", account=OTHER)
    echo = '<span class="quote-inline"><br/>RT: https://truthsocial.com/@bo/42</span>'
    repost, quote = read(
        status("1", "<p>The tide is high.</p>", reblog=other),
        status("2", f"<p>So it is.{echo}</p>", quote=other, quote_id="42"),
    )
    assert (repost.text, repost.quoted, repost.facts.reposts) == ("", "The tide is high.", "truthsocial:42")
    assert (quote.text, quote.quoted, quote.facts.reposts) == (
        "So it is.",
        "The tide is high.",
        "truthsocial:42",
    )


def test_a_quote_that_is_not_shown_is_named_all_the_same() -> None:
    (post,) = read(status(quote_id="42"))
    assert (post.quoted, post.facts.reposts) == ("", "truthsocial:42")


@pytest.mark.parametrize("badge", [True, False, None, "yes"])
def test_whether_the_account_is_verified_is_told_where_it_is_said(badge: Any) -> None:
    told = talk(SOURCE, {LIST: answer(LIST, [status(account={**AUTHOR, "verified": badge})])})
    verified = badge if isinstance(badge, bool) else None
    assert told.learnt.profile == Profile(Account("truthsocial", UID), "Ada Quill", verified)


CHALLENGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
BLOCK = "<html><head><title>Attention Required! | Cloudflare</title></head></html>"


@pytest.mark.parametrize(
    ("status_code", "body", "outcome", "reason"),
    [
        (403, CHALLENGE, Outcome.BLOCKED, "HTTP 403: Cloudflare's page"),
        (503, CHALLENGE, Outcome.BLOCKED, "HTTP 503: Cloudflare's page"),
        (200, BLOCK, Outcome.BLOCKED, "HTTP 200: Cloudflare's page"),
        (403, "<html>No</html>", Outcome.BLOCKED, "HTTP 403"),
        (403, {"error": "Unauthorized"}, Outcome.BLOCKED, "HTTP 403: Unauthorized"),
        (429, {"error": "Throttled"}, Outcome.BLOCKED, "HTTP 429: Throttled"),
        (500, "<html>Oops</html>", Outcome.ERROR, "HTTP 500"),
    ],
)
def test_a_refusal_is_told_from_a_fault(status_code: int, body: Any, outcome: Outcome, reason: str) -> None:
    with pytest.raises(REFUSALS) as told:
        talk(SOURCE, {LIST: answer(LIST, body, status_code)})
    verdict = judge_failure(told.value)
    assert verdict[0] is outcome
    assert verdict[1].startswith(reason)


def test_a_post_about_cloudflare_is_a_post() -> None:
    (post,) = read(status(content="<p>Just a moment... | Cloudflare</title></p>"))
    assert post.text == "Just a moment... | Cloudflare"


def test_a_post_that_is_gone_is_asked_for_by_its_id() -> None:
    url = "https://truthsocial.com/api/v1/statuses/115000000000000009"
    script = {LIST: answer(LIST, [status()]), url: answer(url, {"error": "Record not found"}, 404)}
    told = talk(SOURCE, script, known("truthsocial:115000000000000009"), since=NOW - HOUR)
    assert told.learnt.gone == ("truthsocial:115000000000000009",)


@pytest.mark.parametrize("uid", ["ada", "@ada", "12", "1" * 40, "١٢٣٤٥٦", ""])
def test_a_name_is_no_id(uid: str) -> None:
    with pytest.raises(ValueError, match="accounts resolve"):
        truthsocial.address("https://truthsocial.com", Account("truthsocial", uid))


@given(spoilt([status("1"), status("2", quote=status("42", account=OTHER))]))
def test_no_shape_of_an_answer_breaks_the_reader(payload: Any) -> None:
    try:
        posts = truthsocial.read_posts(answer(LIST, payload), SOURCE, NOW)
    except REFUSALS:
        return
    assert all(map(is_fit, posts))
