"""Mastodon: statuses to Posts, and the conversation with an account's own host."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from crawler.conversation.listings import REFUSALS
from crawler.mirrors import mastodon
from crawler.outcomes import judge_failure
from crawler.reading.answers import Refused
from record.errors import UnreadableFeed
from record.types import Account, Outcome, Post, Profile, Source
from tests.crawler.mirrors.polls import (
    HOUR,
    NOW,
    UNREACHABLE,
    answer,
    is_fit,
    known,
    source_of,
    spoilt,
    talk,
)

HOST = "https://plaza.example"
SOURCE = source_of("mastodon", "77@plaza.example")
LIST = f"{HOST}/api/v1/accounts/77/statuses?exclude_replies=true&limit=40"
LOOKUP = f"{HOST}/api/v1/accounts/lookup?acct=ada"
AUTHOR = {"id": "77", "username": "ada", "acct": "ada", "display_name": "Ada Quill"}
OTHER = {"id": "5", "username": "bo", "acct": "bo@harbour.example", "display_name": "Bo"}


def status(id: str = "1001", content: str = "<p>We open in Lyon.</p>", **more: Any) -> dict[str, Any]:
    """As an instance gives it to anybody."""
    return {
        "id": id,
        "created_at": "2026-11-23T10:00:00.250Z",
        "in_reply_to_id": None,
        "spoiler_text": "",
        "visibility": "public",
        "language": "en",
        "uri": f"{HOST}/users/ada/statuses/{id}",
        "url": f"{HOST}/@ada/{id}",
        "replies_count": 2,
        "reblogs_count": 3,
        "favourites_count": 5,
        "edited_at": None,
        "content": content,
        "reblog": None,
        "application": {"name": "Web", "website": None},
        "account": AUTHOR,
        "media_attachments": [],
        "poll": None,
        **more,
    }


def at(id: str, when: datetime, **more: Any) -> dict[str, Any]:
    return status(id, created_at=when.isoformat(), **more)


def elsewhere(**more: Any) -> dict[str, Any]:
    """A status of somebody at another host, as this host gives it."""
    uri = "https://harbour.example/users/bo/statuses/42"
    page = "https://harbour.example/@bo/42"
    return status("9009", "<p>The tide is high.</p>", uri=uri, url=page, account=OTHER, **more)


def read(*statuses: Any, source: Source = SOURCE) -> tuple[Post, ...]:
    return mastodon.read_posts(answer(LIST, list(statuses)), source, NOW)


def test_a_status_is_a_post_with_all_its_facts() -> None:
    pictures = [{"id": "11", "type": "image", "url": "https://files.example/a.png?sig=1"}, {"id": "12"}]
    (post,) = read(status(media_attachments=pictures, pinned=True))
    assert (post.key, post.url) == ("mastodon:plaza.example/1001", f"{HOST}/@ada/1001")
    assert (post.text, post.quoted, post.author) == ("We open in Lyon.", "", "Ada Quill")
    assert post.published_at == datetime(2026, 11, 23, 10, tzinfo=UTC)
    facts = post.facts
    assert (facts.media, facts.client, facts.pinned, facts.edits) == (("11", "12"), "Web", True, 0)
    assert (facts.reposted, facts.commented, facts.liked, facts.reposts) == (3, 2, 5, None)


LONG_LINK = (
    '<a href="https://www.plaza.example/a/very/long/way" rel="nofollow"><span class="invisible">https://www.'
    '</span><span class="ellipsis">plaza.example/a/very/</span><span class="invisible">long/way</span></a>'
)


@pytest.mark.parametrize(
    ("content", "warning", "text"),
    [
        ("<p>One.</p><p>Two<br>three &amp; four.</p>", "", "One.\n\nTwo\nthree & four."),
        (f"<p>See {LONG_LINK}</p>", "", "See https://www.plaza.example/a/very/long/way"),
        ('<p>With <span class="h-card"><a href="/@bo">@<span>bo</span></a></span></p>', "", "With @bo"),
        ("<p>It was the butler.</p>", "The end of the film", "The end of the film\nIt was the butler."),
        ("", "", ""),
        ("<p>A\x1b[2J\u200bB</p>", "", "A[2JB"),
    ],
)
def test_the_words_are_read_with_their_paragraphs_links_and_warning(
    content: str, warning: str, text: str
) -> None:
    (post,) = read(status(content=content, spoiler_text=warning))
    assert post.text == text


def test_a_boost_says_nothing_itself_and_quotes_what_it_boosts() -> None:
    boost = status(
        "1002",
        "<p>The tide is high.</p>",
        url=f"{HOST}/users/ada/statuses/1002/activity",
        reblog=elsewhere(media_attachments=[{"id": "99"}]),
        media_attachments=[{"id": "99"}],
    )
    (post,) = read(boost)
    assert (post.key, post.text, post.quoted) == ("mastodon:plaza.example/1002", "", "The tide is high.")
    assert post.url == "https://harbour.example/@bo/42", "the page of a boost is no page"
    assert (post.facts.reposts, post.facts.media) == ("mastodon:harbour.example/42", ())


ECHO = '<p class="quote-inline">RE: <a href="https://harbour.example/@bo/42">harbour.example/@bo/42</a></p>'


@pytest.mark.parametrize(
    ("more", "quoted", "reposts"),
    [
        (
            {"quote": {"state": "accepted", "quoted_status": elsewhere()}},
            "The tide is high.",
            "mastodon:harbour.example/42",
        ),
        ({"quote": {"state": "deleted", "quoted_status": None}}, "", None),
        ({"quote": {"state": "accepted", "quoted_status_id": "9009"}}, "", "mastodon:plaza.example/9009"),
        ({"quote": elsewhere()}, "The tide is high.", "mastodon:harbour.example/42"),
        ({"pleroma": {"quote": elsewhere()}}, "The tide is high.", "mastodon:harbour.example/42"),
        (
            {"quote": elsewhere() | {"uri": "https://harbour.example/objects/77-aa"}},
            "The tide is high.",
            "mastodon:harbour.example/77-aa",
        ),
        (
            {"quote": elsewhere() | {"uri": "https://harbour.example/strange"}},
            "The tide is high.",
            "mastodon:https://harbour.example/strange",
        ),
        (
            {"quote": elsewhere() | {"uri": f"{HOST}/strange"}},
            "The tide is high.",
            "mastodon:plaza.example/9009",
        ),
        ({"quote": elsewhere() | {"uri": "https://[1/statuses/2"}}, "The tide is high.", None),
    ],
)
def test_what_is_quoted_is_apart_from_what_is_said(
    more: dict[str, Any], quoted: str, reposts: str | None
) -> None:
    (post,) = read(status(content=ECHO + "<p>So it is.</p>", **more))
    assert (post.text, post.quoted, post.facts.reposts) == ("So it is.", quoted, reposts)


@pytest.mark.parametrize(
    ("edited", "edits", "edited_at"),
    [
        ({"edited_at": None}, 0, None),
        ({"edited_at": "2026-11-23T11:00:00.000Z"}, 1, datetime(2026, 11, 23, 11, tzinfo=UTC)),
        ({"edited_at": "2026-11-23T11:30:00.000Z"}, 1, datetime(2026, 11, 23, 11, 30, tzinfo=UTC)),
    ],
)
def test_every_edit_moves_its_time(edited: dict[str, Any], edits: int, edited_at: datetime | None) -> None:
    (post,) = read(status(**edited))
    assert (post.facts.edits, post.facts.edited_at) == (edits, edited_at)


def test_a_host_that_knows_no_edits_says_nothing_of_them() -> None:
    old = status()
    del old["edited_at"]
    assert read(old)[0].facts.edits is None


def test_only_what_everybody_may_read_is_kept_and_only_of_this_account() -> None:
    hidden = [status(str(n), visibility=way) for n, way in enumerate(("private", "direct", "local"))]
    posts = read(status("8", visibility="unlisted"), *hidden, status("9", account=OTHER), None, "x")
    assert [post.key for post in posts] == ["mastodon:plaza.example/8"]


def test_a_date_in_the_future_is_no_date() -> None:
    (post,) = read(status(created_at="2027-01-01T00:00:00Z"))
    assert (post.published_at, post.published_raw) == (None, "2027-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("base", "uid", "url"),
    [
        ("https://", "77@plaza.example", LIST),
        ("https://", "ada@Plaza.Example", LOOKUP),
        ("https://", "@ada@plaza.example", LOOKUP),
        ("http://127.0.0.1:8/", "77@plaza.example", LIST.replace(HOST, "http://127.0.0.1:8")),
    ],
)
def test_the_account_says_which_host_is_asked_and_a_stand_in_takes_its_place(
    base: str, uid: str, url: str
) -> None:
    assert mastodon.address(base, Account("mastodon", uid)) == url


@pytest.mark.parametrize(
    "uid", ["ada", "ada@", "@plaza.example", "ada@localhost", "a/b@plaza.example", "a@b.c/d", ""]
)
def test_what_names_no_account_at_a_host_is_told_with_the_way_out(uid: str) -> None:
    with pytest.raises(ValueError, match="user@host"):
        mastodon.address("https://", Account("mastodon", uid))


# ---------------------------------------------------------------- conversations


def test_an_account_that_is_named_by_its_id_costs_one_question() -> None:
    told = talk(SOURCE, {LIST: answer(LIST, [status(account=AUTHOR | {"verified": True})])})
    assert [(ask.url, ask.conditional) for ask in told.asked] == [(LIST, True)]
    assert told.learnt.profile == Profile(Account("mastodon", "77@plaza.example"), "Ada Quill", None, None)


def test_an_account_that_is_named_by_its_name_is_looked_up_first() -> None:
    source = source_of("mastodon", "ada@plaza.example")
    told = talk(source, {LOOKUP: answer(LOOKUP, AUTHOR), LIST: answer(LIST, [status()])})
    assert told.urls == [LOOKUP, LIST]
    assert told.keys == ["mastodon:plaza.example/1001"], "the same post whichever way it is named"
    assert not any(ask.conditional for ask in told.asked), "a 304 to the first would end it before the list"


@pytest.mark.parametrize(
    ("status_code", "body", "verdict"),
    [
        (404, {"error": "Record not found"}, (Outcome.ERROR, "HTTP 404: Record not found")),
        (
            401,
            {"error": "This API requires an authenticated user"},
            (Outcome.BLOCKED, "HTTP 401: This API requires an authenticated user"),
        ),
        (429, "", (Outcome.BLOCKED, "HTTP 429")),
        (200, {}, (Outcome.PARSE_ERROR, "the account's id is not told")),
        (200, "<html><body>Welcome</body></html>", (Outcome.PARSE_ERROR, "HTML where a feed was expected")),
    ],
)
def test_an_account_that_cannot_be_looked_up_says_why(
    status_code: int, body: Any, verdict: tuple[Outcome, str]
) -> None:
    source = source_of("mastodon", "ada@plaza.example")
    with pytest.raises(REFUSALS) as told:
        talk(source, {LOOKUP: answer(LOOKUP, body, status_code)})
    assert judge_failure(told.value) == verdict


def page_of(start: int, when: datetime) -> list[dict[str, Any]]:
    return [at(str(start - n), when - n * timedelta(minutes=1)) for n in range(3)]


def test_a_gap_since_the_last_poll_is_read_back_page_by_page() -> None:
    script = {
        LIST: answer(LIST, page_of(930, NOW)),
        f"{LIST}&max_id=928": answer(LIST, page_of(927, NOW - HOUR)),
        f"{LIST}&max_id=925": answer(LIST, page_of(924, NOW - 3 * HOUR)),
    }
    told = talk(SOURCE, script, since=NOW - 2 * HOUR)
    assert told.urls == list(script)
    assert [int(key.rpartition("/")[2]) for key in told.keys] == list(range(930, 921, -1))


@pytest.mark.parametrize("since", [None, NOW - timedelta(minutes=1)])
def test_without_a_gap_one_page_is_enough(since: datetime | None) -> None:
    assert talk(SOURCE, {LIST: answer(LIST, page_of(930, NOW))}, since=since).urls == [LIST]


def test_a_pinned_post_of_old_does_not_hide_a_gap() -> None:
    first = [at("1", NOW - 900 * HOUR, pinned=True), *page_of(930, NOW)]
    script = {LIST: answer(LIST, first), f"{LIST}&max_id=928": answer(LIST, page_of(927, NOW - 3 * HOUR))}
    assert len(talk(SOURCE, script, since=NOW - 2 * HOUR).keys) == 7


def test_no_more_than_five_pages_are_read() -> None:
    pages = [page_of(930 - 3 * n, NOW - n * timedelta(minutes=5)) for n in range(9)]
    urls = [LIST, *(f"{LIST}&max_id={page[-1]['id']}" for page in pages)]
    script = {url: answer(url, page) for url, page in zip(urls, pages, strict=False)}
    assert talk(SOURCE, script, since=NOW - 900 * HOUR).urls == urls[:5]


@pytest.mark.parametrize(
    ("broken", "outcome"),
    [
        (UNREACHABLE, Outcome.UNREACHABLE),
        (answer(LIST, "", 429), Outcome.BLOCKED),
        (answer(LIST, "{"), Outcome.PARSE_ERROR),
    ],
)
def test_what_came_before_a_page_that_fails_counts(broken: Any, outcome: Outcome) -> None:
    script = {LIST: answer(LIST, page_of(930, NOW)), f"{LIST}&max_id=928": broken}
    told = talk(SOURCE, script, known("mastodon:plaza.example/9299"), since=NOW - 9 * HOUR)
    assert len(told.keys) == 3
    assert told.urls == list(script), "what is missing in half a list may stand in the other half"
    assert told.learnt.trouble is not None
    assert told.learnt.trouble[0] is outcome


def asked_about(id: str) -> str:
    return f"{HOST}/api/v1/statuses/{id}"


@pytest.mark.parametrize(
    ("status_code", "body", "gone"),
    [
        (404, {"error": "Record not found"}, True),
        (410, {"error": "Gone"}, True),
        (200, status("929"), False),
        (404, "<html>nginx</html>", False),
        (404, "", False),
        (401, {"error": "This API requires an authenticated user"}, False),
        (503, {"error": "Remote data could not be fetched"}, False),
    ],
)
def test_a_missing_post_is_deleted_only_when_its_host_says_so(
    status_code: int, body: Any, gone: bool
) -> None:
    key, url = "mastodon:plaza.example/929", asked_about("929")
    listed = [at("930", NOW), at("928", NOW - 2 * HOUR)]
    script = {LIST: answer(LIST, listed), url: answer(url, body, status_code)}
    told = talk(SOURCE, script, known(key, NOW - HOUR), since=NOW - HOUR)
    assert told.urls == [LIST, url]
    assert (told.learnt.gone, told.learnt.trouble) == ((key,) if gone else (), None)


def test_the_newest_post_is_asked_about_as_well() -> None:
    url = asked_about("931")
    script = {
        LIST: answer(LIST, page_of(930, NOW - HOUR)),
        url: answer(url, {"error": "Record not found"}, 404),
    }
    told = talk(SOURCE, script, known("mastodon:plaza.example/931"), since=NOW - HOUR)
    assert told.learnt.gone == ("mastodon:plaza.example/931",)


def test_posts_that_need_not_be_listed_are_not_asked_about() -> None:
    home = "mastodon:plaza.example/"
    past = [
        known(f"{home}930"),  # listed
        known(f"{home}900", NOW - 9 * HOUR),  # older than the list
        known(f"{home}929", gone=True),
        known(f"{home}928", NOW - timedelta(days=31), absent=True),
        replace(known(f"{home}927"), shown=False),  # another mirror's
        replace(known(f"{home}926"), published_at=None),
    ]
    told = talk(SOURCE, {LIST: answer(LIST, [at("930", NOW), at("920", NOW - 2 * HOUR)])}, *past)
    assert told.urls == [LIST]


def test_three_missing_posts_are_asked_about_in_a_poll_and_a_refusal_ends_it() -> None:
    past = [known(f"mastodon:plaza.example/{n}", NOW - HOUR) for n in (925, 924, 923, 922)]
    script: dict[str, Any] = {LIST: answer(LIST, [at("930", NOW), at("920", NOW - 2 * HOUR)])}
    for n in (925, 924, 923):
        script[asked_about(str(n))] = answer("", status(str(n)))
    assert talk(SOURCE, script, *past).urls == list(script)
    for refusal in (UNREACHABLE, answer("", "", 429)):
        script[asked_about("925")] = refusal
        assert talk(SOURCE, script, *past).urls == list(script)[:2]


def test_an_empty_list_deletes_nothing() -> None:
    told = talk(SOURCE, {LIST: answer(LIST, [])}, known("mastodon:plaza.example/929"), since=NOW - HOUR)
    assert (told.urls, told.learnt.posts, told.learnt.gone) == ([LIST], (), ())


# ---------------------------------------------------------------- whatever comes


@pytest.mark.parametrize(
    "body",
    ["", "{", "null", "7", '"x"', "{}", '{"error": "x"}', "[null]", "[[[]]]", "[" * 100_000, "<html>", "NaN"],
)
def test_what_is_no_list_of_posts_is_refused_with_a_reason(body: str) -> None:
    with pytest.raises(REFUSALS):
        mastodon.read_posts(answer(LIST, body), SOURCE, NOW)


def test_posts_of_nobody_asked_for_are_no_answer() -> None:
    with pytest.raises(UnreadableFeed, match="none of the entries"):
        read(status(account=OTHER))


def test_the_words_of_a_refusal_in_place_of_a_list_are_kept() -> None:
    with pytest.raises(UnreadableFeed, match="no list of posts: Too many cats"):
        mastodon.read_posts(answer(LIST, {"error": "Too many cats"}), SOURCE, NOW)
    with pytest.raises(Refused, match="HTTP 403: Go away"):
        mastodon.read_posts(answer(LIST, {"error": "Go <b>away"}, 403), SOURCE, NOW)


RICH = status(
    quote={"state": "accepted", "quoted_status": elsewhere()},
    media_attachments=[{"id": "11"}, {"id": 12}],
    spoiler_text="x",
    reblog=None,
)


@given(spoilt([status("1"), RICH, status("3", reblog=elsewhere())]))
def test_no_shape_of_an_answer_breaks_the_reader(payload: Any) -> None:
    try:
        posts = mastodon.read_posts(answer(LIST, payload), SOURCE, NOW)
    except REFUSALS:
        return
    assert all(map(is_fit, posts))


@given(spoilt(RICH))
def test_one_bad_status_loses_no_other(bad: Any) -> None:
    keys = [post.key for post in read(status("1"), bad, status("3"))]
    assert {"mastodon:plaza.example/1", "mastodon:plaza.example/3"} <= set(keys)
